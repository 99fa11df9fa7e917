package main

func main() { s := "h\u00e9\xffz"; for i, r := range s { println(i, r) }; t := s[1:3] + "x"; println(len(t), t < s, []byte(t)[0], string([]rune(s)[1])) }
