package main

import (
	"errors"
	"fmt"
	"math"
	. "strconv"
)

func main() {
	for _, s := range []string{"", "0", "-0", "+7", "12345", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "18446744073709551616", "0x1F", "0b101", "0o17", "017",
		"1_000", "_1", "1__0", "abc", "12a", "-", "+", "0x", "z", "-129", "300", " 1", "1e3", "0x_1"} {
		fmt.Println(Atoi(s))
		for _, base := range []int{0, 2, 8, 10, 16, 36, 1, 37} {
			i, err := ParseInt(s, base, 64)
			u, err2 := ParseUint(s, base, 64)
			fmt.Println(base, i, err, u, err2)
		}
		i, err := ParseInt(s, 10, 8)
		u, err2 := ParseUint(s, 0, 16)
		fmt.Println(i, err, u, err2)
		fmt.Println(ParseFloat(s, 64))
		fmt.Println(ParseBool(s))
	}
	_, err := ParseInt("1", 10, 99)
	fmt.Println(err, errors.Is(err, ErrRange))
	_, err = Atoi("x\n")
	var ne *NumError
	fmt.Println(err, errors.As(err, &ne), ne.Func, ne.Num, errors.Is(err, ErrSyntax))
	for _, s := range []string{"1", "-1.5", "1e10", "1e400", "-1e400", "1e-400", "inf", "-Inf", "+infinity", "nan", "NaN", "+nan", ".5", "5.", ".", "e5", "1e", "1e+", "0x1p4", "0x1.8p-1", "0x1", "1_0.5",
		"0x1.fffffffffffffp1023", "1.7976931348623159e308", "4.9e-324", "2.2250738585072011e-308", "3.4028236e38", "1.00000017881393432617187499", "123456789012345678901234567890", "0x_1_2.3p1", "1__0", "infinit"} {
		f, err := ParseFloat(s, 64)
		g, err2 := ParseFloat(s, 32)
		fmt.Println(s, f, err, g, err2)
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1.5, 123456789, 1e21, 1e20, 1e-7, 5e-324, math.MaxFloat64, math.Pi * 1e10, 2.5, 0.5, 1658206780088562.25, 33554431, math.Inf(1), math.Inf(-1), math.NaN(), 100, 99.95, 0.000123} {
		for _, c := range []byte("eEfgGbxX") {
			for _, prec := range []int{-1, 0, 1, 2, 5, 17, 30} {
				fmt.Print(FormatFloat(f, c, prec, 64), " ", FormatFloat(float64(float32(f)), c, prec, 32), " ")
			}
		}
		fmt.Println()
	}
	for _, i := range []int64{0, 1, -1, 255, -255, math.MaxInt64, math.MinInt64} {
		fmt.Println(Itoa(int(i)), FormatInt(i, 2), FormatInt(i, 16), FormatInt(i, 36), FormatUint(uint64(i), 10), FormatUint(uint64(i), 7))
	}
	for _, s := range []string{"", "abc", "a\"b'c`d\\", "\a\b\f\n\r\t\v\x00\x7f", "é世😀\u00a0\u2028\ufeff\u200b", "\xff\xe4\xb8", "\u3000x", "tab\there"} {
		fmt.Println(Quote(s), QuoteToASCII(s), QuoteToGraphic(s), CanBackquote(s))
		u, err := Unquote(Quote(s))
		fmt.Println(u == s, err)
		for _, r := range s {
			fmt.Print(QuoteRune(r), QuoteRuneToASCII(r), QuoteRuneToGraphic(r), IsPrint(r), IsGraphic(r), " ")
		}
		fmt.Println()
	}
	for _, s := range []string{`"a"`, "`a\\b`", `'x'`, `'xy'`, `"\x41\u00e9\U0001F600\101"`, `"\q"`, `"a`, ``, `"`, `'\''`, `"\'"`, `'"'`, "\"a\nb\"", `"\400"`, `"\ud800"`, "''", "`a`b`", "\"\xff\""} {
		u, err := Unquote(s)
		fmt.Printf("%s %q %v ", s, u, err)
		pre, err := QuotedPrefix(s + "tail")
		fmt.Println(pre, err)
	}
	fmt.Println(UnquoteChar(`\x41bc`, '"'))
	fmt.Println(UnquoteChar(`\"bc`, '\''))
	fmt.Println(UnquoteChar(`世x`, 0))
	b := AppendInt(nil, -5, 10)
	b = AppendBool(b, true)
	b = AppendQuote(b, "q")
	b = AppendFloat(b, 1.5, 'g', -1, 64)
	b = AppendQuoteRune(AppendUint(b, 7, 2), 'r')
	fmt.Println(string(b), FormatBool(false), FormatComplex(1-2i, 'g', -1, 128))
	func() {
		defer func() { fmt.Println(recover()) }()
		FormatInt(1, 1)
	}()
}
