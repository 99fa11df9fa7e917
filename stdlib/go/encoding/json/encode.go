package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Marshaler is a value that makes its own JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// An UnsupportedTypeError says that values of a type have no JSON.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// An UnsupportedValueError says that a value has no JSON.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// InvalidUTF8Error was once an error of Marshal.
//
// Deprecated: it is not returned any more; wrong bytes become U+FFFD.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// A MarshalerError is an error of a MarshalJSON or MarshalText method.
type MarshalerError struct {
	Type   reflect.Type
	Err    error
	method string
}

func (e *MarshalerError) Error() string {
	method := e.method
	if method == "" {
		method = "MarshalJSON"
	}
	return "json: error calling " + method + " for type " + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

// Marshal returns the JSON of v. Values with a MarshalJSON or MarshalText method make their own. Of a struct the exported
// fields count, under the names of their json tags, whose options are omitempty, omitzero and string; "-" leaves a field out.
// Maps are sorted by key, slices of bytes are base64. Channels, functions and complex numbers are errors.
func Marshal(v any) ([]byte, error) {
	e := &encoder{escapeHTML: true}
	if err := e.marshal(v); err != nil {
		return nil, err
	}
	return e.buf, nil
}

// MarshalIndent is Marshal followed by Indent.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return []byte(indented(b, prefix, indent)), nil
}

var (
	marshalerType     = reflect.TypeFor[Marshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	zeroerType        = reflect.TypeFor[zeroer]()
	numberType        = reflect.TypeFor[Number]()
)

type zeroer interface{ IsZero() bool }

type encoder struct {
	buf        []byte
	escapeHTML bool
	depth      int
	seen       map[any]bool // pointers, maps and slices on the way, once that is long
}

// failure carries an error up to marshal.
type failure struct{ err error }

func (e *encoder) marshal(v any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = f.err
		}
	}()
	e.value(reflect.ValueOf(v), false)
	return nil
}

func (e *encoder) fail(err error) { panic(failure{err}) }

func (e *encoder) text(s string) { e.buf = append(e.buf, s...) }

func (e *encoder) str(s string) { e.text(quote(s, e.escapeHTML)) }

// methods tells how values of a type make their own JSON.
type methods struct {
	json, text, addrJSON, addrText bool
}

var methodsSeen map[reflect.Type]methods

func methodsOf(t reflect.Type) methods {
	if m, ok := methodsSeen[t]; ok {
		return m
	}
	m := methods{json: t.Implements(marshalerType), text: t.Implements(textMarshalerType)}
	if t.Kind() != reflect.Pointer {
		p := reflect.PointerTo(t)
		m.addrJSON, m.addrText = p.Implements(marshalerType), p.Implements(textMarshalerType)
	}
	if methodsSeen == nil {
		methodsSeen = map[reflect.Type]methods{}
	}
	methodsSeen[t] = m
	return m
}

// byMethod writes v by a method of its own if it has one.
func (e *encoder) byMethod(v reflect.Value) bool {
	m := methodsOf(v.Type())
	switch {
	case m.addrJSON && v.CanAddr():
		e.marshaler(v.Addr())
	case m.json:
		e.marshaler(v)
	case m.addrText && v.CanAddr():
		e.textMarshaler(v.Addr())
	case m.text:
		e.textMarshaler(v)
	default:
		return false
	}
	return true
}

func isNil(v reflect.Value) bool {
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

func (e *encoder) marshaler(v reflect.Value) {
	if isNil(v) {
		e.text("null")
		return
	}
	b, err := v.Interface().(Marshaler).MarshalJSON()
	if err == nil {
		err = checkWhole(b)
	}
	if err != nil {
		e.fail(&MarshalerError{v.Type(), err, "MarshalJSON"})
	}
	e.text(compact(b, e.escapeHTML))
}

func (e *encoder) textMarshaler(v reflect.Value) {
	if isNil(v) {
		e.text("null")
		return
	}
	b, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		e.fail(&MarshalerError{v.Type(), err, "MarshalText"})
	}
	e.str(string(b))
}

// scalar writes a number or a bool, between quotes if the field wants that.
func (e *encoder) scalar(s string, quoted bool) {
	if quoted {
		s = `"` + s + `"`
	}
	e.text(s)
}

func (e *encoder) value(v reflect.Value, quoted bool) {
	if !v.IsValid() {
		e.text("null")
		return
	}
	if e.byMethod(v) {
		return
	}
	switch k := v.Kind(); k {
	case reflect.Bool:
		e.scalar(strconv.FormatBool(v.Bool()), quoted)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.scalar(strconv.FormatInt(v.Int(), 10), quoted)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.scalar(strconv.FormatUint(v.Uint(), 10), quoted)
	case reflect.Float32, reflect.Float64:
		e.float(v, quoted)
	case reflect.String:
		e.string(v, quoted)
	case reflect.Struct:
		e.object(v)
	case reflect.Map:
		e.mapping(v)
	case reflect.Slice:
		e.slice(v)
	case reflect.Array:
		e.elements(v)
	case reflect.Pointer:
		if v.IsNil() {
			e.text("null")
			return
		}
		e.enter(v, v.Pointer(), 0)
		e.value(v.Elem(), quoted)
		e.leave(v.Pointer(), 0)
	case reflect.Interface:
		if v.IsNil() {
			e.text("null")
			return
		}
		e.value(v.Elem(), quoted)
	default:
		e.fail(&UnsupportedTypeError{v.Type()})
	}
}

func (e *encoder) float(v reflect.Value, quoted bool) {
	f, bits := v.Float(), 64
	if v.Kind() == reflect.Float32 {
		bits = 32
	}
	if math.IsInf(f, 0) || math.IsNaN(f) {
		e.fail(&UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, bits)})
	}
	// The form is that of ES6: exponents for very small and large numbers only, without leading zeros.
	abs, format := math.Abs(f), byte('f')
	if abs != 0 && (bits == 64 && (abs < 1e-6 || abs >= 1e21) || bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21)) {
		format = 'e'
	}
	s := strconv.FormatFloat(f, format, -1, bits)
	if n := len(s); format == 'e' && n >= 4 && s[n-4] == 'e' && s[n-3] == '-' && s[n-2] == '0' {
		s = s[:n-2] + s[n-1:]
	}
	e.scalar(s, quoted)
}

func (e *encoder) string(v reflect.Value, quoted bool) {
	s := v.String()
	if v.Type() == numberType {
		if s == "" {
			s = "0" // what was never set
		}
		if !isNumber(s) {
			e.fail(fmt.Errorf("json: invalid number literal %q", s))
		}
		e.scalar(s, quoted)
		return
	}
	if quoted {
		s = quote(s, e.escapeHTML)
	}
	e.str(s)
}

func isNumber(s string) bool {
	end, state := scan([]byte(s), 0)
	return state == complete && end == len(s) && (s[0] == '-' || '0' <= s[0] && s[0] <= '9')
}

const depthSure = 1000

// enter notes what is on the way once the way is long, and refuses to go round.
func (e *encoder) enter(v reflect.Value, addr uintptr, length int) {
	e.depth++
	if e.depth <= depthSure {
		return
	}
	key := any([2]int{int(addr), length})
	if e.seen[key] {
		e.fail(&UnsupportedValueError{v, "encountered a cycle via " + v.Type().String()})
	}
	if e.seen == nil {
		e.seen = map[any]bool{}
	}
	e.seen[key] = true
}

func (e *encoder) leave(addr uintptr, length int) {
	if e.depth > depthSure {
		delete(e.seen, [2]int{int(addr), length})
	}
	e.depth--
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.Kind() <= reflect.Float64 && v.IsZero() || isNil(v)
}

// isZero asks the value itself if it has an IsZero method.
func isZero(v reflect.Value) bool {
	t := v.Type()
	switch {
	case t.Implements(zeroerType):
		if isNil(v) || v.Kind() == reflect.Interface && isNil(v.Elem()) {
			return true
		}
		return v.Interface().(zeroer).IsZero()
	case t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(zeroerType):
		if !v.CanAddr() {
			place := reflect.New(t)
			place.Elem().Set(v)
			return place.Interface().(zeroer).IsZero()
		}
		return v.Addr().Interface().(zeroer).IsZero()
	}
	return v.IsZero()
}

func (e *encoder) object(v reflect.Value) {
	e.buf = append(e.buf, '{')
	first := true
	p := fieldsOf(v.Type())
fields:
	for i := range p.fields {
		f := &p.fields[i]
		fv := v
		for _, n := range f.index {
			if fv.Kind() == reflect.Pointer {
				if fv.IsNil() {
					continue fields
				}
				fv = fv.Elem()
			}
			fv = fv.Field(n)
		}
		if f.omitEmpty && isEmpty(fv) || f.omitZero && isZero(fv) {
			continue
		}
		if !first {
			e.buf = append(e.buf, ',')
		}
		first = false
		if e.escapeHTML {
			e.text(f.key[1])
		} else {
			e.text(f.key[0])
		}
		e.value(fv, f.quoted)
	}
	e.buf = append(e.buf, '}')
}

func (e *encoder) mapping(v reflect.Value) {
	kt := v.Type().Key()
	switch k := kt.Kind(); {
	case k == reflect.String, k >= reflect.Int && k <= reflect.Uintptr:
	case kt.Implements(textMarshalerType):
	default:
		e.fail(&UnsupportedTypeError{v.Type()})
	}
	if v.IsNil() {
		e.text("null")
		return
	}
	e.enter(v, v.Pointer(), 0)
	type entry struct {
		key   string
		value reflect.Value
	}
	entries := make([]entry, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		key, err := keyText(it.Key())
		if err != nil {
			e.fail(fmt.Errorf("json: encoding error for type %q: %q", v.Type().String(), err.Error()))
		}
		entries = append(entries, entry{key, it.Value()})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	e.buf = append(e.buf, '{')
	for i, entry := range entries {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		e.str(entry.key)
		e.buf = append(e.buf, ':')
		e.value(entry.value, false)
	}
	e.buf = append(e.buf, '}')
	e.leave(v.Pointer(), 0)
}

func keyText(key reflect.Value) (string, error) {
	if key.Kind() == reflect.String {
		return key.String(), nil
	}
	if tm, ok := key.Interface().(encoding.TextMarshaler); ok {
		if key.Kind() == reflect.Pointer && key.IsNil() {
			return "", nil
		}
		b, err := tm.MarshalText()
		return string(b), err
	}
	if key.CanInt() {
		return strconv.FormatInt(key.Int(), 10), nil
	}
	return strconv.FormatUint(key.Uint(), 10), nil
}

func (e *encoder) slice(v reflect.Value) {
	if v.IsNil() {
		e.text("null")
		return
	}
	if et := v.Type().Elem(); et.Kind() == reflect.Uint8 {
		if m := methodsOf(et); !m.addrJSON && !m.addrText {
			e.text(`"` + base64.StdEncoding.EncodeToString(v.Bytes()) + `"`)
			return
		}
	}
	e.enter(v, v.Pointer(), v.Len())
	e.elements(v)
	e.leave(v.Pointer(), v.Len())
}

func (e *encoder) elements(v reflect.Value) {
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		e.value(v.Index(i), false)
	}
	e.buf = append(e.buf, ']')
}

// A Number is the text of a number.
type Number string

// String returns the text.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an integer.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// RawMessage is JSON that is taken as it is.
type RawMessage []byte

// MarshalJSON returns m, null if it is nil.
func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

// UnmarshalJSON makes *m a copy of data.
func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("json.RawMessage: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[0:0], data...)
	return nil
}
