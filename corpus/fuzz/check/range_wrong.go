package p
func f(n int, c chan int, g func(func(int) int), h func(func(int, int, int) bool), p *[]int, z struct{}) {
	for i, j := range n {}
	for i, j := range c {}
	for range g {}
	for a, b := range h {}
	for range p {}
	for range z {}
	for i := range 1.5 {}
	for i, i := range "x" {}
	var s string
	for s = range 3 {}
	for s, n = range map[int]int{} {}
	for f() = range n {}
	for i := range 1 << 70 { _ = i }
}
