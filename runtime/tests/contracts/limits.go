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

// Hold holds n bytes at once.
func Hold(n int) int { return len(make([]byte, n)) }

// Deep calls itself n times.
func Deep(n int) int {
	if n == 0 {
		return 0
	}
	return Deep(n-1) + 1
}

// Chain calls the first of the apps, which calls the next.
func Chain(apps []govm.Hash) error {
	if len(apps) == 0 {
		return nil
	}
	return govm.Invoke(apps[0], "Chain", apps[1:])
}

// Leave leaves n entries that end after a second.
func Leave(n uint8) {
	for i := range n {
		govm.Set([]byte{i}, []byte{i}, govm.Second)
	}
}
