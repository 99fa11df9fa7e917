package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Reader reads a slice of bytes.
type Reader struct {
	s []byte
	// How far it is, and where the rune starts that was read last, if a rune was.
	at       int
	lastRune int
}

// NewReader returns a Reader of s.
func NewReader(s []byte) *Reader { return &Reader{s, 0, -1} }

// Reset makes r read s.
func (r *Reader) Reset(s []byte) { *r = Reader{s, 0, -1} }

// Len returns the number of bytes that are left.
func (r *Reader) Len() int { return max(len(r.s)-r.at, 0) }

// Size returns the length of the slice.
func (r *Reader) Size() int64 { return int64(len(r.s)) }

// Read reads up to len(b) bytes.
func (r *Reader) Read(b []byte) (n int, err error) {
	r.lastRune = -1
	if r.at >= len(r.s) {
		return 0, io.EOF
	}
	n = copy(b, r.s[r.at:])
	r.at += n
	return n, nil
}

// ReadAt reads up to len(b) bytes from an offset, wherever r is.
func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("bytes.Reader.ReadAt: negative offset")
	}
	if off >= int64(len(r.s)) {
		return 0, io.EOF
	}
	n = copy(b, r.s[off:])
	if n < len(b) {
		err = io.EOF
	}
	return n, err
}

// ReadByte reads a byte.
func (r *Reader) ReadByte() (byte, error) {
	r.lastRune = -1
	if r.at >= len(r.s) {
		return 0, io.EOF
	}
	r.at++
	return r.s[r.at-1], nil
}

// UnreadByte goes back by a byte.
func (r *Reader) UnreadByte() error {
	if r.at <= 0 {
		return errors.New("bytes.Reader.UnreadByte: at beginning of slice")
	}
	r.lastRune = -1
	r.at--
	return nil
}

// ReadRune reads a rune.
func (r *Reader) ReadRune() (ch rune, size int, err error) {
	if r.at >= len(r.s) {
		r.lastRune = -1
		return 0, 0, io.EOF
	}
	r.lastRune = r.at
	ch, size = utf8.DecodeRune(r.s[r.at:])
	r.at += size
	return ch, size, nil
}

// UnreadRune goes back to where the last ReadRune started, which must have come last.
func (r *Reader) UnreadRune() error {
	if r.at <= 0 {
		return errors.New("bytes.Reader.UnreadRune: at beginning of slice")
	}
	if r.lastRune < 0 {
		return errors.New("bytes.Reader.UnreadRune: previous operation was not ReadRune")
	}
	r.at, r.lastRune = r.lastRune, -1
	return nil
}

// WriteTo writes what is left to w.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	r.lastRune = -1
	if r.at >= len(r.s) {
		return 0, nil
	}
	s := r.s[r.at:]
	m, err := w.Write(s)
	r.at += m
	if m < len(s) && err == nil {
		err = io.ErrShortWrite
	}
	return int64(m), err
}

// Seek sets where the next read starts.
func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	r.lastRune = -1
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += int64(r.at)
	case io.SeekEnd:
		offset += int64(len(r.s))
	default:
		return 0, errors.New("bytes.Reader.Seek: invalid whence")
	}
	if offset < 0 {
		return 0, errors.New("bytes.Reader.Seek: negative position")
	}
	r.at = int(offset)
	return offset, nil
}
