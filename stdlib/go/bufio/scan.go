package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

var (
	// ErrTooLong says that a token is too long for the buffer.
	ErrTooLong = errors.New("bufio.Scanner: token too long")
	// ErrNegativeAdvance says that a SplitFunc went backwards.
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	// ErrAdvanceTooFar says that a SplitFunc went behind its data.
	ErrAdvanceTooFar = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	// ErrBadReadCount says that a Read returned a count that it cannot have read.
	ErrBadReadCount = errors.New("bufio.Scanner: Read returned impossible count")

	// ErrFinalToken is what a SplitFunc returns to end the scan without an error; a token that is not nil is the last one.
	ErrFinalToken = errors.New("final token")
)

// MaxScanTokenSize is the size of the buffer that a Scanner takes at most, unless Buffer sets another.
const MaxScanTokenSize = 64 * 1024

const firstScanSize = 4096

// SplitFunc finds the next token in data: how many bytes to go on and the token. It asks for more data by 0, nil, nil. atEOF tells
// that no more is to come.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner reads text token by token; usual tokens are lines.
type Scanner struct {
	r     io.Reader
	split SplitFunc
	most  int // size of the buffer at most
	token []byte
	buf   []byte
	// What is in the buffer is buf[start:end].
	start, end int
	err        error
	empties    int // empty tokens in a row that did not advance
	scanning   bool
	done       bool
}

// NewScanner returns a Scanner of the lines of r.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, most: MaxScanTokenSize}
}

// Err returns the error that ended the scan, nil if that was the end of the input.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Bytes returns the token of the last Scan; the next one may overwrite it.
func (s *Scanner) Bytes() []byte { return s.token }

// Text returns the token of the last Scan as a string.
func (s *Scanner) Text() string { return string(s.token) }

// Scan goes on to the next token and reports whether there is one. It panics if the SplitFunc returns too many empty tokens
// without going on.
func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.scanning = true
	for {
		// At the end the SplitFunc gets an empty rest too.
		if s.end > s.start || s.err != nil {
			advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
			if err != nil {
				if err == ErrFinalToken {
					s.token = token
					s.done = true
					return token != nil
				}
				s.fail(err)
				return false
			}
			if advance < 0 || advance > s.end-s.start {
				if advance < 0 {
					s.fail(ErrNegativeAdvance)
				} else {
					s.fail(ErrAdvanceTooFar)
				}
				return false
			}
			s.start += advance
			s.token = token
			if token != nil {
				if s.err == nil || advance > 0 {
					s.empties = 0
				} else if s.empties++; s.empties > patience {
					panic("bufio.Scan: too many empty tokens without progressing")
				}
				return true
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			return false
		}
		if !s.makeRoom() {
			return false
		}
		s.read()
	}
}

func (s *Scanner) fail(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
	// The token of the Scan before stays visible only as nil.
	s.token = nil
}

// makeRoom makes sure that the buffer has room for more.
func (s *Scanner) makeRoom() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	if len(s.buf) >= s.most {
		s.fail(ErrTooLong)
		return false
	}
	size := len(s.buf) * 2
	if size == 0 {
		size = firstScanSize
	}
	buf := make([]byte, min(size, s.most))
	s.end = copy(buf, s.buf[s.start:s.end])
	s.buf, s.start = buf, 0
	return true
}

func (s *Scanner) read() {
	for range patience + 1 {
		n, err := s.r.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			s.err = ErrBadReadCount
			return
		}
		s.end += n
		if err != nil {
			s.err = err
			return
		}
		if n > 0 {
			s.empties = 0
			return
		}
	}
	s.err = io.ErrNoProgress
}

// Buffer sets the first buffer and how large a buffer may be taken. It panics once scanning has begun.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.scanning {
		panic("Buffer called after Scan")
	}
	s.buf, s.most = buf[:cap(buf)], max
}

// Split sets the function that finds tokens. It panics once scanning has begun.
func (s *Scanner) Split(split SplitFunc) {
	if s.scanning {
		panic("Split called after Scan")
	}
	s.split = split
}

// ScanBytes is a SplitFunc: each byte is a token.
func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[:1], nil
}

// ScanRunes is a SplitFunc: each rune is a token; a wrong encoding is U+FFFD for each byte.
func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, []byte(string(utf8.RuneError)), nil
	}
	return size, data[:size], nil
}

// ScanLines is a SplitFunc: each line is a token, without its line feed and a carriage return before that.
func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	end := bytes.IndexByte(data, '\n')
	advance = end + 1
	if end < 0 {
		if !atEOF || len(data) == 0 {
			return 0, nil, nil
		}
		end = len(data)
		advance = end
	}
	line := data[:end]
	if end > 0 && line[end-1] == '\r' {
		line = line[:end-1]
	}
	return advance, line, nil
}

// ScanWords is a SplitFunc: each run of runes other than white space is a token.
func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start := 0
	for start < len(data) {
		r, size := utf8.DecodeRune(data[start:])
		if !isSpace(r) {
			break
		}
		start += size
	}
	for i := start; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if isSpace(r) {
			return i + size, data[start:i], nil
		}
		i += size
	}
	if atEOF && start < len(data) {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}
