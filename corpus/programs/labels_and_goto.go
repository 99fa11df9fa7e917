// Labelled break and continue, goto.
package main

import "fmt"

func find(grid [][]int, want int) (int, int) {
outer:
	for i, row := range grid {
		for j, v := range row {
			if v < 0 {
				continue outer
			}
			if v == want {
				return i, j
			}
			if v > 100 {
				break outer
			}
		}
	}
	return -1, -1
}

func collatz(n int) (steps int) {
again:
	if n == 1 {
		return
	}
	if n%2 == 0 {
		n /= 2
	} else {
		n = 3*n + 1
	}
	steps++
	goto again
}

func main() {
	fmt.Println(find([][]int{{1, -1, 5}, {2, 5}}, 5))
	fmt.Println(find([][]int{{1, 200, 5}, {2, 5}}, 5))
	fmt.Println(collatz(27))
	i := 0
loop:
	for {
		switch {
		case i == 3:
			i += 2
			continue loop
		case i > 6:
			break loop
		default:
			break
		}
		fmt.Print(i, " ")
		i++
	}
	fmt.Println(i)
sw:
	switch i {
	case 7:
		for {
			break sw
		}
		fmt.Println("unreachable")
	}
	n := 0
top:
	n++
	if n < 3 {
		goto top
	}
	goto end
end:
	fmt.Println("n", n)
	for i := 0; i < 3; i++ {
	inner:
		for j := 0; j < 3; j++ {
			for k := 0; ; k++ {
				if k == j {
					continue inner
				}
				if i == 1 {
					break inner
				}
				fmt.Print(i, j, k, ";")
			}
		}
	}
	fmt.Println()
}
