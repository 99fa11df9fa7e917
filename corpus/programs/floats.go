// Floating-point arithmetic, formatting, special values, float32 rounding.
package main

import (
	"fmt"
	"math"
)

func main() {
	a, b := 0.1, 0.2
	fmt.Println(a+b, a+b == 0.3, a*b, a/b, a-b)
	var x, y float32 = 0.1, 0.2
	fmt.Println(x+y, x*y, x/3, x-y, float64(x))
	zero := 0.0
	inf := 1 / zero
	nan := zero / zero
	fmt.Println(inf, -inf, nan, inf-inf, inf > 1e308, nan == nan, nan != nan, nan < 1, -zero, 1/(-1/inf))
	fmt.Println(math.IsNaN(nan), math.IsInf(inf, 1), math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32)
	fmt.Println(1e6, 1e20, 1e21, 123456789.0, 1e-4, 1e-5, 100000.0, 1e100, 5e-324)
	fmt.Println(float32(1e10), float32(0.1), float32(16777216)+1, float32(1)/3)
	fmt.Printf("%.2f %8.3f|%-8.2f|%e %g %G %06.1f %+.1f %v\n", math.Pi, math.E, 2.5, 123456.789, 1e-7, 1e21, 3.14159, 2.0, 2.0)
	fmt.Println(math.Sqrt(2), math.Floor(-1.5), math.Ceil(1.2), math.Trunc(-1.7), math.Abs(-3), math.Max(1, 2), math.Min(-1, 1))
	fmt.Println(math.Mod(7, 3), math.Mod(-7, 3), math.Round(2.5), math.RoundToEven(2.5), math.Hypot(3, 4))
	sum := 0.0
	for i := 1; i <= 1000; i++ {
		sum += 1 / float64(i*i)
	}
	fmt.Println(sum, math.Sqrt(sum*6))
	var h float32
	for i := range 100 {
		h += float32(i) * 0.1
	}
	fmt.Println(h)
	fmt.Println(math.Float64bits(1.5), math.Float32bits(-2), math.Float64frombits(0x400921fb54442d18))
	fmt.Println(int(a*29), int(-a*29), 7.0/2, 7/2*2.0, 1e3 == 1000)
	z := 1.5
	z += 2
	z *= z
	z -= 0.25
	z /= 4
	z++
	fmt.Println(z, -z)
	fmt.Println(min(1.5, 2, nan), max(1, 2.5), min(zero, -zero))
}
