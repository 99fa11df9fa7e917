// Package energy is what the counters in the source of an app call.
package energy

import "github.com/govm-net/govm/runtime"

// ConsumeEnergy charges for a block of n statements.
func ConsumeEnergy(n uint64) { runtime.ConsumeEnergy(n) }
