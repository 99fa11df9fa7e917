package main

func try(f func()) { defer func() { println(recover().(error).Error()) }(); f() }

func main() { s, i := make([]int, 2, 4), 5; try(func() { println(s[i]) }); try(func() { s = s[i:] }); try(func() { s = s[3:i-3] }); try(func() { _ = "abc"[i] }); try(func() { _ = make([]int, -i) }); try(func() { _ = 1 / (i - 5) }); try(func() { _ = any(i).(string) }) }
