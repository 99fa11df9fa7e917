// Package os is what a program that runs alone has of an operating system: its standard streams, an environment of its own that is empty
// at first, and an end. There are no files and no arguments: a program depends on its source alone.
package os

import (
	"errors"
	"io"
	"sort"
)

// Args holds the name of the program.
var Args = []string{"main"}

// The errors of files, which other packages make too.
var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)

// isOf reports whether err, or what a SyscallError wraps, is one of the package's errors.
func isOf(err, target error) bool {
	if s, ok := err.(*SyscallError); ok {
		err = s.Err
	}
	return err == target
}

// IsExist reports whether err is ErrExist, or a SyscallError of it.
func IsExist(err error) bool { return isOf(err, ErrExist) }

// IsNotExist reports whether err is ErrNotExist, or a SyscallError of it.
func IsNotExist(err error) bool { return isOf(err, ErrNotExist) }

// IsPermission reports whether err is ErrPermission, or a SyscallError of it.
func IsPermission(err error) bool { return isOf(err, ErrPermission) }

// SyscallError is an error of the system with the name of what failed.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

// Unwrap returns e.Err.
func (e *SyscallError) Unwrap() error { return e.Err }

// NewSyscallError returns a SyscallError, nil if err is nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// Exit ends the program at once, with a status. Deferred functions do not run.
func Exit(code int)

// write writes to the standard output (1) or the standard error (2).
func write(fd int, b []byte)

// A File is one of the standard streams.
type File struct {
	fd   int
	name string
}

// The standard streams. The standard input is empty.
var (
	Stdin  = &File{0, "/dev/stdin"}
	Stdout = &File{1, "/dev/stdout"}
	Stderr = &File{2, "/dev/stderr"}
)

// Name returns the stream's name.
func (f *File) Name() string { return f.name }

// Fd returns the stream's number.
func (f *File) Fd() uintptr { return uintptr(f.fd) }

// Read finds the end of the standard input.
func (f *File) Read(b []byte) (n int, err error) {
	if f == nil || f.fd != 0 {
		return 0, ErrInvalid
	}
	if len(b) == 0 {
		return 0, nil
	}
	return 0, io.EOF
}

// Write writes b to the stream.
func (f *File) Write(b []byte) (n int, err error) {
	if f == nil || f.fd == 0 {
		return 0, ErrInvalid
	}
	write(f.fd, b)
	return len(b), nil
}

// WriteString writes s to the stream.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

// Sync has nothing to do.
func (f *File) Sync() error { return nil }

// Close has nothing to do.
func (f *File) Close() error { return nil }

// environment holds what Setenv has set.
var environment = map[string]string{}

// Getenv returns the value of an environment variable, "" if it is not set.
func Getenv(key string) string { return environment[key] }

// LookupEnv returns the value of an environment variable and whether it is set.
func LookupEnv(key string) (string, bool) {
	value, ok := environment[key]
	return value, ok
}

// Setenv sets an environment variable of the program.
func Setenv(key, value string) error {
	if key == "" {
		return NewSyscallError("setenv", ErrInvalid)
	}
	for i := 0; i < len(key); i++ {
		if key[i] == '=' || key[i] == 0 {
			return NewSyscallError("setenv", ErrInvalid)
		}
	}
	for i := 0; i < len(value); i++ {
		if value[i] == 0 {
			return NewSyscallError("setenv", ErrInvalid)
		}
	}
	environment[key] = value
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	delete(environment, key)
	return nil
}

// Clearenv removes all environment variables.
func Clearenv() { clear(environment) }

// Environ returns the environment as key=value, sorted.
func Environ() []string {
	list := make([]string, 0, len(environment))
	for key, value := range environment {
		list = append(list, key+"="+value)
	}
	sort.Strings(list)
	return list
}

// ExpandEnv replaces ${name} and $name by the values of environment variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func isSpecial(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return true
	}
	return false
}

// Expand replaces ${name} and $name by what mapping returns for the name. A $ that no name follows goes.
func Expand(s string, mapping func(string) string) string {
	var out []byte
	for i := 0; i < len(s); {
		if s[i] != '$' || i+1 == len(s) {
			out = append(out, s[i])
			i++
			continue
		}
		name, width := shellName(s[i+1:])
		switch {
		case name == "" && width > 0:
			// Bad syntax like ${}: it goes.
		case name == "":
			out = append(out, '$')
		default:
			out = append(out, mapping(name)...)
		}
		i += width + 1
	}
	return string(out)
}

// shellName returns the name at the start of s and how many bytes it takes.
func shellName(s string) (string, int) {
	switch {
	case s[0] == '{':
		if len(s) > 2 && isSpecial(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	case isSpecial(s[0]):
		return s[:1], 1
	}
	i := 0
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return s[:i], i
}
