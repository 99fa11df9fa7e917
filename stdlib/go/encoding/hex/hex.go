// Package hex turns bytes into hexadecimal text and back.
package hex

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

const digits = "0123456789abcdef"

// ErrLength says that a text has an odd number of digits.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no hexadecimal digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// encode writes the digits of src to dst, as far as dst has room.
func encode(dst, src []byte)

// decode writes the bytes for pairs of digits to dst, up to the first byte of src that is no digit or to the last pair, and
// returns how many bytes it wrote. dst may be src.
func decode(dst, src []byte) int

// EncodedLen returns the length of the text of n bytes.
func EncodedLen(n int) int { return n * 2 }

// Encode writes the text of src to dst and returns its length.
func Encode(dst, src []byte) int {
	n := len(src) * 2
	if n > 0 {
		_ = dst[n-1]
		encode(dst, src)
	}
	return n
}

// AppendEncode appends the text of src to dst.
func AppendEncode(dst, src []byte) []byte {
	n := len(dst)
	dst = append(dst, make([]byte, len(src)*2)...)
	encode(dst[n:], src)
	return dst
}

// EncodeToString returns the text of src.
func EncodeToString(src []byte) string {
	dst := make([]byte, len(src)*2)
	encode(dst, src)
	return string(dst)
}

// DecodedLen returns the number of bytes in a text of length x.
func DecodedLen(x int) int { return x / 2 }

// Decode writes the bytes that src is the text of to dst and returns how many it wrote before an error.
func Decode(dst, src []byte) (int, error) {
	n := decode(dst, src)
	if n == len(src)/2 && len(src)%2 == 0 {
		return n, nil
	}
	if n < len(src)/2 && isDigit(src[2*n]) && isDigit(src[2*n+1]) {
		_ = dst[n] // dst is too short
	}
	for _, c := range src[2*n:] {
		if !isDigit(c) {
			return n, InvalidByteError(c)
		}
	}
	return n, ErrLength
}

func isDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// AppendDecode appends the bytes that src is the text of to dst; those before an error too.
func AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(dst)
	dst = append(dst, make([]byte, len(src)/2)...)
	m, err := Decode(dst[n:], src)
	return dst[:n+m], err
}

// DecodeString returns the bytes that s is the text of; those before an error too.
func DecodeString(s string) ([]byte, error) {
	dst, err := AppendDecode(nil, []byte(s))
	if dst == nil {
		dst = []byte{}
	}
	return dst, err
}

// Dump returns the dump of data: 16 bytes a line with offset, digits and text.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b strings.Builder
	b.Grow((1 + (len(data)-1)/16) * 79)
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return b.String()
}

// NewEncoder returns a Writer that writes the text of what it is given to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

const lot = 512

type encoder struct {
	w   io.Writer
	err error
	out [2 * lot]byte
}

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		some := p[:min(len(p), lot)]
		var written int
		written, e.err = e.w.Write(e.out[:Encode(e.out[:], some)])
		n += written / 2
		p = p[len(some):]
	}
	return n, e.err
}

// NewDecoder returns a Reader of the bytes that the text in r stands for.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

type decoder struct {
	r   io.Reader
	err error
	in  []byte // read and not decoded
	arr [2 * lot]byte
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.in) < 2 && d.err == nil {
		have := copy(d.arr[:], d.in)
		var more int
		more, d.err = d.r.Read(d.arr[have:])
		d.in = d.arr[:have+more]
		if d.err == io.EOF && len(d.in)%2 != 0 {
			d.err = io.ErrUnexpectedEOF
			if c := d.in[len(d.in)-1]; !isDigit(c) {
				d.err = InvalidByteError(c)
			}
		}
	}
	if most := len(d.in) / 2; len(p) > most {
		p = p[:most]
	}
	n, err = Decode(p, d.in[:len(p)*2])
	d.in = d.in[2*n:]
	if err != nil {
		d.in, d.err = nil, err
	}
	if len(d.in) < 2 {
		return n, d.err
	}
	return n, nil
}

// Dumper returns a WriteCloser that writes the dump of what it is given to w; Close writes the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

type dumper struct {
	w      io.Writer
	line   [16]byte
	used   int // bytes in the line
	offset uint
	closed bool
}

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	var out []byte
	for len(data) > 0 {
		m := copy(d.line[d.used:], data)
		data = data[m:]
		n += m
		d.used += m
		if d.used == len(d.line) {
			out = d.appendLine(out)
		}
	}
	if out != nil {
		if _, err = d.w.Write(out); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// appendLine appends the line, which may be short, and begins a new one.
func (d *dumper) appendLine(out []byte) []byte {
	for shift := 28; shift >= 0; shift -= 4 {
		out = append(out, digits[d.offset>>shift&15])
	}
	out = append(out, ' ')
	for i, c := range d.line {
		if i == 8 {
			out = append(out, ' ')
		}
		if i < d.used {
			out = append(out, ' ', digits[c>>4], digits[c&15])
		} else {
			out = append(out, "   "...)
		}
	}
	out = append(out, "  |"...)
	for _, c := range d.line[:d.used] {
		if c < ' ' || c > '~' {
			c = '.'
		}
		out = append(out, c)
	}
	d.offset += uint(d.used)
	d.used = 0
	return append(out, "|\n"...)
}

func (d *dumper) Close() (err error) {
	if d.closed {
		return nil
	}
	d.closed = true
	if d.used > 0 {
		_, err = d.w.Write(d.appendLine(nil))
	}
	return err
}
