// Package crypto has what packages of keys and hashes have in common.
package crypto

import (
	"hash"
	"io"
	"strconv"
)

// Hash names a hash function. Functions that no imported package has registered are not available.
type Hash uint

// The hash functions.
const (
	MD4 Hash = 1 + iota
	MD5
	SHA1
	SHA224
	SHA256
	SHA384
	SHA512
	MD5SHA1
	RIPEMD160
	SHA3_224
	SHA3_256
	SHA3_384
	SHA3_512
	SHA512_224
	SHA512_256
	BLAKE2s_256
	BLAKE2b_256
	BLAKE2b_384
	BLAKE2b_512
	maxHash
)

var names = [...]string{"", "MD4", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "MD5+SHA1", "RIPEMD-160", "SHA3-224",
	"SHA3-256", "SHA3-384", "SHA3-512", "SHA-512/224", "SHA-512/256", "BLAKE2s-256", "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512"}

var sizes = [...]int{0, 16, 16, 20, 28, 32, 48, 64, 36, 20, 28, 32, 48, 64, 28, 32, 32, 32, 48, 64}

var makers [maxHash]func() hash.Hash

// HashFunc returns h.
func (h Hash) HashFunc() Hash { return h }

// String returns the function's name.
func (h Hash) String() string {
	if h > 0 && h < maxHash {
		return names[h]
	}
	return "unknown hash value " + strconv.Itoa(int(h))
}

// Size returns the number of bytes of the hash.
func (h Hash) Size() int {
	if h > 0 && h < maxHash {
		return sizes[h]
	}
	panic("crypto: Size of unknown hash function")
}

// New returns a new computation of the hash.
func (h Hash) New() hash.Hash {
	if h > 0 && h < maxHash && makers[h] != nil {
		return makers[h]()
	}
	panic("crypto: requested hash function unavailable: " + h.String())
}

// Available reports whether New can be called.
func (h Hash) Available() bool { return h < maxHash && makers[h] != nil }

// RegisterHash makes a hash function available.
func RegisterHash(h Hash, f func() hash.Hash) {
	if h >= maxHash {
		panic("crypto: RegisterHash of unknown hash function")
	}
	makers[h] = f
}

// PublicKey is a public key of any kind.
type PublicKey any

// PrivateKey is a private key of any kind.
type PrivateKey any

// SignerOpts says how to sign: of what hash the message is, 0 for the message itself.
type SignerOpts interface {
	HashFunc() Hash
}

// Signer is a private key that signs. Keys here need no randomness: rand is not looked at.
type Signer interface {
	Public() PublicKey
	Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
}

// DecrypterOpts says how to decrypt.
type DecrypterOpts any

// Decrypter is a private key that decrypts.
type Decrypter interface {
	Public() PublicKey
	Decrypt(rand io.Reader, msg []byte, opts DecrypterOpts) (plaintext []byte, err error)
}
