// The package clause has a name.
package "main" // ERROR "syntax error: unexpected literal \"main\", expected name"

func main() {}
