// Package fmt formats values as text.
//
// A native lays out the whole text. It leaves a place open wherever a value has a method that has its own say (Format,
// Error, String, GoString), and expand fills these places in order.
package fmt

import (
	"errors"
	"io"
)

// Stringer is a value that knows its own text for %v and %s.
type Stringer interface {
	String() string
}

// GoStringer is a value that knows its own text for %#v.
type GoStringer interface {
	GoString() string
}

// State is what a Formatter writes to, and where it reads how the verb was written.
type State interface {
	// Write appends b to the text.
	Write(b []byte) (n int, err error)
	// Width returns the width and whether there is one.
	Width() (wid int, ok bool)
	// Precision returns the precision and whether there is one.
	Precision() (prec int, ok bool)
	// Flag reports whether the flag c ('+', '-', '#', ' ' or '0') is set.
	Flag(c int) bool
}

// Formatter is a value that formats itself for every verb.
type Formatter interface {
	Format(f State, verb rune)
}

// FormatString returns the directive that verb and the flags, width and precision of state were written as.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = Append(b, w)
	}
	if p, ok := state.Precision(); ok {
		b = Append(append(b, '.'), p)
	}
	return string(b) + string(verb)
}

// What render lays out.
const (
	directives = iota // by a format
	operands          // spaces between two operands neither of which is a string
	line              // spaces between all operands, a line feed at the end
	wrapping          // by a format that may have %w
)

// Methods that a call can be about. wrapped is none: it records the operand of a %w, whose index is at.
const (
	wrapped = iota
	format_
	error_
	string_
	goString
)

// Bits of call.flags.
const (
	plus = 1 << iota
	minus
	sharp
	space
	zero
	hasWidth
	hasPrecision
	plusV
	sharpV
)

// call is a method that a value wants called, and where its text belongs.
type call struct {
	value  any
	at     int // offset in the text
	method int
	verb   int
	flags  int
	width  int
	prec   int
	_      [0]struct { // tells render what the interfaces are
		Formatter
		error
		Stringer
		GoStringer
	}
}

// render lays out args. It returns the text without the open places, and their number; calls is filled if it is long enough,
// otherwise the text is not made.
func render(mode int, format string, args []any, calls []call) (text string, n int)

// renderText formats s, the result of a method, as the verb and the flags tell.
func renderText(s string, verb, flags, width, prec int) string

// isNilPointer reports whether v is a nil pointer of some type.
func isNilPointer(v any) bool

// output writes s to the standard output of the program.
func output(s string)

func sprint(mode int, format string, args []any) string {
	text, n := render(mode, format, args, nil)
	if n == 0 {
		return text
	}
	calls := make([]call, n)
	text, _ = render(mode, format, args, calls)
	return string(expand(nil, text, calls, false))
}

// expand appends text to b with the open places filled.
func expand(b []byte, text string, calls []call, panicking bool) []byte {
	done := 0
	s := &state{buf: b}
	for i := range calls {
		c := &calls[i]
		if c.method == wrapped {
			continue
		}
		s.buf = append(s.buf, text[done:c.at]...)
		done = c.at
		s.call = c
		s.run(panicking)
	}
	return append(s.buf, text[done:]...)
}

// state is the State of a call.
type state struct {
	buf  []byte
	call *call
}

func (s *state) Write(b []byte) (int, error) {
	s.buf = append(s.buf, b...)
	return len(b), nil
}

func (s *state) WriteString(t string) (int, error) {
	s.buf = append(s.buf, t...)
	return len(t), nil
}

func (s *state) Width() (int, bool)     { return s.call.width, s.call.flags&hasWidth != 0 }
func (s *state) Precision() (int, bool) { return s.call.prec, s.call.flags&hasPrecision != 0 }

func (s *state) Flag(c int) bool {
	mask := 0
	switch c {
	case '+':
		mask = plus | plusV
	case '-':
		mask = minus
	case '#':
		mask = sharp | sharpV
	case ' ':
		mask = space
	case '0':
		mask = zero
	}
	return s.call.flags&mask != 0
}

var methodNames = [...]string{format_: "Format", error_: "Error", string_: "String", goString: "GoString"}

// run calls the method. A panic in it becomes text, <nil> if the value is a nil pointer; a panic while the value
// of such a panic is printed goes on.
func (s *state) run(panicking bool) {
	c := s.call
	defer func() {
		if err := recover(); err != nil {
			if isNilPointer(c.value) {
				s.buf = append(s.buf, "<nil>"...)
				return
			}
			if panicking {
				panic(err)
			}
			s.buf = append(append(s.buf, "%!"+string(rune(c.verb))+"(PANIC="...), methodNames[c.method]+" method: "...)
			args := []any{err}
			text, n := render(operands, "", args, nil)
			calls := make([]call, n)
			if n > 0 {
				text, _ = render(operands, "", args, calls)
			}
			s.buf = append(expand(s.buf, text, calls, true), ')')
		}
	}()
	var text string
	switch c.method {
	case format_:
		c.value.(Formatter).Format(s, rune(c.verb))
		return
	case error_:
		text = c.value.(error).Error()
	case string_:
		text = c.value.(Stringer).String()
	case goString:
		text = c.value.(GoStringer).GoString()
	}
	if c.flags != 0 || c.verb != 'v' && c.verb != 's' {
		text = renderText(text, c.verb, c.flags, c.width, c.prec)
	}
	s.buf = append(s.buf, text...)
}

// Print writes its operands to standard output, with a space between two that are both not strings.
func Print(a ...any) (n int, err error) {
	s := sprint(operands, "", a)
	output(s)
	return len(s), nil
}

// Println writes its operands to standard output, with spaces between them and a line feed at the end.
func Println(a ...any) (n int, err error) {
	s := sprint(line, "", a)
	output(s)
	return len(s), nil
}

// Printf writes its operands to standard output as format tells.
func Printf(format string, a ...any) (n int, err error) {
	s := sprint(directives, format, a)
	output(s)
	return len(s), nil
}

// Sprint returns what Print writes.
func Sprint(a ...any) string { return sprint(operands, "", a) }

// Sprintln returns what Println writes.
func Sprintln(a ...any) string { return sprint(line, "", a) }

// Sprintf returns what Printf writes.
func Sprintf(format string, a ...any) string { return sprint(directives, format, a) }

// Fprint writes to w what Print writes to standard output.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	return w.Write([]byte(sprint(operands, "", a)))
}

// Fprintln writes to w what Println writes to standard output.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return w.Write([]byte(sprint(line, "", a)))
}

// Fprintf writes to w what Printf writes to standard output.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write([]byte(sprint(directives, format, a)))
}

// Append appends to b what Print writes.
func Append(b []byte, a ...any) []byte { return append(b, sprint(operands, "", a)...) }

// Appendln appends to b what Println writes.
func Appendln(b []byte, a ...any) []byte { return append(b, sprint(line, "", a)...) }

// Appendf appends to b what Printf writes.
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, sprint(directives, format, a)...)
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf returns an error with the text that format tells. The operands of the verb %w, which is otherwise like %v, are errors
// that it wraps: Unwrap returns one error if there is one %w, a list of errors in operand order if there are several.
func Errorf(format string, a ...any) error {
	text, n := render(wrapping, format, a, nil)
	if n == 0 {
		return errors.New(text)
	}
	calls := make([]call, n)
	text, _ = render(wrapping, format, a, calls)
	msg := string(expand(nil, text, calls, false))
	var index []int
	for i := range calls {
		if calls[i].method == wrapped {
			index = append(index, calls[i].at)
			for j := len(index) - 1; j > 0 && index[j] < index[j-1]; j-- {
				index[j], index[j-1] = index[j-1], index[j]
			}
		}
	}
	switch len(index) {
	case 0:
		return errors.New(msg)
	case 1:
		err, _ := a[index[0]].(error)
		return &wrapError{msg, err}
	}
	e := &wrapErrors{msg: msg}
	for i, at := range index {
		if err, ok := a[at].(error); ok && (i == 0 || index[i-1] != at) {
			e.errs = append(e.errs, err)
		}
	}
	return e
}
