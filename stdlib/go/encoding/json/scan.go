// Package json turns values into JSON and back, as RFC 7159 has it.
package json

import (
	"bytes"
	"strconv"
)

// scan finds the end of the value that begins at data[at:], space before it included. A state other than complete tells what is
// wrong at end, which is len(data) if the text ends too early; a state other than endOfInput then tells what a space there would be.
func scan(data []byte, at int) (end, state int)

// quote returns s as a string literal.
func quote(s string, escapeHTML bool) string

// unquote returns the text of a string literal.
func unquote(literal []byte) (text string, ok bool)

// compact returns src, which is valid, without space.
func compact(src []byte, escapeHTML bool) string

// indent returns src, which is valid, a line for each element.
func indent(src []byte, prefix, step string) string

const (
	complete = iota
	endOfInput
)

var faults = []string{
	"looking for beginning of value",
	"looking for beginning of object key string",
	"after object key",
	"after object key:value pair",
	"after array element",
	"in string literal",
	"in string escape code",
	"in \\u hexadecimal character escape",
	"in numeric literal",
	"after decimal point in numeric literal",
	"in exponent of numeric literal",
	"exceeded max depth",
	"in literal true (expecting 'r')",
	"in literal true (expecting 'u')",
	"in literal true (expecting 'e')",
	"",
	"in literal false (expecting 'a')",
	"in literal false (expecting 'l')",
	"in literal false (expecting 's')",
	"in literal false (expecting 'e')",
	"",
	"in literal null (expecting 'u')",
	"in literal null (expecting 'l')",
	"in literal null (expecting 'l')",
}

// A SyntaxError says that a text is not JSON.
type SyntaxError struct {
	msg    string
	Offset int64 // how many bytes were read before the error
}

func (e *SyntaxError) Error() string { return e.msg }

// fault is the error for a state of scan.
func fault(data []byte, end, state int) *SyntaxError {
	if state == endOfInput {
		return &SyntaxError{"unexpected end of JSON input", int64(len(data))}
	}
	if end == len(data) {
		return wrongByte(' ', faults[state-2], end-1)
	}
	return wrongByte(data[end], faults[state-2], end)
}

func wrongByte(c byte, context string, at int) *SyntaxError {
	return &SyntaxError{"invalid character " + quoteByte(c) + " " + context, int64(at + 1)}
}

func quoteByte(c byte) string {
	switch c {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	s := strconv.Quote(string(rune(c)))
	return "'" + s[1:len(s)-1] + "'"
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func skipSpace(data []byte, at int) int {
	for at < len(data) && isSpace(data[at]) {
		at++
	}
	return at
}

// check returns the error of a text that is not one value.
func check(data []byte) *SyntaxError {
	end, state := scan(data, 0)
	if state != complete {
		return fault(data, end, state)
	}
	if end = skipSpace(data, end); end < len(data) {
		return wrongByte(data[end], "after top-level value", end)
	}
	return nil
}

// checkWhole is check for functions whose errors do not tell an offset.
func checkWhole(data []byte) error {
	if err := check(data); err != nil {
		err.Offset = 0
		return err
	}
	return nil
}

// Valid reports whether data is JSON.
func Valid(data []byte) bool { return check(data) == nil }

// Compact appends src without space to dst.
func Compact(dst *bytes.Buffer, src []byte) error {
	if err := checkWhole(src); err != nil {
		return err
	}
	dst.WriteString(compact(src, false))
	return nil
}

// Indent appends src to dst with a line for each element of arrays and objects, which begins with prefix and as many indents as
// elements are open. Space at the end of src stays.
func Indent(dst *bytes.Buffer, src []byte, prefix, step string) error {
	if err := checkWhole(src); err != nil {
		return err
	}
	dst.WriteString(indented(src, prefix, step))
	return nil
}

func indented(src []byte, prefix, step string) string {
	end := len(src)
	for end > 0 && isSpace(src[end-1]) {
		end--
	}
	return indent(src[:end], prefix, step) + string(src[end:])
}

// HTMLEscape appends src to dst with <, >, &, U+2028 and U+2029 escaped in its strings.
func HTMLEscape(dst *bytes.Buffer, src []byte) {
	const hex = "0123456789abcdef"
	for i := 0; i < len(src); i++ {
		c := src[i]
		switch {
		case c == '<' || c == '>' || c == '&':
			dst.WriteString(`\u00`)
			dst.WriteByte(hex[c>>4])
			dst.WriteByte(hex[c&15])
		case c == 0xE2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2]&^1 == 0xA8:
			dst.WriteString(`\u202`)
			dst.WriteByte(hex[src[i+2]&15])
			i += 2
		default:
			dst.WriteByte(c)
		}
	}
}
