// Package portal is the client's side: one file a noun. Its handlers are given
// one contact's *store.Portal, and have no other road to the data.
package portal

import (
	"context"
	"io"
	"log/slog"

	"anteroom/handlers/web"
	"anteroom/store"
)

// Pages answers for the client's side. Its functions are lent by the server:
// what speaks to Stripe or draws papers is none of this package's business.
type Pages struct {
	// Admit hands the token of a new session to the browser; the one that it came
	// with ends.
	Admit func(x *web.Exchange, session string) error
	// CardReady tells whether a card payment can be offered.
	CardReady func(context.Context) bool
	// StartCheckout gives the page on which started payments are made at once, one
	// or several with the invoice of each, and where that page leads back to, as
	// paths: after paying, and without having paid.
	StartCheckout func(ctx context.Context, p *store.Portal, payments []store.Payment, invoices []store.Invoice, back, cancel string) (url string, err error)
	// SettleCheckout asks how a payment stands, and settles it.
	SettleCheckout func(ctx context.Context, checkoutID string) (store.Payment, error)

	// Due words when a step of a schedule falls due.
	Due func(lang string, due store.Due) string

	// QuotePDF draws a quote with these choices; of an accepted one it gives the
	// signed copy.
	QuotePDF func(ctx context.Context, w io.Writer, q store.Quote, sel store.Selection) error
	// ContractPDF draws a contract as it stands; of a complete one it gives the
	// signed copy.
	ContractPDF   func(ctx context.Context, w io.Writer, c store.Contract) error
	InvoicePDF    func(ctx context.Context, w io.Writer, i store.Invoice) error
	ReceiptPDF    func(ctx context.Context, w io.Writer, pay store.Payment, i store.Invoice) error
	CreditNotePDF func(ctx context.Context, w io.Writer, note store.CreditNote) error
	StatementPDF  func(ctx context.Context, w io.Writer, v store.Statement) error

	// MailHTML is an email that was sent, as a page; its button leads to a path.
	MailHTML func(ctx context.Context, m store.Mail, path string) ([]byte, error)
	// Resumable speaks the protocol of uploads.
	Resumable *web.Resumable
	// SessionID is the number of the session of the browser that asks; 0 for none.
	SessionID func(*web.Exchange) int64
	// Languages are those in which all words are there: 'en', 'de' …
	Languages []string
}

// Route is a line of the portal's table.
type Route struct {
	web.Route
	Handle handler
}

type handler func(*web.Exchange, *store.Portal) error

// Frame is what stands around a page of the portal. part is the current entry
// of the navigation.
func (p *Pages) Frame(x *web.Exchange, portal *store.Portal, part string) web.Frame {
	f := web.Frame{Lang: x.Lang, Locale: portal.Contact.Locale, Studio: portal.Studio(), Path: x.R.URL.Path,
		Part: part, Flash: x.Told(), Now: portal.Now(), Contact: portal.Contact, Preview: portal.ReadOnly, Others: portal.Others}
	if lists := listsOf(portal); len(lists) > 0 {
		f.Papers = lists[0].path
	}
	if portal.Via != store.ViaLink {
		f.Photos = hasPhotos(x, portal)
	} else {
		f.Link = "/d/" + x.R.PathValue("token")
	}
	return f
}

// hasPhotos tells whether the navigation leads to photographs. A page is none
// the worse for not knowing.
func hasPhotos(x *web.Exchange, portal *store.Portal) bool {
	has, err := portal.HasPhotos(x.Context(), 0)
	if err != nil && x.Context().Err() == nil {
		slog.Error("the navigation does not know of photographs", "error", err)
	}
	return has
}
