package p

type
type T
type T = 
type T [ int
type T struct { a b c }
type T map[int
