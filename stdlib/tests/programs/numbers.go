package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"container/ring"
	"crypto"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"io"
	"iter"
	"maps"
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode/utf8"
)

func words() {
	for _, x := range []uint{0, 1, 2, 255, 256, 0x8000, 0x123456789abcdef, math.MaxUint} {
		fmt.Println(bits.LeadingZeros(x), bits.LeadingZeros16(uint16(x)), bits.LeadingZeros32(uint32(x)), bits.Len(x), bits.Len8(uint8(x)), bits.Len32(uint32(x)))
		fmt.Println(bits.OnesCount(x), bits.OnesCount8(uint8(x)), bits.OnesCount16(uint16(x)), bits.TrailingZeros(x), bits.TrailingZeros8(uint8(x)), bits.TrailingZeros32(uint32(x)))
		fmt.Println(bits.Reverse(x), bits.Reverse16(uint16(x)), bits.Reverse32(uint32(x)), bits.ReverseBytes(x), bits.ReverseBytes16(uint16(x)))
		for _, y := range []uint{1, 3, 77, math.MaxUint} {
			sum, carry := bits.Add(x, y, 1)
			difference, borrow := bits.Sub(x, y, 1)
			high, low := bits.Mul(x, y)
			q, r := bits.Div(x%y, y, y)
			fmt.Println(sum, carry, difference, borrow, high, low, q, r, bits.Rem(x, y, y), bits.Rem32(uint32(x), uint32(y), uint32(y)))
			fmt.Println(bits.RotateLeft(x, int(y%64)), bits.RotateLeft(x, -3), bits.RotateLeft16(uint16(x), int(y%16)))
		}
	}
	for _, x := range []float64{-2, -0.5, 0, 0.25, 1, 3, 1e300, math.Inf(1), math.NaN()} {
		fmt.Println(math.Cbrt(x), math.Erf(x), math.Erfc(x), math.Erfinv(x/4), math.Erfcinv(x/4), math.Exp2(x), math.Expm1(x), math.Log2(x))
		fmt.Println(math.Asin(x), math.Acos(x), math.Atan(x), math.Asinh(x), math.Acosh(x), math.Atanh(x), math.Atan2(x, 2), math.Hypot(x, 3))
		fmt.Println(math.Sin(x), math.Cos(x), math.Tan(x), math.Sinh(x), math.Cosh(x), math.Tanh(x))
		fmt.Println(math.Sincos(x))
		fmt.Println(math.Lgamma(x))
		fmt.Println(math.J0(x), math.J1(x), math.Y0(x), math.Y1(x), math.FMA(x, 3, 1), math.Nextafter32(float32(x), 2), math.Float32frombits(math.Float32bits(float32(x))))
	}
}

func bigs() {
	for _, t := range []string{"0", "-12", "123456789012345678901234567890", "x"} {
		x, y := new(big.Int), new(big.Int)
		r, s := new(big.Rat), new(big.Rat)
		f := new(big.Float)
		fmt.Println(x.UnmarshalText([]byte(t)), r.UnmarshalText([]byte(t)), f.UnmarshalText([]byte(t)))
		fmt.Println(x.String(), string(x.Append([]byte("="), 7)), y.Set(x), y.SetInt64(int64(len(t))), y.SetUint64(1<<63), y.SetBytes([]byte(t)), y.SetBits([]big.Word{big.Word(len(t)), 1}))
		text, err := x.AppendText([]byte("x="))
		fmt.Println(string(text), err)
		text, err = x.MarshalText()
		fmt.Println(string(text), err, x.FillBytes(make([]byte, 20)), new(big.Int).Binomial(int64(len(t))+9, 4))
		text, err = r.AppendText([]byte("r="))
		fmt.Println(string(text), err, r.String(), s.Set(r), s.SetInt(x), s.SetInt64(-4), s.SetUint64(4), s.SetFrac64(6, -4))
		text, err = r.MarshalText()
		data, err2 := r.GobEncode()
		fmt.Println(string(text), err, data, err2, s.GobDecode(data), s)
		fmt.Println(f.String(), f.SetInf(t == "x").String(), f)
		_, err = fmt.Sscan(t, x)
		fmt.Println(x, err)
		_, err = fmt.Sscan(t, r)
		fmt.Println(r, err)
		_, err = fmt.Sscan(t, f)
		fmt.Println(f, err)
	}
	for i := range 4 {
		fmt.Println(big.Accuracy(i-1).String(), big.RoundingMode(i).String())
		func() {
			defer func() { fmt.Println(recover().(big.ErrNaN).Error()) }()
			new(big.Float).Quo(big.NewFloat(0), new(big.Float))
		}()
	}
}

type numbers []int

func (n numbers) Len() int           { return len(n) }
func (n numbers) Less(i, j int) bool { return n[i] < n[j] }
func (n numbers) Swap(i, j int)      { n[i], n[j] = n[j], n[i] }
func (n *numbers) Push(x any)        { *n = append(*n, x.(int)) }
func (n *numbers) Pop() any {
	last := (*n)[len(*n)-1]
	*n = (*n)[:len(*n)-1]
	return last
}

func orders() {
	byMod := func(a, b int) int { return cmp.Or(cmp.Compare(a%3, b%3), cmp.Compare(b, a)) }
	for _, xs := range [][]int{{}, {1}, {3, 1, 2}, {5, 5, 1, 9, 0, -4, 5}} {
		h := numbers(slices.Clone(xs))
		heap.Init(&h)
		heap.Push(&h, 4)
		fmt.Println(h)
		h[0] = 6
		heap.Fix(&h, 0)
		if len(h) > 1 {
			fmt.Println(heap.Remove(&h, 1))
		}
		for len(h) > 0 {
			fmt.Print(heap.Pop(&h), " ")
		}
		fmt.Println(slices.CompactFunc(slices.Clone(xs), func(a, b int) bool { return a%2 == b%2 }), slices.CompareFunc(xs, []int{3}, byMod), slices.EqualFunc(xs, xs, func(a, b int) bool { return a >= b }))
		c := slices.Clone(xs)
		sort.Sort(sort.IntSlice(c))
		sort.IntSlice(c).Sort()
		fmt.Println(c, sort.IntSlice(c).Len(), sort.IntSlice(c).Search(3), sort.SearchInts(c, 5), sort.IsSorted(sort.IntSlice(c)), sort.Search(len(c), func(i int) bool { return c[i] > 2 }))
		fmt.Println(sort.Find(len(c), func(i int) int { return 5 - c[i] }))
		sort.Stable(sort.Reverse(numbers(c)))
		fmt.Println(c)
		slices.SortFunc(c, byMod)
		fmt.Println(c, slices.IsSortedFunc(c, byMod))
		fmt.Println(slices.BinarySearchFunc(c, 2, byMod))
		slices.SortStableFunc(c, func(a, b int) int { return a%2 - b%2 })
		fmt.Println(c, slices.SortedFunc(slices.Values(xs), byMod), slices.SortedStableFunc(slices.Values(xs), byMod), slices.Sorted(slices.Values(xs)), slices.AppendSeq([]int{7}, slices.Values(xs)), slices.Collect(slices.Values(xs)))
		fmt.Println(slices.Contains(xs, 5), slices.ContainsFunc(xs, func(x int) bool { return x < 0 }), slices.Index(xs, 5), slices.IndexFunc(xs, func(x int) bool { return x == 1 }), slices.Equal(xs, c), slices.Compare(xs, c))
		fmt.Println(slices.Compact(slices.Clone(xs)), slices.Concat(xs, c), slices.Repeat(xs, 2), slices.Insert(slices.Clone(xs), 0, 8, 9), slices.DeleteFunc(slices.Clone(xs), func(x int) bool { return x == 5 }), len(slices.Grow(xs, 5)), slices.Clip(c))
		if len(xs) > 0 {
			fmt.Println(slices.Max(xs), slices.Min(xs), slices.MaxFunc(xs, byMod), slices.MinFunc(xs, byMod), slices.Delete(slices.Clone(xs), 0, 1), slices.Replace(slices.Clone(xs), 0, 1, 6, 6))
		}
		slices.Reverse(c)
		for i, x := range slices.Backward(c) {
			fmt.Print(i, x, " ")
		}
		for part := range slices.Chunk(xs, 2) {
			fmt.Print(part, " ")
		}
		for i, x := range slices.All(xs) {
			fmt.Print(i, x, " ")
		}
		fmt.Println(slices.BinarySearch(slices.Sorted(slices.Values(xs)), 5))
		fs, ss := sort.Float64Slice{}, sort.StringSlice{}
		for _, x := range xs {
			fs = append(fs, float64(x)/2)
			ss = append(ss, fmt.Sprint(x))
		}
		fmt.Println(fs.Len(), ss.Len(), sort.Float64sAreSorted(fs), sort.StringsAreSorted(ss))
		if len(xs) > 1 {
			fs.Swap(0, 1)
			ss.Swap(0, 1)
			sort.IntSlice(c).Swap(0, 1)
			fmt.Println(fs.Less(0, 1), ss.Less(0, 1), sort.IntSlice(c).Less(0, 1), fs, ss)
		}
		sort.Float64s(fs)
		fs.Sort()
		ss.Sort()
		fmt.Println(fs, ss, fs.Search(1), ss.Search("3"), sort.SearchFloat64s(fs, 2.5), sort.SearchStrings(ss, "5"), cmp.Less(len(xs), 2), cmp.Or(len(xs), 77))
		m, n := map[int]int{}, map[int]int{100: 1}
		for i, x := range xs {
			m[x] = i
		}
		maps.Insert(n, maps.All(m))
		maps.Copy(n, map[int]int{-1: -1})
		fmt.Println(len(n), maps.Equal(m, maps.Clone(m)), maps.EqualFunc(m, n, func(a, b int) bool { return a == b }), maps.Collect(maps.All(m)), slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)))
		maps.DeleteFunc(n, func(k, v int) bool { return k > 0 })
		fmt.Println(n)
		next, stop := iter.Pull2(slices.All(xs))
		fmt.Println(next())
		stop()
		fmt.Println(next())
	}
}

func chains() {
	for n := 1; n < 5; n++ {
		l := list.New()
		for i := range n {
			l.PushBack(i)
			l.PushFront(-i)
		}
		l.InsertAfter("after", l.Front())
		l.InsertBefore("before", l.Back())
		l.PushFrontList(l)
		for e := l.Front(); e != nil; e = e.Next() {
			fmt.Print(e.Value, " ")
		}
		fmt.Println(l.Len(), l.Init().Len())
		r := ring.New(n)
		for i := range n {
			r.Value = i
			r = r.Next()
		}
		show := func(r *ring.Ring) {
			r.Do(func(v any) { fmt.Print(v, " ") })
			fmt.Println(r.Len())
		}
		show(r)
		show(r.Prev())
		show(r.Move(2))
		show(r.Link(ring.New(2)))
		show(r.Unlink(1))
		show(r)
	}
}

func hashes() {
	for _, t := range []string{"", "abc", strings.Repeat("long ", 60)} {
		b := []byte(t)
		fmt.Println(crc32.Checksum(b, crc32.MakeTable(crc32.Koopman)), crc32.ChecksumIEEE(b), crc32.Update(1, crc32.IEEETable, b), crc64.Checksum(b, crc64.MakeTable(crc64.ISO)), crc64.Update(7, crc64.MakeTable(crc64.ECMA), b), adler32.Checksum(b))
		for _, h := range []hash.Hash{md5.New(), sha1.New(), sha256.New(), sha256.New224(), sha512.New(), sha512.New384(), sha512.New512_224(), sha512.New512_256(), sha3.New224(), sha3.New256(), sha3.New384(), sha3.New512(), adler32.New(), crc32.New(crc32.IEEETable), crc32.NewIEEE(), crc64.New(crc64.MakeTable(crc64.ISO)), fnv.New32(), fnv.New32a(), fnv.New64(), fnv.New64a(), fnv.New128(), fnv.New128a()} {
			h.Write(b)
			fmt.Printf("%x %d %d\n", h.Sum(nil), h.Size(), h.BlockSize())
		}
		fmt.Printf("%x %x %x %x\n%x %x %x %x\n", md5.Sum(b), sha1.Sum(b), sha256.Sum256(b), sha256.Sum224(b), sha512.Sum512(b), sha512.Sum384(b), sha512.Sum512_224(b), sha512.Sum512_256(b))
		fmt.Printf("%x %x %x %x %x %x\n", sha3.Sum224(b), sha3.Sum256(b), sha3.Sum384(b), sha3.Sum512(b), sha3.SumSHAKE128(b, 10), sha3.SumSHAKE256(b, 40))
		s := sha3.New256()
		s.Write(b)
		state, err := s.MarshalBinary()
		more, err2 := s.AppendBinary([]byte("!"))
		o := sha3.New256()
		fmt.Printf("%d %v %d %v %v %x %x %d %d\n", len(state), err, len(more), err2, o.UnmarshalBinary(state), o.Sum(nil), s.Sum(nil), s.Size(), s.BlockSize())
		s.Reset()
		fmt.Printf("%x %v\n", s.Sum(nil), o.UnmarshalBinary(b))
		k, j := sha3.NewSHAKE128(), sha3.NewSHAKE128()
		k.Write(b)
		state, err = k.MarshalBinary()
		more, err2 = k.AppendBinary(nil)
		out := make([]byte, 20)
		fmt.Println(len(state), err, len(more), err2, j.UnmarshalBinary(state))
		j.Read(out)
		fmt.Printf("%x\n", out)
		key := ed25519.NewKeyFromSeed([]byte(strings.Repeat("k", 31-len(t)%7) + strings.Repeat("s", 1+len(t)%7)))
		sign, err := key.Sign(nil, b, &ed25519.Options{})
		fmt.Printf("%x %v %v\n", sign, err, ed25519.Verify(key.Public().(ed25519.PublicKey), b, sign))
		fmt.Println((&ed25519.Options{Hash: crypto.Hash(len(t) % 8)}).HashFunc(), crypto.Hash(len(t)%25).String(), crypto.Hash(len(t)).HashFunc() == crypto.Hash(len(t)))
		x := []byte(strings.Repeat("y", len(t)))
		fmt.Println(subtle.ConstantTimeByteEq(byte(len(t)), 3), subtle.ConstantTimeCompare(b, x), subtle.ConstantTimeEq(int32(len(t)), 0), subtle.ConstantTimeLessOrEq(len(t), 3), subtle.ConstantTimeSelect(len(t)&1, 5, 6), subtle.XORBytes(x, x, b), x)
		subtle.ConstantTimeCopy(1, x, b)
		subtle.WithDataIndependentTiming(func() { fmt.Println(string(x)) })
		pcg, cha := rand.NewPCG(1, uint64(len(t))), rand.NewChaCha8([32]byte{byte(len(t))})
		p, err := pcg.AppendBinary(slices.Clip(b))
		c, err2 := cha.AppendBinary(slices.Clip(b))
		fmt.Println(len(p), p[len(b):], err, len(c), c[len(b):], err2)
	}
}

func codes() {
	for _, t := range []string{"", "MFRA====", "M!", "YWJj", "YQ==\n", "YR=="} {
		out := make([]byte, 20)
		n, err := base32.StdEncoding.Decode(out, []byte(t))
		fmt.Println(n, err)
		var c32 base32.CorruptInputError
		if errors.As(err, &c32) {
			fmt.Println(c32.Error())
		}
		for i := range 3 {
			fmt.Println(base32.CorruptInputError(i).Error(), base64.CorruptInputError(i).Error(), hex.InvalidByteError(i+60).Error())
		}
		fmt.Println(base32.HexEncoding.AppendDecode([]byte("x"), []byte(t)))
		base32.HexEncoding.Encode(out, []byte(t)[:len(t)/2])
		fmt.Println(string(out))
		n, err = base64.StdEncoding.Strict().Decode(out, []byte(t))
		fmt.Println(n, err)
		base64.URLEncoding.Encode(out, []byte(t))
		fmt.Println(string(out))
		_, err = csv.NewReader(strings.NewReader("a,b\n\"" + t)).ReadAll()
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			fmt.Println(parse.Error())
		}
	}
	for _, t := range []string{"1", "2.5", "1e400", "x"} {
		n := json.Number(t)
		fmt.Println(n.String())
		fmt.Println(n.Int64())
		fmt.Println(n.Float64())
		raw := json.RawMessage(t)
		b, err := raw.MarshalJSON()
		fmt.Println(string(b), err)
		err = raw.UnmarshalJSON([]byte("7" + t))
		fmt.Println(err, string(raw))
		var into struct {
			A int8
			B string
		}
		err = json.Unmarshal([]byte(`{"A":`+t+`,"B":`+t+`}`), &into)
		var mismatch *json.UnmarshalTypeError
		var bad *json.SyntaxError
		if errors.As(err, &mismatch) {
			fmt.Println(mismatch.Error())
		}
		if errors.As(err, &bad) {
			fmt.Println(bad.Error())
		}
		var invalid *json.InvalidUnmarshalError
		if errors.As(json.Unmarshal([]byte(t), nil), &invalid) {
			fmt.Println(invalid.Error())
		}
		_, err = json.Marshal(map[string]any{t: func() {}})
		var unsupported *json.UnsupportedTypeError
		if errors.As(err, &unsupported) {
			fmt.Println(unsupported.Error())
		}
		_, err = json.Marshal([]any{t, math.Inf(len(t) - 2)})
		var value *json.UnsupportedValueError
		if errors.As(err, &value) {
			fmt.Println(value.Error())
		}
		_, err = json.Marshal(failing(t))
		var marshal *json.MarshalerError
		if errors.As(err, &marshal) {
			fmt.Println(marshal.Error(), marshal.Unwrap())
		}
		fmt.Println((&json.InvalidUTF8Error{S: t}).Error(), json.Delim(t[0]).String())
	}
}

type failing string

func (f failing) MarshalJSON() ([]byte, error) { return nil, errors.New("fails: " + string(f)) }

func expressions() {
	for _, p := range []string{"a+b?", "(x)(y|z)*", "^[0-9]{2,}$", "(", "[z-a]", "a**"} {
		e, err := regexp.Compile(p)
		var bad *syntax.Error
		if errors.As(err, &bad) {
			fmt.Println(bad.Error(), bad.Code.String(), bad.Code, bad.Expr)
			continue
		}
		posix := regexp.MustCompilePOSIX(p)
		text, err := e.AppendText([]byte("="))
		fmt.Println(e.String(), string(text), err, posix, regexp.QuoteMeta(p))
		text, err = e.MarshalText()
		var f regexp.Regexp
		fmt.Println(string(text), err, f.UnmarshalText(text), f.String(), e.Copy().String(), f.UnmarshalText([]byte("(")))
		for _, t := range []string{"", "aab ab", "xyzzy xy", "2024"} {
			fmt.Println(regexp.Match(p, []byte(t)))
			fmt.Println(regexp.MatchString(p, t))
			fmt.Printf("%q %v %v %q %q\n", e.Find([]byte(t)), e.FindIndex([]byte(t)), e.FindStringIndex(t), e.FindStringSubmatch(t), e.FindSubmatch([]byte(t)))
			fmt.Printf("%q %q %q\n", e.ReplaceAllFunc([]byte(t), func(b []byte) []byte { return append(b, '!') }), e.ReplaceAllLiteral([]byte(t), []byte("$1")), e.ReplaceAllStringFunc(t, strings.ToUpper))
		}
	}
	for _, r := range "a_9-é" {
		fmt.Println(syntax.IsWordChar(r), utf8.RuneStart(byte(r)))
	}
	for _, c := range []syntax.ErrorCode{syntax.ErrLarge, syntax.ErrMissingParen, "other"} {
		fmt.Println(c.String())
	}
}

func times() {
	zone := time.FixedZone("ZONE", -5*3600)
	for _, s := range []int64{0, 1, 1700000000, -62135596800, 253402300799} {
		for _, t := range []time.Time{time.Unix(s, 5).UTC(), time.Unix(s, 0).In(zone)} {
			fmt.Println(t.String(), t.GoString(), t.Month().String(), t.Weekday().String(), t.Location().String(), t.IsDST())
			fmt.Println(t.Clock())
			fmt.Println(t.Date())
			fmt.Println(t.Zone())
			fmt.Println(t.ZoneBounds())
			fmt.Println(string(t.AppendFormat([]byte("at "), time.RFC1123Z)))
			text, err := t.AppendText([]byte("="))
			fmt.Println(string(text), err)
			data, err := t.AppendBinary([]byte{9})
			fmt.Println(data, err)
			data, err = t.GobEncode()
			var u time.Time
			fmt.Println(data, err, u.GobDecode(data), u.Equal(t), u)
		}
		fmt.Println(time.UnixMilli(s).UTC(), time.UnixMicro(s).UTC())
		_, err := time.Parse(time.RFC3339, fmt.Sprint(s))
		fmt.Println(err.(*time.ParseError).Error())
	}
	for _, name := range []string{"", "UTC", "No/Where"} {
		l, err := time.LoadLocation(name)
		fmt.Println(l, err)
	}
}

func pipes() {
	for _, t := range []string{"", "ab", "longer text"} {
		r, w := io.Pipe()
		go func() {
			io.WriteString(w, t)
			w.CloseWithError(errors.New("end of " + t))
		}()
		b, err := io.ReadAll(r)
		fmt.Println(string(b), err, r.Close(), w.Close())
		r, w = io.Pipe()
		fmt.Println(r.CloseWithError(errors.New("reader " + t)))
		_, err = w.Write([]byte("x"))
		fmt.Println(err)
		l := &io.LimitedReader{R: strings.NewReader(t), N: 3}
		p := make([]byte, 4)
		fmt.Println(l.Read(p))
		fmt.Println(l.Read(p))
		c := io.NopCloser(strings.NewReader(t))
		_, isTo := c.(io.WriterTo)
		fmt.Println(c.Close(), isTo)
	}
}

func main() {
	words()
	bigs()
	orders()
	chains()
	hashes()
	codes()
	expressions()
	times()
	pipes()
}
