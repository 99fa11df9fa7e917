// Package sha256 computes the hashes SHA-224 and SHA-256 of FIPS 180-4.
package sha256

import (
	"crypto"
	"errors"
	"hash"
)

// Size and Size224 are the numbers of bytes of the hashes.
const (
	Size    = 32
	Size224 = 28
)

// BlockSize is the number of bytes that are worked on at a time.
const BlockSize = 64

// blocks adds whole blocks to a state.
func blocks(state *[8]uint32, p []byte)

type digest struct {
	state  [8]uint32
	rest   [BlockSize]byte
	filled int
	length uint64
	kind   *variant
}

// variant is one of the functions that differ in how they begin and how long their results are.
type variant struct {
	start [8]uint32
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
		for i := 3; i >= 0; i-- {
			b = append(b, byte(x>>(8*i)))
		}
	}
	return b
}

func (d *digest) Sum(in []byte) []byte {
	c := *d
	bits := c.length << 3
	pad := append(make([]byte, 0, 2*BlockSize), 0x80)
	for (c.filled+len(pad)+8)%BlockSize != 0 {
		pad = append(pad, 0)
	}
	for i := 7; i >= 0; i-- {
		pad = append(pad, byte(bits>>(8*i)))
	}
	c.Write(pad)
	return append(in, c.words(nil)[:c.kind.size]...)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.kind.magic...)
	for _, x := range d.state {
		for i := 3; i >= 0; i-- {
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
		return errors.New("crypto/sha256: invalid hash state identifier")
	}
	if len(b) != len(magic)+32+BlockSize+8 {
		return errors.New("crypto/sha256: invalid hash state size")
	}
	b = b[len(magic):]
	for i := range d.state {
		var x uint32
		for _, c := range b[:4] {
			x = x<<8 | uint32(c)
		}
		d.state[i] = x
		b = b[4:]
	}
	b = b[copy(d.rest[:], b):]
	d.length = 0
	for _, c := range b {
		d.length = d.length<<8 | uint64(c)
	}
	d.filled = int(d.length % BlockSize)
	return nil
}

var sha256 = variant{[...]uint32{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}, 32, "sha\x03"}

var sha224 = variant{[...]uint32{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4}, 28, "sha\x02"}

// New returns a new hash SHA-256.
func New() hash.Hash { return newDigest(&sha256) }

// New224 returns a new hash SHA-224.
func New224() hash.Hash { return newDigest(&sha224) }

// Sum256 returns the hash SHA-256 of data.
func Sum256(data []byte) (sum [Size]byte) {
	d := newDigest(&sha256)
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

// Sum224 returns the hash SHA-224 of data.
func Sum224(data []byte) (sum [Size224]byte) {
	d := newDigest(&sha224)
	d.Write(data)
	d.Sum(sum[:0])
	return sum
}

func init() {
	crypto.RegisterHash(crypto.SHA224, New224)
	crypto.RegisterHash(crypto.SHA256, New)
}
