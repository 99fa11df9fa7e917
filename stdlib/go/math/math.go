// Package math holds constants and functions over floating-point numbers. Every result is the same on every machine;
// Sqrt, FMA and the rounding functions are exact, the others are those of a correctly defined software library and
// may differ from another Go implementation in the last bit.
package math

const (
	E       = 2.71828182845904523536028747135266249775724709369995957496696763
	Pi      = 3.14159265358979323846264338327950288419716939937510582097494459
	Phi     = 1.61803398874989484820458683436563811772030917980576286213544862
	Sqrt2   = 1.41421356237309504880168872420969807856967187537694807317667974
	SqrtE   = 1.64872127070012814684865078781416357165377610071014801157507931
	SqrtPi  = 1.77245385090551602729816748334114518279754945612238712821380779
	SqrtPhi = 1.27201964951406896425242246173749149171560804184009624861664038
	Ln2     = 0.693147180559945309417232121458176568075500134360255254120680009
	Log2E   = 1 / Ln2
	Ln10    = 2.30258509299404568401799145468436420760110148862877297603332790
	Log10E  = 1 / Ln10
)

// The greatest value and the least value above zero of the floating-point types.
const (
	MaxFloat32             = 0x1p127 * (1 + (1 - 0x1p-23))
	SmallestNonzeroFloat32 = 0x1p-126 * 0x1p-23
	MaxFloat64             = 0x1p1023 * (1 + (1 - 0x1p-52))
	SmallestNonzeroFloat64 = 0x1p-1022 * 0x1p-52
)

// The ends of the integer types.
const (
	MaxInt    = 1<<63 - 1
	MinInt    = -1 << 63
	MaxInt8   = 1<<7 - 1
	MinInt8   = -1 << 7
	MaxInt16  = 1<<15 - 1
	MinInt16  = -1 << 15
	MaxInt32  = 1<<31 - 1
	MinInt32  = -1 << 31
	MaxInt64  = 1<<63 - 1
	MinInt64  = -1 << 63
	MaxUint   = 1<<64 - 1
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

// Float64bits returns the bits of f as IEEE 754 lays them out.
func Float64bits(f float64) uint64

// Float64frombits returns the number with the given bits.
func Float64frombits(b uint64) float64

// Float32bits returns the bits of f as IEEE 754 lays them out.
func Float32bits(f float32) uint32

// Float32frombits returns the number with the given bits.
func Float32frombits(b uint32) float32

// Inf returns positive infinity if sign >= 0, negative infinity otherwise.
func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(0x7FF0000000000000)
	}
	return Float64frombits(0xFFF0000000000000)
}

// NaN returns the value that is not a number.
func NaN() float64 { return Float64frombits(0x7FF8000000000001) }

// IsNaN reports whether f is not a number.
func IsNaN(f float64) (is bool) { return f != f }

// IsInf reports whether f is an infinity of the given sign, of either sign if it is 0.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

// Signbit reports whether x is negative or negative zero.
func Signbit(x float64) bool { return Float64bits(x)>>63 != 0 }

// Copysign returns f with the sign of sign.
func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^(1<<63) | Float64bits(sign)&(1<<63))
}

// Abs returns the absolute value of x.
func Abs(x float64) float64

// Sqrt returns the square root of x, NaN if x < 0.
func Sqrt(x float64) float64

// Cbrt returns the cube root of x.
func Cbrt(x float64) float64

// Floor returns the greatest integer that is not above x.
func Floor(x float64) float64

// Ceil returns the least integer that is not below x.
func Ceil(x float64) float64

// Trunc returns x without its fraction.
func Trunc(x float64) float64

// Round returns the nearest integer; halves go away from zero.
func Round(x float64) float64

// RoundToEven returns the nearest integer; halves go to the even one.
func RoundToEven(x float64) float64

// Max returns the greater of x and y: +Inf if either is, else NaN if either is; 0 is greater than -0.
func Max(x, y float64) float64 {
	if x > MaxFloat64 || y > MaxFloat64 {
		return Inf(1)
	}
	return max(x, y)
}

// Min returns the lesser of x and y: -Inf if either is, else NaN if either is; -0 is less than 0.
func Min(x, y float64) float64 {
	if x < -MaxFloat64 || y < -MaxFloat64 {
		return Inf(-1)
	}
	return min(x, y)
}

// Dim returns x-y, or 0 if that is negative.
func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

// Mod returns the remainder of x/y with the sign of x.
func Mod(x, y float64) float64

// Remainder returns the IEEE 754 remainder of x/y.
func Remainder(x, y float64) float64

// Modf splits f into an integer and a fraction, both with the sign of f. For an infinity the fraction is NaN.
func Modf(f float64) (int float64, frac float64) {
	int = Trunc(f)
	return int, Copysign(f-int, f)
}

// Frexp returns frac and exp with f == frac * 2**exp and 0.5 <= |frac| < 1; f and 0 for zeros, infinities and NaN.
func Frexp(f float64) (frac float64, exp int)

// Ldexp returns frac * 2**exp.
func Ldexp(frac float64, exp int) float64

// Logb returns the binary exponent of x.
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case IsInf(x, 0):
		return Inf(1)
	case x != x:
		return x
	}
	return float64(Ilogb(x))
}

// Ilogb returns the binary exponent of x: MinInt32 for 0, MaxInt32 for infinities and NaN.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case x != x || IsInf(x, 0):
		return MaxInt32
	}
	_, exp := Frexp(x)
	return exp - 1
}

// Nextafter returns the next float64 after x towards y.
func Nextafter(x, y float64) float64 {
	switch {
	case x != x || y != y:
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	case (y > x) == (x > 0):
		return Float64frombits(Float64bits(x) + 1)
	}
	return Float64frombits(Float64bits(x) - 1)
}

// Nextafter32 returns the next float32 after x towards y.
func Nextafter32(x, y float32) float32 {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(SmallestNonzeroFloat32, float64(y)))
	case (y > x) == (x > 0):
		return Float32frombits(Float32bits(x) + 1)
	}
	return Float32frombits(Float32bits(x) - 1)
}

// FMA returns x*y + z, rounded once.
func FMA(x, y, z float64) float64

// Hypot returns Sqrt(p*p + q*q) without overflow on the way.
func Hypot(p, q float64) float64

// Pow returns x**y.
func Pow(x, y float64) float64

// Pow10 returns 10**n.
func Pow10(n int) float64

// Exp returns e**x.
func Exp(x float64) float64

// Exp2 returns 2**x.
func Exp2(x float64) float64

// Expm1 returns e**x - 1, exact for small x too.
func Expm1(x float64) float64

// Log returns the natural logarithm of x.
func Log(x float64) float64

// Log2 returns the binary logarithm of x.
func Log2(x float64) float64

// Log10 returns the decimal logarithm of x.
func Log10(x float64) float64

// Log1p returns the natural logarithm of 1+x, exact for small x too.
func Log1p(x float64) float64

// Sin returns the sine of x radians.
func Sin(x float64) float64

// Cos returns the cosine of x radians.
func Cos(x float64) float64

// Tan returns the tangent of x radians.
func Tan(x float64) float64

// Sincos returns Sin(x), Cos(x).
func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }

// Asin returns the arcsine of x in radians.
func Asin(x float64) float64

// Acos returns the arccosine of x in radians.
func Acos(x float64) float64

// Atan returns the arctangent of x in radians.
func Atan(x float64) float64

// Atan2 returns the arctangent of y/x in the quadrant that their signs tell.
func Atan2(y, x float64) float64

// Sinh returns the hyperbolic sine of x.
func Sinh(x float64) float64

// Cosh returns the hyperbolic cosine of x.
func Cosh(x float64) float64

// Tanh returns the hyperbolic tangent of x.
func Tanh(x float64) float64

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x float64) float64

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x float64) float64

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x float64) float64

// Erf returns the error function of x.
func Erf(x float64) float64

// Erfc returns 1 - Erf(x), exact for great x too.
func Erfc(x float64) float64

// Erfinv returns the inverse of Erf.
func Erfinv(x float64) float64

// Erfcinv returns the inverse of Erfc.
func Erfcinv(x float64) float64 { return Erfinv(1 - x) }

// Gamma returns the gamma function of x.
func Gamma(x float64) float64

// Lgamma returns the logarithm of |Gamma(x)| and the sign of Gamma(x).
func Lgamma(x float64) (lgamma float64, sign int)

// J0 returns the Bessel function of the first kind of order 0.
func J0(x float64) float64

// J1 returns the Bessel function of the first kind of order 1.
func J1(x float64) float64

// Jn returns the Bessel function of the first kind of order n.
func Jn(n int, x float64) float64

// Y0 returns the Bessel function of the second kind of order 0.
func Y0(x float64) float64

// Y1 returns the Bessel function of the second kind of order 1.
func Y1(x float64) float64

// Yn returns the Bessel function of the second kind of order n.
func Yn(n int, x float64) float64
