package main

func a(n int) {
	if n == 0 {
		var p *struct{ x int }
		p.x = 1
	}
	b(n - 1)
}

func b(n int) { a(n) }

type t struct{}

func (t) method(n int)   { a(n) }
func (*t) pointer(n int) { t{}.method(n) }

func main() {
	f := func() { new(t).pointer(2) }
	f()
}
