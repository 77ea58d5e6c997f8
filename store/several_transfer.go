package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"anteroom/store/money"
)

// OneTransfer is the transfer of a sum that pays several invoices at once, of
// whose transfers each is: to the account that all of them name, with the
// reference of the first. It is Invalid in the field 'invoice' when they name
// different accounts, or one names none.
func OneTransfer(each []Transfer, sum int64) (Transfer, error) {
	var t Transfer
	for n := range each {
		if n == 0 {
			t = each[0]
		}
		if each[n].Currency != t.Currency {
			return Transfer{}, &Invalid{Fields: map[string]Text{"invoice": Say("invalid.one_currency")}}
		}
		if each[n].Bank != t.Bank || !t.Set() {
			return Transfer{}, &Invalid{Fields: map[string]Text{"invoice": Say("invalid.one_account")}}
		}
	}
	t.Amount = sum
	return t, nil
}

// Transfers are how each invoice that this contact can pay is paid by transfer,
// without an amount, by the invoice's id.
func (p *Portal) Transfers(ctx context.Context) (map[int64]Transfer, error) {
	if see, err := p.lists(ModuleInvoices); !see {
		return nil, err
	}
	list, err := all(ctx, p.store.reader, scanInvoice, `SELECT `+invoiceColumns+`, invoice.content FROM `+invoiceTables+`
		WHERE `+visibleInvoice+` AND invoice.state = 'issued' AND invoice.owed > 0`, p.Contact.ID, p.Contact.ID)
	transfers := make(map[int64]Transfer, len(list))
	for n := range list {
		if list[n].TakesBank(p.Studio()) {
			transfers[list[n].ID] = list[n].Transfer(0)
		}
	}
	return transfers, err
}

// OnTheWay is what was said to be sent for the invoices that this contact sees,
// and has not been confirmed, in each one's currency, by its id.
func (p *Portal) OnTheWay(ctx context.Context) (map[int64]int64, error) {
	if see, err := p.lists(ModuleInvoices); !see {
		return nil, err
	}
	type sum struct{ invoice, amount int64 }
	list, err := all(ctx, p.store.reader, func(row scanner, v *sum) error { return row.Scan(&v.invoice, &v.amount) },
		`SELECT invoice.id, sum(payment.amount) FROM payment JOIN invoice ON invoice.id = payment.invoice_id
		WHERE payment.state IN ('started', 'processing', 'announced') AND payment.state = 'announced' AND `+visibleInvoice+` GROUP BY invoice.id`,
		p.Contact.ID, p.Contact.ID)
	sums := make(map[int64]int64, len(list))
	for _, s := range list {
		sums[s.invoice] = s.amount
	}
	return sums, err
}

// AnnounceTransfers notes that the client says to have sent one transfer for
// several invoices: each gets a payment of its own, and the first of them stands
// for all. choice is PayNext or PayAll, for each of them; sum is what the client
// was told to send, and is refused when it is another by now. Saying it twice says
// it once.
func (p *Portal) AnnounceTransfers(ctx context.Context, invoices []int64, choice Choice, sum int64, attempt string) (list []Payment, err error) {
	if err := p.mayPaySeveral(p.Studio().TakesBank, invoices, choice, attempt); err != nil {
		return nil, err
	}
	err = p.store.write(ctx, "announce a transfer for several invoices", func(t *tx) error {
		key := func(invoice int64) string { return fmt.Sprintf("%s-%s-of-%d-bank", attempt, choice, invoice) }
		if list, err = t.saidBefore(p, key(invoices[0]), invoices); err != nil || list != nil {
			return err
		}
		var each []Invoice
		for _, id := range invoices {
			i, pay, err := t.announceOne(p, id, choice, key(id), list)
			if err != nil {
				return err
			}
			each, list = append(each, i), append(list, pay)
		}
		if err := payable(each, sumOf(list), sum, p.Contact.Locale); err != nil {
			return err
		}
		return t.tellTransfers(each, list)
	})
	return list, err
}

// saidBefore are the payments that the same form has announced; none when it has
// announced nothing.
func (t *tx) saidBefore(p *Portal, key string, invoices []int64) ([]Payment, error) {
	begun, err := t.payment("payment.attempt = ?", key)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := t.together(&begun)
	if err != nil {
		return nil, err
	}
	if begun.ContactID != p.Contact.ID || len(list) != len(invoices) {
		return nil, refuse("refused.attempt_used")
	}
	for n := range list {
		if list[n].InvoiceID != invoices[n] || list[n].State == "cancelled" {
			return nil, refuse("refused.attempt_used") // for others, or announced before and dropped since
		}
	}
	return list, nil
}

// announceOne notes the part of a transfer that is for one invoice; before are
// those that came before it.
func (t *tx) announceOne(p *Portal, invoiceID int64, choice Choice, key string, before []Payment) (i Invoice, pay Payment, err error) {
	i, amount, err := t.oneOf(p, "bank", invoiceID, choice, before)
	if err != nil {
		return i, pay, err
	}
	for n := range i.Payments {
		if i.Payments[n].State == "announced" { // once more, it would be sent twice
			return i, pay, &Invalid{Fields: map[string]Text{"invoice": Say("invalid.on_its_way", "number", i.Number)}}
		}
	}
	id, err := t.insert(`INSERT INTO payment (invoice_id, with_id, contact_id, attempt, method, state, amount, currency, started_at)
		VALUES (?, ?, ?, ?, 'bank', 'announced', ?, ?, ?)`, invoiceID, ref(leadOf(before)), p.Contact.ID, key, amount, i.Currency, ms(t.now))
	if isDuplicate(err) {
		return i, pay, refuse("refused.attempt_used")
	}
	if err != nil {
		return i, pay, err
	}
	if err := t.note(deed{what: "transfer announced", project: i.ProjectID, invoice: i.ID, contact: p.Contact.ID, detail: amountDetail(amount, i.Currency)}); err != nil {
		return i, pay, err
	}
	pay, err = t.payment("payment.id = ?", id)
	return i, pay, err
}

// payable refuses a transfer that cannot be for all of these invoices, or that
// was sent of another sum than they come to.
func payable(each []Invoice, sum, sent int64, locale string) error {
	var transfers []Transfer
	for n := range each {
		transfers = append(transfers, each[n].Transfer(0))
	}
	if _, err := OneTransfer(transfers, sum); err != nil {
		return err
	}
	if sum != sent {
		return &Invalid{Fields: map[string]Text{"invoice": Say("invalid.another_sum", "amount", money.Format(sum, each[0].Currency, locale))}}
	}
	return nil
}

// tellTransfers tells the owners of one transfer once.
func (t *tx) tellTransfers(each []Invoice, list []Payment) error {
	numbers := make([]string, len(each))
	for n := range each {
		numbers[n] = each[n].Number
	}
	l := letter{kind: "studio-transfer", project: each[0].ProjectID, invoice: each[0].ID, payment: list[0].ID}
	if len(each) > 1 {
		l.data = amountDetail(sumOf(list), list[0].Currency)
		l.data["numbers"] = strings.Join(numbers, ", ")
	}
	return t.tellOwners(l)
}

// JointPart is what one of several invoices gets of one transfer.
type JointPart struct {
	Payment
	Number string // of the invoice
}

// JointTransfer are the parts of the transfer that a payment was announced with,
// itself among them, in the order in which their invoices were chosen; it is of
// one part when the transfer was for one invoice.
func (s *Store) JointTransfer(ctx context.Context, pay Payment) ([]JointPart, error) {
	lead := cmp.Or(pay.WithID, pay.ID)
	return all(ctx, s.reader, func(row scanner, v *JointPart) error {
		return scanPayment(wider{row, []any{&v.Number}}, &v.Payment)
	}, `SELECT `+paymentColumns+`, invoice.number FROM `+paymentTables+` JOIN invoice ON invoice.id = payment.invoice_id
		WHERE payment.id = ? OR payment.with_id = ? ORDER BY payment.id`, lead, lead)
}

// wider is a row with more columns than one scans of it.
type wider struct {
	scanner
	more []any
}

func (w wider) Scan(dest ...any) error { return w.scanner.Scan(append(dest, w.more...)...) }

// ConfirmTransfers counts one transfer that was announced for several invoices
// and has reached the studio's account on a day: all of its payments that wait,
// by any of them. It gives those that are counted by it; confirming twice counts
// once.
func (s *Store) ConfirmTransfers(ctx context.Context, by Staff, paymentID int64, on Date) (counted []Payment, err error) {
	err = s.write(ctx, "confirm a transfer for several invoices", func(t *tx) error {
		group, err := t.joint(paymentID)
		if err != nil {
			return err
		}
		if counted, err = readyFor(group, confirming); err != nil || len(counted) == 0 {
			return err
		}
		if err := s.plausible(on); err != nil {
			return err
		}
		for n := range counted {
			if err := t.credit(&counted[n], by, on); err != nil {
				return err
			}
		}
		return nil
	})
	return counted, err
}

// DropTransfers forgets one transfer that was announced for several invoices and
// never came: all of its payments that wait, by any of them.
func (s *Store) DropTransfers(ctx context.Context, by Staff, paymentID int64) error {
	return s.write(ctx, "drop a transfer for several invoices", func(t *tx) error {
		group, err := t.joint(paymentID)
		if err != nil {
			return err
		}
		waiting, err := readyFor(group, dropping)
		if err == nil && len(waiting) == 0 {
			err = refuse("refused.transfer_gone")
		}
		for n := 0; err == nil && n < len(waiting); n++ {
			err = t.dropTransfer(&waiting[n], by)
		}
		return err
	})
}

// joint are the payments of a transfer, by any of them.
func (t *tx) joint(paymentID int64) ([]Payment, error) {
	pay, err := t.payment("payment.id = ? AND payment.method = 'bank'", paymentID)
	if err != nil {
		return nil, err
	}
	return together(t.ctx, t, cmp.Or(pay.WithID, pay.ID))
}

// readyFor are those of a transfer's payments that an event may happen to. There
// may be none when it has come; it is refused when it was dropped.
func readyFor(group []Payment, e event) (list []Payment, err error) {
	came := false
	for _, pay := range group {
		if _, ok := paymentLife.after(pay.State, e); ok {
			list = append(list, pay)
		}
		came = came || pay.State == "paid"
	}
	if len(list) == 0 && !came {
		return nil, refuse("refused.transfer_gone")
	}
	return list, nil
}
