// Text processing programs with strings alone.
package main

import (
	"fmt"
	"strings"
)

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func caesar(s string, k int) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z':
			r = 'a' + (r-'a'+rune(k)+26)%26
		case 'A' <= r && r <= 'Z':
			r = 'A' + (r-'A'+rune(k)+26)%26
		}
		b.WriteRune(r)
	}
	return b.String()
}

func rle(s string) (out string) {
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && s[j] == s[i] {
			j++
		}
		out += fmt.Sprint(j-i) + s[i:i+1]
		i = j
	}
	return
}

func wrap(s string, width int) (lines []string) {
	line := ""
	for _, w := range strings.Fields(s) {
		if line != "" && len(line)+1+len(w) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += w
	}
	return append(lines, line)
}

func isPalindrome(s string) bool {
	var letters []rune
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' {
			letters = append(letters, r)
		}
	}
	for i := range letters {
		if letters[i] != letters[len(letters)-1-i] {
			return false
		}
	}
	return true
}

func hex(b []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

func main() {
	fmt.Println(reverse("Hello, 世界"), caesar("Hello, World", 3), caesar(caesar("Hello", 3), -3))
	fmt.Println(rle("aaabccdddd"), rle(""))
	for i, l := range wrap("the quick brown fox jumps over the lazy dog and runs away", 16) {
		fmt.Printf("%2d|%-16s|\n", i, l)
	}
	fmt.Println(isPalindrome("A man, a plan, a canal: Panama"), isPalindrome("nope"))
	fmt.Println(hex([]byte("GoVM\x00\xff")))
	s := strings.Repeat("=", 10)
	fmt.Println(s + strings.Repeat("-", 3) + s)
	acc := ""
	for i := range 100 {
		acc += string(rune('a' + i%26))
	}
	fmt.Println(len(acc), acc[90:], strings.Count(acc, "abc"))
}
