package p

func
func f
func f(a int, string) {}
func f(a, b) int int {}
func () m() {}
func (a, b T) m() {}
func f() int
{
}
func f(...) {}
func (t T) m[P any]() {}
