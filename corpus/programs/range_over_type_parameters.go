// Loops over functions whose type is a type parameter, readers of strings, recover beside loops over functions.
package main

import (
	"fmt"
	"io"
	"strings"
)

type seq interface{ ~func(func(int) bool) }

func total[S seq](s S) (sum int) {
	for v := range s {
		if v == 4 {
			return
		}
		sum += v
	}
	return -1
}

type count func(yield func(int) bool)

func upTo(n int) count {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				break
			}
		}
	}
}

func protect() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	for v := range upTo(5) {
		if v == 2 {
			panic(v)
		}
	}
	return nil
}

func main() {
	fmt.Println(total(upTo(10)), total(upTo(3)), protect())
	r := strings.NewReader("aé!bc")
	fmt.Println(r.Len(), r.Size())
	ch, size, err := r.ReadRune()
	fmt.Println(ch, size, err)
	ch, size, err = r.ReadRune()
	fmt.Println(string(ch), size, err, r.UnreadRune(), r.UnreadRune())
	b := make([]byte, 3)
	n, err := r.Read(b)
	fmt.Println(n, err, b, r.UnreadByte())
	rest, err := io.ReadAll(r)
	fmt.Println(string(rest), err)
	_, err = r.ReadByte()
	fmt.Println(err, r.Len())
}
