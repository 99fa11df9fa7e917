// Arrays are values: assignment, passing and comparison copy and compare elements.
package main

import "fmt"

type grid [3][3]int

func change(a [3]int) [3]int {
	a[0] = 100
	return a
}

func changePtr(a *[3]int) { a[0] = 100 }

func (g grid) transposed() (r grid) {
	for i, row := range g {
		for j := range row {
			r[j][i] = g[i][j]
		}
	}
	return
}

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	fmt.Println(a, b, a == b, a != [3]int{1, 2, 3})
	c := change(a)
	fmt.Println(a, c)
	changePtr(&a)
	fmt.Println(a, len(a), cap(a))
	g := grid{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
	h := g
	h[1][1] = 0
	fmt.Println(g, h, g.transposed(), g == h)
	row := g[0]
	row[0] = 99
	fmt.Println(g[0], row)
	p := &g[2]
	p[0] = 70
	fmt.Println(g[2], (*p)[1], len(p))
	for i, v := range a {
		a[2] = 1000
		fmt.Print(i, "=", v, " ")
	}
	fmt.Println(a)
	for i, v := range &a {
		a[2] = 7
		fmt.Print(i, "=", v, " ")
	}
	fmt.Println()
	d := [...]string{2: "c", 0: "a", 4: "e"}
	fmt.Printf("%d %q\n", len(d), d)
	m := map[[2]int]string{{1, 2}: "x"}
	m[[2]int{3, 4}] = "y"
	fmt.Println(m[[2]int{1, 2}], m[[...]int{3, 4}], len(m))
	s := a[:]
	s[0] = -1
	fmt.Println(a[0])
	arrs := [][2]int{{1, 2}, {3, 4}}
	for _, x := range arrs {
		x[0] = 9
	}
	fmt.Println(arrs)
	var e [0]int
	fmt.Println(len(e), e == [0]int{})
	i := 3
	defer func() { fmt.Println(recover()) }()
	fmt.Println(a[i])
}
