package p
func f[T any, P *T, S []T, M map[string]S, F func(T) P](t T, p P, s S, m M, fn F) {
	_ = *p; s[0] = t; _ = m["x"][0]; p = fn(t); for range s {}; _ = any(t).(int); var z T; z = t; _ = z
	_ = t.x; t(); _ = t + t; _ = t == t; _ = T(1); switch t.(type) {}; switch any(t).(type) { case T: case S: case int: }
	_ = []T{t, z}; _ = [1]P{p}; _ = struct{ x T }{t}; _ = func(T) {}; var _ P = &t; const c = len(s); type L[Q any] []T
}
func g[T struct{ x int }](t T) { _ = t.x }
func h[T interface{ *int | *string }](t T) { _ = *t }
