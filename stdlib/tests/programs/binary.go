package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

type inner struct {
	A uint16
	_ [3]byte
	B int8
}

type all struct {
	Bool bool
	I8   int8
	I16  int16
	I32  int32
	I64  int64
	U8   uint8
	U16  uint16
	U32  uint32
	U64  uint64
	F32  float32
	F64  float64
	C64  complex64
	C128 complex128
	Arr  [3]uint16
	In   [2]inner
}

type named uint32

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panics:", r)
		}
	}()
	f()
}

func main() {
	v := all{true, -8, -1600, -320000, -1 << 60, 200, 60000, 4e9, 1 << 63, 1.5, math.Pi, complex(1, -2), complex(3, 4), [3]uint16{1, 2, 3}, [2]inner{{A: 7, B: -7}, {A: 8, B: 8}}}
	orders := []binary.ByteOrder{binary.LittleEndian, binary.BigEndian, binary.NativeEndian}
	values := []any{v, &v, true, int8(-1), int16(-2), int32(-3), int64(-4), uint8(1), uint16(2), uint32(3), uint64(4), float32(0.5), 0.25, complex64(1i), 2i, []bool{true, false}, []int8{-1, 2}, []byte("bytes"), []int16{-1}, []uint16{1, 2}, []int32{5}, []uint32{6}, []int64{-7}, []uint64{8},
		[]float32{1}, []float64{2}, [2]int32{1, 2}, &[2]int32{3, 4}, []inner{{A: 1, B: 2}}, named(5), []named{6}, []complex64{1}, [][2]uint8{{1, 2}, {3, 4}}, struct{}{}, []struct{}{{}}, []uint32{}, []uint8(nil),
		5, uint(5), "x", []int{1}, map[int]int{}, struct{ S string }{"x"}, []string{"a"}, struct{ P *int }{}, [2]int{1, 2}, []any{1}, func() {}, uintptr(1)}
	for _, order := range orders {
		fmt.Println(order, fmt.Sprintf("%#v", order))
		for _, x := range values {
			var b bytes.Buffer
			err := binary.Write(&b, order, x)
			fmt.Printf("%T %x %v %d\n", x, b.Bytes(), err, binary.Size(x))
			out, err := binary.Append([]byte("+"), order, x)
			fmt.Printf("%x %v\n", out, err)
			buf := make([]byte, 200)
			n, err := binary.Encode(buf, order, x)
			fmt.Printf("%d %x %v\n", n, buf[:n], err)
			n, err = binary.Encode(buf[:1], order, x)
			fmt.Printf("%d %v\n", n, err)
			try(func() {
				err = binary.Read(bytes.NewReader(b.Bytes()), order, x)
				fmt.Printf("%v\n", err)
			})
		}
		data := make([]byte, 150)
		for i := range data {
			data[i] = byte(i*37 + 11)
		}
		targets := []any{new(all), new(bool), new(int8), new(int16), new(int32), new(int64), new(uint8), new(uint16), new(uint32), new(uint64), new(float32), new(float64), new(complex64), new(complex128), new([3]int16), new(inner), new(named)}
		for _, t := range targets {
			fmt.Println(binary.Read(bytes.NewReader(data), order, t))
			show(t)
			for _, size := range []int{0, 1, 2, 5, 9, 150} {
				n, err := binary.Decode(data[:size], order, t)
				fmt.Print(n, err, " ")
				show(t)
				fmt.Println(binary.Read(bytes.NewReader(data[:size]), order, t))
			}
		}
		slices := []any{make([]bool, 3), make([]int8, 3), make([]byte, 3), make([]int16, 3), make([]uint16, 3), make([]int32, 3), make([]uint32, 3), make([]int64, 3), make([]uint64, 3), make([]float32, 2), make([]float64, 2), make([]inner, 2), make([]named, 2), []int32{}}
		for _, s := range slices {
			err := binary.Read(bytes.NewReader(data), order, s)
			fmt.Println(s, err)
			n, err := binary.Decode(data[:binary.Size(s)], order, s)
			fmt.Println(n, err, s)
			n, err = binary.Decode(nil, order, s)
			fmt.Println(n, err)
		}
	}
	type hidden struct{ a uint8 }
	try(func() { fmt.Println(binary.Read(strings.NewReader("x"), binary.BigEndian, &hidden{})) })
	for _, s := range []string{"", "\x00", "\x7f", "\x80", "\x80\x01", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x80\x80\x80"} {
		u, err := binary.ReadUvarint(strings.NewReader(s))
		i, err2 := binary.ReadVarint(strings.NewReader(s))
		fmt.Println(u, err, i, err2)
		u, n := binary.Uvarint([]byte(s))
		i, m := binary.Varint([]byte(s))
		fmt.Println(u, n, i, m)
	}
	for _, x := range []int64{0, 1, -1, 63, -64, 64, 1 << 40, math.MaxInt64, math.MinInt64} {
		buf := make([]byte, binary.MaxVarintLen64)
		fmt.Printf("%x %x %x %x\n", buf[:binary.PutVarint(buf, x)], buf[:binary.PutUvarint(buf, uint64(x))], binary.AppendVarint(nil, x), binary.AppendUvarint([]byte{9}, uint64(x)))
		for _, o := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian, binary.NativeEndian} {
			fmt.Printf("%x %x %x %s ", o.AppendUint16(nil, uint16(x)), o.AppendUint32(nil, uint32(x)), o.AppendUint64(nil, uint64(x)), o)
		}
		for _, o := range orders {
			o.PutUint16(buf, uint16(x))
			o.PutUint32(buf[2:], uint32(x))
			fmt.Printf("%x %d %d ", buf, o.Uint16(buf), o.Uint32(buf[2:]))
			o.PutUint64(buf, uint64(x))
			fmt.Println(o.Uint64(buf), o.Uint16(buf[1:]))
		}
	}
	try(func() { binary.BigEndian.Uint32([]byte{1, 2}) })
	try(func() { binary.LittleEndian.PutUint64(make([]byte, 7), 1) })
}

func show(t any) {
	switch p := t.(type) {
	case *all:
		fmt.Println(*p)
	case *bool:
		fmt.Println(*p)
	case *int16:
		fmt.Println(*p)
	case *float32:
		fmt.Println(*p)
	case *float64:
		fmt.Println(*p)
	case *complex64:
		fmt.Println(*p)
	case *complex128:
		fmt.Println(*p)
	case *[3]int16:
		fmt.Println(*p)
	case *inner:
		fmt.Println(*p)
	case *named:
		fmt.Println(*p)
	case *uint64:
		fmt.Println(*p)
	default:
		fmt.Println()
	}
}
