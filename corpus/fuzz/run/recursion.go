package main

func f(n int) int { if n == 0 { return 0 }; return 1 + f(n-1) }

func main() { println(f(100)); println(f(1 << 40)) }
