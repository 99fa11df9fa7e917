// Parameter lists: separators, types and names.
package main

func a(x int y int) {} // ERROR "syntax error: unexpected name y in parameter list; possibly missing comma or )"
func b(x, int y) {}
func c(x int, string) {} // ERROR "syntax error: missing parameter type"
func d(int, x string) {}
func e(x ...) {} // ERROR "syntax error: ... is missing type"
func f(... int, x) {}
func g(x int,, y int) {} // ERROR "syntax error: unexpected comma, expected )"
func h(x int; y int) {} // ERROR "syntax error: unexpected semicolon in parameter list; possibly missing comma or )"
func i(,) {} // ERROR "syntax error: unexpected comma, expected )"
func j(x int {} // ERROR "syntax error: unexpected { in parameter list; possibly missing comma or )"
func k(x int // ERROR "syntax error: unexpected newline in parameter list; possibly missing comma or )"
	, y int) {}
func l(a.b c) {} // ERROR "syntax error: unexpected name c in parameter list; possibly missing comma or )"
func m(x [3) {} // ERROR "syntax error: unexpected ), expected ]"
func n() (int {} // ERROR "syntax error: unexpected { in parameter list; possibly missing comma or )"
func o() (x int, y) { return } // ERROR "syntax error: missing parameter type"
func ok(x, y int) (a, b int) { return }
