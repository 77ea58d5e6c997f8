package studio

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store/money"
)

// The editor's form. Its fields are named by the ids of what they belong to, as
// the store names them in *Invalid: "title", "section.s1.note",
// "line.l3.price", "step.0.label". The repeated field "order" holds the
// structure: 's1', then its lines 'l1', 'l2' …, then the next section; last the
// steps of the schedule, 'p0', 'p1' … A button changes the structure by its
// value of "do": 'add-line:s1', 'remove:l3', 'up:p1'.

// outline is the structure of the editor's form.
type outline struct {
	sections []block
	steps    []int // as numbered in the form, in their order
}

// block is a section and its lines, by id.
type block struct {
	id    string
	lines []string
}

// outlineOf reads the structure of a posted form; ok is false for one that no
// page of ours sends.
func outlineOf(form *web.Form) (o outline, ok bool) {
	seen := map[string]bool{}
	for _, id := range form.All("order") {
		n, isNumber := numberOf(id)
		if seen[id] || !isNumber {
			return o, false
		}
		seen[id] = true
		switch {
		case id[0] == 's':
			o.sections = append(o.sections, block{id: id})
		case id[0] == 'l' && len(o.sections) > 0:
			last := &o.sections[len(o.sections)-1]
			last.lines = append(last.lines, id)
		case id[0] == 'p':
			o.steps = append(o.steps, n)
		default:
			return o, false
		}
	}
	return o, len(o.sections) > 0
}

// numberOf is the number in an id: 12 of 'l12'.
func numberOf(id string) (int, bool) {
	if len(id) < 2 || len(id) > 8 {
		return 0, false
	}
	n, err := strconv.ParseUint(id[1:], 10, 32)
	return int(n), err == nil
}

// order writes the structure back into a form.
func (o outline) order() []string {
	var order []string
	for _, s := range o.sections {
		order = append(append(order, s.id), s.lines...)
	}
	for i := range o.steps {
		order = append(order, "p"+strconv.Itoa(i))
	}
	return order
}

// next is the first id with this letter that is not taken.
func (o outline) next(letter string) string {
	most := 0
	for _, id := range o.order() {
		if n, _ := numberOf(id); strings.HasPrefix(id, letter) {
			most = max(most, n)
		}
	}
	return letter + strconv.Itoa(most+1)
}

// change does what a button of the editor asks for and gives the field that
// should have the focus then. What it does not know it leaves alone.
func (o *outline) change(form *web.Form, do string, tax string) (focus string) {
	verb, id, _ := strings.Cut(do, ":")
	switch verb {
	case "add-line":
		return o.addLine(form, id, tax)
	case "add-section":
		return o.addSection(form, tax)
	case "add-step":
		return o.addStep(form)
	case "remove":
		o.remove(id)
	case "up":
		o.move(id, -1)
	case "down":
		o.move(id, +1)
	}
	return ""
}

func (o *outline) addLine(form *web.Form, section, tax string) string {
	i := o.section(section)
	if i < 0 {
		return ""
	}
	id := o.next("l")
	o.sections[i].lines = append(o.sections[i].lines, id)
	form.Values.Set("line."+id+".quantity", "1")
	form.Values.Set("line."+id+".tax", tax)
	return "line." + id + ".title"
}

func (o *outline) addSection(form *web.Form, tax string) string {
	id := o.next("s")
	o.sections = append(o.sections, block{id: id})
	o.addLine(form, id, tax)
	return "section." + id + ".title"
}

// addStep adds a payment: the rest, if no other takes it.
func (o *outline) addStep(form *web.Form) string {
	n, share := 0, "rest"
	for _, step := range o.steps {
		n = max(n, step+1)
		if form.Get(stepField(step, "of")) == "rest" {
			share = "percent"
		}
	}
	o.steps = append(o.steps, n)
	form.Values.Set(stepField(n, "of"), share)
	form.Values.Set(stepField(n, "due"), "days")
	form.Values.Set(stepField(n, "days"), "14")
	return stepField(len(o.steps)-1, "label")
}

func stepField(n int, field string) string { return fmt.Sprintf("step.%d.%s", n, field) }

// remove takes out a line, a section with its lines, or a step. One section
// always stays.
func (o *outline) remove(id string) {
	if i := o.section(id); i >= 0 {
		fresh := o.next("s")
		o.sections = slices.Delete(o.sections, i, i+1)
		if len(o.sections) == 0 {
			o.sections = []block{{id: fresh}}
		}
		return
	}
	if s, l := o.line(id); s >= 0 {
		o.sections[s].lines = slices.Delete(slices.Clone(o.sections[s].lines), l, l+1)
		return
	}
	if i := o.step(id); i >= 0 {
		o.steps = slices.Delete(o.steps, i, i+1)
	}
}

// move moves a line, a section or a step one place. A line that passes the
// edge of its section goes over into the neighbouring one.
func (o *outline) move(id string, by int) {
	if i := o.section(id); i >= 0 {
		swap(o.sections, i, i+by)
		return
	}
	if i := o.step(id); i >= 0 {
		swap(o.steps, i, i+by)
		return
	}
	s, l := o.line(id)
	if s < 0 || swap(o.sections[s].lines, l, l+by) {
		return
	}
	to := s + by
	if to < 0 || to >= len(o.sections) {
		return
	}
	o.sections[s].lines = slices.Delete(slices.Clone(o.sections[s].lines), l, l+1)
	if by < 0 {
		o.sections[to].lines = append(o.sections[to].lines, id)
		return
	}
	o.sections[to].lines = slices.Insert(o.sections[to].lines, 0, id)
}

func swap[T any](list []T, i, j int) bool {
	if i < 0 || j < 0 || i >= len(list) || j >= len(list) {
		return false
	}
	list[i], list[j] = list[j], list[i]
	return true
}

func (o *outline) section(id string) int {
	return slices.IndexFunc(o.sections, func(b block) bool { return b.id == id })
}

func (o *outline) line(id string) (section, line int) {
	for s, b := range o.sections {
		if l := slices.Index(b.lines, id); l >= 0 {
			return s, l
		}
	}
	return -1, -1
}

func (o *outline) step(id string) int {
	n, ok := numberOf(id)
	if !ok || id[0] != 'p' {
		return -1
	}
	return slices.Index(o.steps, n)
}

// settle writes a changed structure into the form: the order, and the steps
// numbered anew by it, so that the store's names for them fit. The fields of
// what was removed go.
func (o *outline) settle(form *web.Form) {
	values := url.Values{}
	for name, v := range form.Values {
		if o.keeps(name) {
			values[name] = v
		}
	}
	for i, n := range o.steps {
		for _, field := range stepFields {
			if v, ok := form.Values[stepField(n, field)]; ok {
				values[stepField(i, field)] = v
			}
		}
		o.steps[i] = i
	}
	values["order"] = o.order()
	form.Values = values
}

// keeps tells whether a field belongs to something that is there, but for the
// steps, which are numbered anew.
func (o *outline) keeps(name string) bool {
	kind, rest, _ := strings.Cut(name, ".")
	id, _, _ := strings.Cut(rest, ".")
	switch kind {
	case "section":
		return o.section(id) >= 0
	case "line":
		s, _ := o.line(id)
		return s >= 0
	}
	return kind != "step"
}

var stepFields = []string{"label", "share", "of", "due", "days", "on"}

// taxKey names a tax in a form: its category and its rate in thousandths of a
// percent.
func taxKey(t money.Tax) string {
	return string(t.Category) + ":" + strconv.FormatInt(int64(t.Rate), 10)
}
