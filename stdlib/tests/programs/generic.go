package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

type T struct {
	n int
	s string
}
type Ints []int

func main() {
	a := []int{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5}
	b := slices.Clone(a)
	slices.Sort(b)
	fmt.Println(b, slices.IsSorted(b), slices.IsSorted(a), slices.Max(a), slices.Min(a), slices.Index(a, 4), slices.Contains(a, 7))
	fmt.Println(slices.BinarySearch(b, 5))
	fmt.Println(slices.BinarySearch(b, 7))
	fmt.Println(slices.Compact(slices.Clone(b)), slices.Equal(a, b), slices.Compare(a, b))
	fmt.Println(slices.Insert([]int{1, 2, 3}, 1, 9, 8), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Replace([]int{1, 2, 3}, 0, 2, 7, 8, 9))
	slices.Reverse(b)
	fmt.Println(b, slices.IndexFunc(b, func(x int) bool { return x < 3 }), slices.ContainsFunc(b, func(x int) bool { return x > 8 }))
	ts := []T{{2, "a"}, {1, "b"}, {2, "c"}, {1, "d"}, {0, "e"}, {2, "f"}, {1, "g"}, {0, "h"}, {3, "i"}, {1, "j"}}
	slices.SortStableFunc(ts, func(x, y T) int { return cmp.Compare(x.n, y.n) })
	fmt.Println(ts, slices.IsSortedFunc(ts, func(x, y T) int { return x.n - y.n }))
	fmt.Println(slices.BinarySearchFunc(ts, 2, func(t T, n int) int { return t.n - n }))
	fmt.Println(slices.MaxFunc(ts, func(x, y T) int { return x.n - y.n }), slices.MinFunc(ts, func(x, y T) int { return x.n - y.n }))
	is := Ints{3, 2, 1}
	slices.Sort(is)
	fmt.Println(is, slices.Concat(is, Ints{7}), slices.Repeat(is, 2), slices.Grow(is, 5)[:3], cap(slices.Clip(is[:1])))
	fs := []float32{2.5, -1, 0}
	slices.Sort(fs)
	us := []uint8{200, 3, 100}
	slices.Sort(us)
	ns := []int8{-5, 3, -100}
	slices.Sort(ns)
	ss := []string{"b", "a"}
	slices.Sort(ss)
	fmt.Println(fs, us, ns, ss)
	slices.Chunk(a, 4)(func(c []int) bool {
		fmt.Print(c, " ")
		return true
	})
	slices.Backward([]string{"x", "y"})(func(i int, v string) bool {
		fmt.Print(i, v, " ")
		return true
	})
	fmt.Println()
	m := map[string]int{"z": 26, "a": 1, "m": 13}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Equal(m, maps.Clone(m)))
	fmt.Println(maps.Collect(slices.All([]string{"p", "q"})), slices.Collect(slices.Values(a[:2])))
	maps.DeleteFunc(m, func(k string, v int) bool { return v > 20 })
	maps.Copy(m, map[string]int{"k": 11})
	fmt.Println(m, len(m))
	n := 0
	maps.All(m)(func(k string, v int) bool {
		n += v + len(k)
		return true
	})
	fmt.Println(n, cmp.Or(0, 3, 2), cmp.Or("", "d"), cmp.Less(1, 2), cmp.Compare("b", "a"), cmp.Compare(1.5, 1.5))
	fmt.Println(slices.DeleteFunc([]int{1, 2, 3, 4}, func(x int) bool { return x%2 == 0 }), slices.SortedFunc(slices.Values(a), func(x, y int) int { return y - x }))
	big := make([]int, 500)
	for i := range big {
		big[i] = (i * 7919) % 501
	}
	slices.SortFunc(big, func(x, y int) int { return x - y })
	fmt.Println(slices.IsSorted(big))
	func() {
		defer func() { fmt.Println(recover()) }()
		slices.Max([]int{})
	}()
}
