package studio

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"anteroom/handlers/mail"
	"anteroom/handlers/web"
	"anteroom/store"
)

// A test of an email goes to whoever is about to send it, at once and beside the
// outbox: its words as they stand in the form, and a button that leads to the
// preview. No link of a client's is made for it.

// trial is what became of a test, told beside the button.
type trial struct {
	Kind  string // as of a flash: 'ok', 'warn', 'bad'
	Text  string
	SetUp bool // a link to the settings of email goes along
}

func (p *Pages) tryQuoteMail(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.quoteSendingPage(x, who, q, form)
	if err != nil {
		return err
	}
	look := "/studio/preview/" + strconv.FormatInt(q.ID, 10)
	if !q.IsDraft() {
		look = viewPath(view.To(), "quotes", q.ID)
	}
	return p.tryMail(x, who, view, store.Mail{Kind: q.Kind, QuoteID: q.ID, ProjectID: q.ProjectID}, look)
}

func (p *Pages) tryInvoiceMail(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.invoiceSendingPage(x, who, i, form)
	if err != nil {
		return err
	}
	look := "/studio/preview/invoices/" + itoa(i.ID)
	if !i.IsDraft() {
		look = viewPath(view.To(), "invoices", i.ID)
	}
	return p.tryMail(x, who, view, store.Mail{Kind: "invoice", InvoiceID: i.ID, ProjectID: i.ProjectID}, look)
}

// viewPath is where one of the studio sees a document as a contact does.
func viewPath(c store.Contact, nouns string, id int64) string {
	return "/studio/view/" + strconv.FormatInt(c.ID, 10) + "/portal/" + nouns + "/" + strconv.FormatInt(id, 10)
}

// tryMail sends the email of a form to whoever fills it in, and shows the form
// again as it is. look is the path that its button leads to.
func (p *Pages) tryMail(x *web.Exchange, who store.Staff, view *sendingPage, m store.Mail, look string) error {
	if len(view.People) == 0 {
		return x.Go(view.Here()) // which says that nobody can get it
	}
	l, err := letterOf(view.Form)
	if err == nil {
		err = l.CheckWords()
	}
	if err == nil && view.NoMail {
		return p.tried(x, view, trial{Kind: "warn", Text: "No mail server is set up, so no test can go.", SetUp: who.IsOwner()})
	}
	if err == nil {
		err = p.Store.Allow(x.Context(), "test mail", testMails, time.Hour)
	}
	if err != nil {
		view.Trial = &trial{Kind: "bad", Text: "The test was not sent."}
		return x.Again(err, view.Form, "studio/sending", "trial", view)
	}
	to := view.To()
	m.To, m.ToName, m.Lang, m.ContactID, m.Subject, m.Body = to.Email, to.Name, to.Locale, to.ID, l.Subject, l.Body
	message, err := p.TrialMail(x.Context(), m, who, look)
	if err != nil {
		return err
	}
	said, err := p.sendTrial(x.Context(), message)
	if err != nil {
		return err
	}
	return p.tried(x, view, said)
}

// sendTrial sends a test and says what became of it.
func (p *Pages) sendTrial(ctx context.Context, message mail.Message) (trial, error) {
	settings, _, err := p.Settings.Mail(ctx)
	if err != nil {
		return trial{}, err
	}
	message.MessageID = mail.NewMessageID(settings.From)
	err = mail.New(settings, p.Settings.Options...).Send(ctx, message)
	var failure *mail.Failure
	if !errors.As(err, &failure) {
		return trial{Kind: "ok", Text: "A test is on its way to " + message.To + ". Your client has got nothing."}, err
	}
	words := "The test was not sent. " + failure.Plain
	if failure.Server != "" {
		words += " The server said: " + failure.Server
	}
	return trial{Kind: "bad", Text: words}, nil
}

func (p *Pages) tried(x *web.Exchange, view *sendingPage, t trial) error {
	view.Trial = &t
	status := http.StatusOK
	if t.Kind != "ok" {
		status = http.StatusConflict
	}
	return x.Reply(status, "studio/sending", "trial", view)
}
