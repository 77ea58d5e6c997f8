package studio

import (
	"errors"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// reader makes a document of a form: what can be read, and what cannot.
type reader struct {
	form     *web.Form
	locale   string // in which numbers are typed
	currency string // in which amounts are
	from     string // what a schedule is counted from: 'acceptance' or 'issue'
	taxes    map[string]money.Tax
	invalid  store.Invalid
}

// read makes the content that a form describes, upon the one that is kept. Its
// error is an *Invalid that names fields; what could not be read is zero.
func (r *reader) read(o outline, base store.Content) (store.Content, error) {
	c := base
	r.readCurrency(base.Currency)
	c.Currency = r.currency
	c.Kind, c.Title = r.form.Get("kind"), r.line("title")
	c.Intro, c.Terms = store.Markdown{Source: r.form.Get("intro")}, store.Markdown{Source: r.form.Get("terms")}
	c.Discount, c.DiscountFor = r.discount("discount"), r.line("discount_for")
	r.shipping(&c)
	if r.form.Values.Has("prices") { // without a tax nothing is asked
		c.TaxIncluded = r.prices()
	}
	c.ValidUntil = r.date("valid_until")
	c.Sections = nil
	for _, b := range o.sections {
		c.Sections = append(c.Sections, r.section(b))
	}
	c.Schedule = nil
	for i := range o.steps {
		c.Schedule = append(c.Schedule, r.step(i))
	}
	for name := range r.form.Errors { // what is not UTF-8
		r.invalid.Add(name, store.Say("invalid.text"))
	}
	return c, r.invalid.OrNil()
}

// readCurrency reads the currency first: all amounts are read in it.
func (r *reader) readCurrency(now string) {
	r.currency = now
	if !r.form.Values.Has("currency") {
		return
	}
	if r.currency = r.form.Get("currency"); !money.Known(r.currency) {
		r.currency = now
		r.invalid.Add("currency", store.Say("money.unknown-currency"))
	}
}

// shipping reads what is charged beside the lines.
func (r *reader) shipping(c *store.Content) {
	c.Shipping, c.ShippingFor, c.ShippingTax = r.amount("shipping"), r.line("shipping_for"), nil
	if key := r.form.Get("shipping_tax"); key != "" {
		tax, ok := r.taxes[key]
		if !ok {
			r.invalid.Add("shipping_tax", store.Say("invalid.choice"))
		}
		c.ShippingTax = &tax
	}
}

// prices tells whether prices are given with their tax.
func (r *reader) prices() bool {
	switch r.form.Get("prices") {
	case "gross":
		return true
	case "net":
	default:
		r.invalid.Add("", store.Say("error400.note"))
	}
	return false
}

// line is a field of one line.
func (r *reader) line(name string) string { return strings.Join(strings.Fields(r.form.Get(name)), " ") }

func (r *reader) section(b block) store.Section {
	name := "section." + b.id + "."
	s := store.Section{ID: b.id, Title: r.line(name + "title"), Note: store.Markdown{Source: r.form.Get(name + "note")},
		Package: r.form.Ticked(name + "package"), Lines: []store.Line{}}
	for _, id := range b.lines {
		s.Lines = append(s.Lines, r.offer(id))
	}
	return s
}

// offer reads one line.
func (r *reader) offer(id string) store.Line {
	name := "line." + id + "."
	l := store.Line{ID: id, Title: r.line(name + "title"), Note: store.Markdown{Source: r.form.Get(name + "note")},
		Unit: r.line(name + "unit"), Optional: r.form.Ticked(name + "optional")}
	l.Ticked = l.Optional && r.form.Ticked(name+"ticked")
	l.Quantity = r.decimal(name + "quantity")
	l.Price = r.price(name + "price")
	if d := r.discount(name + "discount"); d != (money.Discount{}) {
		l.Discounts = []money.Discount{d}
	}
	tax, ok := r.taxes[r.form.Get(name+"tax")]
	if !ok {
		r.invalid.Add(name+"tax", store.Say("invalid.choice"))
	}
	l.Tax = tax
	return l
}

func (r *reader) decimal(name string) money.Decimal {
	n, err := money.ParseDecimal(r.form.Get(name), r.locale)
	r.note(name, err)
	return n
}

// price reads a unit price, with the currency's sign or without; empty is zero.
func (r *reader) price(name string) money.Decimal {
	text := r.form.Get(name)
	if text == "" {
		return 0
	}
	price, err := money.ParseDecimal(text, r.locale)
	if errors.Is(err, money.NotANumber) {
		amount, again := money.Parse(text, r.currency, r.locale)
		if again == nil {
			price, err = money.Major(amount, r.currency)
		}
	}
	r.note(name, err)
	return price
}

// amount reads an amount in minor units; empty is zero.
func (r *reader) amount(name string) int64 {
	if r.form.Get(name) == "" {
		return 0
	}
	n, err := money.Parse(r.form.Get(name), r.currency, r.locale)
	if err == nil && n < 0 {
		err = money.Negative
	}
	r.note(name, err)
	return n
}

// percent reads a percentage from 0 to 100; empty is zero.
func (r *reader) percent(name string) money.Rate {
	if r.form.Get(name) == "" {
		return 0
	}
	n, err := money.ParseRate(r.form.Get(name), r.locale)
	if err == nil && n > 100*money.Percent {
		r.invalid.Add(name, store.Say("invalid.percent"))
		return 0
	}
	r.note(name, err)
	return n
}

// discount reads a percentage or an amount off; which one says the field that
// ends in "_of". Empty is none.
func (r *reader) discount(name string) money.Discount {
	text := r.form.Get(name)
	switch {
	case text == "":
		return money.Discount{}
	case r.form.Get(name+"_of") == "amount" && !strings.Contains(text, "%"):
		return money.Discount{Amount: r.amount(name)}
	}
	return money.Discount{Percent: r.percent(name)}
}

func (r *reader) date(name string) store.Date {
	text := r.form.Get(name)
	if text == "" {
		return ""
	}
	d, err := store.ParseDate(text)
	if err != nil {
		r.invalid.Add(name, store.Say("invalid.date"))
	}
	return d
}

func (r *reader) step(i int) store.Step {
	step := store.Step{Label: r.line(stepField(i, "label"))}
	switch r.form.Get(stepField(i, "of")) {
	case "percent":
		step.Percent = r.percent(stepField(i, "share"))
	case "amount":
		step.Amount = r.amount(stepField(i, "share"))
	case "rest":
		step.Rest = true
	default:
		r.invalid.Add(stepField(i, "of"), store.Say("invalid.choice"))
	}
	switch due := r.form.Get(stepField(i, "due")); due {
	case r.from:
		step.Due = store.Due{Kind: r.from}
	case "days":
		step.Due = store.Due{Kind: r.from, Days: r.days(stepField(i, "days"))}
	case "event":
		step.Due = store.Due{Kind: "event", Days: r.days(stepField(i, "days"))}
	case "date":
		step.Due = store.Due{Kind: "date", On: r.date(stepField(i, "on"))}
	default:
		r.invalid.Add(stepField(i, "due"), store.Say("invalid.choice"))
	}
	return step
}

// days reads a number of days; empty is none.
func (r *reader) days(name string) int {
	text := r.form.Get(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 3650 {
		r.invalid.Add(name, store.Say("invalid.days"))
		return 0
	}
	return n
}

// note says what is wrong with a number.
func (r *reader) note(name string, err error) {
	var problem money.Problem
	if errors.As(err, &problem) {
		r.invalid.Add(name, store.Say("money."+string(problem)))
	}
}
