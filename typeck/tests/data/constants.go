package p

const (
	a = 1 << 10
	b = a / 3
	c = 1.5 * 2
	d int8 = 100 + 27
	e int8 = 100 + 28 // ERROR "cannot use 100 + 28 (untyped int constant 128) as int8 value in constant declaration (overflows)"
	f = "x" + "y"
	g = len(f) // 2
	h [g]int = 1 // ERROR "invalid constant type [2]int"
	i = 'a' + 1
	j = 1 / 0 // ERROR "invalid operation: division by zero"
	k = 1.5 % 2 // ERROR "operator % not defined on"
	l = 1 << 600 // ERROR "constant shift overflow"
	m = ^uint8(1)
	n uint8 = -1 // ERROR "overflows"
	o = byte(256) // ERROR "constant 256 overflows byte"
	q = 2.0 << 3
	r = 1.5 << 3 // ERROR "shifted operand 1.5 (untyped float constant) must be integer"
	s = 1 << -1 // ERROR "negative shift count -1 (untyped int constant)"
)

const (
	zero = iota
	one
	two
)

var arr [two]int = [2]int{}

var x int = 1.5 // ERROR "cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)"
var y byte = 'a'
var z float32 = 1e100 // ERROR "(overflows)"
var w = "a" + 1 // ERROR "mismatched types untyped string and untyped int"
var v complex128 = complex(1, 2) * 1i
var u = real(v) + imag(2i)

func shifts(n uint) {
	var i = 1.0 << 3
	var j int32 = 1 << n
	var k = uint64(1<<n) + 1
	var l = 1.0<<n != 0 // ERROR "must be integer"
	var m float64 = 1 << n // ERROR "shifted operand 1 (type float64) must be integer"
	var o = make([]byte, 1.0<<n)
	_, _, _, _, _, _ = i, j, k, l, m, o
	_ = d
	_ = "abc"[5] // ERROR "index 5 out of bounds [0:3]"
}
