package store_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"anteroom/store"
)

// kinds are the entries of a day in their order.
var kinds = map[string]int{"invoice": 0, "credit-note": 1, "payment": 2, "credit-in": 2, "refund": 3, "dispute": 3, "credit-out": 3}

// account is a statement, of the client or as a contact sees it, that adds up in
// itself: each balance follows from the one before it.
func account(t *testing.T, of func(store.Period) (store.Statement, error), p store.Period) (v store.Statement, opening, closing map[string]int64) {
	t.Helper()
	v, err := of(p)
	if err != nil {
		t.Fatal(err)
	}
	opening, closing = map[string]int64{}, map[string]int64{}
	for _, l := range v.Ledgers {
		opening[l.Currency], closing[l.Currency] = l.Opening, l.Closing
		balance, last := l.Opening, store.Entry{}
		for n, e := range l.Entries {
			balance += e.Amount
			if e.Balance != balance || !v.Period.Has(e.On) || e.Amount == 0 {
				t.Fatalf("%s: %+v follows on %d", p, e, balance-e.Amount)
			}
			if n > 0 && (e.On < last.On || e.On == last.On && kinds[e.Kind] < kinds[last.Kind]) {
				t.Fatalf("%s: %+v stands after %+v", p, e, last)
			}
			last = e
		}
		s := l.Sums()
		if balance != l.Closing || l.Opening+s.Invoiced-s.Credited-s.Paid+s.Returned+s.Moved != l.Closing || l.Total()-l.Favour != l.Closing {
			t.Fatalf("%s: %d and its entries are %d, not %d: owed %d, in favour %d, %+v", p, l.Opening, balance, l.Closing, l.Total(), l.Favour, s)
		}
		if s.Invoiced < 0 || s.Credited < 0 || s.Paid < 0 || s.Returned < 0 || l.Favour < 0 || l.Late() < 0 {
			t.Fatalf("%s: below nothing: %+v, %+v", p, s, l)
		}
	}
	return v, opening, closing
}

// chains holds that periods which follow one another begin where the one before
// ended, and come together to the same lines as the whole.
func chains(t *testing.T, v *till, of func(store.Period) (store.Statement, error), whole store.Period) {
	t.Helper()
	all, _, end := account(t, of, whole)
	var parts []store.Entry
	before, last := map[string]int64{}, map[string]int64{}
	for from := all.Period.From; from <= whole.To; {
		p := store.Period{From: from, To: min(whole.To, from.AddDays(v.r.IntN(15)))}
		part, opening, closing := account(t, of, p)
		for currency, had := range before {
			if opening[currency] != had {
				t.Fatalf("%s begins with %d, and the one before ended with %d", p, opening[currency], had)
			}
		}
		before, last = closing, closing
		for _, l := range part.Ledgers {
			parts = append(parts, l.Entries...)
		}
		from = p.To.AddDays(1)
	}
	if last["GBP"] != end["GBP"] || len(all.Ledgers) > 1 {
		t.Fatalf("the parts end with %v, and the whole with %v", last, end)
	}
	if len(all.Ledgers) == 1 && !slices.Equal(parts, all.Ledgers[0].Entries) {
		t.Fatalf("the parts hold %d lines that are not the %d of the whole", len(parts), len(all.Ledgers[0].Entries))
	}
}

// agrees holds what a statement ends with against the invoices themselves: what
// is left of them, less what came beyond what they ask for.
func agrees(t *testing.T, seed uint64, of func(store.Period) (store.Statement, error), whole store.Period, invoices []store.Invoice) {
	t.Helper()
	v, _, closing := account(t, of, whole)
	left, over, seen := int64(0), int64(0), map[int64]bool{}
	for _, i := range invoices {
		left, over, seen[i.ID] = left+i.Left(), over+i.Over(), true
		if i.IsVoid() {
			left += max(0, -i.Paid) // that a bank took twice
		}
	}
	if closing["GBP"] != left-over {
		t.Fatalf("seed %d: closes with %d, and %d is owed and %d came beyond it", seed, closing["GBP"], left, over)
	}
	for _, l := range v.Ledgers {
		if l.Owed() != left || l.Favour != over {
			t.Fatalf("seed %d: owed %d and in favour %d, not %d and %d", seed, l.Owed(), l.Favour, left, over)
		}
		for _, e := range l.Entries {
			if !seen[e.InvoiceID] {
				t.Fatalf("seed %d: %+v is of an invoice that is not seen", seed, e)
			}
		}
		for _, open := range l.Open {
			if !seen[open.ID] {
				t.Fatalf("seed %d: %+v is not seen", seed, open)
			}
		}
	}
}

// void declares an invoice void, where that is possible.
func (v *till) void(t *testing.T, id int64) {
	_, err := v.VoidInvoice(t.Context(), v.Owner, id, "")
	var refused *store.Refused
	if err != nil && !errors.As(err, &refused) {
		t.Fatal(err)
	}
}

// another is one more invoice: to Priya, or to everyone on the project.
func (v *till) another(t *testing.T) {
	i := v.DraftInvoice(t)
	if v.r.IntN(2) == 0 {
		v.hers++
		var err error
		i, err = v.SaveInvoice(t.Context(), v.Owner, i.ID, i.Edits, v.Priya.ID, i.Content)
		done(t, err)
	}
	i, err := v.IssueInvoice(t.Context(), v.Owner, i.ID)
	done(t, err)
	v.invoices = append(v.invoices, i.ID)
}

// earlier is cash that is recorded days after it came, before its invoice perhaps.
func (v *till) earlier(t *testing.T) {
	i := v.any(t)
	amount := min(v.r.Int64N(80_000)+1, i.Left())
	if amount == 0 || !i.IsPayable() {
		return
	}
	done(t, v.RecordPayment(t.Context(), v.Owner, i.ID, store.HandPayment{Method: "cash", Amount: amount, PaidOn: v.Today().AddDays(-v.r.IntN(12)), Attempt: attempt(2_000_000 + v.n)}))
	v.there += amount
}

// Whatever happens to a client's money, the account of any period adds up, periods
// chain, and today's balance is what the invoices say; and the same of what each
// contact sees of it, which is nothing of what they may not.
func TestEveryStatementOfAnyHistoryAddsUp(t *testing.T) {
	voids, late := 0, 0
	for seed := range uint64(4) {
		v := newTill(t, seed)
		v.voids = true
		wen, err := v.AddContact(t.Context(), v.Owner, v.Client.ID, store.ContactDetails{Name: "Wen Li", Email: "wen@example.com"})
		done(t, err)
		done(t, v.EditProject(t.Context(), v.Owner, v.Project.ID, store.ProjectDetails{Name: v.Project.Name, Status: "active",
			Contacts: []int64{v.Priya.ID, wen.ID}, Staff: []int64{v.Owner.ID}}))
		for v.n = 1; v.n <= 60; v.n++ {
			v.Clock.Add(time.Duration(v.r.IntN(3)) * 24 * time.Hour)
			[]func(*testing.T){v.card, v.card, v.earlier, v.byHand, v.atProvider, v.comesBack, v.dispute, v.dispute, v.credit, v.use, v.decide, v.earlier, v.another, v.another,
				func(t *testing.T) { hold(t, v.Job, v.any(t).ID) }, func(t *testing.T) { v.void(t, v.any(t).ID) }}[v.r.IntN(16)](t)
		}
		for v.hers == 0 {
			v.another(t)
		}
		whole := store.Period{From: "2026-01-01", To: v.Today()}
		of := func(p store.Period) (store.Statement, error) { return v.Statement(t.Context(), v.Client.ID, p) }
		var invoices []store.Invoice
		for _, id := range v.invoices {
			i := reload(t, v.Job, id)
			invoices = append(invoices, i)
			if i.IsVoid() {
				voids++
			}
			if i.IsVoid() && i.Over() > 0 {
				late++
			}
		}
		agrees(t, seed, of, whole, invoices)
		chains(t, v, of, whole)
		seen := map[string]int{}
		for _, c := range []store.Contact{v.Priya, wen, v.Tom} {
			p := v.Portal(t, c)
			own, err := p.Invoices(t.Context(), 0)
			done(t, err)
			seen[c.Name] = len(own)
			theirs := func(period store.Period) (store.Statement, error) { return p.Statement(t.Context(), period) }
			agrees(t, seed, theirs, whole, own)
			chains(t, v, theirs, whole)
		}
		if seen["Priya Raman"] != len(invoices) || seen["Wen Li"] != len(invoices)-v.hers || seen["Tom Hollis"] != 0 {
			t.Fatalf("seed %d: of %d invoices are seen: %v", seed, len(invoices), seen)
		}
		sober(t, v.Store)
	}
	if voids == 0 || late == 0 {
		t.Errorf("%d void invoices, and money came for %d of them", voids, late)
	}
}
