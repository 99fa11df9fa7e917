// Package counter counts for everybody.
package counter

import "govm"

var counts = govm.NewMap[govm.Address, int]("counts")

// Add adds to the caller's count, and yields it.
func Add(n int) int {
	count := counts.Get(govm.Caller()) + n
	counts.Set(govm.Caller(), count)
	return count
}

// CountOf yields somebody's count.
func CountOf(who govm.Address) int { return counts.Get(who) }
