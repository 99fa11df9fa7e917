// A comment ends before the file does.
package main

func main() {}

/* never closed // ERROR "comment not terminated"
