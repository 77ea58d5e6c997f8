package store

import (
	"context"
	"time"
)

// Figures are the studio's money at a glance, each by currency, the studio's
// own first.
type Figures struct {
	Outstanding []Sum // what is left of issued invoices
	Overdue     []Sum // the part of it whose due date has passed
	Month       []Sum // received in this month
}

// Figures adds up the studio's money. Sums over everything are kept by
// triggers; only what is late is added up here, because it changes by itself
// at midnight.
func (s *Store) Figures(ctx context.Context) (f Figures, err error) {
	own, today := s.Studio().Currency, s.Today()
	if f.Outstanding, err = s.sums(ctx, "SELECT currency, amount, invoices FROM outstanding WHERE invoices > 0 ORDER BY currency <> ?, currency", own); err != nil {
		return f, err
	}
	if f.Overdue, err = s.sums(ctx, overdue, today, today, own); err != nil {
		return f, err
	}
	f.Month, err = s.sums(ctx, "SELECT currency, amount, payments FROM takings WHERE month = ? ORDER BY currency <> ?, currency", today[:7], own)
	return f, err
}

// overdue adds up instalments whose date has passed, less what is paid of the
// invoice: payments cover instalments in their order. Where only one is left,
// that one is overdue.
const overdue = `SELECT currency, sum(CASE WHEN next_due = owed THEN next_due ELSE min(owed, coalesce(
	(SELECT sum(amount) FROM instalment WHERE invoice_id = invoice.id AND due_on < ?) - paid - forgiven, next_due)) END), count(*)
	FROM invoice INDEXED BY invoice_open WHERE state = 'issued' AND owed > 0 AND next_due_on < ? GROUP BY currency ORDER BY currency <> ?, currency`

func (s *Store) sums(ctx context.Context, query string, args ...any) ([]Sum, error) {
	return all(ctx, s.reader, func(row scanner, v *Sum) error { return row.Scan(&v.Currency, &v.Amount, &v.Count) }, query, args...)
}

// Month is what was received in a calendar month of the studio's zone.
type Month struct {
	First Date // its first day
	Sum
}

// chartMonths is how many months the chart shows.
const chartMonths = 12

// Takings are the last twelve months in the studio's own currency, the oldest
// first and without gaps, and the sums of other currencies over the same time.
func (s *Store) Takings(ctx context.Context) (months []Month, others []Sum, err error) {
	own, this := s.Studio().Currency, s.Today()[:7]+"-01"
	first := DateOf(this.Time().AddDate(0, 1-chartMonths, 0))
	rows, err := all(ctx, s.reader, func(row scanner, v *Month) error {
		return row.Scan(&v.First, &v.Currency, &v.Amount, &v.Count)
	}, "SELECT month || '-01', currency, amount, payments FROM takings WHERE month >= ? ORDER BY currency, month", first[:7])
	for i := range chartMonths {
		months = append(months, Month{First: DateOf(first.Time().AddDate(0, i, 0)), Sum: Sum{Currency: own}})
	}
	for _, row := range rows {
		if row.Currency != own {
			others = addSum(others, row.Sum)
			continue
		}
		for i := range months {
			if months[i].First == row.First {
				months[i] = row
			}
		}
	}
	return months, others, err
}

// addSum adds to the last sum if it has the same currency.
func addSum(sums []Sum, more Sum) []Sum {
	if n := len(sums); n > 0 && sums[n-1].Currency == more.Currency {
		sums[n-1].Amount += more.Amount
		sums[n-1].Count += more.Count
		return sums
	}
	return append(sums, more)
}

// Matter is something that needs the studio's attention.
type Matter struct {
	Kind     string // see the queries below
	ID       int64  // of the invoice, quote, contract, payment or mail
	Number   string // of all that one transfer is for: 'INV-0001, INV-0002'
	Title    string // of a contract that waits: whose signature it waits for
	Client   string
	ClientID int64
	Project  int64 // its id
	Currency string
	Amount   int64 // of 'periods missed': how many
	On       Date  // due, or valid until
	At       time.Time
}

// matterLimit is how many of one kind are shown.
const matterLimit = 3

// matters has a query for each kind of matter, the most pressing first. Each is
// met by an index of its own and reads a few rows, however long the history;
// the planner, which keeps no statistics here, is told which.
const matters = `
SELECT * FROM (SELECT 'mail failed', id, to_email, error, to_name, 0, coalesce(project_id, 0), '', 0, NULL, created_at
	FROM outbox WHERE state = 'failed' ORDER BY id DESC LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'payment disputed', invoice.id, invoice.number, dispute.reason, client.name, client.id, project.id,
		dispute.currency, dispute.amount, NULL, dispute.due_at
	FROM dispute INDEXED BY dispute_open JOIN payment ON payment.id = dispute.payment_id JOIN invoice ON invoice.id = payment.invoice_id
	JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id
	WHERE dispute.state = 'open' ORDER BY dispute.due_at, dispute.id LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'refund asks', invoice.id, invoice.number, refund.kind, client.name, client.id, project.id,
		refund.currency, refund.amount, NULL, refund.settled_at
	FROM refund INDEXED BY refund_asks JOIN payment ON payment.id = refund.payment_id JOIN invoice ON invoice.id = payment.invoice_id
	JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id
	WHERE refund.wish = 'ask' AND refund.state = 'done' ORDER BY refund.id LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT CASE WHEN EXISTS (SELECT 1 FROM payment WHERE invoice_id = invoice.id AND payment.state = 'paid'
			AND payment.amount - payment.refunded = invoice.overpaid - invoice.held) THEN 'paid twice' ELSE 'paid too much' END,
		invoice.id, invoice.number, invoice.title, client.name, client.id, project.id,
		invoice.currency, invoice.overpaid - invoice.held, NULL, NULL
	FROM invoice INDEXED BY invoice_overpaid JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id
	WHERE invoice.overpaid > 0 AND invoice.overpaid > invoice.held ORDER BY invoice.id LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'transfer announced', invoice.id, group_concat(invoice.number, ', ' ORDER BY payment.id), invoice.title, client.name, client.id, project.id,
		payment.currency, sum(payment.amount), NULL, payment.started_at
	FROM payment INDEXED BY payment_open JOIN invoice ON invoice.id = payment.invoice_id JOIN project ON project.id = invoice.project_id
	JOIN client ON client.id = project.client_id WHERE payment.state IN ('started', 'processing', 'announced') AND payment.state = 'announced'
	GROUP BY coalesce(payment.with_id, payment.id) ORDER BY min(payment.id) LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'invoice overdue', invoice.id, invoice.number, invoice.title, client.name, client.id, project.id,
		invoice.currency, invoice.next_due, invoice.next_due_on, NULL
	FROM invoice JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id
	WHERE invoice.state = 'issued' AND invoice.owed > 0 AND invoice.next_due_on < ?2 ORDER BY invoice.next_due_on LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'contract turn', contract.id, contract.number, staff.name, client.name, client.id, project.id,
		'', 0, contract.sign_by_on, contract.sent_at
	FROM contract INDEXED BY contract_open JOIN signer ON signer.contract_id = contract.id JOIN staff ON staff.id = signer.staff_id
	JOIN project ON project.id = contract.project_id JOIN client ON client.id = project.client_id
	WHERE contract.state = 'sent' AND signer.signed_at IS NULL AND contract.archived_at IS NULL AND project.status <> 'archived'
		AND NOT EXISTS (SELECT 1 FROM signer before WHERE before.contract_id = contract.id AND before.turn < signer.turn AND before.signed_at IS NULL)
	ORDER BY contract.id LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'questionnaire submitted', questionnaire.id, '', questionnaire.title, coalesce(contact.name, client.name), client.id, project.id,
		'', 0, NULL, questionnaire.submitted_at
	FROM questionnaire INDEXED BY questionnaire_unread JOIN project ON project.id = questionnaire.project_id JOIN client ON client.id = project.client_id
	LEFT JOIN contact ON contact.id = questionnaire.contact_id
	WHERE questionnaire.state = 'submitted' AND questionnaire.read_at IS NULL AND questionnaire.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY questionnaire.submitted_at LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'contract declined', contract.id, contract.number, contract.title, client.name, client.id, project.id,
		'', 0, NULL, contract.decided_at
	FROM contract INDEXED BY contract_declined JOIN project ON project.id = contract.project_id JOIN client ON client.id = project.client_id
	WHERE contract.state = 'declined' AND contract.decided_at >= ?4 AND contract.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY contract.decided_at DESC LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'quote declined', quote.id, quote.number, quote.title, client.name, client.id, project.id,
		quote.currency, quote.total, NULL, quote.decided_at
	FROM quote INDEXED BY quote_declined JOIN project ON project.id = quote.project_id JOIN client ON client.id = project.client_id
	WHERE quote.state = 'declined' AND quote.decided_at >= ?4 AND quote.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY quote.decided_at DESC LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'quote expiring', quote.id, quote.number, quote.title, client.name, client.id, project.id,
		quote.currency, quote.total, quote.valid_until_on, quote.viewed_at
	FROM quote INDEXED BY quote_expiring JOIN project ON project.id = quote.project_id JOIN client ON client.id = project.client_id
	WHERE quote.state = 'sent' AND quote.valid_until_on BETWEEN ?2 AND ?3 AND quote.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY quote.valid_until_on LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'quote unsigned', quote.id, quote.number, quote.title, client.name, client.id, project.id,
		quote.currency, quote.total, quote.valid_until_on, quote.viewed_at
	FROM quote INDEXED BY quote_unsigned JOIN project ON project.id = quote.project_id JOIN client ON client.id = project.client_id
	WHERE quote.state = 'sent' AND quote.viewed_at IS NOT NULL AND (quote.valid_until_on IS NULL OR quote.valid_until_on > ?3)
		AND quote.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY quote.viewed_at DESC LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'contract unsigned', contract.id, contract.number, contact.name, client.name, client.id, project.id,
		'', 0, contract.sign_by_on, signer.viewed_at
	FROM contract INDEXED BY contract_open JOIN signer ON signer.contract_id = contract.id JOIN contact ON contact.id = signer.contact_id
	JOIN project ON project.id = contract.project_id JOIN client ON client.id = project.client_id
	WHERE contract.state = 'sent' AND signer.asked_at IS NOT NULL AND signer.signed_at IS NULL
		AND (signer.viewed_at IS NOT NULL OR contract.sign_by_on < ?2) AND contract.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY contract.id LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'questionnaire overdue', questionnaire.id, '', questionnaire.title, coalesce(contact.name, client.name), client.id, project.id,
		'', 0, questionnaire.answer_by_on, questionnaire.viewed_at
	FROM questionnaire INDEXED BY questionnaire_awaited JOIN project ON project.id = questionnaire.project_id JOIN client ON client.id = project.client_id
	LEFT JOIN contact ON contact.id = questionnaire.contact_id
	WHERE questionnaire.state IN ('sent', 'reopened') AND questionnaire.answer_by_on IS NOT NULL AND questionnaire.answer_by_on < ?2
		AND questionnaire.archived_at IS NULL AND project.status <> 'archived'
	ORDER BY questionnaire.answer_by_on LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'periods missed', recurring.id, '', recurring.title, client.name, client.id, project.id,
		recurring.currency, count(*), min(recurring_period.period_on), NULL
	FROM recurring_period INDEXED BY recurring_asked JOIN recurring ON recurring.id = recurring_period.recurring_id
	JOIN project ON project.id = recurring.project_id JOIN client ON client.id = project.client_id
	WHERE recurring_period.state = 'asked' AND project.status <> 'archived' GROUP BY recurring.id ORDER BY recurring.id LIMIT ?1)
UNION ALL
SELECT * FROM (SELECT 'invoice draft', invoice.id, '', invoice.title, client.name, client.id, project.id,
		invoice.currency, invoice.total, NULL, invoice.created_at
	FROM invoice JOIN project ON project.id = invoice.project_id JOIN client ON client.id = project.client_id
	WHERE invoice.state = 'draft' AND invoice.archived_at IS NULL AND project.status <> 'archived' ORDER BY invoice.id DESC LIMIT ?1)`

// How far attention reaches.
const (
	expiringDays = 7
	declinedLife = 14 * 24 * time.Hour
)

// Matters are what needs attention, the most pressing first, a few of a kind.
func (s *Store) Matters(ctx context.Context) ([]Matter, error) {
	today := s.Today()
	return all(ctx, s.reader, func(row scanner, v *Matter) error {
		err := row.Scan(&v.Kind, &v.ID, &v.Number, &v.Title, &v.Client, &v.ClientID, &v.Project, &v.Currency, &v.Amount, &v.On, at(&v.At))
		if v.Kind == "periods missed" {
			v.Title = recurringName(v.Title)
		}
		return err
	}, matters, matterLimit, today, today.AddDays(expiringDays), ms(s.Now().Add(-declinedLife)))
}

// Waiting tells how many mails wait to leave, and whether there is no mail
// server set up for them.
func (s *Store) Waiting(ctx context.Context) (mails int, noServer bool, err error) {
	row, err := one(ctx, s.reader, func(row scanner, v *[2]int) error { return row.Scan(&v[0], &v[1]) },
		`SELECT (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')), (SELECT count(*) FROM mail_settings)`)
	return row[0], row[1] == 0, err
}
