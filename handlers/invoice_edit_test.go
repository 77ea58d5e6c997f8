package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// newBill begins an invoice from the page of its project, as a person does.
func newBill(t *testing.T, job *storetest.Job, owner *Visitor) (*Page, store.Invoice) {
	t.Helper()
	page := owner.Open(fmt.Sprintf("/studio/projects/%d", job.Project.ID)).Follow("New invoice").Submit("Write it")
	var id int64
	if _, err := fmt.Sscanf(page.Path, "/studio/invoices/%d", &id); err != nil {
		t.Fatalf("at %s: %v", page.Path, err)
	}
	return page, invoiceNow(t, job, id)
}

func TestInvoiceIsWrittenWithoutScript(t *testing.T) {
	job, house, owner := jobHouse(t)
	page, i := newBill(t, job, owner)
	page.Shows("Draft invoice", "Not issued yet", "Without one, all is due in one payment 14 days after the invoice is issued").
		Hides("Optional", "Package", `name="valid_until"`, `name="kind"`)
	page = page.Submit("Save", "title", "Garden wall", "intro", "Thank you for the **tea**.", "line.l1.title", "Bricks", "line.l1.quantity", "2.5", "line.l1.unit", "pallet",
		"line.l1.price", "£400", "line.l1.discount", "50", "line.l1.discount_of", "amount", "discount", "10", "discount_for", "Returning client",
		"shipping", "60", "shipping_for", "Delivery", "shipping_tax", "S:5000").Is(http.StatusOK)
	// 950 less 95 is 855, of which 20 % are 171; delivery 60, of which 5 % are 3.
	page.Shows("Subtotal £950.00", "Discount, Returning client −£95.00", "Delivery £60.00", "VAT at 20% on £855.00 £171.00", "VAT at 5% on £60.00 £3.00", "Total £1,089.00")
	page = page.Submit("Add a section")
	page = page.Submit("Save", "section.s2.title", "Labour", "line.l2.title", "Mason", "line.l2.price", "100", "line.l2.tax", "S:5000")
	page = page.Submit("Add a payment")
	page = page.Submit("Save", "step.0.label", "Now", "step.0.of", "percent", "step.0.share", "40", "step.0.due", "issue")
	page = page.Submit("Add a payment").Submit("Save", "step.1.label", "Later", "step.1.of", "rest", "step.1.due", "days", "step.1.days", "30")
	page = page.Submit("Issue and send").IsAt(invoiceURL(i.ID) + "/sending")
	page.Shows("It gets its number now", "The invoice, with 2 payments in its schedule", "Delivery £60.00")
	page = page.Submit("Issue and send").IsAt(invoiceURL(i.ID)).Shows("Invoice INV-0001", "Delivery £60.00", "Now, £", "Later, £")
	if page.HasButton("Save") {
		t.Error("an issued invoice stands in an editor")
	}

	i = invoiceNow(t, job, i.ID)
	// Subtotal 1050, less 105; 855 at 20 %, 90 + 60 at 5 %.
	if i.Total != 85500+17100+15000+750 || len(i.Instalments) != 2 || i.Instalments[0].Amount != i.Total*4/10 || i.Instalments[1].DueOn != "2026-12-23" {
		t.Errorf("%d in %+v", i.Total, i.Instalments)
	}
	l := i.Content.Sections[0].Lines[0]
	if l.Unit != "pallet" || l.Quantity != 2_500_000 || l.Discounts[0].Amount != 5000 || i.Content.Sections[1].Title != "Labour" {
		t.Errorf("kept %+v", i.Content.Sections)
	}
	priya, base := house.client(t, job, "invoice", i.ID)
	priya.Open(base).Shows("Garden wall", "Thank you for the tea.", "Labour", "Less £50.00", "Delivery £60.00", "Discount, Returning client", "Now", "Later")
}

func TestInvoiceSavesItselfWhileTyping(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, i := newBill(t, job, owner)
	part := page.SubmitByHTMX("Save", "line.l1.title", "Bricks", "line.l1.price", "100", "shipping", "10").Is(http.StatusOK)
	part.Shows("Saved at 9:00", "£100.00", "Shipping £10.00", "£132.00")
	if part.Header.Get("HX-Reswap") != "none" || strings.Contains(part.Body, `name="line.l1.title"`) {
		t.Error("the fields under the hands were replaced")
	}
	if !strings.Contains(part.Body, `name="edits" value="1"`) || invoiceNow(t, job, i.ID).Total != 13200 {
		t.Errorf("not saved: %s", part.Body)
	}
	wrong := page.SubmitByHTMX("Save", "edits", "1", "line.l1.quantity", "two", "shipping", "much").Is(http.StatusUnprocessableEntity)
	wrong.Shows("Not saved yet", "Qty: Please enter a number.", "Please enter a number.")
	if invoiceNow(t, job, i.ID).Edits != 1 {
		t.Error("half a form was saved")
	}
}

func TestAnotherCurrencyBringsTheWholeFormAnew(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, i := newBill(t, job, owner)
	page = page.Submit("Save", "line.l1.title", "Bricks", "line.l1.price", "100", "shipping", "10")
	part := page.SubmitByHTMX("Save", "currency", "EUR").Is(http.StatusOK)
	if part.Header.Get("HX-Retarget") != "#editor" || part.Header.Get("HX-Reswap") != "outerHTML" || part.Value("line.l1.price") == "" {
		t.Error("the signs beside the fields are the old ones")
	}
	part.Shows("Price, €", "Shipping, €", "€132.00")
	if now := invoiceNow(t, job, i.ID); now.Currency != "EUR" || now.Content.Shipping != 1000 {
		t.Errorf("%s, shipping %d", now.Currency, now.Content.Shipping)
	}
	owner.Open(invoiceURL(i.ID)).Submit("Save", "currency", "JPY", "shipping", "10.50").Is(http.StatusUnprocessableEntity).Shows("too many decimals")
	owner.Open(invoiceURL(i.ID)).Submit("Save", "currency", "JPY", "shipping", "1050").Is(http.StatusOK).Shows("JP¥1,050")
}

func TestInvoiceRefusesWhatItCannotRead(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, i := newBill(t, job, owner)
	page = page.Submit("Add a section").Submit("Add a payment")
	before := invoiceNow(t, job, i.ID)
	for _, bad := range [][2]string{
		{"title", strings.Repeat("x", 201)}, {"intro", "\xff"}, {"terms", strings.Repeat("x", 20_001)}, {"contact", "999"},
		{"line.l1.quantity", "0,0,1"}, {"line.l1.quantity", "9999999999"}, {"line.l1.price", "-1"}, {"line.l1.price", "999999999999999"},
		{"line.l1.tax", "AE:1"}, {"line.l1.discount", "101"}, {"discount", "101"}, {"discount", "-1"},
		{"shipping", "-1"}, {"shipping", "a lot"}, {"shipping", "99999999999999"}, {"shipping_for", strings.Repeat("x", 201)}, {"shipping_tax", "S:1"},
		{"currency", "XYZ"}, {"step.0.share", "-1"}, {"step.0.due", "acceptance"}, {"step.0.days", "x"},
	} {
		name, value := bad[0], bad[1]
		pairs := []any{"step.0.of", "percent", name, value}
		if name != "line.l1.price" {
			pairs = append(pairs, "line.l1.price", "100")
		}
		again := page.Submit("Save", pairs...)
		if again.Status != http.StatusUnprocessableEntity || again.Error(name) == "" {
			t.Errorf("%s = %.30q: %d, and no message beside the field: %s", name, value, again.Status, again.Text())
		}
	}
	if after := invoiceNow(t, job, i.ID); after.Edits != before.Edits {
		t.Error("something was saved")
	}
	owner.Post(invoiceURL(i.ID), "title", "x").Is(http.StatusUnprocessableEntity)
	owner.Post(invoiceURL(i.ID+1), "order", "s1").Is(http.StatusNotFound)
	owner.Post("/studio/invoices", "project", "999").Is(http.StatusNotFound)
	owner.Post("/studio/invoices", "project", "x").Is(http.StatusUnprocessableEntity)
}

func TestTwoWindowsOfAnInvoiceNeverOverwriteEachOther(t *testing.T) {
	job, _, owner := jobHouse(t)
	_, i := newBill(t, job, owner)
	one, two := owner.Open(invoiceURL(i.ID)), owner.Open(invoiceURL(i.ID))
	one.Submit("Save", "title", "First").Is(http.StatusOK)
	again := two.Submit("Save", "title", "Second").Is(http.StatusConflict)
	again.Shows("changed in another window", "Open the newest version")
	if again.Value("title") != "Second" || invoiceNow(t, job, i.ID).Title != "First" {
		t.Error("one window wrote over the other, or lost its words")
	}
}

func TestDraftInvoiceIsMendedBeforeItGoes(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, i := newBill(t, job, owner)
	again := page.Submit("Issue and send", "title", "", "line.l1.price", "5").Is(http.StatusUnprocessableEntity)
	again.Shows("Before it can be sent")
	if again.Error("title") == "" || again.Error("line.l1.title") == "" {
		t.Errorf("said %q and %q", again.Error("title"), again.Error("line.l1.title"))
	}
	owner.Open(invoiceURL(i.ID) + "/sending").IsAt(invoiceURL(i.ID)).Shows("Before it can be sent")
	owner.Post(invoiceURL(i.ID)+"/sending", "contacts", fmt.Sprint(job.Priya.ID), "subject", "S", "attempt", "attempt-000000000001").
		IsAt(invoiceURL(i.ID)).Shows("Before it can be sent")
	if invoiceNow(t, job, i.ID).Number != "" {
		t.Error("it was numbered")
	}
}

func TestDraftInvoiceIsSeenAsItsClientWouldAndThrownAway(t *testing.T) {
	job, house, owner := jobHouse(t)
	i := job.DraftInvoice(t, func(c *store.Content) { c.Title = "A wall to come" })
	page := owner.Open(invoiceURL(i.ID)).Follow("View as Client")
	page.IsAt(fmt.Sprintf("/studio/preview/invoices/%d/portal/invoices/%d", i.ID, i.ID)).Shows("A wall to come", "£2,220.00", "31 Larkfield Road")
	page.Follow("Leave preview").IsAt(invoiceURL(i.ID))
	if pdf := owner.Open(invoiceURL(i.ID)).Follow("PDF of the draft").Is(http.StatusOK); !strings.HasPrefix(pdf.Body, "%PDF-") {
		t.Error("no PDF")
	}
	house.signIn(t, job).Open(fmt.Sprintf("/portal/invoices/%d", i.ID)).Is(http.StatusNotFound)
	owner.Open(invoiceURL(i.ID) + "/payments/new").IsAt(invoiceURL(i.ID)).Shows("Draft invoice")
	owner.Open(invoiceURL(i.ID)).Follow("Throw this draft away").Shows("A wall to come, for Raman").Submit("Throw it away").IsAt("/studio/invoices").Shows("The draft is gone")
	owner.Open(invoiceURL(i.ID)).Is(http.StatusNotFound)
	owner.Open(fmt.Sprintf("/studio/projects/%d", job.Project.ID)).Shows("You deleted the draft invoice A wall to come")

	issued := job.Invoiced(t)
	owner.Open(fmt.Sprintf("/studio/preview/invoices/%d", issued.ID)).Is(http.StatusNotFound)
	owner.Open(invoiceURL(issued.ID) + "/deletion").IsAt(invoiceURL(issued.ID))
	owner.Post(invoiceURL(issued.ID) + "/deletion").Is(http.StatusConflict)
}

func TestQuoteIsInvoicedOnTheClientsWord(t *testing.T) {
	job, house, owner := jobHouse(t)
	q := job.Sent(t)
	page := owner.Open(quoteURL(q.ID)).Follow("Invoice it unsigned").Shows("has said yes without signing", "Photographs, £380.00")
	page = page.Submit("Make the invoice", "option", "l2").Shows("Draft invoice", "from Q-0001", "£2,676.00")
	owner.Open(quoteURL(q.ID)).Shows("Invoiced", "on your client’s word").Follow("See the invoice").Shows("Draft invoice")
	if gone := owner.Open(quoteURL(q.ID)); gone.HasButton("Revise") || gone.HasLink("Send again") || gone.HasLink("Invoice it unsigned") {
		t.Error("a quote that was invoiced can still be worked with")
	}
	owner.Open(quoteURL(q.ID) + "/invoice").IsAt(quoteURL(q.ID))
	priya, base := house.client(t, job, "quote", q.ID)
	if seen := priya.Open(base).Shows("You agreed on this with Alder & Rowe"); seen.HasLink("Sign to accept") {
		t.Error("it can still be signed")
	}
	page.Submit("Issue and send").Submit("Issue and send").Shows("Invoice INV-0001")
	priya.Open(base).Shows("Make a payment")
	owner.Open("/studio/quotes?status=accepted").Shows("Window seat")
	owner.Open(fmt.Sprintf("/studio/projects/%d", job.Project.ID)).Shows("Agreed on without a signature")
	owner.Post(quoteURL(job.Sent(t).ID)+"/invoice", "option", "l9").Is(http.StatusConflict).Shows("no longer offered")
}

func TestAcceptedQuoteWithoutInvoiceIsInvoiced(t *testing.T) {
	job, _, owner := jobHouse(t)
	terms := *job.Studio()
	terms.OnAcceptance = "draft"
	if err := job.SaveDocuments(t.Context(), job.Owner, terms); err != nil {
		t.Fatal(err)
	}
	i := job.Invoiced(t)
	owner.Post(invoiceURL(i.ID) + "/deletion")
	owner.Open(quoteURL(i.QuoteID)).Submit("Make the invoice").Shows("Draft invoice", "from Q-0001", "£2,220.00")
	if now := quoteNow(t, job, i.QuoteID); now.InvoiceID == 0 || now.Status != "accepted" {
		t.Errorf("%s, invoice %d", now.Status, now.InvoiceID)
	}
}

func TestWhyNoTaxIsChargedIsPrinted(t *testing.T) {
	job, house, owner := jobHouse(t)
	i := job.DraftInvoice(t, func(c *store.Content) {
		c.Sections[0].Lines = append(c.Sections[0].Lines, storetest.Line("l2", "Drawings", 100), storetest.Line("l3", "First aid course", 50))
		c.Sections[0].Lines[1].Tax = money.Tax{Category: money.ReverseCharge, Name: "VAT"}
		c.Sections[0].Lines[2].Tax = money.Tax{Category: money.Exempt, Name: "VAT", Reason: "Education, section 31"}
	})
	if err := job.EditClient(t.Context(), job.Owner, job.Client.ID, store.ClientDetails{Name: "Raman", TaxNumber: "DE 811 907 980"}); err != nil {
		t.Fatal(err)
	}
	if err := job.SaveTax(t.Context(), job.Owner, store.Studio{TaxName: "VAT", TaxNumber: "GB 417 2086 53", Rounding: money.PerRate}); err != nil {
		t.Fatal(err)
	}
	reasons := []string{"On £100.00: Reverse charge: the customer accounts for the VAT.", "On £50.00: Education, section 31"}
	owner.Open(invoiceURL(i.ID)).Shows(reasons...).Submit("Issue and send").Submit("Issue and send").Shows(reasons...)
	priya, base := house.client(t, job, "invoice", i.ID)
	priya.Open(base).Shows(reasons...)
}
