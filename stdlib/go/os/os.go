// Package os is what a program that runs alone has of an operating system: its standard output, and an end. There are no files, no
// environment and no arguments: a program depends on its source alone.
package os

// Args holds the name of the program.
var Args = []string{"main"}

// Exit ends the program at once, with a status. Deferred functions do not run.
func Exit(code int)

// write writes to the standard output (1) or the standard error (2).
func write(fd int, b []byte)

// A File is one of the standard streams.
type File struct {
	fd   int
	name string
}

// The standard streams.
var (
	Stdout = &File{1, "/dev/stdout"}
	Stderr = &File{2, "/dev/stderr"}
)

// Name returns the stream's name.
func (f *File) Name() string { return f.name }

// Write writes b to the stream.
func (f *File) Write(b []byte) (n int, err error) {
	write(f.fd, b)
	return len(b), nil
}

// WriteString writes s to the stream.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

// Sync has nothing to do.
func (f *File) Sync() error { return nil }

// Getenv returns "": there is no environment.
func Getenv(key string) string { return "" }

// LookupEnv finds nothing: there is no environment.
func LookupEnv(key string) (string, bool) { return "", false }
