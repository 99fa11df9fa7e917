// Nested arrays and slices: matrices and the game of life.
package main

import "fmt"

const size = 8

type board [size][size]bool

func (b *board) neighbours(r, c int) (n int) {
	for dr := -1; dr <= 1; dr++ {
		for dc := -1; dc <= 1; dc++ {
			if (dr != 0 || dc != 0) && b[(r+dr+size)%size][(c+dc+size)%size] {
				n++
			}
		}
	}
	return
}

func (b board) next() (out board) {
	for r := range b {
		for c, alive := range b[r] {
			n := b.neighbours(r, c)
			out[r][c] = n == 3 || alive && n == 2
		}
	}
	return
}

func (b board) String() (s string) {
	for _, row := range b {
		for _, alive := range row {
			if alive {
				s += "#"
			} else {
				s += "."
			}
		}
		s += "\n"
	}
	return
}

type matrix [][]float64

func newMatrix(r, c int) matrix {
	m := make(matrix, r)
	flat := make([]float64, r*c)
	for i := range m {
		m[i], flat = flat[:c:c], flat[c:]
	}
	return m
}

func (m matrix) mul(o matrix) matrix {
	out := newMatrix(len(m), len(o[0]))
	for i, row := range m {
		for j := range o[0] {
			for k, v := range row {
				out[i][j] += v * o[k][j]
			}
		}
	}
	return out
}

func spiral(n int) [][]int {
	g := make([][]int, n)
	for i := range g {
		g[i] = make([]int, n)
	}
	r, c, dr, dc := 0, 0, 0, 1
	for k := 1; k <= n*n; k++ {
		g[r][c] = k
		nr, nc := r+dr, c+dc
		if nr < 0 || nr >= n || nc < 0 || nc >= n || g[nr][nc] != 0 {
			dr, dc = dc, -dr
			nr, nc = r+dr, c+dc
		}
		r, c = nr, nc
	}
	return g
}

func main() {
	var b board
	for _, p := range [][2]int{{0, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}} {
		b[p[0]][p[1]] = true
	}
	start := b
	for i := range 32 {
		if i == 4 {
			fmt.Print(b)
		}
		b = b.next()
	}
	fmt.Println(b == start)
	m := matrix{{1, 2, 3}, {4, 5, 6}}
	t := matrix{{1, 0}, {0, 1}, {1, 1}}
	fmt.Println(m.mul(t), len(newMatrix(2, 3)[1]), cap(newMatrix(2, 3)[0]))
	for _, row := range spiral(4) {
		fmt.Println(row)
	}
	var cube [2][3][4]int
	n := 0
	for i := range cube {
		for j := range cube[i] {
			for k := range cube[i][j] {
				cube[i][j][k] = n
				n++
			}
		}
	}
	slab := cube[1]
	slab[0][0] = -1
	fmt.Println(cube[1][0], slab[0], len(cube), len(cube[0]), len(cube[0][0]))
}
