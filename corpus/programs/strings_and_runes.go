// Strings are byte sequences; ranging decodes UTF-8; conversions to and from bytes and runes.
package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	s := "héllo, 世界\xff!"
	fmt.Println(len(s), utf8.RuneCountInString(s), utf8.ValidString(s))
	for i, r := range s {
		fmt.Print(i, ":", string(r), "=", r, " ")
	}
	fmt.Println()
	for i := range "añb" {
		fmt.Print(i, " ")
	}
	fmt.Println()
	fmt.Println(s[1], s[0:1], s[7:], s[:0] == "", s[len(s)-1])
	b := []byte(s)
	b[0] = 'H'
	fmt.Println(s[:5], string(b[:6]), len(b))
	r := []rune(s)
	r[1] = 'e'
	fmt.Println(len(r), string(r), r[len(r)-2])
	fmt.Println(string(rune(65)), string(rune(0x4e16)), string(rune(-1)), string([]rune{0x10ffff, 'x'}) != "")
	fmt.Println("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z")
	t := ""
	for i := range 5 {
		t += string(rune('a' + i))
	}
	fmt.Println(t, t+t, t[1:3]+"|")
	fmt.Printf("%q %x %X %v %s|%5s|%-5s|%.2s|%c %U\n", s, "hi", []byte("hi"), []byte("hi"), "str", "ab", "ab", "abcdef", 'é', 'é')
	raw := `a\n"b"
c`
	fmt.Println(raw, len(raw))
	fmt.Println("tab\there", "\u00e9\U0001F600\x41\101", '\'', "\"")
	rr, size := utf8.DecodeRuneInString("世")
	fmt.Println(rr, size, utf8.RuneLen('世'), utf8.RuneError)
	buf := make([]byte, 4)
	n := utf8.EncodeRune(buf, '€')
	fmt.Println(buf[:n], n)
	x := "immutable"
	y := x
	x += "!"
	fmt.Println(x, y)
	sw := "b"
	switch sw + "c" {
	case "bc":
		fmt.Println("matched")
	}
}
