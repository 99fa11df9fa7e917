// Writing to a nil map.
package main

func main() {
	var m map[string]int
	_ = m["read is fine"]
	m["a"] = 1
}
