package p
type T struct { a [2]T }
type A = B
type B = *A
type I interface { J }
type J interface { I; m() }
const c = d + 1
const d = len([c]int{})
var x = f()
func f() int { return y }
var y = x
type L [len(l)]int
var l L
type S struct { S2 }
type S2 struct { *S; S3 }
type S3 S
