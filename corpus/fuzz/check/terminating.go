package p
func a(x int) int { for {} }
func b(x int) int { if x > 0 { return 1 } else if x < 0 { panic(0) } else { return 2 } }
func c(x any) int { switch x.(type) { case int: return 1; default: panic(x) } }
func d(x int) int { switch x { case 1: fallthrough; case 2: return 3; default: goto L }; L: return 1 }
func e(c chan int) int { select { case x := <-c: return x; case c <- 1: panic(1) } }
func f() int { for { break } }
func g() int { L: for { for { break L } } }
func h(x int) int { switch x { case 1: return 1 } }
func i() int { { return 1 } }
func j() int { for true {} }
func k() (n int) { defer func() { n++ }() }
