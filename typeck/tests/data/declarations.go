// Package p declares types, methods, constants and interfaces, rightly and wrongly.
package p

import (
	"errors"
	str "strconv" // ERROR "imported as str and not used"
)

var _ = errors.New

type point struct {
	x, y int
	x    string // ERROR "x redeclared"
}

func (p point) X() int  { return p.x }
func (p *point) X() int { return 0 } // ERROR "method point.X already declared at"
func (point) y()        {}           // ERROR "field and method with the same name y"

func (int) m()       {} // ERROR "cannot define new methods on non-local type int"
func (*ptr) m()      {} // ERROR "invalid receiver type ptr (pointer or interface type)"
func (shape) extra() {} // ERROR "invalid receiver type shape (pointer or interface type)"
func (nothing) m()   {} // ERROR "undefined: nothing"

type ptr *int

type shape interface {
	area() float64
	area() float64 // ERROR "duplicate method area"
	_()            // ERROR "methods must have a unique non-blank name"
}

type square struct{ side float64 }

func (s *square) area() float64 { return s.side * s.side }

var s1 shape = &square{}
var s2 shape = square{} // ERROR "square does not implement shape (method area has pointer receiver)"
var s3 shape = point{}  // ERROR "point does not implement shape (missing method area)"

type circle struct{}

func (circle) area() int { return 0 }

var s4 shape = circle{} // ERROR "circle does not implement shape (wrong type for method area)"

type embedded struct {
	*square
}

type wrong struct {
	ptr    // ERROR "embedded field type cannot be a pointer"
	*shape // ERROR "embedded field type cannot be a pointer to an interface"
}

var e embedded
var area = e.area() + e.square.side
var s5 shape = e

const (
	zero = iota
	one
	_
	three
	big    uint8 = 255 + iota // ERROR "overflows"
	text         = "a" + "b"
	n, o         = 1 // ERROR "missing init expr for o"
)

var check [three]int = [3]int{}

const notConst = len([]int{}) // ERROR "is not constant"
const badType []int = 1       // ERROR "invalid constant type []int"

var x, y = 1, 2, 3      // ERROR "extra init expr 3"
var q, r int = 1        // ERROR "assignment mismatch: 2 variables but 1 value"
var dup, dup2, dup = 1, 2, 3 // ERROR "dup redeclared in this block"

var arr [-1]int         // ERROR "invalid array length -1"
var arr2 [1.5]int       // ERROR "must be integer"
var arr3 [x]int         // ERROR "invalid array length x"
var arr4 [...]int       // ERROR "invalid use of [...] array"
var m1 map[[]int]string // ERROR "invalid map key type []int"
var m2 map[struct{ f func() }]int // ERROR "invalid map key type struct{f func()}"
var typ text            // ERROR "text is not a type"
var und undefinedType   // ERROR "undefined: undefinedType"
var blank _             // ERROR "cannot use _ as value or type"

func init() {}
func init() {}

var init = 1 // ERROR "cannot declare init - must be func"

func variadic(a ...int, b int) {} // ERROR "can only use ... with final parameter in list"
func twice(a int, a string)    {} // ERROR "a redeclared in this block"

func local() {
	type pair struct{ a, b int }
	const c = 10
	type alias = pair
	var p alias = pair{c, c}
	var z, w = p.a, p.b
	_, _ = z, w
	type rec struct{ next *rec }
	_ = rec{next: &rec{}}
	_ = self        // ERROR "undefined: self"
	self := 1
	_ = self
	var never int   // ERROR "declared and not used: never"
}
