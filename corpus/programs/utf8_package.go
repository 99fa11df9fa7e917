// Package unicode/utf8.
package main

import (
	"fmt"
	"unicode/utf8"
)

func main() {
	s := "aé世😀\xff\xc3"
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		fmt.Printf("%d %U %d;", i, r, n)
		i += n
	}
	fmt.Println()
	for b := []byte(s); len(b) > 0; {
		r, n := utf8.DecodeLastRune(b)
		fmt.Printf("%c%d ", r, n)
		b = b[:len(b)-n]
	}
	fmt.Println()
	fmt.Println(utf8.RuneCountInString(s), utf8.RuneCount([]byte("é")), utf8.ValidString(s), utf8.Valid([]byte("ok")), utf8.ValidRune(0xd800), utf8.ValidRune('x'))
	var buf []byte
	for _, r := range []rune{'a', 'é', '世', '😀', -1, 0xd800} {
		buf = utf8.AppendRune(buf, r)
		fmt.Print(utf8.RuneLen(r), " ")
	}
	fmt.Println(len(buf), string(buf))
	fmt.Println(utf8.FullRuneInString("\xe4\xb8"), utf8.FullRune([]byte("世")), utf8.RuneStart('a'), utf8.RuneStart(0x80), utf8.UTFMax, utf8.MaxRune)
}
