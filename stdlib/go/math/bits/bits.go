// Package bits counts and moves the bits of unsigned integers.
package bits

// UintSize is the size of a uint in bits.
const UintSize = 64

// LeadingZeros returns how many zero bits x has above its highest one, UintSize for 0.
func LeadingZeros(x uint) int

// LeadingZeros8 is LeadingZeros for 8 bits.
func LeadingZeros8(x uint8) int

// LeadingZeros16 is LeadingZeros for 16 bits.
func LeadingZeros16(x uint16) int

// LeadingZeros32 is LeadingZeros for 32 bits.
func LeadingZeros32(x uint32) int

// LeadingZeros64 is LeadingZeros for 64 bits.
func LeadingZeros64(x uint64) int

// TrailingZeros returns how many zero bits x has below its lowest one, UintSize for 0.
func TrailingZeros(x uint) int

// TrailingZeros8 is TrailingZeros for 8 bits.
func TrailingZeros8(x uint8) int

// TrailingZeros16 is TrailingZeros for 16 bits.
func TrailingZeros16(x uint16) int

// TrailingZeros32 is TrailingZeros for 32 bits.
func TrailingZeros32(x uint32) int

// TrailingZeros64 is TrailingZeros for 64 bits.
func TrailingZeros64(x uint64) int

// OnesCount returns how many bits of x are one.
func OnesCount(x uint) int

// OnesCount8 is OnesCount for 8 bits.
func OnesCount8(x uint8) int

// OnesCount16 is OnesCount for 16 bits.
func OnesCount16(x uint16) int

// OnesCount32 is OnesCount for 32 bits.
func OnesCount32(x uint32) int

// OnesCount64 is OnesCount for 64 bits.
func OnesCount64(x uint64) int

// RotateLeft turns x left by k bits, right if k is negative.
func RotateLeft(x uint, k int) uint

// RotateLeft8 is RotateLeft for 8 bits.
func RotateLeft8(x uint8, k int) uint8

// RotateLeft16 is RotateLeft for 16 bits.
func RotateLeft16(x uint16, k int) uint16

// RotateLeft32 is RotateLeft for 32 bits.
func RotateLeft32(x uint32, k int) uint32

// RotateLeft64 is RotateLeft for 64 bits.
func RotateLeft64(x uint64, k int) uint64

// Reverse returns x with its bits in the opposite order.
func Reverse(x uint) uint

// Reverse8 is Reverse for 8 bits.
func Reverse8(x uint8) uint8

// Reverse16 is Reverse for 16 bits.
func Reverse16(x uint16) uint16

// Reverse32 is Reverse for 32 bits.
func Reverse32(x uint32) uint32

// Reverse64 is Reverse for 64 bits.
func Reverse64(x uint64) uint64

// ReverseBytes returns x with its bytes in the opposite order.
func ReverseBytes(x uint) uint

// ReverseBytes16 is ReverseBytes for 16 bits.
func ReverseBytes16(x uint16) uint16

// ReverseBytes32 is ReverseBytes for 32 bits.
func ReverseBytes32(x uint32) uint32

// ReverseBytes64 is ReverseBytes for 64 bits.
func ReverseBytes64(x uint64) uint64

// Len returns how many bits x needs, 0 for 0.
func Len(x uint) int

// Len8 is Len for 8 bits.
func Len8(x uint8) int

// Len16 is Len for 16 bits.
func Len16(x uint16) int

// Len32 is Len for 32 bits.
func Len32(x uint32) int

// Len64 is Len for 64 bits.
func Len64(x uint64) int

// Add returns the sum of x, y and carry, which is 0 or 1, and the carry out.
func Add(x, y, carry uint) (sum, carryOut uint)

// Add32 is Add for 32 bits.
func Add32(x, y, carry uint32) (sum, carryOut uint32)

// Add64 is Add for 64 bits.
func Add64(x, y, carry uint64) (sum, carryOut uint64)

// Sub returns x - y - borrow, where borrow is 0 or 1, and the borrow out.
func Sub(x, y, borrow uint) (diff, borrowOut uint)

// Sub32 is Sub for 32 bits.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32)

// Sub64 is Sub for 64 bits.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64)

// Mul returns the full product of x and y, its upper and its lower half.
func Mul(x, y uint) (hi, lo uint)

// Mul32 is Mul for 32 bits.
func Mul32(x, y uint32) (hi, lo uint32)

// Mul64 is Mul for 64 bits.
func Mul64(x, y uint64) (hi, lo uint64)

// Div divides hi:lo by y and returns quotient and remainder. It panics if y is 0 or the quotient does not fit (y <= hi).
func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

// Div32 is Div for 32 bits.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		overflow()
	}
	z := uint64(hi)<<32 | uint64(lo)
	return uint32(z / uint64(y)), uint32(z % uint64(y))
}

// Div64 is Div for 64 bits.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y <= hi {
		if y == 0 {
			return hi / y, 0 // raises the machine's own error
		}
		overflow()
	}
	return divide(hi, lo, y)
}

// Rem returns the remainder of hi:lo divided by y, whether or not the quotient fits. It panics if y is 0.
func Rem(hi, lo, y uint) uint { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }

// Rem32 is Rem for 32 bits.
func Rem32(hi, lo, y uint32) uint32 {
	return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y))
}

// Rem64 is Rem for 64 bits.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := divide(hi%y, lo, y)
	return rem
}

// divide divides hi:lo by y, which is greater than hi.
func divide(hi, lo, y uint64) (quo, rem uint64)

// overflow raises the machine's own error "integer overflow".
func overflow()
