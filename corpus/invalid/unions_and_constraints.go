// What a union has is named with its package.
package main

type named int
type method interface{ m() }
type number interface{ ~float64 | ~int32 }
type two interface {
	int
	~string
}

func f[T number](T) {}
func g[T two](T)    {}
func h[T interface{ int | ~string }](T) {}

type bad1 interface{ int | method } // ERROR "cannot use main.method in union (main.method contains methods)"
type bad2 interface{ ~int | named } // ERROR "overlapping terms main.named and ~int"

func main() {
	f(1) // ERROR "int does not satisfy number (int missing in ~float64 | ~int32)"
	f("") // ERROR "string does not satisfy number (string missing in ~float64 | ~int32)"
	f[named](1) // ERROR "named does not satisfy number (named missing in ~float64 | ~int32)"
	g(1) // ERROR "cannot satisfy two (empty type set)"
	h(named(1)) // ERROR "named does not satisfy interface{int | ~string} (possibly missing ~ for int in interface{int | ~string})"
	h(1.5) // ERROR "float64 does not satisfy interface{int | ~string} (float64 missing in int | ~string)"
}
