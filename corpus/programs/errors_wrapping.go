// Errors: custom types, wrapping with %w, errors.Is, errors.As, errors.Join, sentinel values.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

var errNotFound = errors.New("not found")

type queryError struct {
	query string
	err   error
}

func (e *queryError) Error() string { return e.query + ": " + e.err.Error() }
func (e *queryError) Unwrap() error { return e.err }

type codeError int

func (c codeError) Error() string        { return "code " + strconv.Itoa(int(c)) }
func (c codeError) Is(target error) bool { return target == errNotFound && c == 404 }

func find(k string) error {
	switch k {
	case "missing":
		return errNotFound
	case "wrapped":
		return fmt.Errorf("find %q: %w", k, errNotFound)
	case "query":
		return &queryError{"select", fmt.Errorf("layer: %w", errNotFound)}
	case "code":
		return fmt.Errorf("http: %w", codeError(404))
	case "plain":
		return fmt.Errorf("plain: %v", errNotFound)
	}
	return nil
}

func main() {
	for _, k := range []string{"missing", "wrapped", "query", "code", "plain", "ok"} {
		err := find(k)
		var q *queryError
		var c codeError
		fmt.Println(k, "|", err, "|", errors.Is(err, errNotFound), errors.As(err, &q), errors.As(err, &c), int(c))
		if q != nil {
			fmt.Println(q.query, errors.Unwrap(q))
		}
	}
	j := errors.Join(errors.New("one"), nil, codeError(2))
	fmt.Println(j, errors.Is(j, codeError(2)), errors.Join(nil, nil) == nil)
	m := fmt.Errorf("%w and %w", errNotFound, codeError(3))
	var c codeError
	fmt.Println(m, errors.As(m, &c), c, errors.Unwrap(m) == nil)
	fmt.Println(errors.New("a") == errors.New("a"), errNotFound == find("missing"))
	_, err := strconv.Atoi("12x")
	fmt.Println(err, errors.Is(err, strconv.ErrSyntax))
	_, err = strconv.ParseInt("99999999999999999999", 10, 64)
	var ne *strconv.NumError
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err, err)
	func() {
		defer func() {
			if err, ok := recover().(error); ok {
				fmt.Println("panicked with:", err, errors.Is(err, errNotFound))
			}
		}()
		panic(fmt.Errorf("wrap: %w", errNotFound))
	}()
}
