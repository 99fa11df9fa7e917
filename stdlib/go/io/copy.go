package io

// copySize is the size of the buffer that Copy makes.
const copySize = 32 * 1024

// Copy copies from src to dst until src ends, which is not an error, and returns how many bytes it copied. A WriteTo method of
// src or a ReadFrom method of dst does the work if there is one.
func Copy(dst Writer, src Reader) (written int64, err error) { return copyAll(dst, src, nil) }

// CopyBuffer is Copy through the buffer buf, if one is needed; nil stands for a new one. It panics if buf is empty but not nil.
func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return copyAll(dst, src, buf)
}

// CopyN copies n bytes, or until an error; if src ends before, that is EOF.
func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	if written < n && err == nil {
		err = EOF
	}
	if written == n {
		err = nil
	}
	return written, err
}

func copyAll(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if from, ok := src.(WriterTo); ok {
		return from.WriteTo(dst)
	}
	if to, ok := dst.(ReaderFrom); ok {
		return to.ReadFrom(src)
	}
	if buf == nil {
		size := copySize
		if limited, ok := src.(*LimitedReader); ok && limited.N < copySize {
			size = int(max(limited.N, 1))
		}
		buf = make([]byte, size)
	}
	for {
		n, readErr := src.Read(buf)
		if n > 0 {
			taken, writeErr := dst.Write(buf[:n])
			if taken < 0 || taken > n {
				taken = 0
				if writeErr == nil {
					writeErr = errInvalidWrite
				}
			}
			written += int64(taken)
			if writeErr != nil {
				return written, writeErr
			}
			if taken < n {
				return written, ErrShortWrite
			}
		}
		if readErr == EOF {
			return written, nil
		}
		if readErr != nil {
			return written, readErr
		}
	}
}

// Discard is a Writer that takes everything and keeps nothing.
var Discard Writer = discard{}

type discard struct{}

func (discard) Write(p []byte) (int, error)       { return len(p), nil }
func (discard) WriteString(s string) (int, error) { return len(s), nil }

func (discard) ReadFrom(r Reader) (n int64, err error) {
	buf := make([]byte, 8192)
	for {
		m, err := r.Read(buf)
		n += int64(m)
		if err == EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// NopCloser gives r a Close method that does nothing. It has r's WriteTo if there is one.
func NopCloser(r Reader) ReadCloser {
	if _, ok := r.(WriterTo); ok {
		return nopCloserWriterTo{r}
	}
	return nopCloser{r}
}

type nopCloser struct{ Reader }

func (nopCloser) Close() error { return nil }

type nopCloserWriterTo struct{ Reader }

func (nopCloserWriterTo) Close() error { return nil }
func (c nopCloserWriterTo) WriteTo(w Writer) (n int64, err error) {
	return c.Reader.(WriterTo).WriteTo(w)
}

// TeeReader returns a Reader that writes to w what it reads from r. An error of the write is one of the read.
func TeeReader(r Reader, w Writer) Reader { return &teeReader{r, w} }

type teeReader struct {
	r Reader
	w Writer
}

func (t *teeReader) Read(p []byte) (n int, err error) {
	n, err = t.r.Read(p)
	if n > 0 {
		if n, err := t.w.Write(p[:n]); err != nil {
			return n, err
		}
	}
	return n, err
}
