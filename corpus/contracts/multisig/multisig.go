// Package multisig is a wallet of several owners: what it does, so many of them have to confirm. It holds any token, since tokens
// are sent to its account like to any other, and its owners change in the same way as its tokens move: by proposals.
package multisig

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"govm"
)

// Limits.
const (
	OwnersMax = 20
	Life      = 14 * govm.Day // how long a proposal can be confirmed and executed
)

// A Kind is what a proposal does.
type Kind uint8

// The kinds of proposals.
const (
	Pay           Kind = iota + 1 // sends Amount of Token to Account
	AddOwner                      // makes Account an owner
	RemoveOwner                   // makes Account none
	SetConfirming                 // asks for Amount confirmations from then on
)

var kindNames = [...]string{Pay: "pay", AddOwner: "add owner", RemoveOwner: "remove owner", SetConfirming: "set confirming"}

func (k Kind) String() string { return kindNames[k] }

// An Action is what is proposed.
type Action struct {
	Kind    Kind
	Token   govm.Hash
	Account govm.Address
	Amount  uint64
}

// A Proposal is an action with those who want it.
type Proposal struct {
	Action
	Proposer  govm.Address
	Note      string
	Confirmed []govm.Address
}

var (
	errOwner    = errors.New("multisig: the caller is not an owner")
	errNone     = errors.New("no such proposal")
	errTwice    = errors.New("the caller has confirmed it already")
	errNotYet   = errors.New("the caller has not confirmed it")
	errTooFew   = errors.New("too few confirmations")
	errIsOwner  = errors.New("the account is an owner already")
	errNoOwner  = errors.New("the account is not an owner")
	errFewest   = errors.New("there have to be as many owners as confirmations")
	errZero     = errors.New("the zero address owns nothing")
	errTooMany  = fmt.Errorf("a wallet has at most %d owners", OwnersMax)
	errBadKind  = errors.New("multisig: unknown kind of proposal")
	errBadQuota = errors.New("confirmations must be between one and the number of owners")
)

var (
	owners     = govm.NewVar[[]govm.Address]("owners")
	confirming = govm.NewVar[int]("confirming")
	counter    = govm.NewVar[uint64]("counter")
	proposals  = govm.NewMap[uint64, Proposal]("proposals")
)

// Init sets the owners and how many of them have to confirm.
func Init(initial []govm.Address, needed int) error {
	if len(initial) > OwnersMax {
		return errTooMany
	}
	var list []govm.Address
	for i, account := range initial {
		switch {
		case account.IsZero():
			return fmt.Errorf("multisig: owner %d: %w", i, errZero)
		case slices.Contains(list, account):
			return fmt.Errorf("multisig: owner %d: %w", i, errIsOwner)
		}
		list = append(list, account)
	}
	if needed < 1 || needed > len(list) {
		return fmt.Errorf("multisig: %w", errBadQuota)
	}
	owners.Set(list)
	confirming.Set(needed)
	return nil
}

// Owners returns the owners.
func Owners() []govm.Address { return owners.Get() }

// Confirming returns how many owners have to confirm.
func Confirming() int { return confirming.Get() }

// Balance returns how much of a token the wallet holds.
func Balance(token govm.Hash) (uint64, error) {
	return govm.Call[uint64](token, "BalanceOf", govm.Self())
}

// ProposePay proposes to send tokens of the wallet.
func ProposePay(token govm.Hash, to govm.Address, amount uint64, note string) (uint64, error) {
	return propose(Action{Kind: Pay, Token: token, Account: to, Amount: amount}, note)
}

// ProposeChange proposes to change the wallet itself: "add" or "remove" an owner.
func ProposeChange(what string, account govm.Address, note string) (uint64, error) {
	switch strings.ToLower(what) {
	case "add":
		return propose(Action{Kind: AddOwner, Account: account}, note)
	case "remove":
		return propose(Action{Kind: RemoveOwner, Account: account}, note)
	}
	return 0, errBadKind
}

// ProposeConfirming proposes to ask for another number of confirmations.
func ProposeConfirming(needed int, note string) (uint64, error) {
	if needed < 1 {
		return 0, fmt.Errorf("multisig: %w", errBadQuota)
	}
	return propose(Action{Kind: SetConfirming, Amount: uint64(needed)}, note)
}

// Get returns a proposal, and whether it can be executed.
func Get(id uint64) (proposal Proposal, ready bool, err error) {
	proposal, err = find(id)
	return proposal, err == nil && count(proposal) >= confirming.Get(), err
}

// Confirm adds the caller's confirmation to a proposal and returns how many there are.
func Confirm(id uint64) (int, error) {
	proposal, err := findAsOwner(id)
	if err != nil {
		return 0, err
	}
	caller := govm.Caller()
	if slices.Contains(proposal.Confirmed, caller) {
		return 0, fail(id, errTwice)
	}
	proposal.Confirmed = append(proposal.Confirmed, caller)
	proposals.SetFor(id, proposal, proposals.Life(id))
	govm.Event("Confirmed", id, caller, len(proposal.Confirmed))
	return count(proposal), nil
}

// Revoke takes the caller's confirmation back. A proposal that nobody wants is gone.
func Revoke(id uint64) error {
	proposal, err := findAsOwner(id)
	if err != nil {
		return err
	}
	at := slices.Index(proposal.Confirmed, govm.Caller())
	if at < 0 {
		return fail(id, errNotYet)
	}
	proposal.Confirmed = slices.Delete(proposal.Confirmed, at, at+1)
	if len(proposal.Confirmed) == 0 {
		proposals.Delete(id)
	} else {
		proposals.SetFor(id, proposal, proposals.Life(id))
	}
	govm.Event("Revoked", id, govm.Caller())
	return nil
}

// Execute does what is proposed, once enough owners have confirmed it. Any owner may.
func Execute(id uint64) error {
	proposal, err := findAsOwner(id)
	if err != nil {
		return err
	}
	if have, want := count(proposal), confirming.Get(); have < want {
		return fail(id, fmt.Errorf("%w: %d of %d", errTooFew, have, want))
	}
	// Gone before it acts: nothing that the action does can execute it again.
	proposals.Delete(id)
	if err := proposal.Action.do(); err != nil {
		return fail(id, err)
	}
	govm.Event("Executed", id, proposal.Kind.String())
	return nil
}

func (a Action) do() error {
	list := owners.Get()
	at := slices.Index(list, a.Account)
	switch a.Kind {
	case Pay:
		return govm.Invoke(a.Token, "Transfer", a.Account, a.Amount)
	case AddOwner:
		switch {
		case at >= 0:
			return errIsOwner
		case a.Account.IsZero():
			return errZero
		case len(list) == OwnersMax:
			return errTooMany
		}
		owners.Set(append(list, a.Account))
	case RemoveOwner:
		switch {
		case at < 0:
			return errNoOwner
		case len(list) <= confirming.Get():
			return errFewest
		}
		owners.Set(slices.Delete(list, at, at+1))
	case SetConfirming:
		if a.Amount > uint64(len(list)) {
			return errBadQuota
		}
		confirming.Set(int(a.Amount))
	default:
		return errBadKind
	}
	return nil
}

// propose stores an action; the proposer confirms it with that.
func propose(action Action, note string) (uint64, error) {
	caller := govm.Caller()
	if !slices.Contains(owners.Get(), caller) {
		return 0, errOwner
	}
	id := counter.Get() + 1
	counter.Set(id)
	proposals.SetFor(id, Proposal{action, caller, note, []govm.Address{caller}}, Life)
	govm.Event("Proposed", id, caller, action.Kind.String(), note)
	return id, nil
}

// count returns how many of those who have confirmed a proposal are owners still.
func count(proposal Proposal) int {
	n := 0
	list := owners.Get()
	for _, account := range proposal.Confirmed {
		if slices.Contains(list, account) {
			n++
		}
	}
	return n
}

func find(id uint64) (Proposal, error) {
	proposal, ok := proposals.Lookup(id)
	if !ok {
		return Proposal{}, fail(id, errNone)
	}
	return proposal, nil
}

func findAsOwner(id uint64) (Proposal, error) {
	if !slices.Contains(owners.Get(), govm.Caller()) {
		return Proposal{}, errOwner
	}
	return find(id)
}

func fail(id uint64, err error) error { return fmt.Errorf("multisig: proposal %d: %w", id, err) }
