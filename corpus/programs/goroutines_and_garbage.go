// Goroutines that make garbage: what their stacks, channels and waits hold is not collected.
package main

import (
	"fmt"
	"sync"
)

type big struct {
	name string
	data [20]int
	next *big
}

type msg struct {
	b    *big
	s    []string
	m    map[string]*big
	any  any
	w    big
}

func grow(n int) *big {
	var head *big
	for i := range n {
		head = &big{name: fmt.Sprint("n", i), next: head}
		head.data[i%20] = i
	}
	return head
}

func (b *big) sum() int {
	t := 0
	for ; b != nil; b = b.next {
		t += len(b.name)
		for _, d := range b.data {
			t += d
		}
	}
	return t
}

func deep(n int, c chan int) int {
	if n == 0 {
		c <- 1
		return grow(3).sum()
	}
	x := grow(2)
	r := deep(n-1, c)
	return r + x.sum()
}

func main() {
	var wg sync.WaitGroup
	in, out := make(chan msg), make(chan msg, 4)
	for range 7 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for m := range in {
				g := grow(30)
				m.m = map[string]*big{"g": g, "old": m.b}
				m.w = *g
				if m.b != nil { m.any = *m.b }
				m.s = append(m.s, fmt.Sprint(g.sum()))
				out <- m
			}
		}()
	}
	c := make(chan int)
	results := make(chan int)
	for i := range 10 {
		go func() { results <- deep(40+i*7, c) }()
	}
	go func() {
		for i := range 500 {
			in <- msg{b: grow(i % 40), s: []string{fmt.Sprint(i)}, w: big{name: "w"}}
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	total, n, seen, got := 0, 0, 0, 0
	o := out
	for o != nil || got < 10 || seen < 10 {
		select {
		case m, ok := <-o:
			if !ok {
				o = nil
				continue
			}
			n++
			total += m.m["g"].sum() + m.m["old"].sum() + len(m.s[1]) + m.w.data[9] + len(m.w.name)
		case <-c:
			seen++
		case r := <-results:
			total += r
			got++
		}
	}
	fmt.Println(total, n, seen, got)
}
