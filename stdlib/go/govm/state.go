package govm

// DefaultLife is how long an entry written by the Set of a Var or a Map lives: ten years. Whoever writes an entry pays for its
// bytes over its life; writing it again pays only for what is added to them.
const DefaultLife = 10 * Year

// Set stores value under key for life milliseconds; a life of 0 deletes the entry. The keys of Set, Get and Delete are the
// app's own and apart from those of every Var and Map.
func Set(key, value []byte, life uint64) { setRaw(key, value, life) }

// Get returns the value under key and how many milliseconds it still lives, or nil and 0 where there is none.
func Get(key []byte) (value []byte, life uint64) { return getRaw(key) }

// Delete removes the entry under key, if there is one.
func Delete(key []byte) { setRaw(key, nil, 0) }

// A Var is one value in the state of the app. Make it with NewVar, once, as a package variable.
type Var[T any] struct {
	name string
}

// NewVar returns the variable called name, which has 1 to 255 bytes. Two variables of one name are one variable, and have one
// type.
func NewVar[T any](name string) Var[T] {
	declare(kindVar, name, nil, (*T)(nil))
	return Var[T]{name}
}

// Get returns the value, the zero value where there is none.
func (v Var[T]) Get() T {
	var value T
	load(kindVar, v.name, nil, &value)
	return value
}

// Lookup returns the value and whether there is one.
func (v Var[T]) Lookup() (T, bool) {
	var value T
	ok := load(kindVar, v.name, nil, &value)
	return value, ok
}

// Set stores value for DefaultLife.
func (v Var[T]) Set(value T) { store(kindVar, v.name, nil, value, DefaultLife) }

// SetFor stores value for life milliseconds; a life of 0 deletes it.
func (v Var[T]) SetFor(value T, life uint64) { store(kindVar, v.name, nil, value, life) }

// Delete removes the value, if there is one.
func (v Var[T]) Delete() { remove(kindVar, v.name, nil) }

// Has reports whether there is a value.
func (v Var[T]) Has() bool { return lifeLeft(kindVar, v.name, nil) > 0 }

// Life returns how many milliseconds the value still lives, 0 where there is none.
func (v Var[T]) Life() uint64 { return lifeLeft(kindVar, v.name, nil) }

// A Map is a table in the state of the app. Make it with NewMap, once, as a package variable. It has no length and no
// iteration: a contract that needs them keeps a list beside it.
type Map[K comparable, V any] struct {
	name string
}

// NewMap returns the table called name, which has 1 to 255 bytes. Two tables of one name are one table, and have one type.
func NewMap[K comparable, V any](name string) Map[K, V] {
	declare(kindMap, name, (*K)(nil), (*V)(nil))
	return Map[K, V]{name}
}

// Get returns the value under key, the zero value where there is none.
func (m Map[K, V]) Get(key K) V {
	var value V
	load(kindMap, m.name, key, &value)
	return value
}

// Lookup returns the value under key and whether there is one.
func (m Map[K, V]) Lookup(key K) (V, bool) {
	var value V
	ok := load(kindMap, m.name, key, &value)
	return value, ok
}

// Set stores value under key for DefaultLife.
func (m Map[K, V]) Set(key K, value V) { store(kindMap, m.name, key, value, DefaultLife) }

// SetFor stores value under key for life milliseconds; a life of 0 deletes the entry.
func (m Map[K, V]) SetFor(key K, value V, life uint64) { store(kindMap, m.name, key, value, life) }

// Delete removes the entry under key, if there is one.
func (m Map[K, V]) Delete(key K) { remove(kindMap, m.name, key) }

// Has reports whether there is an entry under key.
func (m Map[K, V]) Has(key K) bool { return lifeLeft(kindMap, m.name, key) > 0 }

// Life returns how many milliseconds the entry under key still lives, 0 where there is none.
func (m Map[K, V]) Life(key K) uint64 { return lifeLeft(kindMap, m.name, key) }

// The first byte of a key in the state of an app says what it belongs to.
const (
	kindVar = 'v'
	kindMap = 'm'
)

// The rest is native. A Var has no key: it passes nil. What is declared are types, as nil pointers to them.

func setRaw(key, value []byte, life uint64)
func getRaw(key []byte) (value []byte, life uint64)
func declare(kind int, name string, key, value any)
func load(kind int, name string, key, into any) bool
func store(kind int, name string, key, value any, life uint64)
func remove(kind int, name string, key any)
func lifeLeft(kind int, name string, key any) uint64
