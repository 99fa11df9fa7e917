// Package names is a registry of names. Who registers a name owns it for some years; then the entry ends by itself, as the
// chain ends entries, and the name is free again. What has been stored about a name ends with it.
//
// A name is of labels with points between them, the most particular first: whoever owns "shop" may register "bread.shop", for no
// longer than "shop" itself.
package names

import (
	"errors"
	"fmt"
	"strings"

	"govm"
)

// Limits of names and of their lives.
const (
	LabelMax = 32 // bytes of a label
	DepthMax = 4  // labels of a name
	YearsMax = 10 // years that a name can be registered ahead
)

// grace is how long before its end a name can be renewed by anybody, so that it is not lost by an owner who sleeps.
const grace = 30 * govm.Day

// A Record is what is known of a name.
type Record struct {
	Owner  govm.Address
	Target govm.Address // what the name stands for
	Since  uint64       // time of registration
}

// A Text names an entry of a name's page, such as its "url". With the time of registration in it, a page is not found by the next
// owner of the name.
type Text struct {
	Name  string
	Since uint64
	Key   string
}

var (
	errTaken = errors.New("is taken")
	errFree  = errors.New("is not registered")
	errOwner = errors.New("belongs to another account")
	errYears = fmt.Errorf("names: a name is registered for 1 to %d years", YearsMax)
	errGrace = errors.New("can be renewed by others only in its last days")
)

var (
	records = govm.NewMap[string, Record]("records")
	texts   = govm.NewMap[Text, string]("texts")
	primary = govm.NewMap[govm.Address, string]("primary")
)

// Register takes a free name for some years. It stands for the caller's account until SetTarget says otherwise.
func Register(name string, years uint64) error {
	if err := check(name); err != nil {
		return err
	}
	if years == 0 || years > YearsMax {
		return errYears
	}
	if records.Has(name) {
		return fail(name, errTaken)
	}
	life := years * govm.Year
	caller := govm.Caller()
	if _, parent, ok := strings.Cut(name, "."); ok {
		if _, err := mine(parent); err != nil {
			return err
		}
		life = min(life, records.Life(parent))
	}
	records.SetFor(name, Record{Owner: caller, Target: caller, Since: govm.BlockTime()}, life)
	govm.Event("Registered", name, caller, govm.BlockTime()+life)
	return nil
}

// Renew adds years to the life of a name. The owner may at any time, others in its last days.
func Renew(name string, years uint64) error {
	record, err := find(name)
	if err != nil {
		return err
	}
	if years == 0 || years > YearsMax {
		return errYears
	}
	life := records.Life(name)
	if govm.Caller() != record.Owner && life > grace {
		return fail(name, errGrace)
	}
	life = min(life+years*govm.Year, YearsMax*govm.Year)
	if _, parent, ok := strings.Cut(name, "."); ok {
		life = min(life, records.Life(parent))
	}
	records.SetFor(name, record, life)
	govm.Event("Renewed", name, govm.BlockTime()+life)
	return nil
}

// Transfer gives a name to another account. It keeps its target and its life.
func Transfer(name string, to govm.Address) error {
	record, err := mine(name)
	if err != nil {
		return err
	}
	record.Owner = to
	records.SetFor(name, record, records.Life(name))
	govm.Event("Transferred", name, govm.Caller(), to)
	return nil
}

// SetTarget changes what a name stands for.
func SetTarget(name string, target govm.Address) error {
	record, err := mine(name)
	if err != nil {
		return err
	}
	record.Target = target
	records.SetFor(name, record, records.Life(name))
	return nil
}

// SetText stores an entry of a name's page for as long as the name lives now; an empty text deletes it.
func SetText(name, key, text string) error {
	record, err := mine(name)
	if err != nil {
		return err
	}
	entry := Text{name, record.Since, key}
	if text == "" {
		texts.Delete(entry)
	} else {
		texts.SetFor(entry, text, records.Life(name))
	}
	return nil
}

// SetPrimary says which name is shown for the caller's account. The name has to stand for the account.
func SetPrimary(name string) error {
	record, err := find(name)
	if err != nil {
		return err
	}
	if record.Target != govm.Caller() {
		return fail(name, errors.New("stands for another account"))
	}
	primary.SetFor(govm.Caller(), name, records.Life(name))
	return nil
}

// Release gives up a name before its time. The names under it stay until their own end.
func Release(name string) error {
	if _, err := mine(name); err != nil {
		return err
	}
	records.Delete(name)
	govm.Event("Released", name)
	return nil
}

// Resolve returns the account that a name stands for.
func Resolve(name string) (govm.Address, error) {
	record, err := find(name)
	return record.Target, err
}

// Lookup returns the record of a name, and when it ends.
func Lookup(name string) (record Record, end uint64, err error) {
	record, err = find(name)
	if err == nil {
		end = govm.BlockTime() + records.Life(name)
	}
	return
}

// TextOf returns an entry of a name's page; nothing where there is none.
func TextOf(name, key string) string { return texts.Get(Text{name, records.Get(name).Since, key}) }

// NameOf returns the name to be shown for an account, if it still stands for it.
func NameOf(account govm.Address) string {
	name, ok := primary.Lookup(account)
	if !ok || records.Get(name).Target != account {
		return ""
	}
	return name
}

func fail(name string, err error) error { return fmt.Errorf("names: %q %w", name, err) }

func find(name string) (Record, error) {
	record, ok := records.Lookup(name)
	if !ok {
		return Record{}, fail(name, errFree)
	}
	return record, nil
}

// mine returns the record of a name of the caller.
func mine(name string) (Record, error) {
	record, err := find(name)
	if err == nil && record.Owner != govm.Caller() {
		err = fail(name, errOwner)
	}
	return record, err
}

// check says what is wrong with a name.
func check(name string) error {
	labels := strings.Split(name, ".")
	if len(labels) > DepthMax {
		return fmt.Errorf("names: %q has %d labels, %d are allowed", name, len(labels), DepthMax)
	}
	for _, label := range labels {
		if len(label) < 3 || len(label) > LabelMax {
			return fmt.Errorf("names: label %q has %d bytes, 3 to %d are allowed", label, len(label), LabelMax)
		}
		if strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return fmt.Errorf("names: label %q begins or ends with a hyphen", label)
		}
		for i, r := range label {
			if !isPlain(r) {
				return fmt.Errorf("names: label %q has %q at %d", label, r, i)
			}
		}
	}
	return nil
}

func isPlain(r rune) bool {
	return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-'
}
