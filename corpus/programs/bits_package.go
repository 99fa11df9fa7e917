// Package math/bits and bit manipulation.
package main

import (
	"fmt"
	"math/bits"
)

func popcount(x uint64) (n int) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return
}

func main() {
	for _, x := range []uint64{0, 1, 0x80, 0xff, 1<<63 | 1, 0xdeadbeefcafebabe} {
		fmt.Println(bits.OnesCount64(x), popcount(x), bits.LeadingZeros64(x), bits.TrailingZeros64(x), bits.Len64(x))
		fmt.Printf("%x %x %x\n", bits.Reverse64(x), bits.ReverseBytes64(x), bits.RotateLeft64(x, 12))
	}
	fmt.Println(bits.UintSize, bits.Len8(255), bits.LeadingZeros16(1), bits.TrailingZeros32(0), bits.OnesCount8(0xf1), bits.RotateLeft8(0x81, 1), bits.RotateLeft32(1, -1))
	hi, lo := bits.Mul64(1<<63, 6)
	fmt.Println(hi, lo)
	sum, carry := bits.Add64(1<<63, 1<<63, 1)
	fmt.Println(sum, carry)
	diff, borrow := bits.Sub64(1, 2, 0)
	fmt.Println(diff, borrow)
	q, r := bits.Div64(1, 0, 3)
	fmt.Println(q, r)
	func() {
		defer func() { fmt.Println(recover()) }()
		bits.Div64(5, 0, 5)
	}()
	gray := func(n uint) uint { return n ^ n>>1 }
	for i := range uint(8) {
		fmt.Printf("%03b ", gray(i))
	}
	fmt.Println()
	var set [4]uint64
	for _, i := range []uint{3, 64, 200, 255} {
		set[i/64] |= 1 << (i % 64)
	}
	set[0] &^= 1 << 3
	fmt.Println(set, bits.TrailingZeros64(set[3]))
}
