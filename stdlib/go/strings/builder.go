package strings

import "unicode/utf8"

// Builder builds a string piece by piece. Its zero value is empty and ready; it must not be copied once it is in use.
type Builder struct {
	addr *Builder // itself once in use: a copy would write into the bytes of strings already handed out
	buf  []byte
}

func (b *Builder) check() {
	if b.addr != b {
		if b.addr != nil {
			panic("strings: illegal use of non-zero Builder copied by value")
		}
		b.addr = b
	}
}

// String returns what was written.
func (b *Builder) String() string { return view(b.buf) }

// Len returns the number of bytes written.
func (b *Builder) Len() int { return len(b.buf) }

// Cap returns how many bytes fit in the memory that b has.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset makes b empty.
func (b *Builder) Reset() { b.addr, b.buf = nil, nil }

// Grow makes room for n more bytes. It panics if n is negative.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		b.buf = append(append([]byte(nil), make([]byte, 2*cap(b.buf)+n)...)[:0], b.buf...)
	}
}

// Write appends p.
func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c.
func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends the encoding of r and returns its width.
func (b *Builder) WriteRune(r rune) (int, error) {
	b.check()
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

// WriteString appends s.
func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.buf = append(b.buf, s...)
	return len(s), nil
}

// Replacer replaces a list of strings in one pass.
type Replacer struct{ oldnew []string }

// NewReplacer returns a Replacer for pairs of old and new strings. At each place in the text the first old string, in
// the order of the arguments, that stands there is replaced; replacements do not overlap. It panics on an odd number of arguments.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// Replace returns s with all replacements made.
func (r *Replacer) Replace(s string) string { return replacePairs(s, r.oldnew) }

// WriteString writes s with all replacements made to w.
func (r *Replacer) WriteString(w interface{ Write([]byte) (int, error) }, s string) (n int, err error) {
	return w.Write([]byte(r.Replace(s)))
}

func replacePairs(s string, oldnew []string) string
