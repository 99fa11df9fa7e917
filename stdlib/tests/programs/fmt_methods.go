package main

import (
	"errors"
	"fmt"
	"strings"
)

type Str struct{ n int }

func (s Str) String() string { return fmt.Sprintf("Str<%d>", s.n) }

type PStr struct{ n int }

func (s *PStr) String() string { return fmt.Sprint("PStr:", s.n) }

type Err struct{ code int }

func (e Err) Error() string { return "err " + fmt.Sprint(e.code) }

type Both int

func (Both) Error() string  { return "E" }
func (Both) String() string { return "S" }

type Go struct{}

func (Go) GoString() string { return "Go{!}" }
func (Go) String() string   { return "go" }

type Form struct{ a, b int }

func (f Form) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "<%c %d %v %d %v %t %t %t %t %t %s>", verb, w, wok, p, pok, s.Flag('+'), s.Flag('-'), s.Flag('#'), s.Flag(' '), s.Flag('0'), fmt.FormatString(s, verb))
}

type Bad struct{ why any }

func (b Bad) String() string { panic(b.why) }

type NilRecv struct{ s string }

func (n *NilRecv) String() string { return n.s }

type Color int

const (
	Red Color = iota
	Green
)

func (c Color) String() string { return [...]string{"Red", "Green"}[c] }

type holder struct {
	Exported Str
	hidden   Str
	C        Color
	c        Color
	Any      any
	Err      error
}

type embeds struct {
	Str
	N int
}

type inner struct{ V Str }
type outer struct {
	inner
	x inner
}

func main() {
	s := Str{4}
	fmt.Println(s, &s, []Str{{1}, {2}}, [1]Str{{3}}, map[string]Str{"k": {5}}, map[Str]int{{6}: 1})
	fmt.Printf("%v %s %+v %#v %d %q %x %10s| %-10s| %.3s %T %X\n", s, s, s, s, s, s, s, s, s, s, s, s)
	p := &PStr{7}
	fmt.Println(p, *p, []*PStr{p}, []any{p, *p})
	fmt.Println(Err{1}, &Err{2}, []error{Err{3}, nil}, Both(1), []Both{1, 2})
	fmt.Printf("%v %#v %s %d %+v\n", Go{}, Go{}, Go{}, Go{}, []Go{{}})
	fmt.Printf("%#v %#v\n", []Go{{}}, struct{ G Go }{})
	fmt.Printf("%v|%+v|%#v|%5d|%-8.3f|% 06x|%s|%w\n", Form{}, Form{}, Form{}, Form{}, Form{}, Form{}, []Form{{}}, Form{})
	fmt.Println(Form{1, 2}, fmt.Sprint(Form{}))
	fmt.Printf("%v %s\n", Bad{"boom"}, Bad{errors.New("wrapped")})
	fmt.Printf("%v\n", Bad{Bad{5}.why})
	fmt.Printf("%v\n", Bad{s})
	var np *NilRecv
	fmt.Printf("%v %s %+v\n", np, np, []*NilRecv{np})
	fmt.Println(Red, Green, []Color{Green, Red}, map[Color]int{Green: 1, Red: 2})
	fmt.Printf("%d %v %s %x %q %#v\n", Green, Green, Green, Green, Green, Green)
	fmt.Printf("%v\n", Color(5))
	h := holder{Exported: Str{1}, hidden: Str{2}, C: Green, c: Green, Any: Str{3}, Err: Err{4}}
	fmt.Printf("%v\n%+v\n", h, h)
	fmt.Println(&h)
	fmt.Println(embeds{Str{9}, 1}, []any{embeds{Str{8}, 2}})
	fmt.Printf("%v %+v\n", outer{inner{Str{1}}, inner{Str{2}}}, outer{inner{Str{1}}, inner{Str{2}}})
	fmt.Printf("%d %s\n", []any{Str{1}, Err{2}, 3}, []any{Str{1}, Err{2}, 3})
	fmt.Printf("%!%d\n", Str{1})
	fmt.Printf("%d\n", 1, Str{2}, Err{3})
	fmt.Printf("%z %t\n", Str{1}, Str{2})
	fmt.Print(Str{1}, Str{2}, "x", Str{3}, "\n")
	e1 := errors.New("one")
	e2 := fmt.Errorf("two: %w", e1)
	e3 := fmt.Errorf("three: %w and %w", e2, Err{9})
	fmt.Println(e1, e2, e3, errors.Unwrap(e2) == e1, errors.Unwrap(e3), errors.Is(e3, e1), errors.Is(e3, Err{9}), errors.Is(e3, Err{8}))
	fmt.Printf("%T %T %T %T\n", e1, e2, e3, fmt.Errorf("plain %d", 1))
	fmt.Println(fmt.Errorf("%w", nil), fmt.Errorf("%w", 5), fmt.Errorf("%[2]w %[1]w", e1, e2), fmt.Errorf("%w %d"))
	fmt.Println(errors.Unwrap(fmt.Errorf("%w", 5)), errors.Unwrap(fmt.Errorf("%v", e1)))
	fmt.Printf("%w %w\n", e1, 5)
	fmt.Printf("%v %s %q %x %10s|\n", e1, e1, e1, e1, e1)
	fmt.Printf("%+v %#v\n", e2, Err{3})
	var sb strings.Builder
	fmt.Fprintf(&sb, "%d-%s", 1, s)
	fmt.Fprintln(&sb, "!", s)
	fmt.Fprint(&sb, s, s)
	fmt.Println(sb.String(), sb.Len())
	fmt.Println(error(nil), fmt.Stringer(nil))
	type local struct{ E error }
	fmt.Println(local{}, local{e1}, &local{e2})
}
