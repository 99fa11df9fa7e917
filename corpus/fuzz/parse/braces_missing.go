package p

func f() {
	if a {
		b()

func g() {
}
