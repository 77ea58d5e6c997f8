package print

import (
	"io"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/pdf"
)

// CreditNote draws a credit note: which invoice it takes back, how much of it,
// and why. Its amounts stand as they take back, without a sign (EN 16931, 381).
func (p Printer) CreditNote(w io.Writer, note store.CreditNote) error {
	c := &note.Content
	lang := c.Locale
	d := p.paper(lang, p.Words.T(lang, "invoice.credit_note_word"), note.Number, c.Title, note.Issued)
	d.Running = p.Words.T(lang, "invoice.credit_note", "number", note.Number) + ", " + c.To.Name
	d.Parties = []pdf.Party{p.party(lang, "print.credit_to", c.To, c.TaxName), p.project(lang, "document.for", c.Project), p.party(lang, "document.from", c.From, c.TaxName)}
	d.Facts = []pdf.Fact{{Label: p.Words.T(lang, "document.issued"), Value: p.date(lang, note.IssuedOn)}, {Label: p.Words.T(lang, "invoice.name"), Value: c.InvoiceNumber}}
	if note.Reason != "" {
		d.Facts = append(d.Facts, pdf.Fact{Label: p.Words.T(lang, "print.reason"), Value: note.Reason})
	}
	d.Highlight = &pdf.Highlight{Label: p.Words.T(lang, "print.credited"), Amount: money.Format(note.Total, note.Currency, lang),
		Lines: []string{p.Words.T(lang, "print.off_invoice", "number", c.InvoiceNumber)}}
	var err error
	if d.Lines, err = p.lines(c, c.Sections, nil); err != nil {
		return err
	}
	d.Lines.Totals, d.Lines.Within = p.totals(c, c.Totals)
	d.Tables = p.taxTable(c, c.Totals)
	return pdf.Write(w, d)
}
