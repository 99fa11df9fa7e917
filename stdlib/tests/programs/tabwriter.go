package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
)

var seed = uint32(11)

func random(n int) int {
	seed = seed*1664525 + 1013904223
	return int(seed>>8) % n
}

type limited struct{ room int }

func (l *limited) Write(p []byte) (int, error) {
	if l.room -= len(p); l.room < 0 {
		return 0, errors.New("full")
	}
	return len(p), nil
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panics:", r)
		}
	}()
	f()
}

func main() {
	texts := []string{"", "a\tb\tc\n", "a\tb\nccc\tdd\neeeee\tf\n", "\ta\n\t\tb\n", "a\vb\vc\n\v\vx\n", "one\n\ntwo\tthree\n", "a\tb", "a\t", "x\ty\fz\tw\n", "é\tüü\n世界\tx\n", "<b>bold</b>\tplain\n&lt;x\ty&amp;\n", "\xffa\tb\xff\tc\nd\te\n", "\xffunfinished\t", "<unfinished\tx\n", "a\t\t\tb\n1\t2\t3\t4\n\t\t\n", "\v\v\v\n\v\v\v\n"}
	pieces := []string{"\t", "\t", "\v", "\n", "\n", "\f", "a", "bb", "long text", "é", " ", "<i>", "&gt;", "\xff", "x\ty\n"}
	for range 20 {
		s := ""
		for range 3 + random(15) {
			s += pieces[random(len(pieces))]
		}
		texts = append(texts, s)
	}
	type format struct {
		min, tab, pad int
		char          byte
	}
	formats := []format{{0, 8, 1, ' '}, {8, 8, 1, '\t'}, {5, 0, 0, '.'}, {0, 4, 2, '*'}, {0, 0, 0, '\t'}, {3, 3, 3, '-'}}
	for _, text := range texts {
		for _, f := range formats {
			for flags := range uint(64) {
				if flags%7 != uint(len(text))%7 && flags&(flags-1) != 0 {
					continue
				}
				var b bytes.Buffer
				w := tabwriter.NewWriter(&b, f.min, f.tab, f.pad, f.char, flags)
				var err error
				n := 0
				if flags%2 == 0 {
					n, err = io.WriteString(w, text)
				} else {
					for i := range len(text) {
						m := 0
						m, err = w.Write([]byte(text[i : i+1]))
						n += m
					}
				}
				fmt.Printf("%q %d %v %v\n", b.String(), n, err, w.Flush())
				fmt.Printf("%q\n", b.String())
			}
		}
	}
	for room := range 12 {
		w := tabwriter.NewWriter(&limited{room}, 0, 8, 1, ' ', 0)
		n, err := fmt.Fprint(w, "ab\tc\nd\te\n\nf\tg\n")
		fmt.Println(n > 0, err, w.Flush() != nil)
	}
	try(func() { new(tabwriter.Writer).Init(io.Discard, -1, 0, 0, 0, 0) })
	w := new(tabwriter.Writer)
	var b bytes.Buffer
	w.Init(&b, 5, 0, 1, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc\t")
	fmt.Fprintln(w, "aaaa\tbbbbbbb\tc\t")
	w.Flush()
	w.Init(&b, 5, 0, 1, ' ', 0)
	fmt.Fprintln(w, "x\ty")
	w.Flush()
	fmt.Print(b.String())
}
