// Package demo makes and serves a sample studio: Alder & Rowe, builders in
// Bristol, with a year of clients, quotes, invoices, payments and files. It is
// made with the store's own verbs on a clock that is moved through the year,
// so everything in it hangs together as if it had been lived.
//
// Practice payments stand in for Stripe. They take the road of real ones:
// a hosted page, a signed webhook over HTTP, and the sweep. Mails go through the
// outbox to an SMTP server in this process, the practice mailbox, where they can
// be read.
package demo

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"anteroom/handlers"
	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailbox"
	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/store"
	"anteroom/templates/words"
)

// Options say where the demo lives.
type Options struct {
	Schema string           // schema.sql
	Path   string           // the database file; empty: a temporary one, removed by Close
	Base   string           // origin of every link: 'http://127.0.0.1:8080'
	Local  string           // origin at which the program reaches itself; empty: Base
	Now    func() time.Time // the present, for tests; nil is time.Now
}

// Demo is a sample studio that can be served.
type Demo struct {
	Store    *store.Store
	Server   *handlers.Server
	Practice *practice.Server
	Mailbox  *mailbox.Mailbox
	Links    Links

	handler   http.Handler
	temporary string // folder to be removed; empty: none
}

// Links are the ways in that the command prints.
type Links struct {
	Owner  string // signs the owner in, once
	Client string // signs Priya Raman in, once
	Quote  string // a quote that waits for her signature, as emailed
	Mail   string // the mailbox in which every mail ends
}

// Open makes the sample studio, or takes up again the one that is in the file.
// A file with a studio of anyone's own is refused.
func Open(ctx context.Context, o Options) (d *Demo, err error) {
	d = &Demo{}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
			d = nil
		}
	}()
	if o.Path == "" {
		if d.temporary, err = os.MkdirTemp("", "anteroom-demo-"); err != nil {
			return d, fmt.Errorf("make a place for the demo: %w", err)
		}
		o.Path = filepath.Join(d.temporary, "anteroom.db")
	}
	if o.Local == "" {
		o.Local = o.Base
	}
	clock := &clock{now: o.Now}
	if d.Store, err = store.Open(ctx, o.Path, store.Options{Schema: o.Schema, Now: clock.Now, Hasty: d.temporary != ""}); err != nil {
		return d, err
	}
	if err := d.furnish(ctx, clock, o.Base); err != nil {
		return d, err
	}
	if err := d.wire(ctx, o.Base, o.Local); err != nil {
		return d, err
	}
	if err := d.recall(ctx); err != nil {
		return d, err
	}
	d.Links, err = d.mint(ctx, o.Base)
	return d, err
}

// furnish makes the history in an empty database.
func (d *Demo) furnish(ctx context.Context, c *clock, base string) error {
	if studio := d.Store.Studio(); studio.Practice {
		return nil
	}
	if d.Store.IsSetUp() {
		return store.Sentence(d.Store.Path() + " holds a studio of its own; the demo leaves it alone. Name another file with --db.")
	}
	catalogue, err := words.Load()
	if err != nil {
		return fmt.Errorf("load words: %w", err)
	}
	h := &history{ctx: ctx, store: d.Store, clock: c, words: catalogue, end: c.Now().Truncate(time.Second), ways: map[int64]string{}}
	defer c.put(time.Time{})
	if err := h.open(base); err != nil {
		return fmt.Errorf("set up the demo: %w", err)
	}
	h.stories()
	if err := h.happen(); err != nil {
		return fmt.Errorf("make the demo's history: %w", err)
	}
	return nil
}

// settleAfter is how long a bank debit takes in practice, instead of days.
const settleAfter = 20 * time.Second

// wire joins the server, the practice mailbox and the practice payments. None of
// the two is known to a server that is not a demo's.
func (d *Demo) wire(ctx context.Context, base, local string) (err error) {
	studio := d.Store.Studio()
	d.Mailbox, err = mailbox.Open(ctx, mailbox.Options{Studio: studio.Name, Zone: studio.Zone(), Now: d.Store.Now})
	if err != nil {
		return err
	}
	secret := "whsec_" + rand.Text()
	d.Server, err = handlers.New(d.Store, handlers.Config{
		BaseURL: base,
		SMTP:    mail.Settings{Host: d.Mailbox.Host, Port: d.Mailbox.Port, From: studio.Email, TLS: mail.None},
		Stripe:  pay.Settings{SecretKey: practice.Key, WebhookSecret: secret, API: local + "/practice"},
		Demo:    handlers.Demo{Email: OwnerEmail, Password: OwnerPassword, Mailbox: mailbox.Path},
	})
	if err != nil {
		return err
	}
	d.Mailbox.Dress(d.Server.Icon(), d.Server.Stylesheets()...)
	d.Practice = practice.New(practice.Options{
		Name: d.Store.Studio().Name, Secret: secret, WebhookURL: func() string { return local + "/webhooks/stripe" }, Base: base,
		Now: d.Store.Now, SettleAfter: settleAfter, Stylesheets: d.Server.Stylesheets(), Icon: d.Server.Icon(),
	})
	mux := http.NewServeMux()
	mux.Handle(mailbox.Path, d.Mailbox)
	mux.Handle(mailbox.Path+"/", d.Mailbox)
	mux.Handle("/practice/", d.Practice) // it has a policy of its own, as Stripe's page has
	mux.Handle("/", d.Server.Handler())
	d.handler = mux
	return nil
}

// recall tells the practice payments, which remember nothing, what an earlier run
// of the same file left under way, so that it comes to its end, and what was paid,
// so that it can go back. The payments of one checkout are one to them.
func (d *Demo) recall(ctx context.Context) error {
	known, err := d.Store.CardPayments(ctx)
	if err != nil {
		return err
	}
	var order []string
	memories := map[string]*practice.Memory{}
	for _, payment := range known {
		m := memories[payment.CheckoutID]
		if m == nil {
			m = &practice.Memory{ID: payment.CheckoutID, Currency: payment.Currency, Metadata: map[string]string{"attempt": payment.Attempt},
				Processing: payment.State == "processing"}
			memories[m.ID], order = m, append(order, m.ID)
		}
		if payment.State == "paid" {
			m.Intent = payment.ProviderID
		}
		if err := remember(m, payment); err != nil {
			return err
		}
	}
	for _, id := range order {
		if err := d.Practice.Recall(*memories[id]); err != nil {
			return err
		}
	}
	return nil
}

// remember adds a payment to what its checkout was asked for.
func remember(m *practice.Memory, payment store.Payment) error {
	amount, err := pay.InUnits(payment.Amount, payment.Currency)
	if err != nil {
		return err
	}
	back, err := pay.InUnits(payment.Refunded, payment.Currency)
	m.Amount, m.Refunded = m.Amount+amount, m.Refunded+back
	return err
}

// ServeHTTP serves the studio, its portal, the practice mailbox and the practice payments.
func (d *Demo) ServeHTTP(w http.ResponseWriter, r *http.Request) { d.handler.ServeHTTP(w, r) }

// Close ends the demo; a temporary database is removed.
func (d *Demo) Close() error {
	var errs []error
	if d.Practice != nil {
		d.Practice.Close()
	}
	if d.Mailbox != nil {
		errs = append(errs, d.Mailbox.Close())
	}
	if d.Store != nil {
		errs = append(errs, d.Store.Close())
	}
	if d.temporary != "" {
		errs = append(errs, os.RemoveAll(d.temporary))
	}
	return errors.Join(errs...)
}
