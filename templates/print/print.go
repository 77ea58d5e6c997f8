// Package print puts the store's documents into the words and figures of their
// reader and has them drawn as PDF: quotes with their signature and its
// certificate, invoices, receipts.
package print

import (
	"strings"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/pdf"
	"anteroom/templates/words"
)

// Printer makes papers for one studio.
type Printer struct {
	Words  *words.Catalogue
	Studio *store.Studio
	Logo   []byte     // PNG; empty: the arch
	Fonts  []pdf.Font // the studio's own, for what the built-in ones lack
	Verify string     // address of the page that checks sealed copies
	Cards  bool       // cards can be taken today
}

// paper begins a document: whose it is and in which language.
func (p Printer) paper(lang, title, number, subject string, at time.Time) pdf.Document {
	s := p.Studio
	foot := []string{strings.Join(full(s.Printed(), inline(s.Address), s.Phone, s.Email), ". ")}
	if legal := full(p.labelled(lang, s.TaxName, s.TaxNumber), p.company(lang, s.CompanyNumber)); len(legal) > 0 {
		foot = append(foot, strings.Join(legal, ". "))
	}
	return pdf.Document{
		Lang: lang, Title: title, Number: number, Subject: subject, Author: s.Printed(),
		Page:  strings.TrimPrefix(number+", ", ", ") + words.InSentence(lang, p.Words.T(lang, "document.page", "page", "{page}", "pages", "{pages}")),
		Brand: pdf.Brand{Name: s.Name, Colour: s.Colour, Logo: p.Logo}, Footer: foot, Fonts: p.Fonts, Created: at,
	}
}

func (p Printer) labelled(lang, tax, number string) string {
	if number == "" {
		return ""
	}
	return p.Words.T(lang, "document.tax_number", "tax", tax) + " " + number
}

func (p Printer) company(lang, number string) string {
	if number == "" {
		return ""
	}
	return p.Words.T(lang, "footer.company_number", "number", number)
}

// party is one side of a document, as it was frozen.
func (p Printer) party(lang, heading string, v store.Party, tax string) pdf.Party {
	lines := full(strings.Split(v.Address, "\n")...)
	if v.TaxNumber != "" {
		lines = append(lines, p.labelled(lang, tax, v.TaxNumber))
	}
	return pdf.Party{Heading: p.Words.T(lang, heading), Name: v.Name, Lines: lines}
}

func (p Printer) project(lang, heading string, v store.ProjectFact) pdf.Party {
	return pdf.Party{Heading: p.Words.T(lang, heading), Name: v.Name,
		Lines: full(p.Words.T(lang, "invoice.project", "number", v.Number), v.Location)}
}

// date and stamp print a calendar date and an instant with its zone.
func (p Printer) date(lang string, d store.Date) string {
	if d == "" {
		return ""
	}
	return p.Words.Date(lang, string(d), words.Full)
}

func (p Printer) stamp(lang string, t time.Time, zone *time.Location) string {
	return p.Words.Date(lang, t.In(zone), words.Stamp)
}

// say words the catalogue in a language.
func (p Printer) say(lang string) Say {
	return func(key string, args ...any) string { return p.Words.T(lang, key, args...) }
}

// lines prints sections; chosen is nil for a document with nothing to choose.
func (p Printer) lines(c *store.Content, sections []store.Section, chosen *store.Selection) (*pdf.Lines, error) {
	lang := c.Locale
	out := &pdf.Lines{Head: pdf.LineHead{
		Description: p.Words.T(lang, "document.description"), Quantity: p.Words.T(lang, "document.qty"),
		Price: p.Words.T(lang, "document.price"), Amount: p.Words.T(lang, "document.amount"),
	}}
	if c.TaxName != "" && taxed(sections) {
		out.Head.Tax = c.TaxName
	}
	for _, s := range sections {
		section := pdf.Section{Heading: s.Title, Note: s.Note.Source}
		for _, l := range s.Lines {
			line, err := p.line(c, s, l, chosen)
			if err != nil {
				return nil, err
			}
			section.Lines = append(section.Lines, line)
		}
		out.Sections = append(out.Sections, section)
	}
	return out, nil
}

func taxed(sections []store.Section) bool {
	for _, s := range sections {
		for _, l := range s.Lines {
			if l.Tax.Rate != 0 {
				return true
			}
		}
	}
	return false
}

func (p Printer) line(c *store.Content, s store.Section, l store.Line, chosen *store.Selection) (pdf.Line, error) {
	lang := c.Locale
	amount, err := c.Amount(l)
	if err != nil {
		return pdf.Line{}, err
	}
	quantity := l.Quantity.Format(lang)
	if l.Unit != "" {
		quantity += " " + l.Unit
	}
	line := pdf.Line{Title: l.Title, Note: l.Note.Source, Quantity: quantity, Price: l.Price.Price(c.Currency, lang),
		Amount: money.Format(amount, c.Currency, lang)}
	for _, d := range l.Discounts {
		less := money.Format(d.Amount, c.Currency, lang)
		if d.Percent != 0 {
			less = d.Percent.Format(lang) + "%"
		}
		line.Note = strings.TrimSpace(line.Note + "\n\n" + p.Words.T(lang, "document.less", "discount", less))
	}
	if l.Tax.Rate != 0 {
		line.Tax = l.Tax.Rate.Format(lang) + "%"
	}
	p.choice(&line, s, l, chosen, lang)
	return line, nil
}

// choice marks what was left to the client, and whether they took it.
func (p Printer) choice(line *pdf.Line, s store.Section, l store.Line, chosen *store.Selection, lang string) {
	switch {
	case chosen == nil || !l.Optional && !s.Package:
	case s.Package && s.ID != chosen.Package, l.Optional && !chosen.Has(l.ID):
		line.Choice, line.Tag = pdf.NotChosen, p.Words.T(lang, "document.not_chosen")
	default:
		line.Choice, line.Tag = pdf.Chosen, p.Words.T(lang, "document.chosen")
	}
}

// totals prints the figures under the lines; under those, what the total
// includes, and why no tax is charged where none is.
func (p Printer) totals(c *store.Content, t *money.Totals) (sums, within []pdf.Fact) {
	lang := c.Locale
	amount := func(n int64) string { return money.Format(n, c.Currency, lang) }
	facts := []pdf.Fact{{Label: p.Words.T(lang, "document.subtotal"), Value: amount(t.Subtotal)}}
	if t.Discount != 0 {
		label := p.Words.T(lang, "document.discount")
		if c.DiscountFor != "" {
			label = p.Words.T(lang, "document.discount_named", "name", c.DiscountFor)
		}
		facts = append(facts, pdf.Fact{Label: label, Value: amount(-t.Discount)})
	}
	if t.Charges != 0 {
		facts = append(facts, pdf.Fact{Label: Shipping(p.say(lang), c), Value: amount(t.Charges)})
	}
	taxes, total := p.taxes(c, t), pdf.Fact{Label: p.Words.T(lang, "document.total"), Value: amount(t.Total)}
	for _, reason := range Reasons(p.say(lang), c, t) {
		within = append(within, pdf.Fact{Label: reason})
	}
	if c.TaxIncluded && len(taxes) > 0 && c.TaxName != "" {
		total.Label = p.Words.T(lang, "document.total_with_tax", "tax", c.TaxName)
		return append(facts, total), append(taxes, within...)
	}
	return append(append(facts, taxes...), total), within
}

func (p Printer) taxes(c *store.Content, t *money.Totals) (facts []pdf.Fact) {
	lang, key := c.Locale, "document.tax_on"
	if c.TaxIncluded {
		key = "document.tax_within_on"
	}
	for _, tax := range t.Taxes {
		if tax.Tax.Rate == 0 && tax.Amount == 0 {
			continue
		}
		facts = append(facts, pdf.Fact{Label: p.Words.T(lang, key, "name", tax.Tax.Name, "rate", tax.Tax.Rate.Format(lang)+"%",
			"amount", money.Format(tax.Base, c.Currency, lang)), Value: money.Format(tax.Amount, c.Currency, lang)})
	}
	return facts
}

// taxTable is the tax of each rate, when there is more than one.
func (p Printer) taxTable(c *store.Content, t *money.Totals) []pdf.Table {
	lang := c.Locale
	if len(t.Taxes) < 2 || c.TaxName == "" {
		return nil
	}
	table := pdf.Table{Heading: c.TaxName, Columns: []pdf.Column{{Heading: p.Words.T(lang, "print.rate"), Strong: true},
		{Heading: p.Words.T(lang, "print.net"), Money: true}, {Heading: c.TaxName, Money: true}, {Heading: p.Words.T(lang, "print.gross"), Money: true}}}
	for _, tax := range t.Taxes {
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{tax.Tax.Rate.Format(lang) + "%", money.Format(tax.Base, c.Currency, lang),
			money.Format(tax.Amount, c.Currency, lang), money.Format(tax.Base+tax.Amount, c.Currency, lang)}})
	}
	return []pdf.Table{table}
}

// full leaves out what is empty.
func full(texts ...string) []string {
	var list []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			list = append(list, t)
		}
	}
	return list
}

func inline(lines string) string { return strings.Join(full(strings.Split(lines, "\n")...), ", ") }
