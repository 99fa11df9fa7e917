// Package tabwriter aligns text: cells that tabs end make columns.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Ways of formatting; they can be combined.
const (
	// FilterHTML takes tags as of no width and entities as of width one.
	FilterHTML uint = 1 << iota

	// StripEscape leaves the Escape bytes out.
	StripEscape

	// AlignRight puts the padding before the text of a cell.
	AlignRight

	// DiscardEmptyColumns drops columns whose cells are all empty and end with a vertical tab.
	DiscardEmptyColumns

	// TabIndent makes leading empty cells tabs, even if the padding is something else.
	TabIndent

	// Debug puts a vertical bar between columns.
	Debug
)

// Escape begins and ends text that is taken as it is.
const Escape = '\xff'

// A cell is a piece of a line.
type cell struct {
	size  int  // bytes of its text
	width int  // characters of its text
	tab   bool // ended by a soft tab, which a vertical tab is
}

// Writer aligns what is written to it and passes it on. A column is the cells under one another in successive lines that end with a
// tab; it is as wide as the widest of them. What belongs to no column stays as it is.
type Writer struct {
	out                         io.Writer
	minWidth, tabWidth, padding int
	padChar                     byte
	flags                       uint

	text    []byte // of all cells, one behind the other
	counted int    // how much of text has been counted into the width of the last cell
	start   int    // where the last cell's text begins
	cell    cell   // the last one, which is not in a line yet
	end     byte   // what ends the escaped text, tag or entity that is being read, 0 outside of one
	lines   [][]cell
	widths  []int // of the columns to the left, while lines are formatted
	atText  int   // how much of the text was written, while lines are formatted
	result  []byte
}

// NewWriter returns a Writer; see Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets up b: the least width of a cell with its padding, the width of a tab, what is added to the width of a cell, and
// the character that it is filled with. If that is a tab, the width of cells is a multiple of tabwidth and text is aligned left.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight // tabs cannot push text to the right
	}
	*b = Writer{out: output, minWidth: minwidth, tabWidth: tabwidth, padding: padding, padChar: padchar, flags: flags}
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.text = b.text[:0]
	b.counted, b.start, b.cell, b.end = 0, 0, cell{}, 0
	b.lines = append(b.lines[:0], nil)
	b.widths = b.widths[:0]
}

// count adds the text up to now to the width of the last cell.
func (b *Writer) count() {
	b.cell.width += utf8.RuneCount(b.text[b.counted:])
	b.counted = len(b.text)
}

// endCell puts the last cell into its line and returns how many the line has then.
func (b *Writer) endCell(isTab bool) int {
	b.cell.size = len(b.text) - b.start
	b.cell.tab = isTab
	last := len(b.lines) - 1
	b.lines[last] = append(b.lines[last], b.cell)
	b.start, b.cell = len(b.text), cell{}
	return len(b.lines[last])
}

// beginEscape notes that c begins escaped text, a tag or an entity.
func (b *Writer) beginEscape(c byte) {
	switch c {
	case Escape:
		b.end = Escape
	case '<':
		b.end = '>'
	case '&':
		b.end = ';'
	}
}

// endEscape gives what was read since beginEscape its width.
func (b *Writer) endEscape() {
	switch b.end {
	case Escape:
		b.count()
		if b.flags&StripEscape == 0 {
			b.cell.width -= 2 // the Escape bytes do not count
		}
	case ';':
		b.cell.width++
	}
	b.counted = len(b.text)
	b.end = 0
}

// explain says of a panic where it was.
func (b *Writer) explain(op string) {
	if e := recover(); e != nil {
		if op == "Flush" {
			b.reset()
		}
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
	}
}

// Write takes text. What is aligned is passed on when nothing that follows can change it.
func (b *Writer) Write(buf []byte) (n int, err error) {
	defer b.explain("Write")
	for i, c := range buf {
		if b.end != 0 {
			if c != b.end {
				continue
			}
			// The end of escaped text is kept or stripped with its beginning.
			upTo := i + 1
			if c == Escape && b.flags&StripEscape != 0 {
				upTo = i
			}
			b.text = append(b.text, buf[n:upTo]...)
			n = i + 1
			b.endEscape()
			continue
		}
		switch c {
		case '\t', '\v', '\n', '\f':
			b.text = append(b.text, buf[n:i]...)
			b.count()
			n = i + 1
			cells := b.endCell(c == '\t')
			if c == '\n' || c == '\f' {
				b.lines = append(b.lines, nil)
				if c == '\f' || cells == 1 {
					// A line of one cell ends all columns.
					if err := b.flush(); err != nil {
						return n, err
					}
					if c == '\f' && b.flags&Debug != 0 {
						if err := b.write([]byte("---\n")); err != nil {
							return n, err
						}
					}
				}
			}
		case Escape:
			b.text = append(b.text, buf[n:i]...)
			b.count()
			n = i
			if b.flags&StripEscape != 0 {
				n++
			}
			b.beginEscape(c)
		case '<', '&':
			if b.flags&FilterHTML != 0 {
				b.text = append(b.text, buf[n:i]...)
				b.count()
				n = i
				b.beginEscape(c)
			}
		}
	}
	b.text = append(b.text, buf[n:]...)
	return len(buf), nil
}

// Flush passes on all that was written, as if the text ended here.
func (b *Writer) Flush() error {
	defer b.explain("Flush")
	err := b.flush()
	b.reset()
	return err
}

// flush formats and writes what there is. After an error it stays.
func (b *Writer) flush() error {
	if len(b.text) > b.start {
		if b.end != 0 {
			b.endEscape()
		}
		b.endCell(false)
	}
	b.atText = 0
	b.result = nil
	b.format(0, len(b.lines))
	if err := b.write(b.result); err != nil {
		return err
	}
	b.reset()
	return nil
}

func (b *Writer) write(p []byte) error {
	if len(p) == 0 {
		return nil
	}
	n, err := b.out.Write(p)
	if n != len(p) && err == nil {
		err = io.ErrShortWrite
	}
	return err
}

// inColumn reports whether a line has a cell in the next column: its last cell is in none.
func (b *Writer) inColumn(line int) bool { return len(b.widths) < len(b.lines[line])-1 }

// format writes lines whose columns to the left have their widths.
func (b *Writer) format(from, to int) {
	for i := from; i < to; i++ {
		if !b.inColumn(i) {
			b.writeLine(i)
			continue
		}
		// A column begins here and goes on as long as lines have a cell in it.
		end, width, isEmpty := i, b.minWidth, true
		for ; end < to && b.inColumn(end); end++ {
			c := b.lines[end][len(b.widths)]
			width = max(width, c.width+b.padding)
			isEmpty = isEmpty && c.width == 0 && !c.tab
		}
		if isEmpty && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		b.format(i, end)
		b.widths = b.widths[:len(b.widths)-1]
		i = end - 1
	}
}

func (b *Writer) writeLine(i int) {
	indents := b.flags&TabIndent != 0
	for j, c := range b.lines[i] {
		if j > 0 && b.flags&Debug != 0 {
			b.result = append(b.result, '|')
		}
		text := b.text[b.atText : b.atText+c.size]
		b.atText += c.size
		if c.size > 0 {
			indents = false
		}
		if b.flags&AlignRight == 0 {
			b.result = append(b.result, text...)
		}
		if j < len(b.widths) {
			b.pad(b.widths[j], c.width, indents)
		}
		if b.flags&AlignRight != 0 {
			b.result = append(b.result, text...)
		}
	}
	if i+1 < len(b.lines) {
		b.result = append(b.result, '\n')
	}
}

// pad fills a cell up to its width.
func (b *Writer) pad(width, used int, byTabs bool) {
	c, n := b.padChar, width-used
	if c == '\t' || byTabs {
		if b.tabWidth == 0 {
			return
		}
		width = (width + b.tabWidth - 1) / b.tabWidth * b.tabWidth
		c, n = '\t', (width-used+b.tabWidth-1)/b.tabWidth
	}
	for ; n > 0; n-- {
		b.result = append(b.result, c)
	}
}
