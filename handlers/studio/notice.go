package studio

import (
	"context"

	"anteroom/handlers/web"
	"anteroom/store"
)

// Emails that go beside a document's own: a reminder, a credit note, the word
// that an invoice is void. They share the dialog of sending.

// noticePage makes the dialog of one kind of email. The mail's Kind is empty
// where there is nothing to say.
type noticePage func(*web.Exchange, store.Staff, *web.Form) (*sendingPage, store.Mail, error)

// noticeVerb sends one kind of email about a record.
type noticeVerb func(ctx context.Context, by store.Staff, id int64, l store.Letter) error

// notice opens the dialog. Where there is nothing to say it leads back, where it
// stands why.
func (p *Pages) notice(x *web.Exchange, who store.Staff, page noticePage) error {
	view, m, err := page(x, who, web.NewForm("attempt", newAttempt()))
	if err != nil {
		return err
	}
	if m.Kind == "" {
		return x.Go(view.Back)
	}
	return x.Show("studio/sending", "", view)
}

// sendNotice sends the email about the record that the path names as key. noun
// is what it is called when it is on its way.
func (p *Pages) sendNotice(x *web.Exchange, who store.Staff, page noticePage, send noticeVerb, key, noun string) error {
	id, err := x.ID(key)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, _, err := page(x, who, form)
	if err != nil {
		return err
	}
	l, err := letterOf(form)
	if err == nil {
		err = send(x.Context(), who, id, l)
	}
	if err != nil {
		return x.Again(err, form, "studio/sending", "", view)
	}
	if view.NoMail {
		if err := x.Tell("warn", noun+" waits: no mail server is set up."); err != nil {
			return err
		}
		return x.Go(view.Back)
	}
	return p.say(x, noun+" is on its way.", view.Back)
}

// noticePreview shows the email again as its words change.
func (p *Pages) noticePreview(x *web.Exchange, who store.Staff, page noticePage) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, _, err := page(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "mail", view)
}

// tryNotice sends a test of the email to whoever is about to send it. nouns is
// the kind of document that its button leads to: 'invoices', 'quotes'.
func (p *Pages) tryNotice(x *web.Exchange, who store.Staff, page noticePage, nouns string) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, m, err := page(x, who, form)
	if err != nil {
		return err
	}
	return p.tryMail(x, who, view, m, viewPath(view.To(), nouns, id))
}
