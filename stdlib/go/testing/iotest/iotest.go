// Package iotest has readers and writers for tests.
package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
)

// OneByteReader returns a reader that reads a byte of r at a time.
func OneByteReader(r io.Reader) io.Reader { return &limited{r, func(int) int { return 1 }} }

// HalfReader returns a reader that reads half of the bytes that are wanted.
func HalfReader(r io.Reader) io.Reader { return &limited{r, func(n int) int { return (n + 1) / 2 }} }

type limited struct {
	r    io.Reader
	most func(n int) int
}

func (l *limited) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return l.r.Read(p[:l.most(len(p))])
}

// DataErrReader returns a reader that gives an error together with the last data.
func DataErrReader(r io.Reader) io.Reader { return &dataErr{r: r, buf: make([]byte, 1024)} }

type dataErr struct {
	r      io.Reader
	unread []byte
	buf    []byte
}

func (d *dataErr) Read(p []byte) (n int, err error) {
	for {
		if len(d.unread) == 0 {
			got, readErr := d.r.Read(d.buf)
			d.unread, err = d.buf[:got], readErr
		}
		if n > 0 || err != nil {
			return n, err
		}
		n = copy(p, d.unread)
		d.unread = d.unread[n:]
	}
}

// ErrTimeout is the error of TimeoutReader.
var ErrTimeout = errors.New("timeout")

// TimeoutReader returns a reader whose second Read gives ErrTimeout.
func TimeoutReader(r io.Reader) io.Reader { return &timeout{r, 0} }

type timeout struct {
	r     io.Reader
	count int
}

func (t *timeout) Read(p []byte) (int, error) {
	t.count++
	if t.count == 2 {
		return 0, ErrTimeout
	}
	return t.r.Read(p)
}

// ErrReader returns a reader that gives nothing but err.
func ErrReader(err error) io.Reader { return failing{err} }

type failing struct{ err error }

func (f failing) Read(p []byte) (int, error) { return 0, f.err }

// TruncateWriter returns a writer that silently stops writing after n bytes.
func TruncateWriter(w io.Writer, n int64) io.Writer { return &truncated{w, n} }

type truncated struct {
	w io.Writer
	n int64
}

func (t *truncated) Write(p []byte) (int, error) {
	if t.n <= 0 {
		return len(p), nil
	}
	n := min(int64(len(p)), t.n)
	t.n -= n
	got, err := t.w.Write(p[:n])
	if err == nil {
		got = len(p)
	}
	return got, err
}

type logged struct {
	prefix string
	w      io.Writer
	r      io.Reader
}

// NewWriteLogger returns a writer that logs what is written to w.
func NewWriteLogger(prefix string, w io.Writer) io.Writer { return &logged{prefix: prefix, w: w} }

// NewReadLogger returns a reader that logs what is read from r.
func NewReadLogger(prefix string, r io.Reader) io.Reader { return &logged{prefix: prefix, r: r} }

func (l *logged) Write(p []byte) (n int, err error) {
	n, err = l.w.Write(p)
	l.log(p[:n], err)
	return n, err
}

func (l *logged) Read(p []byte) (n int, err error) {
	n, err = l.r.Read(p)
	l.log(p[:n], err)
	return n, err
}

func (l *logged) log(p []byte, err error) {
	if err != nil {
		log.Printf("%s %x: %v", l.prefix, p, err)
	} else {
		log.Printf("%s %x", l.prefix, p)
	}
}

// TestReader reads all of r in several ways, seeking too if r can, and says whether it behaves, its content being content.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		n, err := r.Read(nil)
		if n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	data, err := io.ReadAll(OneByteReader(r))
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	n, err := r.Read(make([]byte, 10))
	if n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.ReadSeeker); ok {
		for _, start := range []int64{0, int64(len(content) / 3), int64(len(content))} {
			at, err := s.Seek(start, io.SeekStart)
			if at != start || err != nil {
				return fmt.Errorf("Seek(%d, 0) = %d, %v, want %d, nil", start, at, err, start)
			}
			data, err := io.ReadAll(s)
			if err != nil {
				return fmt.Errorf("ReadAll from offset %d: %w", start, err)
			}
			if !bytes.Equal(data, content[start:]) {
				return fmt.Errorf("ReadAll from offset %d = %q\n\twant %q", start, data, content[start:])
			}
		}
	}
	if a, ok := r.(io.ReaderAt); ok {
		data := make([]byte, len(content)+1)
		n, err := a.ReadAt(data, 0)
		if n != len(content) || err != io.EOF {
			return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, EOF", len(data), n, err, len(content))
		}
		if !bytes.Equal(data[:n], content) {
			return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", len(data), data[:n], content)
		}
		if n, err := a.ReadAt(make([]byte, 10), -1); n != 0 || err == nil {
			return fmt.Errorf("ReadAt(10, -1) = %v, %v, want 0, an error", n, err)
		}
	}
	return nil
}
