package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A plain reader without any other method, which gives at most step bytes a time and logs what it was asked for.
type plain struct {
	s    string
	step int
	err  error
	log  bool
}

func (p *plain) Read(b []byte) (int, error) {
	if p.log {
		fmt.Print("<", len(b), ">")
	}
	if p.s == "" {
		return 0, p.err
	}
	n := copy(b[:min(len(b), p.step)], p.s)
	p.s = p.s[n:]
	return n, nil
}

type sink struct {
	room int
	err  error
	got  []byte
}

func (s *sink) Write(p []byte) (int, error) {
	n := min(len(p), s.room)
	s.got = append(s.got, p[:n]...)
	s.room -= n
	if n < len(p) {
		return n, s.err
	}
	return n, nil
}

type liar int

func (l liar) Write(p []byte) (int, error) { return int(l), nil }

type at struct{ b []byte }

func (a *at) WriteAt(p []byte, off int64) (int, error) {
	if int(off) > len(a.b) {
		return 0, errors.New("gap")
	}
	n := copy(a.b[off:], p)
	if n < len(p) {
		return n, io.ErrShortWrite
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

func copies() {
	for _, s := range []string{"", "x", "hello, world", strings.Repeat("abc", 50)} {
		for _, step := range []int{1, 7, 1000} {
			for _, end := range []error{io.EOF, broken} {
				for _, room := range []int{0, 5, 1000} {
					for _, werr := range []error{nil, broken} {
						w := &sink{room: room, err: werr}
						n, err := io.Copy(w, &plain{s: s, step: step, err: end})
						fmt.Print(len(s), step, end, room, werr, ": ", n, err, len(w.got))
						w = &sink{room: room, err: werr}
						n, err = io.CopyN(w, &plain{s: s, step: step, err: end}, 9)
						fmt.Print(" ", n, err, len(w.got))
						w = &sink{room: room, err: werr}
						n, err = io.CopyBuffer(w, &plain{s: s, step: step, err: end, log: true}, make([]byte, 3))
						fmt.Print(" ", n, err, len(w.got))
						w = &sink{room: room, err: werr}
						n, err = io.Copy(w, strings.NewReader(s))
						fmt.Print(" ", n, err, len(w.got))
						var b bytes.Buffer
						n, err = io.Copy(&b, io.TeeReader(&plain{s: s, step: step, err: end}, &sink{room: room, err: werr}))
						fmt.Print(" ", n, err, b.Len())
						m, err := io.WriteString(io.MultiWriter(&sink{room: room, err: werr}, &b, io.MultiWriter(io.Discard)), s)
						fmt.Print(" ", m, err, b.Len())
						m, err = io.MultiWriter(&b, &sink{room: room, err: werr}).Write([]byte(s))
						fmt.Println(" ", m, err, b.Len())
					}
				}
			}
			all, err := io.ReadAll(io.MultiReader(&plain{s: s, step: step, err: io.EOF}, strings.NewReader("+"), io.MultiReader(), &plain{s: s, step: step, err: io.EOF}))
			fmt.Println(string(all), err)
			var b bytes.Buffer
			n, err := io.Copy(&b, io.MultiReader(&plain{s: s, step: step, err: io.EOF}, io.MultiReader(strings.NewReader("-"), strings.NewReader("+"))))
			fmt.Println(n, err, b.String())
			for _, n := range []int64{-1, 0, 1, 5, 1000} {
				l := io.LimitReader(&plain{s: s, step: step, err: io.EOF, log: true}, n)
				all, err := io.ReadAll(l)
				fmt.Println(len(all), err, l.(*io.LimitedReader).N)
			}
			for _, least := range []int{0, 1, 4, 10} {
				buf := make([]byte, 9)
				n, err := io.ReadAtLeast(&plain{s: s, step: step, err: io.EOF}, buf, least)
				fmt.Print(n, err, " ")
				n, err = io.ReadFull(&plain{s: s, step: step, err: broken}, buf[:least%9])
				fmt.Println(n, err)
			}
		}
	}
	for _, l := range []liar{-1, 0, 2, 9} {
		n, err := io.Copy(l, &plain{s: "abc", step: 3, err: io.EOF})
		fmt.Println(l, n, err)
	}
	try("empty", func() { io.CopyBuffer(&sink{}, &plain{}, []byte{}) })
	try("struct", func() {
		n, err := io.CopyBuffer(io.Discard, strings.NewReader("abc"), []byte{})
		fmt.Println(n, err)
	})
	n, err := io.Discard.Write([]byte("xyz"))
	fmt.Println(n, err)
	m, err := io.Discard.(io.ReaderFrom).ReadFrom(&plain{s: strings.Repeat("q", 20000), step: 9999, err: broken})
	fmt.Println(m, err)
	c := io.NopCloser(strings.NewReader("abc"))
	_, isTo := c.(io.WriterTo)
	fmt.Println(c.Close(), isTo)
	_, isTo = io.NopCloser(&plain{}).(io.WriterTo)
	fmt.Println(isTo)
}

func sections() {
	text := "0123456789"
	for _, off := range []int64{0, 3, 9, 10, 12} {
		for _, n := range []int64{0, 1, 5, 10, 1<<63 - 1} {
			s := io.NewSectionReader(strings.NewReader(text), off, n)
			all, err := io.ReadAll(s)
			_, o, l := s.Outer()
			fmt.Printf("%d %d: %q %v %d %d %d\n", off, n, all, err, s.Size(), o, l)
			for _, at := range []int64{-1, 0, 2, 5, 20} {
				b := make([]byte, 3)
				m, err := s.ReadAt(b, at)
				fmt.Printf("%d %v %q; ", m, err, b[:m])
				for whence := -1; whence < 4; whence++ {
					p, err := s.Seek(at, whence)
					fmt.Print(p, err, " ")
				}
				m, err = s.Read(b)
				fmt.Println(m, err)
			}
		}
	}
	for _, off := range []int64{0, 4} {
		a := &at{[]byte("..........")}
		w := io.NewOffsetWriter(a, off)
		for _, to := range []int64{-5, -1, 0, 2, 8} {
			n, err := w.WriteAt([]byte("at"), to)
			fmt.Print(n, err, " ")
			for whence := -1; whence < 4; whence++ {
				p, err := w.Seek(to, whence)
				fmt.Print(p, err, " ")
			}
			n, err = w.Write([]byte("wr"))
			fmt.Println(n, err, string(a.b))
		}
	}
}

func seeks() {
	type reader interface {
		io.ReadSeeker
		io.ReaderAt
		io.ByteScanner
		io.RuneScanner
		io.WriterTo
		Len() int
		Size() int64
	}
	for _, text := range []string{"", "a", "héllo", "\xff\xfe世界"} {
		for _, r := range []reader{strings.NewReader(text), bytes.NewReader([]byte(text))} {
			for _, at := range []int64{-2, 0, 1, 3, 50} {
				for whence := -1; whence < 4; whence++ {
					p, err := r.Seek(at, whence)
					fmt.Print(p, err, " ", r.Len(), r.Size(), " ")
					c, err := r.ReadByte()
					fmt.Print(c, err, r.UnreadByte(), r.UnreadByte(), r.UnreadRune(), " ")
					ru, n, err := r.ReadRune()
					fmt.Print(ru, n, err, r.UnreadRune(), r.UnreadRune(), r.UnreadByte(), " ")
					b := make([]byte, 2)
					m, err := r.Read(b)
					fmt.Print(m, err, b)
					m, err = r.ReadAt(b, at)
					fmt.Println(" ", m, err, b, r.UnreadRune())
				}
			}
			r.Seek(0, io.SeekStart)
			for _, room := range []int{1, 0, 100} {
				n, err := r.WriteTo(&sink{room: room})
				fmt.Println(n, err, r.Len())
			}
		}
	}
	sr, br := strings.NewReader("x"), bytes.NewReader([]byte("x"))
	sr.Reset("new")
	br.Reset([]byte("new"))
	fmt.Println(sr.Len(), br.Len())
}

func pipes() {
	r, w := io.Pipe()
	done := make(chan bool)
	go func() {
		for _, s := range []string{"hello", "", "world", "x"} {
			n, err := w.Write([]byte(s))
			fmt.Fprint(io.Discard, n, err)
		}
		w.CloseWithError(broken)
		w.Write([]byte("late"))
		done <- true
	}()
	b := make([]byte, 3)
	for {
		n, err := r.Read(b)
		fmt.Printf("%q %v\n", b[:n], err)
		if err != nil {
			break
		}
	}
	<-done
	fmt.Println(r.Close())
	n, err := r.Read(b)
	fmt.Println(n, err)
	r, w = io.Pipe()
	go func() {
		io.ReadFull(r, b)
		r.CloseWithError(broken)
		done <- true
	}()
	n, err = w.Write([]byte("abcdef"))
	fmt.Println(n, err)
	<-done
	n, err = w.Write([]byte("abcdef"))
	fmt.Println(n, err, w.Close())
	n, err = r.Read(b)
	fmt.Println(n, err)
	r, w = io.Pipe()
	go func() {
		io.Copy(w, strings.NewReader("copied through"))
		w.Close()
	}()
	all, err := io.ReadAll(r)
	fmt.Println(string(all), err)
	r, w = io.Pipe()
	r.Close()
	n, err = w.Write([]byte("x"))
	fmt.Println(n, err, errors.Is(err, io.ErrClosedPipe))
}

func main() {
	copies()
	sections()
	seeks()
	pipes()
}
