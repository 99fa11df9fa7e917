package p

func f() {
	for {
	}
	for a {
	}
	for i := 0; i < n; i++ {
	}
	for ; ; {
	}
	for ; a; {
	}
	for range x {
	}
	for i := range 10 {
	}
	for k, v = range m {
	}
	for a.b, c[d] = range f() {
	}
	for range func(yield func() bool) {} {
	}
}
