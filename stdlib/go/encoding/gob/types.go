// Package gob turns values into streams of bytes that describe themselves, and back. The bytes depend on the values alone: an Encoder
// numbers the types that it meets from the first number that is free, and sends maps sorted by key.
package gob

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
)

// GobEncoder is what values are that turn themselves into bytes.
type GobEncoder interface {
	GobEncode() ([]byte, error)
}

// GobDecoder is what values are that read themselves from the bytes of GobEncode.
type GobDecoder interface {
	GobDecode([]byte) error
}

type typeId int32

// CommonType is what descriptions of types have in common.
type CommonType struct {
	Name string
	Id   typeId
}

// The types that need no description.
const (
	idBool typeId = 1 + iota
	idInt
	idUint
	idFloat
	idBytes
	idString
	idComplex
	idInterface
	firstId typeId = 64
)

var basicNames = [...]string{"", "bool", "int", "uint", "float", "bytes", "string", "complex", "interface"}

// shape says what a description is of, in the order of the fields of what is sent.
type shape int

const (
	isArray shape = iota
	isSlice
	isStruct
	isMap
	isGobEncoder
	isBinaryMarshaler
	isTextMarshaler
	isBasic
)

// description is a type as it is sent.
type description struct {
	CommonType
	shape  shape
	key    typeId
	elem   typeId
	length int
	fields []CommonType
}

// The ways in which values encode and decode themselves.
type external int

const (
	internal external = iota
	byGob
	byBinary
)

// userType is what is known of a Go type: the type behind its pointers, and the methods that it has.
type userType struct {
	user, base reflect.Type
	pointers   int
	enc, dec   external
	// How many pointers lead to the receiver; -1 if it is a pointer to the value.
	encPointers, decPointers int
}

var users = map[reflect.Type]*userType{}

var (
	gobEncoderType        = reflect.TypeFor[GobEncoder]()
	gobDecoderType        = reflect.TypeFor[GobDecoder]()
	binaryMarshalerType   = reflect.TypeFor[encoding.BinaryMarshaler]()
	binaryUnmarshalerType = reflect.TypeFor[encoding.BinaryUnmarshaler]()
)

// failure is what this package panics with, and Encode and Decode return.
type failure struct{ err error }

func fail(err error) { panic(failure{err}) }

func failf(format string, args ...any) { fail(fmt.Errorf("gob: "+format, args...)) }

// caught sets err to the failure that is under way.
func caught(err *error) {
	if e := recover(); e != nil {
		f, ok := e.(failure)
		if !ok {
			panic(e)
		}
		*err = f.err
	}
}

// userOf returns what is known of a type.
func userOf(t reflect.Type) *userType {
	if u, ok := users[t]; ok {
		return u
	}
	u := &userType{user: t, base: t}
	seen := map[reflect.Type]bool{}
	for u.base.Kind() == reflect.Pointer {
		if seen[u.base] {
			fail(errors.New("can't represent recursive pointer type " + u.base.String()))
		}
		seen[u.base] = true
		u.base = u.base.Elem()
		u.pointers++
	}
	if n, ok := receiver(t, gobEncoderType); ok {
		u.enc, u.encPointers = byGob, n
	} else if n, ok := receiver(t, binaryMarshalerType); ok {
		u.enc, u.encPointers = byBinary, n
	}
	if n, ok := receiver(t, gobDecoderType); ok {
		u.dec, u.decPointers = byGob, n
	} else if n, ok := receiver(t, binaryUnmarshalerType); ok {
		u.dec, u.decPointers = byBinary, n
	}
	users[t] = u
	return u
}

// receiver tells how many pointers of t lead to a type that implements an interface.
func receiver(t, iface reflect.Type) (pointers int, ok bool) {
	for r := t; ; r = r.Elem() {
		if r.Implements(iface) {
			return pointers, true
		}
		if r.Kind() != reflect.Pointer {
			break
		}
		pointers++
	}
	if t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(iface) {
		return -1, true
	}
	return 0, false
}

// isSent reports whether a field takes part: it is exported and no channel or function.
func isSent(f *reflect.StructField) bool {
	if !f.IsExported() {
		return false
	}
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() != reflect.Chan && t.Kind() != reflect.Func
}

func isBytes(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8
}

// The types that values of interfaces can have: those that are always there come with the first question.
var (
	typesByName = map[string]reflect.Type{}
	namesByType = map[reflect.Type]string{}
	hasBasics   bool
)

func registerBasics() {
	if hasBasics {
		return
	}
	hasBasics = true
	for _, x := range []any{
		int(0), int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0), float32(0), float64(0),
		complex64(0), complex128(0), uintptr(0), false, "", []byte(nil), []int(nil), []int8(nil), []int16(nil), []int32(nil),
		[]int64(nil), []uint(nil), []uint16(nil), []uint32(nil), []uint64(nil), []float32(nil), []float64(nil), []complex64(nil),
		[]complex128(nil), []uintptr(nil), []bool(nil), []string(nil),
	} {
		Register(x)
	}
}

// Register makes the type of a value known, by its name with the import path, as one that values of interfaces can have.
func Register(value any) {
	t := reflect.TypeOf(value)
	name := t.String()
	if t.Name() != "" {
		name = t.Name()
		if t.PkgPath() != "" {
			name = t.PkgPath() + "." + name
		}
	}
	RegisterName(name, value)
}

// RegisterName makes the type of a value known by a name. A type has one name, and a name one type.
func RegisterName(name string, value any) {
	if name == "" {
		panic("attempt to register empty name")
	}
	registerBasics()
	u := userOf(reflect.TypeOf(value))
	if t, ok := typesByName[name]; ok && t != u.user {
		panic(fmt.Sprintf("gob: registering duplicate types for %q: %s != %s", name, t, u.user))
	}
	if n, ok := namesByType[u.base]; ok && n != name {
		panic(fmt.Sprintf("gob: registering duplicate names for %s: %q != %q", u.user, n, name))
	}
	typesByName[name] = u.user
	namesByType[u.base] = name
}
