package store

import (
	"context"
	"errors"
	"fmt"
)

// HashesMade counts the passwords that were hashed since the store was opened:
// the work by which an answer's time could tell who is known.
func (s *Store) HashesMade() int64 { return s.hashing.made.Load() }

// LimitPages lets the database grow to n pages and no further, as a full disk does.
func (s *Store) LimitPages(ctx context.Context, n int) {
	if _, err := s.writer.db.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
		panic(err)
	}
}

// Write lets a test change rows that no verb changes.
func (s *Store) Write(ctx context.Context, query string, args ...any) error {
	err := s.write(ctx, "change rows for a test", func(t *tx) error {
		_, err := t.exec(query, args...)
		return err
	})
	return errors.Join(err, s.refreshStudio(ctx))
}

// Snapshot keeps the database as it is before it is walked up to a version.
func (s *Store) Snapshot(ctx context.Context, version int) error { return s.snapshot(ctx, version) }

// KeepRoom sets what uploads leave free on the disk.
func (s *Store) KeepRoom(bytes int64) { s.roomKept = bytes }

// QuoteLife, ContractLife, QuestionnaireLife, InvoiceLife, RecurringLife, PaymentLife and RefundLife are the tables of states and events.
func QuoteLife() map[string]map[string]string    { return plainLife(quoteLife) }
func ContractLife() map[string]map[string]string { return plainLife(contractLife) }
func QuestionnaireLife() map[string]map[string]string {
	return plainLife(questionnaireLife)
}
func InvoiceLife() map[string]map[string]string   { return plainLife(invoiceLife) }
func RecurringLife() map[string]map[string]string { return plainLife(recurringLife) }
func RefundLife() map[string]map[string]string    { return plainLife(refundLife) }
func PaymentLife() map[string]map[string]string   { return plainLife(paymentLife) }

func plainLife(l life) map[string]map[string]string {
	out := map[string]map[string]string{}
	for state, meets := range l {
		out[state] = map[string]string{}
		for e, next := range meets {
			out[state][string(e)] = next
		}
	}
	return out
}

// Refused tells whether a form's rhythm is none.
func (r Rhythm) Refused() bool {
	var invalid Invalid
	r.check(&invalid)
	return len(invalid.Fields) > 0
}
