package p

func f() {
	goto L
	x := 1
	L:
	{
	M:
	}
	goto M
	L:
	break
	continue
	fallthrough
	break Q
	for {
	}
	continue L
	L: }
}
