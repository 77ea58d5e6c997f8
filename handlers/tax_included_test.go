package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestPricesWithTheirTax(t *testing.T) {
	job, house, owner := jobHouse(t)
	q := job.Draft(t, func(c *store.Content) { c.Sections[0].Lines = c.Sections[0].Lines[:1] }) // £1,850 for a seat
	page := owner.Open(quoteURL(q.ID)).Shows("VAT at 20% £370.00 Total £2,220.00")
	page = page.Submit("Save", "prices", "gross").Shows("Total including VAT £1,850.00 Includes VAT at 20% £308.33")
	if !quoteNow(t, job, q.ID).Content.TaxIncluded || !strings.Contains(page.Body, `value="gross" checked`) {
		t.Error("the choice was not kept")
	}
	page.Submit("Save", "prices", "net").Shows("Total £2,220.00")
	page = owner.Open(quoteURL(q.ID))
	page.Submit("Save", "prices", "perhaps").Is(http.StatusUnprocessableEntity)
	page.Submit("Save", "prices", "gross")

	q, err := job.SendQuote(t.Context(), job.Owner, q.ID, job.Letter())
	if err != nil {
		t.Fatal(err)
	}
	owner.Open(quoteURL(q.ID)).Shows("Total including VAT £1,850.00 Includes VAT at 20% £308.33")
	priya, base := house.client(t, job, "quote", q.ID)
	priya.Open(base).Shows("Total including VAT £1,850.00 Includes VAT at 20% £308.33 Deposit when you accept £555.00").Hides("VAT at 20%, included")

	q, err = job.Portal(t, job.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q))
	if err != nil {
		t.Fatal(err)
	}
	priya, base = house.client(t, job, "invoice", q.InvoiceID)
	priya.Open(base).Shows("Total including VAT £1,850.00 Includes VAT at 20% £308.33")
	owner.Open(invoiceURL(q.InvoiceID)).Shows("Total including VAT £1,850.00 Includes VAT at 20% £308.33")
}

func TestWhereNoTaxIsKnownNoneIsAskedFor(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Draft(t)
	storetest.Exec(t, job.Store, "UPDATE quote SET content = json_remove(content, '$.tax_name') WHERE id = ?", q.ID)
	owner.Open(quoteURL(q.ID)).Hides(`name="prices"`).Submit("Save", "title", "Another seat").Is(http.StatusOK)
	if quoteNow(t, job, q.ID).Title != "Another seat" {
		t.Error("the quote was not saved")
	}
}

func TestShippingOnAQuoteIsSeenSignedAndInvoiced(t *testing.T) {
	job, house, owner := jobHouse(t)
	q := job.Draft(t, func(c *store.Content) { c.Sections[0].Lines = c.Sections[0].Lines[:1] }) // £1,850 for a seat
	owner.Open(quoteURL(q.ID)).Submit("Save", "shipping", "60", "shipping_for", "Delivery", "shipping_tax", "S:5000").
		Shows("Delivery £60.00", "VAT at 20% on £1,850.00 £370.00", "VAT at 5% on £60.00 £3.00", "Total £2,283.00")
	q, err := job.SendQuote(t.Context(), job.Owner, q.ID, job.Letter())
	if err != nil {
		t.Fatal(err)
	}
	priya, base := house.client(t, job, "quote", q.ID)
	priya.Open(base).Shows("Delivery £60.00", "£2,283.00")
	if q, err = job.Portal(t, job.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); err != nil {
		t.Fatal(err)
	}
	owner.Open(invoiceURL(q.InvoiceID)).Shows("Delivery £60.00", "Total £2,283.00")
	if i := invoiceNow(t, job, q.InvoiceID); i.Instalments[0].Amount != 68490 || i.Instalments[0].Amount+i.Instalments[1].Amount != 228300 {
		t.Errorf("divided as %+v", i.Instalments)
	}
}
