// Package flag reads options of the form -name=value. A program of this machine has no arguments, so the options of the command line have
// their defaults; a FlagSet reads any list of strings.
package flag

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
)

// ErrHelp is the error of -help or -h where no such flag is defined.
var ErrHelp = errors.New("flag: help requested")

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

func numberError(err error) error {
	if e, ok := err.(*strconv.NumError); ok {
		switch e.Err {
		case strconv.ErrSyntax:
			return errParse
		case strconv.ErrRange:
			return errRange
		}
	}
	return err
}

// Value is what a flag sets. If it has a method IsBoolFlag that returns true, -name stands for -name=true.
type Value interface {
	String() string
	Set(string) error
}

// Getter is a Value whose value can be asked for.
type Getter interface {
	Value
	Get() any
}

type boolFlag interface {
	Value
	IsBoolFlag() bool
}

type boolValue bool

func newBool(val bool, p *bool) *boolValue {
	*p = val
	return (*boolValue)(p)
}

func (v *boolValue) Set(s string) error {
	x, err := strconv.ParseBool(s)
	if err != nil {
		err = errParse
	}
	*v = boolValue(x)
	return err
}

func (v *boolValue) Get() any         { return bool(*v) }
func (v *boolValue) String() string   { return strconv.FormatBool(bool(*v)) }
func (v *boolValue) IsBoolFlag() bool { return true }

type intValue int

func newInt(val int, p *int) *intValue {
	*p = val
	return (*intValue)(p)
}

func (v *intValue) Set(s string) error {
	x, err := strconv.ParseInt(s, 0, strconv.IntSize)
	if err != nil {
		err = numberError(err)
	}
	*v = intValue(x)
	return err
}

func (v *intValue) Get() any       { return int(*v) }
func (v *intValue) String() string { return strconv.Itoa(int(*v)) }

type int64Value int64

func newInt64(val int64, p *int64) *int64Value {
	*p = val
	return (*int64Value)(p)
}

func (v *int64Value) Set(s string) error {
	x, err := strconv.ParseInt(s, 0, 64)
	if err != nil {
		err = numberError(err)
	}
	*v = int64Value(x)
	return err
}

func (v *int64Value) Get() any       { return int64(*v) }
func (v *int64Value) String() string { return strconv.FormatInt(int64(*v), 10) }

type uintValue uint

func newUint(val uint, p *uint) *uintValue {
	*p = val
	return (*uintValue)(p)
}

func (v *uintValue) Set(s string) error {
	x, err := strconv.ParseUint(s, 0, strconv.IntSize)
	if err != nil {
		err = numberError(err)
	}
	*v = uintValue(x)
	return err
}

func (v *uintValue) Get() any       { return uint(*v) }
func (v *uintValue) String() string { return strconv.FormatUint(uint64(*v), 10) }

type uint64Value uint64

func newUint64(val uint64, p *uint64) *uint64Value {
	*p = val
	return (*uint64Value)(p)
}

func (v *uint64Value) Set(s string) error {
	x, err := strconv.ParseUint(s, 0, 64)
	if err != nil {
		err = numberError(err)
	}
	*v = uint64Value(x)
	return err
}

func (v *uint64Value) Get() any       { return uint64(*v) }
func (v *uint64Value) String() string { return strconv.FormatUint(uint64(*v), 10) }

type stringValue string

func newString(val string, p *string) *stringValue {
	*p = val
	return (*stringValue)(p)
}

func (v *stringValue) Set(s string) error {
	*v = stringValue(s)
	return nil
}

func (v *stringValue) Get() any       { return string(*v) }
func (v *stringValue) String() string { return string(*v) }

type float64Value float64

func newFloat64(val float64, p *float64) *float64Value {
	*p = val
	return (*float64Value)(p)
}

func (v *float64Value) Set(s string) error {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		err = numberError(err)
	}
	*v = float64Value(x)
	return err
}

func (v *float64Value) Get() any       { return float64(*v) }
func (v *float64Value) String() string { return strconv.FormatFloat(float64(*v), 'g', -1, 64) }

type durationValue time.Duration

func newDuration(val time.Duration, p *time.Duration) *durationValue {
	*p = val
	return (*durationValue)(p)
}

func (v *durationValue) Set(s string) error {
	x, err := time.ParseDuration(s)
	if err != nil {
		err = errParse
	}
	*v = durationValue(x)
	return err
}

func (v *durationValue) Get() any       { return time.Duration(*v) }
func (v *durationValue) String() string { return time.Duration(*v).String() }

type textValue struct{ p encoding.TextUnmarshaler }

func newText(val encoding.TextMarshaler, p encoding.TextUnmarshaler) textValue {
	ptr := reflect.ValueOf(p)
	if ptr.Kind() != reflect.Pointer {
		panic("variable value type must be a pointer")
	}
	def := reflect.ValueOf(val)
	if def.Kind() == reflect.Pointer {
		def = def.Elem()
	}
	if def.Type() != ptr.Type().Elem() {
		panic("default type does not match variable type: " + def.Type().String() + " != " + ptr.Type().Elem().String())
	}
	ptr.Elem().Set(def)
	return textValue{p}
}

func (v textValue) Set(s string) error { return v.p.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.p }

func (v textValue) String() string {
	if m, ok := v.p.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}

type funcValue func(string) error

func (f funcValue) Set(s string) error { return f(s) }
func (f funcValue) String() string     { return "" }

type boolFuncValue func(string) error

func (f boolFuncValue) Set(s string) error { return f(s) }
func (f boolFuncValue) String() string     { return "" }
func (f boolFuncValue) IsBoolFlag() bool   { return true }

// ErrorHandling says what Parse does where it fails.
type ErrorHandling int

// What Parse does where it fails.
const (
	ContinueOnError ErrorHandling = iota // it returns an error
	ExitOnError                          // it ends the program with status 2, or 0 for help
	PanicOnError                         // it panics
)

// Flag is a flag of a set.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string // the default as text
}

// FlagSet is a set of flags.
type FlagSet struct {
	// Usage is called where parsing fails.
	Usage func()

	name     string
	parsed   bool
	actual   map[string]*Flag
	formal   map[string]*Flag
	args     []string
	handling ErrorHandling
	output   io.Writer
}

// CommandLine is the set of the program's own flags.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Usage prints what flags there are.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

func init() { CommandLine.Usage = func() { Usage() } }

// NewFlagSet returns a new set without flags.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, handling: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

// Init sets the name and the error handling of a set.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.handling = errorHandling
}

func sorted(flags map[string]*Flag) []*Flag {
	list := make([]*Flag, 0, len(flags))
	for _, f := range flags {
		list = append(list, f)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list
}

// Output returns where messages go: the standard error if nothing else was set.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// Name returns the set's name.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling returns what Parse does where it fails.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.handling }

// SetOutput sets where messages go.
func (f *FlagSet) SetOutput(output io.Writer) { f.output = output }

// VisitAll calls fn for all flags, sorted by name.
func (f *FlagSet) VisitAll(fn func(*Flag)) {
	for _, flag := range sorted(f.formal) {
		fn(flag)
	}
}

// Visit calls fn for the flags that were set, sorted by name.
func (f *FlagSet) Visit(fn func(*Flag)) {
	for _, flag := range sorted(f.actual) {
		fn(flag)
	}
}

// Lookup returns the flag with a name, nil if there is none.
func (f *FlagSet) Lookup(name string) *Flag { return f.formal[name] }

// Set sets a flag.
func (f *FlagSet) Set(name, value string) error {
	flag, ok := f.formal[name]
	if !ok {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[name] = flag
	return nil
}

// isZeroValue reports whether value is what a zero value of the flag's type prints as.
func isZeroValue(flag *Flag, value string) (ok bool, err error) {
	typ := reflect.TypeOf(flag.Value)
	var z reflect.Value
	if typ.Kind() == reflect.Pointer {
		z = reflect.New(typ.Elem())
	} else {
		z = reflect.Zero(typ)
	}
	defer func() {
		if e := recover(); e != nil {
			if typ.Kind() == reflect.Pointer {
				typ = typ.Elem()
			}
			err = fmt.Errorf("panic calling String method on zero %v for flag %s: %v", typ, flag.Name, e)
		}
	}()
	return value == z.Interface().(Value).String(), nil
}

// UnquoteUsage returns the name in back quotes in a flag's usage, or one for its type, and the usage without the quotes.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	usage = flag.Usage
	if i := strings.IndexByte(usage, '`'); i >= 0 {
		if j := strings.IndexByte(usage[i+1:], '`'); j >= 0 {
			name = usage[i+1 : i+1+j]
			return name, usage[:i] + name + usage[i+j+2:]
		}
	}
	name = "value"
	switch v := flag.Value.(type) {
	case boolFlag:
		if v.IsBoolFlag() {
			name = ""
		}
	case *durationValue:
		name = "duration"
	case *float64Value:
		name = "float"
	case *intValue, *int64Value:
		name = "int"
	case *stringValue:
		name = "string"
	case *uintValue, *uint64Value:
		name = "uint"
	}
	return name, usage
}

// PrintDefaults prints the flags with their usage and defaults.
func (f *FlagSet) PrintDefaults() {
	var wrong []error
	f.VisitAll(func(flag *Flag) {
		var b strings.Builder
		fmt.Fprintf(&b, "  -%s", flag.Name)
		name, usage := UnquoteUsage(flag)
		if len(name) > 0 {
			b.WriteString(" " + name)
		}
		// Short flags have their usage on the same line.
		if b.Len() <= 4 {
			b.WriteString("\t")
		} else {
			b.WriteString("\n    \t")
		}
		b.WriteString(strings.ReplaceAll(usage, "\n", "\n    \t"))
		if zero, err := isZeroValue(flag, flag.DefValue); err != nil {
			wrong = append(wrong, err)
		} else if !zero {
			if _, ok := flag.Value.(*stringValue); ok {
				fmt.Fprintf(&b, " (default %q)", flag.DefValue)
			} else {
				fmt.Fprintf(&b, " (default %v)", flag.DefValue)
			}
		}
		fmt.Fprint(f.Output(), b.String(), "\n")
	})
	if len(wrong) > 0 {
		fmt.Fprintln(f.Output())
		for _, err := range wrong {
			fmt.Fprintln(f.Output(), err)
		}
	}
}

func (f *FlagSet) defaultUsage() {
	if f.name == "" {
		fmt.Fprintf(f.Output(), "Usage:\n")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

// NFlag returns the number of flags that were set.
func (f *FlagSet) NFlag() int { return len(f.actual) }

// Arg returns the i-th argument behind the flags, "" if there is none.
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// NArg returns the number of arguments behind the flags.
func (f *FlagSet) NArg() int { return len(f.args) }

// Args returns the arguments behind the flags.
func (f *FlagSet) Args() []string { return f.args }

// Parsed reports whether Parse was called.
func (f *FlagSet) Parsed() bool { return f.parsed }

// Var defines a flag.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.sprintf("flag %q begins with -", name))
	} else if strings.Contains(name, "=") {
		panic(f.sprintf("flag %q contains =", name))
	}
	if _, again := f.formal[name]; again {
		if f.name == "" {
			panic(f.sprintf("flag redefined: %s", name))
		}
		panic(f.sprintf("%s flag redefined: %s", f.name, name))
	}
	if f.formal == nil {
		f.formal = map[string]*Flag{}
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

func (f *FlagSet) sprintf(format string, a ...any) string {
	msg := fmt.Sprintf(format, a...)
	fmt.Fprintln(f.Output(), msg)
	return msg
}

func (f *FlagSet) failf(format string, a ...any) error {
	msg := f.sprintf(format, a...)
	f.usage()
	return errors.New(msg)
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
	} else {
		f.Usage()
	}
}

// parseOne reads one flag and reports whether there was one.
func (f *FlagSet) parseOne() (bool, error) {
	if len(f.args) == 0 {
		return false, nil
	}
	s := f.args[0]
	if len(s) < 2 || s[0] != '-' {
		return false, nil
	}
	name := s[1:]
	if name[0] == '-' {
		name = name[1:]
		if name == "" {
			f.args = f.args[1:]
			return false, nil
		}
	}
	if name[0] == '-' || name[0] == '=' {
		return false, f.failf("bad flag syntax: %s", s)
	}
	f.args = f.args[1:]
	name, value, hasValue := strings.Cut(name, "=")
	flag, ok := f.formal[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.failf("flag provided but not defined: -%s", name)
	}
	if b, ok := flag.Value.(boolFlag); ok && b.IsBoolFlag() {
		if !hasValue {
			value = "true"
			if err := b.Set(value); err != nil {
				return false, f.failf("invalid boolean flag %s: %v", name, err)
			}
		} else if err := b.Set(value); err != nil {
			return false, f.failf("invalid boolean value %q for -%s: %v", value, name, err)
		}
	} else {
		if !hasValue && len(f.args) > 0 {
			hasValue = true
			value, f.args = f.args[0], f.args[1:]
		}
		if !hasValue {
			return false, f.failf("flag needs an argument: -%s", name)
		}
		if err := flag.Value.Set(value); err != nil {
			return false, f.failf("invalid value %q for flag -%s: %v", value, name, err)
		}
	}
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[name] = flag
	return true, nil
}

// Parse reads flags up to the first argument that is none, or to --.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		seen, err := f.parseOne()
		if seen {
			continue
		}
		if err == nil {
			return nil
		}
		switch f.handling {
		case ContinueOnError:
			return err
		case ExitOnError:
			if err == ErrHelp {
				os.Exit(0)
			}
			os.Exit(2)
		case PanicOnError:
			panic(err)
		}
	}
}

// BoolVar defines a flag of type bool that sets *p.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	f.Var(newBool(value, p), name, usage)
}

// BoolVar is BoolVar of the command line's flags.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool defines a flag of type bool and returns where its value will be.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// Bool is Bool of the command line's flags.
func Bool(name string, value bool, usage string) *bool { return CommandLine.Bool(name, value, usage) }

// IntVar defines a flag of type int that sets *p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	f.Var(newInt(value, p), name, usage)
}

// IntVar is IntVar of the command line's flags.
func IntVar(p *int, name string, value int, usage string) { CommandLine.IntVar(p, name, value, usage) }

// Int defines a flag of type int and returns where its value will be.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// Int is Int of the command line's flags.
func Int(name string, value int, usage string) *int { return CommandLine.Int(name, value, usage) }

// Int64Var defines a flag of type int64 that sets *p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	f.Var(newInt64(value, p), name, usage)
}

// Int64Var is Int64Var of the command line's flags.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 defines a flag of type int64 and returns where its value will be.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// Int64 is Int64 of the command line's flags.
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}

// UintVar defines a flag of type uint that sets *p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	f.Var(newUint(value, p), name, usage)
}

// UintVar is UintVar of the command line's flags.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint defines a flag of type uint and returns where its value will be.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// Uint is Uint of the command line's flags.
func Uint(name string, value uint, usage string) *uint { return CommandLine.Uint(name, value, usage) }

// Uint64Var defines a flag of type uint64 that sets *p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	f.Var(newUint64(value, p), name, usage)
}

// Uint64Var is Uint64Var of the command line's flags.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 defines a flag of type uint64 and returns where its value will be.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Uint64 is Uint64 of the command line's flags.
func Uint64(name string, value uint64, usage string) *uint64 {
	return CommandLine.Uint64(name, value, usage)
}

// StringVar defines a flag of type string that sets *p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	f.Var(newString(value, p), name, usage)
}

// StringVar is StringVar of the command line's flags.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String defines a flag of type string and returns where its value will be.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

// String is String of the command line's flags.
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}

// Float64Var defines a flag of type float64 that sets *p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	f.Var(newFloat64(value, p), name, usage)
}

// Float64Var is Float64Var of the command line's flags.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 defines a flag of type float64 and returns where its value will be.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// Float64 is Float64 of the command line's flags.
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}

// DurationVar defines a flag of type time.Duration that sets *p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	f.Var(newDuration(value, p), name, usage)
}

// DurationVar is DurationVar of the command line's flags.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration defines a flag of type time.Duration and returns where its value will be.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// Duration is Duration of the command line's flags.
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}

// TextVar defines a flag whose text p reads.
func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	f.Var(newText(value, p), name, usage)
}

// TextVar is TextVar of the command line's flags.
func TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	CommandLine.TextVar(p, name, value, usage)
}

// Func defines a flag whose values fn is called with.
func (f *FlagSet) Func(name, usage string, fn func(string) error) { f.Var(funcValue(fn), name, usage) }

// Func is Func of the command line's flags.
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }

// BoolFunc defines a flag without value, for which fn is called with "true".
func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(boolFuncValue(fn), name, usage)
}

// BoolFunc is BoolFunc of the command line's flags.
func BoolFunc(name, usage string, fn func(string) error) { CommandLine.BoolFunc(name, usage, fn) }

// VisitAll is VisitAll of the command line's flags.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }

// Visit is Visit of the command line's flags.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// Lookup is Lookup of the command line's flags.
func Lookup(name string) *Flag { return CommandLine.Lookup(name) }

// Set is Set of the command line's flags.
func Set(name, value string) error { return CommandLine.Set(name, value) }

// PrintDefaults is PrintDefaults of the command line's flags.
func PrintDefaults() { CommandLine.PrintDefaults() }

// NFlag is NFlag of the command line's flags.
func NFlag() int { return CommandLine.NFlag() }

// Arg is Arg of the command line's flags.
func Arg(i int) string { return CommandLine.Arg(i) }

// NArg is NArg of the command line's flags.
func NArg() int { return CommandLine.NArg() }

// Args is Args of the command line's flags.
func Args() []string { return CommandLine.Args() }

// Parsed is Parsed of the command line's flags.
func Parsed() bool { return CommandLine.Parsed() }

// Var is Var of the command line's flags.
func Var(value Value, name string, usage string) { CommandLine.Var(value, name, usage) }

// Parse reads the program's arguments, of which there are none.
func Parse() { CommandLine.Parse(os.Args[1:]) }
