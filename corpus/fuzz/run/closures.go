package main

func main() { var fs []func() int; for i := range 3 { fs = append(fs, func() int { i++; return i }) }; n := 0; for _, f := range fs { n += f() + f() }; println(n) }
