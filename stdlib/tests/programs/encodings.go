package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

type plain struct {
	s    string
	step int
}

func (p *plain) Read(b []byte) (int, error) {
	if p.s == "" {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.step)], p.s)
	p.s = p.s[n:]
	return n, nil
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

var seed = uint32(7)

func random(n int) int {
	seed = seed*1664525 + 1013904223
	return int(seed>>8) % n
}

func data(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(random(256))
	}
	return b
}

// drain reads all with buffers of a size.
func drain(r io.Reader, size int) string {
	var out []byte
	b := make([]byte, size)
	for range 200 {
		n, err := r.Read(b)
		out = append(out, b[:n]...)
		if err != nil {
			return fmt.Sprintf("%x %v", out, err)
		}
	}
	return "endless"
}

func hexes() {
	for n := range 40 {
		src := data(n)
		text := hex.EncodeToString(src)
		dst := make([]byte, hex.EncodedLen(n))
		fmt.Println(n, text, hex.Encode(dst, src), string(dst), string(hex.AppendEncode([]byte("x"), src)))
		back, err := hex.DecodeString(strings.ToUpper(text))
		fmt.Println(bytes.Equal(back, src), err)
		bad := []byte(text + "a")
		if n%3 == 1 {
			bad[random(len(bad))] = "gG \n-\xff"[random(6)]
		}
		back, err = hex.DecodeString(string(bad))
		fmt.Println(back, err)
		back, err = hex.AppendDecode([]byte{1}, bad)
		fmt.Println(back, err)
		m, err := hex.Decode(bad, bad)
		fmt.Println(m, err, hex.DecodedLen(n))
		fmt.Print(hex.Dump(src))
		var b bytes.Buffer
		e := hex.NewEncoder(&b)
		m, err = e.Write(src)
		fmt.Println(m, err, b.String())
		for _, s := range []string{text, text + "a", text + "z", string(bad) + "00"} {
			fmt.Println(drain(hex.NewDecoder(&plain{s, 1 + n%5}), 1+n%7))
		}
		d := hex.Dumper(&b)
		for i := range src {
			d.Write(src[i : i+1])
		}
		fmt.Println(d.Close(), d.Close())
		_, err = d.Write(src)
		fmt.Println(b.String(), err)
	}
	try("short", func() { hex.Encode(make([]byte, 1), []byte("x")) })
	try("short", func() { hex.Decode(make([]byte, 1), []byte("0011")) })
	fmt.Println(hex.InvalidByteError('x'), errors.Is(hex.ErrLength, hex.ErrLength))
}

func bases() {
	encs := []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.Strict(), base64.RawStdEncoding.Strict(), base64.StdEncoding.WithPadding('*')}
	for i, enc := range encs {
		for n := range 24 {
			src := data(n)
			text := enc.EncodeToString(src)
			back, err := enc.DecodeString(text)
			fmt.Println(i, n, text, bytes.Equal(back, src), err, enc.EncodedLen(n), enc.DecodedLen(n), string(enc.AppendEncode([]byte("-"), src)))
			var b bytes.Buffer
			e := base64.NewEncoder(enc, &b)
			for len(src) > 0 {
				k := min(1+random(5), len(src))
				m, err := e.Write(src[:k])
				fmt.Print(m, err, " ")
				src = src[k:]
			}
			fmt.Println(e.Close(), b.String())
			for range 12 {
				bad := []byte(text)
				for range random(3) {
					if len(bad) > 0 {
						bad[random(len(bad))] = "=*A-+\n\r!/_\xff"[random(11)]
					}
				}
				if random(3) == 0 {
					bad = bad[:random(len(bad)+1)]
				}
				for range random(3) {
					at := random(len(bad) + 1)
					bad = []byte(string(bad[:at]) + []string{"\n", "=", "\r\n", "A", "=\n"}[random(5)] + string(bad[at:]))
				}
				got, err := enc.DecodeString(string(bad))
				fmt.Printf("%q %x %v\n", bad, got, err)
				got, err = enc.AppendDecode([]byte("z"), bad)
				fmt.Printf("%x %v ", got, err)
				fmt.Println(drain(base64.NewDecoder(enc, &plain{string(bad), 1 + random(9)}), 1+random(9)))
			}
		}
	}
	for _, a := range []string{"", "abc", strings.Repeat("a", 64), strings.Repeat("\n", 64)} {
		try("64", func() { base64.NewEncoding(a) })
		try("32", func() { base32.NewEncoding(a[:len(a)/2]) })
	}
	for _, r := range []rune{'A', '\n', '\r', -2, 256, '@', -1} {
		try("64", func() { fmt.Println(base64.StdEncoding.WithPadding(r).EncodeToString([]byte("a"))) })
		try("32", func() { fmt.Println(base32.StdEncoding.WithPadding(r).EncodeToString([]byte("a"))) })
	}
	encs32 := []*base32.Encoding{base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding), base32.HexEncoding.WithPadding('*')}
	for i, enc := range encs32 {
		for n := range 24 {
			src := data(n)
			text := enc.EncodeToString(src)
			back, err := enc.DecodeString(text)
			fmt.Println(i, n, text, bytes.Equal(back, src), err, enc.EncodedLen(n), enc.DecodedLen(n), string(enc.AppendEncode([]byte("-"), src)))
			var b bytes.Buffer
			e := base32.NewEncoder(enc, &b)
			for len(src) > 0 {
				k := min(1+random(5), len(src))
				m, err := e.Write(src[:k])
				fmt.Print(m, err, " ")
				src = src[k:]
			}
			fmt.Println(e.Close(), b.String())
			fmt.Println(drain(base32.NewDecoder(enc, &plain{text, []int{1 + random(9), 1000}[i/2%2]}), 1+random(9)))
			for range 12 {
				bad := []byte(text)
				for range random(3) {
					if len(bad) > 0 {
						bad[random(len(bad))] = "=*A7\n\r!8V\xff"[random(10)]
					}
				}
				if enc != encs32[2] && random(3) == 0 {
					bad = bad[:random(len(bad)+1)]
				}
				got, err := enc.DecodeString(string(bad))
				fmt.Printf("%q %x %v\n", bad, got, err)
			}
		}
	}
}

func records() {
	texts := []string{"", "a,b,c\n", "a,b\r\nc,d\r\n", "\"a\",\"b\"\"c\"\n", "a,\"b\nc\",d\n\nx,y,z", "# comment\na,b\n#c\n", " a, \"b\" ,c\n", "a\"b,c\n", "\"a\"b,c\n", "\"a\n\nb", "\"a", "a,b\nc\nd,e,f\n", "x;y;z\n", "é,\"ü\"\n", "\r\n\r\n", "a\r", "a,b\r", "\"a\r\nb\",c\r\n", ",,\n,\n", "\"\",\"\"\n", "a,\"\"\"\"\n", "\"x\" \n", "   \n", "a,   \n", "a,\"b\"c\"d\",e\n", "\"a\"\"", "\"a\"x\"\n", "\n\n\na\n", "\"#x\"\n#y", "a;\"b;\nc\";d"}
	for range 60 {
		n := random(14)
		var b []byte
		for range n {
			b = append(b, "a\",\n\r;# x\t"[random(10)])
		}
		texts = append(texts, string(b))
	}
	for _, text := range texts {
		for mode := range 12 {
			r := csv.NewReader(strings.NewReader(text))
			r.LazyQuotes = mode&1 == 1
			r.TrimLeadingSpace = mode&2 == 2
			r.FieldsPerRecord = mode%3 - 1
			if mode > 5 {
				r.Comment = '#'
				r.ReuseRecord = true
			}
			if mode > 9 {
				r.Comma = ';'
			}
			for range 8 {
				rec, err := r.Read()
				fmt.Printf("%q %t %v %d ", rec, rec == nil, err, r.InputOffset())
				for i := range rec {
					line, col := r.FieldPos(i)
					fmt.Print(line, ":", col, " ")
				}
				var pe *csv.ParseError
				if errors.As(err, &pe) {
					fmt.Print(pe.StartLine, pe.Line, pe.Column, pe.Unwrap() == csv.ErrQuote)
				}
				if err == io.EOF {
					break
				}
			}
			fmt.Println()
			r = csv.NewReader(strings.NewReader(text))
			r.FieldsPerRecord = -1
			all, err := r.ReadAll()
			fmt.Printf("%q %v\n", all, err)
		}
	}
	for _, c := range []rune{0, '"', '\n', '\r', 0xFFFD, 0x110000, 'é', '\t', '#'} {
		r := csv.NewReader(strings.NewReader("a\tbéc#d"))
		r.Comma, r.Comment = c, '#'
		rec, err := r.Read()
		fmt.Println(rec, err)
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = c
		fmt.Println(w.Write([]string{"a\tb", "é", "#"}))
		w.Flush()
		fmt.Println(b.String(), w.Error())
	}
	try("pos", func() { csv.NewReader(strings.NewReader("")).FieldPos(0) })
	fields := []string{"", "a", " a", "a b", "a,b", "\"", "a\"b", "\n", "x\r\ny", "\r", `\.`, "\u2003x", "é", ";", "#c", "'"}
	for _, f := range fields {
		for _, g := range fields {
			for _, crlf := range []bool{false, true} {
				var b bytes.Buffer
				w := csv.NewWriter(&b)
				w.UseCRLF = crlf
				err := w.WriteAll([][]string{{f, g}, {g}})
				fmt.Printf("%q %v %v\n", b.String(), err, w.Error())
			}
		}
	}
}

func main() {
	hexes()
	bases()
	records()
}
