// Package context carries cancellation and values through calls. There is no clock, so there are no deadlines and no timeouts.
package context

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// Context carries a cancellation and values.
type Context interface {
	// Deadline returns no time and false.
	Deadline() (deadline time.Time, ok bool)
	// Done returns a channel that is closed when the context is cancelled, nil if it never is.
	Done() <-chan struct{}
	// Err returns nil until the context is cancelled, then why.
	Err() error
	// Value returns what the context has for key, nil if nothing.
	Value(key any) any
}

// Canceled is the error of a cancelled context.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the error of a context whose deadline has passed, which none does here.
var DeadlineExceeded error = deadlineExceeded{}

type deadlineExceeded struct{}

func (deadlineExceeded) Error() string   { return "context deadline exceeded" }
func (deadlineExceeded) Timeout() bool   { return true }
func (deadlineExceeded) Temporary() bool { return true }

type empty struct{}

func (empty) Deadline() (deadline time.Time, ok bool) { return }
func (empty) Done() <-chan struct{}                   { return nil }
func (empty) Err() error                              { return nil }
func (empty) Value(key any) any                       { return nil }

type background struct{ empty }

func (background) String() string { return "context.Background" }

type todo struct{ empty }

func (todo) String() string { return "context.TODO" }

// Background returns a context that is never cancelled and has no values: the root of others.
func Background() Context { return background{} }

// TODO returns a context like Background's, where it is not clear yet which one to use.
func TODO() Context { return todo{} }

// CancelFunc cancels a context; calls after the first do nothing.
type CancelFunc func()

// CancelCauseFunc cancels a context for a reason, which Cause returns; nil stands for Canceled.
type CancelCauseFunc func(cause error)

// stopper is a context with children that are cancelled with it.
type stopper struct {
	parent   Context
	mu       sync.Mutex
	done     chan struct{}
	err      error
	cause    error
	children []func(err, cause error)
	detached []bool
	leave    func() bool // undoes that the parent knows it
}

type stopperKey struct{}

var theStopper stopperKey

func (s *stopper) Deadline() (deadline time.Time, ok bool) { return s.parent.Deadline() }
func (s *stopper) Done() <-chan struct{}                   { return s.done }

func (s *stopper) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

func (s *stopper) Value(key any) any {
	if key == any(theStopper) {
		return s
	}
	return s.parent.Value(key)
}

func (s *stopper) String() string { return nameOf(s.parent) + ".WithCancel" }

func nameOf(c Context) string {
	if s, ok := c.(fmt.Stringer); ok {
		return s.String()
	}
	return fmt.Sprintf("%T", c)
}

func (s *stopper) cancel(err, cause error) {
	s.mu.Lock()
	if s.err != nil {
		s.mu.Unlock()
		return
	}
	if cause == nil {
		cause = err
	}
	s.err, s.cause = err, cause
	close(s.done)
	children, detached := s.children, s.detached
	s.children = nil
	s.mu.Unlock()
	for i, f := range children {
		if !detached[i] {
			f(err, cause)
		}
	}
}

// follow has f called when parent is cancelled; stop undoes that and reports whether it was in time.
func follow(parent Context, f func(err, cause error)) (stop func() bool) {
	if parent.Done() == nil {
		return func() bool { return true }
	}
	if s, ok := parent.Value(theStopper).(*stopper); ok && s.done == parent.Done() {
		s.mu.Lock()
		if s.err != nil {
			err, cause := s.err, s.cause
			s.mu.Unlock()
			f(err, cause)
			return func() bool { return false }
		}
		n := len(s.children)
		s.children = append(s.children, f)
		s.detached = append(s.detached, false)
		detached := s.detached
		s.mu.Unlock()
		return func() bool {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.err != nil || s.detached[n] {
				return false
			}
			s.detached[n] = true
			detached[n] = true
			return true
		}
	}
	if other, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		return other.AfterFunc(func() { f(parent.Err(), Cause(parent)) })
	}
	// A context of another package: a goroutine waits for it.
	quit := make(chan struct{})
	var once sync.Once
	stopped := false
	go func() {
		select {
		case <-parent.Done():
			once.Do(func() { f(parent.Err(), Cause(parent)) })
		case <-quit:
		}
	}()
	return func() bool {
		once.Do(func() {
			stopped = true
			close(quit)
		})
		return stopped
	}
}

func newStopper(parent Context) *stopper {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	s := &stopper{parent: parent, done: make(chan struct{})}
	s.leave = follow(parent, s.cancel)
	return s
}

// WithCancel returns a context that is cancelled with its parent, or by cancel.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	s := newStopper(parent)
	return s, func() {
		s.cancel(Canceled, nil)
		s.leave()
	}
}

// WithCancelCause is WithCancel with a cancel that takes a reason.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	s := newStopper(parent)
	return s, func(cause error) {
		s.cancel(Canceled, cause)
		s.leave()
	}
}

// Cause returns why c was cancelled, nil if it was not.
func Cause(c Context) error {
	if s, ok := c.Value(theStopper).(*stopper); ok {
		s.mu.Lock()
		cause := s.cause
		s.mu.Unlock()
		if cause != nil {
			return cause
		}
	}
	return c.Err()
}

// AfterFunc has f called in a goroutine of its own once ctx is cancelled. stop undoes that and reports whether it was in time.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	return follow(ctx, func(err, cause error) { go f() })
}

type uncancelled struct{ c Context }

// WithoutCancel returns a context with the values of its parent that is never cancelled.
func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return uncancelled{parent}
}

func (uncancelled) Deadline() (deadline time.Time, ok bool) { return }
func (uncancelled) Done() <-chan struct{}                   { return nil }
func (uncancelled) Err() error                              { return nil }

func (u uncancelled) Value(key any) any {
	if key == any(theStopper) {
		return nil
	}
	return u.c.Value(key)
}

func (u uncancelled) String() string { return nameOf(u.c) + ".WithoutCancel" }

type pair struct {
	Context
	key, value any
}

// WithValue returns a context in which Value(key) is val. Keys are compared with ==.
func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	func() {
		defer func() {
			if recover() != nil {
				panic("key is not comparable")
			}
		}()
		_ = key == key
	}()
	return &pair{parent, key, val}
}

func (p *pair) Value(key any) any {
	for {
		if p.key == key {
			return p.value
		}
		next, ok := p.Context.(*pair)
		if !ok {
			return p.Context.Value(key)
		}
		p = next
	}
}

func text(v any) string {
	switch v := v.(type) {
	case fmt.Stringer:
		return v.String()
	case string:
		return v
	case nil:
		return "<nil>"
	}
	return fmt.Sprintf("%T", v)
}

func (p *pair) String() string {
	return nameOf(p.Context) + ".WithValue(" + text(p.key) + ", " + text(p.value) + ")"
}
