package p
type Number interface { ~int | ~int64 | ~float64 }
type Text interface { ~string | ~[]byte }
type Both interface { Number; String() string }
func Sum[T Number](xs ...T) (s T) { for _, x := range xs { s += x }; return s }
func At[T Text](t T, i int) byte { return t[i] }
func Conv[A, B Number](a A) B { return B(a) }
type N int
func (N) String() string { return "" }
func F[T Both](x T) T { return x + 1 }
var _, _ = F(N(1)), Conv[int, float64](Sum(1, 2))
