package main

import (
	"context"
	"errors"
	"fmt"
	"os"
)

type key string

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Err(), bg.Value("x"), bg.Done() == nil)
	ctx, cancel := context.WithCancel(bg)
	child, stop := context.WithCancelCause(context.WithValue(ctx, key("k"), "v"))
	grand, _ := context.WithCancel(child)
	fmt.Println(ctx, child, grand, child.Value(key("k")), child.Value("k"))
	fmt.Println(ctx.Err(), child.Err(), context.Cause(child))
	done := make(chan bool)
	undo := context.AfterFunc(grand, func() { fmt.Println("after"); done <- true })
	other := context.AfterFunc(grand, func() { fmt.Println("never") })
	fmt.Println(other(), other())
	stop(errors.New("why"))
	<-done
	fmt.Println(ctx.Err(), child.Err(), context.Cause(child), grand.Err(), context.Cause(grand), undo())
	free := context.WithoutCancel(child)
	fmt.Println(free.Err(), free.Value(key("k")), free)
	cancel()
	cancel()
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), free.Err())
	late, _ := context.WithCancel(ctx)
	fmt.Println(late.Err())
	_, has := late.Deadline()
	fmt.Println(has, context.Canceled, context.DeadlineExceeded)
	fmt.Println(os.Getenv("GOVM_X"), os.Setenv("GOVM_X", "1"), os.Getenv("GOVM_X"), os.Expand("$a ${b} $ $$ ${} ${c", func(s string) string { return "<" + s + ">" }), os.Unsetenv("GOVM_X"))
	fmt.Println(os.Setenv("", "x"), os.Setenv("a=b", "x"))
	defer func() { fmt.Println(recover()) }()
	context.WithValue(bg, []int{1}, 1)
}
