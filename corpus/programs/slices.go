// Slices: length and capacity, aliasing, append, copy, full slice expressions, nil and empty.
package main

import "fmt"

func main() {
	var n []int
	e := []int{}
	fmt.Println(n == nil, e == nil, len(n), cap(n), n, e)
	a := []int{1, 2, 3, 4, 5}
	b := a[1:3]
	fmt.Println(b, len(b), cap(b))
	b[0] = 20
	b = append(b, 40)
	fmt.Println(a, b)
	c := a[1:3:3]
	c = append(c, 99)
	fmt.Println(a, c, cap(a[1:3:4]))
	b = b[:cap(b)]
	fmt.Println(b)
	d := make([]int, 2, 10)
	f := append(d, 1)
	g := append(d, 2)
	fmt.Println(f, g, d, d[:4])
	fmt.Println(copy(d, a), d, copy(a, a[2:]), a, copy(a[1:], a), a)
	bs := make([]byte, 3)
	fmt.Println(copy(bs, "hello"), string(bs))
	n = append(n, a...)
	n = append(n, n...)
	fmt.Println(len(n), n)
	n = append(n[:1], n[3:]...)
	fmt.Println(n)
	s := append([]byte("ab"), "cd"...)
	fmt.Println(string(s))
	m := [][]int{{1}, {2, 3}, nil, {}}
	m[2] = append(m[2], 4)
	fmt.Println(m, len(m[3]))
	for i, v := range a {
		if i == 0 {
			a = append(a, 6)
			a[1] = -1
		}
		fmt.Print(v, " ")
	}
	fmt.Println(len(a))
	arr := [4]int{1, 2, 3, 4}
	sl := arr[:2]
	sl = append(sl, 33)
	fmt.Println(arr, [2]int(sl[:2]), *(*[3]int)(sl))
	clear(sl)
	fmt.Println(arr)
	// reverse, filter in place
	x := []int{1, 2, 3, 4, 5, 6}
	for i, j := 0, len(x)-1; i < j; i, j = i+1, j-1 {
		x[i], x[j] = x[j], x[i]
	}
	k := x[:0]
	for _, v := range x {
		if v%2 == 0 {
			k = append(k, v)
		}
	}
	fmt.Println(x, k)
}
