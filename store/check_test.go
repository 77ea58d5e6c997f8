package store_test

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// change runs statements in a database by hand; the arguments are the last one's.
func change(t *testing.T, path string, statements []string, args []any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	done(t, err)
	for n, statement := range statements {
		var with []any
		if n == len(statements)-1 {
			with = args
		}
		if _, wrong := db.ExecContext(t.Context(), statement, with...); wrong != nil {
			err = errors.Join(err, wrong)
		}
	}
	done(t, errors.Join(err, db.Close()))
}

// Whatever of payments, refunds and held credit is changed by hand beside the
// application is found and named.
func TestTheCheckFindsWrongSums(t *testing.T) {
	j := storetest.NewJob(t)
	first, second, third := moved(t, j) // invoices 1 to 3
	settleRefund(t, j, back("re_1", 1, 10000, "done"))
	hold(t, j, overtaken(t, j, 2).ID)
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com").Invoiced(t)
	sober(t, j.Store)
	for name, tc := range map[string]struct {
		breaks []string
		args   []any
		finds  []string
	}{
		"more held than there is": {[]string{"UPDATE invoice SET held = 66601 WHERE held = 66600"}, nil,
			[]string{"Invoice 4: more is held as credit than was paid too much."}},
		"held of nothing": {[]string{"UPDATE invoice SET held = 1 WHERE id = ?"}, []any{third.ID},
			[]string{"Invoice 3: more is held as credit than was paid too much."}},
		"what is paid": {[]string{"UPDATE invoice SET paid = paid + 1 WHERE id = ?"}, []any{third.ID},
			[]string{"Invoice 3: what is paid is not the sum of its payments."}},
		"what went back of an invoice": {[]string{"UPDATE invoice SET refunded = refunded - 1 WHERE id = ?"}, []any{second.ID},
			[]string{"Invoice 2: what went back is not the sum of its refunds."}},
		"what went back of a payment": {[]string{"UPDATE payment SET refunded = refunded - 1 WHERE invoice_id = ? AND refunded > 0"}, []any{first.ID},
			[]string{"Invoice 1: what is paid is not the sum of its payments.", "Payment 2: what went back is not the sum of its refunds.",
				"Invoice 1: what went back is not the sum of its refunds."}},
		"the amount of a refund": {[]string{"DROP TRIGGER refund_is_final", "UPDATE refund SET amount = amount + 1 WHERE provider_id = 're_1'"}, nil,
			[]string{"Payment 3: what went back is not the sum of its refunds.", "Month 202611: what was received is not the sum of its payments and refunds."}},
		"the amount of credit that moved": {[]string{"DROP TRIGGER refund_is_final", "UPDATE refund SET amount = amount - 1 WHERE kind = 'credit' AND payment_id = 2"}, nil,
			[]string{"Payment 2: what went back is not the sum of its refunds.", "Payment 3: the credit that it was made with is not what other payments gave."}},
		"a refund that is gone": {[]string{"DROP TRIGGER refund_is_kept", "DELETE FROM refund WHERE provider_id = 're_1'"}, nil,
			[]string{"Payment 3: what went back is not the sum of its refunds.", "Month 202611: what was received is not the sum of its payments and refunds."}},
		"another client's credit": {[]string{"DROP TRIGGER payment_is_final", "UPDATE payment SET invoice_id = ? WHERE id = 4"}, []any{stranger.ID},
			[]string{"went to another client"}},
		"another currency": {[]string{"DROP TRIGGER refund_is_final", "UPDATE refund SET currency = 'EUR' WHERE provider_id = 're_1'"}, nil,
			[]string{"is in another currency than its payment."}},
		"what was received": {[]string{"UPDATE takings SET amount = amount - 1"}, nil,
			[]string{"Month 202611: what was received is not the sum of its payments and refunds."}},
		"what all owe": {[]string{"UPDATE outstanding SET amount = amount + 1"}, nil,
			[]string{"What clients owe in all is not the sum of their invoices, in so many currencies: 1."}},
		"more on its way back than came": {[]string{"INSERT INTO refund (payment_id, attempt, state, amount, currency, provider_id, started_at) VALUES (2, 'x', 'processing', 100, 'GBP', 'x', 0)"}, nil,
			[]string{"Payment 2: more goes back than came."}},
	} {
		t.Run(name, func(t *testing.T) {
			broken := t.TempDir() + "/broken.db"
			storetest.Exec(t, j.Store, "VACUUM INTO ?", broken)
			change(t, broken, tc.breaks, tc.args)
			found, err := store.Check(t.Context(), broken)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range tc.finds {
				if !slices.ContainsFunc(found, func(said string) bool { return strings.Contains(said, want) }) {
					t.Errorf("%q is not among %q", want, found)
				}
			}
		})
	}
}
