// The result of a small function is the bound of a slice expression and used again behind calls.
package main

import "fmt"

var seed = uint32(7)

func random(n int) int {
	seed = seed*1664525 + 1013904223
	return int(seed>>8) % n
}

func halves(b []byte) string {
	at := random(len(b) + 1)
	return string(b[:at]) + "|" + string(b[at:])
}

func middle(s string) string {
	from, to := random(3), 3+random(4)
	return s[from:to] + fmt.Sprint(from, to)
}

func capped(s []int) ([]int, int) {
	from := random(2)
	to := 2 + random(2)
	part := s[from:to:to+random(2)]
	return append(part, from, to), cap(part)
}

func main() {
	for range 8 {
		fmt.Println(halves([]byte("abc")), middle("0123456789"))
		fmt.Println(capped([]int{1, 2, 3, 4, 5}))
	}
}
