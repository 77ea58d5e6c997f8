package studio

import (
	"cmp"
	"io"
	"net/url"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/print"
)

// statementRoutes are the owner's alone, as the reports are.
func (p *Pages) statementRoutes() []Route {
	return []Route{
		owner("GET", "/studio/clients/{id}/statement", "client", p.statement),
		owner("GET", "/studio/clients/{id}/statement/csv", "client", p.statementSheet),
		owner("GET", "/studio/clients/{id}/statement/pdf", "client", p.statementPDF),
		owner("GET", "/studio/clients/{id}/statement/sending", "client", p.statementSending),
		owner("POST", "/studio/clients/{id}/statement/sending", "client", p.sendStatement),
		owner("POST", "/studio/clients/{id}/statement/sending/preview", "client", p.statementMail),
		owner("POST", "/studio/clients/{id}/statement/sending/trial", "client", p.tryStatementMail),
	}
}

// statementPage is a client's account over a period.
type statementPage struct {
	web.Frame
	Client    store.Client
	Periods   web.Periods
	Statement store.Statement
	Account   print.Account
	CanSend   bool // something happened, and somebody can be told
}

// Here is the address of a part of the statement, or of itself, for the same period.
func (v statementPage) Here(part string) string {
	if part != "" {
		part = "/" + part
	}
	return statementPath(v.Client.ID) + part + "?" + v.Periods.Query()
}

func statementPath(client int64) string { return clientPath(client) + "/statement" }

// statementOf is the account that a path names, over the period that q asks for.
func (p *Pages) statementOf(x *web.Exchange, who store.Staff, q url.Values) (v statementPage, err error) {
	v = statementPage{Frame: p.Frame(x, who, "clients")}
	if v.Client, err = p.theClient(x); err != nil {
		return v, err
	}
	v.Periods = x.Periods(q, statementPath(v.Client.ID), p.Store.Today())
	v.Statement, err = p.Store.Statement(x.Context(), v.Client.ID, v.Periods.Period)
	v.Periods.Shows(x, v.Statement.Period)
	v.CanSend = len(v.Statement.Ledgers) > 0 && v.Client.PortalEnabled && !v.Client.IsArchived()
	return v, err
}

func (p *Pages) statement(x *web.Exchange, who store.Staff) error {
	v, err := p.statementOf(x, who, x.R.URL.Query())
	if err != nil {
		return err
	}
	v.Account = print.AccountOf(ofTheClient(x.T), func(d store.Date) string { return x.Date(d, "full") }, v.Locale, &v.Statement)
	return x.Show("studio/statement", "", v)
}

// ofTheClient words an account for the studio, to which the client is not "you".
func ofTheClient(say print.Say) print.Say {
	theirs := map[string]string{"statement.in_favour_on": "statement.in_their_favour_on", "statement.counted_favour": "statement.counted_their_favour"}
	return func(key string, args ...any) string { return say(cmp.Or(theirs[key], key), args...) }
}

// statementSheet is every line of the account, with what was owed before.
func (p *Pages) statementSheet(x *web.Exchange, who store.Staff) error {
	v, err := p.statementOf(x, who, x.R.URL.Query())
	if err != nil {
		return err
	}
	rows := [][]web.Cell{web.Heads("Date", "Kind", "Number", "Invoice", "Title", "Paid with", "Details", "Currency", "Amount", "Balance")}
	for n := range v.Statement.Ledgers {
		l := &v.Statement.Ledgers[n]
		none := web.Words("")
		rows = append(rows, []web.Cell{web.Day(v.Statement.Period.From), web.Words("Brought forward"), none, none, none, none, none, web.Words(l.Currency), none,
			web.Sum(l.Opening, l.Currency)})
		for _, e := range l.Entries {
			rows = append(rows, []web.Cell{web.Day(e.On), web.Words(entryWord(e.Kind)), web.Words(e.Number), web.Words(e.Invoice), web.Words(e.Title),
				web.Words(methodWord(e.Method)), web.Words(e.Label), web.Words(l.Currency), web.Sum(e.Amount, l.Currency), web.Sum(e.Balance, l.Currency)})
		}
	}
	return x.Sheet("Statement "+v.Client.Name+" "+v.Periods.Name(), rows)
}

// entryWord is the kind of a line.
func entryWord(kind string) string {
	switch kind {
	case "dispute":
		return "Lost dispute"
	case "credit-in":
		return "Paid with credit"
	case "credit-out":
		return "Credit used elsewhere"
	}
	return kindWord(kind)
}

func (p *Pages) statementPDF(x *web.Exchange, who store.Staff) error {
	v, err := p.statementOf(x, who, x.R.URL.Query())
	if err != nil {
		return err
	}
	return x.Paper("Statement "+v.Client.Name+" "+v.Periods.Name(), func(w io.Writer) error { return p.StatementPDF(x.Context(), w, v.Statement) })
}
