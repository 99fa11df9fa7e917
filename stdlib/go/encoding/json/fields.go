package json

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// A field of a struct as JSON sees it: promoted ones too.
type field struct {
	name      string
	key       [2]string // the name as a literal and a colon, without and with HTML escapes
	index     []int
	typ       reflect.Type
	tagged    bool
	omitEmpty bool
	omitZero  bool
	quoted    bool
}

// plans keeps the fields of the struct types that were met.
var plans map[reflect.Type]*plan

type plan struct {
	fields []field
	byName map[string]int
}

func fieldsOf(t reflect.Type) *plan {
	if p, ok := plans[t]; ok {
		return p
	}
	p := &plan{fields: findFields(t), byName: map[string]int{}}
	for i := range p.fields {
		f := &p.fields[i]
		p.byName[f.name] = i
		f.key = [2]string{quote(f.name, false) + ":", quote(f.name, true) + ":"}
	}
	if plans == nil {
		plans = map[reflect.Type]*plan{}
	}
	plans[t] = p
	return p
}

// find returns the field with a name, or else the first one whose name differs in case only.
func (p *plan) find(name string) *field {
	if i, ok := p.byName[name]; ok {
		return &p.fields[i]
	}
	for i := range p.fields {
		if strings.EqualFold(p.fields[i].name, name) {
			return &p.fields[i]
		}
	}
	return nil
}

func validName(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return s != ""
}

// findFields walks the embedded structs level by level. Of several fields with a name the one at the least depth counts, there the
// tagged one; if that leaves several, none does.
func findFields(t reflect.Type) []field {
	type level struct {
		typ   reflect.Type
		index []int
	}
	current := []level{}
	next := []level{{typ: t}}
	visited := map[reflect.Type]bool{}
	var count, nextCount map[reflect.Type]int
	var all []field
	for len(next) > 0 {
		current, next = next, current[:0]
		next = nil
		count, nextCount = nextCount, map[reflect.Type]int{}
		for _, l := range current {
			if visited[l.typ] {
				continue
			}
			visited[l.typ] = true
			for i := range l.typ.NumField() {
				sf := l.typ.Field(i)
				if sf.Anonymous {
					et := sf.Type
					if et.Kind() == reflect.Pointer {
						et = et.Elem()
					}
					// The fields of an unexported struct are promoted all the same.
					if !sf.IsExported() && et.Kind() != reflect.Struct {
						continue
					}
				} else if !sf.IsExported() {
					continue
				}
				tag := sf.Tag.Get("json")
				if tag == "-" {
					continue
				}
				name, options, _ := strings.Cut(tag, ",")
				if !validName(name) {
					name = ""
				}
				has := func(option string) bool { return slices.Contains(strings.Split(options, ","), option) }
				ft := sf.Type
				if ft.Name() == "" && ft.Kind() == reflect.Pointer {
					ft = ft.Elem()
				}
				index := append(slices.Clone(l.index), i)
				if name == "" && sf.Anonymous && ft.Kind() == reflect.Struct {
					nextCount[ft]++
					if nextCount[ft] == 1 {
						next = append(next, level{ft, index})
					}
					continue
				}
				f := field{name: name, index: index, typ: sf.Type, tagged: name != "", omitEmpty: has("omitempty"), omitZero: has("omitzero")}
				if name == "" {
					f.name = sf.Name
				}
				if has("string") {
					switch k := ft.Kind(); {
					case k == reflect.Bool, k >= reflect.Int && k <= reflect.Float64, k == reflect.String:
						f.quoted = true
					}
				}
				all = append(all, f)
				if count[l.typ] > 1 {
					all = append(all, f) // the struct is embedded twice at this level
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b field) int {
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
		if c := len(a.index) - len(b.index); c != 0 {
			return c
		}
		if a.tagged != b.tagged {
			if a.tagged {
				return -1
			}
			return 1
		}
		return slices.Compare(a.index, b.index)
	})
	var kept []field
	for i := 0; i < len(all); {
		end := i + 1
		for end < len(all) && all[end].name == all[i].name {
			end++
		}
		if end == i+1 || len(all[i+1].index) != len(all[i].index) || all[i+1].tagged != all[i].tagged {
			kept = append(kept, all[i])
		}
		i = end
	}
	slices.SortFunc(kept, func(a, b field) int { return slices.Compare(a.index, b.index) })
	return kept
}
