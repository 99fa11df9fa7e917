package main

import (
	"fmt"
	"math"
	"math/bits"
)

func main() {
	inf, nan := math.Inf(1), math.NaN()
	xs := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -2.5, 3.5, 1e300, 5e-324, inf, -inf, nan, 10.25}
	for _, x := range xs {
		fmt.Println(x, math.Abs(x), math.Sqrt(x), math.Floor(x), math.Ceil(x), math.Trunc(x), math.Round(x), math.RoundToEven(x), math.Signbit(x), math.IsNaN(x), math.IsInf(x, 0), math.Float64bits(x))
		if x != 5e-324 { // where Go's own assembly for amd64 is wrong
			fmt.Println(math.Log(x))
		}
		fmt.Println(math.Log1p(x), math.Logb(x), math.Ilogb(x))
		fr, e := math.Frexp(x)
		ip, fp := math.Modf(x)
		fmt.Println(fr, e, math.Ldexp(fr, e) == x, ip, fp)
		for _, y := range xs {
			fmt.Print(math.Max(x, y), math.Min(x, y), math.Dim(x, y), math.Mod(x, y), math.Copysign(x, y), math.Nextafter(x, y), math.Remainder(x, y), " ")
		}
		fmt.Println()
	}
	fmt.Println(math.Pow(2, 10), math.Pow(2, -1), math.Pow(0, -1), math.Pow(-8, 1.0/3), math.Pow(inf, 0), math.Pow(10, 3), math.Cbrt(27), math.Hypot(3, 4), math.Exp(0), math.Exp2(10), math.Log2(8), math.Log10(1000), math.Log10(100))
	fmt.Printf("%.12f %.12f %.12f %.12f %.12f\n", math.Sin(1), math.Cos(1), math.Tan(1), math.Asin(0.5), math.Atan2(-1, -1))
	fmt.Printf("%.12f %.12f %.12f %.12f %.12f\n", math.Sinh(1), math.Cosh(1), math.Tanh(1), math.Erf(0.5), math.Gamma(4.5))
	fmt.Printf("%.12f %.12f %.12f %.12f %.12f\n", math.Exp(1), math.Exp(-2.5), math.J0(2), math.Yn(2, 3), math.Erfinv(0.25))
	lg, sign := math.Lgamma(-2.5)
	fmt.Printf("%.12f %d %.10g\n", lg, sign, math.Erfcinv(1e-3))
	fmt.Println(math.Pow10(5), math.Pow10(-400), math.FMA(2, 3, 4), math.Float32bits(1.5), math.Float32frombits(0x40490fdb), math.MaxInt64, math.Pi, math.MaxUint32, math.SmallestNonzeroFloat64, float32(math.MaxFloat32))
	fmt.Printf("%.12g\n", math.Gamma(171))
	fmt.Println(math.Gamma(-1), math.Gamma(0), math.Gamma(-inf), math.Nextafter32(1, 2))
	for _, u := range []uint64{0, 1, 0x80, 0xFFFF, 1 << 31, 0xDEADBEEFCAFEF00D, 1<<64 - 1} {
		fmt.Println(bits.LeadingZeros64(u), bits.TrailingZeros64(u), bits.OnesCount64(u), bits.Len64(u), bits.Reverse64(u), bits.ReverseBytes64(u), bits.RotateLeft64(u, 13), bits.RotateLeft64(u, -3),
			bits.LeadingZeros8(uint8(u)), bits.TrailingZeros16(uint16(u)), bits.OnesCount32(uint32(u)), bits.Len16(uint16(u)), bits.Reverse8(uint8(u)), bits.ReverseBytes32(uint32(u)), bits.RotateLeft8(uint8(u), 3), bits.RotateLeft32(uint32(u), -7))
		s, c := bits.Add64(u, 1<<63, 1)
		d, b := bits.Sub64(u, 1<<63, 1)
		hi, lo := bits.Mul64(u, 0xDEADBEEF)
		s32, c32 := bits.Add32(uint32(u), 1<<31, 1)
		d32, b32 := bits.Sub32(uint32(u), 7, 0)
		h32, l32 := bits.Mul32(uint32(u), 0xDEADBEEF)
		fmt.Println(s, c, d, b, hi, lo, s32, c32, d32, b32, h32, l32, bits.Rem64(u, u, 17))
	}
	fmt.Println(bits.Div64(5, 6, 7))
	fmt.Println(bits.Div32(1, 2, 3))
	for _, f := range []func(){func() { bits.Div64(7, 0, 7) }, func() { bits.Div64(1, 0, 0) }, func() { bits.Rem64(1, 2, 0) }, func() { bits.Div32(9, 0, 3) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
