package gob

import (
	"bufio"
	"encoding"
	"errors"
	"io"
	"math"
	"math/bits"
	"reflect"
)

// tooBig is the length that messages and slices stay below.
const tooBig = 1 << 30

// nestingMax is how deep a type may be whose values are passed over.
const nestingMax = 10000

var (
	errBadUint  = errors.New("gob: encoded unsigned integer out of range")
	errBadType  = errors.New("gob: unknown type id or corrupted data")
	errRange    = errors.New("gob: bad data: field numbers out of bounds")
	errBadCount = errors.New("invalid message length")
)

// Decoder reads values from a stream of an Encoder.
type Decoder struct {
	r     io.Reader
	rest  []byte // of the message
	types map[typeId]*description
	plans map[pair]*plan
	depth int
	err   error
}

// pair is a Go type and the type of the stream that it is read from.
type pair struct {
	t  reflect.Type
	id typeId
}

// plan says where the fields of a struct go: nowhere if there is no index.
type plan struct {
	fields  []target
	matched int
}

type target struct {
	index []int
	name  string
}

// NewDecoder returns a Decoder that reads from r, which it reads ahead unless r is an io.ByteReader.
func NewDecoder(r io.Reader) *Decoder {
	if _, ok := r.(io.ByteReader); !ok {
		r = bufio.NewReader(r)
	}
	return &Decoder{r: r, types: map[typeId]*description{}, plans: map[pair]*plan{}}
}

// uint reads a number of the message.
func (dec *Decoder) uint() uint64 {
	if len(dec.rest) == 0 {
		fail(io.EOF)
	}
	first := dec.rest[0]
	dec.rest = dec.rest[1:]
	if first <= 0x7f {
		return uint64(first)
	}
	n := -int(int8(first))
	if n > 8 {
		fail(errBadUint)
	}
	if n > len(dec.rest) {
		failf("invalid uint data length %d: exceeds input size %d", n, len(dec.rest))
	}
	x := uint64(0)
	for _, c := range dec.rest[:n] {
		x = x<<8 | uint64(c)
	}
	dec.rest = dec.rest[n:]
	return x
}

func (dec *Decoder) int() int64 {
	x := dec.uint()
	if x&1 == 1 {
		return ^int64(x >> 1)
	}
	return int64(x >> 1)
}

// bytes reads a length and as many bytes, if there are so many.
func (dec *Decoder) bytes() (data []byte, ok bool) {
	n := dec.uint()
	if n > uint64(len(dec.rest)) {
		return nil, false
	}
	data, dec.rest = dec.rest[:n], dec.rest[n:]
	return data, true
}

// message reads the next message of the stream.
func (dec *Decoder) message() {
	var head [8]byte
	if _, err := io.ReadFull(dec.r, head[:1]); err != nil {
		fail(err)
	}
	length := uint64(head[0])
	if length > 0x7f {
		n := -int(int8(head[0]))
		if n > 8 {
			fail(errBadUint)
		}
		if _, err := io.ReadFull(dec.r, head[:n]); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			fail(err)
		}
		length = 0
		for _, c := range head[:n] {
			length = length<<8 | uint64(c)
		}
	}
	if length >= tooBig {
		fail(errBadCount)
	}
	// A length that lies must not take memory: the bytes come piece by piece.
	dec.rest = nil
	for left := int(length); left > 0; {
		piece := make([]byte, min(left, 1<<16))
		n, err := io.ReadFull(dec.r, piece)
		dec.rest = append(dec.rest, piece[:n]...)
		left -= n
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			fail(err)
		}
	}
}

// sequence reads descriptions until the number of a type comes, and returns that.
func (dec *Decoder) sequence(inInterface bool) typeId {
	for first := true; ; first = false {
		if len(dec.rest) == 0 {
			func() {
				defer func() {
					// Descriptions without a value end too early.
					if e := recover(); e != nil {
						if f, ok := e.(failure); ok && f.err == io.EOF && !first {
							e = failure{io.ErrUnexpectedEOF}
						}
						panic(e)
					}
				}()
				dec.message()
			}()
		}
		id := typeId(dec.int())
		if id >= 0 {
			return id
		}
		dec.describe(-id)
		if len(dec.rest) > 0 {
			if !inInterface {
				fail(errors.New("extra data in buffer"))
			}
			dec.uint()
		}
	}
}

// structure reads the fields of a struct, of which there are at most so many.
func (dec *Decoder) structure(fields int, read func(field int)) {
	at := -1
	for len(dec.rest) > 0 {
		delta := dec.uint()
		if delta == 0 {
			return
		}
		if delta > uint64(fields-1-at) {
			fail(errRange)
		}
		at += int(delta)
		read(at)
	}
}

func (dec *Decoder) name() string {
	data, ok := dec.bytes()
	if !ok {
		failf("bad string slice length: 0")
	}
	return string(data)
}

func (dec *Decoder) common() (c CommonType) {
	dec.structure(2, func(field int) {
		if field == 0 {
			c.Name = dec.name()
		} else {
			c.Id = typeId(dec.int())
		}
	})
	return c
}

// describe reads the description of a type.
func (dec *Decoder) describe(id typeId) {
	if id < firstId || dec.types[id] != nil {
		fail(errors.New("gob: duplicate type received"))
	}
	d := &description{shape: isBasic}
	dec.structure(int(isBasic), func(which int) {
		d.shape = shape(which)
		fields := [...]int{isArray: 3, isSlice: 2, isStruct: 2, isMap: 3, isGobEncoder: 1, isBinaryMarshaler: 1, isTextMarshaler: 1}[which]
		dec.structure(fields, func(field int) {
			switch {
			case field == 0:
				d.CommonType = dec.common()
			case d.shape == isStruct:
				n := dec.uint()
				if n > uint64(len(dec.rest)) {
					failf("decoding array or slice: length exceeds input size (%d elements)", n)
				}
				for range n {
					d.fields = append(d.fields, dec.common())
				}
			case d.shape == isMap && field == 1:
				d.key = typeId(dec.int())
			case d.shape == isArray && field == 2:
				d.length = int(dec.int())
			default:
				d.elem = typeId(dec.int())
			}
		})
	})
	dec.types[id] = d
}

// typeName returns the name of a type of the stream.
func (dec *Decoder) typeName(id typeId) string {
	if id >= 0 && int(id) < len(basicNames) {
		return basicNames[id]
	}
	if d := dec.types[id]; d != nil {
		return d.Name
	}
	return "unknown type"
}

// is returns a type of the stream if it is of some shape.
func (dec *Decoder) is(id typeId, s shape) *description {
	if d := dec.types[id]; d != nil && d.shape == s {
		return d
	}
	return nil
}

// isCompatible reports whether values of a type of the stream can become ones of a Go type.
func (dec *Decoder) isCompatible(t reflect.Type, id typeId, open map[reflect.Type]typeId) bool {
	if other, ok := open[t]; ok {
		return other == id
	}
	open[t] = id
	u := userOf(t)
	if (u.dec == byGob) != (dec.is(id, isGobEncoder) != nil) || (u.dec == byBinary) != (dec.is(id, isBinaryMarshaler) != nil) || dec.is(id, isTextMarshaler) != nil {
		return false
	}
	if u.dec != internal {
		return true
	}
	t = u.base
	switch t.Kind() {
	case reflect.Bool:
		return id == idBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return id == idInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return id == idUint
	case reflect.Float32, reflect.Float64:
		return id == idFloat
	case reflect.Complex64, reflect.Complex128:
		return id == idComplex
	case reflect.String:
		return id == idString
	case reflect.Interface:
		return id == idInterface
	case reflect.Array:
		d := dec.is(id, isArray)
		return d != nil && d.length == t.Len() && dec.isCompatible(t.Elem(), d.elem, open)
	case reflect.Map:
		d := dec.is(id, isMap)
		return d != nil && dec.isCompatible(t.Key(), d.key, open) && dec.isCompatible(t.Elem(), d.elem, open)
	case reflect.Slice:
		if isBytes(t) {
			return id == idBytes
		}
		d := dec.is(id, isSlice)
		return d != nil && dec.isCompatible(userOf(t.Elem()).base, d.elem, open)
	case reflect.Struct:
		return true
	}
	return false
}

// prepare makes the plans of all structs in a type.
func (dec *Decoder) prepare(t reflect.Type, id typeId, open map[reflect.Type]bool) {
	u := userOf(t)
	if u.dec != internal || open[t] {
		return
	}
	open[t] = true
	switch t = u.base; t.Kind() {
	case reflect.Array, reflect.Slice:
		if d := dec.types[id]; d != nil && !isBytes(t) {
			dec.prepare(t.Elem(), d.elem, open)
		}
	case reflect.Map:
		if d := dec.types[id]; d != nil {
			dec.prepare(t.Key(), d.key, open)
			dec.prepare(t.Elem(), d.elem, open)
		}
	case reflect.Struct:
		dec.planOf(t, id)
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		failf("decode can't handle type %s", t)
	}
}

// planOf returns where the fields of a struct go.
func (dec *Decoder) planOf(t reflect.Type, id typeId) *plan {
	if p, ok := dec.plans[pair{t, id}]; ok {
		return p
	}
	if id >= firstId && dec.types[id] == nil {
		fail(errBadType)
	}
	d := dec.is(id, isStruct)
	if d == nil {
		failf("type mismatch in decoder: want struct type %s; got non-struct", t)
	}
	p := &plan{fields: make([]target, len(d.fields))}
	dec.plans[pair{t, id}] = p
	isDone := false
	defer func() {
		if !isDone {
			delete(dec.plans, pair{t, id})
		}
	}()
	for i, f := range d.fields {
		if f.Name == "" {
			failf("empty name for remote field of type %s", d.Name)
		}
		local, ok := t.FieldByName(f.Name)
		if !ok || !local.IsExported() {
			dec.checkIgnored(f.Id, map[typeId]bool{})
			continue
		}
		if !dec.isCompatible(local.Type, f.Id, map[reflect.Type]typeId{}) {
			failf("wrong type (%s) for received field %s.%s", local.Type, d.Name, f.Name)
		}
		dec.prepare(local.Type, f.Id, map[reflect.Type]bool{})
		p.fields[i] = target{local.Index, local.Name}
		p.matched++
	}
	isDone = true
	return p
}

// checkIgnored refuses types that cannot be passed over.
func (dec *Decoder) checkIgnored(id typeId, open map[typeId]bool) {
	if open[id] || id >= idBool && id <= idInterface {
		return
	}
	open[id] = true
	d := dec.types[id]
	if d == nil || d.shape == isBasic {
		failf("bad data: undefined type %s", dec.typeName(id))
	}
	if dec.depth++; dec.depth > nestingMax {
		fail(errors.New("invalid nesting depth"))
	}
	switch d.shape {
	case isArray, isSlice:
		dec.checkIgnored(d.elem, open)
	case isMap:
		dec.checkIgnored(d.key, open)
		dec.checkIgnored(d.elem, open)
	case isStruct:
		for _, f := range d.fields {
			dec.checkIgnored(f.Id, open)
		}
	}
	dec.depth--
}

// Decode reads the next value into what e points to, which must fit; nil passes over it.
func (dec *Decoder) Decode(e any) error {
	if e == nil {
		return dec.DecodeValue(reflect.Value{})
	}
	value := reflect.ValueOf(e)
	if value.Kind() != reflect.Pointer {
		return errors.New("gob: attempt to decode into a non-pointer")
	}
	return dec.DecodeValue(value)
}

// DecodeValue reads the next value into v, a variable or a pointer to one; the zero Value passes over it.
func (dec *Decoder) DecodeValue(v reflect.Value) (err error) {
	if v.IsValid() && (v.Kind() != reflect.Pointer || v.IsNil()) && !v.CanSet() {
		return errors.New("gob: DecodeValue of unassignable value")
	}
	defer caught(&err)
	dec.rest = nil
	dec.depth = 0
	dec.value(dec.sequence(false), v)
	return nil
}

// allocated returns what pointers point to, new variables where they are nil.
func allocated(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	return v
}

// value reads a whole value: a struct, or something else as the only field of one.
func (dec *Decoder) value(id typeId, v reflect.Value) {
	single := func() {
		if dec.uint() != 0 {
			failf("decode: corrupted data: non-zero delta for singleton")
		}
	}
	if !v.IsValid() {
		dec.checkIgnored(id, map[typeId]bool{})
		if dec.is(id, isStruct) == nil {
			single()
		}
		dec.ignore(id)
		return
	}
	u := userOf(v.Type())
	if u.base.Kind() == reflect.Struct && u.dec == internal {
		p := dec.planOf(u.base, id)
		v = allocated(v)
		if p.matched == 0 && u.base.NumField() > 0 && len(p.fields) > 0 {
			failf("type mismatch: no fields matched compiling decoder for %s", u.base.Name())
		}
		dec.structInto(p, id, v)
		return
	}
	if !dec.isCompatible(u.user, id, map[reflect.Type]typeId{}) {
		if u.base.Kind() == reflect.Interface && id != idInterface {
			fail(errors.New("gob: local interface type " + u.user.String() + " can only be decoded from remote interface type; received concrete type " + dec.typeName(id)))
		}
		fail(errors.New("gob: decoding into local type " + u.user.String() + ", received remote type " + dec.typeName(id)))
	}
	dec.prepare(u.user, id, map[reflect.Type]bool{})
	v = allocated(v)
	single()
	dec.into(id, v, u.user.String())
}

func (dec *Decoder) structInto(p *plan, id typeId, v reflect.Value) {
	d := dec.types[id]
	dec.structure(len(p.fields), func(field int) {
		to := p.fields[field]
		if to.index == nil {
			dec.ignore(d.fields[field].Id)
			return
		}
		dec.into(d.fields[field].Id, v.FieldByIndex(to.index), to.name)
	})
}

func outOfRange(name string) { fail(errors.New(`value for "` + name + `" out of range`)) }

func (dec *Decoder) float() float64 { return math.Float64frombits(bits.ReverseBytes64(dec.uint())) }

// into reads a value of a compatible type into v.
func (dec *Decoder) into(id typeId, v reflect.Value, name string) {
	v = allocated(v)
	if u := userOf(v.Type()); u.dec != internal {
		dec.external(v, u)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(dec.uint() != 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x := dec.int()
		if v.OverflowInt(x) {
			outOfRange(name)
		}
		v.SetInt(x)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		x := dec.uint()
		if v.OverflowUint(x) {
			outOfRange(name)
		}
		v.SetUint(x)
	case reflect.Float32, reflect.Float64:
		x := dec.float()
		if v.OverflowFloat(x) {
			outOfRange(name)
		}
		v.SetFloat(x)
	case reflect.Complex64, reflect.Complex128:
		re := dec.float()
		x := complex(re, dec.float())
		if v.OverflowComplex(x) {
			outOfRange(name)
		}
		v.SetComplex(x)
	case reflect.String:
		data, ok := dec.bytes()
		if !ok {
			failf("bad %s slice length: 0", v.Type())
		}
		v.SetString(string(data))
	case reflect.Slice:
		dec.sliceInto(id, v, name)
	case reflect.Array:
		if n := dec.uint(); n != uint64(v.Len()) {
			failf("length mismatch in decodeArray")
		}
		dec.elements(dec.types[id].elem, v, v.Len(), name)
	case reflect.Map:
		d := dec.types[id]
		n := dec.uint()
		if v.IsNil() {
			v.Set(reflect.MakeMap(v.Type()))
		}
		for range n {
			if len(dec.rest) == 0 {
				fail(io.EOF)
			}
			key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			dec.into(d.key, key, "key of "+name)
			dec.into(d.elem, elem, "element of "+name)
			v.SetMapIndex(key, elem)
		}
	case reflect.Struct:
		dec.structInto(dec.planOf(v.Type(), id), id, v)
	case reflect.Interface:
		dec.interfaceInto(v)
	}
}

func (dec *Decoder) sliceInto(id typeId, v reflect.Value, name string) {
	if isBytes(v.Type()) {
		data, ok := dec.bytes()
		if !ok {
			failf("bad %s slice length: 0", v.Type())
		}
		if v.Cap() < len(data) {
			v.Set(reflect.MakeSlice(v.Type(), len(data), len(data)))
		}
		v.SetLen(len(data))
		copy(v.Bytes(), data)
		return
	}
	n := dec.uint()
	elem := v.Type().Elem()
	if size := uint64(elem.Size()); n >= tooBig || n*size > tooBig {
		failf("%s slice too big: %d elements of %d bytes", elem, n, size)
	}
	// Each element takes a byte at least.
	if n > uint64(len(dec.rest)) {
		failf("decoding array or slice: length exceeds input size (%d elements)", n)
	}
	if v.Cap() < int(n) {
		v.Set(reflect.MakeSlice(v.Type(), int(n), int(n)))
	}
	v.SetLen(int(n))
	dec.elements(dec.types[id].elem, v, int(n), name)
}

func (dec *Decoder) elements(id typeId, v reflect.Value, n int, name string) {
	for i := range n {
		if len(dec.rest) == 0 {
			failf("decoding array or slice: length exceeds input size (%d elements)", n)
		}
		dec.into(id, v.Index(i), "element of "+name)
	}
}

func (dec *Decoder) interfaceInto(v reflect.Value) {
	length := dec.uint()
	if length > 1<<31 {
		failf("invalid type name length %d", length)
	}
	if length > uint64(len(dec.rest)) {
		failf("invalid type name length %d: exceeds input size", length)
	}
	name := string(dec.rest[:length])
	dec.rest = dec.rest[length:]
	if name == "" {
		v.SetZero()
		return
	}
	if len(name) > 1024 {
		failf("name too long (%d bytes): %.20q...", len(name), name)
	}
	registerBasics()
	t, ok := typesByName[name]
	if !ok {
		failf("name not registered for interface: %q", name)
	}
	id := dec.sequence(true)
	dec.uint()
	value := reflect.New(t).Elem()
	dec.value(id, value)
	if !t.AssignableTo(v.Type()) {
		failf("%s is not assignable to type %s", t, v.Type())
	}
	v.Set(value)
}

func (dec *Decoder) external(v reflect.Value, u *userType) {
	data, ok := dec.bytes()
	if !ok {
		failf("GobDecoder: length too large for buffer")
	}
	if u.decPointers == -1 {
		v = v.Addr()
	}
	var err error
	if u.dec == byGob {
		err = v.Interface().(GobDecoder).GobDecode(data)
	} else {
		err = v.Interface().(encoding.BinaryUnmarshaler).UnmarshalBinary(data)
	}
	if err != nil {
		fail(err)
	}
}

// ignore passes over a value.
func (dec *Decoder) ignore(id typeId) {
	skip := func(what string) {
		if _, ok := dec.bytes(); !ok {
			failf("%s", what)
		}
	}
	switch id {
	case idBool, idInt, idUint, idFloat:
		dec.uint()
		return
	case idComplex:
		dec.uint()
		dec.uint()
		return
	case idBytes, idString:
		skip("slice length too large")
		return
	case idInterface:
		// Go's package reads on behind the empty name of nil too.
		skip("bad interface encoding: name too large for buffer")
		dec.sequence(true)
		skip("bad interface encoding: data length too large for buffer")
		return
	}
	d := dec.types[id]
	if d == nil {
		failf("bad data: undefined type %s", dec.typeName(id))
	}
	switch d.shape {
	case isArray, isSlice:
		n := dec.uint()
		if d.shape == isArray && n != uint64(d.length) {
			failf("length mismatch in ignoreArray")
		}
		for range n {
			if len(dec.rest) == 0 {
				failf("decoding array or slice: length exceeds input size (%d elements)", n)
			}
			dec.ignore(d.elem)
		}
	case isMap:
		for range dec.uint() {
			if len(dec.rest) == 0 {
				fail(io.EOF)
			}
			dec.ignore(d.key)
			dec.ignore(d.elem)
		}
	case isStruct:
		dec.structure(len(d.fields), func(field int) { dec.ignore(d.fields[field].Id) })
	default:
		skip("GobDecoder: length too large for buffer")
	}
}
