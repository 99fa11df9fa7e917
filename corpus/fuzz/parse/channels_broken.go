package p

var a chan
var b <-int
var c chan<-
var d = <-<-chan int(x)
var e = <-chan<- int(x)
