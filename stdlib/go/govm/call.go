package govm

// A Code says why a call failed. Receipts carry the same numbers.
type Code int

const (
	CodeOK           Code = 0  // the call succeeded
	CodeError        Code = 1  // the entry point returned an error
	CodePanic        Code = 2  // the contract panicked
	CodeRuntimeError Code = 3  // a run-time error: index out of range, nil dereference, division by zero
	CodeOutOfEnergy  Code = 4  // the energy ran out
	CodeOutOfMemory  Code = 5  // the memory limit or the stack limit was reached
	CodeNoApp        Code = 6  // there is no such app
	CodeNoFunction   Code = 7  // the app has no such entry point
	CodeBadArguments Code = 8  // the arguments, or the result asked for, do not fit the entry point
	CodeReentrant    Code = 9  // the app is already being called
	CodeTooDeep      Code = 10 // calls are nested too deep
	CodeReadOnly     Code = 11 // a query tried to write
	CodeBadState     Code = 12 // a stored value is not of the type that it is read as
	CodeLimit        Code = 13 // a key, value, event or result is longer than allowed
	CodeNoFunds      Code = 14 // the caller has not the funds that it sends, or the function takes none
)

// A CallError says how a call to another app failed.
type CallError struct {
	Code    Code
	Message string
}

func (e *CallError) Error() string { return e.Message }

// Call calls an entry point of another app and returns its result. R is the type of the result; where there are several
// before the error, R is a struct of them in their order.
//
// When the call fails, its effects are undone and the error is a *CallError; the energy that it used is paid. It can use all
// but a sixteenth of the energy left, so that the caller is able to go on. An app that is already being called cannot be called
// again, unless it allows that with AllowReentry.
func Call[R any](app Hash, function string, args ...any) (R, error) {
	var result R
	code, message := call(string(app[:]), function, args, &result)
	if code != 0 {
		var none R
		return none, &CallError{Code(code), message}
	}
	return result, nil
}

// Invoke is Call for an entry point that has no result but the error, or whose results do not matter.
func Invoke(app Hash, function string, args ...any) error {
	code, message := call(string(app[:]), function, args, nil)
	if code != 0 {
		return &CallError{Code(code), message}
	}
	return nil
}

// CallWith is Call with funds: cost moves from the account of this app to that of the other before its entry point runs. A call
// that fails gives it back.
func CallWith[R any](cost uint64, app Hash, function string, args ...any) (R, error) {
	var result R
	code, message := callWith(cost, string(app[:]), function, args, &result)
	if code != 0 {
		var none R
		return none, callError(code, message)
	}
	return result, nil
}

// InvokeWith is CallWith for an entry point that has no result but the error, or whose results do not matter.
func InvokeWith(cost uint64, app Hash, function string, args ...any) error {
	code, message := callWith(cost, string(app[:]), function, args, nil)
	return callError(code, message)
}

func callError(code int, message string) error {
	if code != 0 {
		return &CallError{Code(code), message}
	}
	return nil
}

// AllowReentry lets this app be called while this call of it is under way: by the apps that it calls, and by those that they call.
// Every call of it on the way has to allow it. Without this such a call fails with CodeReentrant, so that no other app
// finds the state of this one half changed. An app that is always ready for it says so in a function init.
func AllowReentry()

// The rest is native.

func call(app, function string, args []any, into any) (code int, message string)
func callWith(cost uint64, app, function string, args []any, into any) (code int, message string)
