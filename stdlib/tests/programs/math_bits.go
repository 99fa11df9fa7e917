package main

import (
	"fmt"
	"math"
)

var state uint64 = 88172645463325252

func next() uint64 {
	state ^= state << 13
	state ^= state >> 7
	state ^= state << 17
	return state
}

type fn struct {
	name string
	f    func(float64) float64
}

func lg(x float64) float64 { a, s := math.Lgamma(x); return a * float64(s) }
func f1(x float64) float64 { a, _ := math.Sincos(x); return a }
func f2(x float64) float64 { _, a := math.Sincos(x); return a }
func f3(x float64) float64 { a, _ := math.Modf(x); return a }
func f4(x float64) float64 { _, a := math.Modf(x); return a }

var fns = []fn{{"sqrt", math.Sqrt}, {"cbrt", math.Cbrt}, {"floor", math.Floor}, {"ceil", math.Ceil}, {"trunc", math.Trunc}, {"round", math.Round}, {"rte", math.RoundToEven},
	{"exp", math.Exp}, {"exp2", math.Exp2}, {"expm1", math.Expm1}, {"log", math.Log}, {"log2", math.Log2}, {"log10", math.Log10}, {"log1p", math.Log1p},
	{"sin", math.Sin}, {"cos", math.Cos}, {"tan", math.Tan}, {"asin", math.Asin}, {"acos", math.Acos}, {"atan", math.Atan},
	{"sinh", math.Sinh}, {"cosh", math.Cosh}, {"tanh", math.Tanh}, {"asinh", math.Asinh}, {"acosh", math.Acosh}, {"atanh", math.Atanh},
	{"erf", math.Erf}, {"erfc", math.Erfc}, {"erfinv", math.Erfinv}, {"erfcinv", math.Erfcinv}, {"gamma", math.Gamma}, {"lgamma", lg},
	{"j0", math.J0}, {"j1", math.J1}, {"y0", math.Y0}, {"y1", math.Y1},
	{"j2", func(x float64) float64 { return math.Jn(2, x) }}, {"j7", func(x float64) float64 { return math.Jn(7, x) }}, {"j-3", func(x float64) float64 { return math.Jn(-3, x) }},
	{"j40", func(x float64) float64 { return math.Jn(40, x) }},
	{"y2", func(x float64) float64 { return math.Yn(2, x) }}, {"y7", func(x float64) float64 { return math.Yn(7, x) }}, {"y-3", func(x float64) float64 { return math.Yn(-3, x) }},
	{"sc1", f1}, {"sc2", f2}, {"modf1", f3}, {"modf2", f4}, {"logb", math.Logb},
	{"frexp", func(x float64) float64 { f, e := math.Frexp(x); return f + float64(e) }},
	{"pow10", func(x float64) float64 { return math.Pow10(int(x) % 400) }},
}

type fn2 struct {
	name string
	f    func(a, b float64) float64
}

var fns2 = []fn2{{"pow", math.Pow}, {"atan2", math.Atan2}, {"hypot", math.Hypot}, {"mod", math.Mod}, {"remainder", math.Remainder}, {"max", math.Max}, {"min", math.Min}, {"dim", math.Dim}, {"nextafter", math.Nextafter}, {"copysign", math.Copysign},
	{"ldexp", func(a, b float64) float64 { return math.Ldexp(a, int(b)%1200) }},
	{"fma", func(a, b float64) float64 { return math.FMA(a, b, a-b) }}}

var special = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -2, 3, -3, 10, 100, 1e10, -1e10, 1e100, 1e300, -1e300, 1e-300, 5e-324, -5e-324, 2.2250738585072014e-308, math.MaxFloat64, -math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(),
	math.Pi, math.Pi / 2, math.Pi / 4, 3 * math.Pi / 4, 1e22, 710, 709.78, -745, -746, 1024, 1023.5, -1074, -1075, 0.1, 0.9, 0.99, 1.01, 170, 171.5, 172, -170.5, 20.5, 1e-10, 1e-20, 5e15, 4.5e15, 36, 0.3, 0.7, 0.4375, 0.6875, 1.1875, 2.4375, 536870912, 1 << 29, 1<<30 + 0.5, 1 << 52, 1 << 53, 8, 7.5}

func bits(f float64) uint64 {
	if f != f {
		return 0x7FF8000000000001
	}
	return math.Float64bits(f)
}

func gen(i int) float64 {
	r := next()
	u := float64(r>>11) / (1 << 53)
	switch i % 6 {
	case 0:
		return u*2 - 1
	case 1:
		return (u*2 - 1) * 20
	case 2:
		return (u*2 - 1) * 1000
	case 3:
		return math.Float64frombits(r)
	case 4:
		return math.Float64frombits(r&0x800FFFFFFFFFFFFF | uint64(1023-30+int(next()%61))<<52)
	}
	return float64(int64(next()%400)-200) / 2
}

// sum is the FNV-1a hash of numbers.
type sum uint64

func (s *sum) add(x uint64) {
	for i := 0; i < 8; i++ {
		*s = (*s ^ sum(x>>(8*i)&255)) * 1099511628211
	}
}

func main() {
	for _, f := range fns {
		s, n := sum(14695981039346656037), 0
		for _, x := range special {
			s.add(bits(f.f(x)))
			n++
		}
		for i := 0; i < 400; i++ {
			s.add(bits(f.f(gen(i))))
			n++
		}
		fmt.Printf("%s: %d results %016x\n", f.name, n, uint64(s))
	}
	for _, f := range fns2 {
		s, n := sum(14695981039346656037), 0
		for i, x := range special {
			for j := i % 4; j < len(special); j += 4 {
				s.add(bits(f.f(x, special[j])))
				n++
			}
		}
		for i := 0; i < 400; i++ {
			x, y := gen(i), gen(i/6)
			s.add(bits(f.f(x, y)))
			n++
		}
		fmt.Printf("%s: %d results %016x\n", f.name, n, uint64(s))
	}
	for _, x := range special {
		for _, f := range fns {
			fmt.Printf("%x ", bits(f.f(x)))
		}
		fmt.Println()
	}
}
