// Package atomic reads and changes memory in one step. Goroutines take turns at the ends of blocks of instructions alone, so what
// has no branch is one step.
package atomic

// These set *addr to new if it is old, and report whether it was. The operands of the last are pointers.
func swapInt32(addr *int32, old, new int32) bool
func swapInt64(addr *int64, old, new int64) bool
func swapUint32(addr *uint32, old, new uint32) bool
func swapUint64(addr *uint64, old, new uint64) bool
func swapUintptr(addr *uintptr, old, new uintptr) bool
func swapBool(addr *bool, old, new bool) bool
func swapPointer(addr, old, new any) bool

// sameType tells whether two values have the same dynamic type.
func sameType(a, b any) bool

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) int32 {
	*addr += delta
	return *addr
}

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) int32 { return *addr }

// StoreInt32 sets *addr to val.
func StoreInt32(addr *int32, val int32) { *addr = val }

// SwapInt32 sets *addr to new and returns what it was.
func SwapInt32(addr *int32, new int32) (old int32) {
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapInt32 sets *addr to new if it is old, and reports whether it was.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) { return swapInt32(addr, old, new) }

// AndInt32 sets *addr to *addr & mask and returns what it was.
func AndInt32(addr *int32, mask int32) (old int32) {
	old = *addr
	*addr = old & mask
	return old
}

// OrInt32 sets *addr to *addr | mask and returns what it was.
func OrInt32(addr *int32, mask int32) (old int32) {
	old = *addr
	*addr = old | mask
	return old
}

// An Int32 is an int32 that is read and changed in one step.
type Int32 struct{ v int32 }

func (x *Int32) Load() int32           { return x.v }
func (x *Int32) Store(val int32)       { x.v = val }
func (x *Int32) Add(delta int32) int32 { return AddInt32(&x.v, delta) }
func (x *Int32) Swap(new int32) int32  { return SwapInt32(&x.v, new) }
func (x *Int32) And(mask int32) int32  { return AndInt32(&x.v, mask) }
func (x *Int32) Or(mask int32) int32   { return OrInt32(&x.v, mask) }
func (x *Int32) CompareAndSwap(old, new int32) bool {
	return swapInt32(&x.v, old, new)
}

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) int64 {
	*addr += delta
	return *addr
}

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) int64 { return *addr }

// StoreInt64 sets *addr to val.
func StoreInt64(addr *int64, val int64) { *addr = val }

// SwapInt64 sets *addr to new and returns what it was.
func SwapInt64(addr *int64, new int64) (old int64) {
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapInt64 sets *addr to new if it is old, and reports whether it was.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) { return swapInt64(addr, old, new) }

// AndInt64 sets *addr to *addr & mask and returns what it was.
func AndInt64(addr *int64, mask int64) (old int64) {
	old = *addr
	*addr = old & mask
	return old
}

// OrInt64 sets *addr to *addr | mask and returns what it was.
func OrInt64(addr *int64, mask int64) (old int64) {
	old = *addr
	*addr = old | mask
	return old
}

// An Int64 is an int64 that is read and changed in one step.
type Int64 struct{ v int64 }

func (x *Int64) Load() int64           { return x.v }
func (x *Int64) Store(val int64)       { x.v = val }
func (x *Int64) Add(delta int64) int64 { return AddInt64(&x.v, delta) }
func (x *Int64) Swap(new int64) int64  { return SwapInt64(&x.v, new) }
func (x *Int64) And(mask int64) int64  { return AndInt64(&x.v, mask) }
func (x *Int64) Or(mask int64) int64   { return OrInt64(&x.v, mask) }
func (x *Int64) CompareAndSwap(old, new int64) bool {
	return swapInt64(&x.v, old, new)
}

// AddUint32 adds delta to *addr and returns the sum.
func AddUint32(addr *uint32, delta uint32) uint32 {
	*addr += delta
	return *addr
}

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) uint32 { return *addr }

// StoreUint32 sets *addr to val.
func StoreUint32(addr *uint32, val uint32) { *addr = val }

// SwapUint32 sets *addr to new and returns what it was.
func SwapUint32(addr *uint32, new uint32) (old uint32) {
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapUint32 sets *addr to new if it is old, and reports whether it was.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) { return swapUint32(addr, old, new) }

// AndUint32 sets *addr to *addr & mask and returns what it was.
func AndUint32(addr *uint32, mask uint32) (old uint32) {
	old = *addr
	*addr = old & mask
	return old
}

// OrUint32 sets *addr to *addr | mask and returns what it was.
func OrUint32(addr *uint32, mask uint32) (old uint32) {
	old = *addr
	*addr = old | mask
	return old
}

// A Uint32 is a uint32 that is read and changed in one step.
type Uint32 struct{ v uint32 }

func (x *Uint32) Load() uint32           { return x.v }
func (x *Uint32) Store(val uint32)       { x.v = val }
func (x *Uint32) Add(delta uint32) uint32 { return AddUint32(&x.v, delta) }
func (x *Uint32) Swap(new uint32) uint32  { return SwapUint32(&x.v, new) }
func (x *Uint32) And(mask uint32) uint32  { return AndUint32(&x.v, mask) }
func (x *Uint32) Or(mask uint32) uint32   { return OrUint32(&x.v, mask) }
func (x *Uint32) CompareAndSwap(old, new uint32) bool {
	return swapUint32(&x.v, old, new)
}

// AddUint64 adds delta to *addr and returns the sum.
func AddUint64(addr *uint64, delta uint64) uint64 {
	*addr += delta
	return *addr
}

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) uint64 { return *addr }

// StoreUint64 sets *addr to val.
func StoreUint64(addr *uint64, val uint64) { *addr = val }

// SwapUint64 sets *addr to new and returns what it was.
func SwapUint64(addr *uint64, new uint64) (old uint64) {
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapUint64 sets *addr to new if it is old, and reports whether it was.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) { return swapUint64(addr, old, new) }

// AndUint64 sets *addr to *addr & mask and returns what it was.
func AndUint64(addr *uint64, mask uint64) (old uint64) {
	old = *addr
	*addr = old & mask
	return old
}

// OrUint64 sets *addr to *addr | mask and returns what it was.
func OrUint64(addr *uint64, mask uint64) (old uint64) {
	old = *addr
	*addr = old | mask
	return old
}

// A Uint64 is a uint64 that is read and changed in one step.
type Uint64 struct{ v uint64 }

func (x *Uint64) Load() uint64           { return x.v }
func (x *Uint64) Store(val uint64)       { x.v = val }
func (x *Uint64) Add(delta uint64) uint64 { return AddUint64(&x.v, delta) }
func (x *Uint64) Swap(new uint64) uint64  { return SwapUint64(&x.v, new) }
func (x *Uint64) And(mask uint64) uint64  { return AndUint64(&x.v, mask) }
func (x *Uint64) Or(mask uint64) uint64   { return OrUint64(&x.v, mask) }
func (x *Uint64) CompareAndSwap(old, new uint64) bool {
	return swapUint64(&x.v, old, new)
}

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) uintptr {
	*addr += delta
	return *addr
}

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) uintptr { return *addr }

// StoreUintptr sets *addr to val.
func StoreUintptr(addr *uintptr, val uintptr) { *addr = val }

// SwapUintptr sets *addr to new and returns what it was.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) {
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapUintptr sets *addr to new if it is old, and reports whether it was.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) { return swapUintptr(addr, old, new) }

// AndUintptr sets *addr to *addr & mask and returns what it was.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	old = *addr
	*addr = old & mask
	return old
}

// OrUintptr sets *addr to *addr | mask and returns what it was.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	old = *addr
	*addr = old | mask
	return old
}

// A Uintptr is a uintptr that is read and changed in one step.
type Uintptr struct{ v uintptr }

func (x *Uintptr) Load() uintptr           { return x.v }
func (x *Uintptr) Store(val uintptr)       { x.v = val }
func (x *Uintptr) Add(delta uintptr) uintptr { return AddUintptr(&x.v, delta) }
func (x *Uintptr) Swap(new uintptr) uintptr  { return SwapUintptr(&x.v, new) }
func (x *Uintptr) And(mask uintptr) uintptr  { return AndUintptr(&x.v, mask) }
func (x *Uintptr) Or(mask uintptr) uintptr   { return OrUintptr(&x.v, mask) }
func (x *Uintptr) CompareAndSwap(old, new uintptr) bool {
	return swapUintptr(&x.v, old, new)
}

// A Bool is a bool that is read and changed in one step.
type Bool struct{ v bool }

func (x *Bool) Load() bool     { return x.v }
func (x *Bool) Store(val bool) { x.v = val }
func (x *Bool) Swap(new bool) (old bool) {
	old = x.v
	x.v = new
	return old
}
func (x *Bool) CompareAndSwap(old, new bool) bool {
	return swapBool(&x.v, old, new)
}

// A Pointer is a pointer that is read and changed in one step.
type Pointer[T any] struct{ p *T }

func (x *Pointer[T]) Load() *T     { return x.p }
func (x *Pointer[T]) Store(val *T) { x.p = val }
func (x *Pointer[T]) Swap(new *T) (old *T) {
	old = x.p
	x.p = new
	return old
}
func (x *Pointer[T]) CompareAndSwap(old, new *T) bool {
	return swapPointer(&x.p, old, new)
}

// A Value holds values of one type, read and changed in one step.
type Value struct{ v any }

// Load returns the value stored last, nil if there is none.
func (v *Value) Load() any { return v.v }

// Store sets the value. All values of a Value have the same type.
func (v *Value) Store(val any) {
	v.check(val, "store")
	v.v = val
}

// Swap sets the value and returns the one before.
func (v *Value) Swap(new any) (old any) {
	v.check(new, "swap")
	old = v.v
	v.v = new
	return old
}

// CompareAndSwap sets the value to new if it is old, and reports whether it was.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	v.check(new, "compare and swap")
	if old != nil && !sameType(old, new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if v.v != old {
		return false
	}
	v.v = new
	return true
}

func (v *Value) check(val any, what string) {
	if val == nil {
		panic("sync/atomic: " + what + " of nil value into Value")
	}
	if v.v != nil && !sameType(v.v, val) {
		panic("sync/atomic: " + what + " of inconsistently typed value into Value")
	}
}
