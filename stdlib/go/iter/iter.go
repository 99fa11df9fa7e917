// Package iter holds the types of functions that a range loop can go over, and turns them round.
package iter

// Seq passes values to yield, one by one, until there are no more or yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 passes pairs of values to yield, one by one, until there are no more or yield returns false.
type Seq2[K, V any] func(yield func(K, V) bool)

// Pull turns seq round: next returns the next value, and false after the last one. stop ends seq, whose yield then returns
// false; it must be called if next was not called until its false. A panic of seq is one of next or stop.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller()
	var value V
	p.run = func() {
		seq(func(v V) bool {
			value = v
			return p.yield()
		})
	}
	next = func() (v V, ok bool) {
		if ok = p.next(); ok {
			v = value
			var zero V
			value = zero
		}
		return v, ok
	}
	return next, p.stop
}

// Pull2 is Pull for pairs of values.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller()
	var key K
	var value V
	p.run = func() {
		seq(func(k K, v V) bool {
			key, value = k, v
			return p.yield()
		})
	}
	next = func() (k K, v V, ok bool) {
		if ok = p.next(); ok {
			k, v = key, value
			var noKey K
			var zero V
			key, value = noKey, zero
		}
		return k, v, ok
	}
	return next, p.stop
}

// A puller runs a function in a goroutine that goes on only while next or stop wait for it.
type puller struct {
	run     func()
	resume  chan bool // true for the next value, false to stop
	yielded chan bool // true with a value, false at the end
	state   int
	failure any
	failed  bool
}

const (
	fresh = iota
	waiting
	running
	finished
)

func newPuller() *puller {
	return &puller{resume: make(chan bool), yielded: make(chan bool)}
}

func (p *puller) yield() bool {
	if p.state != running {
		panic("iter.Pull: yield called outside of the iterator")
	}
	p.yielded <- true
	return <-p.resume
}

func (p *puller) work() {
	p.failed = true
	defer func() {
		if p.failed {
			p.failure = recover()
		}
		p.yielded <- false
	}()
	p.run()
	p.failed = false
}

// step lets the goroutine go on and reports whether it yielded.
func (p *puller) step(more bool) bool {
	state := p.state
	p.state = running
	if state == fresh {
		go p.work()
	} else {
		p.resume <- more
	}
	if <-p.yielded {
		p.state = waiting
		return true
	}
	p.state = finished
	if p.failed {
		p.failed = false
		panic(p.failure)
	}
	return false
}

func (p *puller) next() bool {
	switch p.state {
	case finished:
		return false
	case running:
		panic("iter.Pull: next called again before yield")
	}
	return p.step(true)
}

func (p *puller) stop() {
	switch p.state {
	case fresh, finished:
		p.state = finished
	case running:
		panic("iter.Pull: stop called again before yield")
	default:
		p.step(false)
	}
}
