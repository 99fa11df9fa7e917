// Package limits goes up to the limits of a chain, as far as it is told.
package limits

import (
	"errors"

	"govm"
)

var kept = govm.NewVar[bool]("kept")

// Key writes under a key of n bytes.
func Key(n int) { govm.Set(make([]byte, n), nil, govm.Second) }

// Value writes a value of n bytes.
func Value(n int) { govm.Set([]byte("k"), make([]byte, n), govm.Second) }

// Take takes a text.
func Take(text string) int { return len(text) }

// Give returns a text of n bytes.
func Give(n int) string { return string(make([]byte, n)) }

// Tell adds n events.
func Tell(n int) {
	for range n {
		govm.Event("told")
	}
}

// Shout adds an event whose name has n bytes.
func Shout(n int) { govm.Event(string(make([]byte, n))) }

// Fail fails with a message of n bytes.
func Fail(n int) error { return errors.New(string(make([]byte, n))) }

// Keep keeps a value and returns how long it lives.
func Keep(life uint64) uint64 {
	kept.SetFor(true, life)
	return kept.Life()
}
