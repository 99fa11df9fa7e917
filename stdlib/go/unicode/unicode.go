// Package unicode tells the properties of code points, as of Unicode 15.0.
// The range tables by category and script are not here.
package unicode

const (
	MaxRune         = '\U0010FFFF' // the greatest valid code point
	ReplacementChar = '\uFFFD'     // stands for a code point that is not valid
	MaxASCII        = '\u007F'     // the greatest ASCII value
	MaxLatin1       = '\u00FF'     // the greatest Latin-1 value

	// Version is the edition of Unicode that the package follows.
	Version = "15.0.0"
)

// The cases that To maps to.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// IsLetter reports whether r is a letter (category L).
func IsLetter(r rune) bool

// IsDigit reports whether r is a decimal digit (category Nd).
func IsDigit(r rune) bool

// IsNumber reports whether r is a number (category N).
func IsNumber(r rune) bool

// IsSpace reports whether r is white space (property White_Space).
func IsSpace(r rune) bool

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool

// IsPunct reports whether r is punctuation (category P).
func IsPunct(r rune) bool

// IsSymbol reports whether r is a symbol (category S).
func IsSymbol(r rune) bool

// IsMark reports whether r is a mark (category M).
func IsMark(r rune) bool

// IsControl reports whether r is a control character (category Cc).
func IsControl(r rune) bool { return 0 <= r && r < 0x20 || 0x7F <= r && r < 0xA0 }

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space (L, M, N, P, S, Zs).
func IsGraphic(r rune) bool

// IsPrint is IsGraphic without the spaces other than U+0020.
func IsPrint(r rune) bool

// ToUpper maps r to upper case.
func ToUpper(r rune) rune

// ToLower maps r to lower case.
func ToLower(r rune) rune

// ToTitle maps r to title case.
func ToTitle(r rune) rune

// To maps r to the given case: UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// SimpleFold returns the next code point after r among those that are equal under simple case folding, wrapping
// around to the least: 'A' -> 'a' -> 'A', 'K' -> 'k' -> '\u212A' (kelvin) -> 'K'. It is r if there is no other.
func SimpleFold(r rune) rune
