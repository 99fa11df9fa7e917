// The post statement of a for statement declares nothing.
package main

func main() {
	for i := 0; i < 10; j := 1 { // ERROR "syntax error: cannot declare in post statement of for loop"
	}
}
