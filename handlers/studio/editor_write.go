package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// draftForm is the form of a draft as it is kept, with numbers as they are
// written in the locale.
func draftForm(d *draft, locale string) *web.Form {
	c := &d.Content
	form := web.NewForm("edits", strconv.Itoa(d.Edits), "name", d.Name, "kind", c.Kind, "title", c.Title, "intro", c.Intro.Source, "terms", c.Terms.Source,
		"valid_until", string(c.ValidUntil), "discount_for", c.DiscountFor, "currency", c.Currency, "shipping_for", c.ShippingFor)
	if c.Shipping != 0 {
		form.Values.Set("shipping", money.Input(c.Shipping, c.Currency, locale))
	}
	if c.ShippingTax != nil {
		form.Values.Set("shipping_tax", taxKey(*c.ShippingTax))
	}
	form.Values.Set("prices", "net")
	if c.TaxIncluded {
		form.Values.Set("prices", "gross")
	}
	if d.ContactID != 0 {
		form.Values.Set("contact", strconv.FormatInt(d.ContactID, 10))
	}
	writeDiscount(form, "discount", c.Discount, c.Currency, locale)
	for _, s := range c.Sections {
		writeSection(form, s, c.Currency, locale)
	}
	for i, step := range c.Schedule {
		writeStep(form, i, step, c.Currency, locale)
	}
	return form
}

func writeSection(form *web.Form, s store.Section, currency, locale string) {
	name := "section." + s.ID + "."
	form.Values.Add("order", s.ID)
	form.Values.Set(name+"title", s.Title)
	form.Values.Set(name+"note", s.Note.Source)
	tick(form, name+"package", s.Package)
	for _, l := range s.Lines {
		writeLine(form, l, currency, locale)
	}
}

func writeLine(form *web.Form, l store.Line, currency, locale string) {
	name := "line." + l.ID + "."
	form.Values.Add("order", l.ID)
	form.Values.Set(name+"title", l.Title)
	form.Values.Set(name+"note", l.Note.Source)
	form.Values.Set(name+"quantity", l.Quantity.Input("", locale))
	if l.Price != 0 || l.Title != "" { // a fresh line waits for its price
		form.Values.Set(name+"price", l.Price.Input(currency, locale))
	}
	form.Values.Set(name+"unit", l.Unit)
	form.Values.Set(name+"tax", taxKey(l.Tax))
	if len(l.Discounts) > 0 {
		writeDiscount(form, name+"discount", l.Discounts[0], currency, locale)
	}
	tick(form, name+"optional", l.Optional)
	tick(form, name+"ticked", l.Ticked)
}

func writeDiscount(form *web.Form, name string, d money.Discount, currency, locale string) {
	switch {
	case d.Amount != 0:
		form.Values.Set(name, money.Input(d.Amount, currency, locale))
		form.Values.Set(name+"_of", "amount")
	case d.Percent != 0:
		form.Values.Set(name, d.Percent.Format(locale))
	}
}

func writeStep(form *web.Form, i int, step store.Step, currency, locale string) {
	form.Values.Add("order", "p"+strconv.Itoa(i))
	set := func(field, value string) { form.Values.Set(stepField(i, field), value) }
	set("label", step.Label)
	switch {
	case step.Rest:
		set("of", "rest")
	case step.Amount != 0:
		set("of", "amount")
		set("share", money.Input(step.Amount, currency, locale))
	default:
		set("of", "percent")
		if step.Percent != 0 {
			set("share", step.Percent.Format(locale))
		}
	}
	set("due", step.Due.Kind)
	switch {
	case step.Due.Kind == "date":
		set("on", string(step.Due.On))
	case step.Due.Kind != "event" && step.Due.Days == 0:
	default:
		set("days", strconv.Itoa(step.Due.Days))
		if step.Due.Kind != "event" {
			set("due", "days")
		}
	}
}

func tick(form *web.Form, name string, on bool) {
	if on {
		form.Values.Set(name, "on")
	}
}
