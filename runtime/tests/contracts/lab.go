// Package lab does everything that can be done, so that tests can see it.
package lab

import (
	"errors"

	"govm"
)

type Point struct {
	X, Y int16
	_    int8
	tag  string
}

type Node struct {
	Name string
	Next *Node
}

type Sheet struct {
	Flag   bool
	Small  int8
	Wide   uint64
	Ratio  float64
	Half   float32
	Wave   complex128
	Title  string
	Raw    []byte
	Points []Point
	Grid   [2][3]uint16
	Index  map[string]int
	Back   *Point
	List   *Node
	Who    govm.Address
	Nums   [10]int
}

var (
	counter = govm.NewVar[int]("counter")
	sheets  = govm.NewMap[Point, Sheet]("sheets")
	notes   = govm.NewMap[string, string]("notes")
)

func sample() Sheet {
	return Sheet{
		Flag: true, Small: -2, Wide: 1 << 63, Ratio: 0.1, Half: 1.5, Wave: complex(1, -2), Title: "héllo", Raw: []byte{1, 2, 3},
		Points: []Point{{X: 1, Y: -1, tag: "a"}, {X: 2, Y: -2}}, Grid: [2][3]uint16{{1, 2, 3}, {4, 5, 6}},
		Index: map[string]int{"b": 2, "a": 1, "c": -3}, Back: &Point{X: 7, tag: "back"},
		List: &Node{"one", &Node{"two", nil}}, Who: govm.Caller(), Nums: [10]int{9: -9},
	}
}

// Bytes returns the canonical bytes of the sample.
func Bytes() []byte { return govm.Encode(sample()) }

// RoundTrip reads the sample back and writes it again.
func RoundTrip() error {
	data := govm.Encode(sample())
	var read Sheet
	if !govm.Decode(data, &read) {
		return errors.New("does not decode")
	}
	if read.Index["c"] != -3 || len(read.Index) != 3 || read.List.Next.Name != "two" || read.Points[0].tag != "a" || read.Nums[9] != -9 {
		return errors.New("reads another value")
	}
	if string(govm.Encode(read)) != string(data) {
		return errors.New("encodes otherwise")
	}
	if govm.Decode(data[1:], &read) || govm.Decode(append(data, 0), &read) {
		return errors.New("decodes damaged bytes")
	}
	sheets.Set(Point{X: 1}, read)
	again, ok := sheets.Lookup(Point{X: 1})
	if !ok || again.Back.tag != "back" || again.Wave != complex(1, -2) || again.Half != 1.5 {
		return errors.New("stores another value")
	}
	return nil
}

// Echo returns its arguments.
func Echo(s Sheet, points []Point, n int32, f float32) (Sheet, []Point, int32, float32) { return s, points, n, f }

type Flat struct {
	Small  int8
	Title  string
	Raw    []byte
	Points []Point
	Grid   [2][3]uint16
	Index  map[string]int
	Flags  map[bool]Point
	Back   *Point
	Who    [3]govm.Address
}

// Shapes returns its arguments.
func Shapes(f Flat, n int32, x float32, z complex64, p *Point, wide [100]uint16, huge [70]int) (Flat, int32, float32, complex64, *Point, [100]uint16, [70]int) {
	return f, n, x, z, p, wide, huge
}

// Sum takes any number of arguments.
func Sum(numbers ...int) (sum int) {
	for _, n := range numbers {
		sum += n
	}
	return
}

// Bump adds to the counter and then ends as it is told.
func Bump(how string) (int, error) {
	n := counter.Get() + 1
	counter.Set(n)
	govm.Event("bumped", n, how)
	switch how {
	case "error":
		return n, errors.New("bumped too far")
	case "panic":
		panic("bumped off")
	case "index":
		return []int{1, 2}[n+10], nil
	case "loop":
		for {
			n++
		}
	case "memory":
		var keep [][]byte
		for {
			keep = append(keep, make([]byte, 1<<20))
		}
	case "stack":
		return deep(n), nil
	case "cycle":
		node := &Node{Name: "x"}
		node.Next = node
		govm.Encode(node)
	case "recovered":
		defer func() { recover() }()
		panic("forgotten")
	}
	return n, nil
}

func deep(n int) int { return deep(n+1) + 1 }

// Count returns the counter.
func Count() int { return counter.Get() }

// Note keeps a text for some time.
func Note(name, text string, life uint64) { notes.SetFor(name, text, life) }

// ReadNote returns a text and how long it is kept.
func ReadNote(name string) (string, uint64, bool) {
	text, ok := notes.Lookup(name)
	return text, notes.Life(name), ok
}

// Raw uses the raw keys.
func Raw() error {
	govm.Set([]byte("k"), []byte("v"), govm.Day)
	govm.Set([]byte("empty"), nil, govm.Hour)
	value, life := govm.Get([]byte("k"))
	if string(value) != "v" || life != govm.Day {
		return errors.New("raw: reads another value")
	}
	if value, life := govm.Get([]byte("empty")); value == nil || life != govm.Hour {
		return errors.New("raw: an empty value is absent")
	}
	govm.Delete([]byte("k"))
	if value, life := govm.Get([]byte("k")); value != nil || life != 0 {
		return errors.New("raw: a deleted value is there")
	}
	return nil
}

// Context returns what the chain tells.
func Context() (caller, origin, self govm.Address, app govm.Hash, time, height uint64) {
	return govm.Caller(), govm.Origin(), govm.Self(), govm.App(), govm.BlockTime(), govm.BlockHeight()
}

// Hashed returns a hash as text.
func Hashed(data []byte) string { return govm.GetHash(data).String() }

// Signed tells whether a signature is an owner's.
func Signed(owner govm.Address, sign, msg []byte) bool { return govm.Recover(owner, sign, msg) }

// Parse reads an address.
func Parse(text string) (govm.Address, error) { return govm.ParseAddress(text) }

// Big writes a value that is too long.
func Big(size int) { govm.Set([]byte("big"), make([]byte, size), govm.Day) }

// Forward calls Bump of another lab and handles its failure.
func Forward(app govm.Hash, how string) (string, int, error) {
	counter.Set(counter.Get() + 100)
	n, err := govm.Call[int](app, "Bump", how)
	var failed *govm.CallError
	if errors.As(err, &failed) {
		return failed.Message, int(failed.Code), nil
	}
	return "", n, err
}

// Through calls Forward of another lab.
func Through(via, app govm.Hash, how string) (string, int, error) {
	type answer struct {
		Text string
		Code int
	}
	a, err := govm.Call[answer](via, "Forward", app, how)
	return a.Text, a.Code, err
}

// Chain calls the first of some labs, which goes on with the others, and returns how many there were.
func Chain(apps []govm.Hash) (int, error) {
	if len(apps) == 0 {
		return 0, nil
	}
	n, err := govm.Call[int](apps[0], "Chain", apps[1:])
	return n + 1, err
}

// Wrong calls another lab with arguments that do not fit.
func Wrong(app govm.Hash) string {
	_, err := govm.Call[int](app, "Bump", 7)
	_, err2 := govm.Call[string](app, "Bump", "")
	err3 := govm.Invoke(app, "Nothing")
	err4 := govm.Invoke(govm.Hash{1}, "Nothing")
	err5 := govm.Invoke(app, "Init")
	return err.Error() + "; " + err2.Error() + "; " + err3.Error() + "; " + err4.Error() + "; " + err5.Error()
}

// WhoCalls returns the caller and origin that another lab sees.
func WhoCalls(app govm.Hash) (caller, origin govm.Address, err error) {
	type context struct {
		Caller, Origin, Self govm.Address
		App                  govm.Hash
		Time, Height         uint64
	}
	c, err := govm.Call[context](app, "Context")
	return c.Caller, c.Origin, err
}

// Left returns the energy left before and after another lab has used all that it got.
func Left(app govm.Hash) (before, after uint64) {
	before = govm.EnergyLeft()
	govm.Invoke(app, "Bump", "loop")
	return before, govm.EnergyLeft()
}

func helper(x any) any { return x }

// Generic is no entry point.
func Generic[T any](x T) T { return x }

// Anything is none either.
func Anything(x any) any { return helper(x) }
