// Methods are declared on types, not on instances that aliases name.
package main

type t[P any] struct{}
type a = t[int]
type b = *t[int]
type c[P any] = t[P]
type d = c[int]

func (a) m1()     {} // ERROR "cannot define new methods on instantiated type t[int]"
func (*a) m2()    {} // ERROR "cannot define new methods on instantiated type t[int]"
func (b) m3()     {} // ERROR "cannot define new methods on instantiated type t[int]"
func (c[P]) m4()  {} // ERROR "cannot define new methods on generic alias type c[P any]"
func (d) m5()     {} // ERROR "cannot define new methods on instantiated type c[int]"
func (t[int]) m6() {}

func main() {}
