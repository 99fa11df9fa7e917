package big

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Rat is a fraction in lowest terms; the zero value is 0.
type Rat struct {
	a Int
	b []Word // the denominator; none stands for 1
}

// NewRat returns a/b.
func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) denominator() []Word {
	if len(x.b) == 0 {
		return one
	}
	return x.b
}

// reduce brings z to lowest terms.
func (z *Rat) reduce() *Rat {
	if len(z.a.abs) == 0 {
		z.a.neg = false
		z.b = one
		return z
	}
	if len(z.b) == 0 || compare(z.b, one) == 0 {
		z.b = one
		return z
	}
	g := new(Int).GCD(nil, nil, new(Int).Abs(&z.a), new(Int).set(false, z.b))
	if compare(g.abs, one) != 0 {
		z.a.abs, _ = divide(z.a.abs, g.abs)
		z.b, _ = divide(z.b, g.abs)
	}
	return z
}

// SetFrac sets z to a/b; b must not be 0.
func (z *Rat) SetFrac(a, b *Int) *Rat {
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	neg := a.neg != b.neg
	den := append([]Word(nil), b.abs...)
	z.a.Set(a)
	z.a.neg = neg
	z.b = den
	return z.reduce()
}

// SetFrac64 sets z to a/b; b must not be 0.
func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }

// SetInt sets z to x.
func (z *Rat) SetInt(x *Int) *Rat {
	z.a.Set(x)
	z.b = one
	return z
}

// SetInt64 sets z to x.
func (z *Rat) SetInt64(x int64) *Rat {
	z.a.SetInt64(x)
	z.b = one
	return z
}

// SetUint64 sets z to x.
func (z *Rat) SetUint64(x uint64) *Rat {
	z.a.SetUint64(x)
	z.b = one
	return z
}

// Set sets z to x.
func (z *Rat) Set(x *Rat) *Rat {
	if z != x {
		z.a.Set(&x.a)
		z.b = append([]Word(nil), x.denominator()...)
	}
	return z
}

// SetFloat64 sets z to f exactly; for an infinity or NaN it returns nil.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	fraction, exp := math.Frexp(f)
	z.a.SetInt64(int64(math.Ldexp(fraction, 53)))
	exp -= 53
	z.b = one
	if exp >= 0 {
		z.a.Lsh(&z.a, uint(exp))
		return z
	}
	z.b = shift(one, -exp)
	return z.reduce()
}

// Abs sets z to |x|.
func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

// Neg sets z to -x.
func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

// Inv sets z to 1/x; x must not be 0.
func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	z.Set(x)
	z.a.abs, z.b = z.b, z.a.abs
	return z
}

// Sign returns -1, 0 or 1.
func (x *Rat) Sign() int { return x.a.Sign() }

// IsInt reports whether x is an integer.
func (x *Rat) IsInt() bool { return len(x.b) == 0 || compare(x.b, one) == 0 }

// Num returns the numerator, which is x's own.
func (x *Rat) Num() *Int { return &x.a }

// Denom returns the denominator, which is positive.
func (x *Rat) Denom() *Int { return new(Int).set(false, append([]Word(nil), x.denominator()...)) }

// Cmp returns -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Rat) Cmp(y *Rat) int {
	a := new(Int).set(x.a.neg, mul(x.a.abs, y.denominator()))
	b := new(Int).set(y.a.neg, mul(y.a.abs, x.denominator()))
	return a.Cmp(b)
}

func (z *Rat) sum(x, y *Rat, negate bool) *Rat {
	a := mul(x.a.abs, y.denominator())
	b := mul(y.a.abs, x.denominator())
	den := mul(x.denominator(), y.denominator())
	z.a.sum(x.a.neg, a, y.a.neg != negate, b)
	z.b = den
	return z.reduce()
}

// Add sets z to x+y.
func (z *Rat) Add(x, y *Rat) *Rat { return z.sum(x, y, false) }

// Sub sets z to x-y.
func (z *Rat) Sub(x, y *Rat) *Rat { return z.sum(x, y, true) }

// Mul sets z to x*y.
func (z *Rat) Mul(x, y *Rat) *Rat {
	den := mul(x.denominator(), y.denominator())
	z.a.Mul(&x.a, &y.a)
	z.b = den
	return z.reduce()
}

// Quo sets z to x/y; y must not be 0.
func (z *Rat) Quo(x, y *Rat) *Rat {
	if len(y.a.abs) == 0 {
		panic("division by zero")
	}
	neg := x.a.neg != y.a.neg
	num, den := mul(x.a.abs, y.denominator()), mul(x.denominator(), y.a.abs)
	z.a.set(neg, num)
	z.b = den
	return z.reduce()
}

// nearest returns the float with so many bits of mantissa, and least exponent, that is nearest to x, halves to the even one.
func (x *Rat) nearest(mantissaBits, leastExponent int) (f float64, exact bool) {
	if len(x.a.abs) == 0 {
		return 0, true
	}
	// The quotient gets two bits more than the mantissa, the last of which tells whether anything follows.
	exp := bitLen(x.a.abs) - bitLen(x.denominator())
	by := mantissaBits + 2 - exp
	if exp-1 < leastExponent {
		by = min(by, mantissaBits+2-leastExponent)
	}
	a, b := x.a.abs, x.denominator()
	if by > 0 {
		a = shift(a, by)
	} else {
		b = shift(b, -by)
	}
	q, r := divide(a, b)
	m := low(q)
	exact = len(r) == 0
	if exp <= leastExponent-mantissaBits+1 {
		// Far below the least float the result counts as exact if the mantissa would have room for x: Go has it so.
		q, r := divide(shift(x.a.abs, max(mantissaBits+2-exp, 0)), x.denominator())
		if floor := bitLen(q) - 1 - (mantissaBits + 2 - exp); floor < leastExponent-mantissaBits {
			m := low(q)
			return math.Copysign(0, float64(x.Sign())), len(r) == 0 && m&(1<<(bits64(m)-mantissaBits)-1) == 0
		}
	}
	// As many low bits go as the mantissa has no room for.
	drop := bits64(m) - mantissaBits
	if least := leastExponent - mantissaBits + 1 + by; drop < least {
		drop = least
	}
	if drop > 0 {
		rest := m & (1<<drop - 1)
		half := uint64(1) << (drop - 1)
		m >>= drop
		if rest != 0 {
			if rest > half || rest == half && (!exact || m&1 == 1) {
				m++
			}
			exact = false
		}
		by -= drop
	}
	f = math.Ldexp(float64(m), -by)
	if x.a.neg {
		f = -f
	}
	return f, exact
}

func bits64(x uint64) int { return bitLen(words(x)) }

// Float64 returns the float64 nearest to x, an infinity if x is too great, and whether it is x exactly.
func (x *Rat) Float64() (f float64, exact bool) {
	f, exact = x.nearest(53, -1022)
	return f, exact && !math.IsInf(f, 0)
}

// Float32 returns the float32 nearest to x, an infinity if x is too great, and whether it is x exactly.
func (x *Rat) Float32() (f float32, exact bool) {
	g, exact := x.nearest(24, -126)
	f = float32(g)
	return f, exact && !math.IsInf(float64(f), 0)
}

// String returns x as a/b.
func (x *Rat) String() string { return x.a.String() + "/" + toText(x.denominator(), 10) }

// RatString returns x as a/b, or as a if x is an integer.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString returns x in decimal with prec digits behind the point, the last rounded, halves away from zero.
func (x *Rat) FloatString(prec int) string {
	den := x.denominator()
	scale := power([]Word{10}, uint(max(prec, 0)))
	q, r := divide(mul(x.a.abs, scale), den)
	if compare(add(r, r), den) >= 0 {
		q = add(q, one)
	}
	text := new(Int).set(false, q).String()
	if prec > 0 {
		if len(text) <= prec {
			text = strings.Repeat("0", prec+1-len(text)) + text
		}
		text = text[:len(text)-prec] + "." + text[len(text)-prec:]
	}
	if x.a.neg {
		text = "-" + text
	}
	return text
}

// FloatPrec returns how many digits behind the point x has in decimal, those that do not repeat, and whether that is all.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := x.Denom()
	twos := int(d.TrailingZeroBits())
	d.Rsh(d, uint(twos))
	fives := 0
	five := NewInt(5)
	for {
		q, r := new(Int).QuoRem(d, five, new(Int))
		if r.Sign() != 0 {
			break
		}
		d = q
		fives++
	}
	return max(twos, fives), d.Cmp(NewInt(1)) == 0
}

// SetString sets z to the fraction a/b or the decimal or hexadecimal number, perhaps with an exponent, that all of s is.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if s == "" {
		return nil, false
	}
	if num, den, isFraction := strings.Cut(s, "/"); isFraction {
		var a Int
		if _, ok := a.SetString(num, 0); !ok {
			return nil, false
		}
		b, _, rest, _, ok := scanNumber(den, 0, false)
		if !ok || rest != "" || len(b) == 0 {
			return nil, false
		}
		return z.SetFrac(&a, new(Int).set(false, b)), true
	}
	neg := false
	if s[0] == '-' || s[0] == '+' {
		neg = s[0] == '-'
		s = s[1:]
	}
	abs, base, rest, fraction, ok := scanNumber(s, 0, true)
	if !ok {
		return nil, false
	}
	exponent, exponentBase := int64(0), 10
	if rest != "" {
		switch rest[0] {
		case 'e', 'E':
			if base != 10 {
				return nil, false
			}
		case 'p', 'P':
			exponentBase = 2
		default:
			return nil, false
		}
		if len(rest) == 1 || rest[len(rest)-1] == '_' {
			return nil, false
		}
		digits := strings.ReplaceAll(rest[1:], "_", "")
		var err error
		exponent, err = strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return nil, false
		}
	}
	if len(abs) == 0 {
		z.a.set(false, nil)
		z.b = one
		return z, true
	}
	twos, tens := int64(0), int64(0)
	if fraction > 0 {
		switch base {
		case 10:
			tens = -int64(fraction)
		case 2:
			twos = -int64(fraction)
		case 8:
			twos = -3 * int64(fraction)
		case 16:
			twos = -4 * int64(fraction)
		}
	}
	if exponentBase == 2 {
		twos += exponent
	} else {
		tens += exponent
	}
	if tens > 1e6 || tens < -1e6 || twos > 1e7 || twos < -1e7 {
		return nil, false
	}
	den := one
	if tens > 0 {
		abs = mul(abs, power([]Word{10}, uint(tens)))
	} else if tens < 0 {
		den = power([]Word{10}, uint(-tens))
	}
	if twos > 0 {
		abs = shift(abs, int(twos))
	} else if twos < 0 {
		den = shift(den, int(-twos))
	}
	z.a.set(neg, abs)
	z.b = den
	return z.reduce(), true
}

// Scan reads a fraction for fmt, under the verbs e, E, f, F, g, G and v.
func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	token, err := s.Token(true, func(r rune) bool { return strings.ContainsRune("+-/0123456789.eE", r) })
	if err != nil {
		return err
	}
	if !strings.ContainsRune("efgEFGv", ch) {
		return errors.New("Rat.Scan: invalid verb")
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

// GobEncode returns a byte for version and sign, the length of the numerator in four bytes, numerator and denominator.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(gobVersion << 1)
	if x.a.neg {
		b |= 1
	}
	num, den := x.a.Bytes(), new(Int).set(false, x.b).Bytes()
	n := len(num)
	out := append([]byte{b, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, num...)
	return append(out, den...), nil
}

// GobDecode is the reverse of GobEncode.
func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	b := buf[0]
	if b>>1 != gobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", b>>1)
	}
	n := int(buf[1])<<24 | int(buf[2])<<16 | int(buf[3])<<8 | int(buf[4])
	if len(buf) < 5+n {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.set(b&1 != 0, fromBytes(buf[5:5+n]))
	z.b = fromBytes(buf[5+n:])
	return nil
}

// AppendText appends x.RatString() to b.
func (x *Rat) AppendText(b []byte) ([]byte, error) { return append(b, x.RatString()...), nil }

// MarshalText returns x.RatString().
func (x *Rat) MarshalText() (text []byte, err error) { return x.AppendText(nil) }

// UnmarshalText reads a fraction as SetString does.
func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}
