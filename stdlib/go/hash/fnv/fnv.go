// Package fnv computes the hashes FNV-1 and FNV-1a of Fowler, Noll and Vo.
package fnv

import (
	"errors"
	"hash"
)

// The update functions add bytes to a hash, with the multiplication first, or in the form 1a last.
func update32(h uint32, p []byte, isA bool) uint32
func update64(h uint64, p []byte, isA bool) uint64
func update128(high, low uint64, p []byte, isA bool) (uint64, uint64)

const (
	offset32   = 2166136261
	offset64   = 14695981039346656037
	offsetHigh = 0x6c62272e07bb0142
	offsetLow  = 0x62b821756295c58d
)

// New32 returns a new hash FNV-1 of 32 bits.
func New32() hash.Hash32 {
	s := sum32(offset32)
	return &s
}

type sum32 uint32

func (s *sum32) Reset()        { *s = offset32 }
func (s *sum32) Sum32() uint32 { return uint32(*s) }
func (s *sum32) Write(p []byte) (int, error) {
	*s = sum32(update32(uint32(*s), p, false))
	return len(p), nil
}

func (s *sum32) Sum(in []byte) []byte                  { return appendUint(in, uint64(*s), 4) }
func (s *sum32) Size() int                             { return 4 }
func (s *sum32) BlockSize() int                        { return 1 }
func (s *sum32) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x01"...)), nil }
func (s *sum32) MarshalBinary() ([]byte, error)        { return s.AppendBinary(nil) }

func (s *sum32) UnmarshalBinary(b []byte) error {
	if err := check(b, "fnv\x01", 4); err != nil {
		return err
	}
	*s = sum32(uintOf(b[4:]))
	return nil
}

// New32a returns a new hash FNV-1a of 32 bits.
func New32a() hash.Hash32 {
	s := sum32a(offset32)
	return &s
}

type sum32a uint32

func (s *sum32a) Reset()        { *s = offset32 }
func (s *sum32a) Sum32() uint32 { return uint32(*s) }
func (s *sum32a) Write(p []byte) (int, error) {
	*s = sum32a(update32(uint32(*s), p, true))
	return len(p), nil
}

func (s *sum32a) Sum(in []byte) []byte                  { return appendUint(in, uint64(*s), 4) }
func (s *sum32a) Size() int                             { return 4 }
func (s *sum32a) BlockSize() int                        { return 1 }
func (s *sum32a) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x02"...)), nil }
func (s *sum32a) MarshalBinary() ([]byte, error)        { return s.AppendBinary(nil) }

func (s *sum32a) UnmarshalBinary(b []byte) error {
	if err := check(b, "fnv\x02", 4); err != nil {
		return err
	}
	*s = sum32a(uintOf(b[4:]))
	return nil
}

// New64 returns a new hash FNV-1 of 64 bits.
func New64() hash.Hash64 {
	s := sum64(offset64)
	return &s
}

type sum64 uint64

func (s *sum64) Reset()        { *s = offset64 }
func (s *sum64) Sum64() uint64 { return uint64(*s) }
func (s *sum64) Write(p []byte) (int, error) {
	*s = sum64(update64(uint64(*s), p, false))
	return len(p), nil
}

func (s *sum64) Sum(in []byte) []byte                  { return appendUint(in, uint64(*s), 8) }
func (s *sum64) Size() int                             { return 8 }
func (s *sum64) BlockSize() int                        { return 1 }
func (s *sum64) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x03"...)), nil }
func (s *sum64) MarshalBinary() ([]byte, error)        { return s.AppendBinary(nil) }

func (s *sum64) UnmarshalBinary(b []byte) error {
	if err := check(b, "fnv\x03", 8); err != nil {
		return err
	}
	*s = sum64(uintOf(b[4:]))
	return nil
}

// New64a returns a new hash FNV-1a of 64 bits.
func New64a() hash.Hash64 {
	s := sum64a(offset64)
	return &s
}

type sum64a uint64

func (s *sum64a) Reset()        { *s = offset64 }
func (s *sum64a) Sum64() uint64 { return uint64(*s) }
func (s *sum64a) Write(p []byte) (int, error) {
	*s = sum64a(update64(uint64(*s), p, true))
	return len(p), nil
}

func (s *sum64a) Sum(in []byte) []byte                  { return appendUint(in, uint64(*s), 8) }
func (s *sum64a) Size() int                             { return 8 }
func (s *sum64a) BlockSize() int                        { return 1 }
func (s *sum64a) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x04"...)), nil }
func (s *sum64a) MarshalBinary() ([]byte, error)        { return s.AppendBinary(nil) }

func (s *sum64a) UnmarshalBinary(b []byte) error {
	if err := check(b, "fnv\x04", 8); err != nil {
		return err
	}
	*s = sum64a(uintOf(b[4:]))
	return nil
}

// New128 returns a new hash FNV-1 of 128 bits.
func New128() hash.Hash { return &sum128{offsetHigh, offsetLow} }

type sum128 [2]uint64

func (s *sum128) Reset() { s[0], s[1] = offsetHigh, offsetLow }
func (s *sum128) Write(p []byte) (int, error) {
	s[0], s[1] = update128(s[0], s[1], p, false)
	return len(p), nil
}

func (s *sum128) Sum(in []byte) []byte                  { return appendUint(appendUint(in, s[0], 8), s[1], 8) }
func (s *sum128) Size() int                             { return 16 }
func (s *sum128) BlockSize() int                        { return 1 }
func (s *sum128) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x05"...)), nil }
func (s *sum128) MarshalBinary() ([]byte, error)        { return s.AppendBinary(nil) }

func (s *sum128) UnmarshalBinary(b []byte) error {
	if err := check(b, "fnv\x05", 16); err != nil {
		return err
	}
	s[0], s[1] = uintOf(b[4:12]), uintOf(b[12:])
	return nil
}

// New128a returns a new hash FNV-1a of 128 bits.
func New128a() hash.Hash { return &sum128a{offsetHigh, offsetLow} }

type sum128a [2]uint64

func (s *sum128a) Reset() { s[0], s[1] = offsetHigh, offsetLow }
func (s *sum128a) Write(p []byte) (int, error) {
	s[0], s[1] = update128(s[0], s[1], p, true)
	return len(p), nil
}

func (s *sum128a) Sum(in []byte) []byte                  { return appendUint(appendUint(in, s[0], 8), s[1], 8) }
func (s *sum128a) Size() int                             { return 16 }
func (s *sum128a) BlockSize() int                        { return 1 }
func (s *sum128a) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, "fnv\x06"...)), nil }
func (s *sum128a) MarshalBinary() ([]byte, error)        { return s.AppendBinary(nil) }

func (s *sum128a) UnmarshalBinary(b []byte) error {
	if err := check(b, "fnv\x06", 16); err != nil {
		return err
	}
	s[0], s[1] = uintOf(b[4:12]), uintOf(b[12:])
	return nil
}

func appendUint(b []byte, x uint64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(x>>(8*i)))
	}
	return b
}

func uintOf(b []byte) uint64 {
	var x uint64
	for _, c := range b {
		x = x<<8 | uint64(c)
	}
	return x
}

func check(b []byte, magic string, size int) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/fnv: invalid hash state identifier")
	}
	if len(b) != len(magic)+size {
		return errors.New("hash/fnv: invalid hash state size")
	}
	return nil
}
