package p

func f[]() {}
func f[P]() {}
func f[P,]() {}
func f[P any Q any]() {}
type T[P any,, Q any] int
type T[*P any] int
var x = f[int
