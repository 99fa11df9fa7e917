package p
func f(n int) int {
outer:
	for i := 0; i < n; i++ {
	inner:
		switch { case i > 3: break inner; case i > 5: continue outer; default: goto done }
		for { break outer }
	}
done:
	select {}
}
func g() { L: for { continue M }; M: { break M }; goto L; goto X; N: ; goto B; v := 1; B: _ = v; if true { Y: }; goto Y }
