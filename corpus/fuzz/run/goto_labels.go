package main

func main() { n := 0
again:
	n++
	for i := range 4 { switch { case i == 1: continue; case n < 3: goto again; case i == 2: fallthrough; default: println(i) } }
}
