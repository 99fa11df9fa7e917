package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math"
	"math/cmplx"
	"strings"
	"text/tabwriter"
	"time"
)

// shown prints the directive that it is printed by.
type shown struct{}

func (shown) Format(s fmt.State, verb rune) {
	for _, v := range []rune{verb, 'q', 'é'} {
		io.WriteString(s, fmt.FormatString(s, v)+" ")
	}
}

// failing panics when it is written to.
type failing struct{}

func (failing) Write(p []byte) (int, error) { panic("cannot write") }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	for _, t := range []string{"", "a line\n", "one\ntwo\n\nthree"} {
		var out, other bytes.Buffer
		rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader(t)), bufio.NewWriter(&out))
		line, err := rw.ReadString('\n')
		fmt.Printf("%q %v\n", line, err)
		fmt.Println(rw.WriteString(line + "!"))
		fmt.Println(rw.Flush(), out.String())
		rw.Reader.Reset(strings.NewReader("again " + t))
		fmt.Println(rw.ReadByte())
		fmt.Println(rw.WriteString("lost"))
		rw.Writer.Reset(&other)
		fmt.Println(rw.WriteString("kept"))
		fmt.Println(rw.Flush(), out.String(), other.String())
	}
	fmt.Printf("%v|%+5.2d|%-#x|% 08q\n", shown{}, shown{}, shown{}, shown{})
	inf, nan := cmplx.Inf(), cmplx.NaN()
	for _, z := range []complex128{0, 1, -2i, 3 + 4i, complex(math.Inf(-1), 1), inf, nan, cmplx.Rect(2, 1)} {
		r, angle := cmplx.Polar(z)
		fmt.Println(cmplx.Abs(z), cmplx.Phase(z), r, angle, cmplx.IsInf(z), cmplx.IsNaN(z), cmplx.Pow(z, 2-1i), cmplx.Rect(r, angle/3), cmplx.Conj(z))
		fmt.Println(cmplx.Inf(), cmplx.NaN(), cmplx.Exp(z), cmplx.Log(z), cmplx.Sqrt(z))
	}
	for _, s := range []int64{0, 1700000000, -5} {
		t := time.Unix(s, 0).UTC()
		fmt.Println(t.Local().Equal(t), t.Local().Unix(), t.Local().UTC())
	}
	for _, c := range [][2]string{{"15:04:05.999Z07:00", "16:04:33.0000000000Z"}, {"15:04:05.000", "23:00:59.-12"}, {"15:04:05.000", "23:00:59.+12"}, {"15:04:05.000", "23:00:59.-00"}, {"15:04:05.000", "23:00:59.1"}, {"15:04:05.999", "23:00:59.12345678912"}, {"15:04:05", "23:00:59.123456789123"}} {
		fmt.Println(time.Parse(c[0], c[1]))
	}
	var b bytes.Buffer
	try(func() { b.Grow(math.MaxInt) })
	try(func() { b.Grow(-1) })
	w := tabwriter.NewWriter(failing{}, 0, 8, 1, ' ', 0)
	try(func() { io.WriteString(w, "a\tb\n\n") })
	try(func() { w.Flush() })
	w = tabwriter.NewWriter(failing{}, 0, 8, 1, ' ', 0)
	io.WriteString(w, "x\ty")
	try(func() { w.Flush() })
}
