package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type code int

func (c code) Error() string { return fmt.Sprint("code ", int(c)) }

type wrap struct {
	msg string
	err error
}

func (w *wrap) Error() string   { return w.msg + ": " + w.err.Error() }
func (w *wrap) Unwrap() error   { return w.err }

type loose struct{ tags []string }

func (l loose) Error() string        { return "loose" }
func (l loose) Is(target error) bool { return target == io.EOF }
func (l loose) As(target any) bool {
	if c, ok := target.(*code); ok {
		*c = 77
		return true
	}
	return false
}

type timeout interface{ Timeout() bool }
type slow struct{ a, b, c int }

func (slow) Error() string { return "slow" }
func (slow) Timeout() bool { return true }

func main() {
	a := errors.New("a")
	fmt.Println(a, a == errors.New("a"), errors.Is(a, a), errors.Is(nil, a), errors.Is(a, nil), errors.Is(nil, nil))
	w := &wrap{"outer", &wrap{"inner", code(4)}}
	fmt.Println(w, errors.Unwrap(w), errors.Unwrap(a), errors.Is(w, code(4)), errors.Is(w, code(5)))
	var c code
	fmt.Println(errors.As(w, &c), c)
	var ww *wrap
	fmt.Println(errors.As(w, &ww), ww == w, errors.As(a, &ww))
	j := errors.Join(nil, a, nil, w)
	fmt.Printf("%v|%T|%t|%t\n", j, j, errors.Is(j, code(4)), errors.Join(nil, nil) == nil)
	fmt.Println(errors.As(j, &c), c, errors.Is(loose{[]string{"x"}}, io.EOF), errors.Is(loose{}, a), errors.Is(a, loose{[]string{"y"}}))
	fmt.Println(errors.As(loose{}, &c), c)
	var t timeout
	fmt.Println(errors.As(fmt.Errorf("x: %w", slow{1, 2, 3}), &t), t.Timeout(), t)
	var s slow
	fmt.Println(errors.As(errors.Join(a, slow{1, 2, 3}), &s), s.a, s.b, s.c)
	var e error
	fmt.Println(errors.As(w, &e), e == error(w))
	for _, target := range []any{nil, 5, (*code)(nil), new(int), new(string)} {
		func() {
			defer func() { fmt.Println(recover()) }()
			errors.As(a, target)
		}()
	}
	fmt.Println(errors.ErrUnsupported, io.EOF, io.ErrUnexpectedEOF)
	var b strings.Builder
	n, err := io.WriteString(&b, "text")
	fmt.Println(n, err, b.String())
}
