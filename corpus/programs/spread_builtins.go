// Built-in functions on the results of one call; elements without a size; constants of complex type parameters.
package main

import "fmt"

func floats() (float64, float64)       { return 5, 7 }
func one() ([]string, string)          { return []string{"foo"}, "bar" }
func several() ([]byte, byte, byte)    { return []byte{'a', 'b'}, '1', '2' }
func anys() ([]any, int, string)       { return nil, 1, "x" }
func pair(b []byte) ([]byte, []byte)   { return b, []byte("abc") }
func text(b []byte) ([]byte, string)   { return b, "def" }
func entry(m map[any]int) (map[any]int, int) { return m, 3 }

type number interface{ ~complex64 | ~complex128 }

func zero[T number]() T { return T(0) }
func pi[T number]() T   { return T(3.14) }
func i[T number]() T    { return T(-1i) }

func empties() {
	var a [5]struct{}
	n := 0
	for n = range [5]struct{}{} {
	}
	for n = range a {
		a[n] = struct{}{}
	}
	var deep [2][3]struct{}
	for j := range 2 {
		for k := range 3 {
			deep[j][k] = struct{}{}
		}
	}
	fmt.Println(n, a, len(deep[1]))
	defer func() { fmt.Println(recover()) }()
	n++
	a[n] = struct{}{}
}

func main() {
	fmt.Println(complex(floats()), append(one()), string(append(several())), append(anys()))
	b := []byte{1, 2, 3}
	fmt.Println(copy(pair(b)), b)
	fmt.Println(copy(text(b)), b)
	m := map[any]int{3: 0, "3": 1}
	delete(entry(m))
	fmt.Println(m)
	empties()
	fmt.Println(zero[complex128](), pi[complex128](), i[complex128]())
	fmt.Println(zero[complex64](), pi[complex64](), i[complex64]())
}
