// Package rand makes pseudo-random numbers from explicit sources: New(NewSource(seed)) yields the sequence that Go's does. There is no
// source that is seeded by itself, and so none of the functions that use one.
package rand

import (
	"math"
	"math/rand/internal/tables"
)

// Source makes pseudo-random numbers of 63 bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// Source64 is a Source that makes 64 bits too.
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	size = 607
	lag  = 273
)

// additive is an additive lagged Fibonacci generator: each number is the sum of those 607 and 273 before it.
type additive struct {
	tap, feed int
	state     [size]uint64
}

// NewSource returns a new source with a seed.
func NewSource(seed int64) Source {
	s := &additive{}
	s.Seed(seed)
	return s
}

// lehmer is the next number of Lehmer's generator with the multiplier 48271.
func lehmer(x int64) int64 { return x * 48271 % (1<<31 - 1) }

func (s *additive) Seed(seed int64) {
	s.tap, s.feed = 0, size-lag
	x := seed % (1<<31 - 1)
	if x < 0 {
		x += 1<<31 - 1
	}
	if x == 0 {
		x = 89482311
	}
	for i := 0; i < 20; i++ {
		x = lehmer(x)
	}
	for i := range s.state {
		a := lehmer(x)
		b := lehmer(a)
		x = lehmer(b)
		s.state[i] = uint64(a<<40^b<<20^x) ^ tables.Additive[i]
	}
}

func (s *additive) Uint64() uint64 {
	s.tap = (s.tap + size - 1) % size
	s.feed = (s.feed + size - 1) % size
	s.state[s.feed] += s.state[s.tap]
	return s.state[s.feed]
}

func (s *additive) Int63() int64 { return int64(s.Uint64() &^ (1 << 63)) }

// Rand makes pseudo-random numbers of many kinds.
type Rand struct {
	src     Source
	left    int64 // bytes that Read has not used yet
	leftLen int
}

// New returns a Rand over a source.
func New(src Source) *Rand { return &Rand{src: src} }

// Seed seeds the source.
func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.leftLen = 0
}

// Int63 returns 63 bits.
func (r *Rand) Int63() int64 { return r.src.Int63() }

// Uint32 returns 32 bits.
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

// Uint64 returns 64 bits.
func (r *Rand) Uint64() uint64 {
	if s, ok := r.src.(Source64); ok {
		return s.Uint64()
	}
	high := uint64(r.Int63()) >> 31
	return high | uint64(r.Int63())<<32
}

// Int31 returns 31 bits.
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }

// Int returns 63 bits.
func (r *Rand) Int() int { return int(uint(r.Int63())) }

// Int63n returns a number from 0 to n-1.
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	// Numbers of the last, partial range do not count.
	last := int64(1<<63 - 1 - (1<<63)%uint64(n))
	for {
		if v := r.Int63(); v <= last {
			return v % n
		}
	}
}

// Int31n returns a number from 0 to n-1.
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	last := int32(1<<31 - 1 - (1<<31)%uint32(n))
	for {
		if v := r.Int31(); v <= last {
			return v % n
		}
	}
}

// scaled returns a number from 0 to n-1 by Lemire's multiplication.
func (r *Rand) scaled(n int32) int32 {
	bound := uint32(n)
	product := uint64(r.Uint32()) * uint64(bound)
	if uint32(product) < bound {
		least := -bound % bound
		for uint32(product) < least {
			product = uint64(r.Uint32()) * uint64(bound)
		}
	}
	return int32(product >> 32)
}

// Intn returns a number from 0 to n-1.
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 returns a number in [0, 1).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 returns a number in [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm returns a permutation of the numbers from 0 to n-1.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		j := r.Intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

// Shuffle permutes n things by swapping.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		if i > 1<<31-2 {
			swap(i, int(r.Int63n(int64(i+1))))
		} else {
			swap(i, int(r.scaled(int32(i+1))))
		}
	}
}

// Read fills p with random bytes.
func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.leftLen == 0 {
			r.left, r.leftLen = r.Int63(), 7
		}
		p[i] = byte(r.left)
		r.left >>= 8
		r.leftLen--
	}
	return len(p), nil
}

const (
	normalTail      = 3.442619855899
	exponentialTail = 7.69711747013104972
)

// NormFloat64 returns a number with the standard normal distribution.
func (r *Rand) NormFloat64() float64 {
	for {
		j := int32(r.Uint32())
		i := j & 0x7F
		x := float64(j) * float64(tables.NormalWidths[i])
		size := uint32(j)
		if j < 0 {
			size = -size
		}
		if size < tables.NormalBounds[i] {
			return x
		}
		if i == 0 {
			// The tail.
			for {
				x = -math.Log(r.Float64()) * (1.0 / normalTail)
				y := -math.Log(r.Float64())
				if y+y >= x*x {
					break
				}
			}
			if j > 0 {
				return normalTail + x
			}
			return -normalTail - x
		}
		h := &tables.NormalHeights
		if h[i]+float32(r.Float64())*(h[i-1]-h[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

// ExpFloat64 returns a number with the exponential distribution of rate 1.
func (r *Rand) ExpFloat64() float64 {
	for {
		j := r.Uint32()
		i := j & 0xFF
		x := float64(j) * float64(tables.ExponentialWidths[i])
		if j < tables.ExponentialBounds[i] {
			return x
		}
		if i == 0 {
			return exponentialTail - math.Log(r.Float64())
		}
		h := &tables.ExponentialHeights
		if h[i]+float32(r.Float64())*(h[i-1]-h[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}
