// Package hmac computes codes that authenticate messages (FIPS 198-1).
package hmac

import (
	"crypto/subtle"
	"hash"
)

type code struct {
	inner, outer hash.Hash
	innerPad     []byte
	outerPad     []byte
}

// New returns a new code with a hash function and a key.
func New(h func() hash.Hash, key []byte) hash.Hash {
	c := &code{inner: h(), outer: h()}
	unique := true
	func() {
		defer func() {
			// Hashes that cannot be compared are different.
			_ = recover()
		}()
		unique = c.inner != c.outer
	}()
	if !unique {
		panic("crypto/hmac: hash generation function does not produce unique values")
	}
	size := c.inner.BlockSize()
	if len(key) > size {
		c.outer.Write(key)
		key = c.outer.Sum(nil)
	}
	c.innerPad, c.outerPad = make([]byte, size), make([]byte, size)
	copy(c.innerPad, key)
	copy(c.outerPad, key)
	for i := range c.innerPad {
		c.innerPad[i] ^= 0x36
		c.outerPad[i] ^= 0x5c
	}
	c.inner.Write(c.innerPad)
	return c
}

func (c *code) Write(p []byte) (int, error) { return c.inner.Write(p) }
func (c *code) Size() int                   { return c.outer.Size() }
func (c *code) BlockSize() int              { return c.inner.BlockSize() }

func (c *code) Reset() {
	c.inner.Reset()
	c.inner.Write(c.innerPad)
}

func (c *code) Sum(in []byte) []byte {
	n := len(in)
	in = c.inner.Sum(in)
	c.outer.Reset()
	c.outer.Write(c.outerPad)
	c.outer.Write(in[n:])
	return c.outer.Sum(in[:n])
}

// Equal reports whether two codes are equal.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
