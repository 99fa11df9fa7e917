// for in all its forms, nested conditions, short-circuit evaluation, empty bodies.
package main

import "fmt"

func classify(n int) (s string) {
	if n < 0 {
		s = "negative"
	} else if n == 0 {
		s = "zero"
	} else if n%2 == 0 {
		s = "even"
	} else {
		s = "odd"
	}
	return
}

func effect(s *[]string, name string, v bool) bool {
	*s = append(*s, name)
	return v
}

func main() {
	for i := -1; i < 3; i++ {
		fmt.Print(classify(i), " ")
	}
	fmt.Println()
	i := 0
	for i < 3 {
		i++
	}
	for ; i < 5; i++ {
	}
	for i < 10 {
		i += 4
		if i%2 == 0 {
			continue
		}
	}
	fmt.Println(i)
	n := 0
	for {
		n++
		if n > 5 {
			break
		}
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	fmt.Println(n)
	var log []string
	if effect(&log, "a", false) && effect(&log, "b", true) || effect(&log, "c", true) && !effect(&log, "d", false) {
		fmt.Println(log)
	}
	count := 0
	for i := range 10 {
		for j := range 10 {
			if i == j {
				continue
			}
			if i+j > 12 {
				break
			}
			count++
		}
	}
	fmt.Println(count)
	for i := 10; i > 0; i /= 2 {
		fmt.Print(i, " ")
	}
	for f := 0.0; f < 1; f += 0.25 {
		fmt.Print(f, " ")
	}
	for s := "abc"; s != ""; s = s[1:] {
		fmt.Print(s, " ")
	}
	for p := (&struct{ n int }{3}); p.n > 0; p.n-- {
		fmt.Print(p.n, " ")
	}
	fmt.Println()
	var funcs []func()
	for i := 0; i < 3; i++ {
		if i == 1 {
			continue
		}
		funcs = append(funcs, func() { fmt.Print("f", i, " ") })
	}
	for _, f := range funcs {
		f()
	}
	fmt.Println()
	total := 0
	for i := uint8(250); i >= 250; i++ {
		total += int(i)
	}
	fmt.Println(total)
}
