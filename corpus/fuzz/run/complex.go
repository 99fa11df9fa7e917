package main

func main() { c := complex(1, 2); d := c * c / (1 - 2i); println(real(d), imag(d), c == d) }
