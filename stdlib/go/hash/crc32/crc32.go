// Package crc32 computes cyclic redundancy checks of 32 bits.
package crc32

import (
	"errors"
	"hash"
)

// Size is the number of bytes of a checksum.
const Size = 4

// Polynomials, lowest bit first.
const (
	// IEEE is the polynomial of Ethernet, gzip, and many others.
	IEEE = 0xedb88320
	// Castagnoli is the polynomial of iSCSI.
	Castagnoli = 0x82f63b78
	// Koopman is a polynomial with good error detection.
	Koopman = 0xeb31d82e
)

// IEEETable is the table of the polynomial IEEE.
var IEEETable = MakeTable(IEEE)

// Table is a polynomial in the form in which checksums are computed with it.
type Table [256]uint32

// update adds bytes to a checksum.
func update(crc uint32, tab *Table, p []byte) uint32

var made = map[uint32]*Table{}

// MakeTable returns the table of a polynomial, which nobody may change.
func MakeTable(poly uint32) *Table {
	if t := made[poly]; t != nil {
		return t
	}
	t := new(Table)
	for i := range t {
		crc := uint32(i)
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
	crc uint32
	tab *Table
}

// New returns a new checksum with the polynomial of a table.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a new checksum with the polynomial IEEE.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

// ChecksumIEEE returns the checksum of data with the polynomial IEEE.
func ChecksumIEEE(data []byte) uint32 { return update(0, IEEETable, data) }

// Update adds bytes to a checksum.
func Update(crc uint32, tab *Table, p []byte) uint32 { return update(crc, tab, p) }

// Checksum returns the checksum of data with the polynomial of a table.
func Checksum(data []byte, tab *Table) uint32 { return update(0, tab, data) }

func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	s := d.crc
	return append(in, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

const magic = "crc\x01"

// tableSum tells tables apart: the checksum IEEE, or of 64 bits ISO, of a table's bytes.
func tableSum(t *Table) uint32 {
	b := make([]byte, 0, 256*Size)
	for _, x := range t {
		b = append(b, byte(x>>24), byte(x>>16), byte(x>>8), byte(x))
	}
	return update(0, MakeTable(IEEE), b)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	s := tableSum(d.tab)
	b = append(b, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
	return d.Sum(b), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+2*Size {
		return errors.New("hash/crc32: invalid hash state size")
	}
	var tab, crc uint32
	for i := 0; i < Size; i++ {
		tab = tab<<8 | uint32(b[len(magic)+i])
		crc = crc<<8 | uint32(b[len(magic)+Size+i])
	}
	if tab != tableSum(d.tab) {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = crc
	return nil
}
