// Package subtle has comparisons that elsewhere take the same time whatever they find. Here nothing is timed.
package subtle

// ConstantTimeCompare returns 1 if x and y are equal, else 0.
func ConstantTimeCompare(x, y []byte) int {
	if string(x) == string(y) {
		return 1
	}
	return 0
}

// ConstantTimeSelect returns x if v is 1, y if v is 0.
func ConstantTimeSelect(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

// ConstantTimeByteEq returns 1 if x and y are equal, else 0.
func ConstantTimeByteEq(x, y uint8) int { return ConstantTimeEq(int32(x), int32(y)) }

// ConstantTimeEq returns 1 if x and y are equal, else 0.
func ConstantTimeEq(x, y int32) int {
	if x == y {
		return 1
	}
	return 0
}

// ConstantTimeCopy copies y to x if v is 1. They must be of one length.
func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	if v == 1 {
		copy(x, y)
	}
}

// ConstantTimeLessOrEq returns 1 if x is at most y, else 0.
func ConstantTimeLessOrEq(x, y int) int {
	if int32(x) <= int32(y) {
		return 1
	}
	return 0
}

// XORBytes sets dst[i] to x[i] ^ y[i] for as many bytes as x and y both have, and returns their number.
func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	if n == 0 {
		return 0
	}
	if n > len(dst) {
		panic("subtle.XORBytes: dst too short")
	}
	for i := 0; i < n; i++ {
		dst[i] = x[i] ^ y[i]
	}
	return n
}

// WithDataIndependentTiming calls f.
func WithDataIndependentTiming(f func()) { f() }
