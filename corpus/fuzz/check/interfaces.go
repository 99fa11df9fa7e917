package p
type R interface { Read(p []byte) (int, error) }
type W interface { Write(p []byte) (int, error) }
type RW interface { R; W; R }
type file struct{}
func (*file) Read(p []byte) (n int, err error) { return }
func (*file) Write([]byte) (int, error) { return 0, nil }
var _ RW = (*file)(nil)
var _ RW = file{}
func f(x any) int {
	if r, ok := x.(R); ok { n, _ := r.Read(nil); return n }
	switch y := x.(type) {
	case nil: return 0
	case int, string: _ = y
	case []int: return len(y)
	case RW, *file: return 1
	default: _ = y.(interface{ error; Is(error) bool })
	}
	return x.(interface{ M() int }).M()
}
