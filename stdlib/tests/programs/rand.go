package main

import (
	"fmt"
	"math"
	"math/rand"
	v2 "math/rand/v2"
)

func main() {
	for _, seed := range []int64{0, 1, 2, -1, 42, 1 << 40, math.MinInt64, 89482311, 2147483647} {
		r := rand.New(rand.NewSource(seed))
		for i := 0; i < 20; i++ {
			fmt.Println(r.Int63(), r.Uint32(), r.Uint64(), r.Int31(), r.Int(), r.Int63n(1e12), r.Int63n(64), r.Int31n(1000), r.Int31n(8), r.Intn(7), r.Intn(1<<40), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64())
		}
		fmt.Println(r.Perm(10))
		b := make([]byte, 19)
		r.Read(b[:5])
		r.Read(b[5:])
		fmt.Println(b)
		s := []int{1, 2, 3, 4, 5, 6, 7}
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		fmt.Println(s)
		z := rand.NewZipf(r, 1.5, 2, 100)
		fmt.Println(z.Uint64(), z.Uint64(), z.Uint64())
		sum := 0.0
		for i := 0; i < 2000; i++ {
			sum += r.NormFloat64() + r.ExpFloat64()
		}
		fmt.Println(sum, r.Uint64())
		r.Seed(seed + 1)
		fmt.Println(r.Int63())
	}
	var key [32]byte
	copy(key[:], "chacha8: 32-byte seed for a test")
	for k, src := range []v2.Source{v2.NewPCG(1, 2), v2.NewPCG(0, 0), v2.NewPCG(math.MaxUint64, 7), v2.NewChaCha8(key), v2.NewChaCha8([32]byte{})} {
		r := v2.New(src)
		for i := 0; i < 60; i++ {
			fmt.Println(r.Int64(), r.Uint32(), r.Uint64(), r.Int32(), r.Int(), r.Uint(), r.Int64N(1e12), r.Uint64N(1<<63+1), r.Int32N(1000), r.Uint32N(16), r.IntN(7), r.UintN(1<<40), r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64())
		}
		s := []int{1, 2, 3, 4, 5, 6, 7}
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		fmt.Println(r.Perm(10), s, v2.NewZipf(r, 2, 1, 50).Uint64())
		sum := 0.0
		for i := 0; i < 2000; i++ {
			sum += r.NormFloat64() + r.ExpFloat64()
		}
		fmt.Println(sum)
		switch g := src.(type) {
		case *v2.PCG:
			b, err := g.MarshalBinary()
			h := &v2.PCG{}
			fmt.Printf("%x %v %v %d %d %v\n", b, err, h.UnmarshalBinary(b), h.Uint64(), g.Uint64(), h.UnmarshalBinary(nil))
			g.Seed(3, 4)
			fmt.Println(g.Uint64())
		case *v2.ChaCha8:
			buf := make([]byte, 13+k)
			g.Read(buf[:3])
			g.Read(buf[3:])
			b, err := g.MarshalBinary()
			h := &v2.ChaCha8{}
			fmt.Printf("%x %x %v %v %d %d\n", buf, b, err, h.UnmarshalBinary(b), h.Uint64(), g.Uint64())
			fmt.Println(h.UnmarshalBinary(nil), h.UnmarshalBinary([]byte("readbuf:")))
			g.Seed(key)
			fmt.Println(g.Uint64())
		}
	}
	for _, f := range []func(){func() { rand.New(rand.NewSource(1)).Intn(0) }, func() { v2.New(v2.NewPCG(1, 1)).IntN(0) }, func() { rand.New(rand.NewSource(1)).Int63n(-1) }, func() { v2.New(v2.NewPCG(1, 1)).Uint64N(0) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
