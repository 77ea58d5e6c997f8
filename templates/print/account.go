package print

import (
	"strings"

	"anteroom/store"
	"anteroom/store/money"
)

// Account is a statement in the words of a page's reader.
type Account struct {
	Parts []AccountPart // one for each currency
	Void  string        // which invoices are not counted; empty: none
}

// AccountPart is a ledger in words.
type AccountPart struct {
	Currency string
	Heading  string // names the currency, where there are several
	Forward  string
	Figures  []AccountFigure // what the balance is made of, and the balance last
	Entries  []AccountEntry
	Standing string // "Balance on 13 December 2026"
	Closing  string
	Late     string // "£1,554.00 of it is late"; empty: nothing is owed
	Bad      bool   // something is late
	Favour   string // "£4,000.00 owed less £50.00 in your favour"; empty: there is not both
	Open     []AccountOpen
	Ages     []AccountFigure
}

// AccountFigure is a label and its amount; Zero tells that it is nothing.
type AccountFigure struct {
	Label, Amount string
	Zero          bool
}

// AccountEntry is a line of a ledger.
type AccountEntry struct {
	On           store.Date
	What, Note   string
	InvoiceID    int64
	Charged, Off string // one of them is empty
	Balance      string
}

// AccountOpen is an invoice of which something is owed.
type AccountOpen struct {
	store.AgedInvoice
	Days string // "6 days late"; empty: it is not late
	Left string
}

// AccountOf words a statement. day words a date in full; amounts are of a locale.
func AccountOf(say Say, day func(store.Date) string, locale string, v *store.Statement) Account {
	var a Account
	for i := range v.Ledgers {
		part := accountPart(say, day(v.Period.To), locale, &v.Ledgers[i])
		if len(v.Ledgers) > 1 {
			part.Heading = say("statement.in_currency", "currency", part.Currency)
		}
		a.Parts = append(a.Parts, part)
	}
	if len(v.Void) > 0 {
		a.Void = say("statement.void", "numbers", strings.Join(v.Void, ", "))
	}
	return a
}

func accountPart(say Say, day, locale string, l *store.Ledger) AccountPart {
	amount := func(n int64) string { return money.Format(n, l.Currency, locale) }
	label, closing := Standing(say, day, l)
	part := AccountPart{Currency: l.Currency, Forward: amount(l.Opening), Standing: label, Closing: amount(closing), Bad: l.Late() > 0}
	for _, sum := range Summed(say, l) {
		part.Figures = append(part.Figures, AccountFigure{Label: sum.Label, Amount: amount(sum.Amount)})
	}
	switch {
	case l.Late() > 0:
		part.Late = say("statement.late", "amount", amount(l.Late()))
	case l.Owed() > 0:
		part.Late = say("statement.nothing_late")
	}
	if l.Owed() > 0 && l.Favour > 0 {
		part.Favour = say("statement.counted_favour", "owed", amount(l.Owed()), "favour", amount(l.Favour))
	}
	for i := range l.Entries {
		part.Entries = append(part.Entries, accountEntry(say, amount, &l.Entries[i]))
	}
	for _, i := range l.Open {
		open := AccountOpen{AgedInvoice: i, Left: amount(i.Total())}
		if i.Late > 0 {
			open.Days = say("due.late", "count", i.Late)
		}
		part.Open = append(part.Open, open)
	}
	for i, key := range AgeKeys() {
		part.Ages = append(part.Ages, AccountFigure{say(key), amount(l.Ages[i]), l.Ages[i] == 0})
	}
	return part
}

func accountEntry(say Say, amount func(int64) string, e *store.Entry) AccountEntry {
	line := AccountEntry{On: e.On, InvoiceID: e.InvoiceID, Balance: amount(e.Balance)}
	line.What, line.Note = Entered(say, e)
	if e.Amount < 0 {
		line.Off = amount(-e.Amount)
	} else {
		line.Charged = amount(e.Amount)
	}
	return line
}
