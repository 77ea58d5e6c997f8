package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"anteroom/store/money"
)

func mustExec(t *testing.T, s *Store, query string, args ...any) {
	t.Helper()
	if err := s.write(t.Context(), "seed", func(x *tx) error { _, err := x.exec(query, args...); return err }); err != nil {
		t.Fatal(err)
	}
}

func TestFromDraftToPaid(t *testing.T) {
	ctx := context.Background()
	schema, err := os.ReadFile("../schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s, err := Open(ctx, filepath.Join(t.TempDir(), "a.db"), Options{Schema: string(schema), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	token, err := s.NewSetupToken(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SetUp(ctx, token, Setup{Studio: "A", Country: "GB", Currency: "GBP", Locale: "en-GB", TimeZone: "Europe/London", TaxName: "VAT",
		TaxRates: []money.Rate{20000}, Owner: "Hannah", Email: "h@example.com", Password: "a lamp in the hall"}, Visit{}); err != nil {
		t.Fatal(err)
	}
	mustExec(t, s, "UPDATE studio SET bank_iban = 'GB33BUKB20201555555555'")
	if err := s.refreshStudio(ctx); err != nil {
		t.Fatal(err)
	}
	mustExec(t, s, "INSERT INTO client (id, name, created_at, updated_at) VALUES (1, 'Raman', 0, 0)")
	mustExec(t, s, "INSERT INTO contact (id, client_id, name, email, is_main, created_at, updated_at) VALUES (1, 1, 'Priya', 'p@example.com', 1, 0, 0)")
	mustExec(t, s, "INSERT INTO project (id, number, client_id, name, created_at, updated_at) VALUES (1, 214, 1, 'Kitchen', 0, 0)")
	mustExec(t, s, "INSERT INTO project_contact (project_id, contact_id) VALUES (1, 1)")
	owner := Staff{ID: 1, Name: "Hannah", Role: "owner"}
	q, err := s.NewQuote(ctx, owner, 1, "quote")
	if err != nil {
		t.Fatal(err)
	}
	c := q.Content
	c.Sections[0].Lines = []Line{
		{ID: "l1", Title: "Seat", Line: money.Line{Quantity: money.One, Price: 1850 * money.One, Tax: c.Sections[0].Lines[0].Tax}},
		{ID: "l2", Title: "Photos", Optional: true, Line: money.Line{Quantity: money.One, Price: 380 * money.One, Tax: c.Sections[0].Lines[0].Tax}},
	}
	if q, err = s.SaveQuote(ctx, owner, q.ID, q.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	if q, err = s.SendQuote(ctx, owner, q.ID, Letter{Contacts: []int64{1}, Subject: "Your quote", Body: "Hi"}); err != nil {
		t.Fatal(err)
	}
	if q.Number != "Q-0001" || q.Status != "sent" || q.Total != 222000 {
		t.Fatalf("sent: %+v", q)
	}
	link, err := s.CopyLink(ctx, owner, 1, Object{"quote", q.ID})
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.PortalByLink(ctx, link)
	if err != nil {
		t.Fatal(err)
	}
	sign := Signing{Selection: Selection{Options: []string{"l2"}}, Name: "Priya", Method: "type", Agreed: true, Consent: "I accept", Hash: q.Hash, Total: 267600}
	signed, err := p.AcceptQuote(ctx, q.ID, sign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.AcceptQuote(ctx, q.ID, sign); err == nil {
		t.Error("signed twice")
	}
	i, err := s.Invoice(ctx, signed.InvoiceID)
	if err != nil {
		t.Fatal(err)
	}
	if i.Number != "INV-0001" || i.Total != 267600 || len(i.Instalments) != 2 || i.Instalments[0].Amount != 80280 || i.NextDue != 80280 {
		t.Fatalf("invoice: %+v", i)
	}
	p, err = s.PortalOfContact(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	pay, err := p.StartCard(ctx, i.ID, PayNext, "attempt-0000000000001")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.KeepCheckout(ctx, pay.ID, "cs_1", "https://x", now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if pay, err = s.Settle(ctx, Outcome{CheckoutID: "cs_1", ProviderID: "pi_1", State: "paid", Amount: 80280, Currency: "GBP", Label: "Visa"}); err != nil {
			t.Fatal(err)
		}
	}
	if i, err = s.Invoice(ctx, i.ID); err != nil || i.Paid != 80280 || i.Status != "partially-paid" || pay.Receipt != "R-0001" {
		t.Fatalf("%v %+v %+v", err, i, pay)
	}
	if err := s.RecordPayment(ctx, owner, i.ID, HandPayment{Method: "cash", Amount: i.Left(), PaidOn: s.Today(), Attempt: "attempt-0000000000002"}); err != nil {
		t.Fatal(err)
	}
	if i, err = s.Invoice(ctx, i.ID); err != nil || i.Status != "paid" {
		t.Fatalf("%v %+v", err, i)
	}
	if broken, err := s.CheckEvidence(ctx); err != nil || len(broken) > 0 {
		t.Fatal(err, broken)
	}
	if _, err := p.StartCard(ctx, i.ID, PayNext, "attempt-0000000000003"); !errors.As(err, new(*Refused)) {
		t.Error("paid invoice paid again", err)
	}
	if _, err := p.Payments(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Quotes(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Invoices(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Invoices(ctx, InvoiceFilter{Status: "paid", Search: "INV"}, Paging{}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Quotes(ctx, QuoteFilter{Status: "waiting", Sort: "client"}, Paging{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.QuoteCounts(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.InvoiceCounts(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenCheckouts(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SuperfluousCheckouts(ctx); err != nil {
		t.Fatal(err)
	}
}
