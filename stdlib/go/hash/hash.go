// Package hash has the interfaces of hash functions.
package hash

import "io"

// Hash is a hash function that is being computed. Write never fails.
type Hash interface {
	io.Writer
	// Sum appends the hash of what was written to b; the computation can go on.
	Sum(b []byte) []byte
	// Reset starts anew.
	Reset()
	// Size returns the number of bytes that Sum appends.
	Size() int
	// BlockSize returns the number of bytes that the function works on at a time.
	BlockSize() int
}

// Hash32 is a hash function of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// Hash64 is a hash function of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}
