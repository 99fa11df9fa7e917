// fallthrough is the last statement of a clause that is not the last, in an expression switch.
package main

func f(x any, n int) {
	switch n {
	case 1:
		fallthrough
	case 2:
		if true {
			fallthrough // ERROR "fallthrough statement out of place"
		}
	case 3:
		{
			fallthrough // ERROR "fallthrough statement out of place"
		}
	case 4:
		fallthrough // ERROR "fallthrough statement out of place"
		n++
	case 5:
		fallthrough // ERROR "cannot fallthrough final case in switch"
	}
	switch x.(type) {
	case int:
		fallthrough // ERROR "cannot fallthrough in type switch"
	case string:
	}
	for {
		fallthrough // ERROR "fallthrough statement out of place"
	}
}

func main() {}
