package p

var x = T{a: []int{1, 2