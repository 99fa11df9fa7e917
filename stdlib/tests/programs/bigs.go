package main

import (
	"fmt"
	"math"
	"math/big"
	"math/rand"
)

func parse(s string) *big.Int {
	x, ok := new(big.Int).SetString(s, 0)
	if !ok {
		panic(s)
	}
	return x
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func main() {
	texts := []string{"0", "1", "-1", "2", "-3", "7", "10", "-255", "65536", "18446744073709551615", "18446744073709551616", "-9223372036854775808", "9223372036854775808", "123456789012345678901234567890", "-987654321098765432109876543210987654321", "0x123456789abcdef0123456789abcdef0fedcba9876543210", "1000000007", "-170141183460469231731687303715884105728"}
	var xs []*big.Int
	for _, t := range texts {
		xs = append(xs, parse(t))
	}
	n := func() *big.Int { return new(big.Int) }
	for _, x := range xs {
		fmt.Println(x, x.Sign(), x.BitLen(), x.TrailingZeroBits(), x.IsInt64(), x.IsUint64(), x.Int64(), x.Uint64(), x.Bytes(), len(x.Bits()))
		fmt.Println(n().Abs(x), n().Neg(x), n().Not(x), n().Sqrt(n().Abs(x)), x.Bit(0), x.Bit(5), x.Bit(200), n().SetBit(x, 3, 1), n().SetBit(x, 0, 0), n().SetBit(x, 130, 1))
		for _, s := range []uint{0, 1, 7, 64, 100} {
			fmt.Println(n().Lsh(x, s), n().Rsh(x, s))
		}
		for _, b := range []int{2, 8, 10, 16, 36, 62} {
			t := x.Text(b)
			y, ok := n().SetString(t, b)
			fmt.Println(t, y, ok)
		}
		fmt.Printf("%d|%x|%X|%#x|%o|%#o|%O|%b|%s|%v|%+d|% d|%40d|%-40d|%040d|%.30d|%40.30x|%q\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
		f, acc := x.Float64()
		fmt.Println(f, acc)
		g, err := x.GobEncode()
		y := n()
		fmt.Println(g, err, y.GobDecode(g), y)
		j, err := x.MarshalJSON()
		fmt.Println(string(j), err, y.UnmarshalJSON(j), y)
		fmt.Println(x.ProbablyPrime(5))
		for _, y := range xs {
			fmt.Println(n().Add(x, y), n().Sub(x, y), n().Mul(x, y), x.Cmp(y), x.CmpAbs(y))
			fmt.Println(n().And(x, y), n().Or(x, y), n().Xor(x, y), n().AndNot(x, y))
			if y.Sign() != 0 {
				q, r := n().QuoRem(x, y, n())
				d, m := n().DivMod(x, y, n())
				fmt.Println(q, r, d, m, n().Quo(x, y), n().Rem(x, y), n().Div(x, y), n().Mod(x, y))
				fmt.Println(n().ModInverse(x, y), n().Exp(x, big.NewInt(13), y), n().Exp(y, big.NewInt(5), nil))
				if y.Bit(0) == 1 {
					fmt.Println(big.Jacobi(x, y))
				}
			}
			a, b := n(), n()
			g := n().GCD(a, b, x, y)
			fmt.Println(g, n().Add(n().Mul(a, x), n().Mul(b, y)), n().GCD(nil, nil, x, y))
			if y.Sign() != 0 {
				r := new(big.Rat).SetFrac(x, y)
				f64, e64 := r.Float64()
				f32, e32 := r.Float32()
				p, e := r.FloatPrec()
				fmt.Println(r, r.RatString(), r.FloatString(0), r.FloatString(5), f64, e64, f32, e32, r.IsInt(), r.Sign(), r.Num(), r.Denom(), p, e)
				s := big.NewRat(-7, 12)
				fmt.Println(new(big.Rat).Add(r, s), new(big.Rat).Sub(r, s), new(big.Rat).Mul(r, s), new(big.Rat).Quo(r, s), r.Cmp(s), new(big.Rat).Abs(r), new(big.Rat).Neg(r))
				if r.Sign() != 0 {
					fmt.Println(new(big.Rat).Inv(r))
				}
			}
		}
	}
	for _, s := range []string{"", "-", "+5", "0b101", "0o17", "017", "0x_1f", "1_000", "_1", "1_", "1__0", "08", "0x", "12a", " 1", "0b2", "0", "-0"} {
		x, ok := n().SetString(s, 0)
		y, ok2 := n().SetString(s, 10)
		r, ok3 := new(big.Rat).SetString(s)
		fmt.Println(s, x, ok, y, ok2, r, ok3)
	}
	for _, s := range []string{"1/2", "-4/6", "3/0", "1.25", "-.5", "1.", ".", "1e3", "1.5e-3", "0x1p4", "0x1.8p1", "1/-2", "1/2/3", "0b11p2", "1e", "1E+2", "123.456e-10", "0/5", "0.0e10", "1/0x10", "010/3", "010.5", "1e5/2"} {
		r, ok := new(big.Rat).SetString(s)
		fmt.Println(s, r, ok)
	}
	for _, f := range []float64{0, 1, -0.5, 0.1, 1e300, 5e-324, math.Pi, math.Inf(1), math.NaN(), 1e-310, math.MaxFloat64} {
		r := new(big.Rat).SetFloat64(f)
		if r == nil {
			fmt.Println(f, "nil")
			continue
		}
		g, exact := r.Float64()
		h, exact32 := r.Float32()
		fmt.Println(f, r, g, exact, h, exact32)
	}
	fmt.Println(n().Binomial(100, 50), n().Binomial(5, 7), n().MulRange(1, 30), n().MulRange(-5, -2), n().MulRange(-1, 1), n().MulRange(3, 2))
	fmt.Println(n().Exp(big.NewInt(3), parse("123456789012345678901234567890"), parse("1000000000000000000000007")), n().Exp(big.NewInt(2), big.NewInt(500), nil), n().Exp(big.NewInt(3), big.NewInt(-1), big.NewInt(7)), n().Exp(big.NewInt(2), big.NewInt(-1), big.NewInt(4)), n().Exp(big.NewInt(2), big.NewInt(-1), nil))
	for _, p := range []int64{7, 13, 17, 41, 1000000007, 97} {
		for x := int64(0); x < 10; x++ {
			r := n().ModSqrt(big.NewInt(x), big.NewInt(p))
			ok := r != nil && n().Mod(n().Mul(r, r), big.NewInt(p)).Cmp(n().Mod(big.NewInt(x), big.NewInt(p))) == 0
			fmt.Print(r != nil, ok, " ")
		}
	}
	fmt.Println()
	rnd := rand.New(rand.NewSource(7))
	for i := 0; i < 5; i++ {
		fmt.Println(n().Rand(rnd, parse("123456789012345678901234567890")), n().Rand(rnd, big.NewInt(10)))
	}
	count := 0
	for i := int64(0); i < 1000; i++ {
		if big.NewInt(i).ProbablyPrime(0) {
			count++
		}
	}
	fmt.Println(count, parse("170141183460469231731687303715884105727").ProbablyPrime(3), parse("170141183460469231731687303715884105729").ProbablyPrime(3), parse("3215031751").ProbablyPrime(0))
	var z, w big.Int
	var q big.Rat
	c, err := fmt.Sscan("123456789012345678901 -0x1f 3/4", &z, &w, &q)
	fmt.Println(c, err, &z, &w, &q)
	c, err = fmt.Sscanf("ff:777", "%x:%o", &z, &w)
	fmt.Println(c, err, &z, &w)
	fmt.Println(z.SetBytes([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0}), z.FillBytes(make([]byte, 12)), z.SetUint64(math.MaxUint64), z.SetBits([]big.Word{1, 2, 0}))
	f := big.NewInt(1)
	for i := int64(1); i <= 200; i++ {
		f.Mul(f, big.NewInt(i))
	}
	fmt.Println(f)
	var nilInt *big.Int
	fmt.Println(nilInt.String(), nilInt)
	try(func() { n().Quo(f, n()) })
	try(func() { n().Sqrt(big.NewInt(-1)) })
	try(func() { big.NewRat(1, 0) })
	try(func() { n().SetString("1", 99) })
	try(func() { f.FillBytes(make([]byte, 3)) })
	try(func() { big.Jacobi(f, big.NewInt(4)) })
	fmt.Println(z.UnmarshalText([]byte("x")), q.UnmarshalText([]byte("x")), q.UnmarshalText([]byte("5/10")), &q)
	b, err := q.GobEncode()
	fmt.Println(b, err, q.GobDecode(b), &q)
	fmt.Println(big.Below, big.Exact, big.Above)
}
