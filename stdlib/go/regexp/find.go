package regexp

import (
	"io"
	"unicode/utf8"
)

// places returns where the first fit at or behind an offset and its groups are, nil if there is none.
func (re *Regexp) places(s string, from, groups int) []int {
	a := make([]int, 2*groups)
	if !find(re.prog, s, from, re.longest, a) {
		return nil
	}
	return a
}

// all calls deliver for the fits from left to right, at most n of them if n is not negative. An empty one directly behind another does not
// count.
func (re *Regexp) all(s string, n, groups int, deliver func([]int)) {
	if n < 0 {
		n = len(s) + 1
	}
	last := -1
	for at, count := 0, 0; count < n && at <= len(s); {
		a := re.places(s, at, groups)
		if a == nil {
			return
		}
		counts := true
		if a[1] == at {
			counts = a[0] != last
			_, width := utf8.DecodeRuneInString(s[at:])
			at += max(width, 1)
		} else {
			at = a[1]
		}
		last = a[1]
		if counts {
			deliver(a)
			count++
		}
	}
}

func (re *Regexp) groups() int { return len(re.names) }

func bytesAt(b []byte, a []int) []byte {
	if a[0] < 0 {
		return nil
	}
	return b[a[0]:a[1]:a[1]]
}

func stringAt(s string, a []int) string {
	if a[0] < 0 {
		return ""
	}
	return s[a[0]:a[1]]
}

func allBytes(b []byte, a []int) [][]byte {
	if a == nil {
		return nil
	}
	list := make([][]byte, len(a)/2)
	for i := range list {
		list[i] = bytesAt(b, a[2*i:])
	}
	return list
}

func allStrings(s string, a []int) []string {
	if a == nil {
		return nil
	}
	list := make([]string, len(a)/2)
	for i := range list {
		list[i] = stringAt(s, a[2*i:])
	}
	return list
}

// FindIndex returns where the first fit in b begins and ends, nil if there is none.
func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.places(view(b), 0, 1) }

// Find returns the first fit in b, nil if there is none.
func (re *Regexp) Find(b []byte) []byte {
	a := re.FindIndex(b)
	if a == nil {
		return nil
	}
	return bytesAt(b, a)
}

// FindStringIndex returns where the first fit in s begins and ends, nil if there is none.
func (re *Regexp) FindStringIndex(s string) (loc []int) { return re.places(s, 0, 1) }

// FindString returns the first fit in s, "" if there is none.
func (re *Regexp) FindString(s string) string {
	a := re.FindStringIndex(s)
	if a == nil {
		return ""
	}
	return stringAt(s, a)
}

// FindSubmatchIndex returns where the first fit in b and its groups begin and end, -1 for groups that took no part.
func (re *Regexp) FindSubmatchIndex(b []byte) []int { return re.places(view(b), 0, re.groups()) }

// FindSubmatch returns the first fit in b and its groups, nil if there is none.
func (re *Regexp) FindSubmatch(b []byte) [][]byte { return allBytes(b, re.FindSubmatchIndex(b)) }

// FindStringSubmatchIndex returns where the first fit in s and its groups begin and end, -1 for groups that took no part.
func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.places(s, 0, re.groups()) }

// FindStringSubmatch returns the first fit in s and its groups, nil if there is none.
func (re *Regexp) FindStringSubmatch(s string) []string {
	return allStrings(s, re.FindStringSubmatchIndex(s))
}

// FindReaderIndex returns where the first fit in what r has, which is read to its end, begins and ends.
func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) { return re.inReader(r, 1) }

// FindReaderSubmatchIndex returns where the first fit in what r has, which is read to its end, and its groups begin and end.
func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int { return re.inReader(r, re.groups()) }

func (re *Regexp) inReader(r io.RuneReader, groups int) []int {
	text, sizes := runes(r)
	a := re.places(text, 0, groups)
	if a == nil {
		return nil
	}
	// Offsets count what the reader said, not what stands in the text.
	offsets := map[int]int{}
	i, at := 0, 0
	for pos := range text {
		offsets[pos] = at
		at += sizes[i]
		i++
	}
	offsets[len(text)] = at
	for i, pos := range a {
		if pos >= 0 {
			a[i] = offsets[pos]
		}
	}
	return a
}

// FindAllIndex returns where the fits in b begin and end, at most n of them if n is not negative; nil if there are none.
func (re *Regexp) FindAllIndex(b []byte, n int) [][]int {
	return re.FindAllStringIndex(view(b), n)
}

// FindAllStringIndex is FindAllIndex for a string.
func (re *Regexp) FindAllStringIndex(s string, n int) (list [][]int) {
	re.all(s, n, 1, func(a []int) { list = append(list, a) })
	return list
}

// FindAll returns the fits in b, at most n of them if n is not negative; nil if there are none.
func (re *Regexp) FindAll(b []byte, n int) (list [][]byte) {
	re.all(view(b), n, 1, func(a []int) { list = append(list, bytesAt(b, a)) })
	return list
}

// FindAllString is FindAll for a string.
func (re *Regexp) FindAllString(s string, n int) (list []string) {
	re.all(s, n, 1, func(a []int) { list = append(list, stringAt(s, a)) })
	return list
}

// FindAllSubmatchIndex is FindSubmatchIndex for all fits, at most n of them if n is not negative.
func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.FindAllStringSubmatchIndex(view(b), n)
}

// FindAllStringSubmatchIndex is FindAllSubmatchIndex for a string.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (list [][]int) {
	re.all(s, n, re.groups(), func(a []int) { list = append(list, a) })
	return list
}

// FindAllSubmatch is FindSubmatch for all fits, at most n of them if n is not negative.
func (re *Regexp) FindAllSubmatch(b []byte, n int) (list [][][]byte) {
	re.all(view(b), n, re.groups(), func(a []int) { list = append(list, allBytes(b, a)) })
	return list
}

// FindAllStringSubmatch is FindAllSubmatch for a string.
func (re *Regexp) FindAllStringSubmatch(s string, n int) (list [][]string) {
	re.all(s, n, re.groups(), func(a []int) { list = append(list, allStrings(s, a)) })
	return list
}

// Split returns what stands between the fits in s, in at most n parts if n is not negative.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	var parts []string
	begin, end := 0, 0
	for _, a := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(parts) == n-1 {
			break
		}
		end = a[0]
		// An empty fit at the beginning splits nothing off.
		if a[1] != 0 {
			parts = append(parts, s[begin:end])
		}
		begin = a[1]
	}
	if end != len(s) {
		parts = append(parts, s[begin:])
	}
	return parts
}
