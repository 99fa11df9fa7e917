// An import path is no rune.
package main

import 'a' // ERROR "syntax error: import path must be a string"

func main() {}
