// Packages container/heap, container/ring and encoding/binary.
package main

import (
	"container/heap"
	"container/ring"
	"encoding/binary"
	"fmt"
	"io"
)

type ints []int

func (h ints) Len() int           { return len(h) }
func (h ints) Less(i, j int) bool { return h[i] < h[j] }
func (h ints) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x any)        { *h = append(*h, x.(int)) }
func (h *ints) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

type letters struct{ left string }

func (l *letters) Read(p []byte) (int, error) {
	if l.left == "" {
		return 0, io.EOF
	}
	n := copy(p, l.left[:min(3, len(l.left))])
	l.left = l.left[n:]
	return n, nil
}

func main() {
	h := &ints{5, 2, 8, 1, 9, 3}
	heap.Init(h)
	heap.Push(h, 4)
	(*h)[2] = 0
	heap.Fix(h, 2)
	fmt.Println(heap.Remove(h, 3) != nil, h.Len())
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	r := ring.New(5)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	gone := r.Unlink(2)
	r.Do(func(v any) { fmt.Print(v, " ") })
	gone.Do(func(v any) { fmt.Print(v, " ") })
	fmt.Println(r.Move(2).Value, r.Prev().Value, r.Len())
	b := binary.BigEndian.AppendUint32(nil, 0x01020304)
	b = binary.LittleEndian.AppendUint64(b, 0x0102030405060708)
	fmt.Println(b, binary.LittleEndian.Uint32(b), binary.BigEndian.Uint64(b[4:]), binary.BigEndian)
	binary.BigEndian.PutUint16(b, 0xabcd)
	fmt.Println(b[:2], binary.LittleEndian.Uint16(b))
	v := binary.AppendVarint(binary.AppendUvarint(nil, 300), -5)
	fmt.Println(v)
	fmt.Println(binary.Uvarint(v))
	fmt.Println(binary.Varint(v[2:]))
	fmt.Println(binary.Uvarint(v[:1]))
	reader := &letters{"abcdef"}
	buf := make([]byte, 4)
	fmt.Println(io.ReadFull(reader, buf))
	fmt.Println(io.ReadFull(reader, buf))
	fmt.Println(io.ReadFull(reader, buf))
}
