package p
func f(s []int, a *[3]string, m map[string]bool, c <-chan error, t string, n int64, it func(func(int, string) bool), it1 func(yield func(rune) bool), it0 func(func() bool)) {
	for i, v := range s { _, _ = i, v }
	for i := range a { _ = i }
	for k, v := range m { if v { delete(m, k) } }
	for e := range c { _ = e.Error() }
	for i, r := range t { _, _ = i, r+1 }
	for i := range n { n += i }
	for i := range 10 { s[i]++ }
	for range it0 { continue }
	for a, b := range it { _, _ = a+1, b+"" }
	for r := range it1 { _ = r }
	var k int; var v any
	for k, v = range s { _ = k }
	_ = v
	for _, s[0] = range s {}
}
