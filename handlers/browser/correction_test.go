package browser_test

import (
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// What puts an invoice right can be used by anybody, at a desk and on a phone:
// the dialog of a credit note follows what is typed, and goes on to its email.
func TestTheStudioPutsInvoicesRight(t *testing.T) {
	h := build(t, "")
	var invoice, credited, void string
	h.furnish(t, func(j *storetest.Job) {
		i := j.Invoiced(t)
		if _, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{Amount: 1000, Reason: "The seat came late"}); err != nil {
			t.Fatal(err)
		}
		credited = path("/studio/invoices/", i.ID)
		i, err := j.VoidInvoice(t.Context(), j.Owner, j.Invoiced(t).ID, "Written twice")
		if err != nil {
			t.Fatal(err)
		}
		void, invoice = path("/studio/invoices/", i.ID), path("/studio/invoices/", j.Invoiced(t).ID)
	})
	h.start()
	for _, traits := range [][]trait{nil, {onPhone}} {
		owner := h.owner(t, traits...)
		owner.signsIn()
		for page, at := range map[string]string{"credited": credited, "void": void, "void-notice": void + "/void-notice", "voiding": invoice + "/voiding",
			"credit-sending": credited + "/credit-notes/1/sending", "numbers": "/studio/settings/documents/numbers"} {
			owner.open(at)
			owner.looks(page)
		}
		owner.open(invoice)
		owner.press("Credit note")
		owner.sees("All of it")
		owner.tick("A part")
		owner.fill("Amount with tax, £", "20")
		owner.sees("£20.00")
		owner.looks("credit")
	}
}
