// Package iter names the types of iterators over sequences.
package iter

// Seq is an iterator over single values: it calls yield for each until yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over pairs of values, most often key and value.
type Seq2[K, V any] func(yield func(K, V) bool)
