// Package auction sells one thing to the highest of sealed bids, at the price of the second highest.
//
// A bid is first committed as a hash, together with a deposit in a token that hides it as long as it is higher than the bid.
// When no more bids are taken, bidders reveal theirs. Who does not reveal is fined. In the end the seller is paid, and
// everybody takes back what is left of the deposit.
package auction

import (
	"errors"
	"fmt"

	"govm"
)

// A Phase is what an auction is doing.
type Phase uint8

// The phases follow one another by block time alone, but for the last one, which Close begins.
const (
	Bidding Phase = iota
	Revealing
	Ended
	Closed
)

func (p Phase) String() string {
	return [...]string{"bidding", "revealing", "ended", "closed"}[p]
}

// finePercent is the part of a deposit that is lost with a bid that is not revealed.
const finePercent = 10

// A Lot is what is sold.
type Lot struct {
	Seller     govm.Address
	Token      govm.Hash // the token that is paid in
	Item       string
	Reserve    uint64 // lowest price
	BiddingEnd uint64
	RevealEnd  uint64
}

// A Bid is a sealed bid.
type Bid struct {
	Seal     govm.Hash
	Deposit  uint64
	Amount   uint64
	Revealed bool
}

// A Result is who wins, and for how much, as far as bids are revealed.
type Result struct {
	Winner       govm.Address
	Best, Second uint64
	Fines        uint64
	Sealed, Bids int
	IsClosed     bool
}

var (
	errSeal    = errors.New("auction: amount and salt are not those of the seal")
	errDeposit = errors.New("auction: the deposit is lower than the bid")
	errNoBid   = errors.New("auction: the caller has no bid")
	errTwice   = errors.New("auction: the caller has bid already")
	errShown   = errors.New("auction: the bid is revealed already")
)

var (
	lot    = govm.NewVar[Lot]("lot")
	result = govm.NewVar[Result]("result")
	bids   = govm.NewMap[govm.Address, Bid]("bids")
)

// Init opens the auction of an item by the deployer. Bids are taken for the first period, and revealed in the second.
func Init(token govm.Hash, item string, reserve, bidding, revealing uint64) error {
	if bidding < govm.Hour || revealing < govm.Hour {
		return errors.New("auction: both phases last an hour at least")
	}
	end, ok := add(govm.BlockTime(), bidding)
	last, fits := add(end, revealing)
	if !ok || !fits {
		return errors.New("auction: the periods are too long")
	}
	lot.Set(Lot{govm.Caller(), token, item, reserve, end, last})
	return nil
}

// Describe returns what is sold, and how far it is.
func Describe() (Lot, Result, string) { return lot.Get(), result.Get(), phase().String() }

// Seal returns the hash that hides a bid. Whoever bids computes it at home: what is asked of a node is seen by its owner.
func Seal(bidder govm.Address, amount uint64, salt string) govm.Hash {
	return govm.GetHash(govm.Encode(sealed{govm.Self(), bidder, amount, salt}))
}

// sealed is what is hashed; with app and bidder in it nobody can use another's seal.
type sealed struct {
	Auction, Bidder govm.Address
	Amount          uint64
	Salt            string
}

// Commit makes a sealed bid. The caller must have allowed the deposit to this app.
func Commit(seal govm.Hash, deposit uint64) error {
	if err := in(Bidding); err != nil {
		return err
	}
	bidder := govm.Caller()
	if bids.Has(bidder) {
		return errTwice
	}
	if err := govm.Invoke(lot.Get().Token, "TransferFrom", bidder, govm.Self(), deposit); err != nil {
		return fmt.Errorf("auction: no deposit: %w", err)
	}
	bids.Set(bidder, Bid{Seal: seal, Deposit: deposit})
	r := result.Get()
	r.Sealed++
	result.Set(r)
	govm.Event("Committed", bidder, deposit)
	return nil
}

// Reveal opens a sealed bid. Bids under the reserve are valid but do not win.
func Reveal(amount uint64, salt string) error {
	if err := in(Revealing); err != nil {
		return err
	}
	bidder := govm.Caller()
	bid, ok := bids.Lookup(bidder)
	switch {
	case !ok:
		return errNoBid
	case bid.Revealed:
		return errShown
	case Seal(bidder, amount, salt) != bid.Seal:
		return errSeal
	case bid.Deposit < amount:
		return errDeposit
	}
	bid.Amount, bid.Revealed = amount, true
	bids.Set(bidder, bid)

	r := result.Get()
	r.Bids++
	if reserve := lot.Get().Reserve; amount >= reserve {
		r.Second = max(r.Second, reserve)
		if amount > r.Best {
			// The old best, if there was one, is the new second.
			r.Winner, r.Best, r.Second = bidder, amount, max(r.Best, r.Second)
		} else {
			r.Second = max(r.Second, amount)
		}
	}
	result.Set(r)
	govm.Event("Revealed", bidder, amount)
	return nil
}

// Close ends the auction and pays the seller the second highest price, which the winner's deposit covers.
func Close() (winner govm.Address, price uint64, err error) {
	if err := in(Ended); err != nil {
		return winner, 0, err
	}
	r, l := result.Get(), lot.Get()
	r.IsClosed = true
	result.Set(r)
	if !r.Winner.IsZero() {
		winner, price = r.Winner, r.Second
		if err := pay(l.Seller, price); err != nil {
			return winner, 0, err
		}
	}
	govm.Event("Closed", winner, price, r.Bids, r.Sealed)
	return winner, price, nil
}

// Refund pays out what is left of the caller's deposit.
func Refund() (uint64, error) {
	if err := in(Closed); err != nil {
		return 0, err
	}
	bidder := govm.Caller()
	bid, ok := bids.Lookup(bidder)
	if !ok {
		return 0, errNoBid
	}
	bids.Delete(bidder)
	r, rest := result.Get(), bid.Deposit
	if !bid.Revealed {
		fine := bid.Deposit / 100 * finePercent
		rest -= fine
		r.Fines += fine
		result.Set(r)
		if err := pay(lot.Get().Seller, fine); err != nil {
			return 0, err
		}
	} else if bidder == r.Winner {
		rest -= r.Second
	}
	if err := pay(bidder, rest); err != nil {
		return 0, err
	}
	govm.Event("Refunded", bidder, rest)
	return rest, nil
}

// pay sends tokens of this app.
func pay(to govm.Address, amount uint64) error {
	if amount == 0 {
		return nil
	}
	if err := govm.Invoke(lot.Get().Token, "Transfer", to, amount); err != nil {
		return fmt.Errorf("auction: cannot pay %d: %w", amount, err)
	}
	return nil
}

// phase tells the phase by the time of the block.
func phase() Phase {
	l, now := lot.Get(), govm.BlockTime()
	switch {
	case now < l.BiddingEnd:
		return Bidding
	case now < l.RevealEnd:
		return Revealing
	case !result.Get().IsClosed:
		return Ended
	}
	return Closed
}

// in fails unless the auction is in that phase.
func in(want Phase) error {
	if now := phase(); now != want {
		return fmt.Errorf("auction: not possible while %v, only while %v", now, want)
	}
	return nil
}

func add(x, y uint64) (sum uint64, ok bool) {
	sum = x + y
	return sum, sum >= x
}
