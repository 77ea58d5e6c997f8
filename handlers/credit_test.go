package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestTheOwnerTakesBackAPartOfAnInvoice(t *testing.T) {
	house, job, server := postHouse(t)
	i := job.Invoiced(t)
	owner, page := house.Owner(t), fmt.Sprintf("/studio/invoices/%d", i.ID)
	form := owner.Open(page).Shows("Put something right").Follow("Credit note")
	form.Shows("For invoice INV-0001", "All of it£2,220.00", "Issue credit note, £2,220.00")
	owner.Part(page+"/credit").Shows("Credit note", "Issue credit note, £2,220.00").Hides("Skip to content") // what the dialog is filled with
	owner.Part(page+"/credit?part=some&amount=20").Shows("Issue credit note, £20.00").Hides("Reason", "too much")
	for typed, wrong := range map[string]string{"2220.01": "This is more than is left to credit.", "0": "", "-5": "", "much": "", "": ""} {
		refused := form.Submit("Issue credit note, £2,220.00", "part", "some", "amount", typed, "reason", "The seat came late").Is(http.StatusUnprocessableEntity)
		if said := refused.Error("amount"); said == "" || wrong != "" && said != wrong {
			t.Errorf("%q is answered %q", typed, said)
		}
		if refused.Value("reason") != "The seat came late" || refused.Value("part") != "some" {
			t.Error("what was typed is lost")
		}
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM credit_note"); n != 0 {
		t.Fatalf("%d credit notes of what was refused", n)
	}
	sending := form.Submit("Issue credit note, £2,220.00", "part", "some", "amount", "220.00", "reason", "The seat came late")
	sending.IsAt(page+"/credit-notes/1/sending").Shows("Credit note CN-0001 of £220.00 is issued.", "Send credit note", "Priya")
	if !strings.Contains(sending.Value("body"), "We have taken £220.00 off invoice INV-0001. The credit note is attached. £2,000.00 is left to pay.") {
		t.Errorf("the words: %q", sending.Value("body"))
	}
	sending.Submit("Send credit note").IsAt(page).Shows("The credit note is on its way.", "Credit notes", "CN-0001, £220.00", "The seat came late", "Send again", "Left to pay £2,000.00",
		"You sent credit note CN-0001 to Priya Raman")
	tick(t, house, server)
	m := server.WaitFor(t, job.Priya.Email, "Credit note CN-0001")
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "CN-0001.pdf" || !bytes.HasPrefix(m.Attachments[0].Data, []byte("%PDF-")) {
		t.Errorf("attached: %d", len(m.Attachments))
	}
	client := house.Visitor(t).Open(m.Link("/d/")).Shows("Credit notes", "Credit note CN-0001", "−£220.00", "The seat came late", "Left to pay £2,000.00")
	if paper := client.Follow("Credit note CN-0001").Is(http.StatusOK); !strings.HasPrefix(paper.Header.Get("Content-Type"), "application/pdf") {
		t.Error("the credit note is no PDF")
	}
	form.Submit("Issue credit note, £2,220.00", "part", "some", "amount", "220.00").Shows("Credit note CN-0001 of £220.00 is issued.") // the form once more
	owner.Open(page + "/credit").Submit("Issue credit note, £2,000.00").Shows("Credit note CN-0002 of £2,000.00 is issued.")
	owner.Open(page).Shows("Void", "Left to pay £0.00").Hides("Put something right", "Record a payment")
	owner.Open(page + "/credit").IsAt(page)
}

// Credit beyond what is left is told before it is issued, when money has come.
func TestACreditNoteSaysWhatIsPaidTooMuch(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 200000, PaidOn: job.Today(), Attempt: strings.Repeat("x", 20)}); err != nil {
		t.Fatal(err)
	}
	owner, page := house.Owner(t), fmt.Sprintf("/studio/invoices/%d", i.ID)
	form := owner.Open(page+"/credit").Shows("£2,000.00 of what", "paid is then too much")
	owner.Part(page + "/credit?part=some&amount=220").Hides("too much")
	form.Submit("Issue credit note, £2,220.00", "part", "some", "amount", "320.00").Shows("You have paid £100.00 more than the invoice now asks for.")
	owner.Open(page).Shows("Refund").Hides("declare it void")
}

func TestTheOwnerDeclaresAnInvoiceVoid(t *testing.T) {
	house, job, server := postHouse(t)
	i := job.Invoiced(t)
	owner, page := house.Owner(t), fmt.Sprintf("/studio/invoices/%d", i.ID)
	ask := owner.Open(page).Follow("Void").Shows("Declare INV-0001 void?", "£2,220.00 is not asked for any more")
	ask.Submit("Declare void", "reason", strings.Repeat("x", 501)).Is(http.StatusUnprocessableEntity)
	notice := ask.Submit("Declare void", "reason", "Written twice").IsAt(page + "/void-notice").Shows("INV-0001 is void. It keeps its number.")
	if !strings.Contains(notice.Value("body"), "nothing is to be paid") {
		t.Errorf("the words: %q", notice.Value("body"))
	}
	notice.Submit("Tell that it is void").IsAt(page).Shows("The email is on its way.", "Void", "Left to pay £0.00", "You declared invoice INV-0001 void", "You told Priya Raman that invoice INV-0001 is void").
		Hides("Record a payment", "Put something right", "Send again", "Payment schedule")
	tick(t, house, server)
	m := server.WaitFor(t, job.Priya.Email, "Invoice INV-0001 is void")
	house.Visitor(t).Open(m.Link("/d/")).Shows("Void", "This invoice was cancelled. Nothing is to be paid.").Hides("Make a payment", "Payment schedule")
	for _, m := range server.Messages() {
		if strings.Contains(m.Subject, "Invoice INV-0001 from") {
			t.Error("the invoice itself was mailed after it was void")
		}
	}
	owner.Open(page + "/voiding").IsAt(page)
	owner.Post(page + "/voiding").Is(http.StatusConflict)
}

func TestADraftIsIssuedWithoutAnEmail(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	draft := job.DraftInvoice(t)
	page := fmt.Sprintf("/studio/invoices/%d", draft.ID)
	before := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox")
	house.Owner(t).Open(page+"/sending").Submit("Issue without an email").IsAt(page).Shows("INV-0001 is issued. Nothing was mailed.", "Record a payment")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox"); n != before {
		t.Errorf("%d mails", n-before)
	}
	house.Owner(t).Post(page + "/issue").Is(http.StatusConflict)
}

func TestNumbersGoOnFromAnotherProgram(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	first := job.Invoiced(t)
	owner := house.Owner(t)
	form := owner.Open("/studio/settings/documents").Follow("Go on from the numbers of another program")
	if form.Value("invoice") != "2" || form.Value("quote") != "2" || form.Value("credit-note") != "1" {
		t.Errorf("offered: %q, %q, %q", form.Value("invoice"), form.Value("quote"), form.Value("credit-note"))
	}
	refused := form.Submit("Save numbers", "invoice", "1", "quote", "300", "receipt", "many").Is(http.StatusUnprocessableEntity)
	if refused.Error("receipt") == "" || refused.Value("quote") != "300" {
		t.Error("a number that is none was taken, or what was typed is lost")
	}
	refused = form.Submit("Save numbers", "invoice", "1", "quote", "300", "project", "0").Is(http.StatusUnprocessableEntity)
	if refused.Error("invoice") != "Numbers up to this one are given already." || refused.Error("project") == "" {
		t.Errorf("answered: %q, %q", refused.Error("invoice"), refused.Error("project"))
	}
	form.Submit("Save numbers", "invoice", "398", "quote", "300").IsAt("/studio/settings/documents").Shows("Numbers go on from here.")
	if next := job.Invoiced(t); first.Number != "INV-0001" || next.Number != "INV-0398" || next.QuoteNumber != "Q-0300" {
		t.Errorf("%s, then %s of %s", first.Number, next.Number, next.QuoteNumber)
	}
}
