// Package bytes holds functions over slices of bytes, most of them those of package strings.
package bytes

import (
	"iter"
	"strings"
	"unicode"
)

// view returns the bytes of b as a string without copying them, for use while b does not change.
func view(b []byte) string

// Equal reports whether a and b hold the same bytes.
func Equal(a, b []byte) bool { return view(a) == view(b) }

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b []byte) int { return strings.Compare(view(a), view(b)) }

// Clone returns a copy of b, nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// Index returns the index of the first sep in s, -1 if there is none.
func Index(s, sep []byte) int { return strings.Index(view(s), view(sep)) }

// LastIndex returns the index of the last sep in s, -1 if there is none.
func LastIndex(s, sep []byte) int { return strings.LastIndex(view(s), view(sep)) }

// IndexByte returns the index of the first c in b, -1 if there is none.
func IndexByte(b []byte, c byte) int { return strings.IndexByte(view(b), c) }

// LastIndexByte returns the index of the last c in s, -1 if there is none.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(view(s), c) }

// IndexRune returns the index of the first r in s, -1 if there is none.
func IndexRune(s []byte, r rune) int { return strings.IndexRune(view(s), r) }

// IndexAny returns the index of the first rune of s that is in chars, -1 if there is none.
func IndexAny(s []byte, chars string) int { return strings.IndexAny(view(s), chars) }

// LastIndexAny returns the index of the last rune of s that is in chars, -1 if there is none.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(view(s), chars) }

// IndexFunc returns the index of the first rune of s for which f is true, -1 if there is none.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(view(s), f) }

// LastIndexFunc returns the index of the last rune of s for which f is true, -1 if there is none.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }

// Contains reports whether subslice is in b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsRune reports whether r is in b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsAny reports whether a rune of chars is in b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsFunc reports whether f is true for a rune of b.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// Count returns how many separate sep are in s, one more than the number of runes if sep is empty.
func Count(s, sep []byte) int { return strings.Count(view(s), view(sep)) }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool { return strings.HasPrefix(view(s), view(prefix)) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool { return strings.HasSuffix(view(s), view(suffix)) }

// EqualFold reports whether s and t are equal under simple case folding.
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

// Cut splits s around the first sep; without one it returns s, nil, false.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

// CutPrefix returns s without prefix, and whether it was there.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix, and whether it was there.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Split returns what stands between the seps in s. An empty sep splits into runes.
func Split(s, sep []byte) [][]byte { return parts(s, strings.Split(view(s), view(sep)), len(sep)) }

// SplitN is Split into at most n parts, the last one being the rest; all parts if n < 0, nil if n is 0.
func SplitN(s, sep []byte, n int) [][]byte {
	return parts(s, strings.SplitN(view(s), view(sep), n), len(sep))
}

// SplitAfter is Split with each sep left at the end of its part.
func SplitAfter(s, sep []byte) [][]byte {
	return parts(s, strings.SplitAfter(view(s), view(sep)), 0)
}

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep []byte, n int) [][]byte {
	return parts(s, strings.SplitAfterN(view(s), view(sep), n), 0)
}

// parts cuts s as its text was cut, with gap bytes left out between two parts.
func parts(s []byte, text []string, gap int) [][]byte {
	if text == nil {
		return nil
	}
	a := make([][]byte, len(text))
	at := 0
	for i, t := range text {
		end := at + len(t)
		a[i] = s[at:end:end]
		if i == len(text)-1 {
			a[i] = s[at:end]
		}
		at = end + gap
	}
	return a
}

// Fields returns the parts of s between white space; none of them is empty.
func Fields(s []byte) [][]byte { return fields(s, strings.Fields(view(s))) }

// FieldsFunc returns the parts of s between runes for which f is true; none of them is empty.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	return fields(s, strings.FieldsFunc(view(s), f))
}

// fields finds the parts of s in their order, each being the next place where its text stands.
func fields(s []byte, text []string) [][]byte {
	a := make([][]byte, len(text))
	at := 0
	for i, t := range text {
		at += strings.Index(view(s[at:]), t)
		a[i] = s[at : at+len(t) : at+len(t)]
		at += len(t)
	}
	return a
}

// Lines returns an iterator over the lines of s, each with its line feed.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		rest := s
		for len(rest) > 0 {
			n := IndexByte(rest, '\n') + 1
			if n == 0 {
				n = len(rest)
			}
			if !yield(rest[:n:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// Join returns the elements of s with sep between them, in memory of its own.
func Join(s [][]byte, sep []byte) []byte {
	r := []byte{}
	for i, b := range s {
		if i > 0 {
			r = append(r, sep...)
		}
		r = append(r, b...)
	}
	return r
}

// Repeat returns count copies of b. It panics if count is negative or the result too long.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if len(b) > 0 && count > (1<<63-1)/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	return []byte(strings.Repeat(view(b), count))
}

// Replace returns a copy of s with the first n separate occurrences of old replaced by new, all of them if n < 0.
func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(view(s), view(old), view(new), n))
}

// ReplaceAll is Replace without a limit.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// ToUpper returns a copy of s with all letters in upper case.
func ToUpper(s []byte) []byte { return []byte(strings.ToUpper(view(s))) }

// ToLower returns a copy of s with all letters in lower case.
func ToLower(s []byte) []byte { return []byte(strings.ToLower(view(s))) }

// ToTitle returns a copy of s with all letters in title case.
func ToTitle(s []byte) []byte { return []byte(strings.ToTitle(view(s))) }

// ToValidUTF8 returns a copy of s with each run of wrong bytes replaced by replacement.
func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(view(s), view(replacement)))
}

// Map returns a copy of s with every rune replaced by mapping's result, dropped if that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte {
	return []byte(strings.Map(mapping, string(s)))
}

// Runes returns the runes of s.
func Runes(s []byte) []rune { return []rune(view(s)) }

// TrimSpace returns the part of s without white space at its ends.
func TrimSpace(s []byte) []byte {
	text := strings.TrimSpace(view(s))
	if text == "" {
		return nil
	}
	at := strings.Index(view(s), text)
	return s[at : at+len(text)]
}

// Trim returns the part of s without the runes of cutset at its ends.
func Trim(s []byte, cutset string) []byte { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft returns the part of s without the runes of cutset at its beginning.
func TrimLeft(s []byte, cutset string) []byte {
	return tail(s, len(strings.TrimLeft(view(s), cutset)))
}

// TrimRight returns the part of s without the runes of cutset at its end.
func TrimRight(s []byte, cutset string) []byte { return s[:len(strings.TrimRight(view(s), cutset))] }

// TrimFunc returns the part of s without the runes at its ends for which f is true.
func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns the part of s without the runes at its beginning for which f is true.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	return tail(s, len(strings.TrimLeftFunc(view(s), f)))
}

// TrimRightFunc returns the part of s without the runes at its end for which f is true.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(view(s), f))]
}

// tail returns the last n bytes of s, nil for none.
func tail(s []byte, n int) []byte {
	if n == 0 {
		return nil
	}
	return s[len(s)-n:]
}

// TrimPrefix returns s without prefix if it begins with it.
func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without suffix if it ends with it.
func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// Title returns a copy of s with the first letter of each word in title case, as strings.Title does.
//
// Deprecated: it is here for programs that use it already.
func Title(s []byte) []byte { return []byte(strings.Title(string(s))) }

// ToUpperSpecial is ToUpper by the case mapping c.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the case mapping c.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the case mapping c.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// SplitSeq returns an iterator over the parts that Split returns.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return each(func() [][]byte { return Split(s, sep) }) }

// SplitAfterSeq returns an iterator over the parts that SplitAfter returns.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] {
	return each(func() [][]byte { return SplitAfter(s, sep) })
}

// FieldsSeq returns an iterator over the parts that Fields returns.
func FieldsSeq(s []byte) iter.Seq[[]byte] { return each(func() [][]byte { return Fields(s) }) }

// FieldsFuncSeq returns an iterator over the parts that FieldsFunc returns.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return each(func() [][]byte { return FieldsFunc(s, f) })
}

// each returns an iterator over the parts that list returns; the text is cut when the iteration begins.
func each(list func() [][]byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, part := range list() {
			if !yield(part) {
				return
			}
		}
	}
}
