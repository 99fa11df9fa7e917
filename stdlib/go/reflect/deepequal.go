package reflect

// visit is a pair of references that is being compared: to meet it again says nothing new.
type visit struct {
	a, b *byte
	typ  *rtype
}

// DeepEqual reports whether x and y are equal in depth: of one type, and equal as == has it, or element by element, field by field, entry
// by entry, and where pointers point to. Functions are equal only if both are nil; a nil map or slice does not equal an empty one.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := ValueOf(x), ValueOf(y)
	return a.typ == b.typ && deepEqual(a, b, map[visit]bool{})
}

func deepEqual(a, b Value, visited map[visit]bool) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.typ != b.typ {
		return false
	}
	switch a.typ.kind {
	case Map, Slice, Pointer, Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		if a.typ.kind == Interface {
			break
		}
		p, q := loadPointer(a.ptr), loadPointer(b.ptr)
		if a.typ.kind == Slice && a.Len() != b.Len() || a.typ.kind == Map && a.Len() != b.Len() {
			return false
		}
		if p == q {
			return true
		}
		key := visit{p, q, a.typ}
		if visited[key] {
			return true
		}
		visited[key] = true
	}
	switch a.typ.kind {
	case Array, Slice:
		if typeByID(a.typ.elem).kind == Uint8 && a.typ.kind == Slice {
			return string(loadBytes(a.ptr)) == string(loadBytes(b.ptr))
		}
		for i, n := 0, a.Len(); i < n; i++ {
			if !deepEqual(a.Index(i), b.Index(i), visited) {
				return false
			}
		}
		return true
	case Interface, Pointer:
		return deepEqual(a.Elem(), b.Elem(), visited)
	case Struct:
		for i := 0; i < a.typ.fieldCount; i++ {
			if !deepEqual(a.Field(i), b.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		entries := mapEntries(a.typ.id, loadPointer(a.ptr))
		other := loadPointer(b.ptr)
		elem := typeByID(a.typ.elem)
		for i := 0; i < len(entries); i += 2 {
			q := mapGet(b.typ.id, other, entries[i])
			if q == nil || !deepEqual(Value{elem, entries[i+1], 0}, Value{elem, q, 0}, visited) {
				return false
			}
		}
		return true
	case Func:
		return a.IsNil() && b.IsNil()
	case String:
		return loadString(a.ptr) == loadString(b.ptr)
	case Float32, Float64:
		return a.Float() == b.Float()
	case Complex64, Complex128:
		return a.Complex() == b.Complex()
	case Chan, UnsafePointer:
		return loadPointer(a.ptr) == loadPointer(b.ptr)
	}
	return loadInt(a.ptr, a.typ.id) == loadInt(b.ptr, b.typ.id)
}
