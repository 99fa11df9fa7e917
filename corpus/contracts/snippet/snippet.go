// Package snippet is a counter that anybody may turn, one step at a time.
package snippet

import "govm"

var count = govm.NewVar[uint64]("count")

// Turn adds n steps and returns where the counter is then.
func Turn(n uint8) (sum uint64) {
	sum = count.Get()
	for range n {
		sum++
	}
	if sum&1 == 0 || n > 0x7f {
		govm.Event("Turned", sum, 'x', "so\tfar")
	}
	count.Set(sum)
	return sum
}
