package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"anteroom/store/money"
)

// Content is a quote or an invoice as a document: one value, kept as JSON.
// While a draft it is edited; once sent or issued its bytes are frozen and
// hashed, and every page and PDF is made from them alone.
type Content struct {
	V        int    `json:"v"` // of this layout, 1
	Kind     string `json:"kind"`
	Number   string `json:"number,omitempty"`
	Version  int    `json:"version,omitempty"`
	Title    string `json:"title"`
	Currency string `json:"currency"`
	Locale   string `json:"locale"`
	TaxName  string `json:"tax_name"`

	Intro       Markdown       `json:"intro,omitzero"`
	Sections    []Section      `json:"sections"`
	Discount    money.Discount `json:"discount,omitzero"` // on the whole document
	DiscountFor string         `json:"discount_for,omitempty"`
	Shipping    int64          `json:"shipping,omitzero"`      // charged beside the lines, in minor units
	ShippingFor string         `json:"shipping_for,omitempty"` // what it is called; empty: shipping
	ShippingTax *money.Tax     `json:"shipping_tax,omitempty"` // nil: as the lines are taxed, in proportion
	TaxIncluded bool           `json:"tax_included,omitzero"`
	Rounding    money.Rounding `json:"rounding,omitempty"`
	Terms       Markdown       `json:"terms,omitzero"`
	ValidUntil  Date           `json:"valid_until,omitempty"`
	Schedule    []Step         `json:"schedule,omitempty"`

	// Frozen when sent or issued:
	On      Date        `json:"on,omitempty"` // the day it was sent or issued, on the studio's wall
	From    Party       `json:"from,omitzero"`
	To      Party       `json:"to,omitzero"`
	Project ProjectFact `json:"project,omitzero"`
	By      string      `json:"by,omitempty"` // who of the studio sent it

	// Of an invoice:
	Bank        Bank          `json:"bank,omitzero"`
	QuoteNumber string        `json:"quote_number,omitempty"`
	SignedOn    Date          `json:"signed_on,omitempty"`
	Totals      *money.Totals `json:"totals,omitempty"`

	// Of a credit note:
	InvoiceNumber string `json:"invoice_number,omitempty"`
	Reason        string `json:"reason,omitempty"`
}

// Section is a group of lines. A Package is one of several alternatives, of
// which the client picks exactly one.
type Section struct {
	ID      string   `json:"id"`
	Title   string   `json:"title,omitempty"`
	Note    Markdown `json:"note,omitzero"`
	Package bool     `json:"package,omitzero"`
	Lines   []Line   `json:"lines"`
}

// Line is something offered. An Optional one counts when the client ticks it;
// Ticked is how it stands before they choose.
type Line struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Note     Markdown `json:"note,omitzero"`
	Unit     string   `json:"unit,omitempty"`
	Optional bool     `json:"optional,omitzero"`
	Ticked   bool     `json:"ticked,omitzero"`
	money.Line
}

// Step is one part of a payment schedule.
type Step struct {
	Label string `json:"label"`
	money.Part
	Due Due `json:"due"`
}

// Due is when a step falls due: Days after the acceptance of a quote or the
// issue of an invoice, on a date, or Days before the project's main event.
type Due struct {
	Kind string `json:"kind"` // 'acceptance', 'issue', 'date', 'event'
	Days int    `json:"days,omitzero"`
	On   Date   `json:"on,omitempty"`
}

// Party is one side of a document, as it was called on the day.
type Party struct {
	Name          string `json:"name"`
	Address       string `json:"address,omitempty"`
	Email         string `json:"email,omitempty"`
	Phone         string `json:"phone,omitempty"`
	TaxNumber     string `json:"tax_number,omitempty"`
	CompanyNumber string `json:"company_number,omitempty"`
}

// ProjectFact is the project as a document names it.
type ProjectFact struct {
	Number   int64  `json:"number"`
	Name     string `json:"name"`
	Location string `json:"location,omitempty"`
	EventOn  Date   `json:"event_on,omitempty"`
}

// Selection is what a client has chosen of a quote.
type Selection struct {
	Package string   `json:"package,omitempty"` // a section's id
	Options []string `json:"options,omitempty"` // lines' ids, in the quote's order
}

// Limits of a document, so that no page grows beyond reason.
const (
	maxSections = 40
	maxLines    = 1000
	maxSteps    = 24
	maxTitle    = 200
	maxWords    = 500_000 // bytes of Markdown
)

// Packages are the alternatives of which the client picks one.
func (c *Content) Packages() []Section {
	var list []Section
	for _, s := range c.Sections {
		if s.Package {
			list = append(list, s)
		}
	}
	return list
}

// DefaultSelection is how the quote stands before the client chooses: the
// first package, and the options that the studio has ticked.
func (c *Content) DefaultSelection() Selection {
	var sel Selection
	if packages := c.Packages(); len(packages) > 0 {
		sel.Package = packages[0].ID
	}
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if l.Optional && l.Ticked && (!s.Package || s.ID == sel.Package) {
				sel.Options = append(sel.Options, l.ID)
			}
		}
	}
	return sel
}

// everything is the selection with every optional line that can be had together.
func (c *Content) everything() Selection {
	sel := c.DefaultSelection()
	sel.Options = nil
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if l.Optional && (!s.Package || s.ID == sel.Package) {
				sel.Options = append(sel.Options, l.ID)
			}
		}
	}
	return sel
}

// Settle makes a selection fit the quote: a missing package becomes the first,
// options come in the quote's order and once. What the quote does not offer is
// refused; options of a package that was not picked fall away.
func (c *Content) Settle(sel Selection) (Selection, error) {
	packages := c.Packages()
	if sel.Package == "" && len(packages) > 0 {
		sel.Package = packages[0].ID
	}
	if sel.Package != "" && !slices.ContainsFunc(packages, func(s Section) bool { return s.ID == sel.Package }) {
		return sel, refuse("refused.choice_gone")
	}
	wanted := make(map[string]bool, len(sel.Options))
	for _, id := range sel.Options {
		wanted[id] = true
	}
	settled := Selection{Package: sel.Package}
	for _, s := range c.Sections {
		for _, l := range s.Lines {
			if !l.Optional || !wanted[l.ID] {
				continue
			}
			delete(wanted, l.ID)
			if !s.Package || s.ID == sel.Package {
				settled.Options = append(settled.Options, l.ID)
			}
		}
	}
	if len(wanted) > 0 {
		return sel, refuse("refused.choice_gone")
	}
	return settled, nil
}

// Has tells whether an option was chosen.
func (s Selection) Has(id string) bool { return slices.Contains(s.Options, id) }

// Chosen are the sections and lines that a settled selection takes.
func (c *Content) Chosen(sel Selection) []Section {
	var list []Section
	for _, s := range c.Sections {
		if s.Package && s.ID != sel.Package {
			continue
		}
		taken := s
		taken.Lines = nil
		for _, l := range s.Lines {
			if !l.Optional || sel.Has(l.ID) {
				taken.Lines = append(taken.Lines, l)
			}
		}
		if len(taken.Lines) > 0 {
			list = append(list, taken)
		}
	}
	return list
}

// Sheet is what the totals of these sections depend on.
func (c *Content) Sheet(sections []Section) money.Sheet {
	sheet := money.Sheet{Currency: c.Currency, TaxIncluded: c.TaxIncluded, Rounding: c.Rounding}
	for _, s := range sections {
		for _, l := range s.Lines {
			sheet.Lines = append(sheet.Lines, l.Line)
		}
	}
	if c.Discount != (money.Discount{}) {
		sheet.Adjustments = append(sheet.Adjustments, money.Adjustment{Label: c.DiscountFor, Percent: c.Discount.Percent,
			Amount: c.Discount.Amount, Charge: c.Discount.Charge})
	}
	if c.Shipping != 0 {
		sheet.Adjustments = append(sheet.Adjustments, money.Adjustment{Label: c.ShippingFor, Amount: c.Shipping, Charge: true, Tax: c.ShippingTax})
	}
	return sheet
}

// adjusted names the fields of the sheet's adjustments, in their order.
func (c *Content) adjusted() (fields []string) {
	if c.Discount != (money.Discount{}) {
		fields = append(fields, "discount")
	}
	if c.Shipping != 0 {
		fields = append(fields, "shipping")
	}
	return fields
}

// TotalsOf are the totals of the quote with a settled selection.
func (c *Content) TotalsOf(sel Selection) (money.Totals, error) {
	return c.Sheet(c.Chosen(sel)).Totals()
}

// MostTotals are the totals with every optional line of the first package.
func (c *Content) MostTotals() (money.Totals, error) { return c.TotalsOf(c.everything()) }

// Amount is one line's amount in minor units, after its own discounts.
func (c *Content) Amount(l Line) (int64, error) {
	amount, err := l.Line.Amount(c.Currency)
	return amount.Total, err
}

// Instalment is a part of an invoice's total and the date it is due.
type Instalment struct {
	Label    string
	Amount   int64
	DueOn    Date
	Credited int64 // of Amount, taken away by credit notes from the schedule's end
	Paid     int64 // of Amount, covered by payments in the schedule's order; below zero: owed besides; see cover
}

// Left is what is still to be paid of it.
func (i Instalment) Left() int64 { return i.Amount - i.Credited - i.Paid }

// Instalments divide a total by the schedule, counted from the day of
// acceptance or issue. Without a schedule all is due dueDays later.
func (c *Content) Instalments(total int64, from Date, dueDays int) ([]Instalment, error) {
	if len(c.Schedule) == 0 || total == 0 {
		return []Instalment{{Label: c.Title, Amount: total, DueOn: from.AddDays(dueDays)}}, nil
	}
	parts := make([]money.Part, len(c.Schedule))
	for i, step := range c.Schedule {
		parts[i] = step.Part
	}
	amounts, err := money.Split(total, parts)
	if err != nil {
		return nil, err
	}
	list := make([]Instalment, len(amounts))
	for i, step := range c.Schedule {
		list[i] = Instalment{Label: step.Label, Amount: amounts[i], DueOn: step.Due.day(from, c.Project.EventOn)}
	}
	return list, nil
}

// day is the date on which a step is due; never before the day that the
// schedule is counted from.
func (d Due) day(from, event Date) Date {
	day := from.AddDays(d.Days)
	switch {
	case d.Kind == "date" && d.On != "":
		day = d.On
	case d.Kind == "event" && event != "":
		day = event.AddDays(-d.Days)
	}
	return max(day, from)
}

// encode gives the bytes that are kept; frozen bytes are never made again.
func (c *Content) encode() (string, error) {
	c.V = 1
	return encodeDocument(c)
}

// encodeDocument writes a document as JSON, its letters as they are.
func encodeDocument(document any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(document); err != nil {
		return "", fmt.Errorf("encode a document: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func decodeContent(kept string, c *Content) error {
	if err := json.Unmarshal([]byte(kept), c); err != nil {
		return fmt.Errorf("decode a document: %w", err)
	}
	return nil
}
