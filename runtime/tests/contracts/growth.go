// Package growth has a state as large as it is told.
package growth

import "govm"

var rows = govm.NewMap[uint64, uint64]("rows")

// Fill writes count entries from the one with the key first on.
func Fill(first, count uint64) {
	for key := first; key < first+count; key++ {
		rows.Set(key, key)
	}
}

// Touch changes one entry.
func Touch(key uint64) { rows.Set(key, rows.Get(key)+1) }
