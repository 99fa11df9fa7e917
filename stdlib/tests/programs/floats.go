package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
)

var modes = []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			_, isNaN := e.(big.ErrNaN)
			fmt.Println("panic:", e, isNaN)
			if err, ok := e.(error); ok {
				fmt.Println(err.Error())
			}
		}
	}()
	f()
}

func parse(s string, prec uint, mode big.RoundingMode) *big.Float {
	f, _, err := big.ParseFloat(s, 0, prec, mode)
	if err != nil {
		panic(s)
	}
	return f
}

func show(x *big.Float) {
	fmt.Println(x.Text('p', 0), x.Acc(), x.Prec(), x.Mode(), x.MinPrec())
}

func main() {
	texts := []string{"0", "-0", "1", "-1", "0.1", "-0.3", "1.5", "2.5", "3.14159265358979323846264338327950288", "1e10", "-1e-10", "123456789.125", "0x1.8p-3", "1e50", "-7e-40",
		"18446744073709551615", "-18446744073709551616", "9223372036854775807", "-9223372036854775808", "5e-324", "1.7976931348623157e308", "1e400", "1e-400", "0x.8p-1073", "3.4028235677973366e38", "1e-46", "Inf", "-Inf", "0b1011.01", "0o17.4", "9.9999999999999999e22", "0.5", "0.9999999999999999999999"}
	var xs []*big.Float
	for i, t := range texts {
		xs = append(xs, parse(t, []uint{0, 24, 53, 64, 100, 200}[i%6], modes[0]))
	}
	for i, x := range xs {
		fmt.Println(texts[i], x, x.Sign(), x.Signbit(), x.IsInf(), x.IsInt(), x.Prec(), x.MinPrec(), x.Acc(), x.MantExp(nil))
		for _, format := range []byte("eEfgGbpxXq") {
			for _, prec := range []int{-1, 0, 1, 3, 10, 25} {
				if format != 'f' && format != 'X' || x.MantExp(nil) < 200 {
					fmt.Println(x.Text(format, prec), string(x.Append([]byte("<"), format, prec)))
				}
			}
		}
		fmt.Printf("%v|%g|%G|%e|%E|%.3e|%10.2g|%-12.4g|%012.3g|%+.2g|% g|%x|%b|%s|%d|%q\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
		if x.MantExp(nil) < 200 {
			fmt.Printf("%f|%F|%.0f|%30.10f|%-30.5f|%030.5f|%+f|% f|%+08.1f|\n", x, x, x, x, x, x, x, x, x)
		}
		f64, a64 := x.Float64()
		f32, a32 := x.Float32()
		n, an := x.Int64()
		u, au := x.Uint64()
		fmt.Println(math.Float64bits(f64), a64, math.Float32bits(f32), a32, n, an, u, au)
		z, az := x.Int(nil)
		r, ar := x.Rat(nil)
		fmt.Println(z, az, r, ar)
		mant := new(big.Float)
		exp := x.MantExp(mant)
		show(mant)
		show(new(big.Float).SetMantExp(mant, exp))
		show(new(big.Float).SetMantExp(x, -5))
		b, err := x.GobEncode()
		y, w := new(big.Float), new(big.Float).SetPrec(10).SetMode(big.ToZero)
		fmt.Println(b, err, y.GobDecode(b), w.GobDecode(b))
		show(y)
		show(w)
		text, err := x.MarshalText()
		fmt.Println(string(text), err, y.UnmarshalText(text), y)
		appended, err := x.AppendText([]byte("x="))
		j, err2 := json.Marshal(x)
		fmt.Println(string(appended), err, string(j), err2)
		for _, prec := range []uint{1, 2, 5, 24, 53, 64, 65, 130} {
			for _, mode := range modes {
				show(new(big.Float).SetMode(mode).SetPrec(prec).Set(x))
				show(new(big.Float).Copy(x).SetMode(mode).SetPrec(prec))
			}
			show(new(big.Float).SetPrec(prec).Neg(x))
			show(new(big.Float).SetPrec(prec).Abs(x))
			if x.Sign() >= 0 {
				for _, mode := range modes {
					show(new(big.Float).SetPrec(prec).SetMode(mode).Sqrt(x))
					show(new(big.Float).SetPrec(prec).Sqrt(new(big.Float).Copy(x).SetMode(mode)))
				}
			}
		}
		show(new(big.Float).SetPrec(0).Copy(x).SetPrec(0))
	}
	n := func(i int) *big.Float { return new(big.Float).SetMode(modes[i%len(modes)]).SetPrec([]uint{0, 10, 53, 64, 97}[i%5]) }
	for i, x := range xs {
		for j, y := range xs {
			at := 3*i + j
			fmt.Println(x.Cmp(y))
			try(func() { show(n(at).Add(x, y)) })
			try(func() { show(n(at).Sub(x, y)) })
			try(func() { show(n(at).Mul(x, y)) })
			try(func() { show(n(at).Quo(x, y)) })
		}
	}
	for _, mode := range modes {
		fmt.Println(mode)
		one := big.NewFloat(1)
		show(new(big.Float).SetMode(mode).Sub(one, one))
		show(new(big.Float).SetMode(mode).SetPrec(3).SetInt64(-1000001))
		show(new(big.Float).SetMode(mode).SetPrec(3).SetUint64(15))
		show(new(big.Float).SetMode(mode).SetPrec(20).SetFloat64(-0.1))
		show(new(big.Float).SetMode(mode).SetPrec(20).SetRat(big.NewRat(-2, 3)))
		i, _ := new(big.Int).SetString("123456789012345678901234567890123", 10)
		show(new(big.Float).SetMode(mode).SetPrec(20).SetInt(i))
		x := new(big.Float).SetMode(mode).SetMantExp(big.NewFloat(0.75), big.MaxExp)
		show(x)
		show(new(big.Float).SetMode(mode).Mul(x, x))
		show(new(big.Float).SetMode(mode).SetPrec(1).Set(x))
		x.SetMantExp(big.NewFloat(-0.75), big.MinExp)
		show(x)
		show(new(big.Float).SetMode(mode).Mul(x, x))
	}
	show(new(big.Float).SetInt64(math.MinInt64))
	show(new(big.Float).SetUint64(0))
	show(new(big.Float).SetInf(true))
	show(new(big.Float).SetFloat64(math.Copysign(0, -1)))
	show(new(big.Float).SetFloat64(math.Inf(-1)))
	show(new(big.Float).SetInt(new(big.Int)))
	show(new(big.Float).SetRat(big.NewRat(6, 3)))
	show(new(big.Float).SetRat(big.NewRat(1, 7)))
	show(new(big.Float).SetPrec(1 << 40))
	two := new(big.Float).SetPrec(1000).SetInt64(2)
	fmt.Println(two.Sqrt(two).Text('f', 300))
	for i := int64(0); i < 60; i++ {
		x := big.NewFloat(float64(i) * float64(i))
		show(x.Sqrt(x))
		show(new(big.Float).SetPrec(uint(i + 1)).SetMode(modes[i%6]).Quo(big.NewFloat(1), big.NewFloat(float64(i)+0.25)))
		fmt.Println(new(big.Float).SetPrec(uint(2*i+1)).Quo(big.NewFloat(1), big.NewFloat(float64(i)*1e3+3)).Text('g', -1))
	}
	for _, s := range []string{"", "+", "-", ".", "1.", ".5", "1e", "1e+", "1_0", "1__0", "_1", "1_", "1e1_0", "1e1__0", "0x", "0x1", "0x1.p1", "0x_1p2", "0b", "0b2", "0b1.1e1", "0b1.1p1", "0o7.7", "08", "0o8", "1p3", "1.5p-2", "0x1e3", "0x1e3p1", "1e9999999999", "1e-9999999999", "1e99999999999999999999", "1p2147483647", "1p2147483648", "1e1000000000", "1e-1000000000", "inf", "+inf", "-Inf", "INF", "nan", "1 ", " 1", "1x", "0.000", "-0e5", "1.2.3", "00.1", "0_1", "123456789012345678901234567890e-30", "1E5", "1P5", "é"} {
		for _, base := range []int{0, 2, 8, 10, 16} {
			f, b, err := new(big.Float).SetPrec(60).Parse(s, base)
			if f != nil {
				fmt.Println(s, base, f.Text('p', 0), f.Acc(), b, err)
			} else {
				fmt.Println(s, base, "nil", b, err)
			}
		}
		f, ok := new(big.Float).SetString(s)
		if ok {
			show(f)
		}
		g := new(big.Float)
		fmt.Println(ok, g.UnmarshalText([]byte(s)))
		var a, b big.Float
		c, err := fmt.Sscan(s+" "+s, &a, &b)
		fmt.Println(c, err)
		c, err = fmt.Sscanf(s+";", "%g", &a)
		fmt.Println(c, err, a.Text('p', 0))
	}
	var a, b big.Float
	c, err := fmt.Sscan("  1.25 -0x1p-3rest", &a, &b)
	fmt.Println(c, err, &a, &b)
	fmt.Println(b.Text('g', 3))
	for i := range 8 {
		fmt.Println(big.RoundingMode(i), big.Accuracy(i-3))
	}
	for _, data := range [][]byte{{}, {1}, {2, 0, 0, 0, 0, 0}, {1, 2, 0, 0, 0, 5}, {1, 2, 0, 0, 0, 5, 0, 0, 0, 1}, {1, 2, 0, 0, 0, 5, 0, 0, 0, 1, 1}, {1, 10, 0, 0, 0, 0, 0, 0, 0, 1, 128, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 9}, {1, 13, 0, 0, 0, 9}} {
		x := new(big.Float)
		fmt.Println(x.GobDecode(data))
	}
	var none *big.Float
	nothing, err := none.GobEncode()
	nilText, err2 := none.MarshalText()
	fmt.Println(nothing, err, string(nilText), err2)
	try(func() { big.NewFloat(math.NaN()) })
	try(func() { new(big.Float).SetFloat64(math.NaN()) })
	try(func() { new(big.Float).Sqrt(big.NewFloat(-1)) })
	try(func() { new(big.Float).Parse("1", 7) })
}
