// Package p declares things that refer to themselves, rightly and wrongly.
package p

type list struct {
	next *list
	all  []list
	byID map[int]list
	f    func(list) list
}

type (
	a struct{ b b }
	b struct{ c [2]c }
	c struct{ p *a }
)

type t1 struct { // ERROR "invalid recursive type t1"
	t2
}
type t2 struct{ t t3 }
type t3 [1]t1

type t4 [2]t4 // ERROR "invalid recursive type: t4 refers to itself"

type i1 interface { // ERROR "invalid recursive type i1"
	i2
}
type i2 interface{ i1 }

type alias = *node
type node struct{ next alias }

type loop = []loop // ERROR "invalid recursive type: loop refers to itself"

type tree[T any] struct {
	left, right *tree[T]
	kids        []tree[T]
}

type bad[T any] struct{ b *[1]bad[T] }

type worse[T any] struct{ b [1]worse[T] } // ERROR "invalid recursive type"

type n1 []n2
type n2 map[string]n1

type f func(f) f

const (
	k1 = k2 + 1 // ERROR "initialization cycle"
	k2 = k1
)

var (
	v1 = v2 // ERROR "initialization cycle for v1"
	v2 = f2()
)

func f2() int { return f3() }
func f3() int { return v1 }

var v3 int = v3 // ERROR "initialization cycle: v3 refers to itself"

var size [len(size)]int // ERROR "initialization cycle: size refers to itself"

var v4 = func() int { return v5 }()
var v5 = 1

type m struct{}

func (m) get() int { return v6 }

var v6 = m.get(m{}) // ERROR "initialization cycle for v6"
