// Package crc64 computes cyclic redundancy checks of 64 bits.
package crc64

import (
	"errors"
	"hash"
)

// Size is the number of bytes of a checksum.
const Size = 8

// Polynomials, lowest bit first.
const (
	// ISO is the polynomial of ISO 3309.
	ISO = 0xD800000000000000
	// ECMA is the polynomial of ECMA-182.
	ECMA = 0xC96C5795D7870F42
)

// Table is a polynomial in the form in which checksums are computed with it.
type Table [256]uint64

// update adds bytes to a checksum.
func update(crc uint64, tab *Table, p []byte) uint64

var made = map[uint64]*Table{}

// MakeTable returns the table of a polynomial, which nobody may change.
func MakeTable(poly uint64) *Table {
	if t := made[poly]; t != nil {
		return t
	}
	t := new(Table)
	for i := range t {
		crc := uint64(i)
		for j := 0; j < 8; j++ {
			if crc&1 == 1 {
				crc = crc>>1 ^ poly
			} else {
				crc >>= 1
			}
		}
		t[i] = crc
	}
	made[poly] = t
	return t
}

type digest struct {
	crc uint64
	tab *Table
}

// New returns a new checksum with the polynomial of a table.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

// Update adds bytes to a checksum.
func Update(crc uint64, tab *Table, p []byte) uint64 { return update(crc, tab, p) }

// Checksum returns the checksum of data with the polynomial of a table.
func Checksum(data []byte, tab *Table) uint64 { return update(0, tab, data) }

func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Sum64() uint64  { return d.crc }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	s := d.crc
	return append(in, byte(s>>56), byte(s>>48), byte(s>>40), byte(s>>32), byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

const magic = "crc\x02"

// tableSum tells tables apart: the checksum IEEE, or of 64 bits ISO, of a table's bytes.
func tableSum(t *Table) uint64 {
	b := make([]byte, 0, 256*Size)
	for _, x := range t {
		b = append(b, byte(x>>56), byte(x>>48), byte(x>>40), byte(x>>32), byte(x>>24), byte(x>>16), byte(x>>8), byte(x))
	}
	return update(0, MakeTable(ISO), b)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	s := tableSum(d.tab)
	b = append(b, byte(s>>56), byte(s>>48), byte(s>>40), byte(s>>32), byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
	return d.Sum(b), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc64: invalid hash state identifier")
	}
	if len(b) != len(magic)+2*Size {
		return errors.New("hash/crc64: invalid hash state size")
	}
	var tab, crc uint64
	for i := 0; i < Size; i++ {
		tab = tab<<8 | uint64(b[len(magic)+i])
		crc = crc<<8 | uint64(b[len(magic)+Size+i])
	}
	if tab != tableSum(d.tab) {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = crc
	return nil
}
