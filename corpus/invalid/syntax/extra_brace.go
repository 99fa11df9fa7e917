// A closing brace closes something.
package main

func main() {
}
} // ERROR "syntax error: non-declaration statement outside function body"
