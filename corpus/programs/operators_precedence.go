// Precedence and associativity, bit operators, op-assignments, increments.
package main

import "fmt"

func main() {
	a, b, c := 7, 3, 2
	fmt.Println(a+b*c, (a+b)*c, a-b-c, a/b*c, a%b*c, a*b%c, -a+b, -(a + b))
	fmt.Println(a&b|c, a&(b|c), a^b&c, a|b^c, a&^b, a<<b+c, a<<(b+c), a>>1<<1, ^a&b)
	fmt.Println(a > b == true, a > b && b > c || a < c, !(a > b) || b == 3, a&1 == 1)
	fmt.Println(1+2 == 3 && 4 < 5, a<<1 > b, a+b > c*c, 10-4-3, 100/10/5, 2*3%4)
	x := 5
	x += 3 * 2
	x -= 1
	x *= x - 8
	x /= 3
	x %= 5
	x <<= 3
	x |= 1
	x &= 0x1e | 1
	x ^= 0xff
	x &^= 0xf0
	x >>= 1
	x++
	x--
	fmt.Println(x)
	arr := []int{1, 2, 3}
	i := 0
	arr[i] += 10
	arr[i+1]++
	arr[len(arr)-1] *= arr[0]
	fmt.Println(arr)
	m := map[string]int{}
	m["n"]++
	m["n"] += 5
	m["n"] <<= 2
	fmt.Println(m)
	s := "a"
	s += "b" + "c"
	fmt.Println(s)
	type t struct{ v struct{ n int } }
	v := t{}
	p := &v
	p.v.n += 3
	p.v.n *= p.v.n
	fmt.Println(v)
	f := 10.0
	f /= 4
	f -= .5
	fmt.Println(f, f*2 == 4, -f)
	u := uint8(10)
	u -= 20
	u /= 2
	fmt.Println(u, u>>1&3, u&^7)
	var pt = &x
	*pt *= 3
	(*pt)++
	y := *pt * *pt
	fmt.Println(x, y, -*pt, ^*pt)
	t1, t2 := true, false
	fmt.Println(t1 || t2 && !t1, (t1 || t2) && !t1, t1 != t2, !t1 == t2)
	calls := 0
	get := func() *[]int { calls++; return &arr }
	(*get())[0] += 5
	(*get())[1]++
	fmt.Println(arr, calls)
}
