// Interface values hold copies or pointers; method sets; interface embedding and conversion between interfaces.
package main

import "fmt"

type reader interface{ read() string }
type writer interface{ write(string) }
type readWriter interface {
	reader
	writer
}
type closer interface{ close() error }
type rwc interface {
	readWriter
	closer
	reader
}

type file struct {
	data   string
	closed bool
}

func (f *file) read() string   { return f.data }
func (f *file) write(s string) { f.data += s }
func (f *file) close() error {
	if f.closed {
		return fmt.Errorf("already closed")
	}
	f.closed = true
	return nil
}

type constant string

func (c constant) read() string { return string(c) }

type upper struct{ reader }

func (u upper) read() string { return "<" + u.reader.read() + ">" }

type fn func() string

func (f fn) read() string { return f() }

type num int

func (n num) read() string { return fmt.Sprint(int(n)) }
func (n *num) bump()       { *n++ }

type empty struct{}

func (empty) read() string { return "empty" }

func dump(rs ...reader) {
	for _, r := range rs {
		fmt.Print(r.read(), " ")
	}
	fmt.Println()
}

func main() {
	f := &file{data: "d"}
	n := num(1)
	dump(f, constant("c"), upper{f}, upper{upper{constant("n")}}, fn(func() string { return "fn" }), n, &n, empty{}, &empty{})
	var r reader = n
	n.bump()
	dump(r, n, &n)
	var x rwc = f
	x.write("ata")
	var rw readWriter = x
	r = rw
	fmt.Println(r.read(), x.close(), x.close())
	w, ok := r.(writer)
	fmt.Println(ok, w != nil, w == writer(f))
	_, ok = reader(constant("x")).(writer)
	fmt.Println(ok)
	c := r.(interface {
		read() string
		close() error
	})
	fmt.Println(c.close())
	read := r.read
	f.data = "changed"
	fmt.Println(read(), reader.read(r), (*file).read(f), upper{f}.reader.read())
	var e any = r
	switch v := e.(type) {
	case closer:
		fmt.Println("closer", v.close())
	case reader:
		fmt.Println("reader")
	}
	m := map[reader]int{constant("a"): 1, f: 2, num(5): 3}
	fmt.Println(m[f], m[constant("a")], m[num(5)], m[num(6)], len(m))
	rs := []reader{constant("x"), nil}
	fmt.Println(rs[1] == nil, len(rs))
	var p *file
	r = p
	fmt.Println(r == nil, r != nil, r == reader((*file)(nil)))
	func() {
		defer func() { fmt.Println(recover()) }()
		r.read()
	}()
	defer func() { fmt.Println(recover()) }()
	var u upper
	u.read()
}
