package store_test

import (
	"database/sql"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// The reports of a studio with 60,000 invoices and 120,000 payments in ten
// years, beside the floor: the rows that the widest of them has to read, read by
// a bare program. See the ratio in one run:
//
//	go test -run '^$' -bench 'Report' ./store

// decade fills a studio with invoices, two taxes and two payments each, one in
// fifty credited or refunded, one in forty open.
func decade(b *testing.B) *store.Store {
	b.Helper()
	j := storetest.NewJob(b)
	storetest.Exec(b, j.Store, `DROP TRIGGER payment_counts_on_insert; DROP TRIGGER refund_counts_on_insert; DROP TRIGGER credit_note_counts;
		DROP TRIGGER invoice_is_owed_at_once; DROP TRIGGER invoice_was_owed; DROP TRIGGER invoice_is_owed;
		CREATE TEMP TABLE n (n INTEGER PRIMARY KEY, day TEXT);
		WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 60000)
		INSERT INTO n SELECT n, date('2016-12-01', '+' || (n * 3600 / 60000) || ' days') FROM c;
		INSERT INTO client (id, name, created_at, updated_at) SELECT 1000 + n, 'Client ' || n, 0, 0 FROM n WHERE n <= 5000;
		INSERT INTO project (id, number, client_id, name, created_at, updated_at) SELECT 1000 + n, 1000 + n, 1000 + n, 'Job', 0, 0 FROM n WHERE n <= 5000;
		INSERT INTO invoice (id, project_id, number, state, title, currency, total, credited, paid, refunded, content, content_hash, issued_on, issued_at,
			next_due_on, next_due, created_at, updated_at)
			SELECT n, 1001 + n % 5000, 'X-' || n, 'issued', 'Work', 'GBP', 225000, iif(n % 50 = 0, 22500, 0), iif(n % 40 = 0, 120000, 225000) - iif(n % 50 = 0, 22500, 0),
				iif(n % 50 = 0, 22500, 0), '{"to":{"name":"Someone"}}', 'x', day, 0, date(day, '+30 days'), iif(n % 40 = 0, 105000, 0), 0, 0 FROM n;
		INSERT INTO invoice_tax SELECT n, 'S', 20000, 100000, 20000 FROM n UNION ALL SELECT n, 'S', 5000, 100000, 5000 FROM n;
		INSERT INTO instalment (invoice_id, position, label, amount, due_on) SELECT n, 1, 'Deposit', 120000, day FROM n
			UNION ALL SELECT n, 2, 'Balance', 105000, date(day, '+30 days') FROM n;
		INSERT INTO payment (id, invoice_id, attempt, method, state, amount, currency, paid_on, receipt, started_at, settled_at)
			SELECT n, n, 'a' || n, 'bank', 'paid', 120000, 'GBP', day, 'R' || n, 0, 0 FROM n;
		INSERT INTO payment (id, invoice_id, attempt, method, state, amount, currency, paid_on, receipt, started_at, settled_at)
			SELECT 100000 + n, n, 'b' || n, 'bank', 'paid', 105000, 'GBP', date(day, '+30 days'), 'S' || n, 0, 0 FROM n WHERE n % 40 > 0;
		INSERT INTO credit_note (id, invoice_id, number, currency, total, content, content_hash, issued_on, issued_at)
			SELECT n, n, 'C' || n, 'GBP', 22500, '{}', 'x', date(day, '+40 days'), 0 FROM n WHERE n % 50 = 0;
		INSERT INTO credit_note_tax SELECT n, 'S', 20000, 10000, 2000 FROM n WHERE n % 50 = 0 UNION ALL SELECT n, 'S', 5000, 10000, 500 FROM n WHERE n % 50 = 0;
		INSERT INTO refund (payment_id, attempt, state, amount, currency, refunded_on, started_at, settled_at)
			SELECT n, 'r' || n, 'done', 22500, 'GBP', date(day, '+41 days'), 0, 0 FROM n WHERE n % 50 = 0;
		UPDATE project SET client_id = 1001 WHERE id BETWEEN 1001 AND 1500`)
	return j.Store
}

func BenchmarkReports(b *testing.B) {
	s := decade(b)
	year, quarter := store.YearOf("2025-06-01"), store.QuarterOf("2025-06-01")
	for _, report := range []struct {
		name string
		make func() (int, error)
	}{
		{"Floor, a year's rows", func() (int, error) { return bare(b, s) }},
		{"Income of a year", func() (int, error) { list, err := s.Income(b.Context(), year, store.ByMonth); return len(list), err }},
		{"Tax invoiced in a year", func() (int, error) { list, err := s.Taxes(b.Context(), year, store.Accrual); return len(list), err }},
		{"Tax paid in a quarter", func() (int, error) { list, err := s.Taxes(b.Context(), quarter, store.Cash); return len(list), err }},
		{"Tax paid in a year", func() (int, error) { list, err := s.Taxes(b.Context(), year, store.Cash); return len(list), err }},
		{"Debts today", func() (int, error) { list, err := s.Debtors(b.Context(), s.Today()); return len(list), err }},
		{"Debts a year ago", func() (int, error) {
			list, err := s.Debtors(b.Context(), s.Today().AddDays(-365))
			return len(list), err
		}},
		{"Statement of a year, client with 12 invoices", func() (int, error) { v, err := s.Statement(b.Context(), 4000, year); return entries(v), err }},
		{"Statement of a year, client with 6,000 invoices", func() (int, error) { v, err := s.Statement(b.Context(), 1001, year); return entries(v), err }},
		{"Payments of a year, one by one", func() (int, error) { list, err := s.Movements(b.Context(), year); return len(list), err }},
	} {
		b.Run(report.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows, err := report.make()
				if err != nil || rows == 0 {
					b.Fatalf("%d rows, %v", rows, err)
				}
			}
		})
	}
}

func entries(v store.Statement) (n int) {
	for _, l := range v.Ledgers {
		n += len(l.Entries)
	}
	return n
}

// bare reads the taxes, payments, refunds and credit notes of a year's invoices.
func bare(b *testing.B, s *store.Store) (n int, err error) {
	b.Helper()
	db, err := sql.Open("sqlite", "file:"+s.Path())
	if err != nil {
		return 0, err
	}
	defer func() { err = db.Close() }()
	rows, err := db.QueryContext(b.Context(), `SELECT invoice.id, category, rate, base, tax FROM invoice INDEXED BY invoice_by_issue
		JOIN invoice_tax ON invoice_id = invoice.id WHERE state = 'issued' AND issued_on BETWEEN '2025-01-01' AND '2025-12-31'
		UNION ALL SELECT invoice_id, currency, 0, amount, 0 FROM payment INDEXED BY payment_by_day WHERE state = 'paid' AND paid_on BETWEEN '2025-01-01' AND '2025-12-31'`)
	if err != nil {
		return 0, err
	}
	defer func() { err = rows.Close() }()
	for rows.Next() {
		var id, rate, base, tax int64
		var category string
		if err := rows.Scan(&id, &category, &rate, &base, &tax); err != nil {
			return 0, err
		}
		n++
	}
	return n, rows.Err()
}
