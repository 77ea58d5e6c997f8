package store

import (
	"cmp"
	"context"
	"slices"
)

// Grain is how finely a report divides its period.
type Grain int

// The grains. Their values are how much of a date names one: '2026-11-23'.
const (
	ByYear  Grain = 4
	ByMonth Grain = 7
	ByDay   Grain = 10
)

// Income is the money of a day, month or year, in one currency: what was
// received, and what went back. Money that is used for another invoice of its
// client's neither comes nor goes.
type Income struct {
	At       string // '2026', '2026-11' or '2026-11-23'
	Currency string
	Received int64
	Refunded int64
	Payments int
	Refunds  int
}

// Net is what remained.
func (i Income) Net() int64 { return i.Received - i.Refunded }

// incomeQuery reads nothing but the two indexes that it names.
const incomeQuery = `SELECT substr(day, 1, ?1), currency, sum(received), sum(refunded), sum(received > 0), sum(refunded > 0) FROM (
		SELECT paid_on AS day, currency, amount AS received, 0 AS refunded
		FROM payment INDEXED BY payment_by_day WHERE state = 'paid' AND paid_on BETWEEN ?2 AND ?3 AND method <> 'credit'
		UNION ALL SELECT refunded_on, currency, 0, amount
		FROM refund INDEXED BY refund_by_day WHERE state = 'done' AND refunded_on BETWEEN ?2 AND ?3 AND kind <> 'credit')
	GROUP BY 1, 2 ORDER BY currency <> ?4, currency, 1`

// Income is the money of a period, the studio's own currency first, then in the
// order of time. A day, month or year without money is left out.
func (s *Store) Income(ctx context.Context, p Period, by Grain) ([]Income, error) {
	return all(ctx, s.reader, func(row scanner, v *Income) error {
		return row.Scan(&v.At, &v.Currency, &v.Received, &v.Refunded, &v.Payments, &v.Refunds)
	}, incomeQuery, int(by), p.From, p.To, s.Studio().Currency)
}

// Began is the day of the studio's first invoice or payment, and empty before
// there is one: all that it reports lies after it.
func (s *Store) Began(ctx context.Context) (Date, error) {
	return one(ctx, s.reader, value[Date], `SELECT min(day) FROM (
		SELECT min(paid_on) AS day FROM payment INDEXED BY payment_by_day WHERE state = 'paid'
		UNION ALL SELECT min(issued_on) FROM invoice INDEXED BY invoice_by_issue WHERE state = 'issued')`)
}

// Movement is one payment, or one refund, as a list of money has it.
type Movement struct {
	On       Date
	Kind     string // 'payment', 'refund'
	Receipt  string // number of the payment's receipt
	Invoice  string
	Client   string // as the invoice names it
	Project  int64  // its number
	Method   string // 'card', 'bank', 'cash', 'cheque', 'other'
	Label    string // 'Visa ending 4242'
	Note     string // of the payment, or why it went back
	Currency string
	Amount   int64 // below zero for a refund
}

const movementsQuery = `SELECT day, kind, receipt, invoice.number, coalesce(invoice.content ->> '$.to.name', client.name), project.number,
		method, label, note, money.currency, money.amount FROM (
			SELECT paid_on AS day, 'payment' AS kind, invoice_id, receipt, method, label, note, currency, amount, id
			FROM payment WHERE state = 'paid' AND paid_on BETWEEN ?1 AND ?2 AND method <> 'credit'
			UNION ALL SELECT refunded_on, 'refund', payment.invoice_id, payment.receipt, payment.method, payment.label, refund.reason,
				refund.currency, -refund.amount, refund.id
			FROM refund JOIN payment ON payment.id = refund.payment_id WHERE refund.state = 'done' AND refunded_on BETWEEN ?1 AND ?2 AND kind <> 'credit') money
		JOIN invoice ON invoice.id = money.invoice_id JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id
	ORDER BY day, kind, money.id`

// Movements are the payments and refunds of a period in the order of time.
func (s *Store) Movements(ctx context.Context, p Period) ([]Movement, error) {
	return all(ctx, s.reader, func(row scanner, v *Movement) error {
		return row.Scan(&v.On, &v.Kind, &v.Receipt, &v.Invoice, &v.Client, &v.Project, &v.Method, &v.Label, &v.Note, &v.Currency, &v.Amount)
	}, movementsQuery, p.From, p.To)
}

// byCurrency orders by currency, the studio's own first, and then by what less
// says.
func byCurrency[T any](own string, list []T, currency func(T) string, then func(a, b T) int) {
	slices.SortStableFunc(list, func(a, b T) int {
		x, y := currency(a), currency(b)
		switch {
		case x == y:
			return then(a, b)
		case x == own:
			return -1
		case y == own:
			return 1
		}
		return cmp.Compare(x, y)
	})
}
