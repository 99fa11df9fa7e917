// json: structs, maps and slices to JSON and back.
package main

import (
	"encoding/json"
	"fmt"
)

type address struct {
	Street string `json:"street"`
	City   string `json:"city,omitempty"`
	Zip    int    `json:"zip"`
}

type person struct {
	Name    string            `json:"name"`
	Age     int               `json:"age"`
	Scores  []float64         `json:"scores"`
	Home    address           `json:"home"`
	Tags    map[string]string `json:"tags"`
	Friends []string          `json:"friends"`
}

func main() {
	var people []person
	for i := range 400 {
		people = append(people, person{fmt.Sprintf("name %d", i), i % 90, []float64{float64(i) / 3, 2.5, 1e9}, address{"a street", "town", i}, map[string]string{"a": "x", "b": "\"quoted\""}, []string{"ann", "bob"}})
	}
	total := 0
	for range 12 {
		data, err := json.Marshal(people)
		if err != nil {
			panic(err)
		}
		var back []person
		if err := json.Unmarshal(data, &back); err != nil {
			panic(err)
		}
		var loose any
		if err := json.Unmarshal(data, &loose); err != nil {
			panic(err)
		}
		total += len(data) + len(back) + len(loose.([]any))
	}
	fmt.Println(total)
}
