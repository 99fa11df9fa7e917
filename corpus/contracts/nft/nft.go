// Package nft is a collection of tokens of which no two are the same: each has a number, an owner and the address of a
// document that describes it.
package nft

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"govm"
)

// PageMax is how many tokens one call of TokensOf lists.
const PageMax = 100

// A Token is one piece of the collection.
type Token struct {
	Owner    govm.Address
	Approved govm.Address // who may move it beside its owner; zero for nobody
	URI      string       // relative to the base of the collection where it has no scheme
	Slot     int          // its place in the owner's list
}

// An Operator may move all tokens of an owner.
type Operator struct {
	Owner, Operator govm.Address
}

var (
	errNoToken    = errors.New("no such token")
	errNotAllowed = errors.New("the caller may not move it")
	errNotOwner   = errors.New("the caller does not own it")
	errMinter     = errors.New("nft: only the minter mints")
	errSoldOut    = errors.New("nft: the collection is complete")
	errAddress    = errors.New("nft: the zero address cannot own tokens")
	errURI        = errors.New("nft: a URI has 1 to 256 bytes and no spaces")
)

var (
	title     = govm.NewVar[string]("title")
	base      = govm.NewVar[string]("base")
	minter    = govm.NewVar[govm.Address]("minter")
	limit     = govm.NewVar[uint64]("limit")
	minted    = govm.NewVar[uint64]("minted")
	tokens    = govm.NewMap[uint64, Token]("tokens")
	owned     = govm.NewMap[govm.Address, []uint64]("owned")
	operators = govm.NewMap[Operator, bool]("operators")
)

// Init opens a collection of at most max tokens, whose documents lie under a base address.
func Init(collection, baseURI string, max uint64) error {
	if max == 0 {
		return errors.New("nft: a collection has at least one token")
	}
	if baseURI != "" && !strings.HasSuffix(baseURI, "/") {
		baseURI += "/"
	}
	title.Set(collection)
	base.Set(baseURI)
	limit.Set(max)
	minter.Set(govm.Caller())
	return nil
}

// Title returns the name of the collection, with how much of it exists.
func Title() string {
	return title.Get() + " (" + strconv.FormatUint(minted.Get(), 10) + "/" + strconv.FormatUint(limit.Get(), 10) + ")"
}

// Mint makes the next token and returns its number, which counts from 1.
func Mint(to govm.Address, uri string) (uint64, error) {
	if govm.Caller() != minter.Get() {
		return 0, errMinter
	}
	if len(uri) == 0 || len(uri) > 256 || strings.ContainsAny(uri, " \t\r\n") {
		return 0, errURI
	}
	id := minted.Get() + 1
	if id > limit.Get() {
		return 0, errSoldOut
	}
	token := Token{URI: uri}
	if err := give(id, &token, to); err != nil {
		return 0, err
	}
	minted.Set(id)
	govm.Event("Mint", id, to, uri)
	return id, nil
}

// OwnerOf returns the owner of a token.
func OwnerOf(id uint64) (govm.Address, error) {
	token, err := find(id)
	return token.Owner, err
}

// URI returns the address of the document that describes a token.
func URI(id uint64) (string, error) {
	token, err := find(id)
	if err != nil {
		return "", err
	}
	if strings.Contains(token.URI, "://") {
		return token.URI, nil
	}
	return base.Get() + token.URI, nil
}

// CountOf returns how many tokens an account owns.
func CountOf(owner govm.Address) int { return len(owned.Get(owner)) }

// TokensOf returns the numbers of the tokens that an account owns, in no particular order, from the given place on.
func TokensOf(owner govm.Address, from int) []uint64 {
	list := owned.Get(owner)
	if from < 0 || from >= len(list) {
		return nil
	}
	return list[from:min(len(list), from+PageMax)]
}

// Approve lets an account move a token, once. The zero address takes that back.
func Approve(id uint64, to govm.Address) error {
	token, err := find(id)
	if err != nil {
		return err
	}
	if caller := govm.Caller(); caller != token.Owner && !operators.Get(Operator{token.Owner, caller}) {
		return fail(id, errNotOwner)
	}
	token.Approved = to
	tokens.Set(id, token)
	govm.Event("Approval", id, token.Owner, to)
	return nil
}

// SetOperator lets an account move all tokens of the caller, or no longer.
func SetOperator(operator govm.Address, allowed bool) error {
	key := Operator{govm.Caller(), operator}
	if allowed {
		operators.Set(key, true)
	} else {
		operators.Delete(key)
	}
	govm.Event("Operator", key.Owner, operator, allowed)
	return nil
}

// Transfer gives a token to another account.
func Transfer(id uint64, to govm.Address) error {
	token, err := find(id)
	if err != nil {
		return err
	}
	if !mayMove(govm.Caller(), token) {
		return fail(id, errNotAllowed)
	}
	from := token.Owner
	take(id, token)
	if err := give(id, &token, to); err != nil {
		return err
	}
	govm.Event("Transfer", id, from, to)
	return nil
}

// TransferAll gives several tokens to one account: all of them or none.
func TransferAll(to govm.Address, ids ...uint64) error {
	for i, id := range ids {
		if err := Transfer(id, to); err != nil {
			return fmt.Errorf("transfer %d of %d: %w", i+1, len(ids), err)
		}
	}
	return nil
}

// Burn destroys a token. Its number is not used again.
func Burn(id uint64) error {
	token, err := find(id)
	if err != nil {
		return err
	}
	if govm.Caller() != token.Owner {
		return fail(id, errNotOwner)
	}
	take(id, token)
	tokens.Delete(id)
	govm.Event("Burn", id, token.Owner)
	return nil
}

func find(id uint64) (Token, error) {
	token, ok := tokens.Lookup(id)
	if !ok {
		return Token{}, fail(id, errNoToken)
	}
	return token, nil
}

func fail(id uint64, err error) error { return fmt.Errorf("nft: token %d: %w", id, err) }

func mayMove(caller govm.Address, token Token) bool {
	return caller == token.Owner || caller == token.Approved || operators.Get(Operator{token.Owner, caller})
}

// give appends a token to the list of its new owner.
func give(id uint64, token *Token, to govm.Address) error {
	if to.IsZero() {
		return errAddress
	}
	list := owned.Get(to)
	token.Owner, token.Approved, token.Slot = to, govm.Address{}, len(list)
	tokens.Set(id, *token)
	owned.Set(to, append(list, id))
	return nil
}

// take removes a token from the list of its owner: the last one of the list moves into its place.
func take(id uint64, token Token) {
	list := owned.Get(token.Owner)
	last := len(list) - 1
	if moved := list[last]; moved != id {
		list[token.Slot] = moved
		other := tokens.Get(moved)
		other.Slot = token.Slot
		tokens.Set(moved, other)
	}
	if last == 0 {
		owned.Delete(token.Owner)
	} else {
		owned.Set(token.Owner, list[:last])
	}
}
