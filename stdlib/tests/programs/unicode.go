package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	var sums [14]int
	h := uint32(0)
	for r := rune(-2); r < 0x3000; r++ {
		for i, b := range []bool{unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsNumber(r), unicode.IsSpace(r), unicode.IsUpper(r), unicode.IsLower(r), unicode.IsTitle(r), unicode.IsPunct(r),
			unicode.IsSymbol(r), unicode.IsMark(r), unicode.IsControl(r)} {
			if b && r < 0x800 {
				sums[i]++
			}
		}
		if r < 0x1C00 {
			h = h*31 + uint32(unicode.ToUpper(r)) + 7*uint32(unicode.ToLower(r)) + 11*uint32(unicode.ToTitle(r)) + 13*uint32(unicode.SimpleFold(r))
		}
	}
	fmt.Println(sums, h)
	for _, s := range []string{"", "a", "é", "世", "😀", "\xff", "\xe4\xb8", "a\x80", "\xed\xa0\x80", "\xf0\x9f\x98", "\xc0\x80x"} {
		r, n := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRuneInString(s)
		fmt.Println(r, n, l, m, utf8.RuneCountInString(s), utf8.ValidString(s), utf8.FullRuneInString(s), utf8.FullRune([]byte(s)), utf8.Valid([]byte(s)), utf8.RuneCount([]byte(s)))
	}
	for _, r := range []rune{-1, 0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD800, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF, 0x110000} {
		b := make([]byte, 4)
		n := utf8.EncodeRune(b, r)
		fmt.Println(utf8.RuneLen(r), utf8.ValidRune(r), b[:n], utf8.AppendRune(nil, r))
	}
	fmt.Println(unicode.To(unicode.UpperCase, 'x'), unicode.To(9, 'x'), utf8.RuneStart(0x80))
}
