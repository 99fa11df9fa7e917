package main

import (
	"errors"
	"fmt"
	"reflect"
)

type inner struct {
	A int `json:"a,omitempty" xml:"q"`
	b string
}
type Emb struct{ E, F int8 }
type S struct {
	X   int
	Y   string `json:"y"`
	Z   []int
	M   map[string]int
	P   *inner
	I   any
	err error
	Arr [3]byte
	F   float32
	C   complex64
	Fn  func(int, ...string) (bool, error)
	Ch  chan<- int
	Emb
	*inner2
	U8 uint8
}
type inner2 struct{ G string }
type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

type PS struct{ v int }

func (p *PS) Set(n int) { p.v = n }

type Setter interface{ Set(int) }
type G[T any] struct{ V T }

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panic:", e)
		}
	}()
	f()
}

func main() {
	s := S{X: 5, Y: "yy", Z: []int{1, 2, 3}, M: map[string]int{"a": 1}, I: 2.5, Arr: [3]byte{1, 2, 3}, F: 1.5, C: 1 + 2i}
	t := reflect.TypeOf(s)
	fmt.Println(t, t.Kind(), t.Name(), t.PkgPath(), t.NumField(), t.Size(), t.Align(), t.Comparable())
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(i, f.Name, f.Type, f.Tag, f.Index, f.Anonymous, f.IsExported(), f.Offset, f.Type.Kind(), f.Tag.Get("json"), f.PkgPath)
	}
	for _, n := range []string{"X", "E", "G", "Nope", "inner2", "b"} {
		f, ok := t.FieldByName(n)
		fmt.Println(n, ok, f.Name, f.Index)
	}
	tv := reflect.ValueOf(inner{}).Type().Field(0).Tag
	fmt.Println(tv.Lookup("xml"))
	fmt.Println(tv.Lookup("nope"))
	v := reflect.ValueOf(&s).Elem()
	v.Field(0).SetInt(77)
	v.FieldByName("Y").SetString("new")
	v.FieldByName("Z").Set(reflect.Append(v.FieldByName("Z"), reflect.ValueOf(9)))
	v.FieldByName("M").SetMapIndex(reflect.ValueOf("b"), reflect.ValueOf(2))
	v.FieldByName("P").Set(reflect.New(v.FieldByName("P").Type().Elem()))
	v.FieldByName("P").Elem().Field(0).SetInt(3)
	v.FieldByName("I").Set(reflect.ValueOf("in iface"))
	v.FieldByName("F").SetFloat(0.1)
	v.FieldByName("C").SetComplex(3 - 4i)
	v.FieldByName("U8").SetUint(300)
	v.FieldByName("Arr").Index(1).SetUint(200)
	fmt.Printf("%+v %v\n", s.X, s.Y)
	fmt.Println(s.Z, s.M, *s.P, s.I, s.F, s.C, s.U8, s.Arr)
	try("unexported", func() { v.FieldByName("err").Set(reflect.ValueOf(errors.New("x"))) })
	try("unaddr", func() { reflect.ValueOf(s).Field(0).SetInt(1) })
	try("kind", func() { v.Field(0).SetString("x") })
	try("kind2", func() { reflect.ValueOf(1).Len() })
	try("zero", func() { reflect.Value{}.Type() })
	try("iface", func() { v.FieldByName("err").Interface() })
	try("assign", func() { v.Field(0).Set(reflect.ValueOf("s")) })
	m := reflect.ValueOf(map[string]int{"x": 1, "y": 2})
	for it := m.MapRange(); it.Next(); {
		fmt.Println(it.Key(), it.Value(), it.Key().Kind())
	}
	fmt.Println(m.MapIndex(reflect.ValueOf("y")), m.MapIndex(reflect.ValueOf("q")).IsValid(), m.Len(), len(m.MapKeys()))
	mm := reflect.MakeMap(m.Type())
	mm.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(42))
	fmt.Println(mm.Interface(), mm)
	fmt.Println(reflect.TypeOf(MyInt(3)), reflect.ValueOf(MyInt(3)), reflect.ValueOf(MyInt(3)).String(), reflect.ValueOf(3).String())
	ps := &PS{}
	st := reflect.TypeOf((*Setter)(nil)).Elem()
	fmt.Println(st, st.Kind(), reflect.TypeOf(ps).Implements(st), reflect.TypeOf(*ps).Implements(st), st.NumMethod(), st.Method(0).Name, st.Method(0).Type)
	reflect.ValueOf(ps).Elem().Addr().Interface().(Setter).Set(8)
	nv := reflect.New(reflect.TypeOf(PS{}))
	nv.Interface().(Setter).Set(9)
	fmt.Println(ps.v, nv.Interface().(*PS).v)
	var nilp *int
	fmt.Println(reflect.ValueOf(nilp).IsNil(), reflect.ValueOf(nilp).Elem().IsValid(), reflect.ValueOf(nil).IsValid())
	fmt.Println(reflect.TypeOf(G[int]{}), reflect.TypeOf(G[int]{}).Name(), reflect.TypeOf(G[MyInt]{}).Name(), reflect.TypeOf(error(nil)), reflect.TypeFor[error]())
	fn := t.Field(10).Type
	fmt.Println(fn.NumIn(), fn.NumOut(), fn.In(0), fn.In(1), fn.Out(0), fn.Out(1), fn.IsVariadic(), t.Field(11).Type.ChanDir())
	fmt.Println(reflect.DeepEqual(s, s), reflect.DeepEqual([]int{1}, []int{1}), reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(1, int64(1)), reflect.DeepEqual(error(nil), nil))
	type node struct{ next *node }
	a, b := &node{}, &node{}
	a.next, b.next = a, b
	fmt.Println(reflect.DeepEqual(a, b), reflect.DeepEqual(&inner{1, "a"}, &inner{1, "b"}))
	fmt.Println(reflect.ValueOf(3.7).Convert(reflect.TypeOf(1)), reflect.ValueOf(65).Convert(reflect.TypeOf("")), reflect.ValueOf("hi").Convert(reflect.TypeOf([]byte{})), reflect.ValueOf([]rune{'a', 'é'}).Convert(reflect.TypeOf("")), reflect.ValueOf(7).Convert(reflect.TypeOf(MyInt(0))))
	fmt.Println(reflect.ValueOf(7).Convert(reflect.TypeOf(MyInt(0))).Interface())
	sl := reflect.ValueOf([]int{1, 2, 3, 4, 5})
	fmt.Println(sl.Slice(1, 3), sl.Slice3(1, 2, 4).Cap(), sl.Index(2), sl.Len(), reflect.MakeSlice(sl.Type(), 2, 5).Cap())
	fmt.Println(reflect.Zero(t).IsZero(), reflect.ValueOf(s).IsZero(), reflect.ValueOf(0.0).IsZero(), reflect.ValueOf([2]int{}).IsZero())
	sw := []string{"a", "b", "c"}
	reflect.Swapper(sw)(0, 2)
	fmt.Println(sw)
	dst := make([]int, 3)
	fmt.Println(reflect.Copy(reflect.ValueOf(dst), sl), dst)
	for i, x := range reflect.ValueOf([]string{"p", "q"}).Seq2() {
		fmt.Println(i, x)
	}
	for _, f := range reflect.VisibleFields(t) {
		fmt.Print(f.Name, f.Index, " ")
	}
	fmt.Println()
	fmt.Println(reflect.ValueOf([]any{1, "x", nil}).Index(1).Elem().Kind(), reflect.ValueOf([]any{nil}).Index(0).IsNil())
	arr := [4]byte{1, 2, 3, 4}
	fmt.Println(reflect.ValueOf(&arr).Elem().Bytes(), reflect.ValueOf([]byte("xyz")).Bytes())
	fmt.Println(reflect.TypeOf(arr).Len(), reflect.TypeOf(m.Interface()).Key(), reflect.TypeOf(sw).Elem(), reflect.PointerTo(reflect.TypeOf(1)))
	fmt.Println(reflect.TypeOf(1) == reflect.TypeOf(2), reflect.TypeOf(1) == reflect.TypeOf("a"), reflect.TypeOf(1).AssignableTo(reflect.TypeOf(MyInt(1))), reflect.TypeOf(1).ConvertibleTo(reflect.TypeOf(MyInt(1))))
	fmt.Printf("%v %d %T %s\n", reflect.ValueOf(42), reflect.ValueOf(42), reflect.ValueOf(42), reflect.ValueOf("str"))
	fmt.Println(reflect.ValueOf(struct{ A, b any }{1, 2}), []reflect.Value{reflect.ValueOf(1)}, reflect.Value{})
	var e any = 5
	ev := reflect.ValueOf(&e).Elem()
	fmt.Println(ev.Kind(), ev.Elem().Kind(), ev)
	ev.Set(reflect.ValueOf("now a string"))
	fmt.Println(e, reflect.ValueOf(e).Equal(reflect.ValueOf("now a string")))
	ev.SetZero()
	fmt.Println(e)
}
