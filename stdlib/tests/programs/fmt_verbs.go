package main

import "fmt"

type point struct{ X, y int }

func main() {
	for _, f := range []string{"%d", "%+d", "% d", "%5d", "%-5d|", "%05d", "%x", "%X", "%#x", "%o", "%#o", "%O", "%b", "%#b", "%c", "%q", "%U", "%#U",
		"%v", "%+v", "%#v", "%T", "%t", "%s", "%e", "%.3d", "%8.3d", "%-8.3d|", "%+08d", "%.0d", "%p", "%z", "%!", "%-05d|", "%w"} {
		fmt.Printf(f+"\n", 42)
		fmt.Printf(f+"\n", -7)
		fmt.Printf(f+"\n", uint8(200))
		fmt.Printf(f+"\n", 'x')
	}
	for _, f := range []string{"%v", "%g", "%e", "%f", "%.2f", "%8.2f", "%-8.2f|", "%+.2f", "%08.3f", "% .2f", "%G", "%E", "%F", "%x", "%X", "%.3x", "%b", "%#g", "%#.3g", "%#v",
		"%.0f", "%#.0f", "%6.0f", "%d", "%+v", "%.3g", "%.10g", "%20.8e", "%010.1f", "%-010.1f|", "% 08.1f", "%#x", "%#e"} {
		fmt.Printf(f+"\n", 3.14159)
		fmt.Printf(f+"\n", -0.00001234)
		fmt.Printf(f+"\n", 1e21)
		fmt.Printf(f+"\n", float32(2.5))
		fmt.Printf(f+"\n", 0.0)
		fmt.Printf(f+"\n", complex(1, -2.5))
	}
	for _, f := range []string{"%s", "%q", "%x", "%X", "% x", "%# x", "%#x", "%10s|", "%-10s|", "%.2s", "%10.2s|", "%v", "%#v", "%+q", "%#q", "%d", "%010s", "%-010s|", "%x|%x", "%5t", "%.3x", "%5c"} {
		fmt.Printf(f+"\n", "héllo\n")
		fmt.Printf(f+"\n", "")
		fmt.Printf(f+"\n", []byte("ab\x00"))
		fmt.Printf(f+"\n", [3]byte{1, 2, 255})
		fmt.Printf(f+"\n", "back`tick")
		fmt.Printf(f+"\n", true)
	}
	fmt.Printf("%[2]d %[1]d\n", 1, 2)
	fmt.Printf("%[2]*[1]d|\n", 1, 5)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("%*d|%.*d\n", -5, 42, -2, 3)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, 2, "x", nil)
	fmt.Printf("%[5]d %[x]d %[]d %[2\n", 1)
	fmt.Printf("%[1]d %d %[1]d\n", 1, 2)
	fmt.Printf("%!d %z %\n", 1, point{1, 2})
	fmt.Printf("%s|%v|%d\n", nil, nil, nil)
	fmt.Printf("%*d %.*d\n", "a", 1, "b", 2)
	fmt.Printf("100%%|%5%|%-5%\n")
	fmt.Printf("%")
	fmt.Println()
	fmt.Printf("%.")
	fmt.Println()
	fmt.Printf("%.d|%.s|%5.f\n", 0, "abc", 2.6)
	fmt.Printf("%世 %é\n", 1, 2)
	fmt.Printf("%1000001d|\n", 1)
	fmt.Printf("%[1]*d %[3]*.[2]*[1]f|\n", 3, 2, 8)
	fmt.Printf("%[3]*.[2]*[1]f|%6.2[1]f|%[1]v\n", 12.0, 2, 6)
	fmt.Printf("%v %v\n", 1)
	fmt.Printf("no verbs\n", 1)
	fmt.Printf("%d %s\n", "x", 5)
	fmt.Printf("%t %t %t\n", true, false, 1)
	fmt.Printf("%x %X %#x % x\n", "hello", []byte("hello"), "hello", "hello")
	fmt.Printf("%x %X %q\n", []string{"a", "b"}, []string{"a", "b"}, []string{"a", "b"})
	fmt.Printf("%6d|%-6d|%06d\n", []int{1, -2}, []int{1, -2}, []int{1, -2})
	fmt.Printf("%6.2f|%v|%T\n", []float64{1, 2.5}, []float64{1, 2.5}, []float64{})
	fmt.Printf("%c %c %c %q %q %#q %+q %U %#U %#.10U\n", 65, 0x4E16, -1, 0x4E16, 0x10FFFF, 'x', 'é', 0x4E16, 0x4E16, 0x4E16)
	fmt.Printf("%08b %o %O %#O\n", 5, 64, 64, 64)
	fmt.Printf("%5t|%-7t|%q\n", true, false, 'a')
	fmt.Printf("%e %E %.0e %g\n", 123456.789, 123456.789, 1.5, 1e-7)
	fmt.Printf("%v %v %v %v\n", float32(0.1), 1e6, 1e20, 123456789.0)
	fmt.Printf("%v %.2f %+v %g\n", 1+2i, complex64(1-2i), -1i, complex(1e100, 1e-100))
	big := 1e308
	inf := big * 10
	fmt.Printf("%v %v %f %5.1f|%-8.1f|%08.1f|%+f|% f|%d\n", inf, -inf, inf-inf, inf, -inf, inf, inf-inf, inf, inf)
	fmt.Printf("%6v|%-6v|%06v|%x|%X\n", 12, 12, 12, -255, -255)
	fmt.Printf("%v %d %s\n", []byte("hi"), []byte("hi"), []byte("hi"))
	fmt.Printf("%#v %#v %#v\n", []byte("hi"), []byte(nil), [2]byte{1, 2})
	fmt.Printf("%.3q|%.1q|%8q|%-8q|\n", "hello", "é世", "a", "a")
	fmt.Printf("%s %v\n", []any{1, "a", nil, 2.5}, []any{1, "a", nil, 2.5})
	fmt.Printf("%+d %+d\n", []int{1, -1}, map[string]int{"a": 1})
	fmt.Printf("%03d|%+.3d|%x|% d\n", -5, 5, "\xff", 7)
}
