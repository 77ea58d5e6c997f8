// Package studio is the owner's side: one file a noun.
package studio

import (
	"context"
	"io"

	"anteroom/handlers/mail"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/letter"
)

// Pages answers for the studio's side.
type Pages struct {
	Store     *store.Store
	Settings  InForce
	Resumable *web.Resumable
	Admit     func(x *web.Exchange, session string) error // hands the token of a new session to the browser

	// Papers, drawn by the server: a quote with these choices, the signed copy of
	// an accepted quote or a complete contract, an invoice, a receipt.
	QuotePDF   func(ctx context.Context, w io.Writer, q store.Quote, sel store.Selection) error
	SignedPDF  func(ctx context.Context, o store.Object) ([]byte, error)
	InvoicePDF func(ctx context.Context, w io.Writer, i store.Invoice) error
	ReceiptPDF func(ctx context.Context, w io.Writer, pay store.Payment, i store.Invoice) error
	// ContractPDF draws a contract as it stands; of a complete one it gives the
	// signed copy.
	ContractPDF func(ctx context.Context, w io.Writer, c store.Contract) error
	Day         store.DateWords // for the text of a contract
	// CreditNotePDF draws a credit note.
	CreditNotePDF func(ctx context.Context, w io.Writer, note store.CreditNote) error
	// StatementPDF draws a client's account in the language that it names.
	StatementPDF func(ctx context.Context, w io.Writer, v store.Statement) error

	// SendRefund asks the payment provider to make a refund that was started, and
	// settles it. Without a clear answer (a temporary *pay.Error) it is gone on with
	// later.
	SendRefund func(ctx context.Context, r store.Refund) error

	// MailWords are the words with which the review of an email begins;
	// PreviewMail is an email as a page shows it.
	MailWords   func(ctx context.Context, m store.Mail) (store.EmailWords, error)
	PreviewMail func(ctx context.Context, m store.Mail) (letter.Sheet, error)
	// ReminderWords are a reminder's words in the studio's language, with their
	// merge fields in place, for a step so many days after the day.
	ReminderWords func(about string, days int) (subject, body string)
	PeriodNames   store.PeriodNames // of recurring invoices
	// TrialMail is an email as it would go, but to one of the studio, marked as a
	// test, and with a button that leads to look, a path of the studio's side.
	TrialMail func(ctx context.Context, m store.Mail, who store.Staff, look string) (mail.Message, error)
	Letters   Letters
}

// Letters are what the settings of the emails' words need of those who word them.
type Letters struct {
	// Languages are those in which clients are written to, the studio's own first.
	Languages func() []string
	// Usual are the words that a kind of email has by itself, with merge fields.
	Usual func(kind, language string) (store.EmailWords, error)
	// Preview is an email as a template would word it, the newest of its kind or one
	// that is made up; to is who got the newest, or empty.
	Preview func(ctx context.Context, t store.EmailTemplate) (sheet letter.Sheet, to string, err error)
	// Trial is that email for one of the studio; its button leads to look.
	Trial func(ctx context.Context, t store.EmailTemplate, who store.Staff, look string) (mail.Message, error)
}

// Route is a line of the studio's table: only one of the studio gets in.
type Route struct {
	web.Route
	Handle func(*web.Exchange, store.Staff) error
}

// Frame is what stands around a page of the studio. part is the current entry
// of the navigation: "clients", "quotes" …
func (p *Pages) Frame(x *web.Exchange, staff store.Staff, part string) web.Frame {
	studio := p.Store.Studio()
	return web.Frame{Lang: x.Lang, Locale: studio.Locale, Studio: studio, Path: x.R.URL.Path,
		Part: part, Flash: x.Told(), Now: p.Store.Now().In(studio.Zone()), Staff: staff}
}
