// Package path works on paths whose elements are separated by slashes. It looks at the text alone.
package path

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// Clean returns the shortest path that names the same: without empty and "." elements, and without ".." wherever an element
// before can be left out instead. The empty path is ".".
func Clean(path string) string {
	rooted := strings.HasPrefix(path, "/")
	var kept []string
	for _, element := range strings.Split(path, "/") {
		switch {
		case element == "" || element == ".":
		case element != "..":
			kept = append(kept, element)
		case len(kept) > 0 && kept[len(kept)-1] != "..":
			kept = kept[:len(kept)-1]
		case !rooted:
			kept = append(kept, "..")
		}
	}
	clean := strings.Join(kept, "/")
	if rooted {
		return "/" + clean
	}
	if clean == "" {
		return "."
	}
	return clean
}

// Split cuts path behind its last slash.
func Split(path string) (dir, file string) {
	i := strings.LastIndexByte(path, '/') + 1
	return path[:i], path[i:]
}

// Join joins the elements that are not empty by slashes and cleans the result.
func Join(elem ...string) string {
	var kept []string
	for _, e := range elem {
		if e != "" {
			kept = append(kept, e)
		}
	}
	if kept == nil {
		return ""
	}
	return Clean(strings.Join(kept, "/"))
}

// Ext returns what stands from the last dot of the last element on.
func Ext(path string) string {
	_, file := Split(path)
	if i := strings.LastIndexByte(file, '.'); i >= 0 {
		return file[i:]
	}
	return ""
}

// Base returns the last element, "." for the empty path and "/" for one of slashes only.
func Base(path string) string {
	if path == "" {
		return "."
	}
	path = strings.TrimRight(path, "/")
	if path == "" {
		return "/"
	}
	_, file := Split(path)
	return file
}

// IsAbs reports whether path begins with a slash.
func IsAbs(path string) bool { return strings.HasPrefix(path, "/") }

// Dir returns the path without its last element, cleaned.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match reports whether the whole name fits the pattern. In it * stands for any text without a slash, ? for a character but a slash,
// [a-z] for a character of a class, [^a-z] for one that is not in it, and \c for the character c.
func Match(pattern, name string) (matched bool, err error) {
	for pattern != "" {
		star := false
		for strings.HasPrefix(pattern, "*") {
			pattern, star = pattern[1:], true
		}
		chunk, rest := cutChunk(pattern)
		if star && chunk == "" {
			return !strings.Contains(name, "/"), nil
		}
		after, ok, err := matchChunk(chunk, name)
		if err != nil {
			return false, err
		}
		// Behind the last star the chunk must reach the end; before, the first place where a chunk fits is as good as any.
		fits := ok && (after == "" || rest != "")
		if !fits && star {
			for i := 0; i < len(name) && name[i] != '/' && !fits; i++ {
				after, ok, err = matchChunk(chunk, name[i+1:])
				if err != nil {
					return false, err
				}
				fits = ok && (after == "" || rest != "")
			}
		}
		if !fits {
			return false, check(rest)
		}
		pattern, name = rest, after
	}
	return name == "", nil
}

// check returns ErrBadPattern if pattern is malformed.
func check(pattern string) error {
	for pattern != "" {
		var chunk string
		chunk, pattern = cutChunk(strings.TrimLeft(pattern, "*"))
		if _, _, err := matchChunk(chunk, ""); err != nil {
			return err
		}
	}
	return nil
}

// cutChunk cuts a pattern before its first star outside of a class.
func cutChunk(pattern string) (chunk, rest string) {
	inClass := false
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[':
			inClass = true
		case ']':
			inClass = false
		case '*':
			if !inClass {
				return pattern[:i], pattern[i:]
			}
		}
	}
	return pattern, ""
}

// matchChunk matches a pattern without stars with the beginning of s and returns what comes behind. The chunk is looked at to its end
// even if s does not fit, for errors.
func matchChunk(chunk, s string) (rest string, ok bool, err error) {
	ok = true
	for chunk != "" {
		ok = ok && s != ""
		switch chunk[0] {
		case '[':
			var r rune
			if ok {
				var n int
				r, n = utf8.DecodeRuneInString(s)
				s = s[n:]
			}
			chunk = chunk[1:]
			negated := strings.HasPrefix(chunk, "^")
			if negated {
				chunk = chunk[1:]
			}
			found := false
			for ranges := 0; ranges == 0 || !strings.HasPrefix(chunk, "]"); ranges++ {
				var lo, hi rune
				if lo, chunk, err = classRune(chunk); err != nil {
					return "", false, err
				}
				hi = lo
				if chunk[0] == '-' {
					if hi, chunk, err = classRune(chunk[1:]); err != nil {
						return "", false, err
					}
				}
				found = found || lo <= r && r <= hi
			}
			chunk = chunk[1:]
			ok = ok && found != negated
		case '?':
			if ok {
				ok = s[0] != '/'
				_, n := utf8.DecodeRuneInString(s)
				s = s[n:]
			}
			chunk = chunk[1:]
		default:
			if chunk[0] == '\\' {
				chunk = chunk[1:]
				if chunk == "" {
					return "", false, ErrBadPattern
				}
			}
			if ok {
				ok = chunk[0] == s[0]
				s = s[1:]
			}
			chunk = chunk[1:]
		}
	}
	if !ok {
		return "", false, nil
	}
	return s, true, nil
}

// classRune reads a character in a class; something must follow it.
func classRune(chunk string) (r rune, rest string, err error) {
	if chunk == "" || chunk[0] == '-' || chunk[0] == ']' {
		return 0, "", ErrBadPattern
	}
	if chunk[0] == '\\' {
		chunk = chunk[1:]
		if chunk == "" {
			return 0, "", ErrBadPattern
		}
	}
	r, n := utf8.DecodeRuneInString(chunk)
	if r == utf8.RuneError && n == 1 {
		err = ErrBadPattern
	}
	rest = chunk[n:]
	if rest == "" {
		err = ErrBadPattern
	}
	return r, rest, err
}
