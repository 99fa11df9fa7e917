package main

func main() { n, m := uint(70), -1; x := int32(-5); println(x<<n, x>>n, uint8(200)>>1, int64(-1)<<63>>n); defer func() { println(recover().(error).Error()) }(); println(1 << m) }
