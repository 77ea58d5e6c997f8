package portal

import (
	"io"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/print"
)

func (p *Pages) statementRoutes() []Route {
	return []Route{
		contact("GET", "/portal/statement", "", p.statement),
		contact("GET", "/portal/statement/pdf", "", p.statementPDF),
	}
}

// statementPage is the account of what this contact sees, over a period.
type statementPage struct {
	web.Frame
	Periods   web.Periods
	Statement store.Statement
	Account   print.Account
}

// PDF is the address of the same as a paper.
func (v *statementPage) PDF() string { return "/portal/statement/pdf?" + v.Periods.Query() }

func (p *Pages) statementPage(x *web.Exchange, portal *store.Portal) (*statementPage, error) {
	v := &statementPage{Frame: p.Frame(x, portal, "")}
	v.Periods = x.Periods(x.R.URL.Query(), "/portal/statement", portal.Today())
	var err error
	if v.Statement, err = portal.Statement(x.Context(), v.Periods.Period); err != nil {
		return nil, err
	}
	v.Periods.Shows(x, v.Statement.Period)
	v.Account = print.AccountOf(x.T, func(d store.Date) string { return x.Date(d, "full") }, v.Locale, &v.Statement)
	return v, nil
}

func (p *Pages) statement(x *web.Exchange, portal *store.Portal) error {
	v, err := p.statementPage(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/statement", "", v)
}

func (p *Pages) statementPDF(x *web.Exchange, portal *store.Portal) error {
	v, err := p.statementPage(x, portal)
	if err != nil {
		return err
	}
	return x.Paper(x.T("statement.name")+" "+v.Periods.Name(), func(w io.Writer) error { return p.StatementPDF(x.Context(), w, v.Statement) })
}
