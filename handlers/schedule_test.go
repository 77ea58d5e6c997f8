package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"anteroom/store/storetest"
)

func TestScheduleOfAnIssuedInvoiceIsChangedWithoutScript(t *testing.T) {
	job, house, owner := jobHouse(t)
	i := job.Invoiced(t)
	owner.Open(invoiceURL(i.ID) + "/payments/new").Submit("Record a payment") // the deposit of 666.00
	page := owner.Open(invoiceURL(i.ID)).Follow("Change").Shows("As it stays", "Deposit", "£1,554.00 in parts", "The parts add up.")
	page = page.Submit("Add a payment", "step.0.share", "1000").Is(http.StatusOK).Shows("The parts add up.")
	if page.Value("step.1.share") != "554.00" || page.Value("step.1.on") != "2026-12-07" {
		t.Errorf("offered %q on %q", page.Value("step.1.share"), page.Value("step.1.on"))
	}
	page = page.Submit("Add a payment", "step.1.share", "500", "step.1.label", "Second")
	page = page.Submit("Remove this payment").Shows("£54.00 left to divide")
	again := page.Submit("Save the schedule").Is(http.StatusUnprocessableEntity).Shows("The parts come to less than the total.", "£54.00 left to divide")
	if again.Value("step.1.share") != "500" {
		t.Error("what was typed is gone")
	}
	page.Submit("Save the schedule", "step.1.share", "£554", "step.1.on", "2027-02-01").IsAt(invoiceURL(i.ID)).
		Shows("The payment schedule is changed", "Second, £554.00", "You changed the payment schedule of invoice INV-0001 to Balance £1,000.00 on 7 Dec 2026, Second £554.00 on 1 Feb 2027 (before: Balance £1,554.00 on 7 Dec 2026)")
	priya, base := house.client(t, job, "invoice", i.ID)
	priya.Open(base).Shows("Second", "£554.00", "1 February 2027")
	if n := storetest.Count(t, job.Store, "SELECT sum(amount) FROM instalment WHERE invoice_id = ?", i.ID); n != i.Total {
		t.Errorf("the parts come to %d", n)
	}
}

func TestScheduleRefusesWhatItCannotReadAndTwoWindows(t *testing.T) {
	job, _, owner := jobHouse(t)
	i := job.Invoiced(t)
	path := invoiceURL(i.ID) + "/schedule"
	page, other := owner.Open(path), owner.Open(path)
	for _, bad := range [][2]string{{"step.0.share", "abc"}, {"step.0.share", "-1"}, {"step.0.share", "0"}, {"step.0.share", "1.234"}, {"step.0.share", "9999999999"},
		{"step.0.on", "soon"}, {"step.0.on", "2026-11-01"}, {"step.1.on", "2026-11-22"}, {"step.0.label", ""}, {"step.0.label", strings.Repeat("x", 201)}, {"step.1.label", "\xff"}} {
		again := page.Submit("Save the schedule", bad[0], bad[1])
		if again.Status != http.StatusUnprocessableEntity || again.Error(bad[0]) == "" {
			t.Errorf("%s = %.20q: %d, no message beside the field: %s", bad[0], bad[1], again.Status, again.Text())
		}
	}
	part := page.SubmitByHTMX("Add a payment").Is(http.StatusOK)
	if strings.Contains(part.Body, "<html") || part.Value("step.2.share") != "" {
		t.Error("a button of the form brings the form anew, and nothing around it")
	}
	typing := owner.Request(http.MethodPost, path, strings.NewReader("order=p0&order=p1&step.0.share=600&step.1.share=1600"))
	typing.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	typing.Header.Set("HX-Request", "true")
	if said := owner.Do(typing).Is(http.StatusOK); said.Text() != "£20.00 left to divide" {
		t.Errorf("while typing it says %q", said.Text())
	}
	page.Submit("Save the schedule", "step.1.on", "2026-12-24").IsAt(invoiceURL(i.ID))
	other.Submit("Save the schedule", "step.1.on", "2026-12-31").Is(http.StatusConflict).Shows("changed in another window")
	owner.Post(path, "do", "save", "edits", "x").Is(http.StatusUnprocessableEntity)
	owner.Open(invoiceURL(job.DraftInvoice(t).ID) + "/schedule").Shows("Draft invoice")
	owner.Post(invoiceURL(job.DraftInvoice(t).ID)+"/schedule", "do", "save", "edits", "1").Is(http.StatusConflict)
}
