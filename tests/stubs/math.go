// Package math, as far as the invalid programs use it.
package math

func Sqrt(x float64) float64 { return x }
