// Labels are declared and used in the same function; goto jumps neither over a variable's declaration nor into a block.
package main

func f() {
unused: // ERROR "label unused defined and not used"
	for {
		break missing // ERROR "break label not defined: missing"
	}
	goto nowhere // ERROR "label nowhere not defined"
twice:
twice: // ERROR "label twice already defined"
	goto twice
}

func g() {
	goto over // ERROR "goto over jumps over declaration of x"
	x := 1
	_ = x
over:
	goto inside // ERROR "goto inside jumps into block starting"
	{
	inside:
	}
	if true {
		goto other // ERROR "goto other jumps into block starting"
	} else {
	other:
	}
	func() {
		goto over // ERROR "label over not defined"
	}()
}

func h() {
L:
	x := 1
	_ = x
	for {
		continue L // ERROR "invalid continue label L"
	}
M:
	switch {
	default:
		for {
			continue M // ERROR "invalid continue label M"
		}
	}
N:
	if true {
		break N // ERROR "invalid break label N"
	}
	goto N
ok:
	for {
		for {
			continue ok
		}
		break ok
	}
}

func main() {}
