package slices

import "cmp"

// Sort sorts x in ascending order, NaNs first.
func Sort[S ~[]E, E cmp.Ordered](x S) { sortOrdered(x) }

// sortOrdered sorts a slice of integers, floats or strings in ascending order, NaNs first.
func sortOrdered(x any)

// SortFunc sorts x by cmp. It is stable, which another Go implementation does not promise.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { SortStableFunc(x, cmp) }

// SortStableFunc sorts x by cmp and leaves equal elements in their order: runs of eight by insertion, then merged
// bottom up through a copy of the left half.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	const run = 8
	n := len(x)
	for lo := 0; lo < n; lo += run {
		hi := min(lo+run, n)
		for i := lo + 1; i < hi; i++ {
			v, j := x[i], i
			for j > lo && cmp(v, x[j-1]) < 0 {
				x[j] = x[j-1]
				j--
			}
			x[j] = v
		}
	}
	if n <= run {
		return
	}
	left := make([]E, n)
	for width := run; width < n; width *= 2 {
		for lo := 0; lo+width < n; lo += 2 * width {
			mid, hi := lo+width, min(lo+2*width, n)
			if cmp(x[mid], x[mid-1]) >= 0 {
				continue
			}
			copy(left, x[lo:mid])
			i, j, k := 0, mid, lo
			for i < width && j < hi {
				if cmp(x[j], left[i]) < 0 {
					x[k] = x[j]
					j++
				} else {
					x[k] = left[i]
					i++
				}
				k++
			}
			copy(x[k:], left[i:width])
		}
	}
}

// IsSorted reports whether x is sorted in ascending order, NaNs first.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether x is sorted by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}

// BinarySearch returns where target is in the sorted x, or would be inserted, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp.Less(x[mid], target) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && (x[lo] == target || x[lo] != x[lo] && target != target)
}

// BinarySearchFunc is like BinarySearch, with elements compared to target by cmp.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	lo, hi := 0, len(x)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if cmp(x[mid], target) < 0 {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo, lo < len(x) && cmp(x[lo], target) == 0
}
