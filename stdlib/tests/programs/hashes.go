package main

import (
	"crypto"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
)

func data(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i>>8)
	}
	return b
}

func try(f func()) {
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}

func main() {
	makers := []struct {
		name string
		f    func() hash.Hash
	}{
		{"md5", md5.New}, {"sha1", sha1.New}, {"sha256", sha256.New}, {"sha224", sha256.New224}, {"sha512", sha512.New}, {"sha384", sha512.New384}, {"sha512/224", sha512.New512_224}, {"sha512/256", sha512.New512_256},
		{"sha3-224", func() hash.Hash { return sha3.New224() }}, {"sha3-256", func() hash.Hash { return sha3.New256() }}, {"sha3-384", func() hash.Hash { return sha3.New384() }}, {"sha3-512", func() hash.Hash { return sha3.New512() }},
		{"adler32", func() hash.Hash { return adler32.New() }}, {"crc32", func() hash.Hash { return crc32.NewIEEE() }}, {"castagnoli", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }}, {"koopman", func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Koopman)) }},
		{"iso", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ISO)) }}, {"ecma", func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) }},
		{"fnv32", func() hash.Hash { return fnv.New32() }}, {"fnv32a", func() hash.Hash { return fnv.New32a() }}, {"fnv64", func() hash.Hash { return fnv.New64() }}, {"fnv64a", func() hash.Hash { return fnv.New64a() }}, {"fnv128", fnv.New128}, {"fnv128a", fnv.New128a},
	}
	for _, m := range makers {
		h := m.f()
		fmt.Println(m.name, h.Size(), h.BlockSize())
		for _, n := range []int{0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 135, 136, 137, 143, 144, 145, 200, 255, 256, 1000, 5000, 6000} {
			h.Reset()
			d := data(n)
			for len(d) > 0 {
				k := min(len(d), 1+n/3)
				h.Write(d[:k])
				d = d[k:]
			}
			fmt.Printf("%s %d %x\n", m.name, n, h.Sum([]byte{1}))
		}
		h.Reset()
		h.Write(data(77))
		state, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		fmt.Printf("%x %v\n", state, err)
		g := m.f()
		fmt.Println(g.(encoding.BinaryUnmarshaler).UnmarshalBinary(state))
		g.Write(data(99))
		h.Write(data(99))
		fmt.Printf("%x %x\n", g.Sum(nil), h.Sum(nil))
		if m.name[:2] != "sh" || m.name[:4] != "sha3" {
			fmt.Println(g.(encoding.BinaryUnmarshaler).UnmarshalBinary([]byte("xyz")), g.(encoding.BinaryUnmarshaler).UnmarshalBinary(state[:len(state)-1]))
		}
		for _, k := range []int{0, 10, 64, 65, 128, 129, 300} {
			if h.BlockSize() < 16 {
				break
			}
			mac := hmac.New(m.f, data(k))
			mac.Write(data(50))
			a := mac.Sum(nil)
			mac.Reset()
			mac.Write(data(50))
			fmt.Printf("hmac %x %v %d %d\n", a, hmac.Equal(a, mac.Sum(nil)), mac.Size(), mac.BlockSize())
		}
	}
	d := data(300)
	fmt.Printf("%x %x %x %x %x %x %x %x\n", md5.Sum(d), sha1.Sum(d), sha256.Sum256(d), sha256.Sum224(d), sha512.Sum512(d), sha512.Sum384(d), sha512.Sum512_224(d), sha512.Sum512_256(d))
	fmt.Printf("%x %x %x %x\n", sha3.Sum224(d), sha3.Sum256(d), sha3.Sum384(d), sha3.Sum512(d))
	fmt.Printf("%x %x\n", sha3.SumSHAKE128(d, 500), sha3.SumSHAKE256(d, 33))
	for _, s := range []*sha3.SHAKE{sha3.NewSHAKE128(), sha3.NewSHAKE256(), sha3.NewCSHAKE128([]byte("N"), []byte("custom")), sha3.NewCSHAKE256(nil, d), sha3.NewCSHAKE128(nil, nil)} {
		s.Write(d)
		out := make([]byte, 200)
		s.Read(out[:10])
		s.Read(out[10:])
		fmt.Printf("%x %d\n", out, s.BlockSize())
		s.Reset()
		s.Write(d[:5])
		s.Read(out)
		fmt.Printf("%x\n", out)
	}
	fmt.Println(adler32.Checksum(d), crc32.ChecksumIEEE(d), crc32.Checksum(d, crc32.MakeTable(crc32.Koopman)), crc32.Update(5, crc32.IEEETable, d), crc64.Checksum(d, crc64.MakeTable(crc64.ISO)), crc64.Update(9, crc64.MakeTable(crc64.ECMA), d))
	h32 := fnv.New32a()
	h32.Write(d)
	h64 := fnv.New64a()
	h64.Write(d)
	fmt.Println(h32.Sum32(), h64.Sum64())
	for _, h := range []crypto.Hash{crypto.MD5, crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512, crypto.SHA512_224, crypto.SHA512_256, crypto.SHA3_256} {
		x := h.New()
		x.Write(d)
		fmt.Printf("%v %d %v %x\n", h, h.Size(), h.Available(), x.Sum(nil))
	}
	fmt.Println(crypto.MD4.Available(), crypto.BLAKE2b_512, crypto.Hash(99))
	try(func() { crypto.MD4.New() })
	try(func() { crypto.Hash(0).Size() })
	for i := 0; i < 4; i++ {
		seed := sha256.Sum256([]byte{byte(i)})
		key := ed25519.NewKeyFromSeed(seed[:])
		pub := key.Public().(ed25519.PublicKey)
		msg := data(i * 50)
		sig := ed25519.Sign(key, msg)
		fmt.Printf("%x %x %v\n", pub, sig, ed25519.Verify(pub, msg, sig))
		bad := append([]byte(nil), sig...)
		bad[i*20] ^= 4
		fmt.Println(ed25519.Verify(pub, msg, bad), ed25519.Verify(pub, append(msg, 1), sig), ed25519.Verify(pub, msg, sig[:63]))
		fmt.Println(ed25519.VerifyWithOptions(pub, msg, sig, &ed25519.Options{}), ed25519.VerifyWithOptions(pub, msg, sig, &ed25519.Options{Context: "c"}))
		fmt.Println(pub.Equal(key.Public()), key.Equal(key), len(key.Seed()))
		wrong := append(ed25519.PublicKey(nil), pub...)
		wrong[0] ^= 1
		fmt.Println(ed25519.Verify(wrong, msg, sig))
		big := append([]byte(nil), sig...)
		for j := 32; j < 64; j++ {
			big[j] = 0xff
		}
		fmt.Println(ed25519.Verify(pub, msg, big))
	}
	try(func() { ed25519.Verify(nil, nil, nil) })
	try(func() { ed25519.NewKeyFromSeed(nil) })
	fmt.Println(subtle.ConstantTimeCompare(d, d), subtle.ConstantTimeCompare(d, d[1:]), subtle.ConstantTimeSelect(1, 5, 6), subtle.ConstantTimeSelect(0, 5, 6), subtle.ConstantTimeByteEq(3, 3), subtle.ConstantTimeEq(3, 4), subtle.ConstantTimeLessOrEq(3, 4), subtle.ConstantTimeLessOrEq(5, 4))
	x := make([]byte, 4)
	fmt.Println(subtle.XORBytes(x, []byte{1, 2, 3}, []byte{4, 5, 6, 7}), x)
	subtle.ConstantTimeCopy(1, x, []byte{9, 8, 7, 6})
	fmt.Println(x)
}
