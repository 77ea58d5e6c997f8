package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// A client's account can be used by anybody, at a desk and on a phone, on both
// sides.
func TestAnAccountIsRead(t *testing.T) {
	h := build(t, "")
	var client, portal string
	h.furnish(t, func(j *storetest.Job) {
		i := j.Invoiced(t)
		if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 66600, PaidOn: j.Today(), Attempt: "attempt-by-hand-0001"}); err != nil {
			t.Fatal(err)
		}
		if _, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{Amount: 1000, Reason: "The seat came late"}); err != nil {
			t.Fatal(err)
		}
		client, portal = path("/studio/clients/", j.Client.ID), path("/studio/view/", j.Priya.ID)+"/portal/statement"
	})
	h.start()
	for _, traits := range [][]trait{nil, {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for page, at := range map[string]string{"statement": client + "/statement", "statement-empty": client + "/statement?period=2001",
			"statement-refused": client + "/statement?from=2026-02-01&to=2026-01-01", "statement-sending": client + "/statement/sending",
			"portal-statement": portal} {
			owner.open(at)
			owner.looks(page)
		}
	}
}
