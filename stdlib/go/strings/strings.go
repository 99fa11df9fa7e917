// Package strings holds functions over strings of UTF-8 text.
package strings

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Index returns the index of the first substr in s, -1 if there is none.
func Index(s, substr string) int

// LastIndex returns the index of the last substr in s, -1 if there is none.
func LastIndex(s, substr string) int

// IndexByte returns the index of the first c in s, -1 if there is none.
func IndexByte(s string, c byte) int

// LastIndexByte returns the index of the last c in s, -1 if there is none.
func LastIndexByte(s string, c byte) int

// IndexRune returns the index of the first r in s, -1 if there is none. utf8.RuneError finds wrong encodings too.
func IndexRune(s string, r rune) int

// IndexAny returns the index of the first rune of s that is in chars, -1 if there is none.
func IndexAny(s, chars string) int

// LastIndexAny returns the index of the last rune of s that is in chars, -1 if there is none.
func LastIndexAny(s, chars string) int

// IndexFunc returns the index of the first rune of s for which f is true, -1 if there is none.
func IndexFunc(s string, f func(rune) bool) int { return indexFunc(s, f, true) }

// LastIndexFunc returns the index of the last rune of s for which f is true, -1 if there is none.
func LastIndexFunc(s string, f func(rune) bool) int { return lastIndexFunc(s, f, true) }

func indexFunc(s string, f func(rune) bool, want bool) int {
	for i, r := range s {
		if f(r) == want {
			return i
		}
	}
	return -1
}

func lastIndexFunc(s string, f func(rune) bool, want bool) int {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		if f(r) == want {
			return len(s)
		}
	}
	return -1
}

// Contains reports whether substr is in s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// ContainsRune reports whether r is in s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsAny reports whether a rune of chars is in s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsFunc reports whether f is true for a rune of s.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// Count returns how many separate substr are in s, one more than the number of runes if substr is empty.
func Count(s, substr string) int

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return +1
	}
	return 0
}

// EqualFold reports whether s and t are equal under simple case folding.
func EqualFold(s, t string) bool

// Clone returns s in memory of its own.
func Clone(s string) string { return string([]byte(s)) }

// Cut splits s around the first sep; without one it returns s, "", false.
func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// CutPrefix returns s without prefix, and whether it was there.
func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// CutSuffix returns s without suffix, and whether it was there.
func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// Split returns what stands between the seps in s. An empty sep splits into runes.
func Split(s, sep string) []string { return split(s, sep, 0, -1) }

// SplitN is Split into at most n parts, the last one being the rest; all parts if n < 0, nil if n is 0.
func SplitN(s, sep string, n int) []string { return split(s, sep, 0, n) }

// SplitAfter is Split with each sep left at the end of its part.
func SplitAfter(s, sep string) []string { return split(s, sep, len(sep), -1) }

// SplitAfterN is SplitAfter into at most n parts.
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	parts := Count(s, sep)
	if sep != "" {
		parts++
	} else {
		parts-- // Count finds an empty sep before the first rune and after the last one
	}
	if n < 0 || n > parts {
		n = parts
	}
	a := make([]string, n)
	splitInto(a, s, sep, keep)
	return a
}

// splitInto fills a with the parts of s, the last one being the rest; keep bytes of each sep stay with the part before.
func splitInto(a []string, s, sep string, keep int)

// Fields returns the parts of s between white space; none of them is empty.
func Fields(s string) []string {
	a := make([]string, countFields(s))
	fieldsInto(a, s)
	return a
}

func countFields(s string) int
func fieldsInto(a []string, s string)

// FieldsFunc returns the parts of s between runes for which f is true; none of them is empty.
func FieldsFunc(s string, f func(rune) bool) []string {
	a := []string{}
	start := -1
	for i, r := range s {
		if f(r) {
			if start >= 0 {
				a = append(a, s[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		a = append(a, s[start:])
	}
	return a[:len(a):len(a)]
}

// SplitSeq returns an iterator over the parts that Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, 0) }

// SplitAfterSeq returns an iterator over the parts that SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, len(sep)) }

func splitSeq(s, sep string, keep int) iter.Seq[string] {
	return func(yield func(string) bool) {
		if sep == "" {
			values(split(s, sep, 0, -1), yield)
			return
		}
		rest := s
		for {
			i := Index(rest, sep)
			if i < 0 {
				yield(rest)
				return
			}
			if !yield(rest[:i+keep]) {
				return
			}
			rest = rest[i+len(sep):]
		}
	}
}

// FieldsSeq returns an iterator over the parts that Fields returns.
func FieldsSeq(s string) iter.Seq[string] {
	return func(yield func(string) bool) { values(Fields(s), yield) }
}

// FieldsFuncSeq returns an iterator over the parts that FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) { values(FieldsFunc(s, f), yield) }
}

// Lines returns an iterator over the lines of s, each with its line feed.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := s
		for len(rest) > 0 {
			n := IndexByte(rest, '\n') + 1
			if n == 0 {
				n = len(rest)
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

func values(a []string, yield func(string) bool) {
	for _, s := range a {
		if !yield(s) {
			return
		}
	}
}

// Join returns the elements of elems with sep between them.
func Join(elems []string, sep string) string

// Repeat returns count copies of s. It panics if count is negative or the result too long.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if len(s) > 0 && count > (1<<63-1)/len(s) {
		panic("strings: Repeat output length overflow")
	}
	return repeat(s, count)
}

func repeat(s string, count int) string

// Replace returns s with the first n separate occurrences of old replaced by new, all of them if n < 0.
// An empty old stands before every rune and at the end.
func Replace(s, old, new string, n int) string

// ReplaceAll is Replace without a limit.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// ToUpper returns s with all letters in upper case.
func ToUpper(s string) string

// ToLower returns s with all letters in lower case.
func ToLower(s string) string

// ToTitle returns s with all letters in title case.
func ToTitle(s string) string

// Title returns s with the first letter of each word in title case. A word ends where no letter, digit or underscore
// follows, which is not right for all languages.
//
// Deprecated: it is here for programs that use it already.
func Title(s string) string {
	prev := ' '
	return Map(func(r rune) rune {
		inWord := prev == '_' || unicode.IsLetter(prev) || unicode.IsDigit(prev) || prev >= 0x80 && !unicode.IsSpace(prev)
		prev = r
		if inWord {
			return r
		}
		return unicode.ToTitle(r)
	}, s)
}

// ToValidUTF8 returns s with each run of wrong bytes replaced by replacement.
func ToValidUTF8(s, replacement string) string

// Map returns s with every rune replaced by mapping's result, dropped if that is negative.
func Map(mapping func(rune) rune, s string) string {
	var b []byte
	changed := false
	for i, c := range s {
		r := mapping(c)
		if !changed {
			if r == c && (c != utf8.RuneError || isRuneError(s[i:])) {
				continue
			}
			changed = true
			b = append(make([]byte, 0, len(s)+utf8.UTFMax), s[:i]...)
		}
		if r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	if !changed {
		return s
	}
	return view(b)
}

// isRuneError reports whether s begins with the encoding of utf8.RuneError, and not with a wrong byte.
func isRuneError(s string) bool { return HasPrefix(s, "\uFFFD") }

// TrimSpace returns s without white space at its ends.
func TrimSpace(s string) string

// Trim returns s without the runes of cutset at its ends.
func Trim(s, cutset string) string { return TrimRight(TrimLeft(s, cutset), cutset) }

// TrimLeft returns s without the runes of cutset at its beginning.
func TrimLeft(s, cutset string) string

// TrimRight returns s without the runes of cutset at its end.
func TrimRight(s, cutset string) string

// TrimPrefix returns s without prefix if it begins with it.
func TrimPrefix(s, prefix string) string {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

// TrimSuffix returns s without suffix if it ends with it.
func TrimSuffix(s, suffix string) string {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// TrimFunc returns s without the runes at its ends for which f is true.
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

// TrimLeftFunc returns s without the runes at its beginning for which f is true.
func TrimLeftFunc(s string, f func(rune) bool) string {
	i := indexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	return s[i:]
}

// TrimRightFunc returns s without the runes at its end for which f is true.
func TrimRightFunc(s string, f func(rune) bool) string {
	i := lastIndexFunc(s, f, false)
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i+size]
}

// view returns the bytes of b as a string without copying them: they must not change any more.
func view(b []byte) string

// ToUpperSpecial is ToUpper by the case mapping c.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial is ToLower by the case mapping c.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// ToTitleSpecial is ToTitle by the case mapping c.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }
