// A map key whose dynamic type is not hashable.
package main

func main() {
	m := map[any]int{}
	m[map[string]int{}] = 1
}
