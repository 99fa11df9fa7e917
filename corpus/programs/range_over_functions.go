// Loops over functions: every way out of the body, through one loop and through two.
package main

import "fmt"

func upTo(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("upTo", n, "ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(s []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}

type tree struct {
	left, right *tree
	value       int
}

func (t *tree) all(yield func(int) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.value) && t.right.all(yield)
}

func (t *tree) each(yield func(int) bool) { t.all(yield) }

func find(want int) (at int, ok bool) {
	for i := range upTo(10) {
		if i == want {
			return i, true
		}
	}
	return -1, false
}

func findNamed(want int) (at int, err error) {
	defer func() { at *= 100 }()
	for i := range upTo(5) {
		for j := range upTo(5) {
			at = i*10 + j
			if at == want {
				return
			}
			if at > want {
				return at, fmt.Errorf("passed %d", want)
			}
		}
	}
	return -1, nil
}

type wide struct {
	numbers [40]int
	name    string
}

func wideResult(n int) (wide, string) {
	for i := range upTo(n + 1) {
		if i == n {
			var w wide
			w.numbers[i] = 7
			w.name = "found"
			return w, fmt.Sprint(i)
		}
	}
	return wide{}, ""
}

func labels() {
outer:
	for i := range upTo(4) {
		for j := range upTo(4) {
			switch {
			case j == 1:
				continue
			case i == 1:
				continue outer
			case i == 3:
				break outer
			case j == 3:
				break
			}
			fmt.Println("at", i, j)
		}
		fmt.Println("inner done", i)
	}
	for i := 0; i < 3; i++ {
		for j := range upTo(2) {
			if j == 1 {
				break
			}
			if i == 1 {
				goto out
			}
			fmt.Println("goto", i, j)
		}
	}
out:
	fmt.Println("out")
	for i := range upTo(2) {
		k := 0
	again:
		if k < i+1 {
			k++
			fmt.Println("again", i, k)
			goto again
		}
	}
	select1 := 0
	for select1 < 3 {
		select1++
		for range upTo(1) {
			if select1 == 2 {
				break
			}
			continue
		}
	}
	fmt.Println(select1)
}

func defers() (err error) {
	defer fmt.Println("deferred first")
	for i := range upTo(3) {
		defer func() {
			fmt.Println("deferred in the body", i)
			if i == 1 {
				err = fmt.Errorf("recovered %v", recover())
			}
		}()
		for j := range upTo(2) {
			defer fmt.Println("deferred deeper", i, j)
		}
	}
	defer fmt.Println("deferred last")
	for range upTo(2) {
		defer fmt.Println("second loop")
	}
	panic("boom")
}

func misuse(what string, f func(func(int) bool), body func(int) bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what+":", r)
			if e, ok := r.(error); ok {
				fmt.Println("an error:", e.Error())
			}
		}
	}()
	for i := range f {
		if !body(i) {
			break
		}
	}
	fmt.Println(what, "went well")
}

func closures() {
	var fs []func() int
	sum := 0
	for i := range upTo(3) {
		sum += i
		fs = append(fs, func() int { i += 10; sum++; return i })
	}
	for _, f := range fs {
		fmt.Println(f(), f())
	}
	fmt.Println(sum)
	var key int
	var value any
	for key, value = range pairs([]string{"x", "y"}) {
		fmt.Println(key, value)
	}
	fmt.Println(key, value)
	for range pairs([]string{"z"}) {
		fmt.Println("no variables")
	}
}

func generic[T any](s func(func(T) bool)) (out []T) {
	for v := range s {
		out = append(out, v)
	}
	return
}

func main() {
	fmt.Println(find(3))
	fmt.Println(find(30))
	fmt.Println(findNamed(12))
	fmt.Println(findNamed(9))
	w, s := wideResult(2)
	fmt.Println(w.numbers[2], w.name, s)
	labels()
	fmt.Println(defers())
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{nil, nil, 3}, nil, 4}, 2}
	for v := range t.each {
		if v == 4 {
			break
		}
		fmt.Println("tree", v)
	}
	closures()
	fmt.Println(generic(upTo(3)), generic(t.each))
	goOn := func(int) bool { return true }
	misuse("after false", func(yield func(int) bool) { yield(1); yield(2) }, func(int) bool { return false })
	var kept func(int) bool
	misuse("kept", func(yield func(int) bool) { kept = yield }, goOn)
	func() {
		defer func() { fmt.Println(recover()) }()
		kept(1)
	}()
	misuse("swallowed", func(yield func(int) bool) {
		defer func() { recover() }()
		yield(1)
	}, func(int) bool { panic("lost") })
	misuse("again after panic", func(yield func(int) bool) {
		func() {
			defer func() { recover() }()
			yield(1)
		}()
		yield(2)
	}, func(int) bool { panic("lost") })
	misuse("panics", upTo(2), func(int) bool { panic("passed on") })
	var none func(func(int) bool)
	misuse("nil", none, goOn)
}
