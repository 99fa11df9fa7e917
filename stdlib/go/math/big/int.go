// Package big computes with integers, fractions and floating-point numbers of any size.
package big

import (
	"errors"
	"fmt"
	"io"
	"math/bits"
	"math/rand"
	"strings"
)

// Word is a digit of an Int.
type Word uint

// MaxBase is the greatest base of texts.
const MaxBase = 62

// The natives work on the digits of sizes, the least first, without zeros at the top.
func add(x, y []Word) []Word
func sub(x, y []Word) []Word
func mul(x, y []Word) []Word
func divide(x, y []Word) (quotient, remainder []Word)
func compare(x, y []Word) int
func shift(x []Word, by int) []Word
func power(x []Word, n uint) []Word
func powerModulo(x, y, m []Word) []Word
func sqrt(x []Word) []Word
func bitwise(x, y []Word, op int) []Word
func toText(x []Word, base int) string
func fromDigits(digits []byte, base int) []Word
func fromBytes(b []byte) []Word

const (
	opAnd = iota
	opOr
	opXor
	opAndNot
)

func norm(x []Word) []Word {
	for len(x) > 0 && x[len(x)-1] == 0 {
		x = x[:len(x)-1]
	}
	return x
}

func words(x uint64) []Word {
	if x == 0 {
		return nil
	}
	return []Word{Word(x)}
}

func bitLen(x []Word) int {
	if len(x) == 0 {
		return 0
	}
	return (len(x)-1)*64 + bits.Len(uint(x[len(x)-1]))
}

// Int is an integer; the zero value is 0. Operations set their receiver to the result and return it.
type Int struct {
	neg bool
	abs []Word
}

var one = []Word{1}

// NewInt returns a new Int.
func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) set(neg bool, abs []Word) *Int {
	z.abs = abs
	z.neg = neg && len(abs) > 0
	return z
}

// Sign returns -1, 0 or 1.
func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

// SetInt64 sets z to x.
func (z *Int) SetInt64(x int64) *Int {
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	return z.set(x < 0, words(u))
}

// SetUint64 sets z to x.
func (z *Int) SetUint64(x uint64) *Int { return z.set(false, words(x)) }

// Set sets z to x.
func (z *Int) Set(x *Int) *Int {
	if z != x {
		z.set(x.neg, append([]Word(nil), x.abs...))
	}
	return z
}

// Bits returns the digits of |x|, the least first.
func (x *Int) Bits() []Word { return x.abs }

// SetBits sets z to the number with these digits, the least first.
func (z *Int) SetBits(abs []Word) *Int { return z.set(false, norm(abs)) }

// Abs sets z to |x|.
func (z *Int) Abs(x *Int) *Int {
	z.Set(x)
	z.neg = false
	return z
}

// Neg sets z to -x.
func (z *Int) Neg(x *Int) *Int {
	z.Set(x)
	z.neg = len(z.abs) > 0 && !z.neg
	return z
}

// sum sets z to the sum of two numbers given by sign and size.
func (z *Int) sum(xNeg bool, x []Word, yNeg bool, y []Word) *Int {
	if xNeg == yNeg {
		return z.set(xNeg, add(x, y))
	}
	if compare(x, y) >= 0 {
		return z.set(xNeg, sub(x, y))
	}
	return z.set(yNeg, sub(y, x))
}

// Add sets z to x+y.
func (z *Int) Add(x, y *Int) *Int { return z.sum(x.neg, x.abs, y.neg, y.abs) }

// Sub sets z to x-y.
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x.neg, x.abs, !y.neg, y.abs) }

// Mul sets z to x*y.
func (z *Int) Mul(x, y *Int) *Int { return z.set(x.neg != y.neg, mul(x.abs, y.abs)) }

// MulRange sets z to the product of all numbers from a to b, 1 if there are none.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	}
	neg := false
	if a < 0 {
		neg = (b-a)&1 == 0
		a, b = -b, -a
	}
	return z.set(neg, product(uint64(a), uint64(b)))
}

func product(a, b uint64) []Word {
	if a == b {
		return words(a)
	}
	if b-a == 1 {
		return mul(words(a), words(b))
	}
	m := a + (b-a)/2
	return mul(product(a, m), product(m+1, b))
}

// Binomial sets z to the number of ways to choose k of n things.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	if k > n-k {
		k = n - k
	}
	a, b := new(Int), new(Int)
	a.MulRange(n-k+1, n)
	b.MulRange(1, k)
	return z.Quo(a, b)
}

func checkDivisor(y *Int) {
	if len(y.abs) == 0 {
		panic("division by zero")
	}
}

// QuoRem sets z to x/y rounded towards zero and r to the remainder.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	checkDivisor(y)
	q, rest := divide(x.abs, y.abs)
	xNeg, yNeg := x.neg, y.neg
	z.set(xNeg != yNeg, q)
	r.set(xNeg, rest)
	return z, r
}

// Quo sets z to x/y rounded towards zero.
func (z *Int) Quo(x, y *Int) *Int {
	z.QuoRem(x, y, new(Int))
	return z
}

// Rem sets z to the remainder of Quo.
func (z *Int) Rem(x, y *Int) *Int {
	new(Int).QuoRem(x, y, z)
	return z
}

// DivMod sets z to the quotient and m to the remainder that is not negative.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	divisor := *y
	z.QuoRem(x, y, m)
	if m.neg {
		if divisor.neg {
			z.Add(z, NewInt(1))
			m.Sub(m, &divisor)
		} else {
			z.Sub(z, NewInt(1))
			m.Add(m, &divisor)
		}
	}
	return z, m
}

// Div sets z to the quotient of DivMod.
func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

// Mod sets z to the remainder of DivMod.
func (z *Int) Mod(x, y *Int) *Int {
	new(Int).DivMod(x, y, z)
	return z
}

// Cmp returns -1, 0 or 1 as x is less than, equal to or greater than y.
func (x *Int) Cmp(y *Int) int {
	switch {
	case x.neg != y.neg && x.neg:
		return -1
	case x.neg != y.neg:
		return 1
	case x.neg:
		return compare(y.abs, x.abs)
	}
	return compare(x.abs, y.abs)
}

// CmpAbs compares |x| and |y|.
func (x *Int) CmpAbs(y *Int) int { return compare(x.abs, y.abs) }

func low(x []Word) uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

// Int64 returns x; what it returns for a number that does not fit is its low bits.
func (x *Int) Int64() int64 {
	v := int64(low(x.abs))
	if x.neg {
		v = -v
	}
	return v
}

// Uint64 returns x; what it returns for a number that does not fit is the low bits of its size.
func (x *Int) Uint64() uint64 { return low(x.abs) }

// IsInt64 reports whether x fits an int64.
func (x *Int) IsInt64() bool {
	return len(x.abs) <= 1 && (low(x.abs) < 1<<63 || x.neg && low(x.abs) == 1<<63)
}

// IsUint64 reports whether x fits a uint64.
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

// Accuracy says how a rounded value lies to the exact one.
type Accuracy int8

// The accuracies.
const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

// String returns the name.
func (a Accuracy) String() string {
	switch a {
	case Below:
		return "Below"
	case Exact:
		return "Exact"
	case Above:
		return "Above"
	}
	return fmt.Sprintf("Accuracy(%d)", int8(a))
}

// Float64 returns the float64 nearest to x, and how it lies to x.
func (x *Int) Float64() (float64, Accuracy) {
	f, exact := new(Rat).SetInt(x).Float64()
	if exact {
		return f, Exact
	}
	r := new(Rat).SetFloat64(f)
	if r == nil {
		if f > 0 {
			return f, Above
		}
		return f, Below
	}
	return f, Accuracy(r.Cmp(new(Rat).SetInt(x)))
}

// SetBytes sets z to the number of these bytes, the greatest first.
func (z *Int) SetBytes(buf []byte) *Int { return z.set(false, fromBytes(buf)) }

// Bytes returns the bytes of |x|, the greatest first.
func (x *Int) Bytes() []byte {
	b := make([]byte, (bitLen(x.abs)+7)/8)
	return x.FillBytes(b)
}

// FillBytes fills buf with the bytes of |x|, the greatest first.
func (x *Int) FillBytes(buf []byte) []byte {
	clear(buf)
	i := len(buf)
	for _, w := range x.abs {
		for j := 0; j < 8; j++ {
			if i > 0 {
				i--
				buf[i] = byte(w)
			} else if byte(w) != 0 {
				panic("math/big: buffer too small to fit value")
			}
			w >>= 8
		}
	}
	return buf
}

// BitLen returns the number of bits of |x|.
func (x *Int) BitLen() int { return bitLen(x.abs) }

// TrailingZeroBits returns the number of zero bits at the end of |x|.
func (x *Int) TrailingZeroBits() uint { return trailingZeros(x.abs) }

func trailingZeros(x []Word) uint {
	for i, w := range x {
		if w != 0 {
			return uint(i*64 + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

// Exp sets z to x**y modulo |m|, or x**y if m is nil or 0. For a negative y, x must have an inverse modulo m; if not, z is as it was and
// nil is returned; without m the result is 1.
func (z *Int) Exp(x, y, m *Int) *Int {
	base := x
	if y.neg {
		if m == nil || len(m.abs) == 0 {
			return z.SetInt64(1)
		}
		inverse := new(Int).ModInverse(x, m)
		if inverse == nil {
			return nil
		}
		base = inverse
	}
	odd := len(y.abs) > 0 && y.abs[0]&1 == 1
	neg := base.neg && odd
	if m == nil || len(m.abs) == 0 {
		switch {
		case len(y.abs) == 0:
			return z.SetInt64(1)
		case len(base.abs) == 0:
			return z.SetInt64(0)
		case len(base.abs) == 1 && base.abs[0] == 1:
			return z.set(neg, one)
		case len(y.abs) > 1:
			panic("math/big: power is too large")
		}
		return z.set(neg, power(base.abs, uint(y.abs[0])))
	}
	modulus := m.abs
	z.set(neg, powerModulo(base.abs, y.abs, modulus))
	if z.neg {
		z.set(false, sub(modulus, z.abs))
	}
	return z
}

// GCD sets z to the greatest common divisor of a and b, and x and y, if they are not nil, so that z = a*x + b*y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	if len(a.abs) == 0 || len(b.abs) == 0 {
		lenA, lenB, negA, negB := len(a.abs), len(b.abs), a.neg, b.neg
		if lenA == 0 {
			z.Set(b)
		} else {
			z.Set(a)
		}
		z.neg = false
		sign := func(v *Int, n int, neg bool) {
			if v == nil {
				return
			}
			v.SetInt64(1)
			if n == 0 {
				v.SetInt64(0)
			}
			v.neg = v.neg || neg && n > 0
		}
		sign(x, lenA, negA)
		if lenA != 0 && y != nil {
			y.SetInt64(0)
		} else {
			sign(y, lenB, negB)
		}
		return z
	}
	// Euclid's algorithm; of the factors only that of a is followed.
	r0, r1 := new(Int).Abs(a), new(Int).Abs(b)
	s0, s1 := NewInt(1), NewInt(0)
	for len(r1.abs) > 0 {
		q, r := new(Int), new(Int)
		q.QuoRem(r0, r1, r)
		r0, r1 = r1, r
		s0, s1 = s1, new(Int).Sub(s0, q.Mul(q, s1))
	}
	if a.neg {
		s0.Neg(s0)
	}
	if y != nil {
		t := new(Int).Mul(a, s0)
		t.Sub(r0, t)
		t.Quo(t, b)
		y.Set(t)
	}
	if x != nil {
		x.Set(s0)
	}
	return z.Set(r0)
}

// ModInverse sets z to the inverse of g modulo n; if there is none, it returns nil.
func (z *Int) ModInverse(g, n *Int) *Int {
	modulus := new(Int).Abs(n)
	value := g
	if g.neg {
		value = new(Int).Mod(g, modulus)
	}
	var d, x Int
	d.GCD(&x, nil, value, modulus)
	if d.Cmp(NewInt(1)) != 0 {
		return nil
	}
	if x.neg {
		return z.Add(&x, modulus)
	}
	return z.Set(&x)
}

// Jacobi returns the Jacobi symbol (x/y), y being odd.
func Jacobi(x, y *Int) int {
	if len(y.abs) == 0 || y.abs[0]&1 == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y.String()))
	}
	var a, b Int
	a.Set(x)
	b.Set(y)
	j := 1
	if b.neg {
		if a.neg {
			j = -1
		}
		b.neg = false
	}
	for {
		if b.Cmp(NewInt(1)) == 0 {
			return j
		}
		if len(a.abs) == 0 {
			return 0
		}
		a.Mod(&a, &b)
		if len(a.abs) == 0 {
			return 0
		}
		s := a.TrailingZeroBits()
		if s&1 != 0 {
			if m := b.abs[0] & 7; m == 3 || m == 5 {
				j = -j
			}
		}
		c := new(Int).Rsh(&a, s)
		if b.abs[0]&3 == 3 && c.abs[0]&3 == 3 {
			j = -j
		}
		a.Set(&b)
		b.Set(c)
	}
}

// ModSqrt sets z to a square root of x modulo the odd prime p; if there is none, it returns nil.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	if x.neg || x.Cmp(p) >= 0 {
		x = new(Int).Mod(x, p)
	}
	switch {
	case p.abs[0]%4 == 3:
		e := new(Int).Add(p, NewInt(1))
		return z.Exp(x, e.Rsh(e, 2), p)
	case p.abs[0]%8 == 5:
		// Atkin's formula.
		e := new(Int).Rsh(p, 3)
		tx := new(Int).Lsh(x, 1)
		alpha := new(Int).Exp(tx, e, p)
		beta := new(Int).Mul(alpha, alpha)
		beta.Mod(beta, p)
		beta.Mul(beta, tx)
		beta.Mod(beta, p)
		beta.Sub(beta, NewInt(1))
		beta.Mul(beta, x)
		beta.Mod(beta, p)
		beta.Mul(beta, alpha)
		return z.Mod(beta, p)
	}
	// Tonelli and Shanks.
	s := new(Int).Sub(p, NewInt(1))
	e := s.TrailingZeroBits()
	s.Rsh(s, e)
	n := NewInt(2)
	for Jacobi(n, p) != -1 {
		n.Add(n, NewInt(1))
	}
	y := new(Int).Add(s, NewInt(1))
	y.Rsh(y, 1)
	y.Exp(x, y, p)
	b := new(Int).Exp(x, s, p)
	g := new(Int).Exp(n, s, p)
	r := e
	for {
		m := uint(0)
		t := new(Int).Set(b)
		for t.Cmp(NewInt(1)) != 0 {
			t.Mul(t, t).Mod(t, p)
			m++
		}
		if m == 0 {
			return z.Set(y)
		}
		t.SetInt64(0).SetBit(t, int(r-m-1), 1).Exp(g, t, p)
		g.Mul(t, t).Mod(g, p)
		y.Mul(y, t).Mod(y, p)
		b.Mul(b, g).Mod(b, p)
		r = m
	}
}

// Lsh sets z to x << n.
func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(x.neg, shift(x.abs, int(n))) }

// Rsh sets z to x >> n, rounded down.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		// -(((-x) - 1) >> n) - 1
		t := shift(sub(x.abs, one), -int(n))
		return z.set(true, add(t, one))
	}
	return z.set(false, shift(x.abs, -int(n)))
}

// Bit returns bit i of x, a negative number being in two's complement.
func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	abs := x.abs
	if x.neg {
		abs = sub(abs, one)
	}
	bit := uint(0)
	if i/64 < len(abs) {
		bit = uint(abs[i/64]>>(i%64)) & 1
	}
	if x.neg {
		bit ^= 1
	}
	return bit
}

// SetBit sets z to x with bit i set to b.
func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	if b > 1 {
		panic("set bit is not 0 or 1")
	}
	mask := new(Int).set(false, shift(one, i))
	if b == 1 {
		return z.Or(x, mask)
	}
	return z.AndNot(x, mask)
}

// complement returns the size of the number whose two's complement -x has inverted: x-1.
func complement(x []Word) []Word { return sub(x, one) }

// And sets z to x & y.
func (z *Int) And(x, y *Int) *Int {
	switch {
	case x.neg && y.neg:
		return z.set(true, add(bitwise(complement(x.abs), complement(y.abs), opOr), one))
	case x.neg:
		return z.set(false, bitwise(y.abs, complement(x.abs), opAndNot))
	case y.neg:
		return z.set(false, bitwise(x.abs, complement(y.abs), opAndNot))
	}
	return z.set(false, bitwise(x.abs, y.abs, opAnd))
}

// Or sets z to x | y.
func (z *Int) Or(x, y *Int) *Int {
	switch {
	case x.neg && y.neg:
		return z.set(true, add(bitwise(complement(x.abs), complement(y.abs), opAnd), one))
	case x.neg:
		return z.set(true, add(bitwise(complement(x.abs), y.abs, opAndNot), one))
	case y.neg:
		return z.set(true, add(bitwise(complement(y.abs), x.abs, opAndNot), one))
	}
	return z.set(false, bitwise(x.abs, y.abs, opOr))
}

// Xor sets z to x ^ y.
func (z *Int) Xor(x, y *Int) *Int {
	a, b := x.abs, y.abs
	if x.neg {
		a = complement(a)
	}
	if y.neg {
		b = complement(b)
	}
	r := bitwise(a, b, opXor)
	if x.neg != y.neg {
		return z.set(true, add(r, one))
	}
	return z.set(false, r)
}

// AndNot sets z to x &^ y.
func (z *Int) AndNot(x, y *Int) *Int { return z.And(x, new(Int).Not(y)) }

// Not sets z to ^x.
func (z *Int) Not(x *Int) *Int {
	if x.neg {
		return z.set(false, complement(x.abs))
	}
	return z.set(true, add(x.abs, one))
}

// Sqrt sets z to the square root of x rounded down; x must not be negative.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.set(false, sqrt(x.abs))
}

// Rand sets z to a random number from 0 to n-1.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	length := bitLen(n.abs)
	limit := n.abs
	for {
		r := make([]Word, len(limit))
		for i := range r {
			r[i] = Word(rnd.Uint32()) | Word(rnd.Uint32())<<32
		}
		if top := uint(length % 64); top != 0 {
			r[len(r)-1] &= 1<<top - 1
		}
		if r = norm(r); compare(r, limit) < 0 {
			return z.set(false, r)
		}
	}
}

// ProbablyPrime reports whether x is probably prime: it divides by small primes and makes tests of Miller and Rabin with thirteen prime bases,
// which are right below 2**64 and far beyond, and n more.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	if x.neg || len(x.abs) == 0 {
		return false
	}
	primes := []int64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97}
	if x.Cmp(NewInt(1)) == 0 {
		return false
	}
	for _, p := range primes {
		if x.Cmp(NewInt(p)) == 0 {
			return true
		}
		if new(Int).Rem(x, NewInt(p)).Sign() == 0 {
			return false
		}
	}
	last := new(Int).Sub(x, NewInt(1))
	k := last.TrailingZeroBits()
	q := new(Int).Rsh(last, k)
	rnd := rand.New(rand.NewSource(int64(x.abs[0])))
	span := new(Int).Sub(x, NewInt(3))
	for i := 0; i < 13+n; i++ {
		base := new(Int)
		if i < 13 {
			base.SetInt64(primes[i])
		} else {
			base.Add(base.Rand(rnd, span), NewInt(2))
		}
		y := new(Int).Exp(base, q, x)
		if y.Cmp(NewInt(1)) == 0 || y.Cmp(last) == 0 {
			continue
		}
		composite := true
		for j := uint(1); j < k && composite; j++ {
			y.Mul(y, y)
			y.Mod(y, x)
			composite = y.Cmp(last) != 0
		}
		if composite {
			return false
		}
	}
	return true
}

// Text returns x in a base from 2 to MaxBase; digits above 9 are a to z, then A to Z.
func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	return string(x.Append(nil, base))
}

// Append appends x.Text(base) to buf.
func (x *Int) Append(buf []byte, base int) []byte {
	if x == nil {
		return append(buf, "<nil>"...)
	}
	if base < 2 || base > MaxBase {
		panic("invalid base")
	}
	if x.neg {
		buf = append(buf, '-')
	}
	if len(x.abs) == 0 {
		return append(buf, '0')
	}
	return append(buf, toText(x.abs, base)...)
}

// String returns x in base 10.
func (x *Int) String() string { return x.Text(10) }

// scanNumber reads an integer without sign: digits of a base, or of the one that its prefix tells if base is 0, and then with underscores. In a
// fraction a point may stand among the digits; fraction is then the number of digits behind it, else -1.
func scanNumber(s string, base int, allowPoint bool) (abs []Word, realBase int, rest string, fraction int, ok bool) {
	realBase = base
	prefix := byte(0)
	i := 0
	if base == 0 {
		realBase = 10
		if s != "" && s[0] == '0' {
			i = 1
			if len(s) > 1 {
				switch s[1] | 0x20 {
				case 'b':
					realBase, prefix = 2, 'b'
				case 'o':
					realBase, prefix = 8, 'o'
				case 'x':
					realBase, prefix = 16, 'x'
				default:
					if !allowPoint {
						realBase, prefix = 8, '0'
					}
				}
			}
			switch prefix {
			case 'b', 'o', 'x':
				i = 2
			case '0':
				i = 1
			default:
				i = 0
			}
		}
	}
	var digits []byte
	fraction = -1
	count := 0
	wasDigit, wasUnderscore, bad := prefix != 0, false, false
	for ; i < len(s); i++ {
		c := s[i]
		var d int
		switch {
		case c == '.' && allowPoint && fraction < 0:
			if wasUnderscore {
				bad = true
			}
			fraction = 0
			wasDigit, wasUnderscore = false, false
			continue
		case c == '_' && base == 0:
			if !wasDigit {
				bad = true
			}
			wasDigit, wasUnderscore = false, true
			continue
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c >= 'a' && c <= 'z':
			d = int(c-'a') + 10
		case c >= 'A' && c <= 'Z':
			d = int(c-'A') + 10
			if realBase > 36 {
				d += 26
			}
		default:
			d = MaxBase
		}
		if d >= realBase {
			break
		}
		digits = append(digits, byte(d))
		count++
		if fraction >= 0 {
			fraction++
		}
		wasDigit, wasUnderscore = true, false
	}
	rest = s[i:]
	if count == 0 && prefix == '0' {
		return nil, 8, rest, fraction, !wasUnderscore
	}
	return fromDigits(digits, realBase), realBase, rest, fraction, count > 0 && !bad && !wasUnderscore
}

// SetString sets z to the integer that all of s is in a base from 2 to MaxBase, or 0 for the base that its prefix tells.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	if base != 0 && base < 2 || base > MaxBase {
		panic(fmt.Sprintf("invalid number base %d", base))
	}
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	abs, _, rest, _, ok := scanNumber(s, base, false)
	if !ok || rest != "" {
		return nil, false
	}
	return z.set(neg, abs), true
}

// Format prints x under the verbs b, o, O, d, x, X, s and v, with all flags of integers.
func (x *Int) Format(s fmt.State, ch rune) {
	base := 10
	switch ch {
	case 'b':
		base = 2
	case 'o', 'O':
		base = 8
	case 'd', 's', 'v':
	case 'x', 'X':
		base = 16
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	prefix := ""
	if s.Flag('#') {
		switch ch {
		case 'b':
			prefix = "0b"
		case 'o':
			prefix = "0"
		case 'x':
			prefix = "0x"
		case 'X':
			prefix = "0X"
		}
	}
	if ch == 'O' {
		prefix = "0o"
	}
	digits := new(Int).Abs(x).Text(base)
	if ch == 'X' {
		digits = strings.ToUpper(digits)
	}
	left, zeros, right := 0, 0, 0
	precision, hasPrecision := s.Precision()
	if hasPrecision {
		switch {
		case len(digits) < precision:
			zeros = precision - len(digits)
		case digits == "0" && precision == 0:
			return
		}
	}
	length := len(sign) + len(prefix) + zeros + len(digits)
	if width, ok := s.Width(); ok && length < width {
		switch d := width - length; {
		case s.Flag('-'):
			right = d
		case s.Flag('0') && !hasPrecision:
			zeros = d
		default:
			left = d
		}
	}
	io.WriteString(s, strings.Repeat(" ", left)+sign+prefix+strings.Repeat("0", zeros)+digits+strings.Repeat(" ", right))
}

// Scan reads an integer for fmt, under the verbs b, o, d, x, X, s and v.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	s.SkipSpace()
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	first := true
	token, err := s.Token(false, func(r rune) bool {
		isSign := first && (r == '+' || r == '-')
		first = false
		return isSign || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	})
	if err != nil {
		return err
	}
	if _, ok := z.SetString(string(token), base); !ok {
		return errors.New("number has no digits")
	}
	return nil
}

const gobVersion = 1

// GobEncode returns a byte for version and sign, and the bytes of |x|.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(gobVersion << 1)
	if x.neg {
		b |= 1
	}
	return append([]byte{b}, x.Bytes()...), nil
}

// GobDecode is the reverse of GobEncode.
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	b := buf[0]
	if b>>1 != gobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", b>>1)
	}
	z.set(b&1 != 0, fromBytes(buf[1:]))
	return nil
}

// AppendText appends x in base 10 to b.
func (x *Int) AppendText(b []byte) (text []byte, err error) { return x.Append(b, 10), nil }

// MarshalText returns x in base 10.
func (x *Int) MarshalText() (text []byte, err error) {
	if x == nil {
		return []byte("<nil>"), nil
	}
	return x.AppendText(nil)
}

// UnmarshalText reads an integer as SetString with base 0 does.
func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

// MarshalJSON returns x in base 10, null for nil.
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return x.Append(nil, 10), nil
}

// UnmarshalJSON reads an integer; null changes nothing.
func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}
