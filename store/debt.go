package store

import (
	"context"
	"encoding/json"
)

// Sum is an amount in one currency and how many invoices or payments make it.
type Sum struct {
	Currency string
	Amount   int64
	Count    int
}

// Debt is what a client owes, or what is owed for a project: what is left of
// issued invoices.
type Debt struct {
	Sums  []Sum // the studio's own currency first
	Since Date  // the oldest due date that has passed; empty: nothing is late
}

// What is owed, by the client or the project. The arguments: today, the ids as
// a JSON list, the studio's currency. A plus before a column keeps the planner
// from an index that would lead through every invoice of the house.
const (
	debtsOfClients = `SELECT project.client_id, ` + debtColumns + ` FROM project CROSS JOIN invoice ON invoice.project_id = project.id
		WHERE project.client_id IN (SELECT value FROM json_each(?)) AND ` + isOpen + `
		GROUP BY project.client_id, invoice.currency ORDER BY invoice.currency <> ?, invoice.currency`
	debtsOfProjects = `SELECT invoice.project_id, ` + debtColumns + ` FROM invoice
		WHERE invoice.project_id IN (SELECT value FROM json_each(?)) AND ` + isOpen + `
		GROUP BY invoice.project_id, invoice.currency ORDER BY invoice.currency <> ?, invoice.currency`

	debtColumns = `invoice.currency, sum(invoice.owed), count(*),
		min(CASE WHEN invoice.next_due_on < ? THEN invoice.next_due_on END)`
	isOpen = "+invoice.state = 'issued' AND invoice.owed > 0"
)

type owed struct {
	of    int64 // the client, or the project
	sum   Sum
	since Date
}

func scanOwed(row scanner, v *owed) error {
	return row.Scan(&v.of, &v.sum.Currency, &v.sum.Amount, &v.sum.Count, &v.since)
}

// debts are what is owed by each of some clients, or for each of some projects,
// with one query for all of them.
func (s *Store) debts(ctx context.Context, query string, ids []int64) (map[int64]Debt, error) {
	wanted, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, s.reader, scanOwed, query, s.Today(), string(wanted), s.Studio().Currency)
	debts := make(map[int64]Debt, len(rows))
	for _, row := range rows {
		d := debts[row.of]
		d.Sums = append(d.Sums, row.sum)
		if d.Since == "" || row.since != "" && row.since < d.Since {
			d.Since = row.since
		}
		debts[row.of] = d
	}
	return debts, err
}

// Account is how a client or a project stands, in one currency.
type Account struct {
	Currency string
	Quoted   int64 // quotes sent or accepted
	Invoiced int64
	Paid     int64
	Owed     int64 // what is left of issued invoices
}

// PaidPercent is how much of what was invoiced is paid: 0 to 100.
func (a Account) PaidPercent() int64 {
	if a.Invoiced <= 0 {
		return 0
	}
	return min(100, a.Paid*100/a.Invoiced)
}

// AccountsOfProject are a project's figures, the studio's own currency first.
func (s *Store) AccountsOfProject(ctx context.Context, id int64) ([]Account, error) {
	return s.accounts(ctx, "project.id = ?", id)
}

// AccountsOfClient are a client's figures over all its projects, the studio's
// own currency first.
func (s *Store) AccountsOfClient(ctx context.Context, id int64) ([]Account, error) {
	return s.accounts(ctx, "project.client_id = ?", id)
}

func (s *Store) accounts(ctx context.Context, whose string, id int64) ([]Account, error) {
	return all(ctx, s.reader, func(row scanner, v *Account) error {
		return row.Scan(&v.Currency, &v.Quoted, &v.Invoiced, &v.Paid, &v.Owed)
	}, `SELECT currency, sum(quoted), sum(invoiced), sum(paid), sum(owed) FROM (
		SELECT quote.currency, quote.total AS quoted, 0 AS invoiced, 0 AS paid, 0 AS owed
		FROM project CROSS JOIN quote ON quote.project_id = project.id
		WHERE `+whose+` AND +quote.state IN ('sent', 'accepted', 'invoiced') AND quote.archived_at IS NULL
		UNION ALL
		SELECT invoice.currency, 0, invoice.total - invoice.credited, invoice.paid, invoice.owed
		FROM project CROSS JOIN invoice ON invoice.project_id = project.id WHERE `+whose+` AND +invoice.state = 'issued')
		GROUP BY currency ORDER BY currency <> ?, currency`, id, id, s.Studio().Currency)
}
