package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// MinRead is the least room that ReadFrom gives to a Read.
const MinRead = 512

// ErrTooLarge is the panic of a Buffer that cannot grow any more.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

// Buffer holds bytes that are written at its end and read from its beginning. Its zero value is empty and ready.
type Buffer struct {
	buf  []byte // what is in the buffer is buf[off:]
	off  int
	last int // bytes that UnreadByte or UnreadRune can give back: 0 none, -1 one byte, n a rune of n bytes
}

// NewBuffer returns a Buffer that holds buf and owns it from now on.
func NewBuffer(buf []byte) *Buffer { return &Buffer{buf: buf} }

// NewBufferString returns a Buffer that holds s.
func NewBufferString(s string) *Buffer { return &Buffer{buf: []byte(s)} }

// Bytes returns the unread bytes; they are valid until b changes.
func (b *Buffer) Bytes() []byte { return b.buf[b.off:] }

// AvailableBuffer returns an empty slice over the free room of b, to append to and then write.
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

// Available returns how many bytes of room are free.
func (b *Buffer) Available() int { return cap(b.buf) - len(b.buf) }

// String returns the unread bytes as a string, "<nil>" for a nil pointer.
func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

// Len returns the number of unread bytes.
func (b *Buffer) Len() int { return len(b.buf) - b.off }

// Cap returns how many bytes fit in the memory that b has.
func (b *Buffer) Cap() int { return cap(b.buf) }

// Reset makes b empty and keeps its memory.
func (b *Buffer) Reset() { b.buf, b.off, b.last = b.buf[:0], 0, 0 }

// Truncate keeps the first n unread bytes. It panics if there are not so many.
func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.last = 0
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.buf = b.buf[:b.off+n]
}

// room prepares for a write of n bytes: what was read makes place before more memory is taken.
func (b *Buffer) room(n int) {
	b.last = 0
	if b.off > 0 && len(b.buf)+n > cap(b.buf) {
		if b.Len()+n <= cap(b.buf)/2 {
			b.buf = b.buf[:copy(b.buf, b.buf[b.off:])]
		} else {
			b.buf = b.buf[b.off:]
		}
		b.off = 0
	}
}

// addresses is how many bytes there can be at all.
const addresses = 1 << 32

// Grow makes room for n more bytes. It panics if n is negative, and with ErrTooLarge if there can never be so many.
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	if n > addresses {
		panic(ErrTooLarge)
	}
	b.room(n)
	if n -= cap(b.buf) - len(b.buf); n > 0 {
		b.buf = append(b.buf[:cap(b.buf)], make([]byte, n)...)[:len(b.buf)]
	}
}

// Write appends p.
func (b *Buffer) Write(p []byte) (n int, err error) {
	b.room(len(p))
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteString appends s.
func (b *Buffer) WriteString(s string) (n int, err error) {
	b.room(len(s))
	b.buf = append(b.buf, s...)
	return len(s), nil
}

// WriteByte appends c.
func (b *Buffer) WriteByte(c byte) error {
	b.room(1)
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends the encoding of r and returns its width.
func (b *Buffer) WriteRune(r rune) (n int, err error) {
	b.room(utf8.UTFMax)
	n = len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

// ReadFrom appends all that r has.
func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	for {
		b.Grow(MinRead)
		m, e := r.Read(b.buf[len(b.buf):cap(b.buf)])
		if m < 0 {
			panic(errors.New("bytes.Buffer: reader returned negative count from Read"))
		}
		b.buf = b.buf[:len(b.buf)+m]
		n += int64(m)
		if e == io.EOF {
			return n, nil
		}
		if e != nil {
			return n, e
		}
	}
}

// WriteTo writes the unread bytes to w.
func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.last = 0
	if size := b.Len(); size > 0 {
		m, e := w.Write(b.buf[b.off:])
		if m > size {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += m
		if e != nil {
			return int64(m), e
		}
		if m != size {
			return int64(m), io.ErrShortWrite
		}
		n = int64(m)
	}
	b.Reset()
	return n, nil
}

// Read reads up to len(p) bytes into p. At the end it returns io.EOF.
func (b *Buffer) Read(p []byte) (n int, err error) {
	if b.Len() == 0 {
		b.Reset()
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	return copy(p, b.Next(len(p))), nil
}

// Next returns the next n unread bytes, or all if there are less; they are valid until b changes.
func (b *Buffer) Next(n int) []byte {
	n = min(n, b.Len())
	b.last = 0
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.last = -1
	}
	return data
}

// ReadByte reads one byte. At the end it returns io.EOF.
func (b *Buffer) ReadByte() (byte, error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, io.EOF
	}
	return b.Next(1)[0], nil
}

// ReadRune reads one rune and tells its width. At the end it returns io.EOF.
func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:])
	b.off += size
	b.last = size
	return r, size, nil
}

// UnreadRune gives back the rune of the ReadRune just before.
func (b *Buffer) UnreadRune() error {
	if b.last <= 0 {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	b.off -= b.last
	b.last = 0
	return nil
}

// UnreadByte gives back the last byte of the read just before.
func (b *Buffer) UnreadByte() error {
	if b.last == 0 {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.off--
	b.last = 0
	return nil
}

// ReadBytes reads up to the first delim and returns a copy of what it read, delim included. Without one it returns the
// rest and io.EOF.
func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	n := IndexByte(b.buf[b.off:], delim) + 1
	if n == 0 {
		n, err = b.Len(), io.EOF
	}
	return append(line, b.Next(n)...), err
}

// ReadString is ReadBytes for a string.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	p, err := b.ReadBytes(delim)
	return string(p), err
}
