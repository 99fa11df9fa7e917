// The verbs of fmt for every kind of value.
package main

import (
	"errors"
	"fmt"
)

type pt struct {
	X, Y int
	name string
}

type str struct{ v int }

func (s str) String() string { return fmt.Sprintf("str(%d)", s.v) }

type ptrStr struct{ v int }

func (s *ptrStr) String() string { return "ptrStr" }

type gostr int

func (g gostr) GoString() string { return "gostr!" }

type level int

const (
	low level = iota
	high
)

func (l level) String() string {
	switch l {
	case low:
		return "low"
	case high:
		return "high"
	}
	return fmt.Sprintf("level(%d)", int(l))
}

func main() {
	p := pt{1, -2, "n"}
	fmt.Printf("%v|%+v|%#v|%T\n", p, p, p, p)
	fmt.Printf("%v|%+v|%v\n", &p, []pt{p}, map[string]pt{"k": p})
	fmt.Printf("%d|%5d|%-5d|%05d|%+d|%x|%X|%o|%#x|%b|%c|%q|%U\n", 42, 42, 42, 42, 42, 255, 255, 8, 255, 5, 65, 65, 0x1F600)
	fmt.Printf("%f|%.2f|%8.2f|%-8.2f|%e|%g|%G|%6.3g\n", 3.14159, 3.14159, 3.14159, 3.14159, 1234.5678, 1e-10, 1e20, 2.0/3)
	fmt.Printf("%s|%q|%10s|%-10s|%.2s|%x|% x\n", "go", "go\n", "go", "go", "golang", "go", "go")
	fmt.Printf("%t|%v|%5t\n", true, false, true)
	fmt.Printf("%v|%d|%s|%q|%x\n", []int{1, 2}, []int{3, 4}, []string{"a", "b"}, []string{"c"}, []byte("hi"))
	fmt.Printf("%#v|%#v|%#v|%#v|%#v\n", []int{1}, map[string]bool{"x": true}, "s", 1.0, []string(nil))
	fmt.Printf("%v|%s|%d\n", str{5}, str{6}, str{7})
	fmt.Printf("%v|%v|%+v\n", &ptrStr{1}, ptrStr{2}, []str{{1}})
	fmt.Printf("%v|%#v|%d\n", gostr(3), gostr(3), gostr(3))
	fmt.Println(low, high, level(9), []level{low, high}, map[level]int{high: 1})
	fmt.Printf("%v %v %s\n", errors.New("err"), error(nil), errors.New("s"))
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%z %!\n", 1)
	fmt.Printf("%[2]d %[1]d %d\n", 1, 2)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("100%%|%v|%v|%v\n", nil, struct{}{}, [0]int{})
	fmt.Printf("%v %v %v\n", int8(-5), uint64(1<<63), uintptr(10))
	fmt.Printf("%6.2f%%|%+.3e|% d|% d\n", 12.345, 12345.678, 5, -5)
	fmt.Printf("%v %.1f %v\n", 1+2i, 1.25+2i, complex64(1))
	fmt.Printf("%08.3f|%+08d|%x|%X\n", 3.14159, 42, -255, "hello")
	fmt.Printf("%t %v\n", "notbool", [3]bool{true})
	fmt.Printf("%s %v\n", []byte("bytes"), []byte("bytes"))
	fmt.Printf("%q %q %#q\n", 'x', []rune("hi"), "raw`no")
	var np *pt
	var ni fmt.Stringer
	fmt.Printf("%v %+v %v\n", np, np, ni)
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, 'x'), fmt.Sprintln("end", 1))
	fmt.Print("no", "spaces", 1, 2, true, false, "\n")
	fmt.Println(map[string]int{"z": 1, "a": 2, "m": 3}, map[int]string{3: "c", 1: "a"})
	fmt.Println([][]int{{1}, {2, 3}}, []any{1, "a", nil}, struct {
		a any
		b *int
	}{1, nil})
}
