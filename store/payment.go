package store

import (
	"context"
	"errors"
	"strconv"
	"time"
)

// Payment is money that came, or an attempt at it.
type Payment struct {
	ID          int64
	InvoiceID   int64
	WithID      int64 // the payment in whose checkout, or by whose transfer, it was made too; 0: it has one of its own
	ContactID   int64
	Contact     string
	Attempt     string // idempotency key
	Method      string // 'card', 'bank', 'cash', 'cheque', 'other'
	Label       string // 'Visa ending 4242'
	State       string // 'started', 'announced', 'processing', 'paid', 'failed', 'cancelled'
	Amount      int64
	Refunded    int64 // of Amount
	Currency    string
	CheckoutID  string
	CheckoutURL string
	ProviderID  string
	Failure     string // why it failed, in words for the client
	Note        string
	PaidOn      Date
	Receipt     string // number of the receipt
	Started     time.Time
	Expires     time.Time
	Settled     time.Time
}

const paymentColumns = `payment.id, payment.invoice_id, payment.with_id, payment.contact_id, coalesce(payer.name, ''), payment.attempt, payment.method,
	payment.label, payment.state, payment.amount, payment.refunded, payment.currency, coalesce(payment.checkout_id, lead.checkout_id), payment.checkout_url, coalesce(payment.provider_id, lead.provider_id),
	payment.failure, payment.note, payment.paid_on, payment.receipt, payment.started_at, payment.expires_at, payment.settled_at`

const paymentTables = `payment LEFT JOIN contact payer ON payer.id = payment.contact_id LEFT JOIN payment lead ON lead.id = payment.with_id`

func scanPayment(row scanner, v *Payment) error {
	return row.Scan(&v.ID, &v.InvoiceID, optional{&v.WithID}, optional{&v.ContactID}, &v.Contact, &v.Attempt, &v.Method, &v.Label, &v.State, &v.Amount,
		&v.Refunded, &v.Currency, nullText{&v.CheckoutID}, &v.CheckoutURL, nullText{&v.ProviderID}, &v.Failure, &v.Note, &v.PaidOn,
		nullText{&v.Receipt}, at(&v.Started), at(&v.Expires), at(&v.Settled))
}

func (t *tx) payment(where string, args ...any) (Payment, error) {
	return one(t.ctx, t, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+` WHERE `+where, args...)
}

// checkoutLife is how long a started card payment may be finished.
const checkoutLife = 2 * time.Hour

// StartCard begins a card payment: a row first, so that whatever happens at the
// provider can be found again. attempt is the key of the form that asked, so a
// double click starts one payment; one of the same contact and amount that is
// still open is taken up again. (Not another contact's: it comes back to the
// address of the one who began it. Nor one that the provider has given no page:
// it answers a key as it did the first time, with its fault too.)
func (p *Portal) StartCard(ctx context.Context, invoiceID int64, choice Choice, attempt string) (pay Payment, err error) {
	key := attempt + "-" + string(choice) + "-card"
	err = p.pay(ctx, "start a card payment", invoiceID, choice, attempt, func(t *tx, i *Invoice, amount int64) error {
		if err := p.takes(i, "card"); err != nil {
			return err
		}
		pay, err = t.payment(`payment.attempt = ? OR payment.id = (SELECT max(id) FROM payment open WHERE open.invoice_id = ? AND open.amount = ?
			AND open.contact_id = ? AND open.method = 'card' AND open.state = 'started' AND open.checkout_id IS NOT NULL AND open.expires_at > ?
			AND NOT EXISTS (SELECT 1 FROM payment WHERE with_id = open.id)
			AND NOT EXISTS (SELECT 1 FROM payment came WHERE came.invoice_id = open.invoice_id AND came.settled_at > open.started_at)) ORDER BY payment.attempt = ? DESC`,
			key, invoiceID, amount, p.Contact.ID, ms(t.now.Add(10*time.Minute)), key)
		if err == nil {
			return pay.belongsTo(i, amount, t.now)
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		id, err := t.insert(`INSERT INTO payment (invoice_id, contact_id, attempt, method, state, amount, currency, started_at, expires_at)
			VALUES (?, ?, ?, 'card', 'started', ?, ?, ?, ?)`, invoiceID, p.Contact.ID, key, amount, i.Currency, ms(t.now), ms(t.now.Add(checkoutLife)))
		if err != nil {
			return err
		}
		pay, err = t.payment("payment.id = ?", id)
		return err
	})
	return pay, err
}

// belongsTo refuses an attempt's key that was used for something else, or has
// run out, or was for another amount than is asked for now: money may have come
// by another road since.
func (p *Payment) belongsTo(i *Invoice, amount int64, now time.Time) error {
	if p.InvoiceID != i.ID {
		return ErrNotFound
	}
	if p.State != "started" || p.Amount != amount || now.After(p.Expires) {
		return refuse("refused.attempt_used")
	}
	return nil
}

// pay is what every way of paying checks first.
func (p *Portal) pay(ctx context.Context, attemptTo string, invoiceID int64, choice Choice, attempt string, f func(*tx, *Invoice, int64) error) error {
	if err := p.allows("invoice", invoiceID); err != nil {
		return err
	}
	if err := p.mayWrite(); err != nil {
		return err
	}
	if len(attempt) < 16 || len(attempt) > 100 {
		return &Invalid{Fields: map[string]Text{"": Say("error400.note")}}
	}
	return p.store.write(ctx, attemptTo, func(t *tx) error {
		i, err := p.readInvoice(ctx, t, invoiceID)
		if err != nil {
			return err
		}
		amount, err := choice.of(&i, p.Studio(), p.Contact.Locale)
		if err != nil {
			return err
		}
		return f(t, &i, amount)
	})
}

// KeepCheckout notes the provider's checkout of a started payment.
func (p *Portal) KeepCheckout(ctx context.Context, paymentID int64, checkoutID, url string, expires time.Time) error {
	if err := p.mayWrite(); err != nil {
		return err
	}
	return p.store.write(ctx, "keep a checkout", func(t *tx) error {
		pay, err := t.payment("payment.id = ?", paymentID)
		if err != nil {
			return err
		}
		if _, err := p.readInvoice(ctx, t, pay.InvoiceID); err != nil {
			return err
		}
		if pay.CheckoutID == checkoutID {
			return nil
		}
		return t.update("UPDATE payment SET checkout_id = ?, checkout_url = ?, expires_at = ? WHERE id = ? AND checkout_id IS NULL",
			checkoutID, url, ms(expires), paymentID)
	})
}

// DropCard gives up a started payment for which the provider opened no checkout,
// so that the next try begins anew, under a key of its own.
func (p *Portal) DropCard(ctx context.Context, paymentID int64) error {
	return p.store.write(ctx, "drop a card payment", func(t *tx) error {
		pay, err := t.payment("payment.id = ?", paymentID)
		if err != nil {
			return err
		}
		if _, err := p.readInvoice(ctx, t, pay.InvoiceID); err != nil {
			return err
		}
		if _, err = t.exec("UPDATE payment SET state = 'cancelled' WHERE id = ? AND state = 'started' AND checkout_id IS NULL", paymentID); err != nil {
			return err
		}
		return t.dropFollowers()
	})
}

// AnnounceTransfer notes that the client says to have sent a transfer. It is no
// payment until the studio confirms it; saying it twice says it once.
func (p *Portal) AnnounceTransfer(ctx context.Context, invoiceID int64, choice Choice, attempt string) (pay Payment, err error) {
	key := attempt + "-" + string(choice) + "-bank"
	err = p.pay(ctx, "announce a transfer", invoiceID, choice, attempt, func(t *tx, i *Invoice, amount int64) error {
		if err := p.takes(i, "bank"); err != nil {
			return err
		}
		pay, err = t.payment(`payment.invoice_id = ? AND payment.method = 'bank' AND payment.state = 'announced' AND payment.amount = ?`, invoiceID, amount)
		if err == nil || !errors.Is(err, ErrNotFound) {
			return err
		}
		id, err := t.insert(`INSERT INTO payment (invoice_id, contact_id, attempt, method, state, amount, currency, started_at)
			VALUES (?, ?, ?, 'bank', 'announced', ?, ?, ?)`, invoiceID, p.Contact.ID, key, amount, i.Currency, ms(t.now))
		if isDuplicate(err) {
			return refuse("refused.attempt_used") // announced before, and dropped since
		}
		if err != nil {
			return err
		}
		if err := t.note(deed{what: "transfer announced", project: i.ProjectID, invoice: i.ID, contact: p.Contact.ID, detail: amountDetail(amount, i.Currency)}); err != nil {
			return err
		}
		if err := t.tellOwners(letter{kind: "studio-transfer", project: i.ProjectID, invoice: i.ID, payment: id}); err != nil {
			return err
		}
		pay, err = t.payment("payment.id = ?", id)
		return err
	})
	return pay, err
}

func amountDetail(amount int64, currency string) map[string]string {
	return map[string]string{"amount": strconv.FormatInt(amount, 10), "currency": currency}
}

// Payment is one attempt of this contact's invoices.
func (p *Portal) Payment(ctx context.Context, invoiceID, id int64) (Payment, error) {
	if _, err := p.Invoice(ctx, invoiceID); err != nil {
		return Payment{}, err
	}
	return one(ctx, p.store.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+` WHERE payment.id = ? AND payment.invoice_id = ?`, id, invoiceID)
}

// Payments are the payments of the invoices that this contact sees, newest
// first: of one project, or of all for 0.
func (p *Portal) Payments(ctx context.Context, projectID int64) ([]Payment, error) {
	if see, err := p.lists(ModuleInvoices); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+`
		JOIN invoice ON invoice.id = payment.invoice_id WHERE `+visibleInvoice+`
		AND payment.state IN ('paid', 'processing', 'announced') AND (? = 0 OR invoice.project_id = ?)
		ORDER BY coalesce(payment.settled_at, payment.started_at) DESC`, p.Contact.ID, p.Contact.ID, projectID, projectID)
}

// PaymentByID is a payment, with its invoice, for printing.
func (s *Store) PaymentByID(ctx context.Context, id int64) (Payment, error) {
	return one(ctx, s.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+` WHERE payment.id = ?`, id)
}

// OpenCheckouts are card payments whose end we have not heard of: asked about
// at most every few minutes, the longest unasked first. (The states are listed
// as the index payment_open lists them, or SQLite would not use it.)
func (s *Store) OpenCheckouts(ctx context.Context) ([]Payment, error) {
	now := s.Now()
	return all(ctx, s.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+`
		WHERE payment.state IN ('started', 'processing', 'announced') AND payment.state <> 'announced'
		AND payment.method = 'card' AND payment.checkout_id IS NOT NULL
		AND payment.started_at < ? AND (payment.checked_at IS NULL OR payment.checked_at < ?)
		ORDER BY payment.checked_at LIMIT 20`, ms(now.Add(-2*time.Minute)), ms(now.Add(-10*time.Minute)))
}

// CardPayments are all card payments of which the provider has been told, but
// for those that came to nothing.
func (s *Store) CardPayments(ctx context.Context) ([]Payment, error) {
	return all(ctx, s.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+`
		WHERE payment.state IN ('started', 'processing', 'paid') AND payment.method = 'card'
		AND coalesce(payment.checkout_id, lead.checkout_id) IS NOT NULL ORDER BY payment.id`)
}

// SuperfluousCheckouts are checkouts still open for what is no longer asked for:
// the invoice is paid, or was paid of since by another road, so that the same
// instalment would be paid twice. Of several invoices it is enough that it is so
// of one. They should be closed.
func (s *Store) SuperfluousCheckouts(ctx context.Context) ([]Payment, error) {
	return all(ctx, s.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+` JOIN invoice ON invoice.id = payment.invoice_id
		WHERE payment.state IN ('started', 'processing', 'announced') AND payment.state = 'started'
		AND payment.method = 'card' AND payment.checkout_id IS NOT NULL
		AND (payment.amount > invoice.owed OR EXISTS (SELECT 1 FROM payment other JOIN invoice paid ON paid.id = other.invoice_id
			WHERE other.with_id = payment.id AND other.amount > paid.owed)
		OR EXISTS (SELECT 1 FROM payment part JOIN payment came ON came.invoice_id = part.invoice_id AND came.state = 'paid'
			AND came.settled_at > part.started_at WHERE part.id = payment.id OR part.with_id = payment.id)) LIMIT 20`)
}

// Unasked gives up card payments that never reached the provider.
func (s *Store) DropUnstarted(ctx context.Context) error {
	return s.write(ctx, "drop payments that never started", func(t *tx) error {
		if _, err := t.exec(`UPDATE payment SET state = 'cancelled' WHERE state = 'started' AND checkout_id IS NULL AND with_id IS NULL
			AND expires_at < ?`, ms(t.now.Add(-24*time.Hour))); err != nil {
			return err
		}
		return t.dropFollowers()
	})
}
