// Untyped constants take the type that the context asks for.
package main

import "fmt"

type f32 float32
type kilo int64

func takesF(f float64) float64     { return f / 2 }
func takesR(r rune) string         { return string(r) }
func takesAny(a any) string        { return fmt.Sprintf("%T", a) }
func takesB(b byte) byte           { return b + 1 }
func variadic(xs ...float32) int   { return len(xs) }
func result() (float64, byte, any) { return 1, 'a', 2.0 }

const (
	c1 = 1
	c2 = 2.0
	c3 = 'x'
	c4 = c1 + c2
	c5 = c3 - 'a'
	c6 = 5 / 2
	c7 = 5 / 2.
	c8 = c1 << 4
)

func main() {
	fmt.Println(takesF(3), takesF('a'), takesR(65), takesB('z'), variadic(1, 2.5, 'c'))
	fmt.Println(takesAny(c1), takesAny(c2), takesAny(c3), takesAny(c4), takesAny(c5), takesAny(c6), takesAny(c7), takesAny(c8), takesAny(1i), takesAny("s"), takesAny(c1 == 1), takesAny(nil))
	fmt.Println(result())
	var x f32 = 1
	var k kilo = 1e3
	var b byte = 'A' + 1
	var c complex128 = 2
	var i int = 3.0
	var u uint8 = 1<<8 - 1
	fmt.Println(x/3, k*2, b, c*1.5, i, u)
	y := 10
	fmt.Println(y/4, float64(y)/4, y*2.0, 7.0/2.0, 1/2*3.0, 3.0*1/2)
	var s uint = 2
	var sh int64 = 1 << s
	f := float64(1 << 3)
	idx := []int{10, 20, 30}[2.0]
	arr := [3.0]int{2: 1}
	fmt.Println(sh, f, idx, arr, len("abc")*1.0)
	var z interface{} = 1 << 3
	fmt.Printf("%T %T %T %T\n", z, 'a'*2, 'a'*2.0, 1+0i)
	m := map[float64]string{1: "one", 2.5: "x"}
	fmt.Println(m[1], m[5/2.0])
	ch := 'a'
	ch += 1
	str := "x" + string(ch)
	fmt.Println(str, ch > 'a', ch == 98, -5>>1, 5.0 == 5)
	if n := 1 << 62; n > 1<<61 {
		fmt.Println(n)
	}
	var bb bool = 1 < 2
	type myBool bool
	var mb myBool = 1 < y
	fmt.Println(bb, mb, !mb)
	const big = 1 << 62
	fmt.Println(big*2-1 > big, uint64(big*2), big>>60)
}
