// Deferred calls run last to first; arguments are evaluated at the defer statement; results can be changed.
package main

import "fmt"

func order() {
	for i := range 3 {
		defer fmt.Print("d", i, " ")
	}
	fmt.Print("body ")
}

func args() {
	x := 1
	defer fmt.Println("arg", x)
	defer func() { fmt.Println("closure", x) }()
	x = 2
}

func result() (n int) {
	defer func() { n++ }()
	defer func() { n *= 10 }()
	return 4
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

type res struct{ name string }

func open(s string) *res    { fmt.Print("open ", s, "; "); return &res{s} }
func (r *res) close()       { fmt.Print("close ", r.name, "; ") }
func (r res) show(s string) { fmt.Print("show ", r.name, s, "; ") }

func resources() {
	a := open("a")
	defer a.close()
	b := open("b")
	defer b.close()
	defer b.show("!")
	b.name = "renamed"
}

func get(s string) func() {
	fmt.Print("enter ", s, "; ")
	return func() { fmt.Print("leave ", s, "; ") }
}

func traced() {
	defer get("traced")()
	fmt.Print("work; ")
}

func early(n int) {
	defer fmt.Println("early", n)
	if n > 0 {
		defer fmt.Print("positive ")
		return
	}
	fmt.Print("zero ")
}

func conditional(b bool) (s string) {
	if b {
		defer func() { s += "-deferred" }()
	}
	for i := range 2 {
		defer func(i int) { s += fmt.Sprint(i) }(i)
	}
	return "base"
}

func nested() (s string) {
	defer func() {
		defer func() { s += "3" }()
		s += "2"
	}()
	return "1"
}

func main() {
	order()
	fmt.Println()
	args()
	fmt.Println(result(), unnamed())
	resources()
	fmt.Println()
	traced()
	fmt.Println()
	early(0)
	early(1)
	fmt.Println(conditional(true), conditional(false), nested())
	var f func()
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		defer f()
		fmt.Println("deferring a nil function is fine until it is called")
	}()
}
