// Byte slices: in-place editing, conversions copy, append of strings, comparing, buffers.
package main

import "fmt"

func xor(a, b []byte) []byte {
	out := make([]byte, len(a))
	for i := range a {
		out[i] = a[i] ^ b[i%len(b)]
	}
	return out
}

func putUint32(b []byte, v uint32) {
	_ = b[3]
	b[0], b[1], b[2], b[3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
}

func getUint32(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func upper(b []byte) {
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
}

func crc(b []byte) (c uint32) {
	c = ^c
	for _, x := range b {
		c ^= uint32(x)
		for range 8 {
			c = c>>1 ^ 0xedb88320&-(c&1)
		}
	}
	return ^c
}

type buffer struct {
	b   []byte
	off int
}

func (b *buffer) write(p []byte) (int, error) { b.b = append(b.b, p...); return len(p), nil }
func (b *buffer) readByte() (c byte, ok bool) {
	if b.off == len(b.b) {
		return
	}
	c = b.b[b.off]
	b.off++
	return c, true
}

func main() {
	s := "hello"
	b := []byte(s)
	upper(b[1:3])
	fmt.Println(s, string(b), b)
	e := xor(b, []byte{1, 2})
	fmt.Println(e, string(xor(e, []byte{1, 2})) == string(b))
	buf := make([]byte, 4)
	putUint32(buf, 0xdeadbeef)
	fmt.Printf("% x %x\n", buf, getUint32(buf))
	fmt.Printf("%08x\n", crc([]byte("123456789")))
	b = append(b, " wor"...)
	b = append(b, 'l', 'd', 33)
	fmt.Println(string(b), len(b))
	var bf buffer
	fmt.Fprintf(&wrap{&bf}, "%d-%s", 42, "x")
	for c, ok := bf.readByte(); ok; c, ok = bf.readByte() {
		fmt.Print(c, " ")
	}
	fmt.Println()
	r := []rune("añ世")
	r[0], r[2] = r[2], r[0]
	r = append(r, '!')
	fmt.Println(string(r), len(r), len(string(r)))
	m := map[string]int{}
	key := []byte("k")
	m[string(key)]++
	key[0] = 'j'
	m[string(key)]++
	fmt.Println(m, string(key) == "j", string(b[:2]) < "b")
	for i, c := range []byte("é") {
		fmt.Print(i, c, " ")
	}
	bs := [][]byte{[]byte("a"), nil, {0x62}}
	fmt.Println(string(bs[0])+string(bs[1])+string(bs[2]), len(bs[1]))
	var arr [5]byte
	n := copy(arr[1:], "abcdefg")
	fmt.Println(arr, n, string(arr[1:]))
}

type wrap struct{ b *buffer }

func (w *wrap) Write(p []byte) (int, error) { return w.b.write(p) }
