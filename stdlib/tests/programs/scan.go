package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

type myInt int32
type myStr string
type myBytes []byte
type myFloat float32
type myBool bool
type hexRun struct{ s string }

func (h *hexRun) Scan(st fmt.ScanState, verb rune) error {
	st.SkipSpace()
	tok, err := st.Token(true, func(r rune) bool { return strings.ContainsRune("0123456789abcdef", r) })
	w, ok := st.Width()
	h.s = fmt.Sprintf("%s/%c/%d/%v", tok, verb, w, ok)
	if len(tok) == 0 {
		return errors.New("no hex")
	}
	return err
}

type slow struct{ r *strings.Reader }

func (s slow) Read(p []byte) (int, error) { return s.r.Read(p[:1]) }

func main() {
	inputs := []string{"", " ", "5", "-7 8", "0x1f", "0b101 0o17 017 1_000", "3.5", "1e3", "0x1p4", "12p3", "true", "F", "tru", "tx", "0", "hello world", "\"quoted \\n str\" x", "`raw` y", "68656c6c6f", "6g", "(1+2i)", "1-2.5i", "1+2", "300", "99999999999999999999", "nan", "inf", "-Inf", "x", "é世", "5\n6", "5\r\n6", "\n5", "U+1F600", "+9", "1 2 3 4", "a,b", "10%", "0x", "_1", "1__2"}
	makers := []func() any{func() any { return new(int) }, func() any { return new(int8) }, func() any { return new(uint16) }, func() any { return new(uint64) }, func() any { return new(float64) }, func() any { return new(float32) }, func() any { return new(bool) }, func() any { return new(string) }, func() any { return new([]byte) }, func() any { return new(complex128) }, func() any { return new(rune) },
		func() any { return new(myInt) }, func() any { return new(myStr) }, func() any { return new(myBytes) }, func() any { return new(myFloat) }, func() any { return new(myBool) }, func() any { return new(hexRun) }, func() any { return new(struct{ a int }) }, func() any { return 5 }, func() any { return new([]int) }}
	show := func(p any) string {
		switch p := p.(type) {
		case *int:
			return fmt.Sprint(*p)
		case *int8:
			return fmt.Sprint(*p)
		case *uint16:
			return fmt.Sprint(*p)
		case *uint64:
			return fmt.Sprint(*p)
		case *float64:
			return fmt.Sprint(*p)
		case *float32:
			return fmt.Sprint(*p)
		case *bool:
			return fmt.Sprint(*p)
		case *string:
			return fmt.Sprintf("%q", *p)
		case *[]byte:
			return fmt.Sprintf("%q", *p)
		case *complex128:
			return fmt.Sprint(*p)
		case *rune:
			return fmt.Sprint(*p)
		case *myInt:
			return fmt.Sprint(*p)
		case *myStr:
			return fmt.Sprintf("%q", *p)
		case *myBytes:
			return fmt.Sprintf("%q", *p)
		case *myFloat:
			return fmt.Sprint(*p)
		case *myBool:
			return fmt.Sprint(*p)
		case *hexRun:
			return p.s
		}
		return "-"
	}
	for _, in := range inputs {
		for i, m := range makers {
			a, b, c := m(), m(), m()
			n, err := fmt.Sscan(in, a, b)
			n2, err2 := fmt.Sscanln(in, c)
			fmt.Printf("%q %d: %d %v %s %s | %d %v %s\n", in, i, n, err, show(a), show(b), n2, err2, show(c))
		}
	}
	for _, f := range []string{"%d", "%x", "%o", "%b", "%c", "%U", "%v", "%s", "%q", "%f", "%g", "%e", "%t", "%2d", "%3s", "%z", "%", "%5", "%%", "%d%%", "a%d", " %d", "\n%d", "%d\n", "%d %d", "%3x%d"} {
		for _, in := range []string{"", "12", "12345 6", "a5", " 7", "\n8", "9\n", "10%", "U+41", "\"q\"", "t", "1.5e2", "0x1F", "abc", "x y"} {
			for _, m := range makers[:12] {
				a, b := m(), m()
				n, err := fmt.Sscanf(in, f, a)
				n2, err2 := fmt.Sscanf(in, f, a, b)
				fmt.Printf("%q %q: %d %v %s | %d %v %s\n", f, in, n, err, show(a), n2, err2, show(b))
			}
		}
	}
	var i, j int
	var s string
	r := slow{strings.NewReader("1 2\nthree é 4")}
	fmt.Println(fmt.Fscan(r, &i, &j, &s))
	fmt.Println(i, j, s)
	fmt.Println(fmt.Fscan(r, &s))
	fmt.Println(s)
	fmt.Println(fmt.Fscanf(bytes.NewBufferString("k=5;v=x"), "k=%d;v=%s", &i, &s))
	fmt.Println(i, s)
	fmt.Println(fmt.Fscanln(strings.NewReader("1 2 3\n"), &i, &j))
	fmt.Println(fmt.Scan(&i))
	for _, x := range []string{"", "1", "1i", "1+2i", "(1-2i)", "1+i", "i", "inf+nani", "NaN-Infi", "1e400+1i", "0x1p2+0x1p-2i", "1+2", "1++2i", "1+2ij", "+1-2i", "1_0+2i", "()", "(1+2i", "1e5+1e-5i", "3i+4", ".5+.5i", "1e+2i"} {
		c, err := strconv.ParseComplex(x, 128)
		d, err2 := strconv.ParseComplex(x, 64)
		fmt.Println(x, c, err, d, err2)
	}
}
