// Package strconv converts numbers, truth values and quoted text from and to strings.
package strconv

import "errors"

// IntSize is the size of an int in bits.
const IntSize = 64

// ErrRange says that a value does not fit its type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text has not the form of the type.
var ErrSyntax = errors.New("invalid syntax")

// NumError is the error of a failed conversion.
type NumError struct {
	Func string // the function that failed
	Num  string // its input
	Err  error  // the reason: ErrRange, ErrSyntax or another
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *NumError) Unwrap() error { return e.Err }

// What the native parsers find wrong.
const (
	ok = iota
	badSyntax
	badRange
	badBase
	badBitSize
)

func fail(fn, s string, code, base, bitSize int) error {
	switch code {
	case ok:
		return nil
	case badRange:
		return &NumError{fn, s, ErrRange}
	case badBase:
		return &NumError{fn, s, errors.New("invalid base " + Itoa(base))}
	case badBitSize:
		return &NumError{fn, s, errors.New("invalid bit size " + Itoa(bitSize))}
	}
	return &NumError{fn, s, ErrSyntax}
}

// ParseBool returns the value that 1, t, T, TRUE, true, True, 0, f, F, FALSE, false or False stands for.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, &NumError{"ParseBool", str, ErrSyntax}
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends FormatBool(b) to dst.
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

// ParseInt reads s as an integer in the given base, 2 to 36, or 0 for the base that the prefix of s tells
// (underscores are then allowed as in Go's literals), and of bitSize bits, 0 for int.
// If the value does not fit, it returns the nearest one that does.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	i, code := parseInt(s, base, bitSize)
	if code == ok {
		return i, nil
	}
	return i, fail("ParseInt", s, code, base, bitSize)
}

// ParseUint is ParseInt for unsigned integers: no sign is allowed.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	n, code := parseUint(s, base, bitSize)
	if code == ok {
		return n, nil
	}
	return n, fail("ParseUint", s, code, base, bitSize)
}

// Atoi is ParseInt(s, 10, 0) as an int.
func Atoi(s string) (int, error) {
	i, code := parseInt(s, 10, 0)
	if code == ok {
		return int(i), nil
	}
	return int(i), fail("Atoi", s, code, 10, 0)
}

// ParseFloat reads s as a floating-point number, decimal or hexadecimal, and rounds it to bitSize bits, 32 or 64.
// It takes inf, infinity and nan in any case too. If the value does not fit, it returns an infinity and ErrRange.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, code := parseFloat(s, bitSize)
	if code == ok {
		return f, nil
	}
	return f, fail("ParseFloat", s, code, 10, bitSize)
}

func parseInt(s string, base, bitSize int) (i int64, code int)
func parseUint(s string, base, bitSize int) (n uint64, code int)
func parseFloat(s string, bitSize int) (f float64, code int)

// Itoa is FormatInt(int64(i), 10).
func Itoa(i int) string

// FormatInt returns i in the given base, 2 to 36, with lower case digits.
func FormatInt(i int64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatInt(i, base)
}

// FormatUint returns i in the given base, 2 to 36, with lower case digits.
func FormatUint(i uint64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatUint(i, base)
}

func formatInt(i int64, base int) string
func formatUint(i uint64, base int) string

// AppendInt appends FormatInt(i, base) to dst.
func AppendInt(dst []byte, i int64, base int) []byte { return append(dst, FormatInt(i, base)...) }

// AppendUint appends FormatUint(i, base) to dst.
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }

// FormatFloat returns f, which was a number of bitSize bits, in the format fmt: 'b' (-ddddp±ddd), 'e', 'E' (-d.dddde±dd),
// 'f' (-ddd.dddd), 'g', 'G' ('e' for great exponents, else 'f'), 'x', 'X' (-0x1.yyyyp±ddd), with prec digits after the point,
// all digits for 'g', or with prec -1 the fewest that tell f from its neighbours.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	return formatFloat(f, fmt, prec, bitSize)
}

func formatFloat(f float64, fmt byte, prec, bitSize int) string

// AppendFloat appends FormatFloat(f, fmt, prec, bitSize) to dst.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

// FormatComplex returns c, which was a number of bitSize bits, as (a+bi), its parts formatted by FormatFloat.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// Quote returns s as a Go string literal; what is not printable is escaped.
func Quote(s string) string { return quote(s, '"', 0) }

// QuoteToASCII is Quote with everything but ASCII escaped.
func QuoteToASCII(s string) string { return quote(s, '"', 1) }

// QuoteToGraphic is Quote with all graphic characters as they are.
func QuoteToGraphic(s string) string { return quote(s, '"', 2) }

// QuoteRune returns r as a Go character literal; what is not printable is escaped.
func QuoteRune(r rune) string { return quoteRune(r, 0) }

// QuoteRuneToASCII is QuoteRune with everything but ASCII escaped.
func QuoteRuneToASCII(r rune) string { return quoteRune(r, 1) }

// QuoteRuneToGraphic is QuoteRune with all graphic characters as they are.
func QuoteRuneToGraphic(r rune) string { return quoteRune(r, 2) }

// quote quotes s; mode 0 keeps what is printable, 1 ASCII alone, 2 what is graphic.
func quote(s string, mark byte, mode int) string
func quoteRune(r rune, mode int) string

// AppendQuote appends Quote(s) to dst.
func AppendQuote(dst []byte, s string) []byte { return append(dst, Quote(s)...) }

// AppendQuoteToASCII appends QuoteToASCII(s) to dst.
func AppendQuoteToASCII(dst []byte, s string) []byte { return append(dst, QuoteToASCII(s)...) }

// AppendQuoteToGraphic appends QuoteToGraphic(s) to dst.
func AppendQuoteToGraphic(dst []byte, s string) []byte { return append(dst, QuoteToGraphic(s)...) }

// AppendQuoteRune appends QuoteRune(r) to dst.
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r) to dst.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return append(dst, QuoteRuneToASCII(r)...) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r) to dst.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToGraphic(r)...)
}

// CanBackquote reports whether s can stand between backquotes, unchanged and on one line.
func CanBackquote(s string) bool

// Unquote returns the string that the Go literal s stands for, in ", ` or '.
func Unquote(s string) (string, error) {
	out, good := unquote(s)
	if !good {
		return "", ErrSyntax
	}
	return out, nil
}

func unquote(s string) (out string, good bool)

// QuotedPrefix returns the string literal that s begins with.
func QuotedPrefix(s string) (string, error) {
	n := quotedPrefix(s)
	if n == 0 {
		return "", ErrSyntax
	}
	return s[:n], nil
}

func quotedPrefix(s string) int

// UnquoteChar reads the first character of s, as it stands in a literal whose quote is quote (0 for none). It returns its
// value, whether it takes more than one byte in UTF-8, and the rest of s.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	value, multibyte, n := unquoteChar(s, quote)
	if n == 0 {
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s[n:], nil
}

func unquoteChar(s string, quote byte) (value rune, multibyte bool, n int)

// IsPrint reports whether r is printable, as unicode.IsPrint does.
func IsPrint(r rune) bool

// IsGraphic reports whether r is graphic, as unicode.IsGraphic does.
func IsGraphic(r rune) bool

// floatPrefix returns the length of the longest start of s that has the form of a floating-point number.
func floatPrefix(s string) int {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	for _, name := range []string{"infinity", "inf", "nan"} {
		if len(s)-i < len(name) || name == "nan" && i > 0 {
			continue
		}
		n := 0
		for n < len(name) && s[i+n]|0x20 == name[n] {
			n++
		}
		if n == len(name) {
			return i + n
		}
	}
	hex := len(s) > i+2 && s[i] == '0' && s[i+1]|0x20 == 'x'
	if hex {
		i += 2
	}
	digits, dot := 0, false
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9', hex && c|0x20 >= 'a' && c|0x20 <= 'f':
			digits++
			continue
		case c == '_':
			continue
		case c == '.' && !dot:
			dot = true
			continue
		}
		break
	}
	if digits == 0 {
		return 0
	}
	exponent := byte('e')
	if hex {
		exponent = 'p'
	}
	if i < len(s) && s[i]|0x20 == exponent {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for j < len(s) && (s[j] >= '0' && s[j] <= '9' || s[j] == '_') {
				j++
			}
			return j
		}
	}
	return i
}

// ParseComplex reads s as a complex number of the form N, Ni or N±Ni, N being a floating-point number, with or without parentheses, and
// rounds it to bitSize bits, 64 or 128. If a part does not fit, it is an infinity, and the error ErrRange.
func ParseComplex(s string, bitSize int) (complex128, error) {
	whole, size := s, 64
	if bitSize == 64 {
		size = 32
	}
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	wrong := &NumError{"ParseComplex", whole, ErrSyntax}
	var pending error
	// part reads a number at the start of s.
	part := func() (float64, bool) {
		n := floatPrefix(s)
		f, code := parseFloat(s[:n], size)
		switch code {
		case badRange:
			pending = &NumError{"ParseComplex", whole, ErrRange}
		case ok:
		default:
			return 0, false
		}
		s = s[n:]
		return f, true
	}
	re, isNumber := part()
	if !isNumber {
		return 0, wrong
	}
	switch {
	case s == "":
		return complex(re, 0), pending
	case s == "i":
		return complex(0, re), pending
	case s[0] == '+':
		// NaN has no sign of its own.
		if len(s) > 1 && s[1] != '+' {
			s = s[1:]
		}
	case s[0] != '-':
		return 0, wrong
	}
	im, isNumber := part()
	if !isNumber || s != "i" {
		return 0, wrong
	}
	return complex(re, im), pending
}
