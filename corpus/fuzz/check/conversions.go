package p
type S string
type B []byte
type T1 struct { A int `a`; B string }
type T2 struct { A int; B string `b` }
var ( a = S([]rune{'x'}); b = []byte("x"); c = B(a); d = T1(T2{}); e = [2]int([]int{1, 2}); f = (*[2]int)([]int{1, 2}) )
var ( g = float32(1) + float32(int8(3)); h = string(rune(65)); i = (func())(nil); j = interface{ m() }(nil); k = (<-chan int)(make(chan int)) )
var l = uint8(300)
var m = S(1.5) + []int("x") + (*int)(3) + chan int(nil)
