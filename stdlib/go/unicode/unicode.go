// Package unicode tells the properties of code points, as of Unicode 15.0.
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

// RangeTable is a set of code points as ranges in ascending order: those below 1<<16 in R16, the others in R32.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // how many ranges of R16 end at or before MaxLatin1
}

// Range16 is the code points Lo, Lo+Stride and so on up to Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 is a Range16 for any code points.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// Is reports whether r is in the set.
func Is(rangeTab *RangeTable, r rune) bool {
	if r < 0 {
		return false
	}
	x := uint32(r)
	if a := rangeTab.R16; len(a) > 0 && x <= uint32(a[len(a)-1].Hi) {
		lo, hi := 0, len(a)
		for lo < hi {
			mid := int(uint(lo+hi) >> 1)
			if uint32(a[mid].Hi) < x {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		first := uint32(a[lo].Lo)
		return x >= first && (a[lo].Stride == 1 || (x-first)%uint32(a[lo].Stride) == 0)
	}
	if a := rangeTab.R32; len(a) > 0 && x <= a[len(a)-1].Hi {
		lo, hi := 0, len(a)
		for lo < hi {
			mid := int(uint(lo+hi) >> 1)
			if a[mid].Hi < x {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		first := a[lo].Lo
		return x >= first && (a[lo].Stride == 1 || (x-first)%a[lo].Stride == 0)
	}
	return false
}

// In reports whether r is in one of the sets.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf reports whether r is in one of the sets.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// What IsGraphic and IsPrint look at; IsPrint takes the space besides.
var (
	GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}
	PrintRanges   = []*RangeTable{L, M, N, P, S}
)

type d [MaxCase]rune

// CaseRange tells the distances from the code points Lo to Hi to their other cases. UpperLower as distance says that upper and lower
// case take turns, Lo being upper case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

// UpperLower is a distance that CaseRange explains.
const UpperLower = MaxRune + 1

// SpecialCase is case mappings of a language that go before the general ones.
type SpecialCase []CaseRange

// ToUpper maps r to upper case.
func (special SpecialCase) ToUpper(r rune) rune {
	if to, ok := special.to(UpperCase, r); ok {
		return to
	}
	return ToUpper(r)
}

// ToTitle maps r to title case.
func (special SpecialCase) ToTitle(r rune) rune {
	if to, ok := special.to(TitleCase, r); ok {
		return to
	}
	return ToTitle(r)
}

// ToLower maps r to lower case.
func (special SpecialCase) ToLower(r rune) rune {
	if to, ok := special.to(LowerCase, r); ok {
		return to
	}
	return ToLower(r)
}

func (special SpecialCase) to(toCase int, r rune) (mapped rune, ok bool) {
	for _, c := range special {
		if r < 0 || uint32(r) > c.Hi {
			continue
		}
		if uint32(r) < c.Lo {
			break
		}
		delta := c.Delta[toCase]
		if delta > MaxRune {
			// The distance from Lo is even for upper case and odd for lower case; title case is upper case.
			lo := rune(c.Lo)
			return lo + ((r-lo)&^1 | rune(toCase&1)), true
		}
		return r + delta, true
	}
	return r, false
}

// TurkishCase is the case mapping of Turkish: the dot of i stays.
var TurkishCase SpecialCase = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

// AzeriCase is the case mapping of Azeri, which is that of Turkish.
var AzeriCase SpecialCase = TurkishCase
