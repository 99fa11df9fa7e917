// Package regexp searches text by regular expressions with the syntax of RE2, in time linear in the text.
package regexp

import (
	"io"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// compile returns the program of an expression and the names of its groups, a line each; or else what is wrong with it.
func compile(expr string, perl bool) (prog, names string, fault int, about string)

// find looks for the first fit at or behind an offset and writes the places of its groups, as many as are asked for.
func find(prog, text string, from int, longest bool, places []int) bool

// view returns the bytes of b as a string without copying them, for use while b does not change.
func view(b []byte) string

var codes = []syntax.ErrorCode{
	"", syntax.ErrInvalidCharRange, syntax.ErrInvalidEscape, syntax.ErrInvalidNamedCapture, syntax.ErrInvalidPerlOp,
	syntax.ErrInvalidRepeatOp, syntax.ErrInvalidRepeatSize, syntax.ErrInvalidUTF8, syntax.ErrMissingBracket, syntax.ErrMissingParen,
	syntax.ErrMissingRepeatArgument, syntax.ErrTrailingBackslash, syntax.ErrUnexpectedParen, syntax.ErrNestingDepth, syntax.ErrLarge,
}

// Regexp is a compiled expression.
type Regexp struct {
	expr           string
	prog           string
	names          []string // of the groups, "" for those without one and for the whole expression
	prefix         string   // what every fit begins with
	prefixComplete bool     // whether that is all of it
	longest        bool
}

// Compile compiles an expression. Of the fits that begin first it finds the one that Perl would find.
func Compile(expr string) (*Regexp, error) { return build(expr, true) }

// CompilePOSIX compiles an expression of POSIX egrep. Of the fits that begin first it finds the longest.
func CompilePOSIX(expr string) (*Regexp, error) { return build(expr, false) }

func build(expr string, perl bool) (*Regexp, error) {
	prog, names, fault, about := compile(expr, perl)
	if fault != 0 {
		return nil, &syntax.Error{Code: codes[fault], Expr: about}
	}
	re := &Regexp{expr: expr, prog: prog, names: strings.Split(names, "\n"), longest: !perl}
	re.prefix, re.prefixComplete = literal(prog)
	return re, nil
}

// MustCompile is Compile for expressions that are known to be right: it panics on an error.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	if err != nil {
		panic("regexp: Compile(" + quoted(str) + "): " + err.Error())
	}
	return re
}

// MustCompilePOSIX is MustCompile for CompilePOSIX.
func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	if err != nil {
		panic("regexp: CompilePOSIX(" + quoted(str) + "): " + err.Error())
	}
	return re
}

func quoted(s string) string {
	if strconv.CanBackquote(s) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// literal reads the program up to what is not a single rune.
func literal(prog string) (prefix string, complete bool) {
	word := func(i int) int {
		s := prog[4*i:]
		return int(s[0]) | int(s[1])<<8 | int(s[2])<<16 | int(s[3])<<24
	}
	const note, take = 3, 5
	var b []byte
	classes := 4 + 3*word(0)
	for pc := word(1); ; pc = word(4 + 3*pc + 2) {
		switch op := word(4 + 3*pc); op {
		case note:
		case take:
			class := classes + word(4+3*pc+1)
			if word(class) != 1 || word(class+1) != word(class+2) || word(class+1) == utf8.RuneError {
				return string(b), false
			}
			b = utf8.AppendRune(b, rune(word(class+1)))
		default:
			return string(b), op == 1
		}
	}
}

// String returns the expression.
func (re *Regexp) String() string { return re.expr }

// Copy returns a copy of re.
//
// Deprecated: there is no need for one.
func (re *Regexp) Copy() *Regexp {
	c := *re
	return &c
}

// Longest makes re find the longest of the fits that begin first.
func (re *Regexp) Longest() { re.longest = true }

// NumSubexp returns the number of groups.
func (re *Regexp) NumSubexp() int { return len(re.names) - 1 }

// SubexpNames returns the names of the groups by number, "" for those without one.
func (re *Regexp) SubexpNames() []string { return re.names }

// SubexpIndex returns the number of the first group with a name, -1 if there is none.
func (re *Regexp) SubexpIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(re.names, name)
}

// LiteralPrefix returns what every fit begins with, and whether that is all of it.
func (re *Regexp) LiteralPrefix() (prefix string, complete bool) { return re.prefix, re.prefixComplete }

// MarshalText returns the expression.
func (re *Regexp) MarshalText() ([]byte, error) { return []byte(re.expr), nil }

// AppendText appends the expression to b.
func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }

// UnmarshalText makes re the compiled text.
func (re *Regexp) UnmarshalText(text []byte) error {
	compiled, err := Compile(string(text))
	if err != nil {
		return err
	}
	*re = *compiled
	return nil
}

// MatchString reports whether s has a fit of pattern in it.
func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

// Match is MatchString for bytes.
func Match(pattern string, b []byte) (matched bool, err error) { return MatchString(pattern, view(b)) }

// MatchReader is MatchString for what r has, which is read to its end.
func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}

// MatchString reports whether s has a fit in it.
func (re *Regexp) MatchString(s string) bool { return find(re.prog, s, 0, re.longest, nil) }

// Match reports whether b has a fit in it.
func (re *Regexp) Match(b []byte) bool { return find(re.prog, view(b), 0, re.longest, nil) }

// MatchReader reports whether what r has, which is read to its end, has a fit in it.
func (re *Regexp) MatchReader(r io.RuneReader) bool {
	text, _ := runes(r)
	return re.MatchString(text)
}

// runes reads all runes. A wrong encoding is U+FFFD of one byte, so offsets are told by sizes.
func runes(r io.RuneReader) (text string, sizes []int) {
	var b []byte
	for {
		c, size, err := r.ReadRune()
		if err != nil {
			return string(b), sizes
		}
		b = utf8.AppendRune(b, c)
		sizes = append(sizes, size)
	}
}

// QuoteMeta returns s with a backslash before what has a meaning in expressions.
func QuoteMeta(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return string(b)
}
