package p
func f(c chan int, r <-chan string, w chan<- bool, n int) {
	c <- 1; w <- true; s := <-r; v, ok := <-c; _, _, _ = s, v, ok
	select { case c <- n: case s = <-r: case x, ok := <-c: _, _ = x, ok; case <-c: default: }
	r <- "a"; <-w; n <- 1; <-n; c <- "x"; close(r); for range w {}
	select { case n: case f(): case n = 1: default: default: case n := <-r: }
	var _ chan int = r; var _ <-chan int = c; var _ chan<- chan<- int = make(chan chan<- int)
}
