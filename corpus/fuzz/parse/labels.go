package p

func f() {
	L:
	for {
		break L
		continue L
	}
	goto M
	M:
	{
	}
	N: O: P: switch {
	case a:
		break N
	}
}
