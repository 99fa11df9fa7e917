// Package testing is what `govm test` runs: functions TestXxx(*testing.T) and examples of files named _test.go.
//
// Tests run one after the other, those that call Parallel too. There is no clock: all durations are zero, and benchmarks can be compiled
// but are not run.
package testing

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// TB is what tests, benchmarks and fuzz tests have in common.
type TB interface {
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	private()
}

var (
	_ TB = (*T)(nil)
	_ TB = (*B)(nil)
)

// common is the state of a test.
type common struct {
	name     string
	failed   bool
	skipped  bool
	finished bool
	output   []byte
	cleanups []func()
	parent   *common
	subs     map[string]int
	ctx      context.Context
	cancel   context.CancelFunc
}

func (c *common) private() {}

// Name returns the test's name, those of its parents before it.
func (c *common) Name() string { return c.name }

// Helper marks a function that helps tests.
func (c *common) Helper() {}

// Fail marks the test, and those that it is part of, as failed.
func (c *common) Fail() {
	if c.parent != nil {
		c.parent.Fail()
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool { return c.failed }

// FailNow is Fail, and ends the test.
func (c *common) FailNow() {
	c.Fail()
	c.finished = true
	runtime.Goexit()
}

// log adds text to the test's output, or shows it at once if all output is wanted.
func (c *common) log(s string) {
	s = strings.TrimSuffix(s, "\n")
	if verbose {
		os.Stdout.WriteString("    " + strings.ReplaceAll(s, "\n", "\n        ") + "\n")
	} else {
		c.output = append(c.output, strings.ReplaceAll(s, "\n", "\n    ")+"\n"...)
	}
}

// Log records what fmt.Sprintln makes of its arguments; it is shown if the test fails or all output is wanted.
func (c *common) Log(args ...any) { c.log(fmt.Sprintln(args...)) }

// Logf records what fmt.Sprintf makes of its arguments.
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

// SkipNow marks the test as skipped and ends it.
func (c *common) SkipNow() {
	c.skipped = true
	c.finished = true
	runtime.Goexit()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool { return c.skipped }

// Cleanup has f called when the test and its subtests are done; the last f comes first.
func (c *common) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }

// Context returns a context that is cancelled just before the functions given to Cleanup are called.
func (c *common) Context() context.Context {
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
	}
	return c.ctx
}

// Setenv sets an environment variable until the test is done.
func (c *common) Setenv(key, value string) {
	old, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if had {
			os.Setenv(key, old)
		} else {
			os.Unsetenv(key)
		}
	})
}

func (c *common) cleanup() {
	if c.cancel != nil {
		c.cancel()
	}
	for len(c.cleanups) > 0 {
		f := c.cleanups[len(c.cleanups)-1]
		c.cleanups = c.cleanups[:len(c.cleanups)-1]
		f()
	}
}

// run calls f in a goroutine of its own, so that it can end early, and then the cleanup functions. A panic in f goes on after report.
func (c *common) run(f func(), report func()) {
	done := make(chan bool)
	go func() {
		returned := false
		defer func() {
			if !returned && !c.finished {
				c.Fail()
				if e := recover(); e != nil {
					for p := c.parent; p != nil; p = p.parent {
						p.Fail()
					}
					report()
					panic(e)
				}
				c.log("test executed panic(nil) or runtime.Goexit")
			}
			c.cleanup()
			done <- true
		}()
		f()
		returned = true
	}()
	<-done
	report()
}

// T is a test.
type T struct {
	common
}

// Parallel allows the test to run beside others; here it does not.
func (t *T) Parallel() {}

// Deadline returns no time: tests run without one.
func (t *T) Deadline() (deadline time.Time, ok bool) { return }

// Run runs f as a subtest and reports whether it did not fail.
func (t *T) Run(name string, f func(t *T)) bool {
	name = t.unique(name)
	if match != "" && !matches(name) {
		return true
	}
	sub := &T{common{name: name, parent: &t.common}}
	if verbose {
		fmt.Fprintf(os.Stdout, "=== RUN   %s\n", name)
	}
	sub.common.run(func() { f(sub) }, sub.report)
	return !sub.failed
}

// unique returns the name of a subtest: spaces and what is not printable replaced, and numbered if there was one like it.
func (c *common) unique(name string) string {
	var b []byte
	for _, r := range name {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f':
			b = append(b, '_')
		case !strconv.IsPrint(r):
			q := strconv.QuoteRune(r)
			b = append(b, q[1:len(q)-1]...)
		default:
			b = append(b, string(r)...)
		}
	}
	full := c.name + "/" + string(b)
	if c.subs == nil {
		c.subs = map[string]int{}
	}
	for {
		n := c.subs[full]
		c.subs[full]++
		if n == 0 && len(b) > 0 {
			return full
		}
		next := fmt.Sprintf("%s#%02d", full, n)
		if c.subs[next] == 0 {
			c.subs[next]++
			return next
		}
	}
}

// report shows how the test ended: to its parent, or at once.
func (t *T) report() {
	state := ""
	switch {
	case t.failed:
		state = "FAIL"
	case t.skipped && verbose:
		state = "SKIP"
	case verbose:
		state = "PASS"
	}
	if state == "" {
		return
	}
	text := fmt.Appendf(nil, "--- %s: %s (0.00s)\n", state, t.name)
	for _, line := range strings.SplitAfter(string(t.output), "\n") {
		if line != "" {
			text = append(text, "    "+line...)
		}
	}
	if t.parent != nil {
		t.parent.output = append(t.parent.output, text...)
	} else {
		os.Stdout.Write(text)
	}
}

var (
	verbose bool
	short   bool
	match   string
)

// matches reports whether a subtest is wanted: parts of the pattern between slashes stand for parts of the name.
func matches(name string) bool {
	parts, want := strings.Split(name, "/"), strings.Split(match, "/")
	for i, p := range parts {
		if i < len(want) && !strings.Contains(p, want[i]) {
			return false
		}
	}
	return true
}

// Start tells how tests run. `govm test` calls it.
func Start(isVerbose, isShort bool, pattern string) {
	verbose, short, match = isVerbose, isShort, pattern
	isTesting = true
}

// RunTest runs one test and tells what became of it: 0 passed, 1 failed, 2 skipped. `govm test` calls it.
func RunTest(name string, f func(t *T)) int {
	t := &T{common{name: name}}
	if verbose {
		fmt.Fprintf(os.Stdout, "=== RUN   %s\n", name)
	}
	t.common.run(func() { f(t) }, t.report)
	switch {
	case t.failed:
		return 1
	case t.skipped:
		return 2
	}
	return 0
}

// Short reports whether tests should be short.
func Short() bool { return short }

// Verbose reports whether all output is shown.
func Verbose() bool { return verbose }

// Testing reports whether the program is a test.
func Testing() bool { return isTesting }

var isTesting bool

// CoverMode returns "": coverage is not measured.
func CoverMode() string { return "" }

// Coverage returns 0: coverage is not measured.
func Coverage() float64 { return 0 }

// AllocsPerRun calls f runs+1 times and returns 0: allocations are not counted.
func AllocsPerRun(runs int, f func()) (avg float64) {
	for i := 0; i <= runs; i++ {
		f()
	}
	return 0
}

// B is a benchmark: it can be compiled, and is never run.
type B struct {
	common
	N int
}

// Loop reports whether the benchmark goes on.
func (b *B) Loop() bool { return false }

// ResetTimer does nothing.
func (b *B) ResetTimer() {}

// StartTimer does nothing.
func (b *B) StartTimer() {}

// StopTimer does nothing.
func (b *B) StopTimer() {}

// ReportAllocs does nothing.
func (b *B) ReportAllocs() {}

// SetBytes does nothing.
func (b *B) SetBytes(n int64) {}

// SetParallelism does nothing.
func (b *B) SetParallelism(p int) {}

// ReportMetric does nothing.
func (b *B) ReportMetric(n float64, unit string) {}

// Elapsed returns 0.
func (b *B) Elapsed() time.Duration { return 0 }

// Run runs nothing.
func (b *B) Run(name string, f func(b *B)) bool { return true }

// RunParallel runs nothing.
func (b *B) RunParallel(body func(*PB)) {}

// PB is a goroutine of a parallel benchmark.
type PB struct{}

// Next reports whether there is more to do.
func (pb *PB) Next() bool { return false }

// F is a fuzz test: its seeds can be given, and it is never run.
type F struct {
	common
}

// Add adds a seed.
func (f *F) Add(args ...any) {}

// Fuzz runs nothing.
func (f *F) Fuzz(ff any) {}

// M is the whole of the tests of a package.
type M struct{ run func() int }

// NewM returns an M whose Run calls run. `govm test` calls it.
func NewM(run func() int) *M { return &M{run} }

// Run runs the tests and returns the status of the program's end.
func (m *M) Run() int { return m.run() }
