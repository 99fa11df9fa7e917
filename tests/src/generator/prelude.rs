//! What every generated program stands on: fuel, so that it ends; functions that are total where an operator is not; printing.

pub(super) const PRELUDE: &str = r#"
var fuel = 3000

// tick ends the program after so many loops and calls.
func tick() {
	fuel--
	if fuel < 0 {
		println("out of fuel")
		os.Exit(7)
	}
}

var fz float64

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

type ordered interface {
	integer | ~float32 | ~float64 | ~string
}

type errText string

func (e errText) Error() string { return "text " + string(e) }

type errCode struct{ code int }

func (e *errCode) Error() string { return "code " + string(rune('0'+e.code)) }

func v[T any](x T) T { return x }

func ref[T any](x T) *T { return &x }

func pick[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

// tr shows when it is called.
func tr[T any](n int, x T) T {
	println("tr", n)
	return x
}

func at(i, n int) int {
	if n == 0 {
		return 0
	}
	i %= n
	if i < 0 {
		i += n
	}
	return i
}

func get[S ~[]E, E any](s S, i int) (e E) {
	if len(s) > 0 {
		e = s[at(i, len(s))]
	}
	return
}

func byteAt(s string, i int) byte {
	if len(s) == 0 {
		return 0
	}
	return s[at(i, len(s))]
}

func few[S ~[]E, E any](s S) S {
	n := min(len(s), 20)
	return s[:n:n]
}

func tail[S ~[]E, E any](s S, i int) S { return s[at(i, len(s)+1):] }

func cut(s string, i, j int) string {
	i, j = at(i, len(s)+1), at(j, len(s)+1)
	if i > j {
		i, j = j, i
	}
	return s[i:j]
}

func lim[S ~string](s S) S {
	if len(s) > 60 {
		return s[len(s)-60:]
	}
	return s
}

func keys[K ordered, E any](m map[K]E) []K {
	var all []K
	for k := range m {
		i := len(all)
		all = append(all, k)
		for i > 0 && all[i-1] > k {
			all[i] = all[i-1]
			i--
		}
		all[i] = k
	}
	return all
}

func each[S ~[]E, E any](s S) func(func(int, E) bool) {
	return func(yield func(int, E) bool) {
		for i, e := range s {
			if !yield(i, e) {
				return
			}
		}
	}
}

func printFloat(x float64) {
	if x != x {
		print("NaN")
	} else {
		print("<", math.Float64bits(x), ">")
	}
}

type Box[T any] struct {
	a T
	b []T
	n int
}

func (b *Box[T]) put(x T) T {
	old := b.a
	b.a, b.n = x, b.n+1
	if b.n < 9 {
		b.b = append(b.b, old)
	}
	return old
}

func (b Box[T]) last() (x T) {
	if len(b.b) > 0 {
		x = b.b[len(b.b)-1]
	}
	return x
}

func guard(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			print(name, " panics: ")
			showAny(r)
			println()
		}
	}()
	f()
	println(name, "returns")
}
"#;
