package main

import (
	"fmt"
	"reflect"
	"strings"
)

type inner struct {
	X, Y int
	z    string
}

type outer struct {
	inner
	Name string `json:"name,omitempty" db:"n"`
	Tags []string
	P    *inner
	M    map[string]int
	hid  bool
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			if v, ok := e.(*reflect.ValueError); ok {
				fmt.Println("ValueError:", v.Error(), v.Method, v.Kind)
				return
			}
			fmt.Println("panic:", e)
		}
	}()
	f()
}

func kinds() {
	one := 1
	for _, x := range []any{true, false, 7, int8(-8), uint(9), uint8(200), 1.5, float32(-2.5), complex(1, 2), complex64(3), "text", []byte("bytes"), []int{1, 2, 3}, [3]int{4, 5, 6}, map[string]int{"a": 1}, inner{1, 2, "z"}, &one, (*int)(nil), []string(nil), map[int]bool(nil), func() {}} {
		v := reflect.ValueOf(x)
		t := v.Type()
		fmt.Println(t, t.Kind().String(), v.CanAddr(), v.CanSet(), v.CanInterface(), v.CanInt(), v.CanUint(), v.CanFloat(), v.CanComplex(), v.CanConvert(reflect.TypeFor[string]()), v.Comparable(), v.IsZero())
		fmt.Println(reflect.Zero(t).IsZero(), reflect.PointerTo(t), reflect.PtrTo(t), reflect.SliceOf(reflect.TypeFor[int]()), reflect.ArrayOf(3, reflect.TypeFor[int]()), reflect.Indirect(v).Kind())
		try(func() { fmt.Println(v.Bool()) })
		try(func() { fmt.Println(v.Int(), v.OverflowInt(300)) })
		try(func() { fmt.Println(v.Uint(), v.OverflowUint(300)) })
		try(func() { fmt.Println(v.Float(), v.OverflowFloat(1e300)) })
		try(func() { fmt.Println(v.Complex(), v.OverflowComplex(1e300)) })
		try(func() { fmt.Println(v.String() != "") })
		try(func() { fmt.Println(v.Bytes()) })
		try(func() { fmt.Println(v.IsNil()) })
		try(func() { fmt.Println(v.Pointer() != 0) })
		try(func() { fmt.Println(v.NumField()) })
		try(func() { fmt.Println(v.Len()) })
		try(func() { fmt.Println(v.Cap() >= v.Len()) })
		try(func() { fmt.Println(v.Slice(1, 2)) })
		try(func() { fmt.Println(v.Slice3(0, 1, 2).Cap()) })
		try(func() { fmt.Println(len(v.MapKeys()), v.MapIndex(reflect.ValueOf("a"))) })
		try(func() { fmt.Println(v.Equal(reflect.ValueOf(x))) })
		try(func() {
			for w := range v.Seq() {
				fmt.Print(w, " ")
			}
			fmt.Println()
		})
		p := reflect.New(t)
		e := p.Elem()
		fmt.Println(e.CanAddr(), e.CanSet(), e.Addr().Type(), e.UnsafeAddr() != 0)
		e.Set(v)
		try(func() { e.SetBool(true); fmt.Println(e) })
		try(func() { e.SetInt(-3); fmt.Println(e) })
		try(func() { e.SetUint(3); fmt.Println(e) })
		try(func() { e.SetFloat(0.25); fmt.Println(e) })
		try(func() { e.SetComplex(2i); fmt.Println(e) })
		try(func() { e.SetString("set"); fmt.Println(e) })
		try(func() { e.SetBytes([]byte("xy")); fmt.Println(e) })
		try(func() { e.SetLen(1); fmt.Println(e) })
		try(func() { e.SetCap(1); fmt.Println(e.Cap()) })
		try(func() { e.Grow(5); fmt.Println(e.Cap() >= 5) })
		try(func() { e.Clear(); fmt.Println(e) })
		e.SetZero()
		fmt.Println(e.IsZero())
	}
}

func containers() {
	for n := range 4 {
		s := reflect.MakeSlice(reflect.TypeFor[[]int](), n, n+2)
		s = reflect.Append(s, reflect.ValueOf(n))
		s = reflect.AppendSlice(s, reflect.ValueOf([]int{8, 9}))
		d := reflect.MakeSlice(reflect.TypeFor[[]int](), 3, 3)
		fmt.Println(s, reflect.Copy(d, s), d)
		reflect.Swapper(s.Interface())(0, s.Len()-1)
		t := reflect.MapOf(reflect.TypeFor[string](), reflect.TypeFor[int]())
		for _, m := range []reflect.Value{reflect.MakeMap(t), reflect.MakeMapWithSize(t, n)} {
			for i := range n {
				m.SetMapIndex(reflect.ValueOf(fmt.Sprint(i)), reflect.ValueOf(i))
			}
			k, v := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
			total := 0
			i := m.MapRange()
			for i.Next() {
				k.SetIterKey(i)
				v.SetIterValue(i)
				total += int(v.Int()) + k.Len()
			}
			i.Reset(m)
			fmt.Println(s, m, total, len(m.MapKeys()), i.Next(), m.MapIndex(reflect.ValueOf("1")))
			m.SetMapIndex(reflect.ValueOf("0"), reflect.Value{})
			fmt.Println(m)
		}
		fmt.Println(reflect.ChanDir(n).String(), reflect.Kind(n*9).String())
	}
}

func structs() {
	for _, name := range []string{"X", "Name", "Tags", "P", "hid", "none"} {
		o := &outer{Name: "n", P: &inner{Y: 5}}
		v := reflect.ValueOf(o).Elem()
		f, ok := v.Type().FieldByName(name)
		fmt.Println(f.Name, ok, f.Index, f.PkgPath, f.IsExported(), f.Tag.Get("json"))
		fmt.Println(f.Tag.Lookup("db"))
		fmt.Println(v.FieldByName(name), v.FieldByNameFunc(func(s string) bool { return strings.EqualFold(s, name) }))
		if ok {
			fmt.Println(v.FieldByIndex(f.Index))
			fmt.Println(v.FieldByIndexErr(f.Index))
		}
		_, err := reflect.ValueOf(outer{}).FieldByIndexErr([]int{3, 0})
		fmt.Println(err)
		fmt.Println(v.NumField())
	}
	for _, t := range []reflect.Type{reflect.TypeFor[error](), reflect.TypeFor[fmt.State](), reflect.TypeFor[any]()} {
		fmt.Println(t.NumMethod(), reflect.New(t).Elem().NumMethod())
		for i := range t.NumMethod() {
			m := t.Method(i)
			fmt.Println(m.Name, m.IsExported(), m.Type)
		}
	}
	for _, k := range []reflect.Kind{reflect.Int, reflect.Map, reflect.Invalid} {
		fmt.Println((&reflect.ValueError{Method: "m", Kind: k}).Error(), k.String())
	}
}

func main() {
	kinds()
	containers()
	structs()
}
