package p

func f() {
	c <- 1
	<-c
	x := <-c
	x, ok = <-c
	c <- <-d
	a || b <- c
}
