// A package-level variable must not depend on itself.
package main

var a = b // ERROR "initialization cycle for a"
var b = c
var c = a

var d = d // ERROR "initialization cycle: d refers to itself"

var e = f() // ERROR "initialization cycle for e"

func f() int { return g() }
func g() int { return e }

var h = func() int { return h2 }() // ERROR "initialization cycle for h"
var h2 = h + 1

type t struct{}

func (t) m() int { return i }

var i = t{}.m() // ERROR "initialization cycle for i"

const j = k // ERROR "initialization cycle for j"
const k = j

var fine = func() int { return len(later) }()
var later = "x"

func main() {}
