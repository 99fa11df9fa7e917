package p

func f() {
	if a {
	} else if b := 1; b {
	} else {
	}
	if a := b; c {
	}
	if (a) {
	}
	if ; a {
	}
}
