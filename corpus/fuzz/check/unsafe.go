package p
import "unsafe"
type T struct { a byte; b int64; c [3]uint16 }
const ( s = unsafe.Sizeof(T{}); o = unsafe.Offsetof(T{}.c); a = unsafe.Alignof(int32(0)) )
var p = unsafe.Pointer(&o2)
var o2 int
var _ = *(*float64)(unsafe.Add(p, s))
var _ = unsafe.Slice(&o2, 3)
var _ = unsafe.String(unsafe.StringData("x"), 1)
var _ = unsafe.Sizeof(1 << 100) + unsafe.Offsetof(p) + unsafe.Nothing
