// Constants: iota, untyped arithmetic, typed constants, implicit repetition.
package main

import "fmt"

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)

const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
	gb
)

const (
	a, b = iota, iota * 10
	c, d
	e, f
)

const (
	g = "x"
	h
	i = iota
	j
)

const big = 1 << 100
const third = 1.0 / 3
const huge = big * big / (big - 1) >> 90

func (d weekday) String() string {
	return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu"}[d]
}

func main() {
	fmt.Println(sunday, monday, tuesday, thursday, int(thursday))
	fmt.Println(kb, mb, gb)
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(g, h, i, j)
	fmt.Println(big>>98, huge, third*3 == 1)
	const x = 'a' + 1
	fmt.Printf("%T %v %c\n", x, x, x)
	fmt.Printf("%T %v\n", 2*1.5, 2*1.5)
	fmt.Printf("%T %v\n", 7/2, 7/2)
	fmt.Printf("%T %v\n", 7/2.0, 7/2.0)
	fmt.Println(len("héllo"), len([10]int{}), -7/2, -7%3, 7&^5, ^3)
	var f32 float32 = 0.1
	var f64 float64 = 0.1
	fmt.Println(float64(f32) == f64, f32, f64)
	const mask = ^uint8(0x0f)
	fmt.Println(mask, uint8(255)&mask, 1<<3|1, "con"+"cat", 3 > 2 && !false)
	var u uint64 = 1<<64 - 1
	fmt.Println(u, int64(-1<<63), 0x1p-2, 1_000_000, 0b1010, 0o17, '\x41')
	fmt.Println(real(2+3i), imag(2+3i), (1+2i)*(3-1i))
}
