// Package ed25519 checks and makes signatures Ed25519 (RFC 8032). Keys come from seeds: there is no source of randomness.
package ed25519

import (
	"crypto"
	"crypto/sha512"
	"errors"
	"io"
	"strconv"
)

// Numbers of bytes.
const (
	PublicKeySize  = 32
	PrivateKeySize = 64
	SignatureSize  = 64
	SeedSize       = 32
)

// PublicKey is a public key.
type PublicKey []byte

// Equal reports whether x is the same key.
func (pub PublicKey) Equal(x crypto.PublicKey) bool {
	other, ok := x.(PublicKey)
	return ok && string(pub) == string(other)
}

// PrivateKey is a seed followed by the public key.
type PrivateKey []byte

// Public returns the public key.
func (priv PrivateKey) Public() crypto.PublicKey {
	return PublicKey(append([]byte(nil), priv[32:]...))
}

// Equal reports whether x is the same key.
func (priv PrivateKey) Equal(x crypto.PrivateKey) bool {
	other, ok := x.(PrivateKey)
	return ok && string(priv) == string(other)
}

// Seed returns the seed.
func (priv PrivateKey) Seed() []byte { return append([]byte(nil), priv[:SeedSize]...) }

// Sign signs a message, or under the option crypto.SHA512 its hash. rand is not looked at.
func (priv PrivateKey) Sign(rand io.Reader, message []byte, opts crypto.SignerOpts) (signature []byte, err error) {
	context := ""
	if o, ok := opts.(*Options); ok {
		context = o.Context
	}
	if l := len(context); l > 255 {
		return nil, errors.New("ed25519: bad Ed25519ph context length: " + strconv.Itoa(l))
	}
	var prefix []byte
	switch hash := opts.HashFunc(); {
	case hash == crypto.SHA512:
		if l := len(message); l != sha512.Size {
			return nil, errors.New("ed25519: bad Ed25519ph message hash length: " + strconv.Itoa(l))
		}
		prefix = domain(1, context)
	case hash != 0:
		return nil, errors.New("ed25519: expected opts.HashFunc() zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	case context != "":
		prefix = domain(0, context)
	}
	return sign(priv, prefix, message), nil
}

// Options says how a message is signed: as it is, as its SHA-512 (Ed25519ph), or with a context (Ed25519ctx).
type Options struct {
	Hash    crypto.Hash
	Context string
}

// HashFunc returns o.Hash.
func (o *Options) HashFunc() crypto.Hash { return o.Hash }

// check reports whether R of a signature equals S*B - digest*A.
func check(key, signature, digest []byte) bool

// public returns the point scalar*B.
func public(scalar []byte) string

// combine returns r + k*s modulo the order of B.
func combine(r, k, s []byte) string

func digest(parts ...[]byte) []byte {
	h := sha512.New()
	for _, p := range parts {
		h.Write(p)
	}
	return h.Sum(nil)
}

// scalar returns the scalar of a seed's hash.
func scalar(hash []byte) []byte {
	s := append([]byte(nil), hash[:32]...)
	s[0] &= 248
	s[31] = s[31]&63 | 64
	return s
}

// NewKeyFromSeed returns the key of a seed, which must be of SeedSize bytes.
func NewKeyFromSeed(seed []byte) PrivateKey {
	if l := len(seed); l != SeedSize {
		panic("ed25519: bad seed length: " + strconv.Itoa(l))
	}
	s := append(scalar(digest(seed)), make([]byte, 32)...)
	return append(append(PrivateKey(nil), seed...), public(s)...)
}

// domain returns what variants with a context hash first.
func domain(prehashed byte, context string) []byte {
	b := append([]byte("SigEd25519 no Ed25519 collisions"), prehashed, byte(len(context)))
	return append(b, context...)
}

func sign(priv PrivateKey, prefix, message []byte) []byte {
	if l := len(priv); l != PrivateKeySize {
		panic("ed25519: bad private key length: " + strconv.Itoa(l))
	}
	hash := digest(priv[:32])
	r := digest(prefix, hash[32:], message)
	point := []byte(public(r))
	k := digest(prefix, point, priv[32:], message)
	return append(point, combine(r, k, scalar(hash))...)
}

// Sign signs a message.
func Sign(privateKey PrivateKey, message []byte) []byte { return sign(privateKey, nil, message) }

func verify(key PublicKey, prefix, message, sig []byte) bool {
	if l := len(key); l != PublicKeySize {
		panic("ed25519: bad public key length: " + strconv.Itoa(l))
	}
	if len(sig) != SignatureSize {
		return false
	}
	return check(key, sig, digest(prefix, sig[:32], key, message))
}

// Verify reports whether sig is a signature of message by a key, which must be of PublicKeySize bytes.
func Verify(publicKey PublicKey, message, sig []byte) bool {
	return verify(publicKey, nil, message, sig)
}

// VerifyWithOptions is Verify with options; the error says what is wrong.
func VerifyWithOptions(publicKey PublicKey, message, sig []byte, opts *Options) error {
	if l := len(opts.Context); l > 255 {
		return errors.New("ed25519: bad context length: " + strconv.Itoa(l))
	}
	var prefix []byte
	switch {
	case opts.Hash == crypto.SHA512:
		if l := len(message); l != sha512.Size {
			return errors.New("ed25519: bad Ed25519ph message hash length: " + strconv.Itoa(l))
		}
		prefix = domain(1, opts.Context)
	case opts.Hash != 0:
		return errors.New("ed25519: expected opts.Hash zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	case opts.Context != "":
		prefix = domain(0, opts.Context)
	}
	if !verify(publicKey, prefix, message, sig) {
		return errors.New("ed25519: invalid signature")
	}
	return nil
}
