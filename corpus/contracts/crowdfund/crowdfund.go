// Package crowdfund collects funds for somebody until a deadline. If they reach the goal, they are the owner's; if not, everybody
// takes back what he gave.
package crowdfund

import (
	"errors"

	"govm"
)

// A Campaign is what funds are collected for.
type Campaign struct {
	Owner    govm.Address
	Goal     uint64
	Deadline uint64
}

// A Pledged event tells of funds that came in.
type Pledged struct {
	By            govm.Address
	Amount, Total uint64
}

// A Refunded event tells of funds that went back.
type Refunded struct {
	To     govm.Address
	Amount uint64
}

// A Claimed event tells that the goal was reached and the owner has taken all.
type Claimed struct {
	Total uint64
	// Into is the app that the funds went to, zero if they went to the owner.
	Into govm.Hash
}

var (
	campaign = govm.NewVar[Campaign]("campaign")
	total    = govm.NewVar[uint64]("total")
	claimed  = govm.NewVar[bool]("claimed")
	pledges  = govm.NewMap[govm.Address, uint64]("pledges")
)

// What can go wrong.
var (
	ErrPast      = errors.New("crowdfund: the deadline lies in the past")
	ErrNothing   = errors.New("crowdfund: there is nothing to give")
	ErrOver      = errors.New("crowdfund: the deadline is over")
	ErrRunning   = errors.New("crowdfund: the deadline is not over")
	ErrNotOwner  = errors.New("crowdfund: only the owner may claim")
	ErrMissed    = errors.New("crowdfund: the goal is missed")
	ErrReached   = errors.New("crowdfund: the goal is reached")
	ErrClaimed   = errors.New("crowdfund: the funds are claimed already")
	ErrNoPledges = errors.New("crowdfund: nothing was pledged")
)

// Init begins a campaign of the deployer. What comes with the deployment is his own pledge.
func Init(goal, deadline uint64) error {
	if deadline <= govm.BlockTime() {
		return ErrPast
	}
	campaign.Set(Campaign{govm.Caller(), goal, deadline})
	if govm.Cost() > 0 {
		return Pledge()
	}
	return nil
}

// Pledge gives what comes with the call.
func Pledge() error {
	amount := govm.Cost()
	if amount == 0 {
		return ErrNothing
	}
	if govm.BlockTime() >= campaign.Get().Deadline {
		return ErrOver
	}
	pledges.Set(govm.Caller(), pledges.Get(govm.Caller())+amount)
	total.Set(total.Get() + amount)
	govm.Emit(Pledged{govm.Caller(), amount, total.Get()})
	return nil
}

// Claim sends the owner all that was pledged.
func Claim() error {
	if err := claim(govm.Hash{}); err != nil {
		return err
	}
	return govm.Transfer(govm.Caller(), total.Get())
}

// ClaimInto sends it on to a function of another app, which takes it or has it back here.
func ClaimInto(app govm.Hash, function string) error {
	if err := claim(app); err != nil {
		return err
	}
	return govm.InvokeWith(total.Get(), app, function)
}

// claim checks that the caller may claim, and writes that he has before anything is sent.
func claim(into govm.Hash) error {
	switch c := campaign.Get(); {
	case govm.Caller() != c.Owner:
		return ErrNotOwner
	case govm.BlockTime() < c.Deadline:
		return ErrRunning
	case total.Get() < c.Goal:
		return ErrMissed
	case claimed.Get():
		return ErrClaimed
	}
	claimed.Set(true)
	govm.Emit(Claimed{total.Get(), into})
	return nil
}

// Refund sends the caller what he pledged, once the goal is missed.
func Refund() (uint64, error) {
	c := campaign.Get()
	if govm.BlockTime() < c.Deadline {
		return 0, ErrRunning
	}
	if total.Get() >= c.Goal {
		return 0, ErrReached
	}
	amount, ok := pledges.Lookup(govm.Caller())
	if !ok {
		return 0, ErrNoPledges
	}
	pledges.Delete(govm.Caller())
	govm.Emit(Refunded{govm.Caller(), amount})
	return amount, govm.Transfer(govm.Caller(), amount)
}

// Status returns the campaign, what was pledged and what is there.
func Status() (c Campaign, pledged, there uint64) {
	return campaign.Get(), total.Get(), govm.Balance(govm.Self())
}
