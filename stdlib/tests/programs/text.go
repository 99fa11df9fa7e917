package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var texts = []string{"", "a", "hello, world", "  spaced  out ", "a,b,,c", "ünï©ödé ß", "\xff\xfebad\xc0", "aaa", "ABC def", "日本語 text"}

func bytesOf() {
	isUpper := unicode.IsUpper
	for _, t := range texts {
		b := []byte(t)
		for _, c := range []string{"", "a", "l", " ,", "é日", "b"} {
			fmt.Println(bytes.ContainsAny(b, c), bytes.IndexAny(b, c), bytes.LastIndexAny(b, c), bytes.EqualFold(b, []byte(c)))
			fmt.Printf("%q %q %q %q\n", bytes.TrimLeft(b, c), bytes.TrimRight(b, c), bytes.TrimPrefix(b, []byte(c)), bytes.TrimSuffix(b, []byte(c)))
			fmt.Printf("%q %q\n", bytes.Replace(b, []byte(c), []byte("<>"), 2), bytes.SplitAfterN(b, []byte(c), 3))
			rest, ok := bytes.CutPrefix(b, []byte(c))
			fmt.Printf("%q %v ", rest, ok)
			rest, ok = bytes.CutSuffix(b, []byte(c))
			fmt.Printf("%q %v\n", rest, ok)
			for part := range bytes.SplitSeq(b, []byte(c)) {
				fmt.Printf("%q ", part)
			}
			for part := range bytes.SplitAfterSeq(b, []byte(c)) {
				fmt.Printf("%q ", part)
			}
			for part := range strings.SplitSeq(t, c) {
				fmt.Printf("%q ", part)
			}
			for part := range strings.SplitAfterSeq(t, c) {
				fmt.Printf("%q ", part)
			}
			fmt.Println()
		}
		for _, c := range []rune{'a', 'l', 'é', 0xfffd, '語', -1} {
			fmt.Println(bytes.ContainsRune(b, c), bytes.IndexRune(b, c), bytes.IndexByte(b, byte(c)), bytes.LastIndexByte(b, byte(c)), strings.ContainsRune(t, c))
		}
		fmt.Println(bytes.ContainsFunc(b, isUpper), bytes.IndexFunc(b, isUpper), bytes.LastIndexFunc(b, isUpper), strings.ContainsFunc(t, isUpper))
		fmt.Printf("%q %q %q %q\n", bytes.FieldsFunc(b, isUpper), bytes.TrimLeftFunc(b, unicode.IsSpace), bytes.TrimRightFunc(b, unicode.IsSpace), bytes.Clone(b))
		fmt.Printf("%q %q %q %q\n", bytes.Title(b), bytes.ToLower(b), bytes.ToTitle(b), bytes.ToValidUTF8(b, []byte("?")))
		for part := range bytes.FieldsSeq(b) {
			fmt.Printf("%q ", part)
		}
		for part := range bytes.FieldsFuncSeq(b, isUpper) {
			fmt.Printf("%q ", part)
		}
		for part := range strings.FieldsSeq(t) {
			fmt.Printf("%q ", part)
		}
		for part := range strings.FieldsFuncSeq(t, isUpper) {
			fmt.Printf("%q ", part)
		}
		for part := range bytes.Lines(bytes.ReplaceAll(b, []byte(" "), []byte("\n"))) {
			fmt.Printf("%q ", part)
		}
		fmt.Println()
	}
	fmt.Println(bytes.Clone(nil) == nil)
}

// reader is what readers of strings and bytes have in common.
type reader interface {
	io.Reader
	io.ReaderAt
	io.ByteScanner
	io.RuneScanner
	io.Seeker
	io.WriterTo
	Len() int
	Size() int64
}

func read(r reader) {
	p := make([]byte, 4)
	c, err := r.ReadByte()
	fmt.Println(c, err, r.UnreadByte(), r.UnreadByte(), r.UnreadRune())
	ru, size, err := r.ReadRune()
	fmt.Println(ru, size, err, r.UnreadRune(), r.UnreadRune(), r.Len(), r.Size())
	n, err := r.Read(p)
	fmt.Println(n, err, p)
	n, err = r.ReadAt(p, 2)
	fmt.Println(n, err, p)
	n, err = r.ReadAt(p, -1)
	fmt.Println(n, err)
	for whence := range 4 {
		at, err := r.Seek(int64(whence-1), whence)
		fmt.Println(at, err, r.Len())
	}
	fmt.Println(r.Seek(-100, io.SeekEnd))
	r.Seek(1, io.SeekStart)
	var w bytes.Buffer
	written, err := r.WriteTo(&w)
	fmt.Println(written, err, w.String())
}

func readers() {
	for _, t := range texts {
		read(strings.NewReader(t))
		read(bytes.NewReader([]byte(t)))
		s, b := strings.NewReader("x"), bytes.NewReader([]byte("x"))
		s.Reset(t)
		b.Reset([]byte(t))
		p := make([]byte, 5)
		fmt.Println(s.Len(), s.Size(), b.Len(), b.Size())
		fmt.Println(s.ReadAt(p, 1))
		fmt.Println(b.ReadAt(p, 1))
		fmt.Println(s.ReadByte())
		fmt.Println(b.ReadByte())
		fmt.Println(s.UnreadByte(), b.UnreadByte())
		fmt.Println(s.ReadRune())
		fmt.Println(b.ReadRune())
		fmt.Println(s.UnreadRune(), b.UnreadRune())
		fmt.Println(s.Read(p))
		fmt.Println(b.Read(p))
		fmt.Println(s.Seek(1, 0))
		fmt.Println(b.Seek(1, 0))
		var w strings.Builder
		fmt.Println(s.WriteTo(&w))
		fmt.Println(b.WriteTo(&w))
		fmt.Println(w.String())
	}
}

func buffers() {
	for i, t := range texts {
		b := bytes.NewBufferString(t)
		c := bytes.NewBuffer([]byte(t))
		fmt.Println(b.Len(), c.Cap() >= len(t), b.Available() >= 0, len(b.AvailableBuffer()))
		b.Grow(i)
		fmt.Println(b.Write([]byte(t)))
		fmt.Println(b.WriteString("é!"))
		fmt.Println(b.WriteByte('x'), b.Available() >= 0)
		fmt.Println(b.WriteRune('語'))
		fmt.Println(b.ReadByte())
		fmt.Println(b.UnreadByte(), b.UnreadByte())
		fmt.Println(b.ReadRune())
		fmt.Println(b.UnreadRune(), b.UnreadRune())
		p := make([]byte, 3)
		fmt.Println(b.Read(p))
		fmt.Printf("%q\n", b.Next(2))
		fmt.Println(b.ReadBytes(' '))
		fmt.Println(b.ReadString('x'))
		fmt.Println(b.ReadFrom(strings.NewReader(t)))
		b.Truncate(b.Len() / 2)
		fmt.Println(b.String(), b.Len())
		fmt.Println(b.WriteTo(c))
		fmt.Printf("%q %q\n", b.Bytes(), c.Bytes())
		var s strings.Builder
		s.Grow(i)
		fmt.Println(s.Cap() >= i)
		fmt.Println(s.Write([]byte(t)))
		fmt.Println(s.WriteString(t))
		fmt.Println(s.WriteByte('b'))
		fmt.Println(s.WriteRune('é'))
		fmt.Println(s.String(), s.Len())
		s.Reset()
		fmt.Println(s.Cap(), s.Len())
		fmt.Println(strings.NewReplacer("a", "1", "l", "", " ", "__").WriteString(&s, t))
		fmt.Println(s.String())
	}
}

func numbers() {
	for _, t := range texts {
		out := []byte("=")
		out = strconv.AppendQuote(out, t)
		out = strconv.AppendQuoteToASCII(out, t)
		out = strconv.AppendQuoteToGraphic(out, t)
		fmt.Println(string(out))
		_, err := strconv.Atoi(t)
		var num *strconv.NumError
		if errors.As(err, &num) {
			fmt.Println(num.Error(), num.Unwrap(), num.Func, num.Num)
		}
	}
	for _, r := range []rune{'a', 'é', 0x2028, 0xfffd, 0x10ffff, '\'', '\n', 0xad} {
		out := strconv.AppendQuoteRune(nil, r)
		out = strconv.AppendQuoteRuneToASCII(out, r)
		out = strconv.AppendQuoteRuneToGraphic(out, r)
		fmt.Println(string(out), unicode.IsPrint(r))
	}
	for _, x := range []int64{0, -1, 77, 1 << 40} {
		out := strconv.AppendInt(nil, x, 7)
		out = strconv.AppendUint(append(out, ' '), uint64(x), 36)
		out = strconv.AppendBool(append(out, ' '), x > 0)
		out = strconv.AppendFloat(append(out, ' '), float64(x)/3, 'g', -1, 32)
		fmt.Println(string(out), strconv.FormatBool(x < 0), strconv.FormatComplex(complex(float64(x), 0.5), 'f', 2, 64))
	}
	for _, t := range texts {
		fmt.Println(utf8.DecodeRune([]byte(t)))
		fmt.Println(utf8.DecodeLastRune([]byte(t)))
		for i := range len(t) {
			fmt.Print(utf8.RuneStart(t[i]), " ")
		}
		fmt.Println()
	}
}

func printing() {
	var a int
	var b string
	for _, t := range []string{"12 abc\n", "7\n", "x y\n", "", "3 four five\n"} {
		fmt.Println(string(fmt.Append([]byte("<"), t, 1, 2, "x")), string(fmt.Appendf(nil, "%q|%d", t, len(t))), string(fmt.Appendln(nil, t, 5)))
		fmt.Print(fmt.Sprintln(t, 1, true))
		n, err := fmt.Fscan(strings.NewReader(t), &a, &b)
		fmt.Println(n, err, a, b)
		n, err = fmt.Fscanf(strings.NewReader(t), "%d %s", &a, &b)
		fmt.Println(n, err, a, b)
		n, err = fmt.Fscanln(strings.NewReader(t), &a, &b)
		fmt.Println(n, err, a, b)
		// Nothing comes in.
		n, err = fmt.Scan(&a)
		fmt.Println(n, err)
		n, err = fmt.Scanf("%d", &a)
		fmt.Println(n, err)
		n, err = fmt.Scanln(&a)
		fmt.Println(n, err)
	}
}

func main() {
	bytesOf()
	readers()
	buffers()
	numbers()
	printing()
}
