// Types are shown as they were written.
package main

type bytes = []byte
type pair[A, B any] struct {
	a A
	b B
}
type runes[T any] = map[rune]T

func f(b byte, r rune, a any, e interface{}, list bytes) (n int, err error) { return }

type handler interface {
	handle(name string, value any) error
}
type wrong struct{}

func (w wrong) handle(name string, value byte) error { return nil }

func main() {
	var b byte
	var r rune
	var a any
	var e interface{}
	var list bytes
	var m runes[byte]
	var p pair[byte, any]
	var s string = b // ERROR "cannot use b (variable of type byte) as string value in variable declaration"
	s = r // ERROR "cannot use r (variable of type rune) as string value in assignment"
	s = a // ERROR "cannot use a (variable of interface type any) as string value in assignment: need type assertion"
	s = e // ERROR "cannot use e (variable of type interface{}) as string value in assignment: need type assertion"
	s = list // ERROR "cannot use list (variable of slice type bytes) as string value in assignment"
	s = m // ERROR "cannot use m (variable of map type runes[byte]) as string value in assignment"
	s = p // ERROR "cannot use p (variable of struct type pair[byte, any]) as string value in assignment"
	s = f // ERROR "cannot use f (value of type func(b byte, r rune, a any, e interface{}, list bytes) (n int, err error)) as string value in assignment"
	s = wrong.handle // ERROR "cannot use wrong.handle (value of type func(w wrong, name string, value byte) error) as string value in assignment"
	var h handler = wrong{} // ERROR "cannot use wrong{} (value of struct type wrong) as handler value in variable declaration: wrong does not implement handler (wrong type for method handle)"
	_, _ = s, h
	for _, c := range "abc" {
		s = c // ERROR "cannot use c (variable of type rune) as string value in assignment"
	}
	s = "abc"[0] // ERROR "cannot use \"abc\"[0] (value of type byte) as string value in assignment"
	_ = 'a' + "b" // ERROR "invalid operation: 'a' + \"b\" (mismatched types untyped rune and untyped string)"
	var u uint8 = r // ERROR "cannot use r (variable of type rune) as uint8 value in variable declaration"
	_ = u
}
