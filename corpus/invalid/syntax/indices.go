// Index and slice expressions.
package main

func f(x []int) {
	_ = x[] // ERROR "syntax error: unexpected ], expected operand"
	_ = x[1 2] // ERROR "syntax error: unexpected literal 2, expected comma, : or ]"
	_ = x[1:2 3] // ERROR "syntax error: unexpected literal 3, expected ]"
	_ = x[1:2:3:4] // ERROR "syntax error: unexpected :, expected ]"
	_ = x[1,]
	_ = x[1, 2] // ERROR "syntax error: unexpected literal 2, expected ]"
	_ = x[1;2] // ERROR "syntax error: unexpected semicolon, expected comma, : or ]"
	_ = x[1 // ERROR "syntax error: unexpected newline, expected comma, : or ]"
	_ = x[:) // ERROR "middle index required in 3-index slice" "syntax error: unexpected ), expected expression"
	_ = x.[1] // ERROR "syntax error: unexpected [, expected name or ("
	_ = x.
	_ = x.( // ERROR "syntax error: unexpected = at end of statement"
	_ = x.()
	_ = x.(type
} // ERROR "syntax error: unexpected }, expected )"

func main() {} // ERROR "syntax error: unexpected name main, expected ("
