package sync

// A Pool keeps values for later use.
type Pool struct {
	// New makes a value when there is none.
	New func() any

	mu   Mutex
	kept []any
}

// Put keeps x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.mu.Lock()
	p.kept = append(p.kept, x)
	p.mu.Unlock()
}

// Get returns a kept value, else a new one, else nil.
func (p *Pool) Get() any {
	p.mu.Lock()
	if last := len(p.kept) - 1; last >= 0 {
		x := p.kept[last]
		p.kept[last] = nil
		p.kept = p.kept[:last]
		p.mu.Unlock()
		return x
	}
	p.mu.Unlock()
	if p.New == nil {
		return nil
	}
	return p.New()
}

// A Map is a map that goroutines may use at the same time.
type Map struct {
	mu Mutex
	m  map[any]any
}

// Load returns the value at key, and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok = m.m[key]
	return value, ok
}

// Store sets the value at key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Clear deletes all entries.
func (m *Map) Clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.m)
}

// Swap sets the value at key and returns the one before, and whether there was one.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.m == nil {
		m.m = map[any]any{}
	}
	previous, loaded = m.m[key]
	m.m[key] = value
	return previous, loaded
}

// LoadOrStore returns the value at key and true, or sets it to value and returns that and false.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if actual, loaded = m.m[key]; loaded {
		return actual, true
	}
	if m.m == nil {
		m.m = map[any]any{}
	}
	m.m[key] = value
	return value, false
}

// LoadAndDelete deletes the value at key and returns it, and whether there was one.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	value, loaded = m.m[key]
	delete(m.m, key)
	return value, loaded
}

// Delete deletes the value at key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// CompareAndSwap sets the value at key to new if it is old, and reports whether it was.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.m[key]; !ok || value != old {
		return false
	}
	m.m[key] = new
	return true
}

// CompareAndDelete deletes the value at key if it is old, and reports whether it was.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.m[key]; !ok || value != old {
		return false
	}
	delete(m.m, key)
	return true
}

// Range calls f for each entry that was there at the start and still is, until f returns false.
func (m *Map) Range(f func(key, value any) bool) {
	m.mu.Lock()
	keys := make([]any, 0, len(m.m))
	for key := range m.m {
		keys = append(keys, key)
	}
	m.mu.Unlock()
	for _, key := range keys {
		if value, ok := m.Load(key); ok && !f(key, value) {
			return
		}
	}
}
