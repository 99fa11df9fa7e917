package main

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"time"
)

type point struct {
	X, Y int
	note string
}

type tree struct {
	Name     string
	Children []*tree
	Parent   *tree
}

type list []list

type mixed struct {
	B    bool
	I8   int8
	U16  uint16
	F    float64
	F32  float32
	C    complex128
	S    string
	Raw  []byte
	Arr  [3]int16
	M    map[string]point
	P    *point
	PP   **int
	Any  any
	Err  fmt.Stringer
	Func func()
	T    time.Time
	N    *big.Int
	E    empty
	L    []named
}

type empty struct{}

type named string

func (n named) String() string { return "<" + string(n) + ">" }

type coded struct{ a, b int }

func (c coded) GobEncode() ([]byte, error) {
	if c.a < 0 {
		return nil, errors.New("negative")
	}
	return []byte{byte(c.a), byte(c.b)}, nil
}

func (c *coded) GobDecode(b []byte) error {
	if len(b) != 2 {
		return errors.New("two bytes wanted")
	}
	c.a, c.b = int(b[0]), int(b[1])
	return nil
}

type holder struct {
	C coded
	P *coded
	S []coded
}

type hidden struct{ a int }

type narrow struct {
	X int8
	Z string
}

type other struct{ Q int }

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func main() {
	gob.Register(named(""))
	gob.Register(point{})
	gob.RegisterName("its own", &tree{})
	var out bytes.Buffer
	enc := gob.NewEncoder(&out)
	var all [][]byte
	var values []any
	send := func(x any) {
		out.Reset()
		err := enc.Encode(x)
		fmt.Printf("%T %x %v\n", x, out.Bytes(), err)
		all = append(all, append([]byte(nil), out.Bytes()...))
		values = append(values, x)
	}
	one := 7
	pone := &one
	for _, x := range []any{true, false, 0, -1, 63, 64, -129, math.MinInt64, uint(200), uint64(math.MaxUint64), int8(-5), 1.5, 17.0, float32(0.1), math.Inf(-1), complex(1, -2), "", "text", []byte{}, []byte("bytes"), &one, &pone, named("n")} {
		send(x)
	}
	send(point{22, 33, "no"})
	send(&point{1, 0, ""})
	send([]int{1, 2, 3})
	send([]string{})
	send([2]bool{true, false})
	send(map[string]int{"z": 1})
	send(map[int][]string{5: {"x", ""}})
	send(map[point]bool{{3, 1, ""}: true})
	send(map[float64]uint8{2.5: 1})
	send([][]point{{{1, 2, ""}}, {}})
	send(tree{"root", []*tree{{"kid", nil, nil}, {"kid2", []*tree{{Name: "deep"}}, nil}}, nil})
	send(list{list{}, list{list{}}})
	send(mixed{B: true, I8: -8, U16: 9, F: 2.5, F32: 0.25, C: 1i, S: "s", Raw: []byte{1}, Arr: [3]int16{1, 0, -1}, M: map[string]point{"k": {1, 1, ""}}, P: &point{Y: 5}, PP: &pone, Any: point{8, 9, ""}, Err: named("e"), T: time.Unix(1700000000, 5).UTC(), N: big.NewInt(-12345), L: []named{"a", ""}})
	send(mixed{})
	send(mixed{Any: 5, Err: named("")})
	send(mixed{Any: []string{"any"}})
	send(mixed{Any: tree{Name: "t"}})
	send([]any{1, "two", nil, 3.5, point{1, 2, ""}, named("x"), []byte("b")})
	send(&holder{coded{1, 2}, &coded{3, 4}, []coded{{5, 6}, {}}})
	send(&holder{})
	send(coded{7, 8})
	send(*big.NewRat(3, 4))
	send(big.NewFloat(1.5))
	send(time.Unix(5, 0).UTC())
	send(empty{})
	send(struct{ A, B int }{1, 2})
	send(map[string]any{"b": 1})
	send(hidden{1})
	send(make(chan int))
	send(func() {})
	send([]any{make(chan int)})
	send(&holder{C: coded{-1, 0}})
	send([]*int{nil})
	send(struct{ P any }{(*point)(nil)})
	fmt.Println(enc.Encode(nil))
	try(func() { enc.Encode((*int)(nil)) })
	for _, x := range []any{5, "five", point{5, 5, ""}} {
		fmt.Println(enc.EncodeValue(reflect.ValueOf(x)))
	}
	fmt.Println(enc.EncodeValue(reflect.Value{}))
	try(func() { gob.Register(&point{}) })
	try(func() { gob.RegisterName("", 1) })
	try(func() { gob.RegisterName("main.point", 1) })
	try(func() { gob.RegisterName("another", point{}) })

	// Each value on its own, into its type, and into what it fits and does not fit.
	for _, x := range values {
		t := reflect.TypeOf(x)
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		var b bytes.Buffer
		if err := gob.NewEncoder(&b).Encode(x); err != nil {
			continue
		}
		data := b.Bytes()
		into := reflect.New(t)
		err := gob.NewDecoder(bytes.NewReader(data)).DecodeValue(into)
		same := reflect.DeepEqual(into.Elem().Interface(), x)
		fmt.Println(t, err, same)
		fmt.Println(gob.NewDecoder(bytes.NewReader(data)).Decode(nil))
		for _, y := range []any{new(int), new(int8), new(string), new(float32), new([]int), new([]int8), new(point), new(narrow), new(other), new(tree), new(map[string]int), new(any), new(mixed), new(holder), new(*int), new(coded)} {
			err := gob.NewDecoder(bytes.NewReader(data)).Decode(y)
			if err == nil {
				fmt.Printf("%T ok ", y)
			} else if len(err.Error()) < 400 && reflect.TypeOf(y).Elem().Kind() != reflect.Struct && t.Kind() < reflect.Array {
				fmt.Printf("%T %v ", y, err)
			} else {
				fmt.Printf("%T error ", y)
			}
		}
		fmt.Println()
		// Every end of the stream, and bytes that are wrong.
		failed := 0
		for i := range data {
			if err := gob.NewDecoder(bytes.NewReader(data[:i])).DecodeValue(reflect.New(t)); err != nil {
				failed++
			}
		}
		fmt.Println(len(data) - failed)
	}
	// A stream of several values through one decoder.
	var b bytes.Buffer
	e := gob.NewEncoder(&b)
	for i := range 3 {
		e.Encode(point{i, -i, ""})
		e.Encode([]string{fmt.Sprint(i)})
	}
	d := gob.NewDecoder(&b)
	for range 4 {
		var p point
		var s []string
		fmt.Println(d.Decode(&p), p)
		fmt.Println(d.Decode(&s), s)
	}
	fmt.Println(d.Decode(5))
	merged := mixed{S: "old", M: map[string]point{"old": {1, 2, ""}}, Raw: make([]byte, 0, 10), Arr: [3]int16{7, 8, 9}}
	var m bytes.Buffer
	gob.NewEncoder(&m).Encode(mixed{F: 1, M: map[string]point{"new": {3, 4, ""}}, Raw: []byte("raw")})
	fmt.Println(gob.NewDecoder(&m).Decode(&merged), merged.S, merged.M, string(merged.Raw), merged.Arr, merged.F)
	for _, bad := range []string{"", "\x00", "\x05", "\xff", "\xf0\x01", "\x03\x04\x00\x06", "\x03\x04\x01\x06", "\x02\x04\x00", "\x03\x08\x00\x06", "\x03\x0c\x00\x7f", "\x04\x0c\x00\xfc\x7f", "\x03\x7e\x00\x06", "\x04\x04\x00\xff\xff", "\xfd\x7f\xff\xff\x01", "\x03\x01\x00\x00", "\x04\xff\x81\x09\x00", "\x04\x06\x00\xff\x80"} {
		var i int
		var s string
		var p point
		fmt.Printf("%q %v %v %v %d %q\n", bad, gob.NewDecoder(bytes.NewReader([]byte(bad))).Decode(&i), gob.NewDecoder(bytes.NewReader([]byte(bad))).Decode(&s), gob.NewDecoder(bytes.NewReader([]byte(bad))).Decode(nil) != nil, i, s)
		_ = p
	}
}
