// Integers of every width wrap around.
package main

import "fmt"

func main() {
	var i8 int8 = 127
	var i16 int16 = 32767
	var i32 int32 = 2147483647
	var i64 int64 = 9223372036854775807
	var u8 uint8 = 255
	var u16 uint16 = 65535
	var u32 uint32 = 4294967295
	var u64 uint64 = 18446744073709551615
	i8++
	i16++
	i32++
	i64++
	u8++
	u16++
	u32++
	u64++
	fmt.Println(i8, i16, i32, i64, u8, u16, u32, u64)
	i8--
	u8--
	u16 -= 2
	u32--
	u64 -= 3
	fmt.Println(i8, u8, u16, u32, u64)
	fmt.Println(i8*i8, i8+1, -i8-1, u8*u8, u8+10)
	i8 = -128
	fmt.Println(-i8, i8/-1, i8%-1, i8*-1)
	i32 = -2147483648
	i64 = -9223372036854775808
	m1 := int32(-1)
	m2 := int64(-1)
	fmt.Println(-i32, i32/m1, i32%m1, i64/m2, i64%m2)
	fmt.Println(^u8, ^i8, ^uint16(0), ^int64(0))
	var ui uint = 3
	fmt.Println(ui-4 > 0, ui-4)
	for _, p := range [][2]int{{7, 2}, {-7, 2}, {7, -2}, {-7, -2}} {
		fmt.Println(p[0]/p[1], p[0]%p[1])
	}
	var h uint32 = 2166136261
	for _, b := range []byte("hash me") {
		h ^= uint32(b)
		h *= 16777619
	}
	fmt.Println(h)
	var x uint64 = 88172645463325252
	for range 5 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		fmt.Println(x)
	}
	var r int16 = 1
	for i := range 20 {
		r = r*3 + int16(i)
	}
	fmt.Println(r)
}
