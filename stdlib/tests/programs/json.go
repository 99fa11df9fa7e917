package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
)

type Color int

func (c Color) MarshalText() ([]byte, error) {
	if c < 0 {
		return nil, errors.New("no color")
	}
	return []byte(fmt.Sprintf("color<%d>", int(c))), nil
}

func (c *Color) UnmarshalText(b []byte) error {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(string(b), "color<"), ">"))
	*c = Color(n)
	return err
}

type Own struct{ s string }

func (o Own) MarshalJSON() ([]byte, error) {
	if o.s == "fail" {
		return nil, errors.New("failed")
	}
	return []byte(o.s), nil
}

func (o *Own) UnmarshalJSON(b []byte) error {
	if string(b) == "13" {
		return errors.New("unlucky")
	}
	o.s = "<" + string(b) + ">"
	return nil
}

type ByPointer struct{ n int }

func (p *ByPointer) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprint(p.n)), nil }

type TextPointer struct{ n int }

func (p *TextPointer) MarshalText() ([]byte, error) { return []byte(fmt.Sprint("t", p.n)), nil }

type Zero struct{ n int }

func (z Zero) IsZero() bool { return z.n == 7 }

type Inner struct {
	A int `json:"a"`
	B string
	C *int `json:",omitempty"`
}

type inner struct {
	Hidden int
	X      string `json:"x"`
}

type Deep struct {
	Inner
	*inner
	Level int
	B     []byte
}

type All struct {
	Bool    bool
	Int     int
	Int8    int8 `json:"int8"`
	Int16   int16
	Int32   int32
	Int64   int64 `json:",string"`
	Uint    uint
	Uint8   uint8 `json:"-"`
	Dash    uint16 `json:"-,"`
	Uint32  uint32
	Uint64  uint64
	Float32 float32
	Float64 float64 `json:"f,string"`
	String  string
	Quoted  string `json:"q,string"`
	PInt    *int   `json:",string"`
	Bytes   []byte
	Slice   []Inner
	Array   [3]int8
	Map     map[string]int
	IntMap  map[int]string
	Colors  map[Color]bool
	Any     any
	Err     error
	Color   Color
	Own     Own
	POwn    *Own
	ByP     ByPointer
	TextP   TextPointer
	Raw     json.RawMessage
	Num     json.Number
	Empty   string         `json:"empty,omitempty"`
	EMap    map[string]int `json:"emap,omitempty"`
	EStruct Inner          `json:"estruct,omitzero"`
	Z       Zero           `json:"z,omitzero"`
	PZ      *Zero          `json:"pz,omitzero"`
	Bad     int            `json:"bad\"name"`
	Uni     int            `json:"ünï"`
	Html    int            `json:"<h>"`
	private int
	*Deep
}

type Rec struct {
	Name string
	Next *Rec           `json:"next,omitempty"`
	Kids []Rec          `json:"kids,omitempty"`
	M    map[string]Rec `json:",omitempty"`
}

type E1 struct {
	X int
	Y int `json:"y"`
}
type E2 struct {
	X int
	Y int
}
type E3 struct {
	E1
	E2
	Z int
}
type E4 struct {
	E1 `json:"e1"`
	*E2
	int
	Rec
}

type strs []string
type myBytes []byte
type myByte byte
type iface interface{ Foo() }

func show(what string, v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%s: %s %v\n", what, b, err)
	var me *json.MarshalerError
	if errors.As(err, &me) {
		fmt.Println(me.Type, me.Unwrap())
	}
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent(">", "\t")
	err = e.Encode(v)
	fmt.Printf("%s%v\n", buf.String(), err)
	b, err = json.MarshalIndent(v, "", " ")
	fmt.Printf("%s %v\n", b, err)
}

func marshal() {
	one := 1
	full := All{Bool: true, Int: -5, Int8: 8, Int64: 1 << 60, Uint64: 1<<64 - 1, Float32: 0.1, Float64: 1e21, String: "a<b>&\"\\\n\x00\u2028é\xff", Quoted: "x\"y", PInt: &one,
		Bytes: []byte("bytes"), Slice: []Inner{{1, "x", nil}, {2, "y", &one}}, Array: [3]int8{1, 2, 3}, Map: map[string]int{"b": 2, "a": 1, "": 0},
		IntMap: map[int]string{10: "ten", 9: "nine", -1: "m"}, Colors: map[Color]bool{3: true, 1: false}, Any: []any{1, "x", nil, 2.5, map[string]any{"k": []int{}}},
		Color: 4, Own: Own{`{"own" : [1, 2 ]}`}, POwn: &Own{"null"}, ByP: ByPointer{5}, TextP: TextPointer{6}, Raw: json.RawMessage(` [1 , "<"]`), Num: "12.50", Empty: "e",
		EMap: map[string]int{"": 1}, EStruct: Inner{A: 1}, Z: Zero{1}, PZ: &Zero{7}, Deep: &Deep{Inner{1, "b", nil}, nil, 3, []byte{1}}}
	show("zero", All{Own: Own{"1"}})
	show("full", full)
	show("pointer", &full)
	values := []any{nil, true, 0, -1, int8(-128), uint8(255), 1.0, 1.5, 1e20, 1e21, 1e-6, 1e-7, 123456789.0, -0.0, math.Copysign(0, -1), math.MaxFloat64, 5e-324, float32(3.4e38), float32(1e-7), float32(16777216),
		math.NaN(), math.Inf(1), float32(math.Inf(-1)), "", "<>&", "\u2028\u2029", "\xff\xc3\x28", "\b\f\n\r\t\x1f\x7f", "日本", []int(nil), []int{}, []string{"a"}, [0]int{}, [2]bool{true}, map[string]int(nil), map[string]int{},
		map[bool]int{true: 1}, map[float64]int{}, map[int8]int{-3: 1, 20: 2, 3: 4}, map[uint]string{1: "a"}, struct{}{}, make(chan int), func() {}, complex(1, 2), []any{1, func() {}}, map[string]any{"a": make(chan int)},
		Color(3), Color(-3), []Color{1, 2}, map[Color]int{2: 1}, map[Color]int{-2: 1}, Own{"x"}, Own{"fail"}, Own{`"<"`}, Own{""}, &Own{"[1,]"}, (*Own)(nil), []Own{{"1"}, {"{}"}}, map[string]Own{"a": {"3"}}, map[string]ByPointer{"a": {3}}, []ByPointer{{3}},
		ByPointer{9}, &ByPointer{9}, [1]TextPointer{{4}}, &[1]TextPointer{{4}}, json.Number("1e5"), json.Number(""), json.Number("abc"), json.Number("1."), json.RawMessage(nil), json.RawMessage("{"), json.RawMessage("[ ]"),
		strs{"x"}, myBytes("abc"), []myByte{1, 2, 3}, []uint8{}, [3]byte{1, 2, 3}, []int8{1}, Rec{"a", &Rec{Name: "b"}, []Rec{{Name: "c"}}, map[string]Rec{"d": {Name: "e"}}}, E3{E1{1, 2}, E2{3, 4}, 5}, E4{E1{1, 2}, &E2{3, 4}, 5, Rec{Name: "r"}}, E4{},
		Deep{}, Deep{inner: &inner{1, "x"}}, struct {
			A int `json:"b"`
			B int `json:"a"`
		}{1, 2}, struct {
			A any `json:",omitempty"`
			B *int `json:",omitempty"`
			C [0]int `json:",omitempty"`
			D bool `json:",omitempty"`
			E float64 `json:",omitempty"`
			F []int `json:",omitempty"`
			G struct{} `json:",omitempty"`
			H any `json:",omitzero"`
		}{}, struct {
			A bool `json:",string"`
			B float32 `json:",string"`
			C *uint8 `json:",string"`
			D []int `json:",string"`
			E json.Number `json:",string"`
			F *string `json:",string"`
		}{E: "7"}, errors.New("x"), struct{ E error }{errors.New("x")}, struct{ error }{}, reflect.ValueOf}
	for i, v := range values {
		show(fmt.Sprint(i), v)
	}
	type P *P
	var p P
	p = &p
	_, err := json.Marshal(p)
	fmt.Println(err)
	m := map[string]any{}
	m["x"] = m
	_, err = json.Marshal(m)
	fmt.Println(err)
	s := []any{nil}
	s[0] = s
	_, err = json.Marshal(s)
	fmt.Println(err)
	r := &Rec{Name: "loop"}
	r.Next = r
	_, err = json.Marshal(r)
	fmt.Println(err)
}

var texts = []string{"", " ", "null", "true", "false", "tru", "trux", "nul", "falsy", "0", "-0", "1", "-1", "12.5", "1e3", "1E-2", "1e", "1.", "-", "01", "1x", "+1", ".5", "1e400", "300", "-129", "128", "1.0", "18446744073709551616",
	`""`, `"a"`, `"a`, `"\n\u00e9\ud83d\ude00\ud800x\u0000"`, `"\x"`, `"\u12g4"`, "\"\x01\"", "\"\xff\xfe\"", `"\/\b\f\r\t\""`, `"color<5>"`, `"YWJj"`, `"YW!"`, `"1"`, `"true"`, `"null"`, `"\"in\""`,
	"[]", "[1]", "[1,2,3,4,5]", "[1,]", "[,1]", "[1 2]", "[1", "[", "]", `["a",1,null,true,{"x":[]}]`, "[null,null]", "[[1],[2,[3]]]",
	"{}", "{", "}", `{"a":1}`, `{"a":1,}`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{a:1}`, `{"a":1 "b":2}`, `{"A":1,"b":"x","C":5,"d":[1]}`, `{"a":{"a":{"a":[1,2,{}]}}}`, `{"1":2,"-3":4,"x":5}`, `{"color<1>":true,"color<2>":false}`,
	"1 2", "{} {}", "nullx", "[1]]", " [ 1 , 2 ] ", "\t{\n\"a\" : \r 1 }", "'a'", "\"", "\\", "\xff", "[1}", "{]", "[\"a\\", "tr", "n"}

type into struct {
	name string
	make func() any
}

func targets() []into {
	n := 3
	return []into{
		{"any", func() any { return new(any) }},
		{"bool", func() any { return new(bool) }},
		{"int", func() any { return new(int) }},
		{"int8", func() any { return new(int8) }},
		{"uint8", func() any { return new(uint8) }},
		{"float32", func() any { return new(float32) }},
		{"float64", func() any { return new(float64) }},
		{"string", func() any { s := "old"; return &s }},
		{"*int", func() any { p := &n; return &p }},
		{"**string", func() any { return new(**string) }},
		{"[]int", func() any { return &[]int{9, 9} }},
		{"[]any", func() any { return new([]any) }},
		{"[]byte", func() any { return new([]byte) }},
		{"[2]int", func() any { return &[2]int{7, 7} }},
		{"map", func() any { return &map[string]int{"old": 1} }},
		{"map any", func() any { return new(map[string]any) }},
		{"map int", func() any { return new(map[int]int) }},
		{"map uint8", func() any { return new(map[uint8]any) }},
		{"map color", func() any { return new(map[Color]bool) }},
		{"map bool", func() any { return new(map[bool]int) }},
		{"inner", func() any { return &Inner{5, "keep", nil} }},
		{"slice", func() any { return &[]Inner{{1, "a", nil}} }},
		{"color", func() any { return new(Color) }},
		{"own", func() any { return new(Own) }},
		{"*own", func() any { return new(*Own) }},
		{"number", func() any { return new(json.Number) }},
		{"raw", func() any { return new(json.RawMessage) }},
		{"rec", func() any { return new(Rec) }},
		{"iface", func() any { return new(iface) }},
		{"err", func() any { return new(error) }},
		{"chan", func() any { return new(chan int) }},
		{"any ptr", func() any { var a any = new(int); return &a }},
		{"map own", func() any { return new(map[string]*Own) }},
	}
}

func describe(err error) string {
	switch e := err.(type) {
	case *json.SyntaxError:
		return fmt.Sprintf("syntax %d %v", e.Offset, e)
	case *json.UnmarshalTypeError:
		return fmt.Sprintf("type %q %v %d %q %q %v", e.Value, e.Type, e.Offset, e.Struct, e.Field, e)
	}
	return fmt.Sprintf("%T %v", err, err)
}

func dump(v any) string {
	return strings.ReplaceAll(fmt.Sprintf("%+v", reflect.ValueOf(v).Elem().Interface()), "0x", "0x")
}

func unmarshal() {
	for _, text := range texts {
		fmt.Printf("%q valid %t\n", text, json.Valid([]byte(text)))
		var b bytes.Buffer
		err := json.Compact(&b, []byte(text))
		fmt.Printf("compact %q %s\n", b.String(), describe(err))
		b.Reset()
		err = json.Indent(&b, []byte(text), "|", "..")
		fmt.Printf("indent %q %v\n", b.String(), err)
		b.Reset()
		json.HTMLEscape(&b, []byte(text+"<&>\u2028\u2029"))
		fmt.Printf("html %q\n", b.String())
		for _, t := range targets() {
			v := t.make()
			err := json.Unmarshal([]byte(text), v)
			out := ""
			switch p := v.(type) {
			case **int:
				if *p != nil {
					out = fmt.Sprint(**p)
				}
			case ***string:
				if *p != nil && **p != nil {
					out = ***p
				}
			case **Own:
				if *p != nil {
					out = (*p).s
				}
			case *any:
				if q, ok := (*p).(*int); ok {
					out = fmt.Sprint("*", *q)
				} else {
					out = fmt.Sprintf("%#v", *p)
				}
			case *Inner:
				out = fmt.Sprint(p.A, p.B, p.C != nil)
			case *[]Inner:
				for _, i := range *p {
					out += fmt.Sprint(i.A, i.B, i.C != nil, " ")
				}
			case *map[string]*Own:
				out = fmt.Sprint(len(*p))
			default:
				out = dump(v)
			}
			fmt.Printf("  %s: %s; %s\n", t.name, out, describe(err))
		}
	}
	docs := []string{
		`{"Bool":true,"INT":-7,"int8":12,"Int64":"99","Uint8":5,"-":6,"f":"2.5","q":"\"quoted\"","PInt":"17","Bytes":"AQID","Slice":[{"a":1,"b":"x"},{"A":2}],"Array":[1,2,3,4],"Map":{"x":1,"y":null},"IntMap":{"3":"c"},"Colors":{"color<9>":true},"Any":{"z":[1,2.5,"s",null,true]},"Color":"color<8>","Own":{"k":1},"POwn":[1],"Raw":{"raw": 1},"Num":3.25,"unknown":1,"Level":3,"a":11,"ünï":4,"<h>":5}`,
		`{"Int64":99,"f":"x","q":"unquoted","PInt":"","Bool":"true","Int":1.5,"Int8":300,"Slice":{"a":1},"Array":"x","Map":[1],"IntMap":{"x":"c"},"Colors":{"red":true}}`,
		`{"Int64":"x"}`, `{"Int64":null,"q":null,"f":"null"}`, `{"Slice":[{"a":"x"},{"b":5}]}`, `{"Deep":{"Level":"x"}}`, `{"x":"set","Level":1}`, `{"Own":13}`, `{"Err":1}`, `{"Color":5}`, `{"Color":null}`, `{"Num":"5"}`, `{"Num":"x"}`, `{"Num":true}`,
		`{"Slice":[{"a":1,"C":{"x":1}}],"Map":{"a":"b","c":2}}`, `{"Bytes":[1,2],"Uint":-1}`, `{"Bytes":[1,256]}`, `{"ByP":{"n":1},"TextP":"x","Z":{"n":3}}`,
	}
	for _, doc := range docs {
		for _, strict := range []bool{false, true} {
			var a All
			d := json.NewDecoder(strings.NewReader(doc))
			if strict {
				d.DisallowUnknownFields()
			}
			d.UseNumber()
			err := d.Decode(&a)
			fmt.Println(describe(err))
			pint := -1
			if a.PInt != nil {
				pint = *a.PInt
			}
			pown := ""
			if a.POwn != nil {
				pown = a.POwn.s
			}
			fmt.Println(a.Bool, a.Int, a.Int8, a.Int64, a.Uint8, a.Dash, a.Float64, a.Quoted, pint, a.Bytes, len(a.Slice), a.Array, a.Map, a.IntMap, len(a.Colors), a.Any, a.Color == 8, a.Own.s, pown, string(a.Raw), a.Num, a.Uni, a.Html)
			if a.Deep != nil {
				fmt.Println(a.Deep.Level, a.Deep.A)
			}
			var m map[string]any
			fmt.Println(json.Unmarshal([]byte(doc), &m), len(m))
			again, err := json.Marshal(m)
			fmt.Println(string(again), err)
		}
	}
	var r Rec
	fmt.Println(json.Unmarshal([]byte(`{"Name":"a","next":{"name":"b","next":null},"kids":[{"NAME":"k"}],"M":{"q":{"Name":"z"}}}`), &r), r.Next.Name, r.Kids[0].Name, r.M["q"].Name)
	for _, v := range []any{nil, 5, (*int)(nil), Inner{}, map[string]int{}} {
		fmt.Println(json.Unmarshal([]byte("1"), v))
	}
	deep := strings.Repeat("[", 10001) + strings.Repeat("]", 10001)
	fmt.Println(json.Unmarshal([]byte(deep), new(any)), json.Valid([]byte(deep[1:20001])))
	n := json.Number("42")
	i, err := n.Int64()
	f, err2 := n.Float64()
	fmt.Println(n.String(), i, err, f, err2)
	_, err = json.Number("x").Int64()
	fmt.Println(err)
	var nilRaw *json.RawMessage
	fmt.Println(nilRaw.UnmarshalJSON(nil))
	fmt.Println(&json.UnmarshalFieldError{Key: "k", Type: reflect.TypeOf(1), Field: reflect.StructField{Name: "F"}}, &json.InvalidUTF8Error{S: "\xff"}, &json.MarshalerError{Type: reflect.TypeOf(1), Err: io.EOF})
}

type step struct {
	s string
	n int
}

func (p *step) Read(b []byte) (int, error) {
	if p.s == "" {
		return 0, io.EOF
	}
	n := copy(b[:min(len(b), p.n)], p.s)
	p.s = p.s[n:]
	return n, nil
}

func streams() {
	for _, text := range append(texts, `{"a":1}{"b":[2]} 3 "x" null`, "1 2 3", "[1,2,{\"a\":[true]}] 5", `{"a":{"b":1,"c":[1,"x"]},"d":2}`, "[1:2]", `{"a",1}`, `{"a":1:2}`, `{1:2}`, "[1,,2]", `{"a":1,,}`, ":", ",", "[1,2", `{"a":1`, `{"a":`, "1 x", "[tru]") {
		for _, n := range []int{1, 3, 1000} {
			d := json.NewDecoder(&step{text, n})
			for range 6 {
				var v any
				err := d.Decode(&v)
				fmt.Printf("%v %s %d; ", v, describe(err), d.InputOffset())
				if err != nil {
					break
				}
			}
			rest, _ := io.ReadAll(d.Buffered())
			fmt.Printf("%q\n", rest)
			d = json.NewDecoder(&step{text, n})
			for range 25 {
				more := d.More()
				t, err := d.Token()
				fmt.Printf("%t %T %v %d ", more, t, t, d.InputOffset())
				if err != nil {
					fmt.Print(describe(err))
					break
				}
			}
			fmt.Println()
			d = json.NewDecoder(&step{text, n})
			d.Token()
			for range 4 {
				var v any
				err := d.Decode(&v)
				fmt.Printf("%v %s %t; ", v, describe(err), d.More())
				if err != nil {
					break
				}
			}
			fmt.Println()
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	fmt.Println(e.Encode("<x>"), e.Encode(make(chan int)), e.Encode(map[string]int{"a": 1}))
	e.SetIndent(" ", "  ")
	fmt.Println(e.Encode([]int{1, 2}), e.Encode([]int{}), e.Encode(struct{}{}))
	e.SetIndent("", "")
	e.SetEscapeHTML(false)
	fmt.Println(e.Encode("<x>"))
	fmt.Print(b.String())
	fmt.Println(json.Delim('['), json.Delim('}').String())
}

func main() {
	marshal()
	unmarshal()
	streams()
}
