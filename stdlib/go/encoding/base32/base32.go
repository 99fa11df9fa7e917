// Package base32 turns bytes into text of 32 characters and back.
package base32

import (
	"io"
	"strconv"
	"strings"
)

// Encoding is an alphabet with its padding.
type Encoding struct {
	alphabet string
	values   string // by character: its value, 0xFF for none
	padding  rune
}

const (
	StdPadding rune = '=' // the usual padding character
	NoPadding  rune = -1  // no padding
)

// NewEncoding returns an Encoding with the usual padding. It panics if alphabet is not 32 different bytes, or has a line end in it.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	values := []byte(strings.Repeat("\xFF", 256))
	for i := 0; i < len(encoder); i++ {
		switch c := encoder[i]; {
		case c == '\n' || c == '\r':
			panic("encoding alphabet contains newline character")
		case values[c] != 0xFF:
			panic("encoding alphabet includes duplicate symbols")
		default:
			values[c] = byte(i)
		}
	}
	return &Encoding{encoder, string(values), StdPadding}
}

// StdEncoding is the standard one of RFC 4648.
var StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

// HexEncoding is the one of RFC 4648 that keeps the order of the bytes.
var HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")

// WithPadding returns enc with another padding character, or NoPadding. It panics if the character is in the alphabet, a
// line end or greater than 0xFF.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding && enc.values[byte(padding)] != 0xFF:
		panic("padding contained in alphabet")
	}
	enc.padding = padding
	return &enc
}

// EncodedLen returns the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

// Encode writes the text of src to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	for len(src) > 0 {
		n := min(len(src), 5)
		bits := uint64(0)
		for i := range 5 {
			bits <<= 8
			if i < n {
				bits |= uint64(src[i])
			}
		}
		chars := (n*8 + 4) / 5
		for i := range chars {
			dst[i] = enc.alphabet[bits>>(35-5*i)&31]
		}
		if n < 5 {
			if enc.padding != NoPadding {
				for i := chars; i < 8; i++ {
					dst[i] = byte(enc.padding)
				}
			}
			return
		}
		dst, src = dst[8:], src[5:]
	}
}

// AppendEncode appends the text of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	n := len(dst)
	dst = append(dst, make([]byte, enc.EncodedLen(len(src)))...)
	enc.Encode(dst[n:], src)
	return dst
}

// EncodeToString returns the text of src.
func (enc *Encoding) EncodeToString(src []byte) string {
	return string(enc.AppendEncode(nil, src))
}

// NewEncoder returns a WriteCloser that writes the text of what it is given to w; Close writes the end of it.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

type encoder struct {
	enc  *Encoding
	w    io.Writer
	err  error
	rest []byte // up to four bytes that are no group yet
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	const lot = 640
	for len(p) > 0 {
		take := min(len(p), lot-len(e.rest))
		e.rest = append(e.rest, p[:take]...)
		if whole := len(e.rest) / 5 * 5; whole > 0 {
			if _, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest[:whole])); e.err != nil {
				return n, e.err
			}
			e.rest = append(e.rest[:0], e.rest[whole:]...)
		}
		n += take
		p = p[take:]
	}
	return n, nil
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.rest) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest))
		e.rest = nil
	}
	return e.err
}

// CorruptInputError is the offset of the first byte that does not belong there.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// DecodedLen returns the greatest number of bytes in a text of length n.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

// Decode writes the bytes that src is the text of to dst and returns how many it wrote before an error. Line ends in src are
// passed over.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	n, _, err = enc.decode(dst, withoutLineEnds(src))
	return n, err
}

func withoutLineEnds(src []byte) []byte {
	kept := make([]byte, 0, len(src))
	for _, c := range src {
		if c != '\r' && c != '\n' {
			kept = append(kept, c)
		}
	}
	return kept
}

// decode is Decode of a text without line ends. end tells that padding or a short group ended it.
func (enc *Encoding) decode(dst, src []byte) (n int, end bool, err error) {
	for at := 0; at < len(src) && !end; {
		bits, have := uint64(0), 0
		for have < 8 && !end {
			if at == len(src) {
				if enc.padding != NoPadding {
					return n, false, CorruptInputError(len(src) - have)
				}
				end = true
				break
			}
			c := src[at]
			at++
			if c == byte(enc.padding) && have >= 2 && len(src)-at < 8 {
				if len(src)-at+have < 7 {
					return n, false, CorruptInputError(len(src))
				}
				for i := range 7 - have {
					if at+i < len(src) && src[at+i] != byte(enc.padding) {
						return n, false, CorruptInputError(at + i - 1)
					}
				}
				end = true
				if have == 3 || have == 6 {
					return n, false, CorruptInputError(at - 1)
				}
				break
			}
			value := enc.values[c]
			if value == 0xFF {
				return n, false, CorruptInputError(at - 1)
			}
			bits = bits<<5 | uint64(value)
			have++
		}
		bits <<= 5 * uint(8-have)
		bytes := have * 5 / 8
		if have == 1 || have == 3 || have == 6 {
			bytes = 0 // no number of bytes takes so many characters
		}
		for i := range bytes {
			dst[n+i] = byte(bits >> (32 - 8*i))
		}
		n += bytes
	}
	return n, end, nil
}

// AppendDecode appends the bytes that src is the text of to dst; those before an error too.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	src = withoutLineEnds(src)
	have := len(dst)
	dst = append(dst, make([]byte, (len(src)+7)/8*5)...)
	n, _, err := enc.decode(dst[have:], src)
	return dst[:have+n], err
}

// DecodeString returns the bytes that s is the text of; those before an error too.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	buf, err := enc.AppendDecode(nil, []byte(s))
	if buf == nil {
		buf = []byte{}
	}
	return buf, err
}

// NewDecoder returns a Reader of the bytes that the text in r stands for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

type decoder struct {
	enc *Encoding
	r   io.Reader
	err error
	in  []byte // read and not decoded, without line ends
	out []byte // decoded and not read
}

func (d *decoder) Read(p []byte) (n int, err error) {
	for len(d.out) == 0 && d.err == nil {
		for len(d.in) < 8 && d.err == nil {
			buf := make([]byte, min(max(len(p)/5*8, 8), 1024)-len(d.in))
			n, d.err = d.r.Read(buf)
			d.in = append(d.in, withoutLineEnds(buf[:n])...)
		}
		take := len(d.in) / 8 * 8
		if d.err == io.EOF && d.enc.padding == NoPadding {
			take = len(d.in)
		}
		if take == 0 {
			if d.err == io.EOF && len(d.in) > 0 {
				d.err = io.ErrUnexpectedEOF
			}
			break
		}
		out := make([]byte, (take+7)/8*5)
		n, _, err := d.enc.decode(out, d.in[:take])
		d.in, d.out = d.in[take:], out[:n]
		if err != nil {
			d.err = err
		} else if d.err == io.EOF && len(d.in) > 0 {
			d.err = io.ErrUnexpectedEOF
		}
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	if n > 0 || len(d.out) > 0 {
		return n, nil
	}
	return 0, d.err
}
