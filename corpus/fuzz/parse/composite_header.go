package p

func f() {
	if x == (T{1}) {
	}
	if x := []T{1}; x {
	}
	for range []T{{1}, {2}} {
	}
	switch (T{}) {
	}
	if f(T{}) {
	}
	if x == struct{}{} {
	}
}
