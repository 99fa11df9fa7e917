// Package sort, as far as the invalid programs use it.
package sort

func Ints(x []int) {}
