// Trees, heaps, queues and graphs.
package main

import "fmt"

type tree struct {
	key         int
	left, right *tree
}

func (t *tree) insert(k int) *tree {
	switch {
	case t == nil:
		return &tree{key: k}
	case k < t.key:
		t.left = t.left.insert(k)
	case k > t.key:
		t.right = t.right.insert(k)
	}
	return t
}

func (t *tree) height() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.left.height(), t.right.height())
}

func (t *tree) inorder(visit func(int) bool) bool {
	return t == nil || t.left.inorder(visit) && visit(t.key) && t.right.inorder(visit)
}

type heap []int

func (h *heap) push(v int) {
	*h = append(*h, v)
	a := *h
	for i := len(a) - 1; i > 0 && a[i] < a[(i-1)/2]; i = (i - 1) / 2 {
		a[i], a[(i-1)/2] = a[(i-1)/2], a[i]
	}
}

func (h *heap) pop() int {
	a := *h
	top := a[0]
	a[0] = a[len(a)-1]
	a = a[:len(a)-1]
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(a) {
			break
		}
		if c+1 < len(a) && a[c+1] < a[c] {
			c++
		}
		if a[i] <= a[c] {
			break
		}
		a[i], a[c] = a[c], a[i]
		i = c
	}
	*h = a
	return top
}

type graph map[string][]string

func (g graph) bfs(from string) (order []string) {
	seen := map[string]bool{from: true}
	for queue := []string{from}; len(queue) > 0; {
		n := queue[0]
		queue = queue[1:]
		order = append(order, n)
		for _, m := range g[n] {
			if !seen[m] {
				seen[m] = true
				queue = append(queue, m)
			}
		}
	}
	return
}

func (g graph) dfs(n string, seen map[string]bool, visit func(string)) {
	if seen[n] {
		return
	}
	seen[n] = true
	for _, m := range g[n] {
		g.dfs(m, seen, visit)
	}
	visit(n)
}

type lru struct {
	cap        int
	items      map[string]*entry
	head, tail *entry
}

type entry struct {
	key        string
	val        int
	prev, next *entry
}

func newLRU(n int) *lru {
	l := &lru{cap: n, items: map[string]*entry{}, head: &entry{}, tail: &entry{}}
	l.head.next, l.tail.prev = l.tail, l.head
	return l
}

func (l *lru) unlink(e *entry) { e.prev.next, e.next.prev = e.next, e.prev }
func (l *lru) front(e *entry) {
	e.prev, e.next = l.head, l.head.next
	l.head.next.prev = e
	l.head.next = e
}

func (l *lru) get(k string) (int, bool) {
	e, ok := l.items[k]
	if !ok {
		return 0, false
	}
	l.unlink(e)
	l.front(e)
	return e.val, true
}

func (l *lru) put(k string, v int) {
	if e, ok := l.items[k]; ok {
		l.unlink(e)
	} else if len(l.items) == l.cap {
		last := l.tail.prev
		l.unlink(last)
		delete(l.items, last.key)
	}
	e := &entry{key: k, val: v}
	l.items[k] = e
	l.front(e)
}

func main() {
	var t *tree
	for _, k := range []int{50, 30, 70, 20, 40, 60, 80, 30} {
		t = t.insert(k)
	}
	t.inorder(func(k int) bool { fmt.Print(k, " "); return k < 60 })
	fmt.Println(t.height())
	var h heap
	for _, v := range []int{5, 3, 8, 1, 9, 2} {
		h.push(v)
	}
	for len(h) > 0 {
		fmt.Print(h.pop(), " ")
	}
	fmt.Println()
	g := graph{"a": {"b", "c"}, "b": {"d"}, "c": {"d", "e"}, "d": {"f"}, "e": {"f"}}
	fmt.Println(g.bfs("a"))
	var post []string
	g.dfs("a", map[string]bool{}, func(s string) { post = append(post, s) })
	fmt.Println(post)
	c := newLRU(2)
	c.put("x", 1)
	c.put("y", 2)
	c.get("x")
	c.put("z", 3)
	_, ok := c.get("y")
	v, _ := c.get("x")
	fmt.Println(ok, v, len(c.items), c.head.next.key)
}
