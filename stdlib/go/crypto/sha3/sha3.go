// Package sha3 computes the hashes SHA-3 and the functions SHAKE of FIPS 202, and cSHAKE of SP 800-185.
package sha3

import (
	"crypto"
	"errors"
	"hash"
)

// permute applies Keccak-f[1600] to a state.
func permute(state *[25]uint64)

// sponge takes bytes in and gives bytes out, rate bytes a time.
type sponge struct {
	state     [25]uint64
	rate      int
	at        int
	domain    byte
	squeezing bool
}

func (s *sponge) xor(i int, b byte) { s.state[i/8] ^= uint64(b) << (i % 8 * 8) }
func (s *sponge) get(i int) byte    { return byte(s.state[i/8] >> (i % 8 * 8)) }

func (s *sponge) absorb(p []byte) {
	for len(p) > 0 {
		// Eight bytes a time where they fit.
		if s.at%8 == 0 && len(p) >= 8 {
			s.state[s.at/8] ^= uint64(p[0]) | uint64(p[1])<<8 | uint64(p[2])<<16 | uint64(p[3])<<24 | uint64(p[4])<<32 |
				uint64(p[5])<<40 | uint64(p[6])<<48 | uint64(p[7])<<56
			s.at += 8
			p = p[8:]
		} else {
			s.xor(s.at, p[0])
			s.at++
			p = p[1:]
		}
		if s.at == s.rate {
			permute(&s.state)
			s.at = 0
		}
	}
}

func (s *sponge) squeeze(out []byte) {
	if !s.squeezing {
		s.xor(s.at, s.domain)
		s.xor(s.rate-1, 0x80)
		permute(&s.state)
		s.at = 0
		s.squeezing = true
	}
	for i := range out {
		if s.at == s.rate {
			permute(&s.state)
			s.at = 0
		}
		out[i] = s.get(s.at)
		s.at++
	}
}

func (s *sponge) reset() {
	s.state, s.at, s.squeezing = [25]uint64{}, 0, false
}

const magicSHA3, magicSHAKE, magicCSHAKE, magicKeccak = "sha\x08", "sha\x09", "sha\x0a", "sha\x0b"

func (s *sponge) appendState(b []byte, magic string) []byte {
	b = append(b, magic...)
	b = append(b, byte(s.rate))
	for _, x := range s.state {
		for i := 0; i < 8; i++ {
			b = append(b, byte(x>>(8*i)))
		}
	}
	squeezing := byte(0)
	if s.squeezing {
		squeezing = 1
	}
	return append(b, byte(s.at), squeezing)
}

const stateSize = 4 + 1 + 200 + 1 + 1

func (s *sponge) setState(b []byte, magic string) error {
	if len(b) != stateSize || string(b[:4]) != magic || int(b[4]) != s.rate || int(b[205]) > s.rate || b[206] > 1 {
		return errors.New("sha3: invalid hash state")
	}
	for i := range s.state {
		var x uint64
		for j := 7; j >= 0; j-- {
			x = x<<8 | uint64(b[5+8*i+j])
		}
		s.state[i] = x
	}
	s.at, s.squeezing = int(b[205]), b[206] == 1
	return nil
}

// SHA3 is a hash SHA-3 that is being computed.
type SHA3 struct {
	s    sponge
	size int
}

func newSHA3(size int) *SHA3 { return &SHA3{sponge{rate: 200 - 2*size, domain: 0x06}, size} }

// New224 returns a new hash SHA3-224.
func New224() *SHA3 { return newSHA3(28) }

// New256 returns a new hash SHA3-256.
func New256() *SHA3 { return newSHA3(32) }

// New384 returns a new hash SHA3-384.
func New384() *SHA3 { return newSHA3(48) }

// New512 returns a new hash SHA3-512.
func New512() *SHA3 { return newSHA3(64) }

// Write adds p to what is hashed.
func (s *SHA3) Write(p []byte) (n int, err error) {
	s.s.absorb(p)
	return len(p), nil
}

// Sum appends the hash to b; the computation can go on.
func (s *SHA3) Sum(b []byte) []byte {
	c := s.s
	out := make([]byte, s.size)
	c.squeeze(out)
	return append(b, out...)
}

// Reset starts anew.
func (s *SHA3) Reset() { s.s.reset() }

// Size returns the number of bytes of the hash.
func (s *SHA3) Size() int { return s.size }

// BlockSize returns the number of bytes that are worked on at a time.
func (s *SHA3) BlockSize() int { return s.s.rate }

// MarshalBinary returns the state of the computation.
func (s *SHA3) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// AppendBinary appends the state of the computation to p.
func (s *SHA3) AppendBinary(p []byte) ([]byte, error) { return s.s.appendState(p, magicSHA3), nil }

// UnmarshalBinary goes on where the marshalled computation was.
func (s *SHA3) UnmarshalBinary(data []byte) error { return s.s.setState(data, magicSHA3) }

func sum(size int, data, out []byte) {
	h := newSHA3(size)
	h.s.absorb(data)
	h.s.squeeze(out)
}

// Sum224 returns the hash SHA3-224 of data.
func Sum224(data []byte) (out [28]byte) {
	sum(28, data, out[:])
	return out
}

// Sum256 returns the hash SHA3-256 of data.
func Sum256(data []byte) (out [32]byte) {
	sum(32, data, out[:])
	return out
}

// Sum384 returns the hash SHA3-384 of data.
func Sum384(data []byte) (out [48]byte) {
	sum(48, data, out[:])
	return out
}

// Sum512 returns the hash SHA3-512 of data.
func Sum512(data []byte) (out [64]byte) {
	sum(64, data, out[:])
	return out
}

// SHAKE gives as many bytes as are wanted.
type SHAKE struct {
	s     sponge
	start []byte // what cSHAKE takes in first
}

// NewSHAKE128 returns a new SHAKE128.
func NewSHAKE128() *SHAKE { return &SHAKE{s: sponge{rate: 168, domain: 0x1f}} }

// NewSHAKE256 returns a new SHAKE256.
func NewSHAKE256() *SHAKE { return &SHAKE{s: sponge{rate: 136, domain: 0x1f}} }

// NewCSHAKE128 returns a new cSHAKE128 with a function name N and a customization S; SHAKE128 if both are empty.
func NewCSHAKE128(N, S []byte) *SHAKE { return newCSHAKE(NewSHAKE128(), N, S) }

// NewCSHAKE256 returns a new cSHAKE256 with a function name N and a customization S; SHAKE256 if both are empty.
func NewCSHAKE256(N, S []byte) *SHAKE { return newCSHAKE(NewSHAKE256(), N, S) }

func newCSHAKE(s *SHAKE, n, custom []byte) *SHAKE {
	if len(n) == 0 && len(custom) == 0 {
		return s
	}
	s.s.domain = 0x04
	b := leftEncode(nil, uint64(s.s.rate))
	for _, part := range [][]byte{n, custom} {
		b = append(leftEncode(b, uint64(len(part))*8), part...)
	}
	for len(b)%s.s.rate != 0 {
		b = append(b, 0)
	}
	s.start = b
	s.s.absorb(b)
	return s
}

// leftEncode appends the number of bytes of x and these.
func leftEncode(b []byte, x uint64) []byte {
	n := 1
	for n < 8 && x>>(8*n) != 0 {
		n++
	}
	b = append(b, byte(n))
	for i := n - 1; i >= 0; i-- {
		b = append(b, byte(x>>(8*i)))
	}
	return b
}

// SumSHAKE128 returns length bytes of the SHAKE128 of data.
func SumSHAKE128(data []byte, length int) []byte { return sumSHAKE(NewSHAKE128(), data, length) }

// SumSHAKE256 returns length bytes of the SHAKE256 of data.
func SumSHAKE256(data []byte, length int) []byte { return sumSHAKE(NewSHAKE256(), data, length) }

func sumSHAKE(s *SHAKE, data []byte, length int) []byte {
	out := make([]byte, length)
	s.s.absorb(data)
	s.s.squeeze(out)
	return out
}

// Write adds p to what is taken in; it panics once something was read.
func (s *SHAKE) Write(p []byte) (n int, err error) {
	if s.s.squeezing {
		panic("sha3: Write after Read")
	}
	s.s.absorb(p)
	return len(p), nil
}

// Read gives the next bytes.
func (s *SHAKE) Read(p []byte) (n int, err error) {
	s.s.squeeze(p)
	return len(p), nil
}

// Reset starts anew.
func (s *SHAKE) Reset() {
	s.s.reset()
	s.s.absorb(s.start)
}

// BlockSize returns the number of bytes that are worked on at a time.
func (s *SHAKE) BlockSize() int { return s.s.rate }

// MarshalBinary returns the state of the computation.
func (s *SHAKE) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *SHAKE) magic() string {
	if s.s.domain == 0x04 {
		return magicCSHAKE
	}
	return magicSHAKE
}

// AppendBinary appends the state of the computation to p.
func (s *SHAKE) AppendBinary(p []byte) ([]byte, error) {
	return append(s.s.appendState(p, s.magic()), s.start...), nil
}

// UnmarshalBinary goes on where the marshalled computation was.
func (s *SHAKE) UnmarshalBinary(data []byte) error {
	if len(data) < stateSize {
		return errors.New("sha3: invalid hash state")
	}
	s.start = append([]byte(nil), data[stateSize:]...)
	return s.s.setState(data[:stateSize], s.magic())
}

func init() {
	crypto.RegisterHash(crypto.SHA3_224, func() hash.Hash { return New224() })
	crypto.RegisterHash(crypto.SHA3_256, func() hash.Hash { return New256() })
	crypto.RegisterHash(crypto.SHA3_384, func() hash.Hash { return New384() })
	crypto.RegisterHash(crypto.SHA3_512, func() hash.Hash { return New512() })
}
