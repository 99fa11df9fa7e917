// Shifts: counts beyond the width, signed and unsigned, constant and variable, typed by context.
package main

import "fmt"

func shl(x int32, n uint) int32 { return x << n }
func shr(x int32, n uint) int32 { return x >> n }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
		}
	}()
	f()
}

func main() {
	for _, n := range []uint{0, 1, 15, 31, 32, 33, 64, 1000} {
		fmt.Println(n, shl(1, n), shl(-1, n), shr(-1, n), shr(1<<30, n), uint8(255)<<n, uint8(255)>>n, uint64(1)<<n)
	}
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	var x = uint8(1<<s>>s) + 1
	fmt.Println(i, j, k, w, x)
	var n int = 3
	fmt.Println(1<<n, -17>>n, int8(-128)>>n, 1<<n == 8, 1<<n*2, 1<<(n+1))
	n = -1
	try(func() { fmt.Println(1 << n) })
	try(func() { fmt.Println(uint8(1) >> n) })
	y := uint16(0xabcd)
	y <<= 4
	fmt.Printf("%x\n", y)
	y >>= 8
	fmt.Printf("%x\n", y)
	y &^= 0xc
	y |= 0x100
	y ^= 0xffff
	fmt.Printf("%x\n", y)
	var u8 uint8 = 1
	for range 10 {
		fmt.Print(u8, " ")
		u8 <<= 1
	}
	fmt.Println()
	rot := func(v uint32, k uint) uint32 { return v<<(k&31) | v>>(32-k&31) }
	fmt.Printf("%08x %08x %08x\n", rot(0xdeadbeef, 8), rot(0xdeadbeef, 0), rot(1, 31))
}
