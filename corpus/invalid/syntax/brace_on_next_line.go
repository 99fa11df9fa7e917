// The brace of a function body stands on the line of its signature.
package main

func main()
{ // ERROR "syntax error: unexpected semicolon or newline before {"
}
