package big

import (
	"fmt"
	"math"
	"math/bits"
)

// The bounds of a Float: with a finite number different from zero goes an exponent from MinExp to MaxExp and a mantissa of at most MaxPrec bits.
const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

// Float is a number ±mantissa × 2**exponent with 0.5 <= mantissa < 1 that has so many bits as its precision says, or a zero or an infinity.
// Operations round their exact result to the precision of the receiver, by its rounding mode; a receiver of precision 0 gets the greatest
// precision of the operands. The zero value is 0, with precision 0.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	form form
	neg  bool
	mant []Word // never changed in place; the top bit is set
	exp  int32
}

type form byte

const (
	zero form = iota
	finite
	inf
)

// ErrNaN is what operations panic with whose result would not be a number.
type ErrNaN struct{ msg string }

// Error says which operation it was.
func (err ErrNaN) Error() string { return err.msg }

// RoundingMode says which of its two neighbours an exact result becomes.
type RoundingMode byte

// The rounding modes.
const (
	ToNearestEven RoundingMode = iota
	ToNearestAway
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

var modeNames = [...]string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}

// String returns the name.
func (i RoundingMode) String() string {
	if int(i) < len(modeNames) {
		return modeNames[i]
	}
	return fmt.Sprintf("RoundingMode(%d)", byte(i))
}

// towards returns the accuracy of a value above or below the exact one.
func towards(above bool) Accuracy {
	if above {
		return Above
	}
	return Below
}

// NewFloat returns a new Float of precision 53; x must not be NaN.
func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// round cuts the mantissa to the precision; more says that the exact value goes on behind the mantissa.
func (z *Float) round(more bool) {
	z.acc = Exact
	length := uint64(len(z.mant)) * 64
	if z.form != finite || length <= uint64(z.prec) {
		return
	}
	drop := int(length - uint64(z.prec))
	zeros := int(trailingZeros(z.mant))
	kept := shift(z.mant, -drop)
	if more || zeros < drop {
		half := z.mant[(drop-1)/64]>>((drop-1)%64)&1 == 1
		up := false
		switch z.mode {
		case ToNearestEven:
			up = half && (more || zeros < drop-1 || kept[0]&1 == 1)
		case ToNearestAway:
			up = half
		case AwayFromZero:
			up = true
		case ToNegativeInf:
			up = z.neg
		case ToPositiveInf:
			up = !z.neg
		}
		z.acc = towards(up != z.neg)
		if up {
			kept = add(kept, one)
			if uint64(bitLen(kept)) > uint64(z.prec) {
				if z.exp == MaxExp {
					z.form = inf
					return
				}
				kept = shift(kept, -1)
				z.exp++
			}
		}
	}
	z.mant = shift(kept, int(-z.prec%64))
}

// place gives z, which has sign and mantissa, an exponent, and rounds it.
func (z *Float) place(exp int64, more bool) {
	switch {
	case exp < MinExp:
		z.acc = towards(z.neg)
		z.form = zero
	case exp > MaxExp:
		z.acc = towards(!z.neg)
		z.form = inf
	default:
		z.form = finite
		z.exp = int32(exp)
		z.round(more)
	}
}

// assign sets z, which has its sign, to m × 2**exp, m not being 0.
func (z *Float) assign(m []Word, exp int64, more bool) {
	free := bits.LeadingZeros(uint(m[len(m)-1]))
	z.mant = shift(m, free)
	z.place(exp+int64(len(m))*64-int64(free), more)
}

// unit returns the exponent of the last bit of x's mantissa.
func (x *Float) unit() int64 { return int64(x.exp) - int64(len(x.mant))*64 }

// SetPrec sets z's precision, and rounds z if it gets less; of finite numbers precision 0 leaves a zero.
func (z *Float) SetPrec(prec uint) *Float {
	z.acc = Exact
	if prec == 0 {
		z.prec = 0
		if z.form == finite {
			z.acc = towards(z.neg)
			z.form = zero
		}
		return z
	}
	old := z.prec
	z.prec = uint32(min(prec, MaxPrec))
	if z.prec < old {
		z.round(false)
	}
	return z
}

// SetMode sets z's rounding mode, and its accuracy to Exact.
func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode = mode
	z.acc = Exact
	return z
}

// Prec returns the precision in bits.
func (x *Float) Prec() uint { return uint(x.prec) }

// MinPrec returns the least precision that x has room in, 0 for zeros and infinities.
func (x *Float) MinPrec() uint {
	if x.form != finite {
		return 0
	}
	return uint(len(x.mant))*64 - trailingZeros(x.mant)
}

// Mode returns the rounding mode.
func (x *Float) Mode() RoundingMode { return x.mode }

// Acc returns how x lies to the exact result that it was rounded from.
func (x *Float) Acc() Accuracy { return x.acc }

// Sign returns -1, 0 or 1.
func (x *Float) Sign() int {
	switch {
	case x.form == zero:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// Signbit reports whether x is negative, a zero perhaps.
func (x *Float) Signbit() bool { return x.neg }

// IsInf reports whether x is an infinity.
func (x *Float) IsInf() bool { return x.form == inf }

// IsInt reports whether x is an integer.
func (x *Float) IsInt() bool {
	if x.form != finite {
		return x.form == zero
	}
	return x.exp > 0 && x.MinPrec() <= uint(x.exp)
}

// MantExp returns the exponent of x, 0 for zeros and infinities; mant, if it is not nil, becomes x with the exponent 0.
func (x *Float) MantExp(mant *Float) (exp int) {
	if x.form == finite {
		exp = int(x.exp)
	}
	if mant != nil {
		mant.Copy(x)
		if mant.form == finite {
			mant.exp = 0
		}
	}
	return exp
}

// SetMantExp sets z to mant × 2**exp, with precision and mode of mant.
func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Copy(mant)
	if z.form == finite {
		z.place(int64(z.exp)+int64(exp), false)
	}
	return z
}

// setWord sets z to ±x; a precision of 0 becomes the one given.
func (z *Float) setWord(neg bool, x uint64, prec uint32) *Float {
	if z.prec == 0 {
		z.prec = prec
	}
	z.acc = Exact
	z.neg = neg
	z.form = zero
	if x != 0 {
		z.assign(words(x), 0, false)
	}
	return z
}

// SetUint64 sets z to x; a precision of 0 becomes 64.
func (z *Float) SetUint64(x uint64) *Float { return z.setWord(false, x, 64) }

// SetInt64 sets z to x; a precision of 0 becomes 64.
func (z *Float) SetInt64(x int64) *Float {
	size := uint64(x)
	if x < 0 {
		size = -size
	}
	return z.setWord(x < 0, size, 64)
}

// SetFloat64 sets z to x, which must not be NaN; a precision of 0 becomes 53.
func (z *Float) SetFloat64(x float64) *Float {
	if z.prec == 0 {
		z.prec = 53
	}
	if math.IsNaN(x) {
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	}
	if math.IsInf(x, 0) {
		return z.SetInf(x < 0)
	}
	fraction, exp := math.Frexp(math.Abs(x))
	z.acc = Exact
	z.neg = math.Signbit(x)
	z.form = zero
	if x != 0 {
		z.assign(words(uint64(math.Ldexp(fraction, 53))), int64(exp)-53, false)
	}
	return z
}

// SetInt sets z to x; a precision of 0 becomes the number of bits of x, at least 64.
func (z *Float) SetInt(x *Int) *Float {
	if z.prec == 0 {
		z.prec = uint32(max(x.BitLen(), 64))
	}
	z.acc = Exact
	z.neg = x.neg
	z.form = zero
	if len(x.abs) > 0 {
		z.assign(x.abs, 0, false)
	}
	return z
}

// SetRat sets z to x; a precision of 0 becomes the number of bits of numerator or denominator, at least 64.
func (z *Float) SetRat(x *Rat) *Float {
	if x.IsInt() {
		return z.SetInt(x.Num())
	}
	a, b := new(Float).SetInt(x.Num()), new(Float).SetInt(x.Denom())
	return z.Quo(a, b)
}

// SetInf sets z to an infinity.
func (z *Float) SetInf(signbit bool) *Float {
	z.acc = Exact
	z.form = inf
	z.neg = signbit
	return z
}

// Set sets z to x, rounded to z's precision; a precision of 0 becomes that of x.
func (z *Float) Set(x *Float) *Float {
	z.acc = Exact
	if z == x {
		return z
	}
	z.form, z.neg, z.mant, z.exp = x.form, x.neg, x.mant, x.exp
	if z.prec == 0 {
		z.prec = x.prec
	} else if z.prec < x.prec {
		z.round(false)
	}
	return z
}

// Copy sets z to x with precision, mode and accuracy.
func (z *Float) Copy(x *Float) *Float {
	*z = *x
	return z
}

// Uint64 returns x rounded towards 0, or the nearest uint64, and how that lies to x.
func (x *Float) Uint64() (uint64, Accuracy) {
	switch {
	case x.form == zero:
		return 0, Exact
	case x.neg:
		return 0, Above
	case x.form == inf || x.exp > 64:
		return math.MaxUint64, Below
	case x.exp <= 0:
		return 0, Below
	case x.MinPrec() <= 64:
		// Go calls it exact whatever is behind the point, if the mantissa has no more bits than the result.
		return x.whole(), Exact
	}
	return x.whole(), Below
}

// whole returns what is before the point, of which there are at most 64 bits.
func (x *Float) whole() uint64 { return uint64(x.mant[len(x.mant)-1] >> (64 - x.exp)) }

// Int64 returns x rounded towards 0, or the nearest int64, and how that lies to x.
func (x *Float) Int64() (int64, Accuracy) {
	acc := towards(x.neg)
	switch {
	case x.form == zero:
		return 0, Exact
	case x.form == finite && x.exp <= 0:
		return 0, acc
	case x.form == finite && x.exp <= 63:
		if x.MinPrec() <= uint(x.exp) {
			acc = Exact
		}
		if x.neg {
			return -int64(x.whole()), acc
		}
		return int64(x.whole()), acc
	case x.neg:
		if x.form == finite && x.exp == 64 && x.MinPrec() == 1 {
			acc = Exact
		}
		return math.MinInt64, acc
	}
	return math.MaxInt64, Below
}

// nearest returns the float with so many bits of mantissa and such exponents that is nearest to x, and how it lies to x.
func (x *Float) nearest(size, least, most int) (float64, Accuracy) {
	sign := 1.0
	if x.neg {
		sign = -1
	}
	switch x.form {
	case zero:
		return math.Copysign(0, sign), Exact
	case inf:
		return math.Inf(int(sign)), Exact
	}
	exp := int(x.exp) - 1
	room := size
	if exp < least {
		// Subnormal floats have fewer bits, and the least has one.
		room -= least - exp
		switch {
		case room < 0 || room == 0 && x.MinPrec() == 1:
			return math.Copysign(0, sign), towards(x.neg)
		case room == 0:
			return math.Ldexp(sign, least-size+1), towards(!x.neg)
		}
	}
	r := Float{prec: uint32(room)}
	r.Set(x)
	if r.form == inf || int(r.exp)-1 > most {
		return math.Inf(int(sign)), towards(!x.neg)
	}
	return math.Ldexp(sign*float64(r.mant[len(r.mant)-1]>>11), int(r.exp)-53), r.acc
}

// Float32 returns the float32 nearest to x, and how it lies to x.
func (x *Float) Float32() (float32, Accuracy) {
	f, acc := x.nearest(24, -126, 127)
	return float32(f), acc
}

// Float64 returns the float64 nearest to x, and how it lies to x.
func (x *Float) Float64() (float64, Accuracy) { return x.nearest(53, -1022, 1023) }

// Int sets z, or a new Int if z is nil, to x rounded towards 0, and says how that lies to x; for an infinity it returns nil.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if x.form == inf {
		return nil, towards(x.neg)
	}
	if z == nil {
		z = new(Int)
	}
	switch {
	case x.form == zero:
		return z.SetInt64(0), Exact
	case x.exp <= 0:
		return z.SetInt64(0), towards(x.neg)
	}
	acc := towards(x.neg)
	if x.MinPrec() <= uint(x.exp) {
		acc = Exact
	}
	return z.set(x.neg, shift(x.mant, int(x.unit()))), acc
}

// Rat sets z, or a new Rat if z is nil, to x; for an infinity it returns nil.
func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if x.form == inf {
		return nil, towards(x.neg)
	}
	if z == nil {
		z = new(Rat)
	}
	if x.form == zero {
		return z.SetInt64(0), Exact
	}
	unit := int(x.unit())
	z.b = shift(one, max(-unit, 0))
	z.a.set(x.neg, shift(x.mant, max(unit, 0)))
	return z.reduce(), Exact
}

// Abs sets z to |x|, rounded.
func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x, rounded: the sign changes at the end.
func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}

// aligned returns the mantissas of x and y as numbers with the same unit, and its exponent.
func aligned(x, y *Float) (a, b []Word, unit int64) {
	ux, uy := x.unit(), y.unit()
	switch {
	case ux < uy:
		return x.mant, shift(y.mant, int(uy-ux)), ux
	case ux > uy:
		return shift(x.mant, int(ux-uy)), y.mant, uy
	}
	return x.mant, y.mant, ux
}

// fit gives a receiver of precision 0 that of its operands.
func (z *Float) fit(x, y *Float) {
	if z.prec == 0 {
		z.prec = max(x.prec, y.prec)
	}
}

// undefined leaves z as 0 and panics.
func (z *Float) undefined(why string) {
	z.acc = Exact
	z.form = zero
	z.neg = false
	panic(ErrNaN{why})
}

// sum sets z to x+y, y having the sign given. Zeros and infinities are not for it.
func (z *Float) sum(x, y *Float, yNeg bool) *Float {
	a, b, unit := aligned(x, y)
	z.neg = x.neg
	if x.neg == yNeg {
		z.assign(add(a, b), unit, false)
		return z
	}
	switch compare(a, b) {
	case 0:
		z.acc = Exact
		z.form = zero
		z.neg = z.mode == ToNegativeInf
	case 1:
		z.assign(sub(a, b), unit, false)
	default:
		z.neg = !z.neg
		z.assign(sub(b, a), unit, false)
	}
	return z
}

// Add sets z to x+y; it panics for infinities with opposite signs.
func (z *Float) Add(x, y *Float) *Float {
	z.fit(x, y)
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, y.neg)
	case x.form == inf && y.form == inf && x.neg != y.neg:
		z.undefined("addition of infinities with opposite signs")
	case x.form == zero && y.form == zero:
		z.acc = Exact
		z.form = zero
		z.neg = x.neg && y.neg
		return z
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Set(y)
}

// Sub sets z to x-y; it panics for infinities with equal signs.
func (z *Float) Sub(x, y *Float) *Float {
	z.fit(x, y)
	switch {
	case x.form == finite && y.form == finite:
		return z.sum(x, y, !y.neg)
	case x.form == inf && y.form == inf && x.neg == y.neg:
		z.undefined("subtraction of infinities with equal signs")
	case x.form == zero && y.form == zero:
		z.acc = Exact
		z.form = zero
		z.neg = x.neg && !y.neg
		return z
	case x.form == inf || y.form == zero:
		return z.Set(x)
	}
	return z.Neg(y)
}

// Mul sets z to x*y; it panics for zero and infinity.
func (z *Float) Mul(x, y *Float) *Float {
	z.fit(x, y)
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		z.neg = neg
		z.assign(mul(x.mant, y.mant), x.unit()+y.unit(), false)
		return z
	case x.form == zero && y.form == inf || x.form == inf && y.form == zero:
		z.undefined("multiplication of zero with infinity")
	}
	z.form = max(x.form, y.form)
	if z.form == finite {
		z.form = zero
	}
	z.neg = neg
	z.acc = Exact
	return z
}

// Quo sets z to x/y; it panics for two zeros or two infinities.
func (z *Float) Quo(x, y *Float) *Float {
	z.fit(x, y)
	neg := x.neg != y.neg
	switch {
	case x.form == finite && y.form == finite:
		z.neg = neg
		// The quotient gets a bit more than the precision at least.
		more := max(int(z.prec/64)+1-len(x.mant)+len(y.mant), 0) * 64
		unit := x.unit() - y.unit() - int64(more)
		q, r := divide(shift(x.mant, more), y.mant)
		z.assign(q, unit, len(r) > 0)
		return z
	case x.form == zero && y.form == zero || x.form == inf && y.form == inf:
		z.undefined("division of zero by zero or infinity by infinity")
	}
	z.form = inf
	if x.form == zero || y.form == inf {
		z.form = zero
	}
	z.neg = neg
	z.acc = Exact
	return z
}

// Cmp returns -1, 0 or 1 as x is less than, equal to or greater than y; zeros are equal.
func (x *Float) Cmp(y *Float) int {
	order := func(x *Float) int { return x.Sign() * int(x.form) }
	a, b := order(x), order(y)
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case x.form != finite:
		return 0
	}
	sign := x.Sign()
	switch {
	case x.exp < y.exp:
		return -sign
	case x.exp > y.exp:
		return sign
	}
	m, n, _ := aligned(x, y)
	return sign * compare(m, n)
}

// Sqrt sets z to the square root of x, which must not be negative; a precision of 0 becomes that of x. The rounding mode becomes that of x.
func (z *Float) Sqrt(x *Float) *Float {
	if z.prec == 0 {
		z.prec = x.prec
	}
	if x.Sign() < 0 {
		panic(ErrNaN{"square root of negative operand"})
	}
	if x.form != finite {
		z.acc = Exact
		z.form = x.form
		z.neg = x.neg
		return z
	}
	// The mantissa is taken with the exponent -1, 0 or 1, so that half of the rest is an integer.
	prec := z.prec
	exp := x.MantExp(z)
	z.prec = prec
	z.exp = int32(exp % 2)
	// Newton's method for 1/√z doubles the bits that are right; a hundred of them more or less would show in the last bit of z.
	root, _ := z.Float64()
	t := new(Float).SetFloat64(1 / math.Sqrt(root))
	three := new(Float).SetUint64(3)
	for t.prec < prec+32 {
		t.prec *= 2
		step := func() *Float { return new(Float).SetPrec(uint(t.prec)) }
		square := step().Mul(t, t)
		u := step().Mul(t, step().Sub(three, square.Mul(z, square)))
		u.exp--
		t.Set(u)
	}
	z.Mul(z, t)
	return z.SetMantExp(z, exp/2)
}
