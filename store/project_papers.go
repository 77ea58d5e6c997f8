package store

import (
	"context"
	"time"
)

// Paper is a quote or an invoice in the list of a project.
type Paper struct {
	Kind     string // 'quote', 'estimate', 'invoice'
	ID       int64
	Number   string // empty: a draft
	Title    string
	Status   string // as shown: 'draft', 'sent', 'viewed', 'accepted', 'overdue', 'partially-paid' …
	Currency string
	Total    int64
	Credited int64 // of an invoice, by credit notes
	Paid     int64
	Sent     time.Time // or issued
	Decided  time.Time // accepted or declined
	SignedBy string
	Until    Date  // until when it is valid, or the next due date
	NextDue  int64 // what is due then
	Made     time.Time

	state    string
	refunded int64
	viewed   time.Time
}

// IsInvoice tells an invoice from a quote.
func (p Paper) IsInvoice() bool { return p.Kind == "invoice" }

// settle works out what is shown from what is stored.
func (p *Paper) settle(today Date) {
	switch p.Status = p.state; {
	case p.state == "sent" && p.Until != "" && p.Until < today:
		p.Status = "expired"
	case p.state == "sent" && !p.viewed.IsZero():
		p.Status = "viewed"
	case p.IsInvoice():
		p.Status = billed{p.Total, p.Credited, p.Paid, p.refunded, p.Until, !p.viewed.IsZero()}.status(p.state, today)
	}
}

// Papers are the quotes and invoices of a project that are in use, the newest
// first: not the archived, nor quotes that a revision has replaced.
func (s *Store) Papers(ctx context.Context, projectID int64) ([]Paper, error) {
	list, err := all(ctx, s.reader, func(row scanner, v *Paper) error {
		return row.Scan(&v.Kind, &v.ID, nullText{&v.Number}, &v.Title, &v.state, &v.Currency, &v.Total, &v.Credited, &v.Paid, &v.refunded, at(&v.Sent),
			at(&v.viewed), at(&v.Decided), &v.SignedBy, &v.Until, &v.NextDue, at(&v.Made))
	}, `SELECT quote.kind, quote.id, quote.number, quote.title, quote.state, quote.currency, quote.total, 0, 0, 0, quote.sent_at,
			quote.viewed_at, quote.decided_at, coalesce(signature.name, ''), quote.valid_until_on, 0, quote.created_at AS made
		FROM quote LEFT JOIN signature ON signature.quote_id = quote.id
		WHERE quote.project_id = ? AND quote.archived_at IS NULL AND quote.state <> 'superseded'
		UNION ALL
		SELECT 'invoice', id, number, title, state, currency, total, credited, paid, refunded, issued_at, viewed_at, NULL, '', next_due_on, next_due, created_at
		FROM invoice WHERE project_id = ? AND archived_at IS NULL
		ORDER BY made DESC, 1, 2 DESC LIMIT 200`, projectID, projectID)
	for i := range list {
		list[i].settle(s.Today())
	}
	return list, err
}
