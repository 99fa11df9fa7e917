// Small classic algorithms.
package main

import "fmt"

func sieve(n int) (primes []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		primes = append(primes, i)
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func quicksort(a []int) {
	if len(a) < 2 {
		return
	}
	p, i := a[len(a)/2], 0
	a[len(a)/2], a[len(a)-1] = a[len(a)-1], a[len(a)/2]
	for j := range a[:len(a)-1] {
		if a[j] < p {
			a[i], a[j] = a[j], a[i]
			i++
		}
	}
	a[i], a[len(a)-1] = a[len(a)-1], a[i]
	quicksort(a[:i])
	quicksort(a[i+1:])
}

func binarySearch(a []int, x int) (int, bool) {
	lo, hi := 0, len(a)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if a[m] < x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, lo < len(a) && a[lo] == x
}

func hanoi(n int, from, to, via string, moves *int) {
	if n == 0 {
		return
	}
	hanoi(n-1, from, via, to, moves)
	*moves++
	hanoi(n-1, via, to, from, moves)
}

func queens(n, row int, cols, d1, d2 uint) (count int) {
	if row == n {
		return 1
	}
	for free := (1<<n - 1) &^ (cols | d1 | d2); free != 0; free &= free - 1 {
		bit := free & -free
		count += queens(n, row+1, cols|bit, (d1|bit)<<1, (d2|bit)>>1)
	}
	return
}

func permutations(xs []int, k int, out *[][]int) {
	if k == len(xs) {
		*out = append(*out, append([]int(nil), xs...))
		return
	}
	for i := k; i < len(xs); i++ {
		xs[k], xs[i] = xs[i], xs[k]
		permutations(xs, k+1, out)
		xs[k], xs[i] = xs[i], xs[k]
	}
}

func levenshtein(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev = cur
	}
	return prev[len(b)]
}

func modpow(b, e, m uint64) uint64 {
	r := uint64(1)
	for b %= m; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = r * b % m
		}
		b = b * b % m
	}
	return r
}

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func main() {
	fmt.Println(sieve(60), len(sieve(10000)))
	fmt.Println(gcd(1071, 462), gcd(17, 5))
	a := []int{9, 3, 7, 1, 8, 2, 2, 5}
	quicksort(a)
	fmt.Println(a)
	fmt.Println(binarySearch(a, 7))
	fmt.Println(binarySearch(a, 6))
	moves := 0
	hanoi(10, "a", "c", "b", &moves)
	fmt.Println(moves, queens(6, 0, 0, 0, 0), queens(8, 0, 0, 0, 0))
	var ps [][]int
	permutations([]int{1, 2, 3}, 0, &ps)
	fmt.Println(ps)
	fmt.Println(levenshtein("kitten", "sitting"), modpow(3, 1000000, 1000000007), ackermann(2, 3))
}
