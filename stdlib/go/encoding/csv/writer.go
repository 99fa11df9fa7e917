package csv

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Writer writes records, through a buffer that Flush writes out.
type Writer struct {
	Comma   rune // separates fields; NewWriter sets it to ','
	UseCRLF bool // whether lines end with \r\n

	w *bufio.Writer
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

// Write writes a record, with quotes where they are needed.
func (w *Writer) Write(record []string) error {
	if !validDelim(w.Comma) {
		return errInvalidDelim
	}
	for i, field := range record {
		if i > 0 {
			if _, err := w.w.WriteRune(w.Comma); err != nil {
				return err
			}
		}
		text := field
		if w.needsQuotes(field) {
			text = w.quoted(field)
		}
		if _, err := w.w.WriteString(text); err != nil {
			return err
		}
	}
	if w.UseCRLF {
		_, err := w.w.WriteString("\r\n")
		return err
	}
	return w.w.WriteByte('\n')
}

func (w *Writer) quoted(field string) string {
	field = strings.ReplaceAll(field, `"`, `""`)
	if w.UseCRLF {
		field = strings.ReplaceAll(strings.ReplaceAll(field, "\r", ""), "\n", "\r\n")
	}
	return `"` + field + `"`
}

// needsQuotes reports whether a field cannot stand as it is. `\.` ends the data for some databases.
func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	if field == `\.` || strings.ContainsRune(field, w.Comma) || strings.ContainsAny(field, "\"\r\n") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(field)
	return unicode.IsSpace(first)
}

// Flush writes out what is in the buffer; Error tells whether that went well.
func (w *Writer) Flush() { w.w.Flush() }

// Error returns the error of a Write or Flush before.
func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

// WriteAll writes records and flushes.
func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
