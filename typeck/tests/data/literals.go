package p

type Point struct{ X, Y int }
type Line struct{ A, B *Point }

var (
	_ = Point{1, 2}
	_ = Point{X: 1}
	_ = Point{1} // ERROR "too few values in struct literal of type Point"
	_ = Point{1, 2, 3} // ERROR "too many values in struct literal of type Point"
	_ = Point{X: 1, 2} // ERROR "mixture of field:value and value elements in struct literal"
	_ = Point{Z: 1} // ERROR "unknown field Z in struct literal of type Point"
	_ = Point{x: 1} // ERROR "unknown field x in struct literal of type Point, but does have X"
	_ = Point{X: 1, X: 2} // ERROR "duplicate field name X in struct literal"
	_ = []*Point{{1, 2}, {X: 3}}
	_ = map[Point]string{{1, 2}: "a"}
	_ = map[string]int{"a": 1, "a": 2} // ERROR "duplicate key "a" in map literal"
	_ = map[any]int{1: 1, 1.0: 2, "a": 3, 'a': 4}
	_ = map[string]int{1} // ERROR "missing key in map literal"
	_ = [...]int{5: 1, 2}
	_ = [2]int{1, 2, 3} // ERROR "index 2 is out of bounds (>= 2)"
	_ = []int{1: 1, 1: 2} // ERROR "duplicate index 1 in array or slice literal"
	_ = [3]int{"a"} // ERROR "cannot use "a" (untyped string constant) as int value in array or slice literal"
	_ = int{} // ERROR "invalid composite literal type int"
	_ = Line{&Point{}, nil}
	_ [6]int = [...]int{5: 0}
	_ = &[]int{1}[0]
	_ = &Point{}.X // ERROR "cannot take address of Point{}.X"
)

func indexing(s []int, a [3]int, p *[3]int, m map[string]int, str string) {
	_ = s[0] + a[1] + p[2] + m["a"] + int(str[0])
	_ = a[3] // ERROR "index 3 out of bounds [0:3]"
	_ = p[-1] // ERROR "index -1 (constant of type int) must not be negative"
	_ = s["a"] // ERROR "cannot convert "a" (untyped string constant) to type int"
	_ = s[1.5] // ERROR "1.5 (untyped float constant) truncated to int"
	_ = m[1] // ERROR "cannot use 1 (untyped int constant) as string value in map index"
	_ = 1[0] // ERROR "cannot index 1 (untyped int constant)"
	_ = s[1:2:3]
	_ = s[2:1] // ERROR "invalid slice indices: 1 < 2"
	_ = str[1:2:3] // ERROR "3-index slice of string"
	_ = [3]int{}[:] // ERROR "[3]int{} (value of type [3]int) (slice of unaddressable value)"
	_ = a[:4] // ERROR "index 4 out of bounds [0:4]"
	_ = p[:]
	str[0] = 1 // ERROR "cannot assign to str[0] (neither addressable nor a map index expression)"
}

func builtins(s []int, m map[string]int, ch chan int, c complex128, a [3]int) {
	s = append(s, 1, 2)
	s = append(s, s...)
	_ = append([]byte{}, "abc"...)
	s = append(s, "a") // ERROR "cannot use "a" (untyped string constant) as int value in argument to append"
	_ = append(m, 1) // ERROR "first argument to append must be a slice; have m (variable of type map[string]int)"
	_ = len(s) + cap(s) + len(m) + len(ch) + len("abc") + len(a)
	_ = cap(m) // ERROR "invalid argument: m (variable of type map[string]int) for built-in cap"
	const n = len([3]int{})
	const k = len(a)
	copy(s, s)
	copy([]byte{}, "a")
	copy(s, "a") // ERROR "have different element types int and "
	delete(m, "a")
	delete(m, 1) // ERROR "cannot use 1 (untyped int constant) as string value in argument to delete"
	clear(m)
	clear(a) // ERROR "argument must be (or constrained by) map or slice"
	_ = make([]int, 3, 2) // ERROR "length and capacity swapped"
	_ = make([]int) // ERROR "make([]int) expects 2 or 3 arguments; found 1"
	_ = make(int) // ERROR "cannot make int; type must be slice, map, or channel"
	_ = min(1, 2.5) + max(3, 4, 5)
	_ = min(1, "a") // ERROR "mismatched types"
	_ = new(int)
	_ = complex(real(c), imag(c))
	print(1, "a")
	panic(c)
	_ = recover()
	append(s, 1) // ERROR "append(s, 1) (value of type []int) is not used"
	_ = 1 == "a" // ERROR "mismatched types untyped int and untyped string"
	_ = s == s // ERROR "slice can only be compared to nil"
	_ = m == nil
	_ = c < c // ERROR "operator < not defined on complex128"
	_ = !1 // ERROR "operator ! not defined on 1 (untyped int constant)"
	_ = -"a" // ERROR "operator - not defined on"
	_ = *1 // ERROR "cannot indirect 1 (untyped int constant)"
	_ = &1 // ERROR "cannot take address of 1 (untyped int constant)"
}
