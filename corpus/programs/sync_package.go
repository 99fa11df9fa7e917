// Packages sync and sync/atomic: what goroutines that share memory wait with.
package main

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

type account struct {
	sync.Mutex
	balance int
}

func (a *account) deposit(n int) {
	a.Lock()
	defer a.Unlock()
	old := a.balance
	runtime.Gosched()
	a.balance = old + n
}

func mutexes() {
	var a account
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 5 {
				a.deposit(i)
			}
		}()
	}
	wg.Wait()
	fmt.Println(a.balance, a.TryLock(), a.TryLock())
	a.Unlock()
}

func readersAndWriters() {
	var rw sync.RWMutex
	var reading, most atomic.Int32
	value := 0
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			rw.RLock()
			n := reading.Add(1)
			for {
				m := most.Load()
				if n <= m || most.CompareAndSwap(m, n) {
					break
				}
			}
			runtime.Gosched()
			_ = value
			reading.Add(-1)
			rw.RUnlock()
		}()
		go func() {
			defer wg.Done()
			rw.Lock()
			if reading.Load() != 0 {
				fmt.Println("a reader beside a writer")
			}
			value += i
			runtime.Gosched()
			rw.Unlock()
		}()
	}
	wg.Wait()
	l := rw.RLocker()
	l.Lock()
	fmt.Println(value, most.Load() >= 1, rw.TryLock(), rw.TryRLock())
	l.Unlock()
	rw.RUnlock()
}

func once() {
	var o sync.Once
	var wg sync.WaitGroup
	var calls atomic.Int64
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			o.Do(func() { runtime.Gosched(); calls.Add(1) })
			if calls.Load() != 1 {
				fmt.Println("not done yet")
			}
		}()
	}
	wg.Wait()
	fmt.Println(calls.Load())
	get := sync.OnceValue(func() int { fmt.Println("computed"); return 7 })
	fmt.Println(get(), get())
	both := sync.OnceValues(func() (string, error) { return "v", errors.New("e") })
	fmt.Println(both())
	bad := sync.OnceFunc(func() { panic("always") })
	for range 2 {
		func() {
			defer func() { fmt.Println(recover()) }()
			bad()
		}()
	}
}

func conditions() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	queue := []int{}
	done := make(chan int)
	for range 3 {
		go func() {
			mu.Lock()
			for len(queue) == 0 {
				c.Wait()
			}
			v := queue[0]
			queue = queue[1:]
			mu.Unlock()
			done <- v
		}()
	}
	sum := 0
	for i := range 3 {
		mu.Lock()
		queue = append(queue, i*i)
		mu.Unlock()
		if i == 1 {
			c.Broadcast()
		} else {
			c.Signal()
		}
		sum += <-done
	}
	fmt.Println(sum)
}

func atomics() {
	var n int32 = 5
	fmt.Println(atomic.AddInt32(&n, -7), atomic.LoadInt32(&n), atomic.SwapInt32(&n, 9), atomic.CompareAndSwapInt32(&n, 9, 10), n)
	var u uint64 = 1
	fmt.Println(atomic.AddUint64(&u, ^uint64(0)), atomic.CompareAndSwapUint64(&u, 1, 2), u)
	atomic.StoreUint64(&u, 0b1100)
	fmt.Println(atomic.OrUint64(&u, 1), atomic.AndUint64(&u, 0b101), u)
	var b atomic.Bool
	fmt.Println(b.Swap(true), b.Load(), b.CompareAndSwap(false, true), b.CompareAndSwap(true, false), b.Load())
	x, y := 1, 2
	var p atomic.Pointer[int]
	fmt.Println(p.Load() == nil, p.CompareAndSwap(nil, &x), *p.Load(), p.CompareAndSwap(&y, &x), *p.Swap(&y), *p.Load())
	var v atomic.Value
	v.Store("text")
	fmt.Println(v.Load(), v.CompareAndSwap("text", "other"), v.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(1)
	}()
}

func collections() {
	var m sync.Map
	m.Store("a", 1)
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 2))
	fmt.Println(m.Load("c"))
	fmt.Println(m.CompareAndSwap("a", 1, 10), m.CompareAndDelete("b", 1))
	sum := 0
	m.Range(func(_, v any) bool { sum += v.(int); return true })
	fmt.Println(m.LoadAndDelete("a"))
	fmt.Println(sum)
	pool := sync.Pool{New: func() any { return new(int) }}
	q := pool.Get().(*int)
	*q = 3
	pool.Put(q)
	fmt.Println(*q)
	defer func() { fmt.Println(recover()) }()
	var wg sync.WaitGroup
	wg.Done()
}

func main() {
	mutexes()
	readersAndWriters()
	once()
	conditions()
	atomics()
	collections()
}
