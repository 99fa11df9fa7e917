// Channel types and arrows.
package main

var a chan
var b <-chan // ERROR "syntax error: missing channel element type"
var c chan<- // ERROR "syntax error: missing channel element type"
var d <-int // ERROR "syntax error: missing channel element type"
var e <-chan<- int // ERROR "syntax error: unexpected name int, expected keyword chan"
var f <-<-chan int // ERROR "syntax error: unexpected <-, expected keyword chan"
var g chan chan
var h = <-chan int(nil) // ERROR "syntax error: missing channel element type"
var i = <-chan<- int(nil)
var j = <-chan<- chan int(nil)
var k = <-<-chan int(nil)
var l chan<-<- int // ERROR "syntax error: unexpected name int, expected keyword chan"

func m(chan) {} // ERROR "syntax error: missing channel element type"
func n() (<-chan) {} // ERROR "syntax error: missing channel element type"

func main() {}
