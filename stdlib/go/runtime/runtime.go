// Package runtime holds the errors that the machine itself raises.
package runtime

// Error is what a recovered value is if the machine raised the panic: an index out of range, a failed type
// assertion, a division by zero. RuntimeError does nothing but mark such errors.
type Error interface {
	error
	RuntimeError()
}

// errorString is a trap whose text follows "runtime error: ".
type errorString string

func (e errorString) Error() string { return "runtime error: " + string(e) }
func (e errorString) RuntimeError() {}

// plainError is a trap whose text stands alone.
type plainError string

func (e plainError) Error() string { return string(e) }
func (e plainError) RuntimeError() {}

// TypeAssertionError is the error of a failed type assertion.
type TypeAssertionError struct{ message string }

func (e *TypeAssertionError) Error() string { return e.message }
func (*TypeAssertionError) RuntimeError()   {}

// PanicNilError is the error that recover returns after panic(nil).
type PanicNilError struct{ _ [0]func() }

func (*PanicNilError) Error() string {
	return "panic called with nil argument (use GODEBUG=panicnil=1 to disable)"
}
func (*PanicNilError) RuntimeError() {}

// panicText returns what follows "panic: " when nobody recovers from panic(v). A value that is neither an error, a
// Stringer nor of a basic kind has the form (main.T) 0x0: Go prints its address there, which is not deterministic.
func panicText(v any) string {
	switch v := v.(type) {
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	}
	return printed(v)
}

// printed returns v as the predeclared print shows it, with its type if that is not a predeclared one.
func printed(v any) string

// loopState is what a loop over a function shares with its body: how far the loop is, and the way out that the body took.
type loopState struct{ state, exit int }

// panicRange panics because a function that a loop ranges over misused the loop's body. The states are those of lowering.
func panicRange(state int) {
	switch state {
	case 1:
		panic(errorString("range function continued iteration after function for loop body returned false"))
	case 2:
		panic(errorString("range function continued iteration after loop body panic"))
	case 3:
		panic(errorString("range function continued iteration after whole loop exit"))
	}
	panic(errorString("range function recovered a loop body panic and did not resume panicking"))
}

// deferList holds the calls that the bodies of loops over functions defer, the latest first.
type deferList struct{ latest *deferredCall }

type deferredCall struct {
	call   func()
	before *deferredCall
}

func pushDeferred(l *deferList, call func()) { l.latest = &deferredCall{call, l.latest} }

// runDeferred runs the calls, each even if one before it panics.
func runDeferred(l *deferList) {
	d := l.latest
	if d == nil {
		return
	}
	l.latest = d.before
	if d.before != nil {
		defer runDeferred(l)
	}
	d.call()
}

// GOOS and GOARCH name the platform that constants and sizes agree with.
const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// Version returns the release of Go whose language this is.
func Version() string { return "go1.24" }

// Gosched lets other goroutines run. It is an instruction of the machine.
func Gosched()

// Goexit ends the goroutine that calls it, after its deferred functions.
func Goexit()

// GC does nothing: when memory is collected is not a program's business.
func GC() {}

// NumCPU returns 1.
func NumCPU() int { return 1 }

// GOMAXPROCS returns 1: goroutines share one thread.
func GOMAXPROCS(n int) int { return 1 }

// LockOSThread does nothing.
func LockOSThread() {}

// UnlockOSThread does nothing.
func UnlockOSThread() {}

// KeepAlive keeps x alive until it is called.
func KeepAlive(x any) {}

// Caller knows nothing of the functions that are running: ok is false.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) { return }

// SetFinalizer does nothing: when an object is found to be garbage is not a program's business.
func SetFinalizer(obj any, finalizer any) {}

// GOROOT returns "": there is no tree of Go.
func GOROOT() string { return "" }
