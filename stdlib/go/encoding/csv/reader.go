// Package csv reads and writes records of fields that are separated by commas, as RFC 4180 has them.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// A ParseError tells where a text is wrong. Lines and columns begin with 1; columns count bytes.
type ParseError struct {
	StartLine int   // where the record begins
	Line      int   // where the error is
	Column    int   // where it is in the line
	Err       error // what it is
}

func (e *ParseError) Error() string {
	if e.Err == ErrFieldCount {
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	}
	if e.StartLine != e.Line {
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

// What can be wrong.
var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: it is not returned any more.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errInvalidDelim = errors.New("csv: invalid field or comment delimiter")

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// A Reader reads records. Its fields are set before the first Read.
type Reader struct {
	// Comma separates fields; NewReader sets it to ','.
	Comma rune
	// Comment begins lines that are passed over, if it is not 0.
	Comment rune
	// FieldsPerRecord is how many fields a record must have: 0 takes the number from the first one, a negative number allows any.
	FieldsPerRecord int
	// LazyQuotes allows quotes in fields where they do not belong.
	LazyQuotes bool
	// TrimLeadingSpace drops white space at the beginning of fields.
	TrimLeadingSpace bool
	// ReuseRecord lets Read return the slice of the Read before.
	ReuseRecord bool

	// Deprecated: it is not used any more.
	TrailingComma bool

	r      *bufio.Reader
	line   int   // number of the line read last
	offset int64 // how many bytes were read

	raw       []byte     // a line that is longer than the buffer
	text      []byte     // the fields of the record, one behind the other
	ends      []int      // where each one ends in it
	positions []position // where each one begins in the source
	record    []string
}

type position struct{ line, col int }

// NewReader returns a Reader of r.
func NewReader(r io.Reader) *Reader {
	return &Reader{Comma: ',', r: bufio.NewReader(r)}
}

// Read reads a record. If its number of fields is wrong it is returned with ErrFieldCount; at the end, the error is io.EOF.
func (r *Reader) Read() (record []string, err error) {
	if r.ReuseRecord {
		record, err = r.readRecord(r.record)
		r.record = record
		return record, err
	}
	return r.readRecord(nil)
}

// FieldPos returns line and column of the beginning of a field of the record read last. It panics if there is no such field.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.positions) {
		panic("out of range index passed to FieldPos")
	}
	p := r.positions[field]
	return p.line, p.col
}

// InputOffset returns how many bytes the records take that were read.
func (r *Reader) InputOffset() int64 { return r.offset }

// ReadAll reads all records that are left. The end is not an error.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.readRecord(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// readLine reads a line with its line feed; a carriage return before that is dropped. The end of the input in a line is no error.
func (r *Reader) readLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.raw = append(r.raw[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = r.r.ReadSlice('\n')
			r.raw = append(r.raw, line...)
		}
		line = r.raw
	}
	size := len(line)
	if size > 0 && err == io.EOF {
		err = nil
		// A carriage return at the very end counts as a line end.
		if line[size-1] == '\r' {
			line = line[:size-1]
		}
	}
	r.line++
	r.offset += int64(size)
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

// lineEnd returns 1 if a line feed ends the line, else 0.
func lineEnd(line []byte) int {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		return 1
	}
	return 0
}

func (r *Reader) readRecord(dst []string) ([]string, error) {
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}
	var line []byte
	var readErr error
	for readErr == nil {
		line, readErr = r.readLine()
		if r.Comment != 0 {
			if first, _ := utf8.DecodeRune(line); first == r.Comment && len(line) > 0 {
				line = nil
				continue
			}
		}
		if readErr == nil && len(line) == lineEnd(line) {
			line = nil
			continue
		}
		break
	}
	if readErr == io.EOF {
		return nil, readErr
	}
	startLine := r.line
	err := r.fields(line, readErr)
	if err == nil {
		err = readErr
	}
	all := string(r.text)
	dst = dst[:0]
	if cap(dst) < len(r.ends) {
		dst = make([]string, 0, len(r.ends))
	}
	start := 0
	for _, end := range r.ends {
		dst = append(dst, all[start:end])
		start = end
	}
	if r.FieldsPerRecord > 0 {
		if len(dst) != r.FieldsPerRecord && err == nil {
			err = &ParseError{StartLine: startLine, Line: startLine, Column: 1, Err: ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(dst)
	}
	return dst, err
}

// fields cuts a record, which may go on in further lines, into its fields.
func (r *Reader) fields(line []byte, readErr error) error {
	r.text, r.ends, r.positions = r.text[:0], r.ends[:0], r.positions[:0]
	startLine := r.line
	commaSize := utf8.RuneLen(r.Comma)
	comma := []byte(string(r.Comma))
	at := position{r.line, 1}
	fail := func(line, col int, err error) error {
		return &ParseError{StartLine: startLine, Line: line, Column: col, Err: err}
	}
	for {
		if r.TrimLeadingSpace {
			trimmed := bytes.TrimLeftFunc(line, unicode.IsSpace)
			if len(trimmed) == 0 {
				at.col -= lineEnd(line) // the line feed does not count
			}
			at.col += len(line) - len(trimmed)
			line = trimmed
		}
		if len(line) == 0 || line[0] != '"' {
			i := bytes.Index(line, comma)
			field := line
			if i >= 0 {
				field = line[:i]
			} else {
				field = line[:len(line)-lineEnd(line)]
			}
			if !r.LazyQuotes {
				if j := bytes.IndexByte(field, '"'); j >= 0 {
					return fail(r.line, at.col+j, ErrBareQuote)
				}
			}
			r.text = append(r.text, field...)
			r.end(at)
			if i < 0 {
				return nil
			}
			line = line[i+commaSize:]
			at.col += i + commaSize
			continue
		}
		// A quoted field goes to its closing quote, maybe in another line.
		begin := at
		line = line[1:]
		at.col++
		for {
			i := bytes.IndexByte(line, '"')
			if i < 0 {
				if len(line) > 0 {
					r.text = append(r.text, line...)
					if readErr != nil {
						r.end(begin)
						return nil
					}
					at.col += len(line)
					line, readErr = r.readLine()
					if len(line) > 0 {
						at = position{at.line + 1, 1}
					}
					if readErr == io.EOF {
						readErr = nil
					}
					if readErr != nil {
						return readErr
					}
					continue
				}
				// The input ended.
				if !r.LazyQuotes {
					return fail(at.line, at.col, ErrQuote)
				}
				r.end(begin)
				return nil
			}
			r.text = append(r.text, line[:i]...)
			line = line[i+1:]
			at.col += i + 1
			switch {
			case len(line) > 0 && line[0] == '"':
				r.text = append(r.text, '"')
				line = line[1:]
				at.col++
				continue
			case bytes.HasPrefix(line, comma):
				line = line[commaSize:]
				at.col += commaSize
				r.end(begin)
			case lineEnd(line) == len(line):
				r.end(begin)
				return nil
			case r.LazyQuotes:
				r.text = append(r.text, '"')
				continue
			default:
				return fail(r.line, at.col-1, ErrQuote)
			}
			break
		}
	}
}

// end ends a field that began at a position.
func (r *Reader) end(begin position) {
	r.ends = append(r.ends, len(r.text))
	r.positions = append(r.positions, begin)
}
