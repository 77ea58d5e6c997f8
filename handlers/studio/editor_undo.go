package studio

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"anteroom/handlers/web"
)

// removal is what was last taken out of a draft. It is kept with the session of
// the one who did it, so that it can be brought back with script or without.
type removal struct {
	Path    string // of the draft
	Called  string // what it was: "Oak window seat"
	Order   []string
	Section string // in which a line stood
	At      int    // its place among its like
	Fields  url.Values
}

// maxRemoval is how large a removal may be to be kept, in bytes. A section of a
// thousand lines has to be removed in earnest.
const maxRemoval = 64 << 10

// lift copies a section with its lines, a line or a step out of a form, before it
// is removed; nil when there is none of that id.
func (o *outline) lift(form *web.Form, id string) *removal {
	r := removal{Order: []string{id}, Fields: url.Values{}, Called: "Line"}
	prefixes := []string{"line." + id + "."}
	title := prefixes[0] + "title"
	if i := o.section(id); i >= 0 {
		r.At, r.Called, prefixes[0] = i, "Section", "section."+id+"."
		title = prefixes[0] + "title"
		for _, line := range o.sections[i].lines {
			r.Order = append(r.Order, line)
			prefixes = append(prefixes, "line."+line+".")
		}
	} else if s, l := o.line(id); s >= 0 {
		r.At, r.Section = l, o.sections[s].id
	} else if i := o.step(id); i >= 0 {
		r.At, r.Called, prefixes[0] = i, "Payment", stepField(o.steps[i], "")
		title = prefixes[0] + "label"
	} else {
		return nil
	}
	if name := form.Get(title); name != "" {
		r.Called = name
	}
	for name, values := range form.Values {
		if slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			r.Fields[name] = values
		}
	}
	return &r
}

// restore puts what was removed back in its place, or as near as may be, under
// other ids where its own are taken. It gives the field that should have the
// focus then.
func (o *outline) restore(form *web.Form, r *removal) (focus string) {
	if len(r.Order) == 0 {
		return ""
	}
	switch id := r.Order[0]; id[0] {
	case 's':
		section := block{id: o.free(id)}
		at := min(r.At, len(o.sections))
		o.sections = slices.Insert(o.sections, at, section)
		r.bring(form, "section."+id+".", "section."+section.id+".")
		for _, line := range r.Order[1:] {
			fresh := o.free(line)
			o.sections[at].lines = append(o.sections[at].lines, fresh)
			r.bring(form, "line."+line+".", "line."+fresh+".")
		}
		return "section." + section.id + ".title"
	case 'l':
		s := o.section(r.Section)
		if s < 0 {
			s = len(o.sections) - 1 // it is gone too
		}
		fresh := o.free(id)
		o.sections[s].lines = slices.Insert(slices.Clone(o.sections[s].lines), min(r.At, len(o.sections[s].lines)), fresh)
		r.bring(form, "line."+id+".", "line."+fresh+".")
		return "line." + fresh + ".title"
	}
	old, _ := numberOf(r.Order[0])
	n, at := 0, min(r.At, len(o.steps))
	for _, step := range o.steps {
		n = max(n, step+1)
	}
	o.steps = slices.Insert(o.steps, at, n)
	r.bring(form, stepField(old, ""), stepField(n, ""))
	return stepField(at, "label")
}

// free is the id, or another one if it is taken.
func (o *outline) free(id string) string {
	if slices.Contains(o.order(), id) {
		return o.next(id[:1])
	}
	return id
}

// bring copies fields of a removal into a form, under another prefix.
func (r *removal) bring(form *web.Form, from, to string) {
	for name, values := range r.Fields {
		if field, ok := strings.CutPrefix(name, from); ok {
			form.Values[to+field] = values
		}
	}
}

// keepRemoval keeps what was removed for as long as nothing else is.
func keepRemoval(x *web.Exchange, r *removal) error {
	if x.Session == nil || r == nil {
		return nil
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if len(text) > maxRemoval {
		delete(x.Session.Values, "removed")
	} else {
		x.Session.Values["removed"] = string(text)
	}
	return x.Session.Save(x.R, x.W)
}

// keptRemoval is what was last removed from the draft at a path; nil if that was
// somewhere else, or is brought back already.
func keptRemoval(x *web.Exchange, path string) *removal {
	if x.Session == nil {
		return nil
	}
	text, _ := x.Session.Values["removed"].(string)
	var r removal
	if json.Unmarshal([]byte(text), &r) != nil || r.Path != path {
		return nil
	}
	return &r
}

// undo brings back what was last removed from a draft.
func undo(x *web.Exchange, o *outline, form *web.Form, path string) (focus, word string, err error) {
	r := keptRemoval(x, path)
	if r == nil {
		return "", "This can no longer be undone.", nil
	}
	delete(x.Session.Values, "removed")
	if err := x.Session.Save(x.R, x.W); err != nil {
		return "", "", err
	}
	return o.restore(form, r), "", nil
}

// showRemoval offers to undo a removal, where it was.
func (p *editPage) showRemoval(r *removal) {
	if r == nil {
		return
	}
	p.Focus = "undo"
	switch id := r.Order[0]; id[0] {
	case 's':
		if r.At < len(p.Sections) {
			p.Sections[r.At].Gone = r
		} else {
			p.GoneSection = r
		}
	case 'p':
		if r.At < len(p.Steps) {
			p.Steps[r.At].Gone = r
		} else {
			p.GoneStep = r
		}
	default:
		for i := range p.Sections {
			s := &p.Sections[i]
			switch {
			case s.ID != r.Section:
			case r.At < len(s.Lines):
				s.Lines[r.At].Gone = r
			default:
				s.GoneLine = r
			}
		}
	}
}
