// Expression switches: no tag, fallthrough, several values, init, break, duplicates of non-constants, evaluation order.
package main

import "fmt"

func grade(n int) string {
	switch {
	case n >= 90:
		return "A"
	case n >= 80:
		return "B"
	default:
		return "F"
	}
}

func trace(n int) int { fmt.Print("t", n, " "); return n }

func main() {
	fmt.Println(grade(95), grade(85), grade(10))
	for i := range 7 {
		switch i {
		case 0:
			fmt.Print("zero ")
			fallthrough
		case 1:
			fmt.Print("one ")
		case 2, 3:
			if i == 3 {
				break
			}
			fmt.Print("two ")
		default:
			fmt.Print("default ")
			fallthrough
		case 5:
			fmt.Print("five ")
		}
	}
	fmt.Println()
	switch x := 5; {
	case x > 3:
		fmt.Println("big")
	}
	switch x := trace(2); x {
	case trace(1), trace(2), trace(3):
		fmt.Println("found")
	case trace(4):
	}
	switch s := "go"; s {
	case "c", "go":
		fmt.Println(s)
	}
	switch f := 1.5; f {
	case 1.5:
		fmt.Println("float")
	}
	var a any = "x"
	switch a {
	case 1:
		fmt.Println("int")
	case "x":
		fmt.Println("string x")
	}
	type pt struct{ x, y int }
	switch (pt{1, 2}) {
	case pt{1, 2}:
		fmt.Println("point")
	}
	switch b := true; b {
	case false:
	case true:
		fmt.Println("true")
	}
	switch {
	}
	switch trace(9) {
	default:
		fmt.Println("only default")
	}
	n := 3
	switch n {
	case n:
		fmt.Println("same variable")
	}
	switch r := 'b'; {
	case 'a' <= r && r <= 'z':
		fmt.Println("lower")
	case 'A' <= r && r <= 'Z':
		fmt.Println("upper")
	}
	switch err := error(nil); err {
	case nil:
		fmt.Println("no error")
	}
}
