package reflect

// assigned returns v as a value of type t, to which it must be assignable.
func (v Value) assigned(t *rtype, context string) Value {
	if v.typ == t {
		return v
	}
	if !v.typ.assignableTo(t) {
		panic(context + ": value of type " + v.typ.text + " is not assignable to type " + t.text)
	}
	if t.kind == Interface && v.typ.kind != Interface {
		w := Value{t, newValues(t.id, 1), v.flag & anyRO}
		storeInterface(w.ptr, v.packed())
		return w
	}
	return Value{t, v.ptr, v.flag}
}

// Set assigns x to the variable v.
func (v Value) Set(x Value) {
	v.mustAssignable("Set")
	x.mustExported("Set")
	x = x.assigned(v.typ, "reflect.Set")
	copyValues(v.ptr, x.ptr, v.typ.id, 1)
}

// SetZero sets v to the zero value of its type.
func (v Value) SetZero() {
	v.mustAssignable("SetZero")
	copyValues(v.ptr, newValues(v.typ.id, 1), v.typ.id, 1)
}

// SetBool sets a truth value.
func (v Value) SetBool(x bool) {
	v.mustAssignable("SetBool")
	v.must(Bool, "SetBool")
	n := int64(0)
	if x {
		n = 1
	}
	storeInt(v.ptr, 1, n)
}

// SetInt sets a signed integer to the low bits of x.
func (v Value) SetInt(x int64) {
	v.mustAssignable("SetInt")
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.SetInt", v.Kind()})
	}
	storeInt(v.ptr, v.typ.room, x)
}

// SetUint sets an unsigned integer to the low bits of x.
func (v Value) SetUint(x uint64) {
	v.mustAssignable("SetUint")
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.SetUint", v.Kind()})
	}
	storeInt(v.ptr, v.typ.room, int64(x))
}

// SetFloat sets a floating-point number.
func (v Value) SetFloat(x float64) {
	v.mustAssignable("SetFloat")
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.SetFloat", v.Kind()})
	}
	storeFloat(v.ptr, v.typ.id, x, 0)
}

// SetComplex sets a complex number.
func (v Value) SetComplex(x complex128) {
	v.mustAssignable("SetComplex")
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.SetComplex", v.Kind()})
	}
	storeFloat(v.ptr, v.typ.id, real(x), imag(x))
}

// SetString sets a string.
func (v Value) SetString(x string) {
	v.mustAssignable("SetString")
	v.must(String, "SetString")
	storeString(v.ptr, x)
}

// SetBytes sets a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustAssignable("SetBytes")
	v.must(Slice, "SetBytes")
	if typeByID(v.typ.elem).kind != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	storeBytes(v.ptr, x)
}

// SetLen sets the length of a slice, which its capacity limits.
func (v Value) SetLen(n int) {
	v.mustAssignable("SetLen")
	v.must(Slice, "SetLen")
	data, _, c := sliceParts(v.ptr)
	if uint(n) > uint(c) {
		panic("reflect: slice length out of range in SetLen")
	}
	setSlice(v.ptr, data, n, c)
}

// SetCap lowers the capacity of a slice, but not below its length.
func (v Value) SetCap(n int) {
	v.mustAssignable("SetCap")
	v.must(Slice, "SetCap")
	data, l, c := sliceParts(v.ptr)
	if n < l || n > c {
		panic("reflect: slice capacity out of range in SetCap")
	}
	setSlice(v.ptr, data, l, n)
}

// Clear deletes the entries of a map, or sets the elements of a slice to zero.
func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		data, n, _ := sliceParts(v.ptr)
		copyValues(data, newValues(v.typ.elem, n), v.typ.elem, n)
	case Map:
		m := loadPointer(v.ptr)
		for i, at := range mapEntries(v.typ.id, m) {
			if i%2 == 0 {
				mapDelete(v.typ.id, m, at)
			}
		}
	default:
		panic(&ValueError{"reflect.Value.Clear", v.Kind()})
	}
}

func (v Value) withSlice(data *byte, length, capacity int) Value {
	w := Value{v.typ, newValues(v.typ.id, 1), v.flag & anyRO}
	setSlice(w.ptr, data, length, capacity)
	return w
}

// Slice returns v[i:j] of a slice, a string, or an array that is a variable.
func (v Value) Slice(i, j int) Value {
	switch v.Kind() {
	case Array:
		if v.flag&addressable == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		if i < 0 || j < i || j > v.typ.length {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
		e := typeByID(v.typ.elem)
		w := Value{typ: SliceOf(e).common(), flag: v.flag}
		return w.withSlice(offset(v.ptr, i*e.room), j-i, v.typ.length-i)
	case Slice:
		data, _, c := sliceParts(v.ptr)
		if i < 0 || j < i || j > c {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
		if i < c {
			data = offset(data, i*typeByID(v.typ.elem).room)
		}
		return v.withSlice(data, j-i, c-i)
	case String:
		s := loadString(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		w := Value{v.typ, newValues(v.typ.id, 1), v.flag & anyRO}
		storeString(w.ptr, s[i:j])
		return w
	}
	panic(&ValueError{"reflect.Value.Slice", v.Kind()})
}

// Slice3 returns v[i:j:k] of a slice, or an array that is a variable.
func (v Value) Slice3(i, j, k int) Value {
	switch v.Kind() {
	case Array:
		if v.flag&addressable == 0 {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
	case Slice:
	default:
		panic(&ValueError{"reflect.Value.Slice3", v.Kind()})
	}
	if i < 0 || j < i || k < j || k > v.Cap() {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	w := v.Slice(i, j)
	data, n, _ := sliceParts(w.ptr)
	setSlice(w.ptr, data, n, k-i)
	return w
}

// MakeSlice returns a new slice of zero values.
func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if len < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if cap < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if len > cap {
		panic("reflect.MakeSlice: len > cap")
	}
	v := Value{typ: typ.common()}
	return v.withSlice(newValues(v.typ.elem, cap), len, cap)
}

// growSlice grows a slice at p so that n more elements fit, as append does.
func growSlice(p *byte, elem, n int)

// Grow makes room for n more elements of the slice v, which must be settable.
func (v Value) Grow(n int) {
	v.mustAssignable("Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	growSlice(v.ptr, v.typ.elem, n)
}

// Append returns s with elements appended.
func Append(s Value, x ...Value) Value {
	s.must(Slice, "Append")
	data, n, c := sliceParts(s.ptr)
	w := s.withSlice(data, n, c)
	growSlice(w.ptr, s.typ.elem, len(x))
	data, _, c = sliceParts(w.ptr)
	setSlice(w.ptr, data, n+len(x), c)
	w.flag |= addressable
	for i, e := range x {
		w.Index(n + i).Set(e)
	}
	w.flag &^= addressable
	return w
}

// AppendSlice returns s with the elements of the slice t appended.
func AppendSlice(s, t Value) Value {
	s.must(Slice, "AppendSlice")
	t.must(Slice, "AppendSlice")
	if s.typ.elem != t.typ.elem {
		panic("reflect.AppendSlice: " + s.typ.text + " != " + t.typ.text)
	}
	data, n, c := sliceParts(s.ptr)
	from, more, _ := sliceParts(t.ptr)
	w := s.withSlice(data, n, c)
	growSlice(w.ptr, s.typ.elem, more)
	data, _, c = sliceParts(w.ptr)
	setSlice(w.ptr, data, n+more, c)
	copyValues(offset(data, n*typeByID(s.typ.elem).room), from, s.typ.elem, more)
	return w
}

// Copy copies elements of src, a slice, an array or a string, to dst, a slice or an array that is a variable, and returns their number.
func Copy(dst, src Value) int {
	to, n := elements(dst, "Copy")
	from, m := elements(src, "Copy")
	if dst.Kind() == Array {
		dst.mustAssignable("Copy")
	}
	e := typeByID(dst.typ.elem)
	if src.Kind() != String && src.typ.elem != dst.typ.elem {
		panic("reflect.Copy: " + e.text + " != " + typeByID(src.typ.elem).text)
	}
	n = min(n, m)
	copyValues(to, from, e.id, n)
	return n
}

func elements(v Value, method string) (*byte, int) {
	switch v.Kind() {
	case Array:
		return v.ptr, v.typ.length
	case Slice:
		data, n, _ := sliceParts(v.ptr)
		return data, n
	case String:
		return loadPointer(v.ptr), len(loadString(v.ptr))
	}
	panic(&ValueError{"reflect." + method, v.Kind()})
}

// Swapper returns a function that swaps two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	data, n, _ := sliceParts(v.ptr)
	e := typeByID(v.typ.elem)
	spare := newValues(e.id, 1)
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic("reflect: slice index out of range")
		}
		a, b := offset(data, i*e.room), offset(data, j*e.room)
		copyValues(spare, a, e.id, 1)
		copyValues(a, b, e.id, 1)
		copyValues(b, spare, e.id, 1)
	}
}

// MakeMap returns a new map.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize returns a new map with room for n entries.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	t := typ.common()
	v := Value{t, newValues(t.id, 1), 0}
	storePointer(v.ptr, newMap(t.id, n))
	return v
}

// copied returns the value of a type at p in a place of its own.
func copied(id int, p *byte, f flag) Value {
	v := Value{typeByID(id), newValues(id, 1), f & anyRO}
	copyValues(v.ptr, p, id, 1)
	return v
}

// MapIndex returns the value at a key of the map v, the zero Value if there is none.
func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	key = key.assigned(typeByID(v.typ.key), "reflect.Value.MapIndex")
	p := mapGet(v.typ.id, loadPointer(v.ptr), key.ptr)
	if p == nil {
		return Value{}
	}
	return copied(v.typ.elem, p, v.flag|key.flag)
}

// SetMapIndex sets the value at a key of the map v, or deletes the key if elem is the zero Value.
func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustExported("SetMapIndex")
	key.mustExported("SetMapIndex")
	key = key.assigned(typeByID(v.typ.key), "reflect.Value.SetMapIndex")
	m := loadPointer(v.ptr)
	if elem.typ == nil {
		mapDelete(v.typ.id, m, key.ptr)
		return
	}
	elem.mustExported("SetMapIndex")
	elem = elem.assigned(typeByID(v.typ.elem), "reflect.Value.SetMapIndex")
	mapSet(v.typ.id, m, key.ptr, elem.ptr)
}

// MapKeys returns the keys of the map v, in the order in which they were inserted.
func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	entries := mapEntries(v.typ.id, loadPointer(v.ptr))
	keys := make([]Value, 0, len(entries)/2)
	for i := 0; i < len(entries); i += 2 {
		keys = append(keys, copied(v.typ.key, entries[i], v.flag))
	}
	return keys
}

// MapIter goes over the entries of a map. Next comes before the first Key and Value.
type MapIter struct {
	m       Value
	entries []*byte
	at      int
}

// MapRange returns an iterator over the map v, in the order in which keys were inserted.
func (v Value) MapRange() *MapIter {
	if v.Kind() != Map {
		panic(&ValueError{"reflect.Value.MapRange", v.Kind()})
	}
	return &MapIter{m: v, at: -1}
}

// Next goes to the next entry and reports whether there is one.
func (it *MapIter) Next() bool {
	if !it.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if it.at < 0 {
		it.entries, it.at = mapEntries(it.m.typ.id, loadPointer(it.m.ptr)), 0
	} else if it.at >= len(it.entries) {
		panic("MapIter.Next called on exhausted iterator")
	} else {
		it.at += 2
	}
	return it.at < len(it.entries)
}

func (it *MapIter) check(method string) {
	if it.at < 0 {
		panic("MapIter." + method + " called before Next")
	}
	if it.at >= len(it.entries) {
		panic("MapIter." + method + " called on exhausted iterator")
	}
}

// Key returns the entry's key.
func (it *MapIter) Key() Value {
	it.check("Key")
	return copied(it.m.typ.key, it.entries[it.at], it.m.flag)
}

// Value returns the entry's value.
func (it *MapIter) Value() Value {
	it.check("Value")
	return copied(it.m.typ.elem, it.entries[it.at+1], it.m.flag)
}

// Reset makes the iterator start anew, over the map v.
func (it *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.must(Map, "MapRange")
	}
	*it = MapIter{m: v, at: -1}
}

// SetIterKey assigns the key of an iterator's entry to v.
func (v Value) SetIterKey(iter *MapIter) { v.Set(iter.Key()) }

// SetIterValue assigns the value of an iterator's entry to v.
func (v Value) SetIterValue(iter *MapIter) { v.Set(iter.Value()) }
