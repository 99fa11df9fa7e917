package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type plain struct {
	s    string
	step int
	err  error
}

func (p *plain) Read(b []byte) (int, error) {
	fmt.Print("<", len(b), ">")
	if p.s == "" {
		return 0, p.err
	}
	n := copy(b[:min(len(b), p.step)], p.s)
	p.s = p.s[n:]
	if p.s == "" && p.step > 5 {
		return n, p.err
	}
	return n, nil
}

type sink struct {
	room int
	err  error
}

func (s *sink) Write(p []byte) (int, error) {
	n := min(len(p), s.room)
	s.room -= n
	fmt.Printf("[%s]", p[:n])
	if n < len(p) {
		return n, s.err
	}
	return n, nil
}

var broken = errors.New("broken")

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

// op does one of the ways to read.
func op(r *bufio.Reader, i int) {
	b := make([]byte, i%7)
	switch i % 13 {
	case 0:
		n, err := r.Read(b)
		fmt.Printf("read %d %v %q", n, err, b[:n])
	case 1:
		c, err := r.ReadByte()
		fmt.Print("byte ", c, err)
	case 2:
		c, n, err := r.ReadRune()
		fmt.Print("rune ", c, n, err)
	case 3:
		fmt.Print("unread byte ", r.UnreadByte())
	case 4:
		fmt.Print("unread rune ", r.UnreadRune())
	case 5:
		p, err := r.Peek(i % 20)
		fmt.Printf("peek %q %v", p, err)
	case 6:
		n, err := r.Discard(i % 9)
		fmt.Print("discard ", n, err)
	case 7:
		p, err := r.ReadSlice('\n')
		fmt.Printf("slice %q %v", p, err)
	case 8:
		p, pre, err := r.ReadLine()
		fmt.Printf("line %q %t %v %t", p, pre, err, p == nil)
	case 9:
		p, err := r.ReadBytes('o')
		fmt.Printf("bytes %q %v", p, err)
	case 10:
		p, err := r.ReadString(' ')
		fmt.Printf("string %q %v", p, err)
	case 11:
		c, err := r.ReadByte()
		fmt.Print("byte ", c, err, r.UnreadByte(), r.UnreadByte())
	case 12:
		c, n, err := r.ReadRune()
		fmt.Print("rune ", c, n, err, r.UnreadRune(), r.UnreadRune(), r.UnreadByte())
	}
	fmt.Println(" ", r.Buffered(), r.Size())
}

func readers() {
	texts := []string{"", "a", "hello\nworld\r\nfoo", "\xff\xe4\xb8\x96\xe7\x95\r\n", strings.Repeat("long line without end ", 3) + "\r\n\n\r\n", strings.Repeat("0123456789abcde", 1) + "\r\n" + "x世界 o o"}
	for _, text := range texts {
		for _, step := range []int{1, 3, 100} {
			for _, end := range []error{io.EOF, broken} {
				for seed := range 5 {
					r := bufio.NewReaderSize(&plain{text, step, end}, 16+seed)
					for i, n := 0, seed*7; i < 25; i++ {
						n = n*5 + 3 + seed
						op(r, n%997)
					}
				}
				r := bufio.NewReaderSize(&plain{text, step, end}, 20)
				r.ReadByte()
				n, err := r.WriteTo(&sink{1000, nil})
				fmt.Println(n, err)
				r = bufio.NewReader(io.LimitReader(strings.NewReader(text), 30))
				r.Peek(3)
				n, err = r.WriteTo(&sink{7, broken})
				fmt.Println(n, err, r.Buffered())
				var b bytes.Buffer
				n, err = bufio.NewReader(strings.NewReader(text)).WriteTo(&b)
				fmt.Println(n, err, b.Len())
			}
		}
	}
	r := bufio.NewReader(strings.NewReader("x"))
	fmt.Println(r.Size(), bufio.NewReaderSize(r, 100) == r, bufio.NewReaderSize(r, 5000) == r, bufio.NewReaderSize(r, -1).Size(), bufio.NewReaderSize(strings.NewReader(""), 1).Size())
	r.Reset(strings.NewReader("fresh"))
	s, err := r.ReadString(0)
	fmt.Println(s, err)
	_, err = r.Peek(-1)
	_, err2 := r.Discard(-1)
	fmt.Println(err, err2)
	var zero bufio.Reader
	zero.Reset(strings.NewReader("zero"))
	s, err = zero.ReadString('r')
	fmt.Println(s, err, zero.Size())
	_, err = bufio.NewReader(&plain{"", 1, nil}).ReadByte()
	fmt.Println(err)
}

func writers() {
	for _, room := range []int{0, 3, 10, 1000} {
		for _, end := range []error{io.ErrUnexpectedEOF, broken} {
			for seed := range 12 {
				w := bufio.NewWriterSize(&sink{room, end}, 1+seed)
				for i, n := 0, seed; i < 12; i++ {
					n = (n*7 + 5) % 101
					switch n % 6 {
					case 0:
						m, err := w.Write([]byte("0123456789"[:n%11]))
						fmt.Print("write ", m, err)
					case 1:
						m, err := w.WriteString("abcdefghij"[:n%11])
						fmt.Print("string ", m, err)
					case 2:
						fmt.Print("byte ", w.WriteByte('!'))
					case 3:
						m, err := w.WriteRune([]rune{'x', 'é', '世', 0x1F600, -1}[n%5])
						fmt.Print("rune ", m, err)
					case 4:
						fmt.Print("flush ", w.Flush())
					case 5:
						m, err := w.ReadFrom(&plain{"from reader"[:n%12], 4, io.EOF})
						fmt.Print("from ", m, err)
					}
					fmt.Println(" ", w.Buffered(), w.Available(), w.Size(), len(w.AvailableBuffer()), cap(w.AvailableBuffer()))
				}
			}
		}
	}
	short := bufio.NewWriterSize(&sink{2, nil}, 8)
	short.WriteString("abcde")
	fmt.Println(short.Flush(), short.Buffered(), short.Flush())
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	n, err := w.ReadFrom(strings.NewReader("straight through"))
	fmt.Println(n, err, w.Buffered(), b.String())
	w.WriteString("x")
	n, err = w.ReadFrom(&plain{"", 1, nil})
	fmt.Println(n, err)
	w.Reset(&sink{9, nil})
	fmt.Println(w.Buffered(), w.Flush(), bufio.NewWriterSize(w, 10) == w, bufio.NewWriterSize(w, 0) == w, bufio.NewWriterSize(&b, -5).Size())
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(&b))
	rw.WriteString("out")
	rw.Flush()
	c, err := rw.ReadByte()
	fmt.Println(c, err, b.String())
	fmt.Fprintf(rw, "%d-%s", 5, "x")
	rw.Flush()
	fmt.Println(b.String())
}

func scanners() {
	texts := []string{"", "\n", "a", "a\nb\n", "a\r\nb\rc\r", "  two words \n\t three\u2003x ", "\xff\xe4\xb8世", strings.Repeat("x", 40) + "\n" + strings.Repeat("y", 5), "\r\n\r\n", "é è"}
	odd := errors.New("odd")
	splits := []bufio.SplitFunc{bufio.ScanLines, bufio.ScanWords, bufio.ScanRunes, bufio.ScanBytes,
		func(data []byte, atEOF bool) (int, []byte, error) { // pairs, which end with an x
			if len(data) >= 1 && data[0] == 'x' {
				return 1, nil, bufio.ErrFinalToken
			}
			if len(data) >= 2 {
				return 2, data[:2], nil
			}
			if atEOF && len(data) > 0 {
				return 0, data, bufio.ErrFinalToken
			}
			return 0, nil, nil
		},
		func(data []byte, atEOF bool) (int, []byte, error) {
			if len(data) > 3 {
				return len(data) + 1, nil, nil
			}
			return -1, nil, nil
		},
		func(data []byte, atEOF bool) (int, []byte, error) {
			if len(data) > 2 {
				return 1, data[:1], odd
			}
			return len(data), data, nil
		},
	}
	for _, text := range texts {
		for i, split := range splits {
			for _, step := range []int{1, 4, 100} {
				for _, size := range []int{0, 8, 64} {
					s := bufio.NewScanner(&plain{text, step, []error{io.EOF, broken}[i%2]})
					if size > 0 {
						s.Buffer(make([]byte, 0, size/4), size)
					}
					s.Split(split)
					tokens := 0
					for s.Scan() && tokens < 60 {
						fmt.Printf("%q ", s.Text())
						tokens++
					}
					fmt.Println(tokens, s.Err(), s.Scan(), len(s.Bytes()))
				}
			}
		}
	}
	try("endless", func() {
		s := bufio.NewScanner(strings.NewReader("x"))
		s.Split(func(data []byte, atEOF bool) (int, []byte, error) {
			if atEOF {
				return 0, []byte{}, nil
			}
			return 0, nil, nil
		})
		for s.Scan() {
		}
	})
	s := bufio.NewScanner(strings.NewReader("x"))
	s.Scan()
	try("buffer", func() { s.Buffer(nil, 0) })
	try("split", func() { s.Split(bufio.ScanWords) })
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("z", bufio.MaxScanTokenSize)))
	fmt.Println(s.Scan(), s.Err())
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("z", bufio.MaxScanTokenSize-1)))
	fmt.Println(s.Scan(), s.Err(), len(s.Text()))
	for i := range 4 {
		data := []byte("ab \n\xe4")[:i+2]
		for _, split := range splits[:4] {
			for _, eof := range []bool{false, true} {
				n, tok, err := split(data, eof)
				fmt.Printf("%d %q %v; ", n, tok, err)
			}
		}
		fmt.Println()
	}
}

func main() {
	readers()
	writers()
	scanners()
}
