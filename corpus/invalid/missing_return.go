// A function with results ends in a terminating statement.
package main

func f1() int {
} // ERROR "missing return"

func f2(b bool) int {
	if b {
		return 1
	}
} // ERROR "missing return"

func f3(b bool) int {
	if b {
		return 1
	} else if !b {
		return 2
	}
} // ERROR "missing return"

func f4() int {
	for i := 0; i < 10; i++ {
		return i
	}
} // ERROR "missing return"

func f5() int {
	for {
		break
	}
} // ERROR "missing return"

func f6(x int) int {
	switch x {
	case 1:
		return 1
	}
} // ERROR "missing return"

func f7(x int) int {
	switch x {
	case 1:
		return 1
	default:
		break
	}
} // ERROR "missing return"

func f8(x int) int {
L:
	for {
		for {
			break L
		}
	}
} // ERROR "missing return"

func f9(x []int) int {
	for range x {
		return 1
	}
} // ERROR "missing return"

func f10(x any) int {
	switch x.(type) {
	case int:
		return 1
	default:
	}
} // ERROR "missing return"

var f11 = func() int { println() } // ERROR "missing return"

func g1() int {
	for {
	}
}

func g2(b bool) int {
	if b {
		return 1
	} else {
		panic("x")
	}
}

func g3(x int) int {
	switch x {
	case 1:
		fallthrough
	default:
		return 1
	}
}

func g4() int {
L:
	goto L
}

func g5() int {
	{
		return 1
	}
}

func g6(x int) int {
	for {
		switch x {
		case 1:
			break
		}
	}
}

func main() {}
