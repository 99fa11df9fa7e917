package p

func f() {
	switch {
	a()
	case 1
	case 2:
	}
	switch a = b {
	}
	switch a
	{
	}
	switch {
	default:
	default:
	case:
	}
	switch a {
	case 1 2:
	}
	switch {
	case 1:
	fallthrough
	}
}
