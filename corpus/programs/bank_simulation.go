// A small program as contracts are written: accounts, transfers, errors, events.
package main

import (
	"errors"
	"fmt"
	"sort"
)

type address string
type amount uint64

var (
	errUnknown = errors.New("unknown account")
	errFunds   = errors.New("insufficient funds")
)

type event struct {
	kind     string
	from, to address
	value    amount
}

type bank struct {
	balances map[address]amount
	events   []event
	frozen   map[address]bool
}

func newBank() *bank {
	return &bank{balances: make(map[address]amount), frozen: map[address]bool{}}
}

func (b *bank) mint(to address, v amount) {
	b.balances[to] += v
	b.emit("mint", "", to, v)
}

func (b *bank) emit(kind string, from, to address, v amount) {
	b.events = append(b.events, event{kind, from, to, v})
}

func (b *bank) transfer(from, to address, v amount) error {
	bal, ok := b.balances[from]
	switch {
	case !ok:
		return fmt.Errorf("transfer from %s: %w", from, errUnknown)
	case b.frozen[from]:
		return fmt.Errorf("account %s is frozen", from)
	case bal < v:
		return fmt.Errorf("transfer %d from %s (has %d): %w", v, from, bal, errFunds)
	}
	b.balances[from] -= v
	b.balances[to] += v
	b.emit("transfer", from, to, v)
	return nil
}

func (b *bank) atomically(f func() error) (err error) {
	saved := make(map[address]amount, len(b.balances))
	for k, v := range b.balances {
		saved[k] = v
	}
	n := len(b.events)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("reverted: %v", r)
		}
		if err != nil {
			b.balances, b.events = saved, b.events[:n]
		}
	}()
	return f()
}

func (b *bank) report() {
	names := make([]string, 0, len(b.balances))
	var total amount
	for a, v := range b.balances {
		names = append(names, string(a))
		total += v
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Printf("%-6s %5d\n", n, b.balances[address(n)])
	}
	fmt.Println("total", total, "events", len(b.events))
}

func main() {
	b := newBank()
	b.mint("alice", 100)
	b.mint("bob", 50)
	fmt.Println(b.transfer("alice", "bob", 30))
	err := b.transfer("bob", "carol", 500)
	fmt.Println(err, errors.Is(err, errFunds))
	fmt.Println(b.transfer("dave", "bob", 1))
	err = b.atomically(func() error {
		if err := b.transfer("bob", "carol", 80); err != nil {
			return err
		}
		return b.transfer("alice", "carol", 71)
	})
	fmt.Println(err)
	err = b.atomically(func() error {
		b.transfer("bob", "carol", 10)
		var m map[string]int
		m["x"]++
		return nil
	})
	fmt.Println(err)
	fmt.Println(b.atomically(func() error { return b.transfer("bob", "carol", 80) }))
	b.frozen["bob"] = true
	fmt.Println(b.transfer("bob", "alice", 0))
	b.report()
	for i, e := range b.events {
		fmt.Printf("%d %+v\n", i, e)
	}
}
