package p

func f() {
	select {
	}
	select {
	case <-a:
	case x := <-b:
	case x, ok = <-c:
	case d <- 1:
	default:
	}
}
