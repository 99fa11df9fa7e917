package main

func main() { x := 0.1; var y float32 = float32(x); z := 0.0; println(x+0.2, y*3, 1/z, z/z == z/z, int(2.9*x*10)) }
