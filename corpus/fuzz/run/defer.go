package main

func f() (n int, err any) { defer func() { err = recover(); n++ }(); for i := range 3 { defer func() { n += i }() }; var p *int; return *p, nil }

func main() { n, err := f(); println(n, err.(error).Error()) }
