package main

import (
	"bufio"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"
)

var seed = uint32(3)

func random(n int) int {
	seed = seed*1664525 + 1013904223
	return int(seed>>8) % n
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panics:", r)
		}
	}()
	f()
}

var patterns = []string{"", "a", "a*", "a+", "a?", "a*?", "a+?", "a??", "^", "$", "^a", "a$", "^$", "^abc$", "a|b", "a|ab|abc", "(a|ab)(c|bcd)", "(a*)*", "(a*)+", "(a|b)*", "(?:a|b)*?c", "a.c", "(?s)a.c", "(?m)^b$", "(?i)aBc", "(?i)ſk", "[abc]", "[^abc]", "[a-c]+", "[^a-c\n]+", "[]a]", "[^]a]", "[a-]", "[-a]", "[a\\-c]", "\\d+", "\\D", "\\s", "\\S+", "\\w+", "\\W", "[\\d\\s]+", "[^\\w]", "\\bfoo\\b", "\\Bo", "\\Aab", "c\\z", "\\pL+", "\\p{Greek}", "\\P{Lu}", "\\p{^Lu}", "(?i)\\p{Lu}", "[\\p{L}\\d_]+", "[[:alpha:]]+", "[[:^space:]]+", "[[:word:]x]", "\\x41", "\\x{1F600}", "\\101", "\\n\\t", "\\.", "\\Qa.b\\E+", "\\Qa", "a{2}", "a{2,}", "a{1,3}", "a{0}", "a{0,2}?", "a{,2}", "a{x", "{", "}", "]", "(a)(b)?", "(?P<first>\\w)(?<second>\\w)", "(a)|b", "(|a)+", "(|a)*", "(a|)+", "()", "(?:)", "(?i:a)b", "(?U)a+", "(?U:a+?)b", "(?i)(?-i)A", "x*", "(x*)(y*)", "((a)|(b))*", "世+", "[世界]", ".", "..", "(?s).", "é", "\\x{e9}", "[^\\x00-\\x7F]", "(fo|foo)(bar)?", "(a+)(b+)", "ab*c|d", "(?:(?:a))", "a||b", "|", "(|)", "^^a$$", "(^|b)a", "\\b", "\\B", "(?m)$", "(?m)^", "a{3}{2}x?", "a**", "(?i)[k-m]", "(?i)[^k]", "[\\x{10000}-\\x{10FFFF}]", "(a{2}){3}", "((a{2}){3}){4}", "a\\\\b", "[[:upper:]a-z]", "\\a\\f\\r\\v", "[\\n\\]]", "\\*", "[*]", "(?P<n>a)(?P<m>b)", "\\pN\\p{Nd}", "(?is)A.B", "(?im)^a$", "é|e", "[a-zA-Z0-9._%+-]+@[a-z]+\\.[a-z]{2,}", "(\\d{4})-(\\d{2})-(\\d{2})", "^(\\+|-)?\\d+$", "\"([^\"\\\\]|\\\\.)*\""}

var bad = []string{"*", "+a", "?", "(", ")", "(a", "a)", "[", "[a", "[]", "[^]", "[z-a]", "[a-\\d]", "\\", "a\\", "\\y", "\\8", "\\1", "\\xZ", "\\x{", "\\x{110000}", "\\x{}", "\\x", "\\x4", "\\C", "\\pX", "\\p{Foo}", "\\p{", "\\p", "[[:foo:]]", "[[:alpha:", "a**", "a*+", "a{2}{3}", "a??*", "a{1001}", "a{2,1}", "(a{100}){11}", "(a{500}){2}", "((a{10}){10}){11}", "(?", "(?i", "(?z)", "(?P<", "(?P<n", "(?P<>a)", "(?P<n!>a)", "(?P<n>a)(?P<n>b)", "(?P=n)", "(?<n", "(?<=a)", "(?!a)", "(?=a)", "(?i-)", "(?--i)", "(?-)", "(?i)(?s", "\xff", "[\xff]", "a\xffb", "\\Q\xff\\E", "(?P<\xff>a)", "|*", "(*a)", "(|*)", "^*", "$+", "x{2}{", "\\b+", "(?:)*", "(?i)*", "a(?i)*", "[a-b-c]", "[a--]", "[\\", "[a-", "\\pé", "\\p{\xff}", "\\01", "\\08", "[[.a.]]", "(?s:(", strings.Repeat("(", 3), strings.Repeat("(", 1001) + strings.Repeat(")", 1001), strings.Repeat("(", 900) + strings.Repeat(")", 900), "(?P<name", "(?Px)", "\\E", "a\\Eb", "(?U-s:x)", "(?i:", "x{3"}

var texts = []string{"", "a", "b", "ab", "abc", "abcd", "aaa", "aab", "baaac", "xyz", "foo bar", "foobar foo", "a\nb\nc", "\n", "ABC abc", "12 ab 34", "héllo wörld", "日本語世界世世", "\xff\xfea\xff", "Αλφα βήτα", "KkK ſS", "a.b.bb", "aaaaaaaaaaaaaaaaaaaaaaaa", " \t x", "user@example.com, x@y.org", "on 2024-01-15 and 1999-12-31", "-42", "\"quo\\\"ted\" x", "xyxyy", "b\na", "😀𐀀", "a{x", "]}{", "\a\f\r\v"}

func check(re *regexp.Regexp, s string) {
	b := []byte(s)
	fmt.Println(re.MatchString(s), re.Match(b), re.FindStringSubmatchIndex(s), re.FindSubmatchIndex(b), re.FindAllStringIndex(s, -1), re.FindAllStringSubmatchIndex(s, 2))
	fmt.Printf("%q %q %q %q\n", re.ReplaceAllString(s, "<$0|$1|${2}$$>"), re.ReplaceAllLiteralString(s, "$1"), re.Split(s, -1), re.Split(s, 2))
}

func main() {
	for _, p := range append(patterns, bad...) {
		for i, compile := range []func(string) (*regexp.Regexp, error){regexp.Compile, regexp.CompilePOSIX} {
			re, err := compile(p)
			if len(p) > 100 {
				p = p[:100]
			}
			if err != nil {
				text := err.Error()
				fmt.Printf("%q %d %.150s\n", p, i, text)
				if e, ok := err.(*syntax.Error); ok {
					fmt.Printf("%q %.80q\n", e.Code, e.Expr)
				}
				continue
			}
			prefix, complete := re.LiteralPrefix()
			fmt.Printf("%q %d %d %q\n", p, i, re.NumSubexp(), re.SubexpNames())
			if !strings.ContainsAny(p, "^|\\A(") {
				fmt.Printf("%q %t\n", prefix, complete)
			}
			for j, s := range texts {
				if (j+len(p))%4 == i || i == 0 && j%2 == 0 {
					check(re, s)
				}
			}
		}
	}
	pieces := []string{"a", "b", "c", ".", "x?", "a*", "(b|c)", "[ab]+", "(a)", "|", "(?:ab)*", "b{1,2}", "\\b", "^", "$", "(a|ab)", "c+?", "(?i)B"}
	for range 150 {
		p := ""
		for range 1 + random(6) {
			p += pieces[random(len(pieces))]
		}
		re, err := regexp.Compile(p)
		fmt.Println(p, err)
		if err != nil {
			continue
		}
		for range 3 {
			s := ""
			for range random(10) {
				s += string("abcABx \n"[random(8)])
			}
			check(re, s)
			re.Longest()
			check(re, s)
		}
	}
	re := regexp.MustCompile(`(?P<year>\d+)-(?P<month>\d+)`)
	fmt.Println(re, re.String(), re.SubexpIndex("month"), re.SubexpIndex("x"), re.SubexpIndex(""), re.Copy().NumSubexp())
	s := "2024-05 x 1999-12"
	for _, template := range []string{"$year/$month", "${month}.${year}", "$yearx", "$1x", "${1}x", "$2$1$0$3", "$$1", "$", "${", "${}", "${year", "$-", "$0é", "$monthé", "a$1b", "$01", "$123456789012"} {
		fmt.Printf("%q %q %q %q\n", template, re.ReplaceAllString(s, template), re.ReplaceAll([]byte(s), []byte(template)), re.ExpandString([]byte(">"), template, s, re.FindStringSubmatchIndex(s)))
		fmt.Printf("%q\n", re.Expand(nil, []byte(template), []byte(s), re.FindSubmatchIndex([]byte(s))))
	}
	upper := regexp.MustCompile("[a-z]+")
	fmt.Println(upper.ReplaceAllStringFunc("ab CD ef", strings.ToUpper), string(upper.ReplaceAllFunc([]byte("ab CD"), func(b []byte) []byte { return append(b, '!') })), string(upper.ReplaceAllLiteral([]byte("ab CD"), []byte("$0"))))
	for n := -1; n < 4; n++ {
		b := []byte("ab cd ef")
		fmt.Printf("%q %q %q %q %v %v %v\n", upper.FindAll(b, n), upper.FindAllString("ab cd ef", n), upper.FindAllSubmatch(b, n), upper.FindAllStringSubmatch("ab cd ef", n), upper.FindAllIndex(b, n), upper.FindAllSubmatchIndex(b, n), upper.Split("1ab2cd3", n))
	}
	fmt.Printf("%q %q %q %q %v %v\n", upper.Find([]byte("1ab")), upper.FindString("1ab"), upper.FindSubmatch([]byte("1ab")), upper.FindStringSubmatch("1ab"), upper.FindIndex([]byte("1ab")), upper.FindStringIndex("12"))
	fmt.Println(upper.Find([]byte("1")) == nil, upper.FindSubmatch(nil) == nil, upper.FindAll(nil, -1) == nil, upper.FindString("1") == "")
	for _, s := range []string{"xx2024-05", "é 1-2", "\xff1-2", "none"} {
		fmt.Println(re.MatchReader(strings.NewReader(s)), re.FindReaderIndex(bufio.NewReader(strings.NewReader(s))), re.FindReaderSubmatchIndex(strings.NewReader(s)))
		m, err := regexp.MatchReader("[0-9]-", strings.NewReader(s))
		fmt.Println(m, err)
	}
	m, err := regexp.MatchString("a+", "caat")
	m2, err2 := regexp.Match("(", nil)
	fmt.Println(m, err, m2, err2)
	_, err = regexp.MatchReader("[", nil)
	fmt.Println(err)
	fmt.Println(regexp.QuoteMeta("a.b*c[d]$^+?(){}|\\é"), regexp.QuoteMeta(""))
	text, err := re.MarshalText()
	more, err2 := re.AppendText([]byte("x"))
	fmt.Println(string(text), err, string(more), err2)
	var fresh regexp.Regexp
	fmt.Println(fresh.UnmarshalText([]byte("a(b)")), fresh.NumSubexp(), fresh.UnmarshalText([]byte("(")))
	try(func() { regexp.MustCompile("(") })
	try(func() { regexp.MustCompile("`(") })
	try(func() { regexp.MustCompilePOSIX("\\d") })
	fmt.Println(regexp.MustCompilePOSIX("a|ab").FindString("abc"))
	long := strings.Repeat("a", 2000)
	fmt.Println(regexp.MustCompile("(a*)*b").MatchString(long), regexp.MustCompile("(a|aa)*$").FindStringIndex(long), len(regexp.MustCompile("a").FindAllString(long, -1)))
	fmt.Println(syntax.IsWordChar('_'), syntax.IsWordChar('é'), syntax.ErrLarge.String())
}
