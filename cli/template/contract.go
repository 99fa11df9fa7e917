// Package counter counts what its users add, up to a limit that its deployer chooses.
package counter

import (
	"errors"

	"govm"
)

var (
	limit = govm.NewVar[uint64]("limit")
	total = govm.NewVar[uint64]("total")
	added = govm.NewMap[govm.Address, uint64]("added")
)

// Added is the event of Add.
type Added struct {
	By    govm.Address
	Count uint64
	Total uint64
}

var errFull = errors.New("counter: the limit is reached")

// Init runs once, at deployment.
func Init(max uint64) { limit.Set(max) }

// Add adds count for its caller and returns the new total.
func Add(count uint64) (uint64, error) {
	sum, err := next(total.Get(), count, limit.Get())
	if err != nil {
		return 0, err
	}
	caller := govm.Caller()
	total.Set(sum)
	added.Set(caller, added.Get(caller)+count)
	govm.Emit(Added{By: caller, Count: count, Total: sum})
	return sum, nil
}

// Total returns what was added so far.
func Total() uint64 { return total.Get() }

// AddedBy returns what an account has added.
func AddedBy(account govm.Address) uint64 { return added.Get(account) }

// next returns have+more unless that is above the limit.
func next(have, more, limit uint64) (uint64, error) {
	if more > limit || have > limit-more {
		return 0, errFull
	}
	return have + more, nil
}
