package p

func f() {
	x = T{}
	x = T{1, 2,}
	x = p.T{a: 1, b: 2}
	x = []T{{1}, {a: 2}, 3: {}}
	x = map[T]U{{1}: {2}, k: v}
	x = [...]int{5: 1}
	x = struct{ a int }{1}
	x = &T{}
	x = G[int]{}
	x = G[int, p.T]{1}
}
