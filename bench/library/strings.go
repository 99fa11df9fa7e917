// strings: searching, splitting, replacing and joining text, all of it the work of natives.
package main

import (
	"fmt"
	"strings"
)

func main() {
	text := strings.Repeat("the quick brown fox jumps over the lazy dog, again and again; ", 2000)
	total := 0
	for i := range 60 {
		words := strings.Fields(text)
		total += len(words)
		total += len(strings.Join(words, "-"))
		total += strings.Count(text, "ag") + strings.Index(text, "no such text") + strings.LastIndex(text, "quick")
		total += len(strings.ReplaceAll(text, "fox", "wolf")) + len(strings.ToUpper(text)) + len(strings.Split(text, ", "))
		if strings.EqualFold(text, strings.ToTitle(text)) && strings.Contains(text, "dog, again") {
			total += i
		}
		total += len(strings.TrimSpace(strings.Map(func(r rune) rune { return r + 1 }, text[:600])))
	}
	fmt.Println(total)
}
