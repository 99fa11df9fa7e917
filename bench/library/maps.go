// maps: maps with keys that are texts, numbers and structs, grown, read, changed and deleted from.
package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

type cell struct{ x, y int32 }

func main() {
	total := 0
	for round := range 4 {
		byText, byNumber, byCell := map[string]int{}, map[int]int{}, map[cell]bool{}
		for i := range 60000 {
			byText["key "+strconv.Itoa(i%20000)]++
			byNumber[i*7919%50021] += i
			byCell[cell{int32(i % 300), int32(i / 300)}] = i%3 == round%3
		}
		for i := range 20000 {
			total += byText["key "+strconv.Itoa(i)] + byNumber[i]
			if byCell[cell{int32(i % 300), 7}] {
				total++
			}
			delete(byNumber, i*2)
		}
		keys := slices.Collect(maps.Keys(byNumber))
		slices.Sort(keys)
		total += keys[len(keys)/2] + len(byCell) + len(byText)
	}
	fmt.Println(total)
}
