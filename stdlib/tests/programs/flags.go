package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"time"
)

type list []string

func (l *list) String() string     { return fmt.Sprint(*l) }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

func main() {
	for _, args := range [][]string{{}, {"-b", "-i=5", "-i64", "0x10", "--u", "7", "-u64=8", "-s", "str", "-f=2.5", "-d", "1h2m", "rest", "-x"}, {"-i", "x"}, {"-i"}, {"-b=maybe"}, {"-nope"}, {"-h"}, {"---x"}, {"-=x"}, {"--", "-i"}, {"-"}, {"-u", "-1"}, {"-i", "99999999999999999999"}, {"-d", "5"}, {"-l", "a", "-l=b"}, {"-fn", "bad"}, {"-bf"}, {"-t", "2020-01-02T00:00:00Z"}, {"-t", "zzz"}} {
		var out bytes.Buffer
		f := flag.NewFlagSet("prog", flag.ContinueOnError)
		f.SetOutput(&out)
		b := f.Bool("b", false, "a bool")
		i := f.Int("i", 1, "an int of `size`")
		i64 := f.Int64("i64", 2, "int64")
		u := f.Uint("u", 3, "uint\nsecond line")
		u64 := f.Uint64("u64", 0, "uint64")
		s := f.String("s", "def", "string")
		fl := f.Float64("f", 1.5, "float")
		d := f.Duration("d", time.Second, "duration")
		var l list
		f.Var(&l, "l", "list")
		f.Func("fn", "func", func(s string) error { return errors.New("no " + s) })
		f.BoolFunc("bf", "bool func", func(s string) error { fmt.Println("bf", s); return nil })
		var t time.Time
		f.TextVar(&t, "t", time.Unix(0, 0).UTC(), "time")
		err := f.Parse(args)
		fmt.Println(err, *b, *i, *i64, *u, *u64, *s, *fl, *d, l, t, f.Args(), f.NArg(), f.NFlag(), f.Arg(0), f.Parsed())
		f.Visit(func(g *flag.Flag) { fmt.Print(g.Name, "=", g.Value, " ") })
		fmt.Println()
		fmt.Print(out.String())
	}
	f := flag.NewFlagSet("", flag.PanicOnError)
	f.SetOutput(os.Stdout)
	f.Int("n", 0, "num")
	fmt.Println(f.Set("n", "4"), f.Set("q", "4"), f.Lookup("n").Value, f.Lookup("n").Value.(flag.Getter).Get(), f.Lookup("zz"))
	f.VisitAll(func(g *flag.Flag) { fmt.Println(g.Name, g.DefValue, g.Usage) })
	func() {
		defer func() { fmt.Println(recover()) }()
		f.Parse([]string{"-z"})
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		f.Int("n", 0, "again")
	}()
	flag.Parse()
	fmt.Println(flag.NArg(), flag.Parsed())

	l := log.New(os.Stdout, "pre: ", 0)
	l.Println("a", 1)
	l.Printf("%d-%d", 1, 2)
	l.Print("x", "y", 3, 4)
	l.SetFlags(log.Lmsgprefix)
	l.SetPrefix("q ")
	l.Print("msg\n")
	fmt.Println(l.Flags(), l.Prefix(), log.LstdFlags, log.Flags(), l.Writer() == os.Stdout)
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	log.SetPrefix("[std] ")
	log.Print("hello")
	log.Default().Println("there")
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		log.Panicf("p %d", 5)
	}()
	func() {
		defer func() { fmt.Printf("%q\n", recover()) }()
		log.Panicln("p", 5)
	}()
	log.Fatal("end")
}
