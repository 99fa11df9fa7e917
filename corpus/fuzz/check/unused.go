package p
import ( "fmt"; e "errors"; . "strings"; _ "cmp" )
func f(a int) (b string) {
	x := 1
	y, z := 2, 3
	y = z
	var w = func() { v := 1 }
	switch t := any(x).(type) { case int: }
	for i := range 3 {}
	const c = 1
	type T int
L:
	return
}
