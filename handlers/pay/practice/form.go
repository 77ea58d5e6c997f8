package practice

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// form reads fields by name and knows which were never asked for: Stripe refuses those.
type form struct {
	values url.Values
	seen   map[string]bool
}

func newForm(v url.Values) *form { return &form{values: v, seen: map[string]bool{}} }

func (f *form) text(name string) string {
	f.seen[name] = true
	return f.values.Get(name)
}

// number reads a whole number; an absent one is zero.
func (f *form) number(name string) (int64, *problem) {
	text := f.text(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, invalid("parameter_invalid_integer", name, "Invalid integer: %s", text)
	}
	return n, nil
}

// list reads name[0], name[1] … in the order of their names.
func (f *form) list(name string) []string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(f.values)) {
		if strings.HasPrefix(key, name+"[") {
			f.seen[key] = true
			all = append(all, f.values[key]...)
		}
	}
	return all
}

// pairs reads name[key]=value.
func (f *form) pairs(name string) map[string]string {
	all := map[string]string{}
	for key := range f.values {
		if inner, ok := strings.CutPrefix(key, name+"["); ok {
			f.seen[key] = true
			all[strings.TrimSuffix(inner, "]")] = f.values.Get(key)
		}
	}
	return all
}

// required refuses the first of these that is absent.
func (f *form) required(names ...string) *problem {
	for _, name := range names {
		if f.text(name) == "" {
			return invalid("parameter_missing", name, "Missing required param: %s.", name)
		}
	}
	return nil
}

// rest refuses what nobody asked for, and fields that are there but empty.
func (f *form) rest() *problem {
	for _, key := range slices.Sorted(maps.Keys(f.values)) {
		if !f.seen[key] {
			return invalid("parameter_unknown", key, "Received unknown parameter: %s", key)
		}
		if f.values.Get(key) == "" {
			return invalid("parameter_invalid_empty", key, "You passed an empty string for '%s'. We assume empty values are an attempt to unset a parameter; however '%s' cannot be unset. You should remove '%s' from your request or supply a non-empty value.", key, key, key)
		}
	}
	return nil
}
