package regexp

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// replace returns src with what repl appends instead of each fit, nil if there is none.
func (re *Regexp) replace(src string, groups int, repl func(dst []byte, a []int) []byte) []byte {
	var out []byte
	done := 0 // what is before was copied or replaced
	for at := 0; at <= len(src); {
		a := re.places(src, at, groups)
		if a == nil {
			break
		}
		out = append(out, src[done:a[0]]...)
		// An empty fit directly behind another does not count.
		if a[1] > done || a[0] == 0 {
			out = repl(out, a)
		}
		done = a[1]
		_, width := utf8.DecodeRuneInString(src[at:])
		at = max(a[1], at+max(width, 1))
	}
	if out == nil {
		return nil
	}
	return append(out, src[done:]...)
}

func (re *Regexp) replaceString(src string, groups int, repl func(dst []byte, a []int) []byte) string {
	found := false
	out := re.replace(src, groups, func(dst []byte, a []int) []byte {
		found = true
		return repl(dst, a)
	})
	if !found {
		return src
	}
	return string(out)
}

func (re *Regexp) replaceBytes(src []byte, groups int, repl func(dst []byte, a []int) []byte) []byte {
	out := re.replace(view(src), groups, repl)
	if out == nil {
		return append(out, src...)
	}
	return out
}

// ReplaceAllString returns src with all fits replaced by repl, in which $name, ${name} and $1 stand for groups, as Expand has it.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	groups := 1
	if strings.Contains(repl, "$") {
		groups = re.groups()
	}
	return re.replaceString(src, groups, func(dst []byte, a []int) []byte { return re.expand(dst, repl, src, a) })
}

// ReplaceAllLiteralString returns src with all fits replaced by repl as it is.
func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.replaceString(src, 1, func(dst []byte, a []int) []byte { return append(dst, repl...) })
}

// ReplaceAllStringFunc returns src with all fits replaced by what repl makes of them.
func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return re.replaceString(src, 1, func(dst []byte, a []int) []byte { return append(dst, repl(src[a[0]:a[1]])...) })
}

// ReplaceAll is ReplaceAllString for bytes; the result is a copy.
func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	template := string(repl)
	groups := 1
	if strings.Contains(template, "$") {
		groups = re.groups()
	}
	return re.replaceBytes(src, groups, func(dst []byte, a []int) []byte { return re.expand(dst, template, view(src), a) })
}

// ReplaceAllLiteral is ReplaceAllLiteralString for bytes; the result is a copy.
func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return re.replaceBytes(src, 1, func(dst []byte, a []int) []byte { return append(dst, repl...) })
}

// ReplaceAllFunc is ReplaceAllStringFunc for bytes; the result is a copy.
func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return re.replaceBytes(src, 1, func(dst []byte, a []int) []byte { return append(dst, repl(src[a[0]:a[1]])...) })
}

// Expand appends template to dst, with the groups of a fit in src for $name and ${name}; match is what FindSubmatchIndex returned.
// A name of digits is the number of a group, $$ is a dollar sign. Groups that are not there are empty.
func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), view(src), match)
}

// ExpandString is Expand for strings.
func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, src, match)
}

func (re *Regexp) expand(dst []byte, template, src string, match []int) []byte {
	for {
		before, after, found := strings.Cut(template, "$")
		dst = append(dst, before...)
		if !found {
			return dst
		}
		template = after
		if strings.HasPrefix(template, "$") {
			dst = append(dst, '$')
			template = template[1:]
			continue
		}
		name, rest, ok := groupName(template)
		if !ok {
			dst = append(dst, '$') // as it stands
			continue
		}
		template = rest
		group := number(name)
		if group >= 0 {
			if 2*group+1 < len(match) && match[2*group] >= 0 {
				dst = append(dst, src[match[2*group]:match[2*group+1]]...)
			}
			continue
		}
		for i := slices.Index(re.names, name); i >= 0 && i < len(re.names); i++ {
			if re.names[i] == name && 2*i+1 < len(match) && match[2*i] >= 0 {
				dst = append(dst, src[match[2*i]:match[2*i+1]]...)
				break
			}
		}
	}
}

// groupName reads the name at the beginning of a template, which may be in braces.
func groupName(s string) (name, rest string, ok bool) {
	braced := strings.HasPrefix(s, "{")
	if braced {
		s = s[1:]
	}
	end := strings.IndexFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(s)
	}
	if end == 0 {
		return "", "", false
	}
	name, rest = s[:end], s[end:]
	if braced {
		rest, ok = strings.CutPrefix(rest, "}")
		return name, rest, ok
	}
	return name, rest, true
}

// number returns the number that a name is, -1 if it is none.
func number(name string) int {
	if len(name) > 1 && name[0] == '0' {
		return -1
	}
	for i := 0; i < len(name); i++ {
		if name[i] < '0' || name[i] > '9' {
			return -1
		}
	}
	n, err := strconv.Atoi(name)
	if err != nil || n >= 1e8 {
		return -1
	}
	return n
}
