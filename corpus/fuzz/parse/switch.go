package p

func f() {
	switch {
	}
	switch a {
	case 1, 2:
		b()
		fallthrough
	case 3:
	default:
	}
	switch a := b; a {
	default:
	}
	switch a := b; {
	case a:
	}
	switch ; a {
	}
}
