// Package strings.
package main

import (
	"fmt"
	"strings"
)

func main() {
	s := "Hello, World"
	fmt.Println(strings.Contains(s, "World"), strings.HasPrefix(s, "He"), strings.HasSuffix(s, "x"), strings.Index(s, "o"), strings.LastIndex(s, "o"), strings.Index(s, "zz"))
	fmt.Println(strings.ToUpper(s), strings.ToLower(s), strings.Repeat("ab", 3), strings.Replace(s, "l", "L", 2), strings.ReplaceAll(s, "l", ""))
	fmt.Printf("%q %q %q\n", strings.Split("a,b,,c", ","), strings.Split("abc", ""), strings.SplitN("a,b,c", ",", 2))
	fmt.Printf("%q %q\n", strings.Fields("  a  b\tc\n"), strings.Split("", ","))
	fmt.Println(strings.Join([]string{"x", "y", "z"}, "-"), strings.TrimSpace("  t \n"), strings.Trim("xxaxx", "x"), strings.TrimLeft("xxa", "x"), strings.TrimPrefix("prefix-a", "prefix-"), strings.TrimSuffix("a.go", ".go"))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("abc", ""), strings.EqualFold("Go", "GO"), strings.Compare("a", "b"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'l' {
			return -1
		}
		return r + 1
	}, "hello"), strings.Title("ab cd"), strings.ContainsRune("abc", 'b'), strings.ContainsAny("abc", "xyzc"))
	fmt.Println(strings.IndexByte("abc", 'c'), strings.IndexRune("aéb", 'b'), strings.IndexAny("golang", "ny"), strings.IndexFunc("ab1", func(r rune) bool { return r < 'a' }))
	before, after, ok := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, ok)
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%d;", i)
	}
	b.WriteByte('!')
	b.WriteRune('é')
	b.WriteString("end")
	fmt.Println(b.String(), b.Len())
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;")
	fmt.Println(r.Replace("<a>b</a>"))
	fmt.Println(strings.TrimFunc("123abc456", func(r rune) bool { return r <= '9' }), strings.FieldsFunc("a1b22c", func(r rune) bool { return r >= '0' && r <= '9' }))
	fmt.Printf("%q\n", strings.SplitAfter("a,b", ","))
}
