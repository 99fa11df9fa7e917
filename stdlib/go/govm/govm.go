// Package govm is what a contract sees of the chain that it runs on: who calls, which block it is, the state of the app,
// funds, events, hashes and signatures, and calls to other apps.
//
// A contract is one package. Every exported function is an entry point; Init, where there is one, runs once, at deployment.
// An entry point fails when its last result is an error that is not nil, when it panics, or when its energy runs out: then
// nothing that it wrote remains, and the funds that it got are back.
package govm

// An Address names an account: of a user, or of an app.
type Address [24]byte

// A Hash is a SHA3-256 digest; the id of an app is one.
type Hash [32]byte

// Durations, in milliseconds, the unit of block times and of lives.
const (
	Millisecond uint64 = 1
	Second             = 1000 * Millisecond
	Minute             = 60 * Second
	Hour               = 60 * Minute
	Day                = 24 * Hour
	Year               = 31558150000 * Millisecond // a sidereal year, as the chain has always counted
	Month              = Year / 12
)

// Caller returns the account that made this call: a user's, or that of the app that called this one.
func Caller() Address { return toAddress(caller()) }

// Origin returns the account of the user whose transaction this is.
func Origin() Address { return toAddress(origin()) }

// Self returns the account of this app.
func Self() Address { return App().Account() }

// App returns the id of this app.
func App() Hash { return toHash(app()) }

// BlockTime returns the time of the block, in milliseconds since 1970.
func BlockTime() uint64

// BlockHeight returns the number of the block.
func BlockHeight() uint64

// EnergyLeft returns the energy that this call may still use.
func EnergyLeft() uint64

// GetHash returns the SHA3-256 digest of "govm" followed by data.
func GetHash(data []byte) Hash { return toHash(hash(data)) }

// Recover reports whether sign is a signature of msg by the owner of address, a user's address of any of the three types.
// A signature can be altered by anyone into another valid one for the same message: use the message, never the signature, to
// recognise what has been seen before.
func Recover(address Address, sign, msg []byte) bool { return verify(address[:], sign, msg) }

// Emit adds an event to the receipt: its name is that of T, a defined struct type, and its fields are the exported ones, with their
// names and types. The ABI of an app lists the events that it emits, so this is the form that others can rely on. With a T that is
// not a defined struct type it panics.
func Emit[T any](event T) { emitStruct(event) }

// Event adds an event to the receipt whose name and fields are known only here: the fields have a place and a type, but no name.
func Event(name string, fields ...any) { emit(name, fields) }

// String returns the address as 0x and 48 hexadecimal digits.
func (a Address) String() string { return hexString(a[:]) }

// IsZero reports whether a is the zero address, which belongs to nobody.
func (a Address) IsZero() bool { return a == Address{} }

// IsApp reports whether a has the form of an app's account.
func (a Address) IsApp() bool { return a[0] == appAddress }

// String returns the hash as 0x and 64 hexadecimal digits.
func (h Hash) String() string { return hexString(h[:]) }

// IsZero reports whether h is the zero hash, which is the id of no app.
func (h Hash) IsZero() bool { return h == Hash{} }

// Account returns the account of the app whose id is h.
func (h Hash) Account() Address {
	var a Address
	copy(a[:], h[:])
	a[0] = appAddress
	return a
}

// ParseAddress returns the address that s writes in hexadecimal, with or without 0x.
func ParseAddress(s string) (Address, error) {
	var a Address
	if !parseHex(s, a[:]) {
		return Address{}, &ParseError{What: "address", Text: s}
	}
	return a, nil
}

// ParseHash returns the hash that s writes in hexadecimal, with or without 0x.
func ParseHash(s string) (Hash, error) {
	var h Hash
	if !parseHex(s, h[:]) {
		return Hash{}, &ParseError{What: "hash", Text: s}
	}
	return h, nil
}

// A ParseError says that a text is not what it should be.
type ParseError struct {
	What string
	Text string
}

func (e *ParseError) Error() string { return "govm: invalid " + e.What + ": " + e.Text }

// Encode returns the canonical bytes of v: equal values of one type have equal bytes, and no two values share them. Booleans,
// numbers, strings, arrays, slices, maps, structs and pointers to these have such a form; channels, functions and
// interfaces have none, and neither has a pointer that leads back to itself: they panic.
func Encode(v any) []byte { return encode(v) }

// Decode stores in the variable that into points to what data encodes, and reports whether data is exactly the canonical
// bytes of a value of its type. When it is not, the variable keeps its value.
func Decode(data []byte, into any) bool { return decode(data, into) }

// appAddress is the first byte of every app's account; no user's address begins with it.
const appAddress = 255

func toAddress(s string) Address {
	var a Address
	copy(a[:], s)
	return a
}

func toHash(s string) Hash {
	var h Hash
	copy(h[:], s)
	return h
}

const digits = "0123456789abcdef"

func hexString(b []byte) string {
	text := make([]byte, 2+2*len(b))
	text[0], text[1] = '0', 'x'
	for i, x := range b {
		text[2+2*i] = digits[x>>4]
		text[3+2*i] = digits[x&15]
	}
	return string(text)
}

// parseHex fills into from the digits of s and reports whether they are digits and just as many as needed.
func parseHex(s string, into []byte) bool {
	if len(s) >= 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') {
		s = s[2:]
	}
	if len(s) != 2*len(into) {
		return false
	}
	for i := range into {
		hi, lo := digit(s[2*i]), digit(s[2*i+1])
		if hi > 15 || lo > 15 {
			return false
		}
		into[i] = hi<<4 | lo
	}
	return true
}

// digit returns the value of a hexadecimal digit, and 16 for any other byte.
func digit(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

// The rest is native.

func caller() string
func origin() string
func app() string
func hash(data []byte) string
func verify(address, sign, msg []byte) bool
func emit(name string, fields []any)
func emitStruct(event any)
func encode(v any) []byte
func decode(data []byte, into any) bool
