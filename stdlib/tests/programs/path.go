package main

import (
	"fmt"
	"path"
)

func main() {
	parts := []string{"", "/", ".", "..", "a", "b.go", "//", "./", "../", "a/", "/a", "a/b", "/../", "a/../b", "x.tar.gz", ".hid", "a\\b"}
	for _, p := range parts {
		for _, q := range parts {
			s := p + q
			dir, file := path.Split(s)
			fmt.Printf("%q %q %q %q %q %q %q %t %q\n", s, path.Clean(s), dir, file, path.Ext(s), path.Base(s), path.Dir(s), path.IsAbs(s), path.Join(p, q))
		}
		fmt.Printf("%q %q\n", path.Join(p, "", p, ".."), path.Join())
	}
	patterns := []string{"", "*", "a", "a*", "*a", "a*b", "a*b*c", "?", "a?", "*?", "[ab]", "[^ab]", "[a-c]*", "[a-", "[", "[]a]", "[-]", "[x-]", "[-x]", "\\", "\\*", "a\\", "[\\]a]", "[\\-x]", "a[", "*[", "*x[a", "a/*/b", "**", "***c", "a*/b", "[!a]", "é?", "[à-ü]", "\xff", "[\xff]", "*[a-c]x", "a**b[", "*\\", "[a-b-c]", "[]", "[^]", "[^]a]", "a[^x]c"}
	names := []string{"", "a", "b", "ab", "abc", "axbyc", "*", "[", "]", "-", "x", "a/b", "a/x/b", "/", "é", "éa", "ü", "\xff", "cax", "aXc", "abbbb", "\\", "c"}
	for _, p := range patterns {
		for _, n := range names {
			ok, err := path.Match(p, n)
			fmt.Printf("%q %q %t %v\n", p, n, ok, err)
		}
	}
}
