package print

import (
	"io"
	"strconv"
	"strings"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/pdf"
	"anteroom/templates/words"
)

// Statement draws a client's account over a period in a language, as it stood at
// an instant.
func (p Printer) Statement(w io.Writer, v store.Statement, lang string, at time.Time) error {
	span := p.Words.T(lang, "statement.span", "from", p.Words.Date(lang, string(v.Period.From), words.Short), "to", p.Words.Date(lang, string(v.Period.To), words.Short))
	d := p.paper(lang, p.Words.T(lang, "statement.name"), span, v.Client.Name, at)
	d.Running = p.Words.T(lang, "statement.name") + ", " + v.Client.Name
	studio := store.Party{Name: p.Studio.Printed(), Address: p.Studio.Address, TaxNumber: p.Studio.TaxNumber}
	d.Parties = []pdf.Party{p.party(lang, "document.for", v.Client, p.Studio.TaxName), p.party(lang, "document.from", studio, p.Studio.TaxName)}
	d.Facts = []pdf.Fact{{Label: p.Words.T(lang, "statement.made"), Value: p.date(lang, store.DateOf(at.In(p.Studio.Zone())))}}
	if len(v.Ledgers) == 1 {
		d.Highlight = p.standing(lang, &v, &v.Ledgers[0])
	}
	for i := range v.Ledgers {
		l := &v.Ledgers[i]
		heading := ""
		if len(v.Ledgers) > 1 {
			heading = p.Words.T(lang, "statement.in_currency", "currency", l.Currency)
		}
		d.Tables = append(d.Tables, p.ledger(lang, heading, &v, l))
		if len(l.Open) > 0 {
			d.Tables = append(d.Tables, p.open(lang, l), p.ages(lang, l))
		}
	}
	if len(v.Ledgers) == 0 {
		d.Intro = p.Words.T(lang, "statement.nothing")
	}
	if len(v.Void) > 0 {
		d.Texts = []pdf.Text{{Markdown: literal.Replace(p.Words.T(lang, "statement.void", "numbers", strings.Join(v.Void, ", "))), Muted: true}}
	}
	return pdf.Write(w, d)
}

// standing is the amount that matters: what is owed at the end.
func (p Printer) standing(lang string, v *store.Statement, l *store.Ledger) *pdf.Highlight {
	amount := func(n int64) string { return money.Format(n, l.Currency, lang) }
	label, sum := Standing(p.say(lang), p.date(lang, v.Period.To), l)
	h := &pdf.Highlight{Label: label, Amount: amount(sum)}
	if l.Owed() > 0 && l.Late() > 0 {
		h.Lines, h.Strong = append(h.Lines, p.Words.T(lang, "statement.late", "amount", amount(l.Late()))), []string{amount(l.Late())}
	} else if l.Owed() > 0 {
		h.Lines = append(h.Lines, p.Words.T(lang, "statement.nothing_late"))
	}
	if l.Owed() > 0 && l.Favour > 0 {
		h.Lines = append(h.Lines, p.Words.T(lang, "statement.counted_favour", "owed", amount(l.Owed()), "favour", amount(l.Favour)))
	}
	return h
}

// Standing names what a ledger ends with, and gives it as an amount not below zero.
func Standing(say Say, day string, l *store.Ledger) (label string, sum int64) {
	if l.Closing < 0 {
		return say("statement.in_favour_on", "date", day), -l.Closing
	}
	return say("statement.balance_on", "date", day), l.Closing
}

// ledger is what happened in one currency.
func (p Printer) ledger(lang, heading string, v *store.Statement, l *store.Ledger) pdf.Table {
	amount := func(n int64) string { return money.Format(n, l.Currency, lang) }
	head := func(key string) string { return p.Words.T(lang, key) }
	table := pdf.Table{Heading: heading, Columns: []pdf.Column{{Heading: head("statement.date")}, {Heading: head("statement.what")},
		{Heading: head("statement.charged"), Money: true}, {Heading: head("statement.taken_off"), Money: true}, {Heading: head("statement.balance"), Money: true}}}
	day := func(d store.Date) string { return p.Words.Date(lang, string(d), words.Short) }
	table.Rows = append(table.Rows, pdf.Row{Strong: true, Cells: []string{day(v.Period.From), head("statement.forward"), "", "", amount(l.Opening)}})
	for i := range l.Entries {
		e := &l.Entries[i]
		what, note := Entered(p.say(lang), e)
		charged, off := amount(e.Amount), ""
		if e.Amount < 0 {
			charged, off = "", amount(-e.Amount)
		}
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{day(e.On), strings.Join(full(what, note), ", "), charged, off, amount(e.Balance)}})
	}
	for _, sum := range Summed(p.say(lang), l) {
		table.Totals = append(table.Totals, pdf.Fact{Label: sum.Label, Value: amount(sum.Amount)})
	}
	label, sum := Standing(p.say(lang), p.date(lang, v.Period.To), l)
	table.Totals = append(table.Totals, pdf.Fact{Label: label, Value: amount(sum)})
	return table
}

// Entered words an entry of a statement: what it is, and what it belongs to.
func Entered(say Say, e *store.Entry) (what, note string) {
	with := words.PaidWith(say, e.Method, e.Label)
	what = say("statement.entry_"+strings.ReplaceAll(e.Kind, "-", "_"), "number", e.Number, "with", with)
	switch e.Kind {
	case "invoice":
		return what, e.Title
	case "payment":
		return what, say("statement.receipt_for", "receipt", e.Number, "number", e.Invoice)
	}
	return what, say("statement.for_invoice", "number", e.Invoice)
}

// Sum is a label and an amount of a ledger's currency.
type Sum struct {
	Label  string
	Amount int64
}

// Summed is what a ledger's balance at the end is made of, from what was brought
// forward on; what is nothing is left out, but for that.
func Summed(say Say, l *store.Ledger) []Sum {
	s := l.Sums()
	list := []Sum{{say("statement.forward"), l.Opening}}
	for _, part := range []Sum{{"invoiced", s.Invoiced}, {"credited", -s.Credited}, {"paid", -s.Paid}, {"returned", s.Returned}, {"moved", s.Moved}} {
		if part.Amount != 0 {
			list = append(list, Sum{say("statement." + part.Label), part.Amount})
		}
	}
	return list
}

// open are the invoices on which something is owed at the end.
func (p Printer) open(lang string, l *store.Ledger) pdf.Table {
	amount := func(n int64) string { return money.Format(n, l.Currency, lang) }
	head := func(key string) string { return p.Words.T(lang, key) }
	table := pdf.Table{Heading: head("statement.open"), Columns: []pdf.Column{{Heading: head("invoice.name"), Strong: true}, {Heading: head("document.for")},
		{Heading: head("statement.due")}, {Heading: head("statement.left"), Money: true}}}
	for _, i := range l.Open {
		due := p.Words.Date(lang, string(i.DueOn), words.Short)
		if i.Late > 0 {
			due = p.Words.T(lang, "statement.due_late", "date", due, "late", p.Words.T(lang, "due.late", "count", i.Late))
		}
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{i.Number, i.Title, due, amount(i.Total())}})
	}
	table.Totals = []pdf.Fact{{Label: head("statement.owed"), Value: amount(l.Owed())}}
	if l.Favour > 0 {
		table.Totals = append(table.Totals, pdf.Fact{Label: head("statement.favour"), Value: amount(-l.Favour)},
			pdf.Fact{Label: head("statement.balance"), Value: amount(l.Closing)})
	}
	return table
}

// AgeKeys are the words of store.Ages.
func AgeKeys() []string {
	keys := make([]string, len(store.Ages{}))
	for i := range keys {
		keys[i] = "statement.age_" + strconv.Itoa(i)
	}
	return keys
}

// ages are what is owed at the end by how late it is.
func (p Printer) ages(lang string, l *store.Ledger) pdf.Table {
	table := pdf.Table{Heading: p.Words.T(lang, "statement.ages"), Rows: make([]pdf.Row, 1)}
	for i, key := range AgeKeys() {
		table.Columns = append(table.Columns, pdf.Column{Heading: p.Words.T(lang, key), Money: true})
		table.Rows[0].Cells = append(table.Rows[0].Cells, money.Format(l.Ages[i], l.Currency, lang))
	}
	return table
}
