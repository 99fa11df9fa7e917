package json

import (
	"encoding"
	"encoding/base64"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshaler is a value that reads its own JSON; it must copy what it keeps.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// An UnmarshalTypeError says that a JSON value does not fit a Go type.
type UnmarshalTypeError struct {
	Value  string       // what the JSON value is, with its text if it is a number
	Type   reflect.Type // what it does not fit
	Offset int64        // where reading was
	Struct string       // the name of the struct type that the field is in
	Field  string       // the names that lead to the field, with dots between them
}

func (e *UnmarshalTypeError) Error() string {
	if e.Struct != "" || e.Field != "" {
		return "json: cannot unmarshal " + e.Value + " into Go struct field " + e.Struct + "." + e.Field + " of type " + e.Type.String()
	}
	return "json: cannot unmarshal " + e.Value + " into Go value of type " + e.Type.String()
}

// UnmarshalFieldError was once an error of Unmarshal.
//
// Deprecated: it is not returned any more.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " + e.Field.Name + " of type " + e.Type.String()
}

// An InvalidUnmarshalError says that the argument of Unmarshal is not a pointer, or nil.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// Unmarshal reads the JSON in data into what v points to. Values with an UnmarshalJSON or UnmarshalText method read their own.
// Names of fields are found in whatever case. An interface without methods gets a bool, float64, string, []any,
// map[string]any or nil. What does not fit is passed over, and the first error of that kind is returned at the end.
func Unmarshal(data []byte, v any) error {
	if err := check(data); err != nil {
		return err
	}
	d := &decoder{data: data}
	return d.unmarshal(v)
}

var textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()

// decoder reads a text that was checked.
type decoder struct {
	data      []byte
	at        int
	err       error // the first one after which reading went on
	useNumber bool
	strict    bool // unknown fields are errors

	structType reflect.Type // what is being read into
	path       []string     // the fields on the way
}

func (d *decoder) unmarshal(v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	if err := d.value(rv); err != nil {
		return d.located(err)
	}
	return d.err
}

// located tells an error the fields on the way.
func (d *decoder) located(err error) error {
	if e, ok := err.(*UnmarshalTypeError); ok && (d.structType != nil || len(d.path) > 0) {
		e.Struct = d.structType.Name()
		path := strings.Join(d.path, ".")
		if e.Field != "" && path != "" {
			path += "."
		}
		e.Field = path + e.Field
	}
	return err
}

func (d *decoder) save(err error) {
	if d.err == nil {
		d.err = d.located(err)
	}
}

func (d *decoder) mismatch(what string, t reflect.Type, offset int) {
	d.save(&UnmarshalTypeError{Value: what, Type: t, Offset: int64(offset)})
}

// next returns the first byte of the token that comes next.
func (d *decoder) next() byte {
	d.at = skipSpace(d.data, d.at)
	return d.data[d.at]
}

// skip goes over a value and returns its text.
func (d *decoder) skip() []byte {
	d.next()
	start := d.at
	d.at, _ = scan(d.data, start)
	return d.data[start:d.at]
}

// value reads a value into v, or over it if v is not valid.
func (d *decoder) value(v reflect.Value) error {
	if !v.IsValid() {
		d.skip()
		return nil
	}
	switch d.next() {
	case '[':
		return d.array(v)
	case '{':
		return d.object(v)
	}
	return d.literal(d.skip(), v, false)
}

// target follows pointers, making what they point to, up to a value that reads itself or one that is no pointer. For null it stops
// at a pointer that can be set.
func target(v reflect.Value, isNull bool) (Unmarshaler, encoding.TextUnmarshaler, reflect.Value) {
	start, tookAddr := v, false
	// A named type may have its methods on the pointer.
	if v.Kind() != reflect.Pointer && v.Type().Name() != "" && v.CanAddr() {
		v, tookAddr = v.Addr(), true
	}
	for {
		if v.Kind() == reflect.Interface && !v.IsNil() {
			if e := v.Elem(); e.Kind() == reflect.Pointer && !e.IsNil() && (!isNull || e.Elem().Kind() == reflect.Pointer) {
				v, tookAddr = e, false
				continue
			}
		}
		if v.Kind() != reflect.Pointer || isNull && v.CanSet() {
			return nil, nil, v
		}
		// An interface that holds a pointer to itself has no end.
		if e := v.Elem(); e.Kind() == reflect.Interface && !e.IsNil() && e.Elem().Kind() == reflect.Pointer && e.Elem().Pointer() == v.Pointer() {
			return nil, nil, e
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if v.CanInterface() {
			self := v.Interface()
			if u, ok := self.(Unmarshaler); ok {
				return u, nil, reflect.Value{}
			}
			if !isNull {
				if u, ok := self.(encoding.TextUnmarshaler); ok {
					return nil, u, reflect.Value{}
				}
			}
		}
		if tookAddr {
			v, tookAddr = start, false // it was addressable, and may be settable too
		} else {
			v = v.Elem()
		}
	}
}

// isAny reports whether v is an interface without methods.
func isAny(v reflect.Value) bool { return v.Kind() == reflect.Interface && v.Type().NumMethod() == 0 }

func (d *decoder) array(v reflect.Value) error {
	u, ut, pv := target(v, false)
	if u != nil {
		return u.UnmarshalJSON(d.skip())
	}
	if ut != nil {
		d.mismatch("array", v.Type(), d.at+1)
		d.skip()
		return nil
	}
	v = pv
	switch {
	case isAny(v):
		v.Set(reflect.ValueOf(d.anyArray()))
		return nil
	case v.Kind() != reflect.Array && v.Kind() != reflect.Slice:
		d.mismatch("array", v.Type(), d.at+1)
		d.skip()
		return nil
	}
	d.at++
	i := 0
	for ; d.next() != ']'; i++ {
		if d.data[d.at] == ',' {
			d.at++
		}
		if v.Kind() == reflect.Slice {
			if i >= v.Cap() {
				v.Grow(1)
			}
			if i >= v.Len() {
				v.SetLen(i + 1)
			}
		}
		var element reflect.Value // what an array has no room for is passed over
		if i < v.Len() {
			element = v.Index(i)
		}
		if err := d.value(element); err != nil {
			return err
		}
	}
	d.at++
	if v.Kind() == reflect.Array {
		for ; i < v.Len(); i++ {
			v.Index(i).SetZero()
		}
	} else if i == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	} else if i < v.Len() {
		v.SetLen(i)
	}
	return nil
}

func (d *decoder) object(v reflect.Value) error {
	u, ut, pv := target(v, false)
	if u != nil {
		return u.UnmarshalJSON(d.skip())
	}
	if ut != nil {
		d.mismatch("object", v.Type(), d.at+1)
		d.skip()
		return nil
	}
	v = pv
	if isAny(v) {
		v.Set(reflect.ValueOf(d.anyObject()))
		return nil
	}
	t := v.Type()
	var p *plan
	var element reflect.Value
	switch v.Kind() {
	case reflect.Map:
		switch k := t.Key().Kind(); {
		case k == reflect.String, k >= reflect.Int && k <= reflect.Uintptr:
		case reflect.PointerTo(t.Key()).Implements(textUnmarshalerType):
		default:
			d.mismatch("object", t, d.at+1)
			d.skip()
			return nil
		}
		if v.IsNil() {
			v.Set(reflect.MakeMap(t))
		}
		element = reflect.New(t.Elem()).Elem()
	case reflect.Struct:
		p = fieldsOf(t)
	default:
		d.mismatch("object", t, d.at+1)
		d.skip()
		return nil
	}
	structType, depth := d.structType, len(d.path)
	d.at++
	for d.next() != '}' {
		if d.data[d.at] == ',' {
			d.at++
		}
		d.next()
		start := d.at
		literal := d.skip()
		key, _ := unquote(literal)
		var into reflect.Value
		quoted := false
		if p == nil {
			element.SetZero()
			into = element
		} else if f := p.find(key); f != nil {
			into = d.field(v, f)
			quoted = f.quoted && into.IsValid()
			d.path = append(d.path, f.name)
			d.structType = t
		} else if d.strict {
			d.save(fmt.Errorf("json: unknown field %q", key))
		}
		d.next()
		d.at++ // the colon
		var err error
		if quoted {
			err = d.quotedValue(into)
		} else {
			err = d.value(into)
		}
		if err != nil {
			return err
		}
		if p == nil {
			if kv, err := d.key(t.Key(), key, literal, start); err != nil {
				return err
			} else if kv.IsValid() {
				v.SetMapIndex(kv, into)
			}
		}
		d.structType, d.path = structType, d.path[:depth]
	}
	d.at++
	return nil
}

// field returns a field of the struct v and makes what pointers on the way point to. The result is not valid if that
// cannot be.
func (d *decoder) field(v reflect.Value, f *field) reflect.Value {
	for _, i := range f.index {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				if !v.CanSet() {
					d.save(fmt.Errorf("json: cannot set embedded pointer to unexported struct: %v", v.Type().Elem()))
					return reflect.Value{}
				}
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// quotedValue reads a value that stands in a string.
func (d *decoder) quotedValue(v reflect.Value) error {
	item := d.skip()
	switch item[0] {
	case 'n':
		return d.literal(item, v, false)
	case '"':
		text, _ := unquote(item)
		return d.literal([]byte(text), v, true)
	}
	d.save(fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into %v", v.Type()))
	return nil
}

// key makes the key of a map from its text. The result is not valid if the text does not fit.
func (d *decoder) key(t reflect.Type, text string, literal []byte, start int) (reflect.Value, error) {
	kind := t.Kind()
	switch {
	case reflect.PointerTo(t).Implements(textUnmarshalerType):
		kv := reflect.New(t)
		return kv.Elem(), d.literal(literal, kv, true)
	case kind == reflect.String:
		kv := reflect.New(t).Elem()
		kv.SetString(text)
		return kv, nil
	case kind >= reflect.Int && kind <= reflect.Int64:
		n, err := strconv.ParseInt(text, 10, 64)
		if err == nil && !t.OverflowInt(n) {
			kv := reflect.New(t).Elem()
			kv.SetInt(n)
			return kv, nil
		}
	default:
		n, err := strconv.ParseUint(text, 10, 64)
		if err == nil && !t.OverflowUint(n) {
			kv := reflect.New(t).Elem()
			kv.SetUint(n)
			return kv, nil
		}
	}
	d.mismatch("number "+text, t, start+1)
	return reflect.Value{}, nil
}

func badQuoted(item []byte, v reflect.Value) error {
	return fmt.Errorf("json: invalid use of ,string struct tag, trying to unmarshal %q into %v", item, v.Type())
}

// literal reads a literal into v. fromQuoted tells that it stood in a string, and may be anything.
func (d *decoder) literal(item []byte, v reflect.Value, fromQuoted bool) error {
	if len(item) == 0 {
		d.save(badQuoted(item, v))
		return nil
	}
	isNull := item[0] == 'n'
	u, ut, pv := target(v, isNull)
	if u != nil {
		return u.UnmarshalJSON(item)
	}
	if ut != nil {
		if item[0] != '"' {
			what := "number"
			switch item[0] {
			case 'n':
				what = "null"
			case 't', 'f':
				what = "bool"
			}
			d.mismatch(what, v.Type(), d.at)
			return nil
		}
		text, ok := unquote(item)
		if !ok {
			return badQuoted(item, v)
		}
		return ut.UnmarshalText([]byte(text))
	}
	v = pv
	switch c := item[0]; c {
	case 'n':
		if fromQuoted && string(item) != "null" {
			d.save(badQuoted(item, v))
			return nil
		}
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
			v.SetZero()
		}
	case 't', 'f':
		value := c == 't'
		switch {
		case fromQuoted && string(item) != "true" && string(item) != "false":
			d.save(badQuoted(item, v))
		case v.Kind() == reflect.Bool:
			v.SetBool(value)
		case isAny(v):
			v.Set(reflect.ValueOf(value))
		case fromQuoted && v.Kind() != reflect.Interface:
			d.save(badQuoted(item, v))
		default:
			d.mismatch("bool", v.Type(), d.at)
		}
	case '"':
		text, ok := unquote(item)
		if !ok {
			return badQuoted(item, v)
		}
		return d.string(item, text, v)
	default:
		if c != '-' && (c < '0' || c > '9') {
			return badQuoted(item, v)
		}
		return d.number(item, v, fromQuoted)
	}
	return nil
}

func (d *decoder) string(item []byte, text string, v reflect.Value) error {
	switch {
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		b, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			d.save(err)
			return nil
		}
		v.SetBytes(b)
	case v.Kind() == reflect.String:
		if v.Type() == numberType && !isNumber(text) {
			return fmt.Errorf("json: invalid number literal, trying to unmarshal %q into Number", item)
		}
		v.SetString(text)
	case isAny(v):
		v.Set(reflect.ValueOf(text))
	default:
		d.mismatch("string", v.Type(), d.at)
	}
	return nil
}

func (d *decoder) number(item []byte, v reflect.Value, fromQuoted bool) error {
	s := string(item)
	bad := func() { d.mismatch("number "+s, v.Type(), d.at) }
	switch k := v.Kind(); {
	case k == reflect.Interface:
		n, err := d.convert(s)
		if err != nil {
			d.save(err)
		} else if v.Type().NumMethod() != 0 {
			d.mismatch("number", v.Type(), d.at)
		} else {
			v.Set(reflect.ValueOf(n))
		}
	case k >= reflect.Int && k <= reflect.Int64:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || v.OverflowInt(n) {
			bad()
		} else {
			v.SetInt(n)
		}
	case k >= reflect.Uint && k <= reflect.Uintptr:
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil || v.OverflowUint(n) {
			bad()
		} else {
			v.SetUint(n)
		}
	case k == reflect.Float32 || k == reflect.Float64:
		n, err := strconv.ParseFloat(s, v.Type().Bits())
		if err != nil || v.OverflowFloat(n) {
			bad()
		} else {
			v.SetFloat(n)
		}
	case v.Type() == numberType:
		v.SetString(s)
	case fromQuoted:
		return badQuoted(item, v)
	default:
		d.mismatch("number", v.Type(), d.at)
	}
	return nil
}

// convert makes the value for a number in an interface.
func (d *decoder) convert(s string) (any, error) {
	if d.useNumber {
		return Number(s), nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, &UnmarshalTypeError{Value: "number " + s, Type: reflect.TypeFor[float64](), Offset: int64(d.at + 1)}
	}
	return f, nil
}

// any reads a value for an interface.
func (d *decoder) any() any {
	switch d.next() {
	case '[':
		return d.anyArray()
	case '{':
		return d.anyObject()
	}
	item := d.skip()
	switch item[0] {
	case 'n':
		return nil
	case 't', 'f':
		return item[0] == 't'
	case '"':
		text, _ := unquote(item)
		return text
	}
	n, err := d.convert(string(item))
	if err != nil {
		d.save(err)
	}
	return n
}

func (d *decoder) anyArray() []any {
	d.at++
	a := []any{}
	for d.next() != ']' {
		if d.data[d.at] == ',' {
			d.at++
		}
		a = append(a, d.any())
	}
	d.at++
	return a
}

func (d *decoder) anyObject() map[string]any {
	d.at++
	m := map[string]any{}
	for d.next() != '}' {
		if d.data[d.at] == ',' {
			d.at++
		}
		key, _ := unquote(d.skip())
		d.next()
		d.at++ // the colon
		m[key] = d.any()
	}
	d.at++
	return m
}
