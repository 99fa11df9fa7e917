package main

import (
	"container/list"
	"fmt"
	"iter"
	"maps"
	"slices"
	"unicode/utf16"
)

func show(what string, l *list.List) {
	fmt.Print(what, " ", l.Len(), ":")
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(" ", e.Value)
	}
	fmt.Print(" |")
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(" ", e.Value)
	}
	fmt.Println()
}

func lists() {
	var zero list.List
	show("zero", &zero)
	fmt.Println(zero.Front() == nil, zero.Back() == nil)
	zero.PushBackList(&zero)
	show("zero", &zero)
	l := list.New()
	a := l.PushBack("a")
	b := l.PushFront("b")
	c := l.InsertAfter("c", b)
	d := l.InsertBefore("d", a)
	show("made", l)
	for _, e := range []*list.Element{a, b, c, d} {
		l.MoveToFront(e)
		show("front", l)
		l.MoveToBack(e)
		show("back", l)
		for _, f := range []*list.Element{a, b, c, d} {
			l.MoveBefore(e, f)
			show("before", l)
			l.MoveAfter(f, e)
			show("after", l)
		}
	}
	l.PushBackList(l)
	show("twice", l)
	l.PushFrontList(l)
	show("four", l)
	other := list.New()
	other.PushBack(1)
	other.PushBack(2)
	l.PushFrontList(other)
	l.PushBackList(other)
	show("others", l)
	fmt.Println(l.Remove(a), l.Remove(a), other.Remove(b), a.Next() == nil, a.Prev() == nil)
	show("removed", l)
	fmt.Println(l.InsertAfter("x", a) == nil, l.InsertBefore("x", a) == nil)
	l.MoveToFront(a)
	l.MoveAfter(a, b)
	l.MoveBefore(b, a)
	show("same", l)
	for e := l.Front(); e != nil; {
		next := e.Next()
		if _, ok := e.Value.(string); ok {
			l.Remove(e)
		}
		e = next
	}
	show("numbers", l)
	show("init", l.Init())
	zero.PushFront(3)
	zero.Back().Value = 4
	show("zero", &zero)
}

func units() {
	for _, r := range []rune{-1, 0, 'a', 0xD7FF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF, 0x110000} {
		r1, r2 := utf16.EncodeRune(r)
		fmt.Println(r, r1, r2, utf16.IsSurrogate(r), utf16.RuneLen(r), utf16.DecodeRune(r1, r2), utf16.DecodeRune(r, 0xDC00), utf16.DecodeRune(0xD800, r), utf16.AppendRune(nil, r), utf16.AppendRune([]uint16{1}, r))
		fmt.Println(utf16.Encode([]rune{'x', r, 'y'}), utf16.Decode(utf16.Encode([]rune{r, 'x'})), utf16.Decode([]uint16{uint16(r), 0xDC01, uint16(r)}))
	}
	fmt.Println(utf16.Encode(nil) == nil, utf16.Decode(nil) == nil, len(utf16.Encode(nil)), len(utf16.Decode(nil)))
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func pulls() {
	count := func(n int) iter.Seq[int] {
		return func(yield func(int) bool) {
			defer fmt.Println("ends")
			for i := range n {
				if !yield(i * i) {
					fmt.Println("stopped at", i)
					return
				}
			}
		}
	}
	for _, n := range []int{0, 1, 3} {
		next, stop := iter.Pull(count(n))
		for range n + 2 {
			fmt.Println(next())
		}
		stop()
		stop()
	}
	next, stop := iter.Pull(count(10))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
	next, stop = iter.Pull(count(10))
	stop()
	fmt.Println(next())
	next2, stop2 := iter.Pull2(slices.All([]string{"a", "b"}))
	fmt.Println(next2())
	fmt.Println(next2())
	fmt.Println(next2())
	stop2()
	keys, stopKeys := iter.Pull(maps.Keys(map[string]int{"only": 1}))
	fmt.Println(keys())
	fmt.Println(keys())
	stopKeys()
	try("next", func() {
		next, _ := iter.Pull(func(yield func(int) bool) {
			yield(1)
			panic("in the middle")
		})
		fmt.Println(next())
		fmt.Println(next())
	})
	try("stop", func() {
		next, stop := iter.Pull(func(yield func(int) bool) {
			defer panic("at the end")
			yield(1)
		})
		fmt.Println(next())
		stop()
	})
	a, stopA := iter.Pull(count(3))
	b, stopB := iter.Pull(count(4))
	for range 4 {
		x, ok := a()
		y, ok2 := b()
		fmt.Println(x, ok, y, ok2)
	}
	stopA()
	stopB()
}

func main() {
	lists()
	units()
	pulls()
}
