// Package exchange swaps two tokens for each other at a price that follows from what it holds: the product of both reserves
// never falls. Whoever adds to the reserves gets shares of them, and with these a part of the fees.
package exchange

import (
	"errors"
	"fmt"
	"math/bits"

	"govm"
)

// Whole is the sum of which a fee is a part.
const Whole = 10_000

// lockedShares belong to nobody for ever: the first to add could else make a share too dear for everybody after.
const lockedShares = 1000

// A Side is one of the two tokens.
type Side int

// The sides.
const (
	A Side = iota
	B
)

// A Pool is the state of the exchange.
type Pool struct {
	Tokens   [2]govm.Hash
	Reserves [2]uint64
	Shares   uint64
	Fee      uint64 // of what comes in, in parts of Whole
}

var (
	errTokens   = errors.New("exchange: an exchange has two different tokens")
	errFee      = errors.New("exchange: the fee is too high")
	errToken    = errors.New("exchange: the token is not traded here")
	errAmount   = errors.New("exchange: the amount is too small")
	errOverflow = errors.New("exchange: the amount is too large")
	errEmpty    = errors.New("exchange: there are no reserves")
	errShares   = errors.New("exchange: insufficient shares")
)

// A PriceError says that the price has moved further than the caller wanted.
type PriceError struct {
	What      string
	Got, Want uint64
}

func (e *PriceError) Error() string {
	return fmt.Sprintf("exchange: %s would be %d, not the %d asked for", e.What, e.Got, e.Want)
}

var (
	pool   = govm.NewVar[Pool]("pool")
	shares = govm.NewMap[govm.Address, uint64]("shares")
)

// Init sets the tokens and the fee, in hundredths of a percent.
func Init(a, b govm.Hash, fee uint64) error {
	if a == b || a.IsZero() || b.IsZero() {
		return errTokens
	}
	if fee >= Whole/10 {
		return errFee
	}
	pool.Set(Pool{Tokens: [2]govm.Hash{a, b}, Fee: fee})
	return nil
}

// Describe returns the state of the exchange.
func Describe() Pool { return pool.Get() }

// SharesOf returns the shares of an account.
func SharesOf(account govm.Address) uint64 { return shares.Get(account) }

// Quote returns what Swap would give for an amount of a token.
func Quote(token govm.Hash, amount uint64) (uint64, error) {
	p := pool.Get()
	from, err := p.side(token)
	if err != nil {
		return 0, err
	}
	return p.output(from, amount)
}

// Swap takes an amount of one token, which the caller must have allowed to this app, and gives the other one for it: not less
// than least.
func Swap(token govm.Hash, amount, least uint64) (uint64, error) {
	p := pool.Get()
	from, err := p.side(token)
	if err != nil {
		return 0, err
	}
	out, err := p.output(from, amount)
	if err != nil {
		return 0, err
	}
	if out < least {
		return 0, &PriceError{"output", out, least}
	}
	to := from.other()
	if err := p.collect(from, amount); err != nil {
		return 0, err
	}
	if err := p.pay(to, out); err != nil {
		return 0, err
	}
	pool.Set(p)
	govm.Event("Swap", govm.Caller(), token, amount, out)
	return out, nil
}

// AddLiquidity adds to both reserves in the proportion that they have, at most the given amounts, and gives shares for it: not
// less than least. The first to add sets the price.
func AddLiquidity(a, b, least uint64) (given uint64, err error) {
	p := pool.Get()
	if a == 0 || b == 0 {
		return 0, errAmount
	}
	caller := govm.Caller()
	if p.Shares == 0 {
		given = rootOfProduct(a, b)
		if given <= lockedShares {
			return 0, errAmount
		}
		given -= lockedShares
		p.Shares = lockedShares
		shares.Set(govm.Address{}, lockedShares)
	} else {
		if a, b, err = p.proportion(a, b); err != nil {
			return 0, err
		}
		byA, okA := mulDiv(a, p.Shares, p.Reserves[A])
		byB, okB := mulDiv(b, p.Shares, p.Reserves[B])
		if !okA || !okB {
			return 0, errOverflow
		}
		given = min(byA, byB)
	}
	if given == 0 {
		return 0, errAmount
	}
	if given < least {
		return 0, &PriceError{"shares", given, least}
	}
	total, carry := bits.Add64(p.Shares, given, 0)
	if carry != 0 {
		return 0, errOverflow
	}
	p.Shares = total
	for side, amount := range [2]uint64{a, b} {
		if err := p.collect(Side(side), amount); err != nil {
			return 0, err
		}
	}
	shares.Set(caller, shares.Get(caller)+given)
	pool.Set(p)
	govm.Event("Added", caller, a, b, given)
	return given, nil
}

// RemoveLiquidity gives up shares for their part of the reserves: not less than leastA and leastB.
func RemoveLiquidity(amount, leastA, leastB uint64) (a, b uint64, err error) {
	caller := govm.Caller()
	have := shares.Get(caller)
	if amount == 0 || amount > have {
		return 0, 0, errShares
	}
	p := pool.Get()
	// No overflow: a part of a reserve is not more than the reserve.
	a, _ = mulDiv(p.Reserves[A], amount, p.Shares)
	b, _ = mulDiv(p.Reserves[B], amount, p.Shares)
	switch {
	case a < leastA:
		return 0, 0, &PriceError{"first token", a, leastA}
	case b < leastB:
		return 0, 0, &PriceError{"second token", b, leastB}
	}
	p.Shares -= amount
	if amount == have {
		shares.Delete(caller)
	} else {
		shares.Set(caller, have-amount)
	}
	for side, part := range [...]uint64{A: a, B: b} {
		if err := p.pay(Side(side), part); err != nil {
			return 0, 0, err
		}
	}
	pool.Set(p)
	govm.Event("Removed", caller, a, b, amount)
	return a, b, nil
}

func (s Side) other() Side { return 1 - s }

// side tells which side a token is.
func (p *Pool) side(token govm.Hash) (Side, error) {
	for i, t := range p.Tokens {
		if t == token {
			return Side(i), nil
		}
	}
	return 0, errToken
}

// output returns what an amount buys: with x and y in the reserves, and the fee taken from the amount d, it is y*d/(x+d).
func (p *Pool) output(from Side, amount uint64) (uint64, error) {
	in, out := p.Reserves[from], p.Reserves[from.other()]
	if in == 0 || out == 0 {
		return 0, errEmpty
	}
	net, ok := mulDiv(amount, Whole-p.Fee, Whole)
	sum, carry := bits.Add64(in, net, 0)
	if !ok || carry != 0 {
		return 0, errOverflow
	}
	bought, _ := mulDiv(out, net, sum)
	if bought == 0 {
		return 0, errAmount
	}
	return bought, nil
}

// proportion reduces one of two amounts such that they are in the proportion of the reserves.
func (p *Pool) proportion(a, b uint64) (uint64, uint64, error) {
	if fit, ok := mulDiv(a, p.Reserves[B], p.Reserves[A]); ok && fit <= b {
		return a, fit, nil
	}
	if fit, ok := mulDiv(b, p.Reserves[A], p.Reserves[B]); ok && fit <= a {
		return fit, b, nil
	}
	return 0, 0, errOverflow
}

// collect takes tokens of the caller into a reserve.
func (p *Pool) collect(side Side, amount uint64) error {
	sum, carry := bits.Add64(p.Reserves[side], amount, 0)
	if carry != 0 {
		return errOverflow
	}
	p.Reserves[side] = sum
	if err := govm.Invoke(p.Tokens[side], "TransferFrom", govm.Caller(), govm.Self(), amount); err != nil {
		return fmt.Errorf("exchange: cannot collect %d: %w", amount, err)
	}
	return nil
}

// pay gives tokens out of a reserve to the caller.
func (p *Pool) pay(side Side, amount uint64) error {
	p.Reserves[side] -= amount
	if err := govm.Invoke(p.Tokens[side], "Transfer", govm.Caller(), amount); err != nil {
		return fmt.Errorf("exchange: cannot pay %d: %w", amount, err)
	}
	return nil
}

// mulDiv returns x*y/z, rounded down, and whether it fits in 64 bits. The product may have 128.
func mulDiv(x, y, z uint64) (uint64, bool) {
	hi, lo := bits.Mul64(x, y)
	if hi >= z {
		return 0, false
	}
	quo, _ := bits.Div64(hi, lo, z)
	return quo, true
}

// rootOfProduct returns the square root of x*y, rounded down.
func rootOfProduct(x, y uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	var root uint64
	for bit := uint64(1) << 63; bit > 0; bit >>= 1 {
		try := root | bit
		if h, l := bits.Mul64(try, try); h < hi || h == hi && l <= lo {
			root = try
		}
	}
	return root
}
