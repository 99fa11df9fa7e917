// Package utf8 encodes and decodes runes as UTF-8.
package utf8

const (
	RuneError = '\uFFFD'     // what a wrong encoding decodes to
	RuneSelf  = 0x80         // runes below it are single bytes
	MaxRune   = '\U0010FFFF' // the greatest valid code point
	UTFMax    = 4            // the most bytes that a rune takes
)

// FullRune reports whether p begins with a whole rune; a wrong encoding counts as a whole rune of width 1.
func FullRune(p []byte) bool

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool

// DecodeRune returns the first rune of p and its width in bytes: (RuneError, 0) if p is empty, (RuneError, 1) if
// the encoding is wrong.
func DecodeRune(p []byte) (rune, int)

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (rune, int)

// DecodeLastRune is like DecodeRune for the last rune of p.
func DecodeLastRune(p []byte) (rune, int)

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (rune, int)

// RuneLen returns how many bytes the encoding of r takes, -1 if r is not a valid code point.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case 0xD800 <= r && r <= 0xDFFF:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes the encoding of r to p, which must have room for it, and returns its width.
// A rune that is not valid is written as RuneError.
func EncodeRune(p []byte, r rune) int {
	n := RuneLen(r)
	if n < 0 {
		n, r = 3, RuneError
	}
	_ = p[n-1]
	switch n {
	case 1:
		p[0] = byte(r)
	case 2:
		p[0] = 0xC0 | byte(r>>6)
		p[1] = 0x80 | byte(r)&0x3F
	case 3:
		p[0] = 0xE0 | byte(r>>12)
		p[1] = 0x80 | byte(r>>6)&0x3F
		p[2] = 0x80 | byte(r)&0x3F
	default:
		p[0] = 0xF0 | byte(r>>18)
		p[1] = 0x80 | byte(r>>12)&0x3F
		p[2] = 0x80 | byte(r>>6)&0x3F
		p[3] = 0x80 | byte(r)&0x3F
	}
	return n
}

// AppendRune appends the encoding of r to p.
func AppendRune(p []byte, r rune) []byte {
	if 0 <= r && r < RuneSelf {
		return append(p, byte(r))
	}
	return append(p, string(r)...)
}

// RuneCount returns the number of runes in p; each wrong byte counts as one.
func RuneCount(p []byte) int

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) int

// RuneStart reports whether b can be the first byte of a rune.
func RuneStart(b byte) bool { return b&0xC0 != 0x80 }

// Valid reports whether p is wholly valid UTF-8.
func Valid(p []byte) bool

// ValidString is Valid for a string.
func ValidString(s string) bool

// ValidRune reports whether r can be encoded: it is in range and no surrogate half.
func ValidRune(r rune) bool {
	return 0 <= r && r < 0xD800 || 0xDFFF < r && r <= MaxRune
}
