package p

func f() {
	select x {
	}
	select {
	case a:
	case x := 1:
	case x++:
	default
	}
	select
	{
	}
}
