package govm

// Host calls a function that the chain itself provides, beside those of this package, and returns its result, which must be
// of type R, or of one that differs from it in names alone. What functions there are, and what they cost, is the chain's affair.
// Host panics when there is no such function, when the arguments are not of its parameters' types, and when the function
// refuses.
func Host[R any](function string, args ...any) R {
	var result R
	host(function, args, &result)
	return result
}

// The rest is native.

func host(function string, args []any, into any)
