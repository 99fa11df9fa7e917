// Package log writes lines with a prefix. There is no clock, so the flags of date and time add nothing; and the place of a call is not
// known, so the flags of files add ???:0.
package log

import (
	"fmt"
	"io"
	"os"
)

// What stands before a message.
const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix // the prefix stands before the message, not the line
	LstdFlags  = Ldate | Ltime
)

// Logger writes lines to a writer.
type Logger struct {
	out    io.Writer
	prefix string
	flags  int
}

// New returns a new logger.
func New(out io.Writer, prefix string, flag int) *Logger { return &Logger{out, prefix, flag} }

var std = New(os.Stderr, "", LstdFlags)

// Default returns the logger of the package's functions, which writes to the standard error.
func Default() *Logger { return std }

// Output writes a line.
func (l *Logger) Output(calldepth int, s string) error {
	var b []byte
	if l.flags&Lmsgprefix == 0 {
		b = append(b, l.prefix...)
	}
	if l.flags&(Lshortfile|Llongfile) != 0 {
		b = append(b, "???:0: "...)
	}
	if l.flags&Lmsgprefix != 0 {
		b = append(b, l.prefix...)
	}
	b = append(b, s...)
	if len(s) == 0 || s[len(s)-1] != '\n' {
		b = append(b, '\n')
	}
	_, err := l.out.Write(b)
	return err
}

// Print writes what fmt.Print makes of its operands.
func (l *Logger) Print(v ...any) { l.Output(2, fmt.Sprint(v...)) }

// Printf writes what fmt.Printf makes of its operands.
func (l *Logger) Printf(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)) }

// Println writes what fmt.Println makes of its operands.
func (l *Logger) Println(v ...any) { l.Output(2, fmt.Sprintln(v...)) }

// Fatal is Print, and ends the program with status 1.
func (l *Logger) Fatal(v ...any) {
	l.Output(2, fmt.Sprint(v...))
	os.Exit(1)
}

// Fatalf is Printf, and ends the program with status 1.
func (l *Logger) Fatalf(format string, v ...any) {
	l.Output(2, fmt.Sprintf(format, v...))
	os.Exit(1)
}

// Fatalln is Println, and ends the program with status 1.
func (l *Logger) Fatalln(v ...any) {
	l.Output(2, fmt.Sprintln(v...))
	os.Exit(1)
}

// Panic is Print, and panics with the message.
func (l *Logger) Panic(v ...any) {
	s := fmt.Sprint(v...)
	l.Output(2, s)
	panic(s)
}

// Panicf is Printf, and panics with the message.
func (l *Logger) Panicf(format string, v ...any) {
	s := fmt.Sprintf(format, v...)
	l.Output(2, s)
	panic(s)
}

// Panicln is Println, and panics with the message.
func (l *Logger) Panicln(v ...any) {
	s := fmt.Sprintln(v...)
	l.Output(2, s)
	panic(s)
}

// Flags returns what stands before a message.
func (l *Logger) Flags() int { return l.flags }

// SetFlags sets what stands before a message.
func (l *Logger) SetFlags(flag int) { l.flags = flag }

// Prefix returns the prefix.
func (l *Logger) Prefix() string { return l.prefix }

// SetPrefix sets the prefix.
func (l *Logger) SetPrefix(prefix string) { l.prefix = prefix }

// Writer returns where lines go.
func (l *Logger) Writer() io.Writer { return l.out }

// SetOutput sets where lines go.
func (l *Logger) SetOutput(w io.Writer) { l.out = w }

// Output writes a line to the default logger.
func Output(calldepth int, s string) error { return std.Output(calldepth+1, s) }

// Print is Print of the default logger.
func Print(v ...any) { std.Print(v...) }

// Printf is Printf of the default logger.
func Printf(format string, v ...any) { std.Printf(format, v...) }

// Println is Println of the default logger.
func Println(v ...any) { std.Println(v...) }

// Fatal is Fatal of the default logger.
func Fatal(v ...any) { std.Fatal(v...) }

// Fatalf is Fatalf of the default logger.
func Fatalf(format string, v ...any) { std.Fatalf(format, v...) }

// Fatalln is Fatalln of the default logger.
func Fatalln(v ...any) { std.Fatalln(v...) }

// Panic is Panic of the default logger.
func Panic(v ...any) { std.Panic(v...) }

// Panicf is Panicf of the default logger.
func Panicf(format string, v ...any) { std.Panicf(format, v...) }

// Panicln is Panicln of the default logger.
func Panicln(v ...any) { std.Panicln(v...) }

// Flags returns what stands before a message of the default logger.
func Flags() int { return std.Flags() }

// SetFlags sets what stands before a message of the default logger.
func SetFlags(flag int) { std.SetFlags(flag) }

// Prefix returns the default logger's prefix.
func Prefix() string { return std.Prefix() }

// SetPrefix sets the default logger's prefix.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Writer returns where lines of the default logger go.
func Writer() io.Writer { return std.Writer() }

// SetOutput sets where lines of the default logger go.
func SetOutput(w io.Writer) { std.SetOutput(w) }
