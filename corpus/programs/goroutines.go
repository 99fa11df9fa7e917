// Goroutines and channels: rendezvous, buffers, closing, select, pipelines, and panics that a goroutine recovers from.
package main

import (
	"errors"
	"fmt"
	"strings"
)

func produce(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i
		}
	}()
	return c
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		i, ok := <-in
		if !ok {
			close(out)
			return
		}
		if i%prime != 0 {
			out <- i
		}
	}
}

func sieve(limit int) (primes []int) {
	c := make(chan int)
	go func() {
		for i := 2; i < limit; i++ {
			c <- i
		}
		close(c)
	}()
	var in <-chan int = c
	for {
		p, ok := <-in
		if !ok {
			return
		}
		primes = append(primes, p)
		out := make(chan int)
		go filter(in, out, p)
		in = out
	}
}

type wide struct {
	numbers [100]int
	name    string
}

func wideValues() {
	c := make(chan wide, 2)
	var w wide
	w.numbers[99] = 1
	w.name = "first"
	c <- w
	w.numbers[99] = 2
	w.name = "second"
	c <- w
	w.name = "third"
	close(c)
	a := <-c
	b := <-c
	z, ok := <-c
	a.numbers[0] = 7
	fmt.Println(a.numbers[0], a.numbers[99], a.name, b.numbers[0], b.numbers[99], b.name, z.name == "", ok)
	z.numbers[1] = 5
	y := <-c
	fmt.Println(z.numbers[1], y.numbers[1])
}

func worker(id int, jobs <-chan int, results chan<- string) {
	for j := range jobs {
		results <- fmt.Sprint(id >= 0, j*j)
	}
}

func workers() {
	jobs, results := make(chan int, 3), make(chan string, 3)
	for id := range 3 {
		go worker(id, jobs, results)
	}
	go func() {
		for j := range 6 {
			jobs <- j
		}
		close(jobs)
	}()
	seen := map[string]bool{}
	for range 6 {
		seen[<-results] = true
	}
	fmt.Println(len(seen), seen["true 25"])
}

func selects() {
	a, b := make(chan int, 1), make(chan string, 1)
	var never chan int
	select {
	case v := <-a:
		fmt.Println("no", v)
	case never <- 1:
		fmt.Println("never")
	default:
		fmt.Println("nothing is ready")
	}
	b <- "text"
	select {
	case v := <-a:
		fmt.Println("no", v)
	case s, ok := <-b:
		fmt.Println(s, ok)
	}
	go func() { a <- 5 }()
	select {
	case v := <-a:
		fmt.Println("waited for", v)
	case s := <-b:
		fmt.Println("no", s)
	}
	close(b)
	var x struct{ s string }
	var oks [2]bool
	i := 1
	select {
	case x.s, oks[i] = <-b:
		fmt.Printf("%q %v\n", x.s, oks)
	}
	done, c := make(chan bool), make(chan int)
	go func() {
		for i := range 3 {
			fmt.Println("got", <-c, i)
		}
		close(done)
	}()
	n := 0
loop:
	for {
		select {
		case c <- n:
			n += 10
		case <-done:
			break loop
		}
	}
	fmt.Println(n)
	order := func(s string, c chan int) chan int { fmt.Println("evaluates", s); return c }
	select {
	case <-order("one", nil):
	case order("two", a) <- len(order("three", a)):
		fmt.Println("sent", <-a)
	}
}

type stack []func()

func panics() {
	errs := make(chan error)
	try := func(name string, f func()) {
		go func() {
			defer func() {
				if e, ok := recover().(error); ok {
					errs <- fmt.Errorf("%s: %w", name, e)
				} else {
					errs <- errors.New(name + " went well")
				}
			}()
			f()
		}()
		fmt.Println(<-errs)
	}
	var none chan int
	closed := make(chan int)
	close(closed)
	try("send on closed", func() { closed <- 1 })
	try("close of closed", func() { close(closed) })
	try("close of nil", func() { close(none) })
	try("size", func() { n := -1; none = make(chan int, n) })
	try("nothing", func() { _, ok := <-closed; fmt.Println(ok) })
	waiting := make(chan int)
	go func() {
		defer func() { errs <- recover().(error) }()
		waiting <- 1
	}()
	for len(waiting) > 0 || cap(waiting) > 0 {
	}
	other := make(chan int)
	go func() { other <- 1 }()
	<-other
	close(waiting)
	fmt.Println(<-errs)
}

func spin() {
	// Nobody waits here: the scheduler has to take the turn away.
	stop := false
	ticks := 0
	go func() {
		for range 1000 {
			ticks++
		}
		stop = true
	}()
	for n := 0; !stop; n++ {
		if n > 100_000_000 {
			panic("no turn for others")
		}
	}
	fmt.Println(ticks)
}

type node struct {
	left, right *node
	value       int
}

func build(depth int) *node {
	if depth == 0 {
		return &node{value: 1}
	}
	return &node{build(depth - 1), build(depth - 1), 1}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.value + n.left.sum() + n.right.sum()
}

func garbage() {
	sums := make(chan int)
	for i := range 8 {
		go func() {
			total := 0
			for range 4 {
				t := build(7 + i%3)
				total += t.sum()
			}
			sums <- total
		}()
	}
	total := 0
	for range 8 {
		total += <-sums
	}
	fmt.Println(total)
}

func main() {
	sum := 0
	for v := range produce(10) {
		sum += v
	}
	fmt.Println(sum)
	fmt.Println(sieve(60))
	wideValues()
	workers()
	selects()
	panics()
	spin()
	garbage()
	many := make(chan int)
	const n = 2000
	for i := range n {
		go func() { many <- i }()
	}
	sum = 0
	for range n {
		sum += <-many
	}
	fmt.Println(sum)
	c := make(chan func(string) string, 1)
	go func(f func(string) string) { c <- f }(strings.ToUpper)
	fmt.Println((<-c)("function"))
	empty := make(chan struct{}, 3)
	empty <- struct{}{}
	empty <- struct{}{}
	fmt.Println(len(empty), cap(empty), <-empty, len(empty))
	var any1, any2 any = empty, empty
	fmt.Println(any1 == any2, any1 == any(make(chan struct{})))
	block := make(chan int)
	go func() { select {} }()
	go func() { block <- 1; panic("not reached") }()
}
