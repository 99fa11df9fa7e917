package p
func two() (int, string) { return 1, "" }
func none() {}
func f() {
	a, b, c := two(); a := 1; a, b = two(), 1; x = 1; none() = 2; var d int = none(); d = two()
	var e string = 1; e, d = 1, "a"; 1 = d; "s"[0] = 1; m := map[string]struct{ f int }{}; m["a"].f = 1
	_ := 1; _ = nil; var n = nil; n = _; d += "x"; d, e += 1, 2; const k = 1; k = 2; f = nil; int = 3; d, d := 1, 2
	return 1
}
func g() (int, error) { return 1; return; return two(); return 1, 2, 3 }
