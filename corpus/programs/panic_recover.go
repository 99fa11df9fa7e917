// panic unwinds through deferred calls; recover stops it, only when called directly by a deferred function.
package main

import (
	"errors"
	"fmt"
)

func safe(name string, f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: %v", name, r)
		}
	}()
	f()
	return nil
}

func helper() any { return recover() }

func indirect() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("outer got ", r)
		}
	}()
	func() {
		defer func() { helper() }()
		panic("not stopped by helper")
	}()
	return "unreachable"
}

func direct() {
	defer func() { fmt.Println("direct:", recover()) }()
	defer helper()
	panic("stopped by helper itself")
}

func repanic() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	defer func() {
		r := recover()
		panic(fmt.Sprint("again ", r))
	}()
	panic("first")
}

func replaced() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	defer func() { panic("second") }()
	panic("first")
}

func deep(n int) {
	defer fmt.Print("u", n, " ")
	if n == 0 {
		panic(errors.New("bottom"))
	}
	deep(n - 1)
}

func continues() (n int) {
	for i := range 5 {
		func() {
			defer func() { recover() }()
			if i%2 == 0 {
				panic(i)
			}
			n += i
		}()
	}
	return
}

type custom struct{ code int }

func (c custom) Error() string { return fmt.Sprint("custom ", c.code) }

func main() {
	fmt.Println(safe("ok", func() {}))
	fmt.Println(safe("string", func() { panic("boom") }))
	fmt.Println(safe("int", func() { panic(42) }))
	fmt.Println(safe("error", func() { panic(custom{7}) }))
	fmt.Println(safe("deep", func() { deep(3) }))
	fmt.Println(indirect())
	direct()
	fmt.Println(repanic(), replaced(), continues())
	fmt.Println(recover())
	defer func() {
		r := recover()
		c, ok := r.(custom)
		fmt.Println(ok, c.code)
		defer func() { fmt.Println("inner", recover()) }()
		panic("in deferred")
	}()
	defer fmt.Println("runs before the recovering one")
	panic(custom{9})
}
