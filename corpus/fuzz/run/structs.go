package main

type p struct{ x, y int }
type s struct {
	p
	n *s
	t string
}

func (q p) sum() int { return q.x + q.y }
func (q *s) add(n int) { q.x += n; q.n.y = n }

func main() { a := s{p: p{1, 2}, t: "t"}; a.n = &a; a.add(5); f := a.sum; g := p.sum; b := a; println(f(), g(a.p), b == a, b.n.t) }
