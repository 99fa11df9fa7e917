package main

func main() { a := [3]int{2: 5}; b := a; b[a[2]-4]++; p := &a; for i, x := range p { p[0] += x * i }; println(a == b, a[0]); var w [40]uint16; w[a[0]] = 1; v := w; v[3] = 2; println(w == v) }
