// Package reflect looks at types and values at run time.
//
// The types are those that the program mentions: a type that no part of it is about cannot be made. Nothing here calls a function, so
// there are no methods by number, no Call and no MakeFunc; channels are left out too.
package reflect

import "strconv"

// Kind is what a type is made like.
type Kind uint

// The kinds of types.
const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the older name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
	"uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr", "slice", "string",
	"struct", "unsafe.Pointer"}

// String returns the kind's name.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// ChanDir is the direction of a channel type.
type ChanDir int

// The directions of channels.
const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

// String returns the direction as it is written in a type.
func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// Type is a type of the program. Types are equal with == exactly if they are identical. A method that does not fit the kind panics.
type Type interface {
	// Align returns the alignment in bytes of a variable of the type.
	Align() int
	// FieldAlign returns the alignment in bytes of a field of the type.
	FieldAlign() int
	// Method returns the i-th method of an interface type.
	Method(int) Method
	// MethodByName returns the method of an interface type with that name.
	MethodByName(string) (Method, bool)
	// NumMethod returns the number of methods of an interface type.
	NumMethod() int
	// Name returns the name within its package of a defined type, "" for others.
	Name() string
	// PkgPath returns the import path of a defined type, "" for predeclared and other types.
	PkgPath() string
	// Size returns the bytes that a value takes on amd64.
	Size() uintptr
	// String returns the type's text, with names of packages rather than paths.
	String() string
	// Kind returns the type's kind.
	Kind() Kind
	// Implements reports whether the type has all methods of the interface type u.
	Implements(u Type) bool
	// AssignableTo reports whether a value of the type can be assigned to a variable of type u.
	AssignableTo(u Type) bool
	// ConvertibleTo reports whether a value of the type can be converted to type u; the conversion may still panic.
	ConvertibleTo(u Type) bool
	// Comparable reports whether values of the type can be compared; what is in interfaces may still not be.
	Comparable() bool
	// Bits returns the size in bits of a number type.
	Bits() int
	// ChanDir returns a channel type's direction.
	ChanDir() ChanDir
	// IsVariadic reports whether the last parameter of a function type is a "..." one.
	IsVariadic() bool
	// Elem returns the type of the elements of an array, channel, map, pointer or slice.
	Elem() Type
	// Field returns the i-th field of a struct.
	Field(i int) StructField
	// FieldByIndex returns the field that a path of indices leads to.
	FieldByIndex(index []int) StructField
	// FieldByName returns the field that the selector name finds.
	FieldByName(name string) (StructField, bool)
	// FieldByNameFunc returns the only field at the least depth whose name matches.
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	// In returns the type of the i-th parameter of a function type.
	In(i int) Type
	// Key returns the type of a map's keys.
	Key() Type
	// Len returns an array's length.
	Len() int
	// NumField returns the number of a struct's fields.
	NumField() int
	// NumIn returns the number of a function's parameters.
	NumIn() int
	// NumOut returns the number of a function's results.
	NumOut() int
	// Out returns the type of the i-th result of a function type.
	Out(i int) Type
	// OverflowComplex reports whether x does not fit the type.
	OverflowComplex(x complex128) bool
	// OverflowFloat reports whether x does not fit the type.
	OverflowFloat(x float64) bool
	// OverflowInt reports whether x does not fit the type.
	OverflowInt(x int64) bool
	// OverflowUint reports whether x does not fit the type.
	OverflowUint(x uint64) bool
	// CanSeq reports whether a range clause with one variable accepts a value of the type.
	CanSeq() bool
	// CanSeq2 reports whether a range clause with two variables accepts a value of the type.
	CanSeq2() bool
	common() *rtype
}

// Method is a method of an interface type.
type Method struct {
	Name    string
	PkgPath string // of an unexported method
	Type    Type   // its signature, without a receiver
	Func    Value  // not valid
	Index   int
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// StructField is a field of a struct.
type StructField struct {
	Name      string
	PkgPath   string // of an unexported field
	Type      Type
	Tag       StructTag
	Offset    uintptr // in bytes, on amd64
	Index     []int   // for FieldByIndex
	Anonymous bool    // the field is embedded
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// StructTag is the tag of a field: by convention pairs key:"value" with spaces between them.
type StructTag string

// Get returns the value of a key, "" if there is none.
func (tag StructTag) Get(key string) string {
	value, _ := tag.Lookup(key)
	return value
}

// Lookup returns the value of a key and whether the tag has the key.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	rest := string(tag)
	for {
		for rest != "" && rest[0] == ' ' {
			rest = rest[1:]
		}
		n := 0
		for n < len(rest) && rest[n] > ' ' && rest[n] != ':' && rest[n] != '"' && rest[n] != 0x7f {
			n++
		}
		if n == 0 || n+1 >= len(rest) || rest[n] != ':' || rest[n+1] != '"' {
			return "", false
		}
		name := rest[:n]
		rest = rest[n+1:]
		end := 1
		for end < len(rest) && rest[end] != '"' {
			if rest[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(rest) {
			return "", false
		}
		quoted := rest[:end+1]
		rest = rest[end+1:]
		if name == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
	}
}

// rtype is the one description of a type; fmt knows that id comes first.
type rtype struct {
	id                                  int
	kind                                Kind
	elem, key, length                   int
	size, align                         int // on amd64
	room                                int // bytes here
	fieldCount, paramCount, resultCount int
	methodCount                         int
	isNamed, isVariadic, isComparable   bool
	text, pkg                           string
	fields                              []field
	pointer                             *rtype
}

type field struct {
	name     string
	typ      int
	offset   int // here
	goOffset int // on amd64
	tag      string
	embedded bool
	exported bool
}

// typeID returns the number of the type of what v holds, 0 for nil.
func typeID(v any) int

// describe fills in t, whose id is set.
func describe(id int, t *int) (kind int, text, pkg string, isNamed, isVariadic, isComparable bool)

// fieldOf returns the i-th field of a struct.
func fieldOf(id, i int) (name string, typ, offset, goOffset int, tag string, embedded bool)

// signature returns the type of the i-th parameter, or if that many there are, of a result.
func signature(id, i int) int

// methodOf returns the i-th method of an interface, in the order of names.
func methodOf(id, i int) (name, pkg string, typ int)

// implements reports whether a type has all methods of an interface.
func implements(id, iface int) bool

// sameUnderlying reports whether two types have identical underlying types, tags apart if they do not count.
func sameUnderlying(a, b int, tags bool) bool

// find returns the literal type of the program with these parts, 0 if there is none.
func find(kind, elem, key, length int) int

var known []*rtype

func typeByID(id int) *rtype {
	if id < len(known) && known[id] != nil {
		return known[id]
	}
	if id == 0 {
		return nil
	}
	for len(known) <= id {
		known = append(known, nil)
	}
	t := &rtype{id: id}
	var numbers [10]int
	var kind int
	kind, t.text, t.pkg, t.isNamed, t.isVariadic, t.isComparable = describe(id, &numbers[0])
	t.kind = Kind(kind)
	t.elem, t.key, t.length, t.size, t.align = numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]
	t.fieldCount, t.paramCount, t.resultCount, t.methodCount = numbers[5], numbers[6], numbers[7], numbers[8]
	t.room = numbers[9]
	known[id] = t
	return t
}

func toType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

// TypeOf returns the type of what is in i, nil for nil.
func TypeOf(i any) Type { return toType(typeByID(typeID(i))) }

// TypeFor returns the type T.
func TypeFor[T any]() Type { return TypeOf((*T)(nil)).Elem() }

func (t *rtype) common() *rtype   { return t }
func (t *rtype) Kind() Kind       { return t.kind }
func (t *rtype) String() string   { return t.text }
func (t *rtype) Size() uintptr    { return uintptr(t.size) }
func (t *rtype) Align() int       { return t.align }
func (t *rtype) FieldAlign() int  { return t.align }
func (t *rtype) Comparable() bool { return t.isComparable }
func (t *rtype) PkgPath() string {
	if t.isNamed {
		return t.pkg
	}
	return ""
}

func (t *rtype) Name() string {
	if !t.isNamed {
		return ""
	}
	for i := 0; i < len(t.text) && t.text[i] != '['; i++ {
		if t.text[i] == '.' {
			return t.text[i+1:]
		}
	}
	return t.text
}

func (t *rtype) must(k Kind, name string) {
	if t.kind != k {
		panic("reflect: " + name + " of non-" + k.String() + " type " + t.text)
	}
}

func (t *rtype) Bits() int {
	if t.kind < Int || t.kind > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.text)
	}
	return t.size * 8
}

func (t *rtype) ChanDir() ChanDir {
	t.must(Chan, "ChanDir")
	text := t.text
	switch {
	case len(text) > 6 && text[:6] == "chan<-":
		return SendDir
	case len(text) > 6 && text[:6] == "<-chan":
		return RecvDir
	}
	return BothDir
}

func (t *rtype) IsVariadic() bool {
	t.must(Func, "IsVariadic")
	return t.isVariadic
}

func (t *rtype) Elem() Type {
	switch t.kind {
	case Array, Chan, Map, Pointer, Slice:
		return toType(typeByID(t.elem))
	}
	panic("reflect: Elem of invalid type " + t.text)
}

func (t *rtype) Key() Type {
	t.must(Map, "Key")
	return toType(typeByID(t.key))
}

func (t *rtype) Len() int {
	t.must(Array, "Len")
	return t.length
}

func (t *rtype) NumIn() int {
	t.must(Func, "NumIn")
	return t.paramCount
}

func (t *rtype) NumOut() int {
	t.must(Func, "NumOut")
	return t.resultCount
}

func (t *rtype) In(i int) Type {
	t.must(Func, "In")
	if uint(i) >= uint(t.paramCount) {
		panic("reflect: Func index out of bounds")
	}
	return toType(typeByID(signature(t.id, i)))
}

func (t *rtype) Out(i int) Type {
	t.must(Func, "Out")
	if uint(i) >= uint(t.resultCount) {
		panic("reflect: Func index out of bounds")
	}
	return toType(typeByID(signature(t.id, t.paramCount+i)))
}

func (t *rtype) mustInterface() {
	if t.kind != Interface {
		panic("reflect: methods of " + t.text + ", which is no interface type, cannot be listed")
	}
}

func (t *rtype) NumMethod() int {
	t.mustInterface()
	return t.methodCount
}

func (t *rtype) Method(i int) Method {
	t.mustInterface()
	if uint(i) >= uint(t.methodCount) {
		panic("reflect: Method index out of range")
	}
	m := Method{Index: i}
	var typ int
	m.Name, m.PkgPath, typ = methodOf(t.id, i)
	m.Type = toType(typeByID(typ))
	return m
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	t.mustInterface()
	for i := 0; i < t.methodCount; i++ {
		if m := t.Method(i); m.Name == name {
			return m, true
		}
	}
	return Method{}, false
}

func isExported(name string) bool {
	for _, r := range name {
		return isUpper(r)
	}
	return false
}

func isUpper(r rune) bool

func (t *rtype) fieldsOf() []field {
	if t.fields == nil && t.fieldCount > 0 {
		fields := make([]field, t.fieldCount)
		for i := range fields {
			f := &fields[i]
			f.name, f.typ, f.offset, f.goOffset, f.tag, f.embedded = fieldOf(t.id, i)
			f.exported = isExported(f.name)
		}
		t.fields = fields
	}
	return t.fields
}

func (t *rtype) NumField() int {
	t.must(Struct, "NumField")
	return t.fieldCount
}

func (t *rtype) Field(i int) StructField {
	t.must(Struct, "Field")
	if uint(i) >= uint(t.fieldCount) {
		panic("reflect: Field index out of bounds")
	}
	f := &t.fieldsOf()[i]
	s := StructField{Name: f.name, Type: toType(typeByID(f.typ)), Tag: StructTag(f.tag), Offset: uintptr(f.goOffset), Index: []int{i},
		Anonymous: f.embedded}
	if !f.exported {
		s.PkgPath = t.pkg
		if s.PkgPath == "" {
			s.PkgPath = "main"
		}
	}
	return s
}

func (t *rtype) FieldByIndex(index []int) StructField {
	t.must(Struct, "FieldByIndex")
	var f StructField
	at := t
	for i, x := range index {
		if i > 0 {
			if at.kind == Pointer && typeByID(at.elem).kind == Struct {
				at = typeByID(at.elem)
			}
		}
		f = at.Field(x)
		at = f.Type.common()
	}
	f.Index = append([]int(nil), index...)
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.must(Struct, "FieldByName")
	for i := range t.fieldsOf() {
		if t.fields[i].name == name {
			return t.Field(i), true
		}
	}
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// place is a struct that a search for a field has reached.
type place struct {
	typ      *rtype
	index    []int
	repeated bool // reached on more than one way of this length
}

func (t *rtype) FieldByNameFunc(match func(string) bool) (result StructField, ok bool) {
	t.must(Struct, "FieldByNameFunc")
	level := []place{{typ: t}}
	visited := map[*rtype]bool{}
	for len(level) > 0 {
		var next []place
		count := 0
		at := map[*rtype]int{}
		for _, p := range level {
			if visited[p.typ] {
				continue
			}
			visited[p.typ] = true
			for i := range p.typ.fieldsOf() {
				f := &p.typ.fields[i]
				var inner *rtype
				if f.embedded {
					inner = typeByID(f.typ)
					if inner.kind == Pointer {
						inner = typeByID(inner.elem)
					}
				}
				if match(f.name) {
					count++
					if p.repeated {
						count++
					}
					if count > 1 {
						return StructField{}, false
					}
					result = p.typ.Field(i)
					result.Index = append(append([]int(nil), p.index...), i)
					ok = true
					continue
				}
				if ok || inner == nil || inner.kind != Struct {
					continue
				}
				if n, again := at[inner]; again {
					next[n].repeated = true
					continue
				}
				at[inner] = len(next)
				index := append(append([]int(nil), p.index...), i)
				next = append(next, place{inner, index, p.repeated})
			}
		}
		if ok {
			return result, true
		}
		level = next
	}
	return StructField{}, false
}

// VisibleFields returns the fields of a struct type and, behind each embedded struct, those that it promotes.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	var all []StructField
	var walk func(t *rtype, index []int, on []*rtype)
	walk = func(t *rtype, index []int, on []*rtype) {
		for _, o := range on {
			if o == t {
				return
			}
		}
		on = append(on, t)
		for i := 0; i < t.fieldCount; i++ {
			f := t.Field(i)
			f.Index = append(append([]int(nil), index...), i)
			all = append(all, f)
			if f.Anonymous {
				inner := f.Type.common()
				if inner.kind == Pointer {
					inner = typeByID(inner.elem)
				}
				if inner.kind == Struct {
					walk(inner, f.Index, on)
				}
			}
		}
	}
	walk(t.common(), nil, nil)
	// A field is visible if it is the only one of its name at the least depth.
	visible := all[:0:0]
	for _, f := range all {
		best, count := len(f.Index), 0
		for _, g := range all {
			if g.Name == f.Name && len(g.Index) <= best {
				if len(g.Index) < best {
					count = 0
				}
				best = len(g.Index)
				count++
			}
		}
		if best == len(f.Index) && count == 1 {
			visible = append(visible, f)
		}
	}
	return visible
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(t.id, u.common().id)
}

func (t *rtype) assignableTo(u *rtype) bool {
	if t == u {
		return true
	}
	if u.kind == Interface {
		return implements(t.id, u.id)
	}
	if t.kind != u.kind || t.isNamed && u.isNamed {
		return false
	}
	return sameUnderlying(t.id, u.id, true)
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return t.assignableTo(u.common())
}

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.kind {
	case Complex64:
		return overflowsFloat32(real(x)) || overflowsFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.text)
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.kind {
	case Float32:
		return overflowsFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.text)
}

func (t *rtype) OverflowInt(x int64) bool {
	if t.kind < Int || t.kind > Int64 {
		panic("reflect: OverflowInt of non-int type " + t.text)
	}
	shift := 64 - uint(t.size)*8
	return x<<shift>>shift != x
}

func (t *rtype) OverflowUint(x uint64) bool {
	if t.kind < Uint || t.kind > Uintptr {
		panic("reflect: OverflowUint of non-uint type " + t.text)
	}
	shift := 64 - uint(t.size)*8
	return x<<shift>>shift != x
}

func overflowsFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	return x > 3.40282346638528859811704183484516925440e+38 && x <= 1.79769313486231570814527423731704356798070e+308
}

// isYield reports whether a function type is func(yield func(...n parameters) bool).
func (t *rtype) isYield(n int) bool {
	if t.kind != Func || t.paramCount != 1 || t.resultCount != 0 {
		return false
	}
	y := typeByID(signature(t.id, 0))
	return y.kind == Func && y.paramCount == n && y.resultCount == 1 && typeByID(signature(y.id, n)).kind == Bool
}

func (t *rtype) CanSeq() bool {
	switch t.kind {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr, Array, Slice, String, Map:
		return true
	case Chan:
		return t.ChanDir()&RecvDir != 0
	case Func:
		return t.isYield(1)
	case Pointer:
		return typeByID(t.elem).kind == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.kind {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.isYield(2)
	case Pointer:
		return typeByID(t.elem).kind == Array
	}
	return false
}

func made(kind Kind, elem, key *rtype, length int, text string) Type {
	k := 0
	if key != nil {
		k = key.id
	}
	t := typeByID(find(int(kind), elem.id, k, length))
	if t == nil {
		panic("reflect: the program has no type " + text)
	}
	return t
}

// PointerTo returns the type *t.
func PointerTo(t Type) Type { return pointerTo(t.common()) }

// PtrTo is the older name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

func pointerTo(t *rtype) *rtype {
	if t.pointer == nil {
		t.pointer = made(Pointer, t, nil, 0, "*"+t.text).common()
	}
	return t.pointer
}

// SliceOf returns the type []t, which must be one of the program's.
func SliceOf(t Type) Type { return made(Slice, t.common(), nil, 0, "[]"+t.String()) }

// ArrayOf returns the type [length]elem, which must be one of the program's.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	return made(Array, elem.common(), nil, length, "["+strconv.Itoa(length)+"]"+elem.String())
}

// MapOf returns the type map[key]elem, which must be one of the program's.
func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return made(Map, elem.common(), key.common(), 0, "map["+key.String()+"]"+elem.String())
}
