package store

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"time"
)

// Payment is money that came, or an attempt at it.
type Payment struct {
	ID          int64
	InvoiceID   int64
	WithID      int64 // the payment in whose checkout it was made too; 0: it has one of its own
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
		if !p.Studio().TakesCard {
			return refuse("refused.no_way_to_pay", "studio", p.Studio().Name)
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
		if !p.Studio().TakesBank || !i.Content.Bank.Set() {
			return refuse("refused.no_way_to_pay", "studio", p.Studio().Name)
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
	if err := p.whole(); err != nil {
		return nil, err
	}
	return all(ctx, p.store.reader, scanPayment, `SELECT `+paymentColumns+` FROM `+paymentTables+`
		JOIN invoice ON invoice.id = payment.invoice_id WHERE `+visibleInvoice+`
		AND payment.state IN ('paid', 'processing', 'announced') AND (? = 0 OR invoice.project_id = ?)
		ORDER BY coalesce(payment.settled_at, payment.started_at) DESC`, p.Contact.ID, p.Contact.ID, projectID, projectID)
}

// Outcome is what the provider says of a checkout.
type Outcome struct {
	CheckoutID string
	Attempt    string // our key, as the provider gives it back
	ProviderID string // of the money: a payment intent
	State      string // 'started', 'processing', 'paid', 'failed', 'cancelled'
	Amount     int64  // that was taken, in minor units
	Currency   string
	Label      string // 'Visa ending 4242'
	Failure    string // words for the client
}

// Settle brings a card payment to what its provider says. The webhook, the
// return page and the sweep all end here, in any order and however often: the
// first that says 'paid' counts, the others change nothing.
//
// An outcome of another amount or currency than was asked for is never counted
// as paid: it fails, and the studio is told.
func (s *Store) Settle(ctx context.Context, o Outcome) (pay Payment, err error) {
	err = s.write(ctx, "settle checkout "+o.CheckoutID, func(t *tx) error {
		if pay, err = t.payment("payment.checkout_id = ? OR payment.checkout_id IS NULL AND payment.attempt = ?", o.CheckoutID, o.Attempt); err != nil {
			return err
		}
		if err := t.settle(&pay, o); err != nil {
			return err
		}
		pay, err = t.payment("payment.id = ?", pay.ID)
		return err
	})
	return pay, err
}

// settle moves a payment on. Paid is final; nothing leads back from it.
func (t *tx) settle(pay *Payment, o Outcome) error {
	if _, err := t.exec("UPDATE payment SET checkout_id = coalesce(checkout_id, ?), checked_at = ? WHERE id = ?", orNull(o.CheckoutID), ms(t.now), pay.ID); err != nil {
		return err
	}
	if _, ok := paymentLife.after(pay.State, event(o.State)); !ok {
		return nil
	}
	group, err := t.together(pay)
	if err != nil {
		return err
	}
	if event(o.State) == arriving {
		if o.Amount != sumOf(group) || o.Currency != pay.Currency {
			return t.mismatch(pay, group, o)
		}
		if _, err := t.exec("UPDATE payment SET provider_id = ? WHERE id = ?", orNull(o.ProviderID), pay.ID); err != nil {
			return err
		}
	}
	for n := range group {
		if err := t.settleOne(&group[n], o); err != nil {
			return err
		}
	}
	return nil
}

// settleOne moves on one of the payments that a checkout makes, as the table of
// states says.
func (t *tx) settleOne(pay *Payment, o Outcome) error {
	next, ok := paymentLife.after(pay.State, event(o.State))
	if !ok {
		return nil
	}
	switch event(o.State) {
	case arriving:
		if _, err := t.exec("UPDATE payment SET label = ? WHERE id = ?", o.Label, pay.ID); err != nil {
			return err
		}
		return t.credit(pay, Staff{}, t.store.Today())
	case clearing:
		provider := o.ProviderID
		if pay.WithID != 0 {
			provider = "" // the one that it was made with has it
		}
		return t.update("UPDATE payment SET state = ?, provider_id = coalesce(?, provider_id), label = ? WHERE id = ?", next, orNull(provider), o.Label, pay.ID)
	case bouncing:
		return t.fail(pay, o)
	}
	return t.update("UPDATE payment SET state = ? WHERE id = ?", next, pay.ID)
}

// fail notes that a payment did not come, and tells both sides when it had
// been promised: a delayed method that bounced.
func (t *tx) fail(pay *Payment, o Outcome) error {
	if err := t.update("UPDATE payment SET state = 'failed', failure = ?, label = ? WHERE id = ?", o.Failure, o.Label, pay.ID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	if err := t.note(deed{what: "payment failed", project: i.ProjectID, invoice: i.ID, contact: pay.ContactID, detail: amountDetail(pay.Amount, pay.Currency)}); err != nil {
		return err
	}
	if pay.State != "processing" {
		return nil
	}
	l := letter{kind: "payment-failed", project: i.ProjectID, invoice: i.ID, payment: pay.ID}
	if pay.ContactID != 0 {
		l.contact = pay.ContactID
		if err := t.queue(l); err != nil {
			return err
		}
	}
	l.kind = "studio-payment-failed"
	return t.tellOwners(l)
}

// failedMismatch is the failure of a payment that brought what was not asked for.
const failedMismatch = "mismatch"

// mismatch refuses money of another amount or currency than was asked for. It
// is told once, however often it is heard of.
func (t *tx) mismatch(pay *Payment, group []Payment, o Outcome) error {
	if pay.Failure == failedMismatch {
		return nil
	}
	if err := t.update("UPDATE payment SET state = 'failed', failure = ? WHERE id = ? OR with_id = ?", failedMismatch, pay.ID, pay.ID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	detail := map[string]string{"asked": strconv.FormatInt(sumOf(group), 10) + " " + pay.Currency,
		"came": strconv.FormatInt(o.Amount, 10) + " " + o.Currency}
	if err := t.note(deed{what: "payment mismatch", project: i.ProjectID, invoice: i.ID, detail: detail}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-mismatch", project: i.ProjectID, invoice: i.ID, payment: pay.ID, data: detail})
}

// credit counts a payment: receipt number, schedule, history and mails, all in
// the transaction that makes it paid.
func (t *tx) credit(pay *Payment, by Staff, on Date) error {
	receipt, err := t.nextFormatted("receipt", t.store.Studio().ReceiptFormat)
	if err != nil {
		return err
	}
	if err := t.update("UPDATE payment SET state = 'paid', paid_on = ?, settled_at = ?, receipt = ?, staff_id = ?, failure = '' WHERE id = ?",
		on, ms(t.now), receipt, ref(by.ID), pay.ID); err != nil {
		return err
	}
	if err := t.settleDue(pay.InvoiceID); err != nil {
		return err
	}
	i, err := t.invoice(pay.InvoiceID)
	if err != nil {
		return err
	}
	if err := t.note(deed{what: "payment received", project: i.ProjectID, invoice: i.ID, staff: by.ID, contact: payer(pay, by),
		detail: amountDetail(pay.Amount, pay.Currency)}); err != nil {
		return err
	}
	if i.Left() == 0 {
		if err := t.dropAnnouncements(i.ID); err != nil {
			return err
		}
	}
	if i.Excess() > 0 && by.ID == 0 {
		if err := t.tellExcess(pay, &i); err != nil {
			return err
		}
	}
	return t.mailPayment(pay, &i, by)
}

// tellExcess tells the owners that more has come than was asked for: it counts,
// and they have to say what becomes of it.
func (t *tx) tellExcess(pay *Payment, i *Invoice) error {
	detail := amountDetail(i.Excess(), i.Currency)
	if err := t.note(deed{what: "paid too much", project: i.ProjectID, invoice: i.ID, contact: pay.ContactID, detail: detail}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-overpaid", once: "overpaid " + strconv.FormatInt(pay.ID, 10), project: i.ProjectID, invoice: i.ID,
		payment: pay.ID, data: detail})
}

func payer(pay *Payment, by Staff) int64 {
	if by.ID != 0 {
		return 0
	}
	return pay.ContactID
}

// dropAnnouncements forgets transfers that were announced for what is paid now.
func (t *tx) dropAnnouncements(invoiceID int64) error {
	_, err := t.exec("UPDATE payment SET state = 'cancelled' WHERE invoice_id = ? AND state = 'announced'", invoiceID)
	return err
}

// mailPayment queues the receipt, and tells the owner what came by itself.
func (t *tx) mailPayment(pay *Payment, i *Invoice, by Staff) error {
	to, err := t.payerOf(pay, i)
	if err != nil {
		return err
	}
	if to != 0 {
		if err := t.queue(letter{kind: "receipt", once: "receipt " + strconv.FormatInt(pay.ID, 10), contact: to, project: i.ProjectID, invoice: i.ID, payment: pay.ID}); err != nil {
			return err
		}
	}
	if by.ID != 0 {
		return nil
	}
	return t.tellOwners(letter{kind: "studio-paid", once: "paid " + strconv.FormatInt(pay.ID, 10), project: i.ProjectID, invoice: i.ID, payment: pay.ID})
}

// payerOf is the contact to whom one writes of a payment: who paid, whom the
// invoice is for, or the first on its project; 0 when there is nobody.
func (t *tx) payerOf(pay *Payment, i *Invoice) (int64, error) {
	if pay.ContactID != 0 || i.ContactID != 0 {
		return cmp.Or(pay.ContactID, i.ContactID), nil
	}
	people, err := projectContacts(t.ctx, t, i.ProjectID)
	if err != nil || len(people) == 0 {
		return 0, err
	}
	return people[0].ID, nil
}

// ConfirmTransfer counts a transfer that the client announced and that has
// reached the studio's account on a day. Confirming twice counts once.
func (s *Store) ConfirmTransfer(ctx context.Context, by Staff, paymentID int64, on Date) error {
	return s.write(ctx, "confirm a transfer", func(t *tx) error {
		pay, err := t.payment("payment.id = ? AND payment.method = 'bank'", paymentID)
		if err != nil || pay.State == "paid" {
			return err
		}
		if err := paymentLife.meets(pay.State, confirming, "refused.transfer_gone"); err != nil {
			return err
		}
		if err := s.plausible(on); err != nil {
			return err
		}
		return t.credit(&pay, by, on)
	})
}

// DropTransfer forgets a transfer that was announced and never came.
func (s *Store) DropTransfer(ctx context.Context, by Staff, paymentID int64) error {
	return s.write(ctx, "drop a transfer", func(t *tx) error {
		pay, err := t.payment("payment.id = ? AND payment.method = 'bank'", paymentID)
		if err != nil {
			return err
		}
		if err := paymentLife.meets(pay.State, dropping, "refused.transfer_gone"); err != nil {
			return err
		}
		if err := t.update("UPDATE payment SET state = 'cancelled', staff_id = ? WHERE id = ?", by.ID, paymentID); err != nil {
			return err
		}
		i, err := t.invoice(pay.InvoiceID)
		if err != nil {
			return err
		}
		return t.note(deed{what: "transfer dropped", project: i.ProjectID, invoice: i.ID, staff: by.ID, detail: amountDetail(pay.Amount, pay.Currency)})
	})
}

// plausible refuses a day of payment that lies ahead or decades back.
func (s *Store) plausible(on Date) error {
	if on == "" || on > s.Today() || on < s.Today().AddDays(-3650) {
		return &Invalid{Fields: map[string]Text{"paid_on": Say("invalid.date_ahead")}}
	}
	return nil
}

// HandPayment is a payment that the studio records by itself.
type HandPayment struct {
	Method  string // 'cash', 'cheque', 'bank', 'card', 'other'
	Amount  int64  // minor units of the invoice's currency
	PaidOn  Date
	Note    string
	Attempt string // key of the form, so that a double click records once
}

// RecordPayment counts a payment that came by another road. More than is left is
// held as credit, or refused, as the studio has set.
func (s *Store) RecordPayment(ctx context.Context, by Staff, invoiceID int64, h HandPayment) error {
	var invalid Invalid
	switch h.Method {
	case "cash", "cheque", "bank", "card", "other":
	default:
		invalid.Add("method", Say("invalid.choice"))
	}
	if h.Amount <= 0 {
		invalid.Add("amount", Say("invalid.too_small"))
	}
	invalid.atMost("note", h.Note, 200)
	if len(h.Attempt) < 16 || len(h.Attempt) > 100 {
		invalid.Add("", Say("error400.note"))
	}
	if err := s.plausible(h.PaidOn); err != nil {
		invalid.Add("paid_on", Say("invalid.date_ahead"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, "record a payment", func(t *tx) error {
		if _, err := t.payment("payment.attempt = ? AND payment.invoice_id = ?", h.Attempt, invoiceID); !errors.Is(err, ErrNotFound) {
			return err // recorded by the first click, or a fault
		}
		i, err := t.invoice(invoiceID)
		if err != nil {
			return err
		}
		if err := s.recordable(&i, h.Amount); err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO payment (invoice_id, staff_id, attempt, method, state, amount, currency, note, started_at)
			VALUES (?, ?, ?, ?, 'announced', ?, ?, ?, ?)`, invoiceID, by.ID, h.Attempt, h.Method, h.Amount, i.Currency, h.Note, ms(t.now))
		if err != nil {
			return err
		}
		pay, err := t.payment("payment.id = ?", id)
		if err != nil {
			return err
		}
		if err := t.credit(&pay, by, h.PaidOn); err != nil || h.Amount <= i.Left() {
			return err
		}
		return t.hold(by, invoiceID, h.Amount-i.Left())
	})
}

// recordable refuses a payment of what cannot be paid, and of more than is left
// where the studio does not hold it.
func (s *Store) recordable(i *Invoice, amount int64) error {
	if i.IsDraft() {
		return refuse("refused.invoice_draft")
	}
	if err := invoiceLife.meets(i.state, paying, "refused.not_payable"); err != nil {
		return err
	}
	switch holds := s.Studio().OverPayment == "hold"; {
	case holds:
		return nil
	case !i.IsPayable():
		return refuse("refused.nothing_left")
	case amount > i.Left():
		return &Invalid{Fields: map[string]Text{"amount": Say("refused.too_much_by_hand")}}
	}
	return nil
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
