package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"testing/iotest"
	"time"
)

type list []string

func (l *list) String() string { return strings.Join(*l, "+") }

func (l *list) Set(s string) error {
	if s == "bad" {
		return errors.New("a bad one")
	}
	*l = append(*l, s)
	return nil
}

func sets() {
	for _, args := range [][]string{{}, {"-b", "-i=5", "rest", "-n"}, {"--i64", "-7", "--u", "8", "-u64=9", "-s", "text", "-f", "1.5", "-d", "90s"}, {"-l", "a", "-l", "b", "-x"}, {"-i", "no"}, {"-l", "bad"}, {"-t", "2024-01-02T03:04:05Z"}, {"-h"}} {
		f := flag.NewFlagSet("prog", flag.ContinueOnError)
		var out strings.Builder
		f.SetOutput(&out)
		var b bool
		var i int
		var i64 int64
		var u uint
		var u64 uint64
		var s string
		var fl float64
		var d time.Duration
		var l list
		var t time.Time
		f.BoolVar(&b, "b", false, "a `truth`")
		f.IntVar(&i, "i", 1, "an int")
		f.Int64Var(&i64, "i64", 2, "a long int")
		f.UintVar(&u, "u", 3, "a uint")
		f.Uint64Var(&u64, "u64", 4, "a long uint")
		f.StringVar(&s, "s", "def", "a `string`")
		f.Float64Var(&fl, "f", 0.5, "a float")
		f.DurationVar(&d, "d", time.Second, "a while")
		f.Var(&l, "l", "a list")
		f.TextVar(&t, "t", time.Time{}, "an instant")
		fmt.Println(f.Parse(args))
		fmt.Println(b, i, i64, u, u64, s, fl, d, l, t)
		fmt.Println(f.Name(), f.ErrorHandling(), f.Output() == &out, f.NArg(), f.Set("i", "77"), f.Set("none", "1"), i)
		f.PrintDefaults()
		f.VisitAll(func(x *flag.Flag) {
			name, usage := flag.UnquoteUsage(x)
			fmt.Print(x.Name, "=", x.Value, " ", name, ":", usage, "; ")
		})
		fmt.Println()
		fmt.Print(out.String())
		f.Init("other", flag.PanicOnError)
		fmt.Println(f.Name(), f.ErrorHandling())
	}
}

func command() {
	out := &strings.Builder{}
	flag.CommandLine.SetOutput(out)
	var b bool
	var d time.Duration
	var f float64
	var i int
	var i64 int64
	var s string
	var u uint
	var u64 uint64
	var t time.Time
	var l list
	for n, suffix := range []string{"1", "2", "3"} {
		flag.BoolVar(&b, "boolvar"+suffix, true, "usage")
		flag.DurationVar(&d, "durationvar"+suffix, time.Minute, "usage")
		flag.Float64Var(&f, "float64var"+suffix, 2.5, "usage")
		flag.IntVar(&i, "intvar"+suffix, n, "usage")
		flag.Int64Var(&i64, "int64var"+suffix, int64(n), "usage")
		flag.StringVar(&s, "stringvar"+suffix, suffix, "usage")
		flag.UintVar(&u, "uintvar"+suffix, 7, "usage")
		flag.Uint64Var(&u64, "uint64var"+suffix, 8, "usage")
		flag.TextVar(&t, "textvar"+suffix, time.Unix(0, 0).UTC(), "usage")
		flag.Var(&l, "var"+suffix, "usage")
		flag.Func("func"+suffix, "usage", func(s string) error { l = append(l, "f"+s); return nil })
		flag.BoolFunc("boolfunc"+suffix, "usage", func(s string) error { l = append(l, "b"+s); return nil })
		fmt.Println(*flag.Bool("bool"+suffix, false, "usage"), *flag.Duration("duration"+suffix, 5, "usage"), *flag.Float64("float64"+suffix, 1, "usage"))
		fmt.Println(*flag.Int("int"+suffix, 1, "usage"), *flag.Int64("int64"+suffix, 2, "usage"), *flag.String("string"+suffix, "s", "usage"), *flag.Uint("uint"+suffix, 3, "usage"), *flag.Uint64("uint64"+suffix, 4, "usage"))
		for _, value := range []string{"1", "true", "x"} {
			fmt.Println(flag.Set("intvar"+suffix, value), flag.Set("boolvar"+suffix, value), flag.Set("var"+suffix, value), flag.Set("func"+suffix, value), flag.Set("nothing", value))
		}
		fmt.Println(flag.Lookup("intvar"+suffix).Value, flag.Lookup("nothing"), b, d, f, i, i64, s, u, u64, t, l)
		os.Args = []string{"prog", "-boolfunc" + suffix, "-uintvar" + suffix, "9", "x", "y"}
		flag.Parse()
		fmt.Println(flag.Parsed(), flag.Args(), flag.Arg(n), flag.NArg(), flag.NFlag())
		flag.Visit(func(x *flag.Flag) { fmt.Print(x.Name, " ") })
		fmt.Println()
		flag.VisitAll(func(x *flag.Flag) { fmt.Print(x.Name, " ") })
		fmt.Println()
		flag.PrintDefaults()
	}
	fmt.Print(out.String())
}

func try(f func()) {
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}

func logs() {
	for n, prefix := range []string{"", "p: ", "[x] "} {
		var out strings.Builder
		l := log.New(&out, prefix, 0)
		l.Print("a", 1, 2, "b")
		l.Printf("%d-%s\n", n, "x")
		l.Println("c", n)
		try(func() { l.Panic("one", n) })
		try(func() { l.Panicf("two %d", n) })
		try(func() { l.Panicln("three", n) })
		fmt.Println(l.Output(1, "direct"), l.Flags(), l.Prefix(), l.Writer() == &out)
		l.SetFlags(log.Lmsgprefix)
		l.SetPrefix("new ")
		l.Println("d")
		l.SetOutput(io.Discard)
		l.Println("e")
		fmt.Print(out.String())
		out.Reset()
		log.SetOutput(&out)
		log.SetFlags(0)
		log.SetPrefix(prefix)
		log.Print("a", 1, 2, "b")
		log.Printf("%d-%s\n", n, "x")
		log.Println("c", n)
		try(func() { log.Panic("one", n) })
		try(func() { log.Panicf("two %d", n) })
		try(func() { log.Panicln("three", n) })
		fmt.Println(log.Output(1, "direct"), log.Flags(), log.Prefix(), log.Writer() == &out, log.Default().Prefix() == prefix)
		fmt.Print(out.String())
	}
}

func system() {
	for _, name := range []string{"A_NAME", "ANOTHER", "A_NAME"} {
		os.Clearenv()
		fmt.Println(os.Getenv(name), len(os.Environ()), os.Setenv(name, "v of "+name))
		value, ok := os.LookupEnv(name)
		fmt.Println(value, ok, os.Environ(), os.ExpandEnv("<$A_NAME${ANOTHER}>"), os.Expand("$x-${y}", strings.ToUpper))
		fmt.Println(os.Unsetenv(name), os.Getenv(name))
		err := fmt.Errorf("%s: %w", name, os.ErrNotExist)
		fmt.Println(os.IsNotExist(err), os.IsNotExist(os.ErrNotExist), os.IsExist(os.ErrExist), os.IsPermission(os.ErrPermission))
		call := os.NewSyscallError(name, os.ErrPermission)
		fmt.Println(call, os.NewSyscallError(name, nil), errors.Is(call, os.ErrPermission), os.IsPermission(call))
		se := call.(*os.SyscallError)
		fmt.Println(se.Error(), se.Unwrap())
	}
	for _, f := range []*os.File{os.Stdin, os.Stdout, os.Stderr} {
		fmt.Println(f.Name(), f.Fd())
	}
	for _, text := range []string{"one\n", "", "two\n"} {
		fmt.Println(os.Stdout.Write([]byte(text)))
		fmt.Println(os.Stdout.WriteString(text))
		n, err := os.Stdin.Read(make([]byte, 3))
		fmt.Println(n, err)
	}
}

func wrapped() {
	for _, text := range []string{"", "abc", "some longer text", strings.Repeat("x", 100)} {
		for name, r := range []io.Reader{iotest.HalfReader(strings.NewReader(text)), iotest.OneByteReader(strings.NewReader(text)), iotest.DataErrReader(strings.NewReader(text)), iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(text))), iotest.ErrReader(errors.New("e"))} {
			b, err := io.ReadAll(r)
			fmt.Println(name, string(b), err)
		}
		var out, notes strings.Builder
		w := iotest.TruncateWriter(&out, 5)
		n, err := w.Write([]byte(text))
		fmt.Println(n, err, out.String())
		fmt.Println(iotest.TestReader(strings.NewReader(text), []byte(text)))
		fmt.Println(iotest.TestReader(strings.NewReader(text), []byte("wrong")) != nil)
		log.SetOutput(&notes)
		log.SetPrefix("")
		log.SetFlags(0)
		io.Copy(iotest.NewWriteLogger("w", &out), iotest.NewReadLogger("r", strings.NewReader(text)))
		fmt.Println(notes.String())
	}
}

func main() {
	sets()
	command()
	logs()
	system()
	wrapped()
}
