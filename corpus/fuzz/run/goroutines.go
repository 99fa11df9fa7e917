package main

func main() { c, d := make(chan int), make(chan string, 2); go func() { for i := range 3 { c <- i }; close(c) }(); for x := range c { select { case d <- "x": println("sent", x); default: println("full") } }; select { case s, ok := <-d: println(s, ok, len(d)) }; <-c; var n chan int; n <- 1 }
