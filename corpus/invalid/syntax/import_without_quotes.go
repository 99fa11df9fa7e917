// An import path is a string.
package main

import fmt // ERROR "syntax error: missing import path"

func main() {}
