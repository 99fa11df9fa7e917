// Conversions between integer types keep the low bits; sign extension and truncation.
package main

import "fmt"

func main() {
	for _, v := range []int64{0, 1, -1, 127, 128, 255, 256, -128, -129, 32768, 65535, 1 << 31, -1 << 31, 1<<40 + 5, -1 << 63} {
		fmt.Println(v, int8(v), uint8(v), int16(v), uint16(v), int32(v), uint32(v), uint64(v))
	}
	var u8 uint8 = 200
	var i8 = int8(u8)
	fmt.Println(i8, int(i8), uint32(i8), uint64(int64(i8)), int16(u8))
	var i32 int32 = -5
	fmt.Println(uint8(i32), uint16(i32), uint(i32), int64(i32))
	f := 3.99
	fmt.Println(int(f), int(-f), int64(1e15), uint8(f), int32(f-4))
	fmt.Println(float64(1<<53+1) == float64(1<<53), float32(16777217), float64(u8)/3)
	var u64 uint64 = 1<<63 + 1<<20
	fmt.Println(float64(u64), float32(u64), int64(u64))
	type celsius float64
	type id uint16
	c := celsius(36.6)
	fmt.Println(float64(c)+1, int(c), id(70000%65536), uint8(id(300)>>1))
	var r rune = 'é'
	var b byte = byte(r)
	fmt.Println(r, b, string(r), string(rune(b)))
	var up uintptr = 1 << 40
	fmt.Println(up, uint32(up>>8))
	fmt.Printf("%x %X %o %b %08b %d\n", -255, uint8(254), 64, 5, int8(5), uint64(1<<63))
}
