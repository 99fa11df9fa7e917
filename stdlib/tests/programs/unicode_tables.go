package main

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"unicode"
)

func names(m map[string]*unicode.RangeTable) []string {
	var list []string
	for name := range m {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}

func dump(kind string, m map[string]*unicode.RangeTable) {
	for _, name := range names(m) {
		t := m[name]
		sum, count := uint32(0), 0
		for _, r := range t.R16 {
			sum = sum*31 + uint32(r.Lo)*7 + uint32(r.Hi)*3 + uint32(r.Stride)
		}
		for _, r := range t.R32 {
			sum = sum*31 + r.Lo*7 + r.Hi*3 + r.Stride
		}
		for r := rune(-1); r < 0x2000; r += 7 {
			if unicode.Is(t, r) {
				count++
			}
		}
		for r := rune(0x10000); r < 0x12000; r += 11 {
			if unicode.Is(t, r) {
				count++
			}
		}
		fmt.Println(kind, name, len(t.R16), len(t.R32), t.LatinOffset, sum, count)
	}
}

func main() {
	dump("category", unicode.Categories)
	dump("script", unicode.Scripts)
	dump("property", unicode.Properties)
	dump("fold category", unicode.FoldCategory)
	dump("fold script", unicode.FoldScript)
	fmt.Println(unicode.Letter == unicode.L, unicode.Digit == unicode.Nd, unicode.Space == unicode.Z, unicode.Categories["Lu"] == unicode.Upper)
	runes := []rune{-1, 0, ' ', 'a', 'I', 'i', 'Z', '7', 'ß', 'İ', 'ı', 'Ǆ', 'ǅ', 'ǆ', 'Ω', 'ω', 'Ж', '世', '\u00a0', '\u2028', '٣', 'Ⅷ', '½', '€', '_', 0x10400, 0x10FFFF, 0x110000, 0xD800}
	for _, r := range runes {
		fmt.Println(r, unicode.In(r, unicode.Latin, unicode.Greek, unicode.Han), unicode.IsOneOf(unicode.GraphicRanges, r), unicode.IsOneOf(unicode.PrintRanges, r), unicode.In(r),
			unicode.Is(unicode.White_Space, r), unicode.Is(unicode.Cyrillic, r), unicode.Is(unicode.ASCII_Hex_Digit, r), unicode.IsControl(r), unicode.IsGraphic(r))
		for _, c := range []int{unicode.UpperCase, unicode.LowerCase, unicode.TitleCase, -1, 3} {
			fmt.Print(unicode.To(c, r), " ")
		}
		fmt.Println(unicode.TurkishCase.ToUpper(r), unicode.TurkishCase.ToLower(r), unicode.TurkishCase.ToTitle(r), unicode.AzeriCase.ToUpper(r), unicode.SimpleFold(r))
		special := unicode.SpecialCase{unicode.CaseRange{'A', 'Z', [3]rune{0, 1, 2}}, {0x100, 0x12F, [3]rune{unicode.UpperLower, unicode.UpperLower, unicode.UpperLower}}}
		fmt.Println(special.ToUpper(r), special.ToLower(r), special.ToTitle(r), special.ToUpper(0x101), special.ToLower(0x100), special.ToTitle(0x103))
	}
	for _, s := range []string{"", "iI ıİ", "Istanbul dil", "\xff i"} {
		fmt.Printf("%q %q %q\n", strings.ToUpperSpecial(unicode.TurkishCase, s), strings.ToLowerSpecial(unicode.TurkishCase, s), strings.ToTitleSpecial(unicode.AzeriCase, s))
		fmt.Printf("%q %q %q\n", bytes.ToUpperSpecial(unicode.TurkishCase, []byte(s)), bytes.ToLowerSpecial(unicode.TurkishCase, []byte(s)), bytes.ToTitleSpecial(unicode.AzeriCase, []byte(s)))
	}
	sum := int64(0)
	for i, c := range unicode.CaseRanges {
		sum = sum*17 + int64(c.Lo) + int64(c.Hi)*3 + int64(c.Delta[0])*5 + int64(c.Delta[1])*7 + int64(c.Delta[2])*11
		if i%40 == 0 {
			fmt.Println(i, c, sum)
		}
	}
	fmt.Println(len(unicode.CaseRanges), sum, unicode.MaxCase, unicode.UpperLower)
}
