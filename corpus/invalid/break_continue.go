// break, continue and fallthrough stand where they mean something.
package main

func f(x any) {
	break // ERROR "break is not in a loop, switch, or select"
	continue // ERROR "continue is not in a loop"
	fallthrough // ERROR "fallthrough statement out of place"
	if true {
		break // ERROR "break is not in a loop, switch, or select"
	}
	for {
		func() {
			break // ERROR "break is not in a loop, switch, or select"
			continue // ERROR "continue is not in a loop"
		}()
	}
	switch {
	case true:
		continue // ERROR "continue is not in a loop"
	}
	for {
		switch {
		case true:
			continue
		}
		break
	}
}

func main() {}
