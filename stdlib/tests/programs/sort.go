package main

import (
	"fmt"
	"math"
	"sort"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type pair struct {
	k, v int
	name string
}

func main() {
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>16) % n
	}
	for _, n := range []int{0, 1, 2, 7, 8, 9, 16, 17, 100, 1000} {
		ints := make([]int, n)
		pairs := make([]pair, n)
		for i := range ints {
			ints[i] = next(50) - 25
			pairs[i] = pair{next(20), i, fmt.Sprint(i)}
		}
		a := append([]int(nil), ints...)
		sort.Slice(a, func(i, j int) bool { return a[i] < a[j] })
		b := append([]int(nil), ints...)
		sort.Ints(b)
		c := append([]int(nil), ints...)
		sort.Sort(sort.Reverse(sort.IntSlice(c)))
		d := append([]int(nil), ints...)
		sort.Sort(sort.IntSlice(d))
		fmt.Println(n, sort.IntsAreSorted(a), fmt.Sprint(a) == fmt.Sprint(b), fmt.Sprint(a) == fmt.Sprint(d), sort.SliceIsSorted(c, func(i, j int) bool { return c[i] > c[j] }))
		sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].k < pairs[j].k })
		if n <= 100 {
			fmt.Println(b, pairs)
		}
		for i := 1; i < n; i++ {
			if pairs[i-1].k == pairs[i].k && pairs[i-1].v > pairs[i].v {
				fmt.Println("not stable")
			}
		}
		fmt.Println(sort.SearchInts(b, 0), sort.SearchInts(b, 100), sort.SearchInts(b, -100))
	}
	words := byLen{"ccc", "a", "bb", "dddd", "", "e", "ff"}
	sort.Stable(words)
	fmt.Printf("%q %t\n", words, sort.IsSorted(words))
	fs := []float64{2, math.NaN(), -1, math.Inf(1), math.NaN(), 0, math.Inf(-1)}
	sort.Float64s(fs)
	fmt.Println(fs, sort.Float64sAreSorted(fs), sort.SearchFloat64s(fs, 1))
	ss := []string{"b", "", "a", "ab", "B", "é"}
	sort.Strings(ss)
	fmt.Printf("%q %d\n", ss, sort.SearchStrings(ss, "ab"))
	i, found := sort.Find(5, func(i int) int { return 3 - i })
	fmt.Println(i, found, sort.Search(10, func(i int) bool { return i*i >= 30 }))
	sort.Sort(sort.Reverse(sort.StringSlice(ss)))
	fmt.Printf("%q\n", ss)
	sort.Float64Slice(fs).Sort()
	fmt.Println(sort.IntSlice{1, 3, 5}.Search(4), fs[2:])
	empty := []struct{}{{}, {}}
	sort.Slice(empty, func(i, j int) bool { return false })
	bs := [][2]byte{{2, 1}, {1, 9}, {1, 2}}
	sort.Slice(bs, func(i, j int) bool { return bs[i][0] < bs[j][0] || bs[i][0] == bs[j][0] && bs[i][1] < bs[j][1] })
	fmt.Println(bs)
	ptrs := []*pair{{3, 0, "c"}, {1, 0, "a"}, {2, 0, "b"}}
	sort.Slice(ptrs, func(i, j int) bool { return ptrs[i].k < ptrs[j].k })
	fmt.Println(*ptrs[0], *ptrs[1], *ptrs[2])
	anys := []any{3, 1, 2}
	sort.Slice(anys, func(i, j int) bool { return anys[i].(int) < anys[j].(int) })
	fmt.Println(anys)
}
