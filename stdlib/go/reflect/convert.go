package reflect

import (
	"iter"
	"strconv"
)

func isNumber(k Kind) bool { return k >= Int && k <= Float64 }

// isText tells the slices that strings convert to.
func (t *rtype) isText() bool {
	if t.kind != Slice {
		return false
	}
	e := typeByID(t.elem)
	return e.pkg == "" && (e.kind == Uint8 || e.kind == Int32)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return t.convertibleTo(u.common())
}

func (t *rtype) convertibleTo(u *rtype) bool {
	switch {
	case isNumber(t.kind) && isNumber(u.kind):
		return true
	case t.kind >= Int && t.kind <= Uintptr && u.kind == String:
		return true
	case t.kind >= Complex64 && t.kind <= Complex128 && u.kind >= Complex64 && u.kind <= Complex128:
		return true
	case t.kind == String && u.isText(), t.isText() && u.kind == String:
		return true
	case t.kind == Slice && u.kind == Array && t.elem == u.elem:
		return true
	case t.kind == Slice && u.kind == Pointer && typeByID(u.elem).kind == Array && t.elem == typeByID(u.elem).elem:
		return true
	case u.kind == Interface:
		return implements(t.id, u.id)
	case sameUnderlying(t.id, u.id, false):
		return true
	}
	return t.kind == Pointer && u.kind == Pointer && !t.isNamed && !u.isNamed && sameUnderlying(t.elem, u.elem, false)
}

// CanConvert reports whether v can be converted to a type, its length included where that counts.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.Kind() == Slice {
		if t.Kind() == Array {
			return v.Len() >= t.Len()
		}
		if t.Kind() == Pointer && t.Elem().Kind() == Array {
			return v.Len() >= t.Elem().Len()
		}
	}
	return true
}

// Convert returns v converted to a type, as a conversion in Go does it.
func (v Value) Convert(t Type) Value {
	to := t.common()
	if v.typ == nil || !v.typ.convertibleTo(to) {
		if v.typ == nil {
			panic(&ValueError{"reflect.Value.Convert", Invalid})
		}
		panic("reflect.Value.Convert: value of type " + v.typ.text + " cannot be converted to type " + to.text)
	}
	w := Value{to, newValues(to.id, 1), v.flag & anyRO}
	from := v.typ
	switch {
	case to.kind == Interface:
		storeInterface(w.ptr, v.packed())
	case to.kind == String && from.kind >= Int && from.kind <= Int64:
		s := "\uFFFD"
		if x := v.Int(); int64(rune(x)) == x {
			s = string(rune(x))
		}
		storeString(w.ptr, s)
	case to.kind == String && from.kind >= Uint && from.kind <= Uintptr:
		s := "\uFFFD"
		if x := v.Uint(); uint64(rune(x)) == x {
			s = string(rune(x))
		}
		storeString(w.ptr, s)
	case from.kind == String && to.isText():
		if typeByID(to.elem).kind == Uint8 {
			storeBytes(w.ptr, []byte(loadString(v.ptr)))
		} else {
			r := ValueOf([]rune(loadString(v.ptr)))
			copyValues(w.ptr, r.ptr, to.id, 1)
		}
	case from.isText() && to.kind == String:
		if typeByID(from.elem).kind == Uint8 {
			storeString(w.ptr, string(loadBytes(v.ptr)))
		} else {
			r := make([]rune, v.Len())
			for i := range r {
				r[i] = rune(v.Index(i).Int())
			}
			storeString(w.ptr, string(r))
		}
	case isNumber(to.kind):
		convertNumber(w, v)
	case to.kind == Complex64 || to.kind == Complex128:
		x := v.Complex()
		storeFloat(w.ptr, to.id, real(x), imag(x))
	case from.kind == Slice && (to.kind == Array || to.kind == Pointer):
		array := to
		if to.kind == Pointer {
			array = typeByID(to.elem)
		}
		data, n, _ := sliceParts(v.ptr)
		if array.length > n {
			what := "array"
			if to.kind == Pointer {
				what = "pointer to array"
			}
			panic("reflect: cannot convert slice with length " + strconv.Itoa(n) + " to " + what + " with length " + strconv.Itoa(array.length))
		}
		if to.kind == Pointer {
			storePointer(w.ptr, data)
		} else {
			copyValues(w.ptr, data, to.elem, array.length)
		}
	default:
		copyValues(w.ptr, v.ptr, to.id, 1)
	}
	return w
}

func convertNumber(w, v Value) {
	to := w.typ
	switch {
	case v.CanInt() && to.kind <= Uintptr:
		storeInt(w.ptr, to.room, v.Int())
	case v.CanInt():
		storeFloat(w.ptr, to.id, float64(v.Int()), 0)
	case v.CanUint() && to.kind <= Uintptr:
		storeInt(w.ptr, to.room, int64(v.Uint()))
	case v.CanUint():
		storeFloat(w.ptr, to.id, float64(v.Uint()), 0)
	case to.kind >= Uint && to.kind <= Uintptr:
		storeInt(w.ptr, to.room, int64(uint64(v.Float())))
	case to.kind <= Uintptr:
		storeInt(w.ptr, to.room, int64(v.Float()))
	default:
		storeFloat(w.ptr, to.id, v.Float(), 0)
	}
}

// Seq returns an iterator over what a range clause with one variable yields for v.
func (v Value) Seq() iter.Seq[Value] {
	t := v.Type().common()
	if t.kind == Func || t.kind == Chan || !t.CanSeq() {
		panic("reflect: " + t.text + " cannot produce iter.Seq[Value]")
	}
	return func(yield func(Value) bool) {
		switch {
		case v.CanInt():
			for i := int64(0); i < v.Int(); i++ {
				w := Value{t, newValues(t.id, 1), 0}
				storeInt(w.ptr, t.room, i)
				if !yield(w) {
					return
				}
			}
		case v.CanUint():
			for i := uint64(0); i < v.Uint(); i++ {
				w := Value{t, newValues(t.id, 1), 0}
				storeInt(w.ptr, t.room, int64(i))
				if !yield(w) {
					return
				}
			}
		case t.kind == Map:
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key()) {
					return
				}
			}
		case t.kind == String:
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		default:
			for i := 0; i < v.Len(); i++ {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	}
}

// Seq2 returns an iterator over what a range clause with two variables yields for v.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	t := v.Type().common()
	if t.kind == Func || !t.CanSeq2() {
		panic("reflect: " + t.text + " cannot produce iter.Seq2[Value, Value]")
	}
	return func(yield func(Value, Value) bool) {
		switch t.kind {
		case Map:
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		case String:
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		default:
			v := Indirect(v)
			for i := 0; i < v.Len(); i++ {
				if !yield(ValueOf(i), v.Index(i)) {
					return
				}
			}
		}
	}
}
