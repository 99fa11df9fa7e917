package main

type t struct {
	l, r *t
}

func tree(n int) *t { if n == 0 { return nil }; return &t{tree(n - 1), tree(n - 1)} }

func main() { for i := range 10 { x := tree(5); println(i, x.l.r != nil, len(make([]byte, 1000*i))) } }
