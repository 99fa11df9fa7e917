// Package adler32 computes the checksum Adler-32 of RFC 1950.
package adler32

import (
	"errors"
	"hash"
)

// Size is the number of bytes of a checksum.
const Size = 4

// update adds bytes to a checksum.
func update(d uint32, p []byte) uint32

type digest uint32

// New returns a new checksum.
func New() hash.Hash32 {
	d := digest(1)
	return &d
}

func (d *digest) Reset()         { *d = 1 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 4 }
func (d *digest) Sum32() uint32  { return uint32(*d) }

func (d *digest) Write(p []byte) (int, error) {
	*d = digest(update(uint32(*d), p))
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	return append(in, byte(*d>>24), byte(*d>>16), byte(*d>>8), byte(*d))
}

const magic = "adl\x01"

func (d *digest) AppendBinary(b []byte) ([]byte, error) { return d.Sum(append(b, magic...)), nil }
func (d *digest) MarshalBinary() ([]byte, error)        { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/adler32: invalid hash state identifier")
	}
	if len(b) != len(magic)+Size {
		return errors.New("hash/adler32: invalid hash state size")
	}
	b = b[len(magic):]
	*d = digest(b[0])<<24 | digest(b[1])<<16 | digest(b[2])<<8 | digest(b[3])
	return nil
}

// Checksum returns the checksum of data.
func Checksum(data []byte) uint32 { return update(1, data) }
