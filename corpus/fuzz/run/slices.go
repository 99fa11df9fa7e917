package main

func main() { s := []int{1, 2, 3}; t := append(s[:1:2], 9, 8); copy(s, t); s = append(s, t...); clear(t); println(len(s), cap(s), s[3], t[0]); u := s[:2:3]; _ = [2]int(u) }
