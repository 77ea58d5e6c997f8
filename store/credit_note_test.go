package store_test

import (
	"errors"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// Credit notes take an invoice back bit by bit: each is of the amount that was
// asked for, with its taxes, and no more can be taken back than was asked.
func TestCreditNotesAddUpToTheInvoice(t *testing.T) {
	job := storetest.NewJob(t)
	invoice := job.Invoiced(t, func(c *store.Content) {
		c.Sections[0].Lines = []store.Line{storetest.Line("a", "Seat", 1850), storetest.Line("b", "Book", 99), storetest.Line("c", "Stamp", 7)}
		c.Sections[0].Lines[1].Tax.Rate = 5000
		c.Sections[0].Lines[2].Tax = money.Tax{Category: money.ZeroRated, Name: "VAT"}
		c.Shipping, c.ShippingFor = 1295, "Van"
		c.Discount = money.Discount{Percent: 3_333}
	})
	for n, amount := range []int64{1, 33333, 0} {
		note, err := job.CreditInvoice(t.Context(), job.Owner, invoice.ID, store.Crediting{Amount: amount, Reason: "Not delivered"})
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"CN-0001", "CN-0002", "CN-0003"}[n]; note.Number != want || note.Content.InvoiceNumber != invoice.Number {
			t.Errorf("%s for %s, not %s for %s", note.Number, note.Content.InvoiceNumber, want, invoice.Number)
		}
		if amount != 0 && note.Total != amount {
			t.Errorf("credited %d, not %d", note.Total, amount)
		}
		sum := int64(0)
		for _, tax := range note.Content.Totals.Taxes {
			sum += tax.Base + tax.Amount
		}
		if note.Content.Totals.Total != note.Total || sum != note.Total {
			t.Errorf("the document says %d, its taxes come to %d, and %d is credited", note.Content.Totals.Total, sum, note.Total)
		}
	}
	after, err := job.Invoice(t.Context(), invoice.ID)
	if err != nil {
		t.Fatal(err)
	}
	if after.Credited != invoice.Total || after.Left() != 0 || after.Next() != nil || after.Status != "void" {
		t.Errorf("%d of %d credited, %d left, %v, %s", after.Credited, invoice.Total, after.Left(), after.Next(), after.Status)
	}
	var refused *store.Refused
	if _, err := job.CreditInvoice(t.Context(), job.Owner, invoice.ID, store.Crediting{}); !errors.As(err, &refused) {
		t.Errorf("credited once more: %v", err)
	}
	sober(t, job.Store)
}

// A form that is sent twice credits once.
func TestADoubleClickCreditsOnce(t *testing.T) {
	job := storetest.NewJob(t)
	invoice := job.Invoiced(t)
	for range 2 {
		note, err := job.CreditInvoice(t.Context(), job.Owner, invoice.ID, store.Crediting{Amount: 100, Attempt: "attempt of this form"})
		if err != nil || note.Number != "CN-0001" {
			t.Errorf("%s, %v", note.Number, err)
		}
	}
	if n := storetest.Count(t, job.Store, "SELECT credited FROM invoice WHERE id = ?", invoice.ID); n != 100 {
		t.Errorf("credited %d", n)
	}
}

// What is refused is refused at its field, and changes nothing.
func TestCreditAndRefundKeepWithinTheirBounds(t *testing.T) {
	job := storetest.NewJob(t)
	invoice := job.Invoiced(t)
	attempt := strings.Repeat("a", 20)
	if err := job.RecordPayment(t.Context(), job.Owner, invoice.ID, store.HandPayment{Method: "cash", Amount: 5000, PaidOn: job.Today(), Attempt: attempt}); err != nil {
		t.Fatal(err)
	}
	paid, err := job.Invoice(t.Context(), invoice.ID)
	if err != nil {
		t.Fatal(err)
	}
	refund := func(amount int64, attempt string) error {
		return job.RecordRefund(t.Context(), job.Owner, paid.Payments[0].ID, store.HandRefund{RefundWish: store.RefundWish{Amount: amount, Attempt: attempt}, RefundedOn: job.Today()})
	}
	var invalid *store.Invalid
	for _, err := range []error{refund(5001, attempt+"1"), refund(0, attempt+"2"), refund(-1, attempt+"3")} {
		if !errors.As(err, &invalid) || invalid.Fields["amount"].Key == "" {
			t.Errorf("a refund out of bounds: %v", err)
		}
	}
	if _, err := job.CreditInvoice(t.Context(), job.Owner, invoice.ID, store.Crediting{Amount: invoice.Total + 1}); !errors.As(err, &invalid) || invalid.Fields["amount"].Key == "" {
		t.Errorf("a credit note above the total: %v", err)
	}
	for range 2 { // a double click gives back once
		if err := refund(2000, attempt+"4"); err != nil {
			t.Fatal(err)
		}
	}
	if err := refund(3001, attempt+"5"); !errors.As(err, &invalid) {
		t.Errorf("more than is left of the payment: %v", err)
	}
	after, err := job.Invoice(t.Context(), invoice.ID)
	if err != nil {
		t.Fatal(err)
	}
	if after.Paid != 3000 || after.Refunded != 2000 || after.Credited != 0 || after.Left() != invoice.Total-3000 {
		t.Errorf("paid %d, refunded %d, credited %d, left %d", after.Paid, after.Refunded, after.Credited, after.Left())
	}
	sober(t, job.Store)
}

// sober fails on anything that `anteroom check` would find.
func sober(t *testing.T, s *store.Store) {
	t.Helper()
	if found, err := store.Check(t.Context(), s.Path()); err != nil || len(found) > 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
}
