package p

func f() {
	if a {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	} else if b {
	}
}
