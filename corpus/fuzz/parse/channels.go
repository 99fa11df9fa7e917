package p

var a chan int
var b <-chan int
var c chan<- int
var d chan<- chan int
var e chan (<-chan int)
var f <-chan <-chan int
var g = <-chan int(x)
var h = <-chan<- chan int(y)
