// Generic types: containers, methods, nesting, recursion, constraints on type parameters.
package main

import (
	"fmt"
	"strings"
)

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) *stack[T] { s.items = append(s.items, v); return s }
func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}
func (s stack[_]) len() int { return len(s.items) }

type pair[K comparable, V any] struct {
	key K
	val V
}

func (p pair[K, V]) String() string { return fmt.Sprintf("<%v=%v>", p.key, p.val) }

func makePair[K comparable, V any](k K, v V) pair[K, V] { return pair[K, V]{k, v} }

type list[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	val  T
	next *node[T]
}

func (l *list[T]) add(v T) {
	l.head = &node[T]{v, l.head}
	l.size++
}

func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.val)
	}
}

type ordered interface{ ~int | ~string | ~float64 }

type tree[T ordered] struct {
	left, right *tree[T]
	val         T
}

func (t *tree[T]) insert(v T) *tree[T] {
	if t == nil {
		return &tree[T]{val: v}
	}
	if v < t.val {
		t.left = t.left.insert(v)
	} else if v > t.val {
		t.right = t.right.insert(v)
	}
	return t
}

func (t *tree[T]) walk(f func(T)) {
	if t != nil {
		t.left.walk(f)
		f(t.val)
		t.right.walk(f)
	}
}

type set[T comparable] map[T]struct{}

func (s set[T]) add(v T)      { s[v] = struct{}{} }
func (s set[T]) has(v T) bool { _, ok := s[v]; return ok }

type matrix[T ~int | ~float64] [2][2]T

func (m matrix[T]) mul(o matrix[T]) (r matrix[T]) {
	for i := range 2 {
		for j := range 2 {
			for k := range 2 {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

type option[T any] func(*T)

type config struct{ name string }

func build[T any](opts ...option[T]) (v T) {
	for _, o := range opts {
		o(&v)
	}
	return
}

type setter[T any] interface {
	*T
	set(string)
}

func (c *config) set(s string) { c.name = strings.ToUpper(s) }

func parseAll[T any, P setter[T]](in ...string) []T {
	out := make([]T, len(in))
	for i, s := range in {
		P(&out[i]).set(s)
	}
	return out
}

type embedded[T any] struct {
	stack[T]
	name string
}

type vec = list[int]

func main() {
	var s stack[string]
	s.push("a").push("b")
	v, ok := s.pop()
	fmt.Println(v, ok, s.len(), s)
	s.pop()
	v, ok = s.pop()
	fmt.Printf("%q %v\n", v, ok)
	p := makePair("k", 1.5)
	fmt.Println(p, pair[int, pair[string, bool]]{1, makePair("x", true)})
	fmt.Printf("%T %T\n", p, s)
	var l vec
	for i := range 3 {
		l.add(i * i)
	}
	l.each(func(i int) { fmt.Print(i, " ") })
	fmt.Println(l.size)
	var t *tree[string]
	for _, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.insert(w)
	}
	t.walk(func(s string) { fmt.Print(s, " ") })
	fmt.Println()
	st := set[int]{}
	st.add(3)
	fmt.Println(st.has(3), st.has(4), len(st))
	m := matrix[int]{{1, 1}, {1, 0}}
	r := m
	for range 5 {
		r = r.mul(m)
	}
	fmt.Println(r)
	c := build(func(c *config) { c.name = "x" }, func(c *config) { c.name += "y" })
	fmt.Println(c, parseAll[config]("a", "b"))
	e := embedded[float64]{name: "e"}
	e.push(1.5).push(2.5)
	fmt.Println(e.len(), e)
	var a, b any = pair[string, int]{"a", 1}, pair[string, int]{"a", 1}
	_, isOther := a.(pair[string, int64])
	fmt.Println(a == b, isOther)
}
