package p

type E struct{}

func (E) Error() string { return "" }

func seq(yield func(int, string) bool) {}
func bad(yield func(int)) {}

func ranges(m map[string]int, ch chan int, p *[3]byte) {
	for i := range 10 {
		var _ int = i
	}
	for i := range uint8(10) {
		var _ uint8 = i
	}
	for i, r := range "abc" {
		var _ int = i
		var _ rune = r
	}
	for k, v := range m {
		var _ string = k
		var _ int = v
	}
	for v := range ch {
		var _ int = v
	}
	for i, b := range p {
		var _ int = i
		var _ byte = b
	}
	for i, s := range seq {
		var _ int = i
		var _ string = s
	}
	for range 3 {
	}
	for range seq {
	}
	for i, j := range 10 { // ERROR "range over 10 (untyped int constant) permits only one iteration variable"
		_ = i
	}
	for range 1.5 { // ERROR "cannot range over 1.5 (untyped float constant)"
	}
	for range bad { // ERROR "yield func does not return bool"
	}
	var x float64 // ERROR "declared and not used: x"
	for x = range 10 { // ERROR "cannot use iteration variable of type float64"
	}
	for i, x := range ch { // ERROR "permits only one iteration variable"
		_ = i
	}
}

func switches(x int, v any, err error) {
	switch x {
	case 1, 2:
	case 2: // ERROR "duplicate case 2 (constant of type int) in expression switch"
	case "a": // ERROR "cannot convert "a" (untyped string constant) to type int"
	default:
	}
	switch v {
	case 1, "a", 1.0, nil:
	case 1: // ERROR "duplicate case 1"
	}
	switch {
	case x > 1:
	case x: // ERROR "invalid case x in switch on true (mismatched types int and bool)"
	}
	switch y := v.(type) {
	case int:
		var _ int = y
	case string, bool:
		var _ any = y
	case nil:
		var _ any = y
	case int: // ERROR "duplicate case int in type switch"
	}
	switch err.(type) {
	case E, *E:
	case int: // ERROR "impossible type switch case: int"
	}
	_ = err.(string) // ERROR "impossible type assertion: err.(string)"
	_ = x.(int) // ERROR "x (variable of type int) is not an interface"
	switch x.(type) { // ERROR "x (variable of type int) is not an interface"
	}
	switch f := func() {}; f {
	case nil:
	}
	if x { // ERROR "non-boolean condition in if statement"
	}
	for x { // ERROR "non-boolean condition in for statement"
	}
}

func channels(in <-chan int, out chan<- int, both chan int, x int) {
	out <- 1
	in <- 1 // ERROR "cannot send to receive-only channel in (variable of type <-chan int)"
	x <- 1 // ERROR "cannot send to non-channel x (variable of type int)"
	<-in
	<-out // ERROR "cannot receive from send-only channel out (variable of type chan<- int)"
	v, ok := <-both
	_, _ = v, ok
	select {
	case v := <-in:
		_ = v
	case out <- x:
	case x, ok = <-both:
	case <-in:
	default:
	}
	out <- "a" // ERROR "cannot use "a" (untyped string constant) as int value in send"
	close(in) // ERROR "cannot close receive-only channel"
	in = both
	both = in // ERROR "cannot use in (variable of type <-chan int) as chan int value in assignment"
}

func noValue(f [2]func()) {
	switch f { // ERROR "cannot switch on f (variable of type [2]func()) ([2]func() is not comparable)"
	case f:
	}
}
