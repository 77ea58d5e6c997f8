package studio

import (
	"context"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// 'Email statement' is the dialog of sending: each contact gets what that contact
// sees of the account, as in the portal.

// statementSendingPage is the email of a statement for review.
func (p *Pages) statementSendingPage(x *web.Exchange, who store.Staff, form *web.Form) (*sendingPage, store.Mail, error) {
	if !form.Values.Has("period") {
		form.Values.Set("period", x.R.URL.Query().Get("period"))
	}
	v, err := p.statementOf(x, who, form.Values)
	if err != nil {
		return nil, store.Mail{}, err
	}
	period := v.Statement.Period
	view := &sendingPage{Frame: v.Frame, Form: form, Heading: "Email statement", Path: statementPath(v.Client.ID) + "/sending", Back: v.Here(""),
		Crumb: "Back to the statement", Title: "Statement for " + v.Client.Name, About: v.Periods.Title, Resend: true,
		Keep: [][2]string{{"period", v.Periods.Name()}}, Sees: []string{"The statement as a PDF", "Only the invoices that they see in the portal"},
		Nobody: "None of this client’s contacts sees an invoice of this time in the portal."}
	if !v.CanSend {
		return view, store.Mail{}, nil
	}
	for n := range v.Statement.Ledgers {
		l := &v.Statement.Ledgers[n]
		view.Sums = append(view.Sums, sumRow{Label: "Balance, " + l.Currency, Amount: money.Format(l.Closing, l.Currency, v.Locale), IsTotal: true})
	}
	if view.People, err = p.seeing(x.Context(), v.Client.ID, period); err != nil {
		return nil, store.Mail{}, err
	}
	m := store.Mail{Kind: "statement", Data: map[string]string{"from": string(period.From), "to": string(period.To)}}
	return view, m, p.prepare(x, view, m)
}

// seeing are a client's contacts to whom a statement of a period says something.
func (p *Pages) seeing(ctx context.Context, clientID int64, period store.Period) (list []store.Contact, err error) {
	people, err := p.Store.Contacts(ctx, clientID)
	if err != nil {
		return nil, err
	}
	for _, c := range people {
		if c.IsArchived() {
			continue
		}
		own, err := p.Store.StatementFor(ctx, c, period)
		if err != nil {
			return nil, err
		}
		if len(own.Ledgers) > 0 {
			list = append(list, c)
		}
	}
	return list, nil
}

func (p *Pages) statementSending(x *web.Exchange, who store.Staff) error {
	return p.notice(x, who, p.statementSendingPage)
}

func (p *Pages) sendStatement(x *web.Exchange, who store.Staff) error {
	return p.sendNotice(x, who, p.statementSendingPage, func(ctx context.Context, by store.Staff, id int64, l store.Letter) error {
		form, err := x.Form()
		if err != nil {
			return err
		}
		v, err := p.statementOf(x, who, form.Values)
		if err != nil {
			return err
		}
		return p.Store.SendStatement(ctx, by, id, v.Statement.Period, l)
	}, "id", "The statement")
}

func (p *Pages) statementMail(x *web.Exchange, who store.Staff) error {
	return p.noticePreview(x, who, p.statementSendingPage)
}

// tryStatementMail sends a test of the email to whoever is about to send it.
func (p *Pages) tryStatementMail(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, m, err := p.statementSendingPage(x, who, form)
	if err != nil {
		return err
	}
	if m.Kind == "" {
		return x.Go(view.Back)
	}
	return p.tryMail(x, who, view, m, "/studio/view/"+itoa(view.To().ID)+"/portal/statement?period="+form.Get("period"))
}
