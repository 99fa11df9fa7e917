// Package cmp compares ordered values.
package cmp

// Ordered is the constraint of all types that have the operators < <= >= >.
type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64 | ~string
}

// Less reports whether x is less than y. A NaN is less than any other number.
func Less[T Ordered](x, y T) bool {
	return x < y || x != x && y == y
}

// Compare returns -1 if x is less than y, +1 if it is greater and 0 if they are equal.
// A NaN equals a NaN and is less than any other number.
func Compare[T Ordered](x, y T) int {
	if x < y {
		return -1
	}
	if x > y {
		return +1
	}
	if x == y || x != x && y != y {
		return 0
	}
	if x != x {
		return -1
	}
	return +1
}

// Or returns the first of vals that is not the zero value, or the zero value.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, v := range vals {
		if v != zero {
			return v
		}
	}
	return zero
}
