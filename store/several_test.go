package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// atOnce begins a card payment of invoices, with a checkout: their next
// instalments.
func atOnce(t *testing.T, j *storetest.Job, n int, invoices ...store.Invoice) []store.Payment {
	t.Helper()
	p := j.Portal(t, j.Priya)
	var ids []int64
	for _, i := range invoices {
		ids = append(ids, i.ID)
	}
	list, err := p.StartCards(t.Context(), ids, store.PayNext, attempt(n))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.KeepCheckout(t.Context(), list[0].ID, "cs_"+attempt(n), "https://checkout.example", j.Clock.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	return list
}

// cameIn is what the provider says of such a checkout.
func cameIn(n int, amount int64) store.Outcome {
	return store.Outcome{CheckoutID: "cs_" + attempt(n), ProviderID: "pi_1", State: "paid", Amount: amount, Currency: "GBP", Label: "Visa ending 4242"}
}

func TestSeveralInvoicesArePaidAtOnceOrNotAtAll(t *testing.T) {
	j := storetest.NewJob(t)
	one, two, three := j.Invoiced(t), j.Invoiced(t), j.Invoiced(t)
	list := atOnce(t, j, 1, two, one, three)
	if len(list) != 3 || list[0].InvoiceID != two.ID || list[1].WithID != list[0].ID || list[0].WithID != 0 || list[2].Amount != 66600 {
		t.Fatalf("%+v", list)
	}
	again, err := j.Portal(t, j.Priya).StartCards(t.Context(), []int64{two.ID, one.ID, three.ID}, store.PayNext, attempt(1))
	if err != nil || len(again) != 3 || again[0].ID != list[0].ID || again[0].CheckoutURL == "" {
		t.Errorf("a double click: %+v, %v", again, err)
	}
	for _, wrong := range []int64{66600, 199799, 199801} {
		if _, err := j.Settle(t.Context(), cameIn(1, wrong)); err != nil {
			t.Fatal(err)
		}
		for _, i := range []store.Invoice{one, two, three} {
			owed(t, j, i.ID, "paid 0, back 0, credited 0, left 222000")
		}
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-mismatch'"); n != 1 {
		t.Errorf("the mismatch is told %d times", n)
	}
	for range 3 {
		if _, err := j.Settle(t.Context(), cameIn(1, 3*66600)); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range []store.Invoice{one, two, three} {
		now := owed(t, j, i.ID, "paid 66600, back 0, credited 0, left 155400")
		if pay := now.Payments[0]; pay.ProviderID != "pi_1" || pay.Label != "Visa ending 4242" || pay.Receipt == "" {
			t.Errorf("%+v", pay)
		}
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'receipt'"); n != 3 {
		t.Errorf("%d receipts", n)
	}
	sober(t, j.Store)
}

func TestADelayedPaymentOfSeveralGoesOneWayTogether(t *testing.T) {
	for _, end := range []string{"paid", "failed"} {
		j := storetest.NewJob(t)
		one, two := j.Invoiced(t), j.Invoiced(t)
		atOnce(t, j, 1, one, two)
		o := cameIn(1, 2*66600)
		o.State = "processing"
		if _, err := j.Settle(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		o.State = end
		if _, err := j.Settle(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if n := storetest.Count(t, j.Store, "SELECT count(*) FROM payment WHERE state = ?", end); n != 2 {
			t.Errorf("%d are %s", n, end)
		}
		sober(t, j.Store)
	}
}

func TestWhatCannotBePaidAtOnceIsRefusedAtItsField(t *testing.T) {
	j := storetest.NewJob(t)
	one, two := j.Invoiced(t), j.Invoiced(t)
	euro := j.Invoiced(t, func(c *store.Content) { c.Currency = "EUR" })
	paidAlready := j.Invoiced(t)
	if err := j.RecordPayment(t.Context(), j.Owner, paidAlready.ID, store.HandPayment{Method: "cash", Amount: paidAlready.Total, PaidOn: j.Today(), Attempt: attempt(9)}); err != nil {
		t.Fatal(err)
	}
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com").Invoiced(t)
	p := j.Portal(t, j.Priya)
	for name, tc := range map[string]struct {
		ids    []int64
		choice store.Choice
		field  string
	}{
		"none":            {nil, store.PayNext, "invoice"},
		"twice the same":  {[]int64{one.ID, one.ID}, store.PayNext, "invoice"},
		"two currencies":  {[]int64{one.ID, euro.ID}, store.PayNext, "invoice"},
		"too many":        {make([]int64, 21), store.PayNext, "invoice"},
		"a choice of one": {[]int64{one.ID, two.ID}, store.PayFirst(2), "pay"},
	} {
		if _, err := p.StartCards(t.Context(), tc.ids, tc.choice, attempt(1)); fields(t, err)[tc.field] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.StartCards(t.Context(), []int64{one.ID, paidAlready.ID}, store.PayAll, attempt(2)); refusal(t, err) != "refused.already_paid" {
		t.Error(err)
	}
	if _, err := p.StartCards(t.Context(), []int64{one.ID, stranger.ID}, store.PayAll, attempt(3)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a stranger's invoice: %v", err)
	}
	looking := portalOf(t)(j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID))
	if _, err := looking.StartCards(t.Context(), []int64{one.ID, two.ID}, store.PayAll, attempt(4)); refusal(t, err) != "refused.read_only" {
		t.Error(err)
	}
	linked := portalOf(t)(j.PortalByLink(t.Context(), j.Link(t, "invoice", one.ID)))
	if _, err := linked.StartCards(t.Context(), []int64{one.ID, two.ID}, store.PayAll, attempt(5)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by the link of one document: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM payment WHERE method = 'card'"); n != 0 {
		t.Errorf("%d payments were begun", n)
	}
}

func portalOf(t *testing.T) func(*store.Portal, error) *store.Portal {
	return func(p *store.Portal, err error) *store.Portal {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
}

func TestPaymentsOfSeveralAreSeenByTheirPayerAlone(t *testing.T) {
	j := storetest.NewJob(t)
	list := atOnce(t, j, 1, j.Invoiced(t), j.Invoiced(t))
	if payments, invoices, err := j.Portal(t, j.Priya).PaidTogether(t.Context(), list[0].ID); err != nil || len(payments) != 2 || len(invoices) != 2 {
		t.Errorf("%d payments of %d, %v", len(payments), len(invoices), err)
	}
	stranger := storetest.JobAt(t, j.Store, j.Clock, j.Owner, "Okafor", "desmond@example.com", "ada@example.com")
	for _, p := range []*store.Portal{j.Portal(t, j.Tom), stranger.Portal(t, stranger.Priya)} {
		if _, _, err := p.PaidTogether(t.Context(), list[0].ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", p.Contact.Name, err)
		}
	}
	if _, _, err := j.Portal(t, j.Priya).PaidTogether(t.Context(), list[1].ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("by one that does not stand for all: %v", err)
	}
}

// A checkout that pays several is closed when one of them is paid, is given up
// whole, and is not taken for the payment of one.
func TestACheckoutOfSeveralIsOneThing(t *testing.T) {
	j := storetest.NewJob(t)
	one, two := j.Invoiced(t), j.Invoiced(t)
	list := atOnce(t, j, 1, one, two)
	alone, err := j.Portal(t, j.Priya).StartCard(t.Context(), one.ID, store.PayNext, attempt(2))
	if err != nil || alone.ID == list[0].ID {
		t.Errorf("payment %d of one, %v", alone.ID, err)
	}
	if found, err := j.SuperfluousCheckouts(t.Context()); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	if err := j.RecordPayment(t.Context(), j.Owner, two.ID, store.HandPayment{Method: "cash", Amount: two.Total, PaidOn: j.Today(), Attempt: attempt(9)}); err != nil {
		t.Fatal(err)
	}
	if found, err := j.SuperfluousCheckouts(t.Context()); err != nil || len(found) != 1 || found[0].ID != list[0].ID {
		t.Errorf("%v, %v", found, err)
	}
	o := cameIn(1, 0)
	o.State = "cancelled"
	if _, err := j.Settle(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM payment WHERE state = 'cancelled'"); n != 2 {
		t.Errorf("%d are given up", n)
	}
	dropped, err := j.Portal(t, j.Priya).StartCards(t.Context(), []int64{one.ID, j.Invoiced(t).ID}, store.PayNext, attempt(3))
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Portal(t, j.Priya).DropCard(t.Context(), dropped[0].ID); err != nil {
		t.Fatal(err)
	}
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM payment WHERE state = 'cancelled'"); n != 4 {
		t.Errorf("%d are given up", n)
	}
}

// The money of one checkout goes back from each invoice by its own refund, or
// from all in their order when it went back at the provider.
func TestWhatWasPaidAtOnceGoesBackByItsParts(t *testing.T) {
	j := storetest.NewJob(t)
	one, two := j.Invoiced(t), j.Invoiced(t)
	atOnce(t, j, 1, one, two)
	if _, err := j.Settle(t.Context(), cameIn(1, 2*66600)); err != nil {
		t.Fatal(err)
	}
	second := reload(t, j, two.ID).Payments[0]
	r, err := j.StartRefund(t.Context(), j.Owner, second.ID, store.RefundWish{Amount: 6600, Attempt: attempt(5)})
	if err != nil || r.Intent != "pi_1" {
		t.Fatalf("%+v, %v", r, err)
	}
	o := back("re_1", 1, 6600, "done")
	o.Attempt = r.Attempt
	settleRefund(t, j, o)
	owed(t, j, two.ID, "paid 60000, back 6600, credited 0, left 162000")
	for range 2 {
		settleRefund(t, j, back("re_2", 1, 100000, "done"))
	}
	owed(t, j, one.ID, "paid 0, back 66600, credited 0, left 222000")
	owed(t, j, two.ID, "paid 26600, back 40000, credited 0, left 195400")
	settleRefund(t, j, back("re_2", 1, 100000, "failed"))
	owed(t, j, one.ID, "paid 66600, back 0, credited 0, left 155400")
	lost := questioned(1, "lost")
	lost.Amount = 2*66600 - 6600
	settleDispute(t, j, lost)
	owed(t, j, one.ID, "paid 0, back 66600, credited 0, left 222000")
	owed(t, j, two.ID, "paid 0, back 66600, credited 0, left 222000")
	if list, err := j.DisputesOf(t.Context(), two.ID); err != nil || len(list) != 1 {
		t.Errorf("the second invoice knows of %d disputes, %v", len(list), err)
	}
	if got := queued(t, j.Store); strings.Count(got, "studio-dispute-lost") != 1 {
		t.Errorf("mails: %s", got)
	}
	sober(t, j.Store)
}
