package store_test

import (
	"database/sql"
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

func TestAnInvoiceWithoutAQuoteIsDividedFromItsIssue(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.DraftInvoice(t, func(c *store.Content) {
		c.Schedule = []store.Step{
			{Label: "First", Part: money.Part{Percent: 25_000}, Due: store.Due{Kind: "issue"}},
			{Label: "Second", Part: money.Part{Amount: 50_000}, Due: store.Due{Kind: "issue", Days: 10}},
			{Label: "Last", Part: money.Part{Rest: true}, Due: store.Due{Kind: "date", On: "2027-01-15"}},
		}
	})
	if i.Number != "" || i.Status != "draft" || i.Total != 222000 || i.Content.Kind != "invoice" {
		t.Fatalf("draft %q, %s, %d, %s", i.Number, i.Status, i.Total, i.Content.Kind)
	}
	j.Clock.Add(5 * 24 * time.Hour) // issued on 28 November
	i, err := j.SendInvoice(t.Context(), j.Owner, i.ID, j.Letter())
	if err != nil {
		t.Fatal(err)
	}
	want := []store.Instalment{{Label: "First", Amount: 55500, DueOn: "2026-11-28"}, {Label: "Second", Amount: 50000, DueOn: "2026-12-08"},
		{Label: "Last", Amount: 116500, DueOn: "2027-01-15"}}
	if len(i.Instalments) != 3 || i.Instalments[0] != want[0] || i.Instalments[1] != want[1] || i.Instalments[2] != want[2] {
		t.Errorf("divided as %+v", i.Instalments)
	}
	if i.Number != "INV-0001" || i.NextDueOn != "2026-11-28" || i.Content.To.Name != "Raman" {
		t.Errorf("issued as %q, due %s, to %q", i.Number, i.NextDueOn, i.Content.To.Name)
	}
}

func TestADraftOfAnInvoiceIsKeptFromTwoWindows(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.DraftInvoice(t)
	c := i.Content
	c.Title = "First window"
	if _, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	c.Title = "Second window"
	if _, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); refusal(t, err) != "refused.edited_elsewhere" {
		t.Fatal(err)
	}
	if kept, err := j.Invoice(t.Context(), i.ID); err != nil || kept.Title != "First window" {
		t.Fatalf("%q %v", kept.Title, err)
	}
}

func TestAnIssuedInvoiceIsNoDraftAnyMore(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	c := i.Content
	c.Title = "Another"
	if _, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); refusal(t, err) != "refused.invoice_issued" {
		t.Error(err)
	}
	if err := j.DeleteInvoice(t.Context(), j.Owner, i.ID); refusal(t, err) != "refused.invoice_issued" {
		t.Error(err)
	}
}

// drafted is the draft that a signature made: as the studio has set.
func drafted(t *testing.T, j *storetest.Job, changes ...func(*store.Content)) store.Invoice {
	t.Helper()
	studio := *j.Studio()
	studio.OnAcceptance = "draft"
	if err := j.SaveDocuments(t.Context(), j.Owner, studio); err != nil {
		t.Fatal(err)
	}
	return j.Invoiced(t, changes...)
}

func TestTheDraftOfASignatureIsEditedAndKeepsItsCurrency(t *testing.T) {
	j := storetest.NewJob(t)
	i := drafted(t, j)
	if !i.IsDraft() || len(i.Content.Schedule) != 2 || i.Content.Schedule[0].Due.Kind != "issue" {
		t.Fatalf("%s with %+v", i.Status, i.Content.Schedule)
	}
	c := i.Content
	c.Currency = "EUR"
	if _, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); fields(t, err)["currency"] != "invalid.currency_signed" {
		t.Error(err)
	}
	c = i.Content
	c.Sections[0].Lines = append(c.Sections[0].Lines, storetest.Line("l9", "Delivery", 100))
	i, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, j.Priya.ID, c)
	if err != nil || i.Total != 234000 || i.ContactID != j.Priya.ID || i.Content.QuoteNumber != "Q-0001" {
		t.Fatalf("%d for %d of %q: %v", i.Total, i.ContactID, i.Content.QuoteNumber, err)
	}
	if n := i.Instalments[0].Amount + i.Instalments[1].Amount; n != i.Total {
		t.Errorf("its parts come to %d of %d", n, i.Total)
	}
}

func TestADraftMayChangeItsCurrency(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.DraftInvoice(t)
	c := i.Content
	c.Currency = "JPY"
	i, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c)
	if err != nil || i.Currency != "JPY" || i.Total != 2220 {
		t.Fatalf("%d %s: %v", i.Total, i.Currency, err)
	}
	c.Currency = "XYZ"
	if _, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); fields(t, err)["currency"] != "money.unknown-currency" {
		t.Error(err)
	}
	storetest.Exec(t, j.Store, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at) VALUES (?, 'a', 'bank', 'announced', 10, 'JPY', 0)`, i.ID)
	c.Currency = "EUR"
	if _, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c); fields(t, err)["currency"] != "invalid.currency_paid" {
		t.Error(err)
	}
	db, err := sql.Open("sqlite", "file:"+j.Path()+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.ExecContext(t.Context(), "UPDATE invoice SET currency = 'EUR' WHERE id = ?", i.ID); err == nil {
		t.Error("the database lets the currency change under a payment")
	}
}

func TestWhatAnInvoiceLacksIsSaidAtItsField(t *testing.T) {
	reverse := func(c *store.Content) {
		c.Sections[0].Lines[0].Tax = money.Tax{Category: money.ReverseCharge, Name: "VAT"}
	}
	for name, c := range map[string]struct {
		field string
		spoil func(*store.Content)
		key   string
	}{
		"no title":        {"title", func(c *store.Content) { c.Title = "" }, "invalid.required"},
		"a line untitled": {"line.l1.title", func(c *store.Content) { c.Sections[0].Lines[0].Title = "" }, "invalid.required"},
		"no lines":        {"lines", func(c *store.Content) { c.Sections[0].Lines = nil }, "invalid.no_lines"},
		"nothing of it":   {"line.l1.quantity", func(c *store.Content) { c.Sections[0].Lines[0].Quantity = 0 }, "invalid.quantity_zero"},
		"nothing to pay":  {"lines", func(c *store.Content) { c.Sections[0].Lines[0].Price = 0 }, "invalid.nothing_to_pay"},
		"no event": {"step.0.due", func(c *store.Content) {
			c.Schedule = []store.Step{{Label: "All", Part: money.Part{Rest: true}, Due: store.Due{Kind: "event"}}}
		}, "invalid.no_event"},
		"a day gone by": {"step.0.on", func(c *store.Content) {
			c.Schedule = []store.Step{{Label: "All", Part: money.Part{Rest: true}, Due: store.Due{Kind: "date", On: "2026-11-22"}}}
		}, "invalid.date_past"},
		"too little": {"schedule", func(c *store.Content) {
			c.Schedule = []store.Step{{Label: "Half", Part: money.Part{Percent: 50_000}, Due: store.Due{Kind: "issue"}}}
		}, "money.parts-fall-short"},
		"no client number": {"line.l1.tax", reverse, "invalid.client_tax_number"},
	} {
		t.Run(name, func(t *testing.T) {
			j := storetest.NewJob(t)
			i := j.DraftInvoice(t, c.spoil)
			if got := fields(t, j.InvoiceLacks(t.Context(), i.ID)); got[c.field] != c.key {
				t.Errorf("%v, want %s at %s", got, c.key, c.field)
			}
			_, err := j.SendInvoice(t.Context(), j.Owner, i.ID, j.Letter())
			if got := fields(t, err); got[c.field] != c.key {
				t.Errorf("it went with %v, %v", got, err)
			}
			if n := storetest.Count(t, j.Store, "SELECT count(*) FROM series WHERE kind = 'invoice'"); n != 0 {
				t.Error("a number was taken")
			}
		})
	}
	j := storetest.NewJob(t)
	i := j.DraftInvoice(t, reverse)
	storetest.Exec(t, j.Store, "UPDATE client SET tax_number = 'DE 123456789'")
	if got := fields(t, j.InvoiceLacks(t.Context(), i.ID)); got["line.l1.tax"] != "invalid.studio_tax_number" {
		t.Error(got)
	}
	storetest.Exec(t, j.Store, "UPDATE studio SET tax_number = 'GB 417 2086 53'")
	if err := j.SaveTax(t.Context(), j.Owner, store.Studio{TaxName: "VAT", TaxNumber: "GB 417 2086 53", Rounding: money.PerRate}); err != nil {
		t.Fatal(err)
	}
	if err := j.InvoiceLacks(t.Context(), i.ID); err != nil {
		t.Error(err)
	}
}

func TestWhatCannotStandInALineIsRefusedAtItsField(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.DraftInvoice(t)
	q := j.Draft(t)
	for name, c := range map[string]struct {
		field string
		spoil func(*store.Content)
		key   string
	}{
		"a negative price": {"line.l1.price", func(c *store.Content) { c.Sections[0].Lines[0].Price = -1 }, "invalid.price_negative"},
		"an absurd price": {"line.l1.price", func(c *store.Content) {
			c.Sections[0].Lines[0].Price = 999_999_999_999_999_999
			c.Sections[0].Lines[0].Quantity = 1_000_000 * money.One
		}, "money.too-large"},
		"an absurd quantity":     {"line.l1.quantity", func(c *store.Content) { c.Sections[0].Lines[0].Quantity = 2_000_000_000 * money.One }, "money.too-large"},
		"all goes back":          {"lines", func(c *store.Content) { c.Sections[0].Lines[0].Quantity = -money.One }, "money.negative-total"},
		"a discount of too much": {"discount", func(c *store.Content) { c.Discount = money.Discount{Amount: 185_001} }, "money.discount-too-large"},
		"shipping below nothing": {"shipping", func(c *store.Content) { c.Shipping = -1 }, "money.negative"},
		"absurd shipping":        {"shipping", func(c *store.Content) { c.Shipping = money.Max }, "money.too-large"},
		"shipping of no tax": {"shipping_tax", func(c *store.Content) {
			c.Shipping = 100
			c.Sections[0].Lines = nil
		}, "money.tax-missing"},
		"1,001 lines": {"lines", func(c *store.Content) { c.Sections[0].Lines = many(1001) }, "invalid.too_many_lines"},
		"too many sections": {"lines", func(c *store.Content) {
			c.Sections = nil
			for n := range 41 {
				c.Sections = append(c.Sections, store.Section{ID: "s" + string(rune('A'+n)), Lines: []store.Line{}})
			}
		}, "invalid.too_many_sections"},
		"too many payments": {"schedule", func(c *store.Content) { c.Schedule = make([]store.Step, 25) }, "invalid.too_many_steps"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, save := range []func(store.Content) error{
				func(c store.Content) error {
					_, err := j.SaveInvoice(t.Context(), j.Owner, i.ID, i.Edits, 0, c)
					return err
				},
				func(c store.Content) error {
					_, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, 0, c)
					return err
				},
			} {
				content := i.Content
				content.Sections = []store.Section{{ID: "s1", Lines: []store.Line{storetest.Line("l1", "Oak window seat", 1850)}}}
				c.spoil(&content)
				if got := fields(t, save(content)); got[c.field] != c.key {
					t.Errorf("%v, want %s at %s", got, c.key, c.field)
				}
			}
		})
	}
	if kept, err := j.Invoice(t.Context(), i.ID); err != nil || kept.Edits != i.Edits {
		t.Errorf("something was saved: %d edits, %v", kept.Edits, err)
	}
}

// many are lines of a penny each.
func many(n int) []store.Line {
	lines := make([]store.Line, n)
	for i := range lines {
		lines[i] = storetest.Line("l"+strconv.Itoa(i+1), "Bead", 0)
		lines[i].Price = money.One / 100
	}
	return lines
}

func TestAThousandLinesAreOneInvoice(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.DraftInvoice(t, func(c *store.Content) { c.Sections[0].Lines = many(1000) })
	if i.Total != 1200 { // 1000 pence and 20 %
		t.Errorf("the total is %d", i.Total)
	}
	if _, err := j.SendInvoice(t.Context(), j.Owner, i.ID, j.Letter()); err != nil {
		t.Error(err)
	}
}

func TestAQuoteThatWasAgreedOnByWordOfMouth(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.Sent(t)
	revision, err := j.ReviseQuote(t.Context(), j.Owner, q.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.InvoiceQuote(t.Context(), j.Owner, q.ID, store.Selection{Options: []string{"l9"}}); refusal(t, err) != "refused.choice_gone" {
		t.Error(err)
	}
	i, err := j.InvoiceQuote(t.Context(), j.Owner, q.ID, store.Selection{Options: []string{"l2"}})
	if err != nil {
		t.Fatal(err)
	}
	if i.Total != 267600 || !i.IsDraft() || i.QuoteID != q.ID || i.Content.SignedOn != "" || len(i.Instalments) != 2 || i.Instalments[0].Amount != 80280 {
		t.Errorf("%d, %s, signed %q, %+v", i.Total, i.Status, i.Content.SignedOn, i.Instalments)
	}
	if again, err := j.InvoiceQuote(t.Context(), j.Owner, q.ID, store.Selection{}); err != nil || again.ID != i.ID {
		t.Errorf("a second click made another: %d, %v", again.ID, err)
	}
	p := j.Portal(t, j.Priya)
	if _, err := p.AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); refusal(t, err) != "refused.quote_invoiced" {
		t.Error(err)
	}
	if _, err := p.DeclineQuote(t.Context(), q.ID, "", store.Visit{}); refusal(t, err) != "refused.quote_invoiced" {
		t.Error(err)
	}
	if _, err := j.SendQuote(t.Context(), j.Owner, revision.ID, j.Letter()); refusal(t, err) != "refused.quote_invoiced" {
		t.Error(err)
	}
	if err := j.ResendQuote(t.Context(), j.Owner, q.ID, j.Letter()); refusal(t, err) != "refused.quote_invoiced" {
		t.Error(err)
	}
	if err := j.DeleteInvoice(t.Context(), j.Owner, i.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := p.AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q)); err != nil {
		t.Errorf("it does not wait again: %v", err)
	}
}

func TestAnAcceptedQuoteWhoseDraftWasThrownAwayIsInvoicedAsItWasSigned(t *testing.T) {
	j := storetest.NewJob(t)
	i := drafted(t, j)
	quote := i.QuoteID
	if err := j.DeleteInvoice(t.Context(), j.Owner, i.ID); err != nil {
		t.Fatal(err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM instalment"); n != 0 {
		t.Errorf("%d instalments of nothing", n)
	}
	i, err := j.InvoiceQuote(t.Context(), j.Owner, quote, store.Selection{Options: []string{"l2"}}) // was not ticked at the signing
	if err != nil || i.Total != 222000 || i.Content.SignedOn != "2026-11-23" {
		t.Fatalf("%d, signed %q: %v", i.Total, i.Content.SignedOn, err)
	}
	if q, err := j.Quote(t.Context(), quote); err != nil || q.Status != "accepted" || q.InvoiceID != i.ID {
		t.Errorf("%s, invoice %d: %v", q.Status, q.InvoiceID, err)
	}
}

func TestWhatIsNotAgreedOnIsNotInvoiced(t *testing.T) {
	j := storetest.NewJob(t)
	none := store.Selection{}
	if _, err := j.InvoiceQuote(t.Context(), j.Owner, j.Draft(t).ID, none); refusal(t, err) != "refused.quote_draft" {
		t.Error(err)
	}
	declined := j.Sent(t)
	if _, err := j.Portal(t, j.Priya).DeclineQuote(t.Context(), declined.ID, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.InvoiceQuote(t.Context(), j.Owner, declined.ID, none); refusal(t, err) != "refused.quote_declined" {
		t.Error(err)
	}
	free := j.Sent(t, func(c *store.Content) { c.Sections[0].Lines[0].Price = 0 })
	if _, err := j.InvoiceQuote(t.Context(), j.Owner, free.ID, none); refusal(t, err) != "refused.nothing_to_invoice" {
		t.Error(err)
	}
	if _, err := j.InvoiceQuote(t.Context(), j.Owner, 999, none); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM invoice"); n != 0 {
		t.Errorf("%d invoices were made", n)
	}
}

// Whatever is on a document, its figures add up as they are printed, and so do
// the parts of its schedule.
func TestFiguresOfADocumentAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	taxes := []money.Tax{storetest.VAT, {Category: money.Standard, Rate: 5_000, Name: "VAT"}, {Category: money.Standard, Rate: 7_725, Name: "VAT"},
		{Category: money.ReverseCharge, Name: "VAT"}, {Category: money.Exempt, Name: "VAT", Reason: "Medical"}, {Category: money.OutOfScope}}
	worked := 0
	for range 4000 {
		c := store.Content{Currency: []string{"GBP", "JPY", "KWD"}[r.IntN(3)], TaxIncluded: r.IntN(2) == 0, Title: "All", Shipping: r.Int64N(3) * r.Int64N(5000)}
		section := store.Section{ID: "s1"}
		for n := range 1 + r.IntN(12) {
			l := storetest.Line("l"+strconv.Itoa(n), "Thing", 0)
			l.Quantity, l.Price, l.Tax = money.Decimal(r.Int64N(40_000_000)-2_000_000), money.Decimal(r.Int64N(900_000_000)), taxes[r.IntN(len(taxes))]
			switch r.IntN(4) {
			case 0:
				l.Discounts = []money.Discount{{Percent: money.Rate(r.Int64N(100_001))}}
			case 1:
				l.Discounts = []money.Discount{{Amount: r.Int64N(500)}}
			}
			section.Lines = append(section.Lines, l)
		}
		c.Sections = []store.Section{section}
		switch r.IntN(3) {
		case 0:
			c.Discount = money.Discount{Percent: money.Rate(r.Int64N(100_001))}
		case 1:
			c.Discount = money.Discount{Amount: r.Int64N(5000)}
		}
		if r.IntN(2) == 0 {
			c.ShippingTax = &taxes[r.IntN(len(taxes))]
		}
		for n := range r.IntN(4) {
			c.Schedule = append(c.Schedule, store.Step{Label: "Part", Part: money.Part{Percent: money.Rate(1 + r.Int64N(25_000))}, Due: store.Due{Kind: "issue", Days: n}})
		}
		if len(c.Schedule) > 0 {
			c.Schedule = append(c.Schedule, store.Step{Label: "Rest", Part: money.Part{Rest: true}})
		}
		totals, err := c.TotalsOf(store.Selection{})
		if err != nil {
			continue // below zero, or more taken off than there is
		}
		worked++
		printed := totals.Subtotal - totals.Discount + totals.Charges
		net, tax := int64(0), int64(0)
		for _, part := range totals.Taxes {
			net, tax = net+part.Base, tax+part.Amount
		}
		if c.TaxIncluded && printed != totals.Total || !c.TaxIncluded && printed+tax != totals.Total || net+tax != totals.Total || totals.Total < 0 {
			t.Fatalf("%+v comes to %+v", c, totals)
		}
		if totals.Charges != c.Shipping {
			t.Fatalf("shipping of %d was charged as %d", c.Shipping, totals.Charges)
		}
		parts, err := c.Instalments(totals.Total, "2026-11-23", 14)
		if err != nil {
			t.Fatalf("%+v: %v", c.Schedule, err)
		}
		sum := int64(0)
		for _, part := range parts {
			if sum += part.Amount; part.Amount < 0 {
				t.Fatalf("a part of %d in %+v", part.Amount, parts)
			}
		}
		if sum != totals.Total {
			t.Fatalf("parts of %d in %d", sum, totals.Total)
		}
	}
	if worked < 2000 {
		t.Errorf("only %d of the documents could be worked out", worked)
	}
}
