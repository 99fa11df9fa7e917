package p

func f() {
	if {
	}
	if a := 1 {
	}
	if a = b {
	}
	if a; {
	}
	if a
	{
	}
	if var x = 1; x {
	}
	if a {
	}
	else {
	}
	if a {
	} else b
	if a {
	} else if {
	}
}
