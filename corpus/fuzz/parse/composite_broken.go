package p

func f() {
	x = T{1 2}
	x = T{a: }
	x = T{: 1}
	x = T{,}
	x = (T){1}
	x = f(){1}
	x = T{a: b: c}
	x = T{
	1
	}
	x = T{
}
