// Package ledger writes, rewrites, ends and deletes entries, step by step.
package ledger

import "govm"

var (
	step  = govm.NewVar[uint64]("step")
	rows  = govm.NewMap[uint64, uint64]("rows")
	short = govm.NewMap[uint64, string]("short")
)

// Step does the next step, which has to be n.
func Step(n uint64) {
	if step.Get()+1 != n {
		panic("a step is missing")
	}
	step.Set(n)
	for i := uint64(0); i < 5; i++ {
		rows.Set((n*7+i*13)%200, n)
	}
	rows.Delete((n*11 + 3) % 200)
	short.SetFor(n, "until soon", 20_000)
}
