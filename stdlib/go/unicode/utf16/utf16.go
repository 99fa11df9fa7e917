// Package utf16 turns runes into UTF-16 and back.
package utf16

const (
	replacement = '\uFFFD'
	supplement  = 0x10000 // the first code point that takes two units
	high        = 0xD800  // the first unit of the first half of a pair
	low         = 0xDC00  // the first unit of the second half of a pair
	end         = 0xE000  // the first unit behind both
	maxRune     = 0x10FFFF
)

// IsSurrogate reports whether r is half of a pair.
func IsSurrogate(r rune) bool { return high <= r && r < end }

// DecodeRune returns the code point of a pair, U+FFFD if r1 and r2 are none.
func DecodeRune(r1, r2 rune) rune {
	if high <= r1 && r1 < low && low <= r2 && r2 < end {
		return supplement + (r1-high)<<10 + (r2 - low)
	}
	return replacement
}

// EncodeRune returns the pair for r, twice U+FFFD if r takes none.
func EncodeRune(r rune) (r1, r2 rune) {
	if r < supplement || r > maxRune {
		return replacement, replacement
	}
	r -= supplement
	return high + r>>10, low + r&0x3FF
}

// RuneLen returns the number of units of r, -1 if it is not a code point or half of a pair.
func RuneLen(r rune) int {
	switch {
	case r < 0 || IsSurrogate(r) || r > maxRune:
		return -1
	case r < supplement:
		return 1
	}
	return 2
}

// AppendRune appends the units of r; what is not a code point is U+FFFD.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

// Encode returns the units of s.
func Encode(s []rune) []uint16 {
	n := len(s)
	for _, r := range s {
		if r >= supplement {
			n++
		}
	}
	a := make([]uint16, 0, n)
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

// Decode returns the runes of s; halves without their other half are U+FFFD.
func Decode(s []uint16) []rune {
	a := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			pair := rune(replacement)
			if i+1 < len(s) {
				pair = DecodeRune(r, rune(s[i+1]))
			}
			if pair != replacement {
				i++
			}
			r = pair
		}
		a = append(a, r)
	}
	return a
}
