package main

import (
	"fmt"
	. "strings"
	"unicode"
)

func p(vs ...any) {
	for _, v := range vs {
		fmt.Printf("%q ", fmt.Sprint(v))
	}
	fmt.Println()
}

func q(a []string) { fmt.Printf("%q %d %t\n", a, len(a), a == nil) }

func main() {
	for _, s := range []string{"", "a", "abc abc", "héllo wörld", "aaaa", " \t x y  \u2003", "A-B--C", "\xff\xfeab", "ǅungla ß ΑΣ", "a,b,,c,"} {
		for _, t := range []string{"", "a", "bc", "é", "-", "--", ",", "\xfe", "aa", "\uFFFD"} {
			p(Index(s, t), LastIndex(s, t), Count(s, t), Contains(s, t), HasPrefix(s, t), HasSuffix(s, t), IndexAny(s, t), LastIndexAny(s, t), EqualFold(s, t), Compare(s, t))
			q(Split(s, t))
			q(SplitN(s, t, 2))
			q(SplitAfter(s, t))
			q(SplitAfterN(s, t, 3))
			p(Trim(s, t), TrimLeft(s, t), TrimRight(s, t), TrimPrefix(s, t), TrimSuffix(s, t))
			p(Replace(s, t, "<>", 2), ReplaceAll(s, t, "Z"), ReplaceAll(s, t, ""))
			before, after, found := Cut(s, t)
			p(before, after, found, ContainsAny(s, t))
			a, ok := CutPrefix(s, t)
			b, ok2 := CutSuffix(s, t)
			p(a, ok, b, ok2)
		}
		q(Fields(s))
		q(FieldsFunc(s, unicode.IsLetter))
		p(ToUpper(s), ToLower(s), ToTitle(s), Title(s), TrimSpace(s), ToValidUTF8(s, "?"), Repeat(s, 2), Clone(s))
		p(IndexByte(s, 'b'), LastIndexByte(s, 'a'), IndexRune(s, 'ö'), IndexRune(s, '\uFFFD'), IndexRune(s, -1), IndexFunc(s, unicode.IsUpper), LastIndexFunc(s, unicode.IsSpace))
		p(TrimFunc(s, unicode.IsLetter), TrimLeftFunc(s, unicode.IsLower), TrimRightFunc(s, unicode.IsPunct))
		p(Map(func(r rune) rune {
			if r == 'a' {
				return -1
			}
			return unicode.ToUpper(r)
		}, s), Map(func(r rune) rune { return r }, s))
		Lines(s + "\n" + s)(func(l string) bool {
			p(l)
			return true
		})
	}
	p(Join(nil, "-"), Join([]string{"a"}, "-"), Join([]string{"a", "b", "c"}, ", "), EqualFold("Kelvin", "\u212Aelvin"), EqualFold("σς", "ΣΣ"))
	q(SplitN("a,b", ",", 0))
	SplitSeq("a,b,c", ",")(func(s string) bool {
		p(s)
		return s != "b"
	})
	FieldsSeq("  x  y ")(func(s string) bool {
		p(s)
		return true
	})
	var b Builder
	for i := 0; i < 30; i++ {
		fmt.Fprintf(&b, "%d,", i)
	}
	b.WriteByte('x')
	b.WriteRune('世')
	b.WriteString("end")
	b.Write([]byte("!"))
	p(b.String(), b.Len(), b.Cap())
	b.Reset()
	b.Grow(100)
	p(b.Len(), b.Cap() >= 100, b.String())
	r := NewReplacer("a", "1", "b", "2", "ab", "3", "", "_")
	p(r.Replace("abcab"), r.Replace(""), NewReplacer("<", "&lt;", ">", "&gt;").Replace("<b>x</b>"), NewReplacer("aaa", "3", "aa", "2", "a", "1").Replace("aaaaaa a aa"))
	func() {
		defer func() { fmt.Println(recover()) }()
		Repeat("x", -1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var a Builder
		a.WriteByte('x')
		c := a
		c.WriteByte('y')
	}()
}
