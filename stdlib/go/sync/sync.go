// Package sync lets goroutines wait for each other: locks, groups, things that are done once.
package sync

import "sync/atomic"

// acquire takes one off a semaphore, and waits while it is zero; release wakes who waits longest, or adds one. Both are
// instructions of the machine.
func acquire(s *uint32)
func release(s *uint32)

// fatal ends the program.
func fatal(message string)

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is held by one goroutine at a time. Those who wait get it in the order in which they came.
type Mutex struct {
	// Who holds it and those who wait.
	users int32
	queue uint32
}

// Lock waits until nobody holds m, and holds it then.
func (m *Mutex) Lock() {
	if atomic.AddInt32(&m.users, 1) > 1 {
		acquire(&m.queue)
	}
}

// TryLock holds m if nobody does, and reports whether it did.
func (m *Mutex) TryLock() bool { return atomic.CompareAndSwapInt32(&m.users, 0, 1) }

// Unlock gives m to who waits longest for it.
func (m *Mutex) Unlock() {
	users := atomic.AddInt32(&m.users, -1)
	if users < 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	if users > 0 {
		release(&m.queue)
	}
}

// A RWMutex is held by any number of readers or by one writer. Readers that come after a waiting writer wait for it.
type RWMutex struct {
	mu                 Mutex
	readers            int
	isWriting          bool
	readersWaiting     int
	writersWaiting     int
	forReads, forWrite uint32
}

// RLock holds rw for reading.
func (rw *RWMutex) RLock() {
	rw.mu.Lock()
	if rw.isWriting || rw.writersWaiting > 0 {
		rw.readersWaiting++
		rw.mu.Unlock()
		acquire(&rw.forReads)
		return
	}
	rw.readers++
	rw.mu.Unlock()
}

// TryRLock holds rw for reading if that is possible at once, and reports whether it is.
func (rw *RWMutex) TryRLock() bool {
	rw.mu.Lock()
	defer rw.mu.Unlock()
	if rw.isWriting || rw.writersWaiting > 0 {
		return false
	}
	rw.readers++
	return true
}

// RUnlock ends one RLock.
func (rw *RWMutex) RUnlock() {
	rw.mu.Lock()
	if rw.readers == 0 {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.readers--
	if rw.readers == 0 && rw.writersWaiting > 0 {
		rw.letWrite()
	}
	rw.mu.Unlock()
}

// Lock holds rw for writing.
func (rw *RWMutex) Lock() {
	rw.mu.Lock()
	if rw.isWriting || rw.readers > 0 {
		rw.writersWaiting++
		rw.mu.Unlock()
		acquire(&rw.forWrite)
		return
	}
	rw.isWriting = true
	rw.mu.Unlock()
}

// TryLock holds rw for writing if that is possible at once, and reports whether it is.
func (rw *RWMutex) TryLock() bool {
	rw.mu.Lock()
	defer rw.mu.Unlock()
	if rw.isWriting || rw.readers > 0 {
		return false
	}
	rw.isWriting = true
	return true
}

// Unlock ends a Lock: all readers that wait go first.
func (rw *RWMutex) Unlock() {
	rw.mu.Lock()
	if !rw.isWriting {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	rw.isWriting = false
	if rw.readersWaiting > 0 {
		rw.readers = rw.readersWaiting
		for ; rw.readersWaiting > 0; rw.readersWaiting-- {
			release(&rw.forReads)
		}
	} else if rw.writersWaiting > 0 {
		rw.letWrite()
	}
	rw.mu.Unlock()
}

func (rw *RWMutex) letWrite() {
	rw.writersWaiting--
	rw.isWriting = true
	release(&rw.forWrite)
}

// RLocker returns a Locker that locks and unlocks rw for reading.
func (rw *RWMutex) RLocker() Locker { return &reading{rw} }

type reading struct{ rw *RWMutex }

func (r *reading) Lock()   { r.rw.RLock() }
func (r *reading) Unlock() { r.rw.RUnlock() }

// A WaitGroup waits until a count is zero.
type WaitGroup struct {
	mu      Mutex
	count   int
	waiting int
	queue   uint32
}

// Add adds delta to the count, which must not become negative.
func (wg *WaitGroup) Add(delta int) {
	wg.mu.Lock()
	wg.count += delta
	if wg.count < 0 {
		wg.mu.Unlock()
		panic("sync: negative WaitGroup counter")
	}
	if wg.count == 0 {
		for ; wg.waiting > 0; wg.waiting-- {
			release(&wg.queue)
		}
	}
	wg.mu.Unlock()
}

// Done takes one off the count.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the count is zero.
func (wg *WaitGroup) Wait() {
	wg.mu.Lock()
	if wg.count == 0 {
		wg.mu.Unlock()
		return
	}
	wg.waiting++
	wg.mu.Unlock()
	acquire(&wg.queue)
}

// A Once does one thing one time.
type Once struct {
	mu     Mutex
	isDone bool
}

// Do calls f if it is the first call of Do for o; else it waits until that has returned.
func (o *Once) Do(f func()) {
	if o.isDone {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.isDone {
		defer func() { o.isDone = true }()
		f()
	}
}

// OnceFunc returns a function that calls f the first time that it is called. If f panics, so does every call.
func OnceFunc(f func()) func() {
	get := OnceValue(func() struct{} { f(); return struct{}{} })
	return func() { get() }
}

// OnceValue returns a function that calls f the first time that it is called, and always returns what that returned.
func OnceValue[T any](f func() T) func() T {
	get := OnceValues(func() (T, struct{}) { return f(), struct{}{} })
	return func() T {
		v, _ := get()
		return v
	}
}

// OnceValues returns a function that calls f the first time that it is called, and always returns what that returned.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var (
		once   Once
		isFine bool
		thrown any
		v1     T1
		v2     T2
	)
	return func() (T1, T2) {
		once.Do(func() {
			defer func() {
				if !isFine {
					thrown = recover()
					panic(thrown)
				}
			}()
			v1, v2 = f()
			isFine = true
		})
		if !isFine {
			panic(thrown)
		}
		return v1, v2
	}
}

// A Cond is where goroutines wait for something to happen, which others announce. L is held while the thing is looked at.
type Cond struct {
	L       Locker
	mu      Mutex
	waiting int
	queue   uint32
}

// NewCond returns a Cond with the locker l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits for an announcement, and locks c.L again.
func (c *Cond) Wait() {
	c.mu.Lock()
	c.waiting++
	c.mu.Unlock()
	c.L.Unlock()
	acquire(&c.queue)
	c.L.Lock()
}

// Signal wakes who waits longest.
func (c *Cond) Signal() {
	c.mu.Lock()
	if c.waiting > 0 {
		c.waiting--
		release(&c.queue)
	}
	c.mu.Unlock()
}

// Broadcast wakes all who wait.
func (c *Cond) Broadcast() {
	c.mu.Lock()
	for ; c.waiting > 0; c.waiting-- {
		release(&c.queue)
	}
	c.mu.Unlock()
}
