package main

type bad int

func (b bad) String() string {
	var p *int
	return string(rune(*p))
}

func main() { panic(bad(3)) }
