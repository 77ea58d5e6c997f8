package studio

import (
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

// editPage is the editor of a draft: its form, and what the server has made
// of it so far.
type editPage struct {
	web.Frame
	Form     *web.Form
	Draft    draft
	Contacts []templates.Option
	Taxes    []templates.Option
	Sections []sectionEdit
	Steps    []stepEdit
	Sums     sums
	Sign     string // of the currency: "£"
	Saved    string // "Saved at 14:02", or why not
	Focus    string // the field that has the focus at first
	IsPart   bool   // only what goes back while one types
	Stale    bool   // the draft was changed elsewhere
	HasItems bool   // there is something on the price list

	GoneSection, GoneStep *removal // removed just now, from the end
}

// Noun is what the document is called in a sentence: of a quote, as it stands
// in the form.
func (p editPage) Noun() string {
	switch {
	case p.Draft.IsInvoice():
		return "invoice"
	case p.Form.Get("kind") == "estimate":
		return "estimate"
	}
	return "quote"
}

// Heading is the page's title.
func (p editPage) Heading() string {
	name := strings.ToUpper(p.Noun()[:1]) + p.Noun()[1:]
	switch {
	case p.Draft.IsInvoice():
		return "Draft invoice"
	case p.Draft.IsTemplate():
		return p.Draft.Name
	case p.Draft.Number == "":
		return "New " + p.Noun()
	}
	return name + " " + p.Draft.Number + ", version " + strconv.Itoa(p.Draft.Version)
}

// Crumb is the word for the list that it stands in.
func (p editPage) Crumb() string {
	switch {
	case p.Draft.IsInvoice():
		return "Invoices"
	case p.Draft.IsTemplate():
		return "Templates"
	}
	return "Quotes"
}

// Send is the word on the button that leads on.
func (p editPage) Send() string {
	switch {
	case p.Draft.IsInvoice():
		return "Issue and send"
	case p.Draft.IsTemplate():
		return "New " + p.Noun() + " from this"
	}
	return "Send " + p.Noun()
}

// Onward is the picture on that button.
func (p editPage) Onward() string {
	if p.Draft.IsTemplate() {
		return "plus"
	}
	return "send"
}

// Kinds are what it may be called.
func (p editPage) Kinds() []templates.Option {
	return []templates.Option{{Value: "quote", Label: "Quote"}, {Value: "estimate", Label: "Estimate"}}
}

// Units are the two ways to say how much a discount takes off.
func (p editPage) Units() []templates.Option {
	return []templates.Option{{Value: "percent", Label: "%"}, {Value: "amount", Label: p.Sign}}
}

// Shares are the ways to say how much a payment is.
func (p editPage) Shares() []templates.Option {
	return []templates.Option{{Value: "percent", Label: "Percent"}, {Value: "amount", Label: "Fixed, " + p.Sign}, {Value: "rest", Label: "The rest"}}
}

// Dues are the ways to say when a payment falls due.
func (p editPage) Dues() []templates.Option {
	first := templates.Option{Value: "acceptance", Label: "On acceptance"}
	if p.Draft.IsInvoice() {
		first = templates.Option{Value: "issue", Label: "When issued"}
	}
	return []templates.Option{first, {Value: "days", Label: "Days after that"},
		{Value: "date", Label: "On a date"}, {Value: "event", Label: "Days before the event"}}
}

// HasValidity tells whether it says until when it can be accepted: a quote does,
// and a template leaves it to each of them.
func (p editPage) HasValidity() bool { return !p.Draft.IsInvoice() && !p.Draft.IsTemplate() }

// TermsHelp says what becomes of the terms.
func (p editPage) TermsHelp() string {
	switch {
	case p.Draft.IsInvoice():
		return ""
	case p.Draft.IsTemplate():
		return "Empty: those in your settings, as they are on the day."
	}
	return "Your client accepts these when they sign."
}

// Currencies are all that a document may be in.
func (p editPage) Currencies() []templates.Option { return templates.Currencies() }

// ShippingTaxes are the taxes that shipping may have.
func (p editPage) ShippingTaxes() []templates.Option {
	return append([]templates.Option{{Value: "", Label: "As the lines"}}, p.Taxes...)
}

// part is a section, a line or a step in the editor.
type part struct {
	Page        *editPage
	ID          string // 's1', 'l3', 'p0'
	prefix      string // of its fields
	First, Last bool
	Errors      []fieldError
	Gone        *removal // removed just now, from before it
}

// Name is the name of one of its fields, DOM the field's id on the page.
func (p part) Name(field string) string { return p.prefix + field }

// DOM is the id of an element that belongs to it.
func (p part) DOM(field string) string { return dom(p.prefix + field) }

func dom(name string) string { return strings.ReplaceAll(name, ".", "-") }

// IsFocus tells whether a field should have the focus.
func (p part) IsFocus(field string) bool { return p.Page.Focus == p.Name(field) }

// Said is the value of one of its fields.
func (p part) Said(field string) string { return p.Page.Form.Get(p.Name(field)) }

// fieldError is what is wrong with a field, told beside its row.
type fieldError struct{ ID, Label, Text string }

func (p *part) addErrors(fields ...[2]string) {
	for _, f := range fields {
		if text := p.Page.Form.Error(p.Name(f[0])); text != "" {
			p.Errors = append(p.Errors, fieldError{ID: p.DOM(f[0]) + "-error", Label: f[1], Text: text})
		}
	}
}

type sectionEdit struct {
	part
	Lines    []lineEdit
	Only     bool       // the document has no other section
	Found    *foundPage // on the price list; nil: nothing is looked for
	GoneLine *removal   // removed just now, from its end
}

// Plain tells whether the section is no more than a list of lines.
func (s sectionEdit) Plain() bool {
	return s.Only && s.Said("title") == "" && s.Said("note") == "" && s.Said("package") == "" && len(s.Errors) == 0
}

// Called is the section's name in a sentence.
func (s sectionEdit) Called() string {
	if title := s.Said("title"); title != "" {
		return title
	}
	return "this section"
}

type lineEdit struct {
	part
	Amount string // "–" while it cannot be worked out
	More   string // what the folded fields say: "per day, VAT 20%, 10% off"
	Open   bool   // one of the folded fields needs mending
	Word   string // what was done with it just now, in a sentence
	Fresh  bool   // the browser does not show these figures yet, or shows errors; see sift
	line   *store.Line
}

// Called is the line's name in a sentence.
func (l lineEdit) Called() string {
	if title := l.Said("title"); title != "" {
		return title
	}
	return "this line"
}

type stepEdit struct {
	part
	Amount string
}

// Called is the step's name in a sentence.
func (s stepEdit) Called() string {
	if label := s.Said("label"); label != "" {
		return label
	}
	return "this payment"
}

// layOut makes the parts of the page from the form's structure and from the
// content that was read of it.
func (p *editPage) layOut(o outline, c *store.Content, format func(int64, string) string) {
	for i, b := range o.sections {
		s := sectionEdit{part: part{Page: p, ID: b.id, prefix: "section." + b.id + ".", First: i == 0, Last: i == len(o.sections)-1}, Only: len(o.sections) == 1}
		s.addErrors([2]string{"title", "Heading"}, [2]string{"note", "Note"})
		for j, id := range b.lines {
			l := lineEdit{part: part{Page: p, ID: id, prefix: "line." + id + ".", First: s.First && j == 0, Last: s.Last && j == len(b.lines)-1}}
			l.addErrors([2]string{"title", "Description"}, [2]string{"quantity", "Qty"}, [2]string{"price", "Price"}, [2]string{"note", "Details"},
				[2]string{"unit", "Unit"}, [2]string{"tax", "Tax"}, [2]string{"discount", "Discount"})
			l.line = &c.Sections[i].Lines[j]
			l.finish(c, l.line, format)
			s.Lines = append(s.Lines, l)
		}
		p.Sections = append(p.Sections, s)
	}
	for i := range o.steps {
		s := stepEdit{part: part{Page: p, ID: "p" + strconv.Itoa(i), prefix: stepField(i, ""), First: i == 0, Last: i == len(o.steps)-1}}
		s.addErrors([2]string{"label", "Name"}, [2]string{"share", "How much"}, [2]string{"of", "How much"}, [2]string{"due", "When"},
			[2]string{"days", "Days"}, [2]string{"on", "Date"})
		if i < len(p.Sums.Parts) {
			s.Amount = p.Sums.Parts[i]
		}
		p.Steps = append(p.Steps, s)
	}
}

// finish works out a line's amount and sums up its folded fields.
func (l *lineEdit) finish(c *store.Content, line *store.Line, format func(int64, string) string) {
	l.Amount = "–"
	amount, err := c.Amount(*line)
	if err == nil && l.Page.Form.Error(l.Name("quantity"))+l.Page.Form.Error(l.Name("price"))+l.Page.Form.Error(l.Name("discount")) == "" {
		l.Amount = format(amount, c.Currency)
	}
	var more []string
	if line.Unit != "" {
		more = append(more, line.Unit)
	}
	for _, option := range l.Page.Taxes {
		if option.Value == taxKey(line.Tax) {
			more = append(more, option.Label)
		}
	}
	for _, d := range line.Discounts {
		off := format(d.Amount, c.Currency)
		if d.Percent != 0 {
			off = d.Percent.Format(l.Page.Locale) + "%"
		}
		more = append(more, off+" off")
	}
	if line.Ticked {
		more = append(more, "ticked at first")
	}
	l.More = strings.Join(more, ", ")
	for _, e := range l.Errors {
		l.Open = l.Open || e.Label == "Unit" || e.Label == "Tax" || e.Label == "Discount"
	}
}

// sift marks the lines that the browser does not show as they are: those whose
// figures are not the kept ones, those with something to mend, and those of
// which an earlier answer said so (the field "unsaved"). Only they are sent while
// one types, so that a document of a thousand lines is as quick as a short one.
func (p *editPage) sift(kept *store.Content, saved bool) {
	before := map[string]*store.Line{}
	for i := range kept.Sections {
		for j := range kept.Sections[i].Lines {
			before[kept.Sections[i].Lines[j].ID] = &kept.Sections[i].Lines[j]
		}
	}
	told := map[string]bool{}
	for id := range strings.FieldsSeq(p.Form.Get("unsaved")) {
		told[id] = true
	}
	var unsaved []string
	for i := range p.Sections {
		for j := range p.Sections[i].Lines {
			l := &p.Sections[i].Lines[j]
			old := before[l.ID]
			l.Fresh = old == nil || !sameFigures(old, l.line) || told[l.ID] || len(l.Errors) > 0
			if l.Fresh && (!saved || len(l.Errors) > 0) {
				unsaved = append(unsaved, l.ID)
			}
		}
	}
	p.Form.Values.Set("unsaved", strings.Join(unsaved, " "))
}

// sameFigures tells whether two lines show alike beside their fields.
func sameFigures(a, b *store.Line) bool {
	return a.Quantity == b.Quantity && a.Price == b.Price && a.Tax == b.Tax && a.Unit == b.Unit && a.Ticked == b.Ticked && slices.Equal(a.Discounts, b.Discounts)
}

// taxChoices are the taxes that a line may have: the studio's, the default
// first, and those that the draft has already.
func taxChoices(rates []store.TaxRate, c *store.Content) (map[string]money.Tax, []templates.Option) {
	known, options := map[string]money.Tax{}, []templates.Option{}
	add := func(tax money.Tax, name string) {
		key := taxKey(tax)
		if _, there := known[key]; there {
			return
		}
		known[key] = tax
		options = append(options, templates.Option{Value: key, Label: taxLabel(tax, name, c)})
	}
	for _, r := range rates {
		add(r.Tax(c.TaxName), r.Name)
	}
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			add(l.Tax, "")
		}
	}
	if c.ShippingTax != nil {
		add(*c.ShippingTax, "")
	}
	if len(options) == 0 {
		add(money.Tax{Category: money.OutOfScope}, "")
	}
	return known, options
}

func taxLabel(t money.Tax, name string, c *store.Content) string {
	tax := named(t, c)
	if tax == "" {
		tax = "tax"
	}
	label := tax + " " + t.Rate.Format(c.Locale) + "%"
	switch {
	case t.Category == money.OutOfScope || t == (money.Tax{}):
		label = "No " + tax
	case t.Rate == 0 && name == "":
		for _, kind := range taxKinds() {
			if kind.Value == string(t.Category) {
				label += ", " + strings.ToLower(kind.Label[:1]) + kind.Label[1:]
			}
		}
	}
	if name != "" {
		label += ", " + name
	}
	return label
}
