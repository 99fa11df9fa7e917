// Package list holds a list whose elements know their neighbours.
package list

// Element is an element of a list.
type Element struct {
	next, prev *Element
	list       *List // nil once the element was removed

	// The value that was stored.
	Value any
}

// Next returns the next element, nil behind the last one.
func (e *Element) Next() *Element {
	if e.list == nil || e.next == &e.list.ends {
		return nil
	}
	return e.next
}

// Prev returns the element before, nil before the first one.
func (e *Element) Prev() *Element {
	if e.list == nil || e.prev == &e.list.ends {
		return nil
	}
	return e.prev
}

// List is a list. Its zero value is empty and ready.
type List struct {
	ends Element // its next is the first element, its prev the last: the list is a ring
	len  int
}

// New returns an empty list.
func New() *List { return new(List).Init() }

// Init makes l empty.
func (l *List) Init() *List {
	l.ends.next, l.ends.prev = &l.ends, &l.ends
	l.len = 0
	return l
}

func (l *List) ready() {
	if l.ends.next == nil {
		l.Init()
	}
}

// Len returns the number of elements.
func (l *List) Len() int { return l.len }

// Front returns the first element, nil if there is none.
func (l *List) Front() *Element {
	if l.len == 0 {
		return nil
	}
	return l.ends.next
}

// Back returns the last element, nil if there is none.
func (l *List) Back() *Element {
	if l.len == 0 {
		return nil
	}
	return l.ends.prev
}

// link puts e behind at.
func (l *List) link(e, at *Element) {
	e.prev, e.next = at, at.next
	e.prev.next, e.next.prev = e, e
}

func (e *Element) unlink() { e.prev.next, e.next.prev = e.next, e.prev }

func (l *List) insert(v any, at *Element) *Element {
	e := &Element{list: l, Value: v}
	l.link(e, at)
	l.len++
	return e
}

func (l *List) move(e, at *Element) {
	if e != at {
		e.unlink()
		l.link(e, at)
	}
}

// Remove removes e from l if it is in it, and returns its value.
func (l *List) Remove(e *Element) any {
	if e.list == l {
		e.unlink()
		e.next, e.prev, e.list = nil, nil, nil
		l.len--
	}
	return e.Value
}

// PushFront puts a new element with the value v first and returns it.
func (l *List) PushFront(v any) *Element {
	l.ready()
	return l.insert(v, &l.ends)
}

// PushBack puts a new element with the value v last and returns it.
func (l *List) PushBack(v any) *Element {
	l.ready()
	return l.insert(v, l.ends.prev)
}

// InsertBefore puts a new element with the value v before mark and returns it, nil if mark is not in l.
func (l *List) InsertBefore(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.insert(v, mark.prev)
}

// InsertAfter puts a new element with the value v behind mark and returns it, nil if mark is not in l.
func (l *List) InsertAfter(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.insert(v, mark)
}

// MoveToFront makes e the first element if it is in l.
func (l *List) MoveToFront(e *Element) {
	if e.list == l && l.ends.next != e {
		l.move(e, &l.ends)
	}
}

// MoveToBack makes e the last element if it is in l.
func (l *List) MoveToBack(e *Element) {
	if e.list == l && l.ends.prev != e {
		l.move(e, l.ends.prev)
	}
}

// MoveBefore puts e before mark if both are in l and not the same.
func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		l.move(e, mark.prev)
	}
}

// MoveAfter puts e behind mark if both are in l and not the same.
func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && mark.list == l && e != mark {
		l.move(e, mark)
	}
}

// PushBackList appends the values of other, which may be l itself.
func (l *List) PushBackList(other *List) {
	l.ready()
	e := other.Front()
	for n := other.Len(); n > 0; n-- {
		l.insert(e.Value, l.ends.prev)
		e = e.Next()
	}
}

// PushFrontList puts the values of other first, which may be l itself.
func (l *List) PushFrontList(other *List) {
	l.ready()
	e := other.Back()
	for n := other.Len(); n > 0; n-- {
		l.insert(e.Value, &l.ends)
		e = e.Prev()
	}
}
