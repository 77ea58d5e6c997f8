package store_test

import (
	"errors"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestADraftOfAnInvoiceIsTheStudiosAlone(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	if err := j.Write(ctx, "UPDATE studio SET on_acceptance = 'draft'"); err != nil {
		t.Fatal(err)
	}
	i := j.Invoiced(t)
	if !i.IsDraft() || i.Number != "" {
		t.Fatalf("%s %q is no draft", i.Status, i.Number)
	}
	p := j.Portal(t, j.Priya)
	_, read := p.Invoice(ctx, i.ID)
	_, follow := p.InvoiceOfQuote(ctx, i.QuoteID)
	_, card := p.StartCard(ctx, i.ID, store.PayNext, attempt(1))
	_, bank := p.AnnounceTransfer(ctx, i.ID, store.PayNext, attempt(2))
	_, link := j.CopyLink(ctx, j.Owner, j.Priya.ID, store.Object{Kind: "invoice", ID: i.ID})
	for name, err := range map[string]error{"read": read, "follow": follow, "look": p.ViewInvoice(ctx, i.ID), "card": card, "bank": bank, "link": link} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, err := p.Invoices(ctx, 0); err != nil || len(list) != 0 {
		t.Errorf("listed: %d, %v", len(list), err)
	}
	if _, err := j.SendInvoice(ctx, j.Owner, i.ID, j.Letter()); err != nil {
		t.Fatal(err)
	}
	if seen, err := p.Invoice(ctx, i.ID); err != nil || seen.Number == "" {
		t.Errorf("once sent: %q, %v", seen.Number, err)
	}
}
