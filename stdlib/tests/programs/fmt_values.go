package main

import "fmt"

type (
	MyInt  int
	MyStr  string
	MyBool bool
	MyF    float64
	Point  struct {
		X, Y int
	}
	Inner struct {
		A int
		b string
	}
	Outer struct {
		Inner
		P    *Point
		S    []Point
		M    map[string]int
		I    any
		E    error
		f    float64
		Fn   func(int) string
		Ch   chan int
		Arr  [2]bool
		Pair [2]Inner
	}
	Empty  struct{}
	List   []int
	Dict   map[string]bool
	Tree   struct{ L, R *Tree }
	Single struct{ V any }
	Wide   struct{ A [100]byte; B int }
	Tiny   struct{ A, B int8; C uint16 }
	One    struct{ F float32 }
	Gen[T any] struct{ V T }
)

func show(vs ...any) {
	for _, v := range vs {
		fmt.Printf("%v|%+v|%#v|%T\n", v, v, v, v)
	}
}

func main() {
	show(1, int8(-1), uint(7), uint8(8), uintptr(9), 1.5, float32(0.1), 2i, complex64(1), "s", true, 'r', nil)
	show(MyInt(3), MyStr("q\n"), MyBool(true), MyF(2), 1e21, 1e20, -0.0, 100000.0, 1e6)
	show(Point{1, 2}, &Point{3, 4}, []Point{{5, 6}}, []*Point(nil), Empty{}, &Empty{}, List{1, 2}, Dict{"b": true, "a": false})
	show([]int{}, []int(nil), map[string]int(nil), map[string]int{}, [0]int{}, [3]int{1, 2, 3}, [2]string{"a", "b"}, []string{"x", "y"})
	show(map[int]string{3: "c", 1: "a", 2: "b"}, map[string]int{"z": 1, "a": 2, "m": 3}, map[bool]int{true: 1, false: 0})
	show(map[float64]int{2.5: 1, -1: 2, 0: 3}, map[Point]string{{2, 1}: "b", {1, 2}: "a", {1, 1}: "c"}, map[[2]int]bool{{2, 0}: true, {1, 9}: false})
	show(map[any]int{"b": 1, "a": 2}, map[any]int{2: 1, 1: 2})
	show(Outer{Inner: Inner{1, "x"}, S: []Point{{1, 2}}, M: map[string]int{"k": 1}, I: Point{7, 8}, f: 1.5, Arr: [2]bool{true, false}})
	show(Single{}, Single{1}, Single{"x"}, Single{[]int{1}}, Single{Single{2}}, Tree{}, Tiny{-1, 2, 300}, One{0.5}, Gen[int]{4}, Gen[string]{"g"}, Gen[Point]{})
	w := Wide{B: 5}
	w.A[0], w.A[99] = 1, 9
	fmt.Println(w.A[:3], w)
	fmt.Printf("%v %x %d\n", w.A[98:], w.A[95:], w.B)
	show(struct {
		A int
		B string `json:"b"`
	}{1, "y"}, []any{1, "a", nil, Point{1, 2}}, [][]int{{1}, {2, 3}, nil}, []error{nil}, any(nil))
	show(func() {} == nil, (func())(nil), (chan int)(nil), (*Point)(nil), (*int)(nil), []func(){nil}, map[string]*Point{"n": nil})
	fmt.Println(&[]int{1, 2}, &map[string]int{"a": 1}, &[2]int{3, 4}, &struct{ S []int }{[]int{5}})
	fmt.Println("a", 1, 2, "b", "c", 3.5, nil, []string{"x y"}, MyStr("m"))
	fmt.Print("a", 1, 2, "b", "c", 3.5, nil, nil, MyStr("m"), 4, "\n")
	fmt.Print(1, 2, "\n")
	fmt.Print()
	fmt.Println()
	fmt.Println(fmt.Sprint("x", 1, true), fmt.Sprintln("y"), fmt.Sprintf("%03d", 7))
	fmt.Printf("%s %d %q %x\n", Point{1, 2}, Point{1, 2}, Single{"a"}, Inner{255, "b"})
	fmt.Printf("%v %s\n", struct{ a any }{Point{1, 2}}, struct{ e error }{nil})
	fmt.Printf("%6v|%-6v|%06v\n", Point{1, 2}, []string{"a"}, []int{3})
	fmt.Printf("%t %v %08.3f\n", []bool{true}, [2]bool{}, []float64{1.5})
	fmt.Printf("%T %T %T %T %T %T\n", show, main, func(a int, b ...string) (int, error) { return 0, nil }, (chan<- int)(nil), map[string][]*Point{}, struct{ A int }{})
	fmt.Printf("%T %T %T %T\n", Gen[Point]{}, &Gen[[]int]{}, [3]*int{}, new(any))
	var e error
	var p *Point
	fmt.Printf("%v %+v %T %v %T\n", e, e, e, p, p)
	fmt.Printf("%d %s %v\n", p, p, []*Point{p})
	b := fmt.Append(nil, "x", 1)
	b = fmt.Appendf(b, "-%d", 2)
	b = fmt.Appendln(b, "z")
	fmt.Printf("%q\n", b)
	n, err := fmt.Println("héé")
	fmt.Println(n, err)
}
