package main

import (
	"fmt"
	"runtime"
)

type T struct{ a int }

func try(f func()) {
	defer func() {
		r := recover()
		_, isRuntime := r.(runtime.Error)
		err, isError := r.(error)
		fmt.Printf("%v %t %t\n", r, isRuntime, isError)
		_ = err
	}()
	f()
}

func main() {
	var p *T
	var m map[string]int
	var a any = "s"
	s := []int{1}
	i, z := 5, 0
	try(func() { fmt.Println(s[i]) })
	try(func() { fmt.Println(p.a) })
	try(func() { m["x"] = 1 })
	try(func() { fmt.Println(a.(int)) })
	try(func() { fmt.Println(1 / z) })
	try(func() { fmt.Println(s[i:]) })
	try(func() { panic("text") })
	try(func() { panic(fmt.Errorf("wrapped %d", 1)) })
	try(func() { panic(T{1}) })
	panic(fmt.Sprintf("last %d\nline", 1))
}
