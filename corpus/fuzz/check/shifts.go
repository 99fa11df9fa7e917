package p
var s uint = 33
var ( i = 1 << s; j int32 = 1 << s; k = uint64(1 << s); m int = 1.0 << s; w int64 = 1.0 << 33; u = 1.0 << s; v = make([]byte, 1.0<<s); x = a[1.0<<s] )
var a [10]int
var ( n = 1.0<<s == j; o = 1<<s == 2<<s; p = 1<<s == 1<<33; b = a[1<<s:]; c = float32(1 << s); d = "x" << s; e = 1 << "a"; f = int8(1) << 8; g = 'a' << s )
func h(x any, y float64) { h(1<<s, 1<<s); _ = x == 1<<s; _ = []int{1 << s: 2} }
