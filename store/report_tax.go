package store

import (
	"cmp"
	"context"
	"slices"

	"anteroom/store/money"
)

// Basis says when tax counts: when it was invoiced, or when it was paid.
type Basis string

// The two ways to account for tax.
const (
	Accrual Basis = "accrual" // invoices issued, less credit notes
	Cash    Basis = "cash"    // payments received, less refunds
)

// TaxSum is the tax of one rate in a month, and what it was reckoned on.
type TaxSum struct {
	Month    Date // its first day
	Currency string
	Category money.TaxCategory
	Rate     money.Rate
	Base     int64 // net
	Tax      int64
}

// Gross is what was asked for or paid, with its tax.
func (t TaxSum) Gross() int64 { return t.Base + t.Tax }

// TaxEntry is what one document or one payment brings to a tax report.
type TaxEntry struct {
	On        Date
	Kind      string // 'invoice', 'credit-note', 'payment', 'refund'
	Number    string // of the document, or of the payment's receipt
	InvoiceID int64
	Invoice   string
	Client    string // as the invoice names it
	TaxNumber string // of the client, likewise
	Currency  string
	Category  money.TaxCategory
	Rate      money.Rate
	Base, Tax int64 // below zero where something is taken back
}

// Taxes are the sums of each month and rate in a period: the studio's own
// currency first, then by month, the highest rate first.
func (s *Store) Taxes(ctx context.Context, p Period, basis Basis) ([]TaxSum, error) {
	if basis == Accrual {
		return all(ctx, s.reader, func(row scanner, v *TaxSum) error {
			return row.Scan(&v.Month, &v.Currency, &v.Category, &v.Rate, &v.Base, &v.Tax)
		}, accruedQuery, p.From, p.To, s.Studio().Currency)
	}
	sums := map[TaxSum]*TaxSum{}
	err := s.paidTaxes(ctx, p, func(e TaxEntry) {
		key := TaxSum{Month: e.On[:7] + "-01", Currency: e.Currency, Category: e.Category, Rate: e.Rate}
		sum := sums[key]
		if sum == nil {
			sum = &TaxSum{Month: key.Month, Currency: key.Currency, Category: key.Category, Rate: key.Rate}
			sums[key] = sum
		}
		sum.Base += e.Base
		sum.Tax += e.Tax
	})
	list := make([]TaxSum, 0, len(sums))
	for _, sum := range sums {
		list = append(list, *sum)
	}
	byCurrency(s.Studio().Currency, list, func(t TaxSum) string { return t.Currency }, func(a, b TaxSum) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(b.Rate, a.Rate), cmp.Compare(a.Category, b.Category))
	})
	return list, err
}

const accruedQuery = `SELECT substr(day, 1, 7) || '-01', currency, category, rate, sum(base), sum(tax) FROM (
		SELECT issued_on AS day, currency, category, rate, base, tax
		FROM invoice INDEXED BY invoice_by_issue JOIN invoice_tax ON invoice_tax.invoice_id = invoice.id
		WHERE invoice.state = 'issued' AND issued_on BETWEEN ?1 AND ?2
		UNION ALL SELECT issued_on, currency, category, rate, -base, -tax
		FROM credit_note INDEXED BY credit_note_by_issue JOIN credit_note_tax ON credit_note_id = credit_note.id WHERE issued_on BETWEEN ?1 AND ?2)
	GROUP BY 1, 2, 3, 4 ORDER BY currency <> ?3, currency, 1, rate DESC, category`

// TaxEntries are the documents or payments behind the sums of Taxes, in the
// order of time.
func (s *Store) TaxEntries(ctx context.Context, p Period, basis Basis) (list []TaxEntry, err error) {
	if basis == Accrual {
		return all(ctx, s.reader, func(row scanner, v *TaxEntry) error {
			return row.Scan(&v.On, &v.Kind, &v.Number, &v.InvoiceID, &v.Invoice, nullText{&v.Client}, nullText{&v.TaxNumber}, &v.Currency,
				&v.Category, &v.Rate, &v.Base, &v.Tax)
		}, accrualsQuery, p.From, p.To)
	}
	if err := s.paidTaxes(ctx, p, func(e TaxEntry) { list = append(list, e) }); err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b TaxEntry) int { return cmp.Compare(a.On, b.On) })
	return list, s.nameClients(ctx, list)
}

const accrualsQuery = `SELECT day, kind, entry.number, invoice.id, invoice.number, invoice.content ->> '$.to.name', invoice.content ->> '$.to.tax_number',
		entry.currency, category, rate, base, tax FROM (
			SELECT issued_on AS day, 'invoice' AS kind, number, id AS invoice_id, currency, category, rate, base, tax
			FROM invoice JOIN invoice_tax ON invoice_tax.invoice_id = invoice.id WHERE invoice.state = 'issued' AND issued_on BETWEEN ?1 AND ?2
			UNION ALL SELECT issued_on, 'credit-note', number, invoice_id, currency, category, rate, -base, -tax
			FROM credit_note JOIN credit_note_tax ON credit_note_id = credit_note.id WHERE issued_on BETWEEN ?1 AND ?2) entry
		JOIN invoice ON invoice.id = entry.invoice_id
	ORDER BY day, kind DESC, entry.number, rate DESC, category`

// nameClients adds the names of those whom the invoices were for.
func (s *Store) nameClients(ctx context.Context, list []TaxEntry) error {
	type party struct{ name, number string }
	known := map[int64]party{}
	for i := range list {
		e := &list[i]
		to, there := known[e.InvoiceID]
		if !there {
			var err error
			to, err = one(ctx, s.reader, func(row scanner, v *party) error { return row.Scan(nullText{&v.name}, nullText{&v.number}) },
				"SELECT content ->> '$.to.name', content ->> '$.to.tax_number' FROM invoice WHERE id = ?", e.InvoiceID)
			if err != nil {
				return err
			}
			known[e.InvoiceID] = to
		}
		e.Client, e.TaxNumber = to.name, to.number
	}
	return nil
}
