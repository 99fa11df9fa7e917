// Package main has a function main.
package main // ERROR "function main is undeclared in the main package"

func Main() {}
