// strconv: numbers to text and back, the work of natives.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	x := uint64(88172645463325252)
	sum, length := 0.0, 0
	for range 200000 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		s := strconv.FormatInt(int64(x), 10)
		n, _ := strconv.ParseInt(s, 10, 64)
		t := strconv.FormatFloat(float64(n)/1e6, 'g', -1, 64)
		f, _ := strconv.ParseFloat(t, 64)
		q := strconv.Quote(s)
		u, _ := strconv.Unquote(q)
		m, _ := strconv.Atoi(u[:8])
		sum += f + float64(m)
		length += len(s) + len(t) + len(strconv.Itoa(m))
	}
	fmt.Println(sum, length)
}
