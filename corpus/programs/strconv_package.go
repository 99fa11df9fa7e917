// Package strconv.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"0", "-42", "+7", "007", "", "abc", "1_000", "9223372036854775808", " 1", "0x10"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	fmt.Println(strconv.Itoa(-123), strconv.FormatInt(255, 16), strconv.FormatInt(-255, 2), strconv.FormatUint(1<<63, 36))
	u, err := strconv.ParseUint("ff", 16, 8)
	fmt.Println(u, err)
	u, err = strconv.ParseUint("256", 10, 8)
	fmt.Println(u, err)
	i, err := strconv.ParseInt("-129", 10, 8)
	fmt.Println(i, err)
	i, err = strconv.ParseInt("0x_1F", 0, 64)
	fmt.Println(i, err)
	i, err = strconv.ParseInt("12", 99, 64)
	fmt.Println(i, err)
	for _, s := range []string{"true", "T", "0", "yes"} {
		b, err := strconv.ParseBool(s)
		fmt.Println(b, err)
	}
	for _, s := range []string{"1.5", "1e3", "-0", "inf", "NaN", "1e400", "0x1p-2", "x", "1.7976931348623157e308", ".5"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	fmt.Println(strconv.FormatFloat(3.14159, 'f', 2, 64), strconv.FormatFloat(1e21, 'g', -1, 64), strconv.FormatFloat(0.1, 'e', 3, 32), strconv.FormatFloat(100, 'f', -1, 64))
	fmt.Println(strconv.Quote("a\"b\n\x00é世\u200b"), strconv.QuoteToASCII("é世"), strconv.QuoteRune('\n'), strconv.Quote("\xff"))
	q, err := strconv.Unquote(`"a\tb\u00e9"`)
	fmt.Println(q, err)
	_, err = strconv.Unquote(`"unterminated`)
	fmt.Println(err)
	fmt.Println(strconv.FormatBool(true), string(strconv.AppendInt([]byte("n="), 5, 10)), string(strconv.AppendQuote(nil, "q")))
}
