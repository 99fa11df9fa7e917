// Package bank keeps funds for others.
package bank

import (
	"errors"

	"govm"
)

var accounts = govm.NewMap[govm.Address, uint64]("accounts")

// Deposit puts what comes with the call on the caller's account, and yields what is there.
func Deposit() uint64 {
	have := accounts.Get(govm.Caller()) + govm.Cost()
	accounts.Set(govm.Caller(), have)
	return have
}

// Withdraw sends the caller funds.
func Withdraw(amount uint64) error {
	have := accounts.Get(govm.Caller())
	if have < amount {
		return errors.New("not enough on the account")
	}
	accounts.Set(govm.Caller(), have-amount)
	return govm.Transfer(govm.Caller(), amount)
}

// Pay sends anyone funds, and tells how that ended.
func Pay(to govm.Address, amount uint64) govm.Code { return codeOf(govm.Transfer(to, amount)) }

// Refuse looks at the funds and fails.
func Refuse() error {
	if govm.Cost() > 0 {
		return errors.New("not wanted")
	}
	return nil
}

// Free never looks.
func Free() {}

// Cost looks, and yields what it sees.
func Cost() uint64 { return govm.Cost() }

// Balance is the chain's.
func Balance(of govm.Address) uint64 { return govm.Balance(of) }

// Forward sends funds on to a function of another app, and tells how that ended.
func Forward(app govm.Hash, function string, amount uint64) govm.Code {
	govm.Cost()
	return codeOf(govm.InvokeWith(amount, app, function))
}

// ForwardOrFail fails when the other app does.
func ForwardOrFail(app govm.Hash, function string, amount uint64) (uint64, error) {
	govm.Cost()
	return govm.CallWith[uint64](amount, app, function)
}

func codeOf(err error) govm.Code {
	var failed *govm.CallError
	if errors.As(err, &failed) {
		return failed.Code
	}
	return govm.CodeOK
}
