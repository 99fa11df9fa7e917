// Operands, calls and assignments happen in the order that the language fixes.
package main

import "fmt"

func t(s string) string { fmt.Print(s, " "); return s }
func n(i int) int       { fmt.Print(i, " "); return i }

type box struct{ v int }

func (b *box) set(i int) *box { fmt.Print("set", i, " "); b.v = i; return b }

func get(b *box) *box { fmt.Print("get "); return b }

func two() (int, int) { fmt.Print("two "); return n(1), n(2) }

func boolean(s string, b bool) bool { fmt.Print(s, " "); return b }

func main() {
	fmt.Println(n(1)+n(2)*n(3), t("a")+t("b"))
	a := []int{0, 0, 0, 0}
	a[n(2)], a[n(0)] = n(7), n(8)
	fmt.Println(a)
	m := map[string]int{t("k1"): n(1), t("k2"): n(2)}
	fmt.Println(len(m))
	fmt.Println([]int{n(3), n(4)}, box{n(5)}, [2]int{1: n(6), 0: n(7)})
	b := &box{}
	get(b).set(n(1)).set(n(2)).v = n(3)
	fmt.Println(b.v)
	_ = boolean("f", false) && boolean("skipped", true)
	_ = boolean("t", true) || boolean("skipped", true)
	fmt.Println(boolean("x", true) && (boolean("y", false) || boolean("z", true)))
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	a[i], i = 5, 3
	fmt.Println(i, a)
	x, y := two()
	fmt.Println(x, y)
	p := &box{1}
	q := p
	p.v, p = 10, &box{20}
	fmt.Println(q.v, p.v)
	a[0], a[0] = 1, 2
	fmt.Println(a[0])
	func(args ...int) { fmt.Println(args) }(n(1), n(2), n(3))
	a[n(1)] += n(10)
	fmt.Println(a)
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		if i == 2 {
			fmt.Println(v)
		}
	}
	sl := arr[:]
	for i, v := range sl {
		sl[2] = 20
		if i == 2 {
			fmt.Println(v)
		}
	}
	defer fmt.Println(n(1), n(2))
	func() {
		defer func() { recover(); fmt.Println(a) }()
		var np *box
		a[n(3)], np.v = n(77), n(88)
	}()
	s := "x"
	s, u := s+"y", s+"z"
	fmt.Println(s, u)
	z := 1
	z, w := z+1, z+2
	fmt.Println(z, w)
	fmt.Println(map[bool]string{true: t("yes")}[boolean("cond", true)])
}
