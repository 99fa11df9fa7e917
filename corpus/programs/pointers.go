// Pointers to variables, fields, elements; escaping locals; pointers to pointers; linked structures.
package main

import "fmt"

type list struct {
	val  int
	next *list
}

func newInt(n int) *int { return &n }

func swap(a, b *int) { *a, *b = *b, *a }

func reverse(l *list) (r *list) {
	for l != nil {
		l, l.next, r = l.next, r, l
	}
	return
}

func (l *list) String() string {
	if l == nil {
		return "."
	}
	return fmt.Sprint(l.val) + l.next.String()
}

func insertSorted(head **list, v int) {
	for *head != nil && (*head).val < v {
		head = &(*head).next
	}
	*head = &list{v, *head}
}

func remove(head **list, v int) {
	for p := head; *p != nil; {
		if (*p).val == v {
			*p = (*p).next
		} else {
			p = &(*p).next
		}
	}
}

type big struct {
	arr [4]int
	sub struct{ x, y int }
	s   []int
}

func main() {
	a, b := 1, 2
	swap(&a, &b)
	fmt.Println(a, b)
	p := newInt(5)
	q := newInt(5)
	fmt.Println(*p == *q, p == q)
	pp := &p
	**pp = 7
	*pp = q
	fmt.Println(*p, **pp, p == q)
	var head *list
	for _, v := range []int{3, 1, 2, 3, 5} {
		insertSorted(&head, v)
	}
	fmt.Println(head)
	remove(&head, 3)
	head = reverse(head)
	fmt.Println(head, (*list)(nil))
	g := big{s: []int{1, 2, 3}}
	e := &g.arr[2]
	y := &g.sub.y
	s := &g.s[1]
	*e, *y, *s = 10, 20, 30
	h := g
	*e++
	*s++
	fmt.Println(g, h)
	g.s = append(g.s, 4)
	*s = 99
	fmt.Println(g.s[1], h.s[1])
	arr := &[3]int{1, 2, 3}
	for i := range arr {
		arr[i] *= 2
	}
	sl := arr[:2]
	sl[0] = 50
	fmt.Println(*arr, len(arr))
	ptrs := map[string]*int{"a": &a}
	*ptrs["a"] += 100
	fmt.Println(a)
	f := &big{}
	f.sub.x = 5
	sub := &f.sub
	sub.y = sub.x * 2
	fmt.Println(f.sub)
	var fp *func(int) int
	fn := func(i int) int { return i + 1 }
	fp = &fn
	fmt.Println((*fp)(1))
	var ip any = &a
	*ip.(*int) = -1
	fmt.Println(a)
	type self struct{ me *self }
	me := &self{}
	me.me = me
	fmt.Println(me.me.me.me == me)
	x := new(int)
	func() { *x = 12 }()
	fmt.Println(*x, *new(string) == "")
}
