package store

import (
	"cmp"
	"context"
	"slices"
)

// Ages are what is owed by how late it is: not yet due, 1 to 30 days late, 31 to
// 60, 61 to 90, and more than 90.
type Ages [5]int64

// ageBounds are the days at which the ages end: one more than the last is open.
var ageBounds = [...]int{0, 30, 60, 90}

// Total is all of it.
func (a Ages) Total() (sum int64) {
	for _, amount := range a {
		sum += amount
	}
	return sum
}

// add puts an amount where its lateness belongs.
func (a *Ages) add(amount int64, late int) {
	for i, bound := range ageBounds {
		if late <= bound {
			a[i] += amount
			return
		}
	}
	a[len(ageBounds)] += amount
}

func (a *Ages) addAll(more Ages) {
	for i, amount := range more {
		a[i] += amount
	}
}

// Debtor is a client who owes something, in one currency.
type Debtor struct {
	ClientID int64
	Client   string // as it is called today
	Currency string
	Ages
	Invoices []AgedInvoice // the oldest first
}

// AgedInvoice is an invoice of which something is owed.
type AgedInvoice struct {
	ID       int64
	Number   string
	Title    string
	IssuedOn Date
	DueOn    Date // of the first part that is owed
	Late     int  // days since then; 0 or less: it is not late
	Ages
}

// What was owed at the end of a day (?1): of all clients, by the invoices that are
// open now and those to which something has happened since; or of the invoices of
// a list (?2).
const (
	agedOfAll = `WITH candidate(id) AS (
		SELECT id FROM invoice INDEXED BY invoice_open WHERE state = 'issued' AND owed > 0
		UNION SELECT invoice_id FROM payment INDEXED BY payment_by_day WHERE state = 'paid' AND paid_on > ?1
		UNION SELECT payment.invoice_id FROM refund INDEXED BY refund_by_day JOIN payment ON payment.id = refund.payment_id
			WHERE refund.state = 'done' AND refunded_on > ?1
		UNION SELECT invoice_id FROM credit_note INDEXED BY credit_note_by_issue WHERE issued_on > ?1)` + agedRest
	agedOfNamed = `WITH candidate(id) AS (SELECT value FROM json_each(?2))` + agedRest
)

// agedRest takes back what has happened since that day.
const agedRest = `,
	then_owed AS (SELECT invoice.id, invoice.number, invoice.title, invoice.project_id, invoice.currency, invoice.issued_on,
		invoice.credited - coalesce((SELECT sum(total) FROM credit_note WHERE invoice_id = invoice.id AND issued_on > ?1), 0) AS credited,
		invoice.forgiven - coalesce((SELECT sum(credit_note.total) FROM payment JOIN refund ON refund.payment_id = payment.id
			JOIN credit_note ON credit_note.id = refund.credit_note_id WHERE payment.invoice_id = invoice.id AND +refund.state = 'done' AND issued_on > ?1), 0) AS forgiven,
		invoice.paid - coalesce((SELECT sum(amount) FROM payment WHERE invoice_id = invoice.id AND +state = 'paid' AND paid_on > ?1), 0)
			+ coalesce((SELECT sum(refund.amount) FROM payment JOIN refund ON refund.payment_id = payment.id
				WHERE payment.invoice_id = invoice.id AND +refund.state = 'done' AND refunded_on > ?1), 0) AS paid, invoice.total
		FROM candidate JOIN invoice ON invoice.id = candidate.id WHERE +invoice.state = 'issued' AND invoice.issued_on <= ?1)
	SELECT client.id, client.name, then_owed.id, then_owed.number, then_owed.title, then_owed.currency, then_owed.issued_on,
		then_owed.credited - then_owed.forgiven, then_owed.paid + then_owed.forgiven, instalment.amount, instalment.due_on
	FROM then_owed JOIN project ON project.id = then_owed.project_id JOIN client ON client.id = project.client_id
	JOIN instalment ON instalment.invoice_id = then_owed.id WHERE then_owed.total - then_owed.credited > then_owed.paid
	ORDER BY client.id, then_owed.currency, then_owed.id, instalment.position`

// agedRow is an instalment with its invoice and client.
type agedRow struct {
	debtor         Debtor
	invoice        AgedInvoice
	credited, paid int64 // as the schedule is covered by them; see cover
	part           Instalment
}

func scanAged(row scanner, v *agedRow) error {
	return row.Scan(&v.debtor.ClientID, &v.debtor.Client, &v.invoice.ID, &v.invoice.Number, &v.invoice.Title, &v.debtor.Currency,
		&v.invoice.IssuedOn, &v.credited, &v.paid, &v.part.Amount, &v.part.DueOn)
}

// Debtors are the clients who owed something at the end of a day, by the parts
// of their schedules: the studio's own currency first, the greatest debt first.
// Today is as good a day as any that is past; archived things are owed too. An
// invoice that was given another schedule since is told by that.
func (s *Store) Debtors(ctx context.Context, on Date) ([]Debtor, error) {
	return s.debtorsAmong(ctx, s.reader, agedOfAll, on)
}

// debtorsAmong are those whom a query of above names.
func (s *Store) debtorsAmong(ctx context.Context, from querier, query string, on Date, named ...any) ([]Debtor, error) {
	var list []Debtor
	var parts []agedRow // of one invoice
	flush := func() {
		if len(parts) > 0 {
			list = addDebt(list, parts, on)
			parts = parts[:0]
		}
	}
	err := each(ctx, from, scanAged, func(row *agedRow) error {
		if len(parts) > 0 && parts[0].invoice.ID != row.invoice.ID {
			flush()
		}
		parts = append(parts, *row)
		return nil
	}, query, append([]any{on}, named...)...)
	flush()
	byCurrency(s.Studio().Currency, list, func(d Debtor) string { return d.Currency }, func(a, b Debtor) int {
		return cmp.Or(cmp.Compare(b.Total(), a.Total()), cmp.Compare(a.Client, b.Client))
	})
	for i := range list {
		slices.SortStableFunc(list[i].Invoices, func(a, b AgedInvoice) int { return cmp.Compare(a.DueOn, b.DueOn) })
	}
	return list, err
}

// addDebt adds an invoice, of which these are the parts, to its client's debts,
// which are the last of the list if there are any.
func addDebt(list []Debtor, parts []agedRow, on Date) []Debtor {
	first := parts[0]
	if n := len(list); n == 0 || list[n-1].ClientID != first.debtor.ClientID || list[n-1].Currency != first.debtor.Currency {
		list = append(list, first.debtor)
	}
	invoice := first.invoice
	schedule := make([]Instalment, len(parts))
	for i := range parts {
		schedule[i] = parts[i].part
	}
	cover(schedule, first.credited, first.paid)
	for _, part := range schedule {
		if part.Left() <= 0 {
			continue
		}
		if invoice.DueOn == "" || part.DueOn < invoice.DueOn {
			invoice.DueOn = part.DueOn
		}
		invoice.add(part.Left(), part.DueOn.DaysUntil(on))
	}
	invoice.Late = invoice.DueOn.DaysUntil(on)
	debtor := &list[len(list)-1]
	debtor.addAll(invoice.Ages)
	debtor.Invoices = append(debtor.Invoices, invoice)
	return list
}

// AgesByCurrency adds debtors up: the sums of each currency, in their order.
func AgesByCurrency(debtors []Debtor) (list []Debtor) {
	for _, d := range debtors {
		if n := len(list); n == 0 || list[n-1].Currency != d.Currency {
			list = append(list, Debtor{Currency: d.Currency})
		}
		list[len(list)-1].addAll(d.Ages)
	}
	return list
}
