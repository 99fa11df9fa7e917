package govm

// Funds are counted in the smallest unit of the chain. Every account has a balance, 0 until somebody sends it something.

// Cost returns the funds that came with this call; they are on the account of this app already. A function that takes funds asks
// for them: a call that brings some to an entry point that never asks while it runs fails with CodeNoFunds, so that what was
// sent by mistake is not lost.
func Cost() uint64

// Balance returns what an account has.
func Balance(account Address) uint64 { return balance(account[:]) }

// Transfer moves funds from the account of this app to another account, all or nothing. The error is a *CallError: with
// CodeNoFunds when there is not enough, with CodeLimit when the other account would have more than a uint64 holds. No code runs,
// even when the account is an app's: InvokeWith sends funds to a function.
func Transfer(to Address, amount uint64) error { return callError(transfer(to[:], amount)) }

// The rest is native.

func balance(account []byte) uint64
func transfer(to []byte, amount uint64) (code int, message string)
