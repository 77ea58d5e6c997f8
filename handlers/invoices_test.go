package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func invoiceNow(t *testing.T, job *storetest.Job, id int64) store.Invoice {
	t.Helper()
	i, err := job.Invoice(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestPaymentIsRecordedOnceByADoubleClick(t *testing.T) {
	job, _, owner := jobHouse(t)
	i := job.Invoiced(t)
	page := owner.Open(invoiceURL(i.ID)).Shows("Left to pay", "Payment schedule", i.Number)
	page = page.Follow("Record a payment")
	next := i.Next().Left()
	for range 2 {
		page.Submit("Record a payment", "method", "cash", "note", "In an envelope").IsAt(invoiceURL(i.ID)).Shows("is recorded", "R-0001", "Cash", "In an envelope")
	}
	if now := invoiceNow(t, job, i.ID); now.Paid != next || len(now.Payments) != 1 {
		t.Errorf("paid %d in %d payments, not %d", now.Paid, len(now.Payments), next)
	}
	if pdf := owner.Open(invoiceURL(i.ID)).Follow("R-0001").Is(http.StatusOK); !strings.HasPrefix(pdf.Body, "%PDF-") {
		t.Error("no receipt")
	}
	rest := owner.Open(invoiceURL(i.ID) + "/payments/new")
	for range 2 {
		rest.Submit("Record a payment").IsAt(invoiceURL(i.ID)).Shows("Paid")
	}
	if now := invoiceNow(t, job, i.ID); now.Left() != 0 || now.Paid != now.Total {
		t.Errorf("left %d", now.Left())
	}
	if owner.Open(invoiceURL(i.ID)).HasLink("Record a payment") {
		t.Error("a paid invoice can be paid again")
	}
}

func TestPaymentIsRefusedWithItsInputKept(t *testing.T) {
	job, _, owner := jobHouse(t)
	i := job.Invoiced(t)
	page := owner.Open(invoiceURL(i.ID) + "/payments/new")
	for _, bad := range [][2]string{{"amount", "abc"}, {"amount", "-5"}, {"amount", "0"}, {"amount", "99,999,999"}, {"amount", "1.234"}, {"paid_on", "soon"},
		{"paid_on", "2026-11-24"}, {"method", "barter"}, {"note", strings.Repeat("x", 201)}, {"note", "\xff"}} {
		pairs := []any{"pay", "other", bad[0], bad[1]}
		if bad[0] != "amount" {
			pairs = append(pairs, "amount", "10")
		}
		again := page.Submit("Record a payment", pairs...).Is(http.StatusUnprocessableEntity)
		if again.Error(bad[0]) == "" {
			t.Errorf("%s = %q: no message beside the field", bad[0], bad[1])
		}
		if bad[0] == "amount" && again.Value("amount") != bad[1] {
			t.Errorf("what was typed is gone: %q", again.Value("amount"))
		}
	}
	owner.Post(invoiceURL(i.ID)+"/payments", "pay", "other", "amount", "10", "method", "cash", "paid_on", "2026-11-23").Is(http.StatusUnprocessableEntity) // no key
	if now := invoiceNow(t, job, i.ID); now.Paid != 0 {
		t.Error("something was recorded")
	}
}

func TestAnnouncedTransferIsConfirmedOrDropped(t *testing.T) {
	job, _, owner := jobHouse(t)
	bank := *job.Studio()
	bank.Bank = store.Bank{Name: "Alder & Rowe Ltd", IBAN: "GB33BUKB20201555555555"}
	if err := job.SaveBank(t.Context(), job.Owner, bank); err != nil {
		t.Fatal(err)
	}
	i := job.Invoiced(t)
	priya := job.Portal(t, job.Priya)
	announce := func(key string) {
		t.Helper()
		if _, err := priya.AnnounceTransfer(t.Context(), i.ID, store.PayNext, key); err != nil {
			t.Fatal(err)
		}
	}
	announce("attempt-0000000000001")
	page := owner.Open(invoiceURL(i.ID)).Shows("Announced by the client", "says it was sent")
	page.Submit("It never came").Shows("The amount is open as before")
	page.Submit("Confirm").Is(http.StatusConflict) // the page was old
	announce("attempt-0000000000002")
	page = owner.Open(invoiceURL(i.ID))
	for range 2 {
		page.Submit("Confirm").IsAt(invoiceURL(i.ID)).Shows("R-0001", "is confirmed")
	}
	if now := invoiceNow(t, job, i.ID); now.Paid != i.Next().Left() {
		t.Errorf("paid %d", now.Paid)
	}
	other := job.Invoiced(t)
	paid := invoiceNow(t, job, i.ID).Payments[0]
	for _, path := range []string{"/confirmation", "/dismissal"} {
		owner.Post(fmt.Sprintf("%s/payments/%d%s", invoiceURL(other.ID), paid.ID, path)).Is(http.StatusNotFound)
	}
	owner.Open(fmt.Sprintf("%s/payments/%d/receipt", invoiceURL(other.ID), paid.ID)).Is(http.StatusNotFound)
}

func TestDraftInvoiceIsIssuedAndSentOnce(t *testing.T) {
	job, _, owner := jobHouse(t)
	terms := *job.Studio()
	terms.OnAcceptance = "draft"
	if err := job.SaveDocuments(t.Context(), job.Owner, terms); err != nil {
		t.Fatal(err)
	}
	q := job.Sent(t)
	if _, err := job.Portal(t, job.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); err != nil {
		t.Fatal(err)
	}
	id := quoteNow(t, job, q.ID).InvoiceID
	page := owner.Open(invoiceURL(id)).Shows("Draft invoice", "Not issued yet").Submit("Issue and send")
	page.IsAt(invoiceURL(id) + "/sending").Shows("It gets its number now")
	if subject := page.Value("subject"); subject != "Your invoice from Alder & Rowe" {
		t.Errorf("the subject is %q", subject)
	}
	for range 2 {
		page.Submit("Issue and send").IsAt(invoiceURL(id)).Shows("Invoice INV-0001")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invoice'"); n != 1 {
		t.Errorf("%d emails", n)
	}
}

func TestEmailsAreTriedAgainCancelledAndHandedOver(t *testing.T) {
	job, _, owner := jobHouse(t)
	owner.Open("/studio/emails").Shows("Your emails will be here", "No mail server is set up")
	q := job.Sent(t)
	mail := storetest.Count(t, job.Store, "SELECT max(id) FROM outbox WHERE quote_id = ?", q.ID)
	storetest.Exec(t, job.Store, "UPDATE outbox SET state = 'failed', tries = 12, error = '550 5.1.1 <nobody> unknown' WHERE id = ?", mail)
	page := owner.Open("/studio/emails").Shows("Your quote", "Failed", "550 5.1.1 <nobody> unknown", q.Number).Follow("Your quote")
	page.Shows("It could not be sent", "Dear Priya, here it is.", "View quote").Hides("/d/")
	page.Submit("Copy the link").Shows("/d/")
	page = page.Submit("Try again").Shows("It is tried again now", "Waiting")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE id = ? AND state = 'queued' AND tries = 0 AND error = ''", mail); n != 1 {
		t.Error("it is not due")
	}
	cancelled := page.Submit("Cancel").Shows("Cancelled", "Nothing was sent")
	if cancelled.HasButton("Try again") || cancelled.HasButton("Copy the link") {
		t.Error("a cancelled email can still be handled")
	}
	path := fmt.Sprintf("/studio/emails/%d", mail)
	owner.Post(path + "/retry").Is(http.StatusConflict).Shows("gone its way already")
	owner.Post("/studio/emails/999/retry").Is(http.StatusNotFound)
	owner.Open("/studio/emails?status=cancelled&q=priya").Shows("Your quote")
	owner.Open("/studio/emails?status=sent").Shows("Nothing matches")
}
