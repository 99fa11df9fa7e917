package p

func f()
func g(a, b int, c ...string) (d int, err error) { return }
func (t T) m() {}
func (t *T[P]) n(x P) P { return x }
func (T) o(int)
