// Package shop tells of what it does, typed and untyped.
package shop

import "govm"

// A Note comes with what is sold.
type Note struct {
	Text string
	Tags []string
}

// Sold is an event.
type Sold struct {
	To     govm.Address
	Amount uint64
	secret int
	Note   *Note
	Parts  map[string]int
}

// Closed is one without fields.
type Closed struct{}

// A Pair is of any type.
type Pair[T any] struct{ First, Second T }

// Single fits into a register.
type Single struct{ Only int8 }

type box struct{ Value uint8 }

// Sell emits one of each.
func Sell(to govm.Address, amount uint64) {
	govm.Emit(Sold{To: to, Amount: amount, secret: 1, Note: &Note{"fragile", []string{"a", "b"}}, Parts: map[string]int{"x": 1}})
	govm.Emit(Closed{})
	govm.Emit(Pair[string]{"a", "b"})
	govm.Emit(Pair[Closed]{})
	govm.Emit(Single{-1})
	govm.Emit(box{3})
	govm.Event("plain", amount, "x")
	govm.Event("bare")
}

// Never is in the ABI for what it could emit.
func Never(flag bool) {
	type Local struct{ Flag bool }
	if flag && !flag {
		govm.Emit(Local{flag})
	}
}

// Bad emits what is no event.
func Bad(which int) {
	switch which {
	case 0:
		govm.Emit(7)
	case 1:
		govm.Emit(&Closed{})
	case 2:
		govm.Emit(struct{ A int }{1})
	case 3:
		govm.Emit[any](nil)
	case 4:
		govm.Emit(Pair[any]{})
	case 5:
		govm.Emit[any](Single{5})
	}
}
