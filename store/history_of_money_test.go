package store_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// till is what happens to the money of one client's invoices, and what the world
// outside knows of it: how much came and went, and what a provider gives back.
type till struct {
	*storetest.Job
	r        *rand.Rand
	invoices []int64
	cards    map[string]int64 // what the provider can still give back of each of its payments
	refunds  map[string]store.RefundOutcome
	asked    map[string]store.DisputeOutcome // that a bank looks into, by payment
	hand     map[string]bool                 // of which something went back by hand, which the provider does not know
	there    int64                           // came, less what went back
	said     []func() error                  // every word of the provider's
	sent     []int64                         // a payment of each transfer that was announced for several

	announced, confirmed int // parts of those

	n     int
	hers  int  // invoices that are for Priya alone
	voids bool // an invoice may be void before what was begun for it comes
	twice bool // a bank took what had gone back by hand
}

func newTill(t *testing.T, seed uint64) *till {
	v := &till{Job: storetest.NewJob(t), r: rand.New(rand.NewPCG(seed, 29)), cards: map[string]int64{}, refunds: map[string]store.RefundOutcome{},
		asked: map[string]store.DisputeOutcome{}, hand: map[string]bool{}}
	bank(t, v.Job)
	done(t, v.SaveAmounts(t.Context(), v.Owner, store.Studio{OverPayment: "hold", OwnAmounts: true, OwnMinimum: 1}))
	for range 4 {
		v.invoices = append(v.invoices, v.Invoiced(t).ID)
	}
	return v
}

func (v *till) any(t *testing.T) store.Invoice {
	return reload(t, v.Job, v.invoices[v.r.IntN(len(v.invoices))])
}

// hear takes a word of the provider's, which it will say again.
func (v *till) hear(t *testing.T, word func() error) {
	t.Helper()
	v.said = append(v.said, word)
	done(t, word())
}

// card pays what is next of one or two invoices, or an amount of one.
func (v *till) card(t *testing.T) {
	p, key := v.Portal(t, v.Priya), attempt(v.n)
	var list []store.Payment
	var err error
	if i := v.any(t); v.r.IntN(3) > 0 {
		var pay store.Payment
		pay, err = p.StartCard(t.Context(), i.ID, store.PayAmount(v.r.Int64N(90_000)+1), key)
		list = append(list, pay)
	} else {
		list, err = p.StartCards(t.Context(), v.invoices[:2], store.PayNext, key)
	}
	if err != nil {
		return // it is paid, or the amount is more than is left
	}
	intent, sum := fmt.Sprintf("pi_%d", v.n), int64(0)
	for _, pay := range list {
		sum += pay.Amount
	}
	o := store.Outcome{CheckoutID: "cs_" + intent, Attempt: list[0].Attempt, ProviderID: intent, State: "paid", Amount: sum, Currency: "GBP"}
	done(t, p.KeepCheckout(t.Context(), list[0].ID, o.CheckoutID, "https://checkout.example", list[0].Expires))
	if v.r.IntN(3) == 0 { // money comes by another road while the page is open
		v.cash(t)
	}
	if v.voids && v.r.IntN(4) == 0 {
		v.void(t, list[0].InvoiceID)
	}
	v.hear(t, func() error { _, err := v.Settle(t.Context(), o); return err })
	v.cards[intent], v.there = sum, v.there+sum
}

// transfer announces one for what is next, or for all, of a few invoices.
func (v *till) transfer(t *testing.T) {
	ids := slices.Clone(v.invoices)
	v.r.Shuffle(len(ids), func(a, b int) { ids[a], ids[b] = ids[b], ids[a] })
	ids = ids[:2+v.r.IntN(2)]
	choice, sum := store.PayNext, int64(0)
	if v.r.IntN(4) == 0 {
		choice = store.PayAll
	}
	for _, id := range ids {
		if i := reload(t, v.Job, id); !i.IsPayable() {
			continue
		} else if choice == store.PayAll {
			sum += i.Left()
		} else {
			sum += i.Next().Left()
		}
	}
	rows := "SELECT count(*) FROM payment"
	before := storetest.Count(t, v.Store, rows)
	list, err := v.Portal(t, v.Priya).AnnounceTransfers(t.Context(), ids, choice, sum, attempt(v.n))
	if err != nil { // one is paid, or has a transfer on its way: then none is announced
		if after := storetest.Count(t, v.Store, rows); after != before {
			t.Fatalf("%d payments of a refused transfer", after-before)
		}
		return
	}
	v.sent = append(v.sent, list[v.r.IntN(len(list))].ID) // any of them will do
	v.announced += len(list)
}

// arrives confirms what is left of a transfer, or one part of it; or it never
// comes.
func (v *till) arrives(t *testing.T) {
	if len(v.sent) == 0 {
		return
	}
	id := v.sent[v.r.IntN(len(v.sent))]
	switch v.r.IntN(4) {
	case 0:
		v.mayBeGone(t, v.DropTransfers(t.Context(), v.Owner, id))
	case 1:
		before, err := v.PaymentByID(t.Context(), id)
		done(t, err)
		if err := v.ConfirmTransfer(t.Context(), v.Owner, id, v.Today()); err != nil {
			v.mayBeGone(t, err)
		} else if before.State == "announced" {
			v.there, v.confirmed = v.there+before.Amount, v.confirmed+1
		}
	default:
		list, err := v.ConfirmTransfers(t.Context(), v.Owner, id, v.Today())
		v.mayBeGone(t, err)
		for _, pay := range list {
			v.there, v.confirmed = v.there+pay.Amount, v.confirmed+1
		}
	}
}

// mayBeGone takes that a transfer was dealt with, or that what it was for was
// paid meanwhile.
func (v *till) mayBeGone(t *testing.T, err error) {
	t.Helper()
	if err != nil && refusal(t, err) != "refused.transfer_gone" {
		t.Fatal(err)
	}
}

func (v *till) cash(t *testing.T) {
	i, amount := v.any(t), v.r.Int64N(120_000)+1
	if i.IsVoid() {
		return
	}
	cash(t, v.Job, i.ID, amount, 1_000_000+v.n)
	v.there += amount
}

// byHand gives back by hand what came in cash or by card, if no bank looks into it.
func (v *till) byHand(t *testing.T) {
	for _, pay := range v.any(t).Payments {
		wish := store.RefundWish{Amount: v.r.Int64N(50_000) + 1, Credit: v.r.IntN(2) == 0, Attempt: attempt(v.n)}
		if pay.Method == "credit" || pay.State != "paid" || wish.Amount > pay.Amount-pay.Refunded || v.asked[pay.ProviderID].DisputeID != "" {
			continue
		}
		since := store.Date(pay.PaidOn)
		on := since.AddDays(v.r.IntN(since.DaysUntil(v.Today()) + 1))
		done(t, v.RecordRefund(t.Context(), v.Owner, pay.ID, store.HandRefund{RefundWish: wish, RefundedOn: on}))
		v.there -= wish.Amount
		v.hand[pay.ProviderID] = pay.ProviderID != ""
		return
	}
}

// intent is a payment at the provider.
func (v *till) intent() string {
	names := slices.Sorted(maps.Keys(v.cards))
	if len(names) == 0 {
		return ""
	}
	return names[v.r.IntN(len(names))]
}

func (v *till) atProvider(t *testing.T) {
	intent := v.intent()
	if v.asked[intent].DisputeID != "" || v.cards[intent] == 0 || v.hand[intent] {
		return
	}
	o := store.RefundOutcome{RefundID: fmt.Sprintf("re_%d", v.n), Intent: intent, State: "done", Amount: v.r.Int64N(v.cards[intent]) + 1, Currency: "GBP"}
	v.cards[intent], v.there = v.cards[intent]-o.Amount, v.there-o.Amount
	v.refunds[o.RefundID] = o
	v.hear(t, func() error { return v.SettleRefund(t.Context(), o) })
}

// comesBack is a refund that a bank sends back.
func (v *till) comesBack(t *testing.T) {
	names := slices.Sorted(maps.Keys(v.refunds))
	if len(names) == 0 {
		return
	}
	o := v.refunds[names[v.r.IntN(len(names))]]
	delete(v.refunds, o.RefundID)
	o.State = "failed"
	v.cards[o.Intent], v.there = v.cards[o.Intent]+o.Amount, v.there+o.Amount
	v.hear(t, func() error { return v.SettleRefund(t.Context(), o) })
}

// dispute begins one, or ends it: as often as not of what went back by hand.
func (v *till) dispute(t *testing.T) {
	intent := v.intent()
	for name := range v.hand {
		if v.hand[name] && v.cards[name] > 0 && v.n%2 == 0 && (intent == "" || name < intent || !v.hand[intent]) {
			intent = name
		}
	}
	o, open := v.asked[intent]
	switch {
	case v.cards[intent] == 0:
		return
	case !open:
		o = store.DisputeOutcome{DisputeID: fmt.Sprintf("du_%d", v.n), Intent: intent, State: "open", Amount: v.cards[intent], Currency: "GBP",
			Reason: "general", Opened: v.Clock.Now()}
		v.asked[intent] = o
	case v.r.IntN(2) == 0:
		o.State = "won"
		delete(v.asked, intent)
	default:
		o.State = "lost"
		delete(v.asked, intent)
		v.there -= o.Amount
		v.cards[intent] -= o.Amount
	}
	v.hear(t, func() error { return v.SettleDispute(t.Context(), o) })
}

func (v *till) credit(t *testing.T) {
	_, err := v.CreditInvoice(t.Context(), v.Owner, v.any(t).ID, store.Crediting{Amount: v.r.Int64N(60_000) + 1})
	var refused *store.Refused
	var invalid *store.Invalid
	if err != nil && !errors.As(err, &refused) && !errors.As(err, &invalid) {
		t.Fatal(err)
	}
}

// use pays with as much as the page offers: that is never too much.
func (v *till) use(t *testing.T) {
	i := v.any(t)
	if most := min(i.Left(), credit(t, v.Job)); most > 0 {
		use(t, v.Job, i.ID, v.r.Int64N(most)+1, v.n)
	}
}

func (v *till) decide(t *testing.T) {
	i := v.any(t)
	for _, r := range i.Refunds {
		err := v.DecideRefund(t.Context(), v.Owner, i.ID, r.ID, v.r.IntN(2) == 0)
		var refused *store.Refused
		if err != nil && !errors.As(err, &refused) { // all of it is credited, and a bank took it twice
			t.Fatal(err)
		}
	}
}

// adds compares what is there with what the invoices hold.
func (v *till) adds(t *testing.T, seed uint64) {
	t.Helper()
	sum := int64(0)
	for _, id := range v.invoices {
		i := reload(t, v.Job, id)
		sum += i.Paid
		open := int64(0)
		for _, part := range i.Instalments {
			open += part.Left()
		}
		twice := slices.ContainsFunc(i.Refunds, func(r store.Refund) bool { return r.Twice > 0 })
		v.twice = v.twice || twice
		if i.Paid < 0 && !twice || i.Refunded < 0 || i.Held < 0 || i.Excess() < 0 || i.Left() < 0 || i.Credited > i.Total || i.Forgiven > i.Credited || open != i.Left() {
			t.Fatalf("seed %d, step %d: paid %d, back %d, held %d, too much %d, left %d, of the schedule %d", seed, v.n, i.Paid, i.Refunded, i.Held, i.Excess(), i.Left(), open)
		}
	}
	if got := storetest.Count(t, v.Store, "SELECT coalesce(sum(amount), 0) FROM takings"); sum != v.there || got != v.there {
		t.Fatalf("seed %d, step %d: %d is there, the invoices hold %d, and %d was received", seed, v.n, v.there, sum, got)
	}
}

// Whatever is paid, given back, credited, held, used and disputed, in whatever
// order: what is there is what came less what went, nothing is below nothing, and
// hearing it all again in another order changes nothing.
func TestNoHistoryLosesOrMakesMoney(t *testing.T) {
	announced, confirmed := 0, 0
	twice := false
	for seed := range uint64(6) {
		v := newTill(t, seed)
		for v.n = 1; v.n <= 90; v.n++ {
			[]func(*testing.T){v.card, v.card, v.cash, v.byHand, v.atProvider, v.comesBack, v.dispute, v.credit, v.use, v.use, v.decide,
				v.transfer, v.transfer, v.arrives, v.arrives, func(t *testing.T) { hold(t, v.Job, v.any(t).ID) }}[v.r.IntN(16)](t)
			v.adds(t, seed)
		}
		twice = twice || v.twice
		v.r.Shuffle(len(v.said), func(a, b int) { v.said[a], v.said[b] = v.said[b], v.said[a] })
		for _, word := range v.said {
			done(t, word())
		}
		v.adds(t, seed)
		sober(t, v.Store)
		announced, confirmed = announced+v.announced, confirmed+v.confirmed
	}
	if announced < 12 || confirmed < 6 {
		t.Errorf("%d parts of transfers were announced, %d confirmed: too few to tell", announced, confirmed)
	}
	if !twice {
		t.Error("no bank took what had gone back by hand")
	}
}
