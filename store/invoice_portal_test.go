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

func TestAnInvoiceIsNotViewedByTheStudioLookingIn(t *testing.T) {
	j := storetest.NewJob(t)
	i := j.Invoiced(t)
	preview, err := j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := preview.ViewInvoice(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	if now, err := j.Invoice(t.Context(), i.ID); err != nil || !now.Viewed.IsZero() {
		t.Errorf("the studio's look is noted: %v, %v", now.Viewed, err)
	}
	if err := j.Portal(t, j.Priya).ViewInvoice(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	if now, err := j.Invoice(t.Context(), i.ID); err != nil || now.Viewed.IsZero() {
		t.Errorf("Priya's look is not noted, %v", err)
	}
}

func TestPaymentsAreListedToThoseWhoSeeTheirInvoice(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	i := j.Invoiced(t)
	if err := j.RecordPayment(ctx, j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 100, PaidOn: j.Today(), Attempt: attempt(1)}); err != nil {
		t.Fatal(err)
	}
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com")
	for contact, want := range map[*store.Contact]int{&j.Priya: 1, &j.Tom: 0, &stranger.Priya: 0} {
		for _, project := range []int64{0, j.Project.ID} {
			if list, err := j.Portal(t, *contact).Payments(ctx, project); err != nil || len(list) != want {
				t.Errorf("%s, project %d: %d payments, %v; want %d", contact.Email, project, len(list), err, want)
			}
		}
	}
	link, err := j.PortalByLink(ctx, j.Link(t, "invoice", i.ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := link.Payments(ctx, 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by a link: %v", err)
	}
}

// The link of one invoice opens its credit notes, and none of another, though
// the same contact may see both.
func TestCreditNotesAreOpenedByTheLinkOfTheirInvoice(t *testing.T) {
	j := storetest.NewJob(t)
	ctx := t.Context()
	one, other := j.Invoiced(t), j.Invoiced(t)
	note, err := j.CreditInvoice(ctx, j.Owner, one.ID, store.Crediting{Amount: 100})
	if err != nil {
		t.Fatal(err)
	}
	for invoice, want := range map[int64]error{one.ID: nil, other.ID: store.ErrNotFound} {
		link, err := j.PortalByLink(ctx, j.Link(t, "invoice", invoice))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := link.CreditNote(ctx, one.ID, note.ID); !errors.Is(err, want) {
			t.Errorf("one, by the link of %d: %v", invoice, err)
		}
		if list, err := link.CreditNotes(ctx, one.ID); !errors.Is(err, want) || want == nil && len(list) != 1 {
			t.Errorf("all, by the link of %d: %v, %v", invoice, list, err)
		}
	}
}
