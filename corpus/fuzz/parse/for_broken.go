package p

func f() {
	for i := 0; i < n {
	}
	for i := 0; i < n; i := 1 {
	}
	for var i = 0; ; {
	}
	for a, b, c := range m {
	}
	for i := 0
	{
	}
	for range {
	}
	for i = range x; a; b {
	}
	for x := range y {
	for
}
