package main

func main() { var a int8 = 127; a++; b := uint16(a) << 9; c := -7 / 2; d := -7 % 2; println(a, b, c, d, 1<<62>>3, ^a&^3) }
