// Package sort sorts slices and searches sorted ones.
//
// Every sort here is a merge sort on a permutation of indices, so Sort and Slice are stable as Stable and SliceStable
// are. Another Go implementation may order equal elements differently after Sort or Slice.
package sort

// Interface is a collection that can be sorted by index.
type Interface interface {
	// Len is the number of elements.
	Len() int
	// Less reports whether element i must come before element j.
	Less(i, j int) bool
	// Swap exchanges elements i and j.
	Swap(i, j int)
}

// Sort sorts data in ascending order.
func Sort(data Interface) { Stable(data) }

// Stable sorts data in ascending order and leaves equal elements in their order.
func Stable(data Interface) {
	perm := order(data.Len(), data.Less)
	for i := range perm {
		// Element perm[k] belongs at k: follow the cycle that begins at i, carrying the element that was there.
		k := i
		for int(perm[k]) != i {
			next := int(perm[k])
			data.Swap(k, next)
			perm[k] = int32(k)
			k = next
		}
		perm[k] = int32(k)
	}
}

// Slice sorts the slice x by less. It panics if x is not a slice.
func Slice(x any, less func(i, j int) bool) { SliceStable(x, less) }

// SliceStable sorts the slice x by less and leaves equal elements in their order. It panics if x is not a slice.
func SliceStable(x any, less func(i, j int) bool) {
	permute(x, order(lenOf(x), less))
}

// SliceIsSorted reports whether the slice x is sorted by less. It panics if x is not a slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	for i := lenOf(x) - 1; i > 0; i-- {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

// order returns the indices 0 to n-1 in the order of less, equal ones in ascending order: runs of eight by insertion,
// then merged bottom up. Comparisons are what costs, so a merge whose halves are in order already takes only one.
func order(n int, less func(i, j int) bool) []int32 {
	perm := make([]int32, n)
	for i := range perm {
		perm[i] = int32(i)
	}
	const run = 8
	for lo := 0; lo < n; lo += run {
		hi := min(lo+run, n)
		for i := lo + 1; i < hi; i++ {
			v, j := perm[i], i
			for j > lo && less(int(v), int(perm[j-1])) {
				perm[j] = perm[j-1]
				j--
			}
			perm[j] = v
		}
	}
	if n <= run {
		return perm
	}
	other := make([]int32, n)
	for width := run; width < n; width *= 2 {
		for lo := 0; lo < n; lo += 2 * width {
			mid, hi := min(lo+width, n), min(lo+2*width, n)
			i, j, k := lo, mid, lo
			if mid < hi && less(int(perm[mid]), int(perm[mid-1])) {
				for i < mid && j < hi {
					if less(int(perm[j]), int(perm[i])) {
						other[k] = perm[j]
						j++
					} else {
						other[k] = perm[i]
						i++
					}
					k++
				}
			}
			k += copy(other[k:], perm[i:mid])
			copy(other[k:], perm[j:hi])
		}
		perm, other = other, perm
	}
	return perm
}

// lenOf returns the length of the slice x.
func lenOf(x any) int

// permute moves element perm[i] of the slice x to i, for every i. perm is a permutation, or shorter than x.
func permute(x any, perm []int32)

// sortOrdered sorts a slice of integers, floats or strings in ascending order, NaNs first.
func sortOrdered(x any)

type reverse struct{ Interface }

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns data with its order turned round.
func Reverse(data Interface) Interface { return &reverse{data} }

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	for i := data.Len() - 1; i > 0; i-- {
		if data.Less(i, i-1) {
			return false
		}
	}
	return true
}

// IntSlice makes a []int an Interface.
type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x in ascending order.
func (x IntSlice) Sort() { sortOrdered(x) }

// Search is SearchInts(p, x).
func (p IntSlice) Search(x int) int { return SearchInts(p, x) }

// Float64Slice makes a []float64 an Interface; NaNs come first.
type Float64Slice []float64

func (x Float64Slice) Len() int           { return len(x) }
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || x[i] != x[i] && x[j] == x[j] }
func (x Float64Slice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x in ascending order.
func (x Float64Slice) Sort() { sortOrdered(x) }

// Search is SearchFloat64s(p, x).
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

// StringSlice makes a []string an Interface.
type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }

// Sort sorts x in ascending order.
func (x StringSlice) Sort() { sortOrdered(x) }

// Search is SearchStrings(p, x).
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

// Ints sorts x in ascending order.
func Ints(x []int) { sortOrdered(x) }

// Float64s sorts x in ascending order, NaNs first.
func Float64s(x []float64) { sortOrdered(x) }

// Strings sorts x in ascending order.
func Strings(x []string) { sortOrdered(x) }

// IntsAreSorted reports whether x is sorted in ascending order.
func IntsAreSorted(x []int) bool { return IsSorted(IntSlice(x)) }

// Float64sAreSorted reports whether x is sorted in ascending order, NaNs first.
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }

// StringsAreSorted reports whether x is sorted in ascending order.
func StringsAreSorted(x []string) bool { return IsSorted(StringSlice(x)) }

// Search returns the least i in [0, n) for which f(i) is true, n if there is none. f must be false up to
// some index and true from there on.
func Search(n int, f func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if f(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Find returns the least i in [0, n) for which cmp(i) <= 0, n if there is none, and whether cmp(i) == 0 there.
// cmp must be positive, then zero, then negative.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

// SearchInts returns the least index at which x can be inserted into the sorted a.
func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchFloat64s returns the least index at which x can be inserted into the sorted a.
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

// SearchStrings returns the least index at which x can be inserted into the sorted a.
func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}
