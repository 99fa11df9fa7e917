package main

func f(n int) { defer func() { if r := recover(); r != nil && n > 1 { panic(n) } }(); if n > 0 { f(n - 1) }; panic("end") }

func main() { f(3); defer println("last"); var m map[int]int; m[0] = 1 }
