package reflect

// Value holds a value of any type. The zero Value is not valid: most methods of it panic, as do methods that do not fit the kind.
type Value struct {
	typ  *rtype
	ptr  *byte // where the value lies
	flag flag
}

type flag uintptr

const (
	addressable flag = 1 << iota
	// readOnly values were got through an unexported field that is not embedded, embedRO ones through one that is.
	readOnly
	embedRO
)

const anyRO = readOnly | embedRO

// ValueError is what a method of a Value panics with that does not fit the kind.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// box returns where what v holds lies, or a copy of it.
func box(v any) *byte

// Of the values at an address:
func loadInt(p *byte, id int) int64
func loadFloat(p *byte, id, part int) float64
func loadString(p *byte) string
func loadBytes(p *byte) []byte
func loadPointer(p *byte) *byte
func loadInterface(p *byte) any
func storeInt(p *byte, size int, x int64)
func storeFloat(p *byte, id int, x, y float64)
func storeString(p *byte, s string)
func storeBytes(p *byte, b []byte)
func storePointer(p, q *byte)
func storeInterface(p *byte, v any)

// address returns p as a number.
func address(p *byte) uintptr

// pack returns the value at p as an interface.
func pack(p *byte, id int) any

// copyValues copies n values.
func copyValues(to, from *byte, id, n int)

// isZero reports whether the n bytes at p are all zero.
func isZero(p *byte, n int) bool

// newValues returns n new zero values of a type.
func newValues(id, n int) *byte

// offset returns p+n.
func offset(p *byte, n int) *byte

// sliceParts returns what the slice at p consists of, setSlice sets it.
func sliceParts(p *byte) (data *byte, length, capacity int)
func setSlice(p, data *byte, length, capacity int)

func newMap(id, n int) *byte
func mapLen(m *byte) int
func mapGet(id int, m, key *byte) *byte
func mapSet(id int, m, key, value *byte)
func mapDelete(id int, m, key *byte)

// mapEntries returns where keys and values of a map lie, in insertion order.
func mapEntries(id int, m *byte) []*byte

// ValueOf returns what is in i; the zero Value for nil.
func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return Value{typeByID(typeID(i)), box(i), 0}
}

// Zero returns the zero value of a type; it is not addressable.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	return Value{t, newValues(t.id, 1), 0}
}

// New returns a pointer to a new zero value of a type.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return pointerValue(t, newValues(t.id, 1))
}

func pointerValue(t *rtype, p *byte) Value {
	ptr := pointerTo(t)
	v := Value{ptr, newValues(ptr.id, 1), 0}
	storePointer(v.ptr, p)
	return v
}

// Indirect returns what a pointer points to, other values as they are.
func Indirect(v Value) Value {
	if v.Kind() == Pointer {
		return v.Elem()
	}
	return v
}

func (v Value) must(k Kind, method string) {
	if v.Kind() != k {
		panic(&ValueError{"reflect.Value." + method, v.Kind()})
	}
}

func (v Value) mustExported(method string) {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.flag&anyRO != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

func (v Value) mustAssignable(method string) {
	v.mustExported(method)
	if v.flag&addressable == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// IsValid reports whether v holds a value.
func (v Value) IsValid() bool { return v.typ != nil }

// Kind returns the kind of v's type, Invalid for the zero Value.
func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	return v.typ.kind
}

// Type returns v's type.
func (v Value) Type() Type {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return v.typ
}

// CanAddr reports whether v is a variable.
func (v Value) CanAddr() bool { return v.flag&addressable != 0 }

// CanSet reports whether v can be changed: it is a variable, and no unexported field led to it.
func (v Value) CanSet() bool { return v.flag&(addressable|anyRO) == addressable }

// CanInterface reports whether Interface does not panic.
func (v Value) CanInterface() bool {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&anyRO == 0
}

// Interface returns v's value.
func (v Value) Interface() any {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&anyRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.packed()
}

func (v Value) packed() any {
	if v.typ.kind == Interface {
		return loadInterface(v.ptr)
	}
	return pack(v.ptr, v.typ.id)
}

// Addr returns a pointer to v, which must be a variable.
func (v Value) Addr() Value {
	if v.flag&addressable == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	p := pointerValue(v.typ, v.ptr)
	p.flag = v.flag & anyRO
	return p
}

// Bool returns a truth value.
func (v Value) Bool() bool {
	v.must(Bool, "Bool")
	return loadInt(v.ptr, v.typ.id) != 0
}

// CanInt reports whether v is a signed integer.
func (v Value) CanInt() bool { return v.Kind() >= Int && v.Kind() <= Int64 }

// CanUint reports whether v is an unsigned integer.
func (v Value) CanUint() bool { return v.Kind() >= Uint && v.Kind() <= Uintptr }

// CanFloat reports whether v is a floating-point number.
func (v Value) CanFloat() bool { return v.Kind() == Float32 || v.Kind() == Float64 }

// CanComplex reports whether v is a complex number.
func (v Value) CanComplex() bool { return v.Kind() == Complex64 || v.Kind() == Complex128 }

// Int returns a signed integer.
func (v Value) Int() int64 {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.Int", v.Kind()})
	}
	return loadInt(v.ptr, v.typ.id)
}

// Uint returns an unsigned integer.
func (v Value) Uint() uint64 {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.Uint", v.Kind()})
	}
	return uint64(loadInt(v.ptr, v.typ.id))
}

// Float returns a floating-point number.
func (v Value) Float() float64 {
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.Float", v.Kind()})
	}
	return loadFloat(v.ptr, v.typ.id, 0)
}

// Complex returns a complex number.
func (v Value) Complex() complex128 {
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.Complex", v.Kind()})
	}
	return complex(loadFloat(v.ptr, v.typ.id, 0), loadFloat(v.ptr, v.typ.id, 1))
}

// String returns a string, or for another type text like "<int Value>".
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return loadString(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.typ.text + " Value>"
}

// Bytes returns a slice of bytes, or those of an array that is a variable.
func (v Value) Bytes() []byte {
	switch v.Kind() {
	case Slice:
		if typeByID(v.typ.elem).kind != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return loadBytes(v.ptr)
	case Array:
		if typeByID(v.typ.elem).kind != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		var b []byte
		at := box(&b)
		setSlice(loadPointer(at), v.ptr, v.typ.length, v.typ.length)
		return b
	}
	panic(&ValueError{"reflect.Value.Bytes", v.Kind()})
}

// IsNil reports whether a chan, func, interface, map, pointer or slice is nil.
func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		return loadPointer(v.ptr) == nil
	case Interface:
		return loadInterface(v.ptr) == nil
	case Slice:
		data, _, _ := sliceParts(v.ptr)
		return data == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.Kind()})
}

// IsZero reports whether v is the zero value of its type; -0 is one too.
func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	case Float32, Float64:
		return v.Float() == 0
	case Complex64, Complex128:
		return v.Complex() == 0
	case Array:
		if isZero(v.ptr, v.typ.room) {
			return true
		}
		for i := 0; i < v.typ.length; i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.typ.fieldCount; i++ {
			if v.typ.fieldsOf()[i].name != "_" && !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	case String:
		return loadString(v.ptr) == ""
	case Chan, Func, Map, Pointer, UnsafePointer, Interface, Slice:
		return v.IsNil()
	}
	return loadInt(v.ptr, v.typ.id) == 0
}

// Elem returns what is in an interface, or the variable that a pointer points to; the zero Value for nil.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		e := ValueOf(loadInterface(v.ptr))
		if e.typ != nil && v.flag&anyRO != 0 {
			e.flag |= readOnly
		}
		return e
	case Pointer:
		p := loadPointer(v.ptr)
		if p == nil {
			return Value{}
		}
		return Value{typeByID(v.typ.elem), p, v.flag&anyRO | addressable}
	}
	panic(&ValueError{"reflect.Value.Elem", v.Kind()})
}

// Pointer returns the address that a chan, func, map, pointer, slice or string is or begins with.
func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, String:
		return address(loadPointer(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Pointer", v.Kind()})
}

// UnsafeAddr returns the address of v, which must be a variable.
func (v Value) UnsafeAddr() uintptr {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.UnsafeAddr", Invalid})
	}
	if v.flag&addressable == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return address(v.ptr)
}

// NumField returns the number of a struct's fields.
func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return v.typ.fieldCount
}

// Field returns the i-th field of a struct.
func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	fields := v.typ.fieldsOf()
	if uint(i) >= uint(len(fields)) {
		panic("reflect: Field index out of range")
	}
	f := &fields[i]
	fl := v.flag & (addressable | readOnly)
	if !f.exported {
		if f.embedded {
			fl |= embedRO
		} else {
			fl |= readOnly
		}
	}
	return Value{typeByID(f.typ), offset(v.ptr, f.offset), fl}
}

// FieldByIndex returns the field that a path of indices leads to. It panics where the path goes through a nil pointer.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.must(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && typeByID(v.typ.elem).kind == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

type pathError string

func (e pathError) Error() string { return string(e) }

// FieldByIndexErr is FieldByIndex with an error where the path goes through a nil pointer.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.must(Struct, "FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && typeByID(v.typ.elem).kind == Struct {
			if v.IsNil() {
				return Value{}, pathError("reflect: indirection through nil pointer to embedded struct field " + typeByID(v.typ.elem).Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName returns the field that the selector name finds, the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the only field at the least depth whose name matches, the zero Value if there is none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	v.must(Struct, "FieldByNameFunc")
	if f, ok := v.typ.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// NumMethod returns the number of methods of an interface's type.
func (v Value) NumMethod() int {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	return v.typ.NumMethod()
}

// Len returns the length of an array, map, slice or string, or of an array that v points to.
func (v Value) Len() int {
	switch v.Kind() {
	case Slice:
		_, n, _ := sliceParts(v.ptr)
		return n
	case String:
		return len(loadString(v.ptr))
	case Array:
		return v.typ.length
	case Map:
		return mapLen(loadPointer(v.ptr))
	case Pointer:
		if typeByID(v.typ.elem).kind == Array {
			return typeByID(v.typ.elem).length
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.Kind()})
}

// Cap returns the capacity of an array or slice, or of an array that v points to.
func (v Value) Cap() int {
	switch v.Kind() {
	case Slice:
		_, _, c := sliceParts(v.ptr)
		return c
	case Array:
		return v.typ.length
	case Pointer:
		if typeByID(v.typ.elem).kind == Array {
			return typeByID(v.typ.elem).length
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.Kind()})
}

// Index returns the i-th element of an array or slice, or byte of a string.
func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Array:
		if uint(i) >= uint(v.typ.length) {
			panic("reflect: array index out of range")
		}
		e := typeByID(v.typ.elem)
		return Value{e, offset(v.ptr, i*e.room), v.flag}
	case Slice:
		data, n, _ := sliceParts(v.ptr)
		if uint(i) >= uint(n) {
			panic("reflect: slice index out of range")
		}
		e := typeByID(v.typ.elem)
		return Value{e, offset(data, i*e.room), v.flag&anyRO | addressable}
	case String:
		s := loadString(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		b := ValueOf(s[i])
		b.flag = v.flag & anyRO
		return b
	}
	panic(&ValueError{"reflect.Value.Index", v.Kind()})
}

// OverflowInt reports whether x does not fit v's type.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.OverflowInt", v.Kind()})
	}
	return v.typ.OverflowInt(x)
}

// OverflowUint reports whether x does not fit v's type.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.OverflowUint", v.Kind()})
	}
	return v.typ.OverflowUint(x)
}

// OverflowFloat reports whether x does not fit v's type.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.OverflowFloat", v.Kind()})
	}
	return v.typ.OverflowFloat(x)
}

// OverflowComplex reports whether x does not fit v's type.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.OverflowComplex", v.Kind()})
	}
	return v.typ.OverflowComplex(x)
}

// Comparable reports whether v can be compared, down to what is in its interfaces.
func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		if e := typeByID(v.typ.elem).kind; e == Interface || e == Array || e == Struct {
			for i := 0; i < v.typ.length; i++ {
				if !v.Index(i).Comparable() {
					return false
				}
			}
			return true
		}
	case Struct:
		for i := 0; i < v.typ.fieldCount; i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ.isComparable
}

// Equal reports whether v equals u as == has it; values of different types are not equal. It panics if they cannot be compared.
func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.typ != u.typ {
		return false
	}
	switch v.Kind() {
	case Func, Map, Slice:
		panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
	case Array:
		if v.typ.length == 0 && !typeByID(v.typ.elem).isComparable {
			panic("reflect.Value.Equal: values of type " + v.typ.text + " are not comparable")
		}
		for i := 0; i < v.typ.length; i++ {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.typ.fieldCount; i++ {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.packed() == u.packed()
}
