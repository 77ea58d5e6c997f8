package store

import (
	"errors"
	"fmt"

	"anteroom/store/money"
)

// check tells what must be mended before the content can be saved. Fields are
// named as the editor names them: "title", "line.ID.price", "step.2.percent".
func (c *Content) check(invalid *Invalid) {
	limit := invalid.atMost
	limit("title", c.Title, maxTitle)
	limit("discount_for", c.DiscountFor, maxTitle)
	limit("shipping_for", c.ShippingFor, maxTitle)
	if !money.Known(c.Currency) {
		invalid.Add("currency", Say("money.unknown-currency"))
		return // no figure can be read without one
	}
	switch {
	case c.Shipping < 0:
		invalid.Add("shipping", Say("money.negative"))
	case c.Shipping > money.Max/1000:
		invalid.Add("shipping", Say("money.too-large"))
	}
	c.checkLength(invalid)
	seen := map[string]bool{}
	for _, s := range c.Sections {
		limit("section."+s.ID+".title", s.Title, maxTitle)
		if s.ID == "" || seen[s.ID] {
			invalid.Add("", Say("error400.note"))
		}
		seen[s.ID] = true
		for _, l := range s.Lines {
			l.check(invalid)
			if l.ID == "" || seen[l.ID] {
				invalid.Add("", Say("error400.note"))
			}
			seen[l.ID] = true
		}
	}
	for i, step := range c.Schedule {
		limit(fmt.Sprintf("step.%d.label", i), step.Label, maxTitle)
		if step.Due.Days < 0 || step.Due.Days > 3650 {
			invalid.Add(fmt.Sprintf("step.%d.days", i), Say("invalid.days"))
		}
	}
	c.checkMoney(invalid)
}

// checkLength keeps a document to what a page can bear.
func (c *Content) checkLength(invalid *Invalid) {
	if c.words() > maxWords {
		invalid.Add("", Say("invalid.document_too_long"))
	}
	if n := c.countLines(); n > maxLines {
		invalid.Add("lines", Say("invalid.too_many_lines", "count", n, "max", maxLines))
	}
	if len(c.Sections) > maxSections {
		invalid.Add("lines", Say("invalid.too_many_sections", "max", maxSections))
	}
	if len(c.Schedule) > maxSteps {
		invalid.Add("schedule", Say("invalid.too_many_steps", "max", maxSteps))
	}
}

// words is how long all texts of a document are together, in bytes.
func (c *Content) words() int {
	n := len(c.Intro.Source) + len(c.Terms.Source)
	for _, s := range c.Sections {
		n += len(s.Note.Source)
		for _, l := range s.Lines {
			n += len(l.Note.Source)
		}
	}
	return n
}

// maxQuantity is more than anyone sells of a thing: a slip, not a quantity.
const maxQuantity = 1_000_000_000 * money.One

// check notes what cannot stand in a line. What is returned has a quantity
// below zero; a price never is (EN 16931-1, BR-27).
func (l *Line) check(invalid *Invalid) {
	name := "line." + l.ID + "."
	invalid.atMost(name+"title", l.Title, maxTitle)
	invalid.atMost(name+"unit", l.Unit, 40)
	if l.Quantity > maxQuantity || l.Quantity < -maxQuantity {
		invalid.Add(name+"quantity", Say("money.too-large"))
	}
	if l.Price < 0 {
		invalid.Add(name+"price", Say("invalid.price_negative"))
	}
}

// checkMoney reports the first figure that cannot be worked with, at its field.
func (c *Content) checkMoney(invalid *Invalid) {
	for _, sel := range []Selection{c.DefaultSelection(), c.everything()} {
		if err := c.addUp(sel); err != nil {
			c.addMoneyError(invalid, sel, err)
			return
		}
	}
	for _, pkg := range c.Packages() {
		sel := Selection{Package: pkg.ID}
		if err := c.addUp(sel); err != nil {
			c.addMoneyError(invalid, sel, err)
			return
		}
	}
}

func (c *Content) addUp(sel Selection) error {
	_, err := c.TotalsOf(sel)
	return err
}

func (c *Content) addMoneyError(invalid *Invalid, sel Selection, err error) {
	var wrong *money.Error
	if !errors.As(err, &wrong) {
		invalid.Add("", Say("money.unknown"))
		return
	}
	field := "lines"
	switch wrong.Place {
	case money.InLine:
		var lines []Line
		for _, s := range c.Chosen(sel) {
			lines = append(lines, s.Lines...)
		}
		field = "line." + lines[wrong.Index].ID + "." + lineField(wrong.Field)
	case money.InAdjustment:
		field = c.adjusted()[wrong.Index]
		if wrong.Problem == money.TaxMissing {
			field = "shipping_tax"
		}
	}
	invalid.Add(field, Say("money."+string(wrong.Problem)))
}

func lineField(field string) string {
	switch field {
	case "quantity", "price", "tax":
		return field
	case "discounts":
		return "discount"
	}
	return "price"
}

func (c *Content) countLines() int {
	n := 0
	for _, s := range c.Sections {
		n += len(s.Lines)
	}
	return n
}

// render makes the HTML of every text in the document.
func (c *Content) render(invalid *Invalid) {
	c.Intro = invalid.markdownField("intro", c.Intro.Source)
	c.Terms = invalid.markdownField("terms", c.Terms.Source)
	for i := range c.Sections {
		s := &c.Sections[i]
		s.Note = invalid.markdownField("section."+s.ID+".note", s.Note.Source)
		for j := range s.Lines {
			l := &s.Lines[j]
			l.Note = invalid.markdownField("line."+l.ID+".note", l.Note.Source)
		}
	}
}
