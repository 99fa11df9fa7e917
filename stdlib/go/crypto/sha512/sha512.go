// Package sha512 computes the hashes SHA-384, SHA-512, SHA-512/224 and SHA-512/256 of FIPS 180-4.
package sha512

import (
	"crypto"
	"errors"
	"hash"
)

// The numbers of bytes of the hashes.
const (
	Size    = 64
	Size224 = 28
	Size256 = 32
	Size384 = 48
)

// BlockSize is the number of bytes that are worked on at a time.
const BlockSize = 128

// blocks adds whole blocks to a state.
func blocks(state *[8]uint64, p []byte)

type digest struct {
	state  [8]uint64
	rest   [BlockSize]byte
	filled int
	length uint64
	kind   *variant
}

// variant is one of the functions that differ in how they begin and how long their results are.
type variant struct {
	start [8]uint64
	size  int
	magic string
}

func newDigest(v *variant) *digest {
	d := &digest{kind: v}
	d.Reset()
	return d
}

func (d *digest) Reset() { d.state, d.filled, d.length = d.kind.start, 0, 0 }

func (d *digest) Size() int      { return d.kind.size }
func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (int, error) {
	n := len(p)
	d.length += uint64(n)
	if d.filled > 0 {
		k := copy(d.rest[d.filled:], p)
		d.filled += k
		p = p[k:]
		if d.filled < BlockSize {
			return n, nil
		}
		blocks(&d.state, d.rest[:])
		d.filled = 0
	}
	if whole := len(p) / BlockSize * BlockSize; whole > 0 {
		blocks(&d.state, p[:whole])
		p = p[whole:]
	}
	d.filled = copy(d.rest[:], p)
	return n, nil
}

// words appends the state's words to b.
func (d *digest) words(b []byte) []byte {
	for _, x := range d.state {
		for i := 7; i >= 0; i-- {
			b = append(b, byte(x>>(8*i)))
		}
	}
	return b
}

func (d *digest) Sum(in []byte) []byte {
	c := *d
	bits := c.length << 3
	pad := append(make([]byte, 0, 2*BlockSize), 0x80)
	for (c.filled+len(pad)+16)%BlockSize != 0 {
		pad = append(pad, 0)
	}
	pad = append(pad, 0, 0, 0, 0, 0, 0, 0, byte(c.length>>61))
	for i := 7; i >= 0; i-- {
		pad = append(pad, byte(bits>>(8*i)))
	}
	c.Write(pad)
	return append(in, c.words(nil)[:c.kind.size]...)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.magic...)
	for _, x := range d.state {
		for i := 7; i >= 0; i-- {
			b = append(b, byte(x>>(8*i)))
		}
	}
	b = append(b, d.rest[:d.filled]...)
	b = append(b, make([]byte, BlockSize-d.filled)...)
	for i := 7; i >= 0; i-- {
		b = append(b, byte(d.length>>(8*i)))
	}
	return b, nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	magic := d.kind.magic
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("crypto/sha512: invalid hash state identifier")
	}
	if len(b) != len(magic)+64+BlockSize+8 {
		return errors.New("crypto/sha512: invalid hash state size")
	}
	b = b[len(magic):]
	for i := range d.state {
		var x uint64
		for _, c := range b[:8] {
			x = x<<8 | uint64(c)
		}
		d.state[i] = x
		b = b[8:]
	}
	b = b[copy(d.rest[:], b):]
	d.length = 0
	for _, c := range b {
		d.length = d.length<<8 | uint64(c)
	}
	d.filled = int(d.length % BlockSize)
	return nil
}

var sha512 = variant{[...]uint64{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}, 64, "sha\x07"}

var sha384 = variant{[...]uint64{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4}, 48, "sha\x04"}

var sha512t224 = variant{[...]uint64{0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, 0x679dd514582f9fcf, 0x0f6d2b697bd44da8, 0x77e36f7304c48942, 0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1}, 28, "sha\x05"}

var sha512t256 = variant{[...]uint64{0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, 0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992, 0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2}, 32, "sha\x06"}

// New returns a new hash SHA-512.
func New() hash.Hash { return newDigest(&sha512) }

// New384 returns a new hash SHA-384.
func New384() hash.Hash { return newDigest(&sha384) }

// New512_224 returns a new hash SHA-512/224.
func New512_224() hash.Hash { return newDigest(&sha512t224) }

// New512_256 returns a new hash SHA-512/256.
func New512_256() hash.Hash { return newDigest(&sha512t256) }

// Sum512 returns the hash SHA-512 of data.
func Sum512(data []byte) (sum [Size]byte) {
	d := newDigest(&sha512)
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

// Sum384 returns the hash SHA-384 of data.
func Sum384(data []byte) (sum [Size384]byte) {
	d := newDigest(&sha384)
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

// Sum512_224 returns the hash SHA-512/224 of data.
func Sum512_224(data []byte) (sum [Size224]byte) {
	d := newDigest(&sha512t224)
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

// Sum512_256 returns the hash SHA-512/256 of data.
func Sum512_256(data []byte) (sum [Size256]byte) {
	d := newDigest(&sha512t256)
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

func init() {
	crypto.RegisterHash(crypto.SHA384, New384)
	crypto.RegisterHash(crypto.SHA512, New)
	crypto.RegisterHash(crypto.SHA512_224, New512_224)
	crypto.RegisterHash(crypto.SHA512_256, New512_256)
}
