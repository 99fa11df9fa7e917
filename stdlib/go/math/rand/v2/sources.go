package rand

import (
	"errors"
	"math/bits"
)

// PCG is O'Neill's generator PCG-DXSM with 128 bits of state.
type PCG struct{ hi, lo uint64 }

// NewPCG returns a new generator with a seed of two halves.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed starts anew with a seed.
func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

// Uint64 returns the next number.
func (p *PCG) Uint64() uint64 {
	// The state is a linear congruential generator; what comes out is scrambled by xorshifts and multiplications.
	const (
		mulHi, mulLo = 2549297995355413924, 4865540595714422341
		incHi, incLo = 6364136223846793005, 1442695040888963407
		cheap        = 0xda942042e4dd58b5
	)
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, carry := bits.Add64(lo, incLo, 0)
	hi, _ = bits.Add64(hi, incHi, carry)
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= cheap
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func appendUint64(b []byte, x uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>shift))
	}
	return b
}

func uint64Of(b []byte) (x uint64) {
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return x
}

// AppendBinary appends the state to b.
func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	return appendUint64(appendUint64(append(b, "pcg:"...), p.hi), p.lo), nil
}

// MarshalBinary returns the state.
func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

// UnmarshalBinary sets the state.
func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = uint64Of(data[4:]), uint64Of(data[12:])
	return nil
}

// ChaCha8 is the generator ChaCha8Rand: the key stream of ChaCha with eight rounds, which now and then gives itself a new key.
type ChaCha8 struct {
	key     [4]uint64
	block   [32]uint64
	counter uint32 // of ChaCha's blocks, four a time
	used    uint32 // numbers of the block
	left    [8]byte
	leftLen int
}

// Four blocks make 32 numbers; after 16 of them the last four numbers become the key instead.
const (
	blockLen    = 32
	counterStep = 4
	counterMax  = 16
	keyLen      = 4
)

// NewChaCha8 returns a new generator with a seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := &ChaCha8{}
	c.Seed(seed)
	return c
}

// Seed starts anew with a seed.
func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{}
	for i := range c.key {
		for j := 7; j >= 0; j-- {
			c.key[i] = c.key[i]<<8 | uint64(seed[8*i+j])
		}
	}
	c.fill()
}

// fill computes four blocks of ChaCha beside each other: word w of block i is half i%2 of number 2*w + i/2.
func (c *ChaCha8) fill() {
	c.used = 0
	for i := 0; i < 4; i++ {
		var s [16]uint32
		s[0], s[1], s[2], s[3] = 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574
		for j, k := range c.key {
			s[4+2*j], s[5+2*j] = uint32(k), uint32(k>>32)
		}
		s[12] = c.counter + uint32(i)
		start := s
		for round := 0; round < 4; round++ {
			for q := 0; q < 4; q++ {
				quarter(&s, q, 4+q, 8+q, 12+q)
			}
			for q := 0; q < 4; q++ {
				quarter(&s, q, 4+(q+1)%4, 8+(q+2)%4, 12+(q+3)%4)
			}
		}
		for w := range s {
			// Only the key is added again.
			if w >= 4 && w < 12 {
				s[w] += start[w]
			}
			n := &c.block[2*w+i/2]
			if i%2 == 0 {
				*n = uint64(s[w])
			} else {
				*n |= uint64(s[w]) << 32
			}
		}
	}
}

func quarter(s *[16]uint32, a, b, c, d int) {
	s[a] += s[b]
	s[d] = bits.RotateLeft32(s[d]^s[a], 16)
	s[c] += s[d]
	s[b] = bits.RotateLeft32(s[b]^s[c], 12)
	s[a] += s[b]
	s[d] = bits.RotateLeft32(s[d]^s[a], 8)
	s[c] += s[d]
	s[b] = bits.RotateLeft32(s[b]^s[c], 7)
}

func (c *ChaCha8) isLast() bool { return c.counter == counterMax-counterStep }

// Uint64 returns the next number.
func (c *ChaCha8) Uint64() uint64 {
	if c.used == blockLen || c.used == blockLen-keyLen && c.isLast() {
		if c.isLast() {
			copy(c.key[:], c.block[blockLen-keyLen:])
			c.counter = 0
		} else {
			c.counter += counterStep
		}
		c.fill()
	}
	c.used++
	return c.block[c.used-1]
}

// Read fills p with the bytes of the next numbers.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for i := range p {
		if c.leftLen == 0 {
			x := c.Uint64()
			for j := range c.left {
				c.left[j] = byte(x >> (8 * j))
			}
			c.leftLen = 8
		}
		p[i] = c.left[8-c.leftLen]
		c.leftLen--
	}
	return len(p), nil
}

// AppendBinary appends the state to b.
func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.leftLen > 0 {
		b = append(append(b, "readbuf:"...), byte(c.leftLen))
		b = append(b, c.left[8-c.leftLen:]...)
	}
	b = appendUint64(append(b, "chacha8:"...), uint64(c.counter/counterStep*blockLen+c.used))
	for _, k := range c.key {
		for j := 0; j < 8; j++ {
			b = append(b, byte(k>>(8*j)))
		}
	}
	return b, nil
}

// MarshalBinary returns the state.
func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary sets the state.
func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || len(data) < 1+int(data[0]) {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		n := int(data[0])
		c.leftLen = copy(c.left[8-min(n, 8):], data[1:1+n])
		data = data[1+n:]
	}
	if len(data) != 48 || string(data[:8]) != "chacha8:" {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := uint64Of(data[8:])
	if used > counterMax/counterStep*blockLen-keyLen {
		return errors.New("invalid ChaCha8 encoding")
	}
	for i := range c.key {
		c.key[i] = 0
		for j := 7; j >= 0; j-- {
			c.key[i] = c.key[i]<<8 | uint64(data[16+8*i+j])
		}
	}
	c.counter = counterStep * (uint32(used) / blockLen)
	c.fill()
	c.used = uint32(used) % blockLen
	return nil
}
