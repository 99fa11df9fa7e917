// Package token is a fungible token: balances, transfers, allowances, and an owner who may mint.
//
// Amounts are counted in the smallest unit; Decimals says where people put the point. The total supply fits in 64 bits, so no
// balance can overflow: only what adds to the supply has to be checked.
package token

import (
	"errors"

	"govm"
)

// Decimals is how many digits of an amount stand behind the point.
const Decimals = 6

// A Grant names an owner and somebody who may spend what the owner has allowed.
type Grant struct {
	Owner, Spender govm.Address
}

// Info is what wallets show.
type Info struct {
	Name, Symbol string
	Decimals     uint8
	Supply       uint64
}

var (
	errOwner     = errors.New("token: the caller is not the owner")
	errFunds     = errors.New("token: insufficient balance")
	errAllowance = errors.New("token: insufficient allowance")
	errAddress   = errors.New("token: the zero address cannot hold tokens")
	errName      = errors.New("token: a name has 1 to 64 bytes and a symbol 1 to 12")
	errOverflow  = errors.New("token: the amount is too large")
)

var (
	name       = govm.NewVar[string]("name")
	symbol     = govm.NewVar[string]("symbol")
	owner      = govm.NewVar[govm.Address]("owner")
	supply     = govm.NewVar[uint64]("supply")
	balances   = govm.NewMap[govm.Address, uint64]("balances")
	allowances = govm.NewMap[Grant, uint64]("allowances")
)

// Init names the token, makes the deployer its owner and gives the initial supply to the owner.
func Init(tokenName, tokenSymbol string, initial uint64) error {
	if len(tokenName) == 0 || len(tokenName) > 64 || len(tokenSymbol) == 0 || len(tokenSymbol) > 12 {
		return errName
	}
	name.Set(tokenName)
	symbol.Set(tokenSymbol)
	owner.Set(govm.Caller())
	if initial == 0 {
		return nil
	}
	return mint(govm.Caller(), initial)
}

// Describe returns what wallets show.
func Describe() Info {
	return Info{Name: name.Get(), Symbol: symbol.Get(), Decimals: Decimals, Supply: supply.Get()}
}

// Owner returns the account that may mint; the zero address when nobody may.
func Owner() govm.Address { return owner.Get() }

// TotalSupply returns the sum of all balances.
func TotalSupply() uint64 { return supply.Get() }

// BalanceOf returns what an account holds.
func BalanceOf(account govm.Address) uint64 { return balances.Get(account) }

// Allowance returns what the spender may still move out of the owner's account.
func Allowance(owner, spender govm.Address) uint64 { return allowances.Get(Grant{owner, spender}) }

// Transfer moves an amount from the caller to another account.
func Transfer(to govm.Address, amount uint64) error {
	return move(govm.Caller(), to, amount)
}

// Approve lets the spender move up to amount out of the caller's account, whatever was allowed before.
func Approve(spender govm.Address, amount uint64) error {
	return allow(Grant{govm.Caller(), spender}, amount)
}

// IncreaseAllowance adds to what the spender may move. Unlike Approve it cannot be outrun by a spender who uses the old
// allowance first.
func IncreaseAllowance(spender govm.Address, amount uint64) error {
	grant := Grant{govm.Caller(), spender}
	sum, ok := add(allowances.Get(grant), amount)
	if !ok {
		return errOverflow
	}
	return allow(grant, sum)
}

// DecreaseAllowance takes from what the spender may move, at most all of it.
func DecreaseAllowance(spender govm.Address, amount uint64) error {
	grant := Grant{govm.Caller(), spender}
	have := allowances.Get(grant)
	return allow(grant, have-min(have, amount))
}

// TransferFrom moves an amount out of an account whose owner has allowed it to the caller.
func TransferFrom(from, to govm.Address, amount uint64) error {
	grant := Grant{from, govm.Caller()}
	allowed := allowances.Get(grant)
	if allowed < amount {
		return errAllowance
	}
	if err := move(from, to, amount); err != nil {
		return err
	}
	return allow(grant, allowed-amount)
}

// Mint makes new tokens. Only the owner may.
func Mint(to govm.Address, amount uint64) error {
	if err := onlyOwner(); err != nil {
		return err
	}
	return mint(to, amount)
}

// Burn destroys tokens of the caller.
func Burn(amount uint64) error {
	from := govm.Caller()
	if err := take(from, amount); err != nil {
		return err
	}
	supply.Set(supply.Get() - amount)
	govm.Event("Burn", from, amount)
	return nil
}

// TransferOwnership gives the right to mint to another account; to the zero address, it ends for ever.
func TransferOwnership(to govm.Address) error {
	if err := onlyOwner(); err != nil {
		return err
	}
	owner.Set(to)
	govm.Event("OwnershipTransferred", govm.Caller(), to)
	return nil
}

func onlyOwner() error {
	if govm.Caller() != owner.Get() {
		return errOwner
	}
	return nil
}

func move(from, to govm.Address, amount uint64) error {
	if err := take(from, amount); err != nil {
		return err
	}
	if err := give(to, amount); err != nil {
		return err
	}
	govm.Event("Transfer", from, to, amount)
	return nil
}

func mint(to govm.Address, amount uint64) error {
	sum, ok := add(supply.Get(), amount)
	if !ok {
		return errOverflow
	}
	supply.Set(sum)
	if err := give(to, amount); err != nil {
		return err
	}
	govm.Event("Mint", to, amount)
	return nil
}

// take subtracts from a balance. An account that holds nothing has no entry.
func take(from govm.Address, amount uint64) error {
	have := balances.Get(from)
	switch {
	case have < amount:
		return errFunds
	case have == amount:
		balances.Delete(from)
	default:
		balances.Set(from, have-amount)
	}
	return nil
}

// give adds to a balance. It cannot overflow, since all balances together are the supply.
func give(to govm.Address, amount uint64) error {
	if to.IsZero() {
		return errAddress
	}
	if amount > 0 {
		balances.Set(to, balances.Get(to)+amount)
	}
	return nil
}

func allow(grant Grant, amount uint64) error {
	if grant.Spender.IsZero() {
		return errAddress
	}
	if amount == 0 {
		allowances.Delete(grant)
	} else {
		allowances.Set(grant, amount)
	}
	govm.Event("Approval", grant.Owner, grant.Spender, amount)
	return nil
}

// add returns the sum and whether it fits.
func add(x, y uint64) (sum uint64, ok bool) {
	sum = x + y
	return sum, sum >= x
}
