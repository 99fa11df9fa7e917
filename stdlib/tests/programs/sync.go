package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

func atomicInt32() {
	for _, x := range []int32{0, 1, 6, 255, 1 << 30} {
		v := x
		fmt.Println(atomic.AddInt32(&v, 5), atomic.AndInt32(&v, 12), atomic.OrInt32(&v, 3), atomic.SwapInt32(&v, 9), v)
		fmt.Println(atomic.CompareAndSwapInt32(&v, x, 2), atomic.CompareAndSwapInt32(&v, 9, x), atomic.LoadInt32(&v))
		atomic.StoreInt32(&v, x+1)
		var t atomic.Int32
		t.Store(x)
		fmt.Println(v, t.Load(), t.Add(7), t.And(13), t.Or(16), t.Swap(x), t.CompareAndSwap(x, 4), t.CompareAndSwap(x+1, 8), t.Load())
	}
}

func atomicInt64() {
	for _, x := range []int64{0, 1, 6, 255, 1 << 30} {
		v := x
		fmt.Println(atomic.AddInt64(&v, 5), atomic.AndInt64(&v, 12), atomic.OrInt64(&v, 3), atomic.SwapInt64(&v, 9), v)
		fmt.Println(atomic.CompareAndSwapInt64(&v, x, 2), atomic.CompareAndSwapInt64(&v, 9, x), atomic.LoadInt64(&v))
		atomic.StoreInt64(&v, x+1)
		var t atomic.Int64
		t.Store(x)
		fmt.Println(v, t.Load(), t.Add(7), t.And(13), t.Or(16), t.Swap(x), t.CompareAndSwap(x, 4), t.CompareAndSwap(x+1, 8), t.Load())
	}
}

func atomicUint32() {
	for _, x := range []uint32{0, 1, 6, 255, 1 << 30} {
		v := x
		fmt.Println(atomic.AddUint32(&v, 5), atomic.AndUint32(&v, 12), atomic.OrUint32(&v, 3), atomic.SwapUint32(&v, 9), v)
		fmt.Println(atomic.CompareAndSwapUint32(&v, x, 2), atomic.CompareAndSwapUint32(&v, 9, x), atomic.LoadUint32(&v))
		atomic.StoreUint32(&v, x+1)
		var t atomic.Uint32
		t.Store(x)
		fmt.Println(v, t.Load(), t.Add(7), t.And(13), t.Or(16), t.Swap(x), t.CompareAndSwap(x, 4), t.CompareAndSwap(x+1, 8), t.Load())
	}
}

func atomicUint64() {
	for _, x := range []uint64{0, 1, 6, 255, 1 << 30} {
		v := x
		fmt.Println(atomic.AddUint64(&v, 5), atomic.AndUint64(&v, 12), atomic.OrUint64(&v, 3), atomic.SwapUint64(&v, 9), v)
		fmt.Println(atomic.CompareAndSwapUint64(&v, x, 2), atomic.CompareAndSwapUint64(&v, 9, x), atomic.LoadUint64(&v))
		atomic.StoreUint64(&v, x+1)
		var t atomic.Uint64
		t.Store(x)
		fmt.Println(v, t.Load(), t.Add(7), t.And(13), t.Or(16), t.Swap(x), t.CompareAndSwap(x, 4), t.CompareAndSwap(x+1, 8), t.Load())
	}
}

func atomicUintptr() {
	for _, x := range []uintptr{0, 1, 6, 255, 1 << 30} {
		v := x
		fmt.Println(atomic.AddUintptr(&v, 5), atomic.AndUintptr(&v, 12), atomic.OrUintptr(&v, 3), atomic.SwapUintptr(&v, 9), v)
		fmt.Println(atomic.CompareAndSwapUintptr(&v, x, 2), atomic.CompareAndSwapUintptr(&v, 9, x), atomic.LoadUintptr(&v))
		atomic.StoreUintptr(&v, x+1)
		var t atomic.Uintptr
		t.Store(x)
		fmt.Println(v, t.Load(), t.Add(7), t.And(13), t.Or(16), t.Swap(x), t.CompareAndSwap(x, 4), t.CompareAndSwap(x+1, 8), t.Load())
	}
}

func atomics() {
	for _, x := range []bool{true, false, true} {
		var b atomic.Bool
		b.Store(x)
		fmt.Println(b.Load(), b.Swap(!x), b.CompareAndSwap(x, true), b.CompareAndSwap(!x, x), b.Load())
	}
	for _, x := range []string{"a", "", "long text"} {
		var p atomic.Pointer[string]
		y := "y"
		fmt.Println(p.Load() == nil, p.CompareAndSwap(&y, &x), p.CompareAndSwap(nil, &x), *p.Load(), *p.Swap(&y), *p.Load())
		p.Store(nil)
		fmt.Println(p.Load())
		var v atomic.Value
		fmt.Println(v.Load(), v.Swap(x), v.Load(), v.CompareAndSwap(x, "new"), v.CompareAndSwap(x, "newer"), v.Load())
		v.Store(x)
		fmt.Println(v.Load())
		func() {
			defer func() { fmt.Println(recover()) }()
			v.Store(len(x))
		}()
	}
}

func maps() {
	for _, keys := range [][]string{{}, {"a"}, {"a", "b", "a"}} {
		var m sync.Map
		for i, k := range keys {
			m.Store(k, i)
		}
		fmt.Println(m.Load("a"))
		fmt.Println(m.LoadOrStore("c", 9))
		fmt.Println(m.LoadOrStore("a", 8))
		fmt.Println(m.Swap("b", 7))
		fmt.Println(m.CompareAndSwap("b", 7, 6), m.CompareAndSwap("b", 7, 5), m.CompareAndDelete("b", 7), m.CompareAndDelete("b", 6))
		fmt.Println(m.LoadAndDelete("c"))
		m.Delete("zzz")
		n := 0
		m.Range(func(k, v any) bool {
			n++
			return true
		})
		fmt.Println(n)
		m.Clear()
		fmt.Println(m.Load("a"))
	}
}

func locks() {
	for n := 1; n < 5; n++ {
		var mu sync.Mutex
		var rw sync.RWMutex
		var wg sync.WaitGroup
		total := 0
		for i := range n {
			wg.Add(1)
			go func() {
				defer wg.Done()
				mu.Lock()
				total += i
				mu.Unlock()
				rw.RLock()
				_ = total
				rw.RUnlock()
			}()
		}
		wg.Wait()
		fmt.Println(total, mu.TryLock(), mu.TryLock())
		mu.Unlock()
		fmt.Println(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
		rw.RUnlock()
		rw.RUnlock()
		fmt.Println(rw.TryLock(), rw.TryRLock())
		rw.Unlock()
		rw.Lock()
		rw.Unlock()
		l := rw.RLocker()
		l.Lock()
		fmt.Println(rw.TryLock())
		l.Unlock()
		var once sync.Once
		for range n {
			once.Do(func() { total += 100 })
		}
		calls := 0
		f := sync.OnceFunc(func() { calls++ })
		g := sync.OnceValue(func() int { calls++; return calls })
		h := sync.OnceValues(func() (int, error) { calls++; return calls, errors.New("e") })
		for range n {
			f()
			fmt.Println(g())
			fmt.Println(h())
		}
		pool := sync.Pool{New: func() any { return n }}
		fmt.Println(total, pool.Get())
		pool.Put(7)
		cond := sync.NewCond(&mu)
		ready, done := 0, make(chan int)
		for i := range n {
			go func() {
				cond.L.Lock()
				for ready <= i {
					cond.Wait()
				}
				cond.L.Unlock()
				done <- i
			}()
		}
		for i := range n {
			cond.L.Lock()
			ready = i + 1
			if i == n-1 {
				cond.Broadcast()
			} else {
				cond.Broadcast()
				cond.Signal()
			}
			cond.L.Unlock()
			fmt.Println(<-done)
		}
	}
}

type key int

func contexts() {
	for _, cause := range []error{nil, errors.New("why"), context.Canceled} {
		for _, root := range []context.Context{context.Background(), context.TODO()} {
			ctx, cancel := context.WithCancelCause(context.WithValue(root, key(1), "v"))
			free := context.WithoutCancel(ctx)
			ran := make(chan bool, 1)
			stop := context.AfterFunc(ctx, func() { ran <- true })
			other := context.AfterFunc(ctx, func() { fmt.Println("never") })
			fmt.Println(other(), ctx.Err(), context.Cause(ctx), ctx.Value(key(1)), ctx.Value(key(2)))
			cancel(cause)
			<-ctx.Done()
			fmt.Println(<-ran, stop(), ctx.Err(), context.Cause(ctx), free.Err(), free.Value(key(1)), context.Cause(free))
		}
	}
	for range 3 {
		fmt.Println(context.Background(), context.TODO())
	}
}

func main() {
	atomicInt32()
	atomicInt64()
	atomicUint32()
	atomicUint64()
	atomicUintptr()
	atomics()
	maps()
	locks()
	contexts()
}
