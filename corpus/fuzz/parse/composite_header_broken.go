package p

func f() {
	if x == T{1} {
	}
	for x := T{} {
	}
	switch T{} {
	}
}
