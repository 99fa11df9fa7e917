package gob

import (
	"cmp"
	"encoding"
	"errors"
	"io"
	"math"
	"math/bits"
	"reflect"
	"slices"
)

// buffer holds a message that is being made.
type buffer struct{ data []byte }

func (b *buffer) Write(p []byte) (int, error) {
	b.data = append(b.data, p...)
	return len(p), nil
}

func (b *buffer) uint(x uint64) {
	if x <= 0x7f {
		b.data = append(b.data, byte(x))
		return
	}
	n := (bits.Len64(x) + 7) / 8
	b.data = append(b.data, byte(-n))
	for n--; n >= 0; n-- {
		b.data = append(b.data, byte(x>>(8*n)))
	}
}

func (b *buffer) int(x int64) {
	if x < 0 {
		b.uint(uint64(^x)<<1 | 1)
	} else {
		b.uint(uint64(x) << 1)
	}
}

func (b *buffer) float(x float64) { b.uint(bits.ReverseBytes64(math.Float64bits(x))) }

func (b *buffer) string(s string) {
	b.uint(uint64(len(s)))
	b.data = append(b.data, s...)
}

// describe writes a description as the struct that Go's package sends.
func (b *buffer) describe(d *description) {
	b.uint(uint64(d.shape) + 1)
	b.uint(1)
	b.common(d.CommonType)
	switch d.shape {
	case isArray, isSlice:
		b.uint(1)
		b.int(int64(d.elem))
		if d.shape == isArray && d.length != 0 {
			b.uint(1)
			b.int(int64(d.length))
		}
	case isMap:
		b.uint(1)
		b.int(int64(d.key))
		b.uint(1)
		b.int(int64(d.elem))
	case isStruct:
		if len(d.fields) > 0 {
			b.uint(1)
			b.uint(uint64(len(d.fields)))
			for _, f := range d.fields {
				b.common(f)
			}
		}
	}
	b.uint(0)
	b.uint(0)
}

func (b *buffer) common(c CommonType) {
	step := uint64(2)
	if c.Name != "" {
		b.uint(1)
		b.string(c.Name)
		step = 1
	}
	b.uint(step)
	b.int(int64(c.Id))
	b.uint(0)
}

// Encoder writes values to a stream, and before the first of a type the type's description.
type Encoder struct {
	writers []io.Writer // the last is the one for descriptions
	sent    map[reflect.Type]typeId
	types   map[reflect.Type]*description
	checked map[reflect.Type]bool
	next    typeId
	err     error
}

// NewEncoder returns an Encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder {
	return &Encoder{
		writers: []io.Writer{w},
		sent:    map[reflect.Type]typeId{},
		types:   map[reflect.Type]*description{},
		checked: map[reflect.Type]bool{},
		next:    firstId,
	}
}

func (enc *Encoder) writer() io.Writer { return enc.writers[len(enc.writers)-1] }

// message writes what is in a buffer, with its length, and empties the buffer.
func (enc *Encoder) message(w io.Writer, b *buffer) {
	if len(b.data) >= tooBig {
		fail(errors.New("gob: encoder: message too big"))
	}
	var whole buffer
	whole.uint(uint64(len(b.data)))
	whole.data = append(whole.data, b.data...)
	b.data = nil
	if _, err := w.Write(whole.data); err != nil {
		fail(err)
	}
}

// number gives a description a number if it has none.
func (enc *Encoder) number(d *description) typeId {
	if d.Id == 0 {
		d.Id = enc.next
		enc.next++
	}
	return d.Id
}

func (enc *Encoder) descriptionOf(name string, t reflect.Type) *description {
	u := userOf(t)
	return enc.describe(name, u, u.base)
}

// describe returns the description of a type; a new one gets this name. Numbers are given in the order of Go's package: to a struct before its
// fields, to other types after what they consist of.
func (enc *Encoder) describe(name string, u *userType, t reflect.Type) *description {
	if d, ok := enc.types[t]; ok {
		return d
	}
	d := &description{CommonType: CommonType{Name: name}}
	basic := func(id typeId) *description {
		d.Id, d.shape = id, isBasic
		enc.types[t] = d
		return d
	}
	if u.enc != internal {
		d.shape = isGobEncoder
		if u.enc == byBinary {
			d.shape = isBinaryMarshaler
		}
		enc.number(d)
		enc.types[t] = d
		return d
	}
	enc.types[t] = d
	switch t.Kind() {
	case reflect.Bool:
		return basic(idBool)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return basic(idInt)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return basic(idUint)
	case reflect.Float32, reflect.Float64:
		return basic(idFloat)
	case reflect.Complex64, reflect.Complex128:
		return basic(idComplex)
	case reflect.String:
		return basic(idString)
	case reflect.Interface:
		return basic(idInterface)
	case reflect.Array:
		d.shape, d.length = isArray, t.Len()
		elem := enc.descriptionOf("", t.Elem())
		enc.number(d)
		d.elem = enc.number(elem)
	case reflect.Map:
		d.shape = isMap
		key, elem := enc.descriptionOf("", t.Key()), enc.descriptionOf("", t.Elem())
		enc.number(d)
		d.key, d.elem = enc.number(key), enc.number(elem)
	case reflect.Slice:
		if isBytes(t) {
			return basic(idBytes)
		}
		d.shape = isSlice
		elem := enc.descriptionOf(t.Elem().Name(), t.Elem())
		enc.number(d)
		d.elem = enc.number(elem)
	case reflect.Struct:
		d.shape = isStruct
		enc.number(d)
		for i := range t.NumField() {
			f := t.Field(i)
			if !isSent(&f) {
				continue
			}
			base := userOf(f.Type).base
			fieldName := base.Name()
			if fieldName == "" {
				fieldName = base.String()
			}
			field := enc.descriptionOf(fieldName, f.Type)
			d.fields = append(d.fields, CommonType{f.Name, enc.number(field)})
		}
	default:
		delete(enc.types, t)
		fail(errors.New("gob NewTypeObject can't handle type: " + t.String()))
	}
	return d
}

// info returns the number of a type and the description that is sent for it.
func (enc *Encoder) info(u *userType) (typeId, *description) {
	if u.enc == internal {
		d := enc.descriptionOf(u.base.Name(), u.base)
		return d.Id, d
	}
	id := enc.descriptionOf(u.user.Name(), u.user).Id
	return id, enc.describe(u.user.Name(), u, u.user)
}

// sendType sends the description of a type, and of what it consists of, unless that was done or none is needed.
func (enc *Encoder) sendType(w io.Writer, b *buffer, t reflect.Type) bool {
	u := userOf(t)
	base := u.base
	if u.enc == internal {
		switch base.Kind() {
		case reflect.Slice:
			if isBytes(base) {
				return false
			}
		case reflect.Array, reflect.Map, reflect.Struct:
		default:
			return false
		}
	}
	if _, ok := enc.sent[base]; ok {
		return false
	}
	id, d := enc.info(u)
	b.int(-int64(id))
	b.describe(d)
	enc.message(w, b)
	enc.sent[base] = id
	enc.sent[u.user] = id
	switch base.Kind() {
	case reflect.Struct:
		for i := range base.NumField() {
			if f := base.Field(i); f.IsExported() {
				enc.sendType(w, b, f.Type)
			}
		}
	case reflect.Array, reflect.Slice:
		enc.sendType(w, b, base.Elem())
	case reflect.Map:
		enc.sendType(w, b, base.Key())
		enc.sendType(w, b, base.Elem())
	}
	return true
}

// sendNumber sends the number of a type, after its description if that was not sent yet.
func (enc *Encoder) sendNumber(w io.Writer, b *buffer, u *userType) {
	t := u.base
	if u.enc != internal {
		t = u.user
	}
	if _, ok := enc.sent[t]; !ok && !enc.sendType(w, b, t) {
		enc.sent[t], _ = enc.info(u)
	}
	b.int(int64(enc.sent[u.base]))
}

// Encode writes a value.
func (enc *Encoder) Encode(e any) error { return enc.EncodeValue(reflect.ValueOf(e)) }

// EncodeValue writes a value.
func (enc *Encoder) EncodeValue(value reflect.Value) (err error) {
	if value.Kind() == reflect.Invalid {
		return errors.New("gob: cannot encode nil value")
	}
	if value.Kind() == reflect.Pointer && value.IsNil() {
		panic("gob: cannot encode nil pointer of type " + value.Type().String())
	}
	defer caught(&err)
	enc.writers = enc.writers[:1]
	u := userOf(value.Type())
	b := &buffer{}
	enc.sendNumber(enc.writer(), b, u)
	enc.encode(b, value, u)
	enc.message(enc.writer(), b)
	return nil
}

// check refuses types with structs that have fields but none to send.
func (enc *Encoder) check(t reflect.Type) {
	u := userOf(t)
	if u.enc != internal || enc.checked[u.base] {
		return
	}
	t = u.base
	enc.checked[t] = true
	switch t.Kind() {
	case reflect.Array, reflect.Slice:
		enc.check(t.Elem())
	case reflect.Map:
		enc.check(t.Key())
		enc.check(t.Elem())
	case reflect.Struct:
		count := 0
		for i := range t.NumField() {
			if f := t.Field(i); isSent(&f) {
				count++
				enc.check(f.Type)
			}
		}
		if count == 0 && t.NumField() > 0 {
			delete(enc.checked, t)
			failf("type %s has no exported fields", t)
		}
	}
}

// place is where the next value of a message goes.
type place struct {
	b        *buffer
	field    int // of a struct: the last that was sent
	sendZero bool
}

// element is the field number of values that are no fields.
const element = -1

// begin notes that a value follows: that of a field, unless it is an element.
func (p *place) begin(field int) {
	if field != element {
		p.b.uint(uint64(field - p.field))
		p.field = field
	}
}

// encode writes a whole value: a struct, or something else as the only field of one.
func (enc *Encoder) encode(b *buffer, value reflect.Value, u *userType) {
	enc.check(u.user)
	if u.enc == internal {
		for range u.pointers {
			value = value.Elem()
		}
		if !value.IsValid() {
			return
		}
		if value.Kind() == reflect.Struct {
			enc.encodeStruct(b, value)
			return
		}
	}
	enc.encodeValue(&place{b: b, sendZero: true}, 0, value)
}

func (enc *Encoder) encodeStruct(b *buffer, v reflect.Value) {
	t := v.Type()
	p := place{b: b, field: -1}
	number := 0
	for i := range t.NumField() {
		if f := t.Field(i); isSent(&f) {
			enc.encodeValue(&p, number, v.Field(i))
			number++
		}
	}
	b.uint(0)
}

// encodeValue writes a field or element; zero values only where all are written.
func (enc *Encoder) encodeValue(p *place, field int, v reflect.Value) {
	u := userOf(v.Type())
	if u.enc != internal {
		enc.encodeExternal(p, field, v, u)
		return
	}
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			if field == element {
				failf("encodeArray: nil element")
			}
			return
		}
		v = v.Elem()
	}
	b := p.b
	switch v.Kind() {
	case reflect.Array, reflect.Struct:
	case reflect.Slice, reflect.String:
		if v.Len() == 0 && !p.sendZero {
			return
		}
	case reflect.Map, reflect.Interface:
		if v.IsNil() && !p.sendZero {
			return
		}
	case reflect.Float32, reflect.Float64:
		if v.Float() == 0 && !p.sendZero {
			return
		}
	case reflect.Complex64, reflect.Complex128:
		if v.Complex() == 0 && !p.sendZero {
			return
		}
	default:
		if v.IsZero() && !p.sendZero {
			return
		}
	}
	p.begin(field)
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			b.uint(1)
		} else {
			b.uint(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		b.int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		b.uint(v.Uint())
	case reflect.Float32, reflect.Float64:
		b.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		b.float(real(v.Complex()))
		b.float(imag(v.Complex()))
	case reflect.String:
		b.string(v.String())
	case reflect.Slice, reflect.Array:
		if isBytes(v.Type()) {
			b.string(string(v.Bytes()))
			return
		}
		b.uint(uint64(v.Len()))
		inner := place{b: b, field: -1, sendZero: true}
		for i := range v.Len() {
			enc.encodeValue(&inner, element, v.Index(i))
		}
	case reflect.Map:
		enc.encodeMap(b, v)
	case reflect.Struct:
		enc.encodeStruct(b, v)
	case reflect.Interface:
		enc.encodeInterface(b, v)
	}
}

func (enc *Encoder) encodeMap(b *buffer, m reflect.Value) {
	type entry struct{ key, value reflect.Value }
	var entries []entry
	for i := m.MapRange(); i.Next(); {
		entries = append(entries, entry{i.Key(), i.Value()})
	}
	slices.SortStableFunc(entries, func(x, y entry) int { return compare(x.key, y.key) })
	b.uint(uint64(len(entries)))
	inner := place{b: b, field: -1, sendZero: true}
	for _, e := range entries {
		for _, v := range []reflect.Value{e.key, e.value} {
			if v.Kind() == reflect.Pointer && v.IsNil() {
				failf("encodeReflectValue: nil element")
			}
			enc.encodeValue(&inner, element, v)
		}
	}
}

// compare orders keys of maps: numbers and texts as they are ordered, others part by part; nil comes first, then different types by name.
func compare(x, y reflect.Value) int {
	switch x.Kind() {
	case reflect.Bool:
		switch {
		case x.Bool() == y.Bool():
			return 0
		case y.Bool():
			return -1
		}
		return 1
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return cmp.Compare(x.Int(), y.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return cmp.Compare(x.Uint(), y.Uint())
	case reflect.Float32, reflect.Float64:
		return cmp.Compare(x.Float(), y.Float())
	case reflect.Complex64, reflect.Complex128:
		a, b := x.Complex(), y.Complex()
		return cmp.Or(cmp.Compare(real(a), real(b)), cmp.Compare(imag(a), imag(b)))
	case reflect.String:
		return cmp.Compare(x.String(), y.String())
	case reflect.Array:
		for i := range x.Len() {
			if c := compare(x.Index(i), y.Index(i)); c != 0 {
				return c
			}
		}
	case reflect.Struct:
		for i := range x.NumField() {
			if c := compare(x.Field(i), y.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Pointer, reflect.Interface:
		switch {
		case x.IsNil() && y.IsNil():
			return 0
		case x.IsNil():
			return -1
		case y.IsNil():
			return 1
		}
		x, y = x.Elem(), y.Elem()
		if x.Type() != y.Type() {
			return cmp.Compare(x.Type().String(), y.Type().String())
		}
		return compare(x, y)
	}
	return 0
}

func (enc *Encoder) encodeInterface(b *buffer, v reflect.Value) {
	elem := v.Elem()
	if elem.Kind() == reflect.Pointer && elem.IsNil() {
		failf("gob: cannot encode nil pointer of type %s inside interface", elem.Type())
	}
	if v.IsNil() {
		b.uint(0)
		return
	}
	registerBasics()
	u := userOf(elem.Type())
	name, ok := namesByType[u.base]
	if !ok {
		failf("type not registered for interface: %s", u.base)
	}
	b.string(name)
	// A description cuts the message in two: what is there goes out with it.
	enc.sendNumber(enc.writer(), b, u)
	enc.writers = append(enc.writers, b)
	inner := &buffer{}
	enc.encode(inner, elem, u)
	enc.writers = enc.writers[:len(enc.writers)-1]
	enc.message(b, inner)
}

func (enc *Encoder) encodeExternal(p *place, field int, v reflect.Value, u *userType) {
	if u.encPointers == -1 {
		if !v.CanAddr() {
			failf("unaddressable value of type %s", reflect.PointerTo(u.user))
		}
		v = v.Addr()
	}
	for range max(u.encPointers, 0) {
		if v.IsNil() {
			if field == element {
				failf("encodeArray: nil element")
			}
			return
		}
		v = v.Elem()
	}
	if !p.sendZero && v.IsZero() {
		return
	}
	p.begin(field)
	var data []byte
	var err error
	if u.enc == byGob {
		data, err = v.Interface().(GobEncoder).GobEncode()
	} else {
		data, err = v.Interface().(encoding.BinaryMarshaler).MarshalBinary()
	}
	if err != nil {
		fail(err)
	}
	p.b.string(string(data))
}
