// The name of a package is not blank.
package _ // ERROR "invalid package name _"

func main() {}
