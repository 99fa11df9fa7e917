// Methods are declared on defined types of this package that are no pointers and no interfaces.
package main

import "strings"

type t struct{}
type p *t
type i interface{ M() }
type pp **t
type alias = t
type intAlias = int

func (int) m1()             {} // ERROR "cannot define new methods on non-local type int"
func (*int) m2()            {} // ERROR "cannot define new methods on non-local type int"
func (strings.Builder) m3() {} // ERROR "cannot define new methods on non-local type strings.Builder"
func (p) m4()               {} // ERROR "invalid receiver type p (pointer or interface type)"
func (i) m5()               {} // ERROR "invalid receiver type i (pointer or interface type)"
func (**t) m6()             {} // ERROR "invalid receiver type **t"
func ([]t) m7()             {} // ERROR "invalid receiver type []t"
func (missing) m8()         {} // ERROR "undefined: missing"
func (alias) m9()           {}
func (intAlias) m10()       {} // ERROR "cannot define new methods on non-local type intAlias"
func (*p) m11()             {} // ERROR "invalid receiver type p (pointer or interface type)"
func (x t) m12(x int)       {} // ERROR "x redeclared in this block"
func (t) _()                {}
func (t) m13()              {}
func (t) m13()              {} // ERROR "method t.m13 already declared"
func (_ t) m14()            {}
func (t t) m15() t          { return t }
func (error) m16()          {} // ERROR "cannot define new methods on non-local type error"
func (struct{}) m17()       {} // ERROR "invalid receiver type struct{}"

func main() {
	t{}.m9()
	t{}._() // ERROR "t{}._ undefined (type t has no field or method _)"
}
