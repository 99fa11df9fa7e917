package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

var state uint64 = 88172645463325252

func next() uint64 {
	state ^= state << 13
	state ^= state >> 7
	state ^= state << 17
	return state
}

func gen() float64 {
	u := float64(next()>>11) / (1 << 53)
	switch next() % 4 {
	case 0:
		return u*2 - 1
	case 1:
		return (u*2 - 1) * 20
	case 2:
		return float64(int64(next()%21) - 10)
	}
	return math.Float64frombits(next()&0x800FFFFFFFFFFFFF | uint64(1023-30+int(next()%61))<<52)
}

func bits(f float64) uint64 {
	if f != f {
		return 0x7FF8000000000001
	}
	return math.Float64bits(f)
}

func main() {
	fns := []struct {
		name string
		f    func(complex128) complex128
	}{{"sqrt", cmplx.Sqrt}, {"exp", cmplx.Exp}, {"log", cmplx.Log}, {"log10", cmplx.Log10}, {"sin", cmplx.Sin}, {"cos", cmplx.Cos}, {"tan", cmplx.Tan}, {"cot", cmplx.Cot}, {"sinh", cmplx.Sinh}, {"cosh", cmplx.Cosh}, {"tanh", cmplx.Tanh},
		{"asin", cmplx.Asin}, {"acos", cmplx.Acos}, {"atan", cmplx.Atan}, {"asinh", cmplx.Asinh}, {"acosh", cmplx.Acosh}, {"atanh", cmplx.Atanh}, {"conj", cmplx.Conj},
		{"polar", func(x complex128) complex128 { r, t := cmplx.Polar(x); return complex(r, t) }}, {"rect", func(x complex128) complex128 { return cmplx.Rect(real(x), imag(x)) }},
		{"pow", func(x complex128) complex128 {
			if imag(x) != imag(x) || x == 0 {
				return 0
			}
			return cmplx.Pow(x, complex(imag(x), 0.5))
		}}, {"pow2", func(x complex128) complex128 { return cmplx.Pow(x, complex(2, 0)) }}}
	special := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 3, math.Inf(1), math.Inf(-1), math.NaN(), 1e300, -1e-300, math.Pi / 2, 1e10}
	for _, x := range []float64{1e9, 1e10, 1e15, 1e22, 1e100, 1.7e308, 3e9} {
		for _, y := range []float64{0, 1e-3, 0.1} {
			fmt.Println(cmplx.Tan(complex(math.Round(x/math.Pi)*math.Pi+math.Pi/2, y)), cmplx.Cot(complex(math.Round(x/math.Pi)*math.Pi, y)))
		}
	}
	for _, f := range fns {
		for _, a := range special {
			for _, b := range special {
				z := f.f(complex(a, b))
				fmt.Printf("%s %v %v: %x %x\n", f.name, a, b, bits(real(z)), bits(imag(z)))
			}
		}
		for i := 0; i < 60; i++ {
			a, b := gen(), gen()
			z := f.f(complex(a, b))
			fmt.Printf("%s %v %v: %x %x\n", f.name, a, b, bits(real(z)), bits(imag(z)))
		}
	}
	fmt.Println(cmplx.Inf(), cmplx.NaN(), cmplx.IsInf(complex(1, math.Inf(-1))), cmplx.IsNaN(complex(math.NaN(), 1)), cmplx.IsNaN(complex(math.NaN(), math.Inf(1))), cmplx.Abs(3+4i), cmplx.Phase(-1))
}
