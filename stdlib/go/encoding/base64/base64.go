// Package base64 turns bytes into text of 64 characters and back.
package base64

import (
	"io"
	"strconv"
)

// Encoding is an alphabet with its rules.
type Encoding struct {
	alphabet string
	values   string // by character: its value, 0xFF for none
	padding  rune
	strict   bool
}

const (
	StdPadding rune = '=' // the usual padding character
	NoPadding  rune = -1  // no padding
)

// NewEncoding returns an Encoding with the usual padding. It panics if alphabet is not 64 different bytes, or has a line end in it.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	values := make([]byte, 256)
	for i := range values {
		values[i] = 0xFF
	}
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
	return &Encoding{encoder, string(values), StdPadding, false}
}

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

// Strict returns enc with the rule that unused bits at the end are zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// StdEncoding is the standard one of RFC 4648.
var StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

// URLEncoding is the one of RFC 4648 for URLs and file names.
var URLEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

// RawStdEncoding is StdEncoding without padding.
var RawStdEncoding = StdEncoding.WithPadding(NoPadding)

// RawURLEncoding is URLEncoding without padding.
var RawURLEncoding = URLEncoding.WithPadding(NoPadding)

// encodeGroups writes the characters of the whole groups of three bytes in src, as far as dst has room.
func encodeGroups(dst, src []byte, alphabet string)

// decodeGroups writes the bytes of groups of four characters, up to the first group with a character of no value, and returns
// how many groups there were. It stops where dst has no room.
func decodeGroups(dst, src []byte, values string) int

// EncodedLen returns the length of the text of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

// Encode writes the text of src to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	whole := len(src) / 3
	if whole > 0 {
		_ = dst[whole*4-1]
		encodeGroups(dst, src[:whole*3], enc.alphabet)
	}
	dst, src = dst[whole*4:], src[whole*3:]
	if len(src) == 0 {
		return
	}
	bits := uint(src[0]) << 16
	if len(src) == 2 {
		bits |= uint(src[1]) << 8
	}
	dst[0] = enc.alphabet[bits>>18&63]
	dst[1] = enc.alphabet[bits>>12&63]
	if len(src) == 2 {
		dst[2] = enc.alphabet[bits>>6&63]
		if enc.padding != NoPadding {
			dst[3] = byte(enc.padding)
		}
	} else if enc.padding != NoPadding {
		dst[2], dst[3] = byte(enc.padding), byte(enc.padding)
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
	rest []byte // up to two bytes that are no group yet
}

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	const lot = 768
	for len(p) > 0 {
		take := min(len(p), lot-len(e.rest))
		e.rest = append(e.rest, p[:take]...)
		whole := len(e.rest) / 3 * 3
		if whole > 0 {
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
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// DecodedLen returns the greatest number of bytes in a text of length n.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padding == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// Decode writes the bytes that src is the text of to dst and returns how many it wrote before an error. Line ends in src are
// passed over.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	_ = enc.values
	at := 0
	for at < len(src) {
		groups := decodeGroups(dst[n:], src[at:], enc.values)
		n += groups * 3
		at += groups * 4
		if at == len(src) {
			break
		}
		var wrote int
		var end bool
		wrote, at, end, err = enc.decodeGroup(dst[n:], src, at)
		n += wrote
		if err != nil || end {
			break
		}
	}
	return n, err
}

// decodeGroup reads a group that begins at an offset, with line ends in it or padding behind it. It returns how many bytes
// it wrote, where the next group begins, and whether this was the last one.
func (enc *Encoding) decodeGroup(dst, src []byte, at int) (n, next int, end bool, err error) {
	bits, have := uint(0), 0
	for have < 4 {
		if at == len(src) {
			if have == 0 {
				return 0, at, true, nil
			}
			if have == 1 || enc.padding != NoPadding {
				return 0, at, true, CorruptInputError(at - have)
			}
			end = true
			break
		}
		c := src[at]
		at++
		if value := enc.values[c]; value != 0xFF {
			bits = bits<<6 | uint(value)
			have++
			continue
		}
		if c == '\n' || c == '\r' {
			continue
		}
		if rune(c) != enc.padding {
			return 0, at, true, CorruptInputError(at - 1)
		}
		if have < 2 {
			return 0, at, true, CorruptInputError(at - 1)
		}
		if have == 2 {
			// A second one belongs to it.
			at = skipLineEnds(src, at)
			if at == len(src) {
				return 0, at, true, CorruptInputError(len(src))
			}
			if rune(src[at]) != enc.padding {
				return 0, at, true, CorruptInputError(at - 1)
			}
			at++
		}
		end = true
		at = skipLineEnds(src, at)
		if at < len(src) {
			err = CorruptInputError(at)
		}
		break
	}
	bits <<= 6 * uint(4-have)
	group := [3]byte{byte(bits >> 16), byte(bits >> 8), byte(bits)}
	if have < 4 && enc.strict && group[have-1] != 0 {
		return 0, at, true, CorruptInputError(at - 4 + have)
	}
	n = have - 1
	_ = dst[n-1]
	copy(dst, group[:n])
	return n, at, end, err
}

func skipLineEnds(src []byte, at int) int {
	for at < len(src) && (src[at] == '\n' || src[at] == '\r') {
		at++
	}
	return at
}

// AppendDecode appends the bytes that src is the text of to dst; those before an error too.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	n := len(dst)
	dst = append(dst, make([]byte, enc.DecodedLen(len(src)))...)
	m, err := enc.Decode(dst[n:], src)
	return dst[:n+m], err
}

// DecodeString returns the bytes that s is the text of; those before an error too.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	dst := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(dst, []byte(s))
	return dst[:n], err
}

// NewDecoder returns a Reader of the bytes that the text in r stands for.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: &withoutLineEnds{r}}
}

type decoder struct {
	enc     *Encoding
	r       io.Reader
	err     error // of decoding, after which nothing more comes
	readErr error
	ended   bool   // whether padding was seen
	in      []byte // read and not decoded
	out     []byte // decoded and not read
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	for len(d.in) < 4 && d.readErr == nil {
		// Not more than p has room for, and a group at least.
		most := min(max(len(p)/3*4, 4), 1024)
		buf := make([]byte, most)
		have := copy(buf, d.in)
		n, d.readErr = d.r.Read(buf[have:])
		d.in = buf[:have+n]
	}
	if len(d.in) < 4 {
		if d.enc.padding == NoPadding && len(d.in) > 0 {
			d.out = make([]byte, 3)
			n, d.err = d.enc.Decode(d.out, d.in)
			d.in = nil
			d.out = d.out[:n]
			n = copy(p, d.out)
			d.out = d.out[n:]
			if n > 0 || len(p) == 0 && len(d.out) > 0 {
				return n, nil
			}
			if d.err != nil {
				return 0, d.err
			}
		}
		d.err = d.readErr
		if d.err == io.EOF && len(d.in) > 0 {
			d.err = io.ErrUnexpectedEOF
		}
		return 0, d.err
	}
	whole := len(d.in) / 4 * 4
	out := make([]byte, whole/4*3)
	n, d.err = d.enc.Decode(out, d.in[:whole])
	d.in = d.in[whole:]
	d.out = out[:n]
	n = copy(p, d.out)
	d.out = d.out[n:]
	if len(d.out) > 0 {
		return n, nil
	}
	return n, d.err
}

type withoutLineEnds struct{ r io.Reader }

func (w *withoutLineEnds) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	for n > 0 {
		kept := 0
		for _, c := range p[:n] {
			if c != '\r' && c != '\n' {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 {
			return kept, err
		}
		// Nothing but line ends: read on.
		n, err = w.r.Read(p)
	}
	return n, err
}
