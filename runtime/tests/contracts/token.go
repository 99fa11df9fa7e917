// Package token is a fungible token, as small as one can be.
package token

import (
	"errors"

	"govm"
)

var (
	total    = govm.NewVar[uint64]("total")
	balances = govm.NewMap[govm.Address, uint64]("balances")
)

var errPoor = errors.New("token: balance too low")

// Init gives all there is to the deployer.
func Init(supply uint64) error {
	if supply == 0 {
		return errors.New("token: no supply")
	}
	total.Set(supply)
	balances.Set(govm.Caller(), supply)
	return nil
}

// Transfer moves an amount from the caller to another account.
func Transfer(to govm.Address, amount uint64) error {
	from := govm.Caller()
	have := balances.Get(from)
	if have < amount {
		return errPoor
	}
	balances.Set(from, have-amount)
	balances.Set(to, balances.Get(to)+amount)
	govm.Event("Transfer", from, to, amount)
	return nil
}

// BalanceOf returns what an account holds.
func BalanceOf(owner govm.Address) uint64 { return balances.Get(owner) }

// Total returns the supply.
func Total() uint64 { return total.Get() }
