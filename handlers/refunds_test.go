package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/store"
	"anteroom/store/storetest"
)

// cardPaid is an invoice whose deposit, 666.00, was paid by card, and the
// checkout's id at Stripe.
func cardPaid(t *testing.T, job *storetest.Job, stripe *practice.Server, client *pay.Client) (store.Invoice, string) {
	t.Helper()
	i, id := checkout(t, job, client)
	if err := stripe.Pay(id); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the payment", func() bool { return paidOf(t, job, i) == 66600 })
	i, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	return i, id
}

// stands is how an invoice stands, in a line.
func stands(t *testing.T, job *storetest.Job, id int64) string {
	t.Helper()
	i, err := job.Invoice(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("paid %d, back %d, credited %d, left %d", i.Paid, i.Refunded, i.Credited, i.Left())
}

func refundPath(i store.Invoice) string {
	return fmt.Sprintf("/studio/invoices/%d/payments/%d/refund", i.ID, i.Payments[0].ID)
}

func TestTheOwnerRefundsACardPayment(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	owner := house.Owner(t)
	form := owner.Open(fmt.Sprintf("/studio/invoices/%d", i.ID)).Follow("Refund " + i.Payments[0].Receipt)
	form.Shows("Refund a payment", "R-0001, £666.00, Visa ending 4242", "Up to £666.00", "Refund £666.00")
	if form.Value("amount") != "666.00" || form.Value("credit") != "on" || form.Value("how") != "card" {
		t.Errorf("proposed: %q, credit %q, by %q", form.Value("amount"), form.Value("credit"), form.Value("how"))
	}
	owner.Part(refundPath(i)).Shows("Refund a payment", "Refund £666.00").Hides("Skip to content") // what the dialog is filled with
	owner.Part(refundPath(i) + "?amount=12").Shows("Refund £12.00").Hides("Amount to return")
	owner.Part(refundPath(i) + "?amount=much").Hides("£")
	for typed, wrong := range map[string]string{"666.01": "This is more than is left of the payment.", "0": "", "much": "", "-5": "", "": ""} {
		refused := form.Submit("Refund £666.00", "amount", typed, "reason", "Work left out").Is(http.StatusUnprocessableEntity)
		if said := refused.Error("amount"); said == "" || wrong != "" && said != wrong {
			t.Errorf("%q is answered %q", typed, said)
		}
		if refused.Value("reason") != "Work left out" {
			t.Error("what was typed is lost")
		}
	}
	done := form.Submit("Refund £666.00", "amount", "500.00", "reason", "Work left out").IsAt(fmt.Sprintf("/studio/invoices/%d", i.ID))
	done.Shows("£500.00 goes back to where it came from.", "Refund", "Work left out", "Credit note CN-0001", "−£500.00", "Given back −£500.00")
	if got := stands(t, job, i.ID); got != "paid 16600, back 50000, credited 50000, left 155400" {
		t.Error(got)
	}
	stripe.Wait() // its events change nothing any more
	if got := stands(t, job, i.ID); got != "paid 16600, back 50000, credited 50000, left 155400" || stripe.Checkouts()[0].Refunded != 50000 {
		t.Errorf("%s; Stripe gave back %d", got, stripe.Checkouts()[0].Refunded)
	}
	_ = id
	portal := house.signIn(t, job)
	portal.Open(fmt.Sprintf("/portal/invoices/%d", i.ID)).Shows("Refund (Visa ending 4242)", "Credit note CN-0001", "−£500.00", "Credited", "Refunded £500.00")
	portal.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Shows("Refund (Visa ending 4242)", "−£500.00")
}

func TestWhatWasPaidByHandGoesBackByHand(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 20000, PaidOn: job.Today(), Attempt: strings.Repeat("x", 20)}); err != nil {
		t.Fatal(err)
	}
	i, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	owner := house.Owner(t)
	form := owner.Open(refundPath(i)).Hides("By card")
	if said := form.Submit("Refund £200.00", "refunded_on", "2027-01-01").Is(http.StatusUnprocessableEntity).Error("refunded_on"); said == "" {
		t.Error("a day ahead is taken")
	}
	early := string(job.Today().AddDays(-1))
	if said := form.Submit("Refund £200.00", "refunded_on", early).Is(http.StatusUnprocessableEntity).Error("refunded_on"); said != "This lies before the day on which the money came." {
		t.Errorf("the day before it came is answered %q", said)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM refund"); n != 0 {
		t.Errorf("%d refunds were kept of what was refused", n)
	}
	form.Submit("Refund £200.00", "credit", "").Shows("£200.00 is noted as given back.", "Given back −£200.00")
	if got := stands(t, job, i.ID); got != "paid 0, back 20000, credited 0, left 222000" {
		t.Error(got)
	}
	owner.Open(refundPath(i)).Shows("Up to £0.00") // nothing is left to give
	owner.Open(strings.TrimSuffix(refundPath(i), "refund") + "receipt").Is(http.StatusOK)
}

func TestARefundOnStripesOwnPagesAsksTheOwner(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	stripe.Wait()
	stripe.Hold()
	if _, err := stripe.Refund(id, 6600); err != nil {
		t.Fatal(err)
	}
	if _, err := stripe.Refund(id, 10000); err != nil {
		t.Fatal(err)
	}
	for _, e := range stripe.Events(pay.ChargeRefunded, pay.RefundChanged) {
		statuses, err := stripe.Parallel(t.Context(), e.ID, 10)
		if err != nil || strings.Count(fmt.Sprint(statuses), "200") != 10 {
			t.Errorf("%v, %v", statuses, err)
		}
	}
	if got := stands(t, job, i.ID); got != "paid 50000, back 16600, credited 0, left 172000" {
		t.Error(got)
	}
	page := house.Owner(t).Open(fmt.Sprintf("/studio/invoices/%d", i.ID)).Shows("Needs your word", "£66.00 went back through Stripe", "£100.00 went back through Stripe")
	page = page.Submit("Credit the invoice") // the newest first: 100.00
	page.Shows("It is taken off the invoice.", "Credit note CN-0001")
	page.Submit("The client owes it again").Shows("Raman owes it again.").Hides("Needs your word")
	if got := stands(t, job, i.ID); got != "paid 50000, back 16600, credited 10000, left 162000" {
		t.Error(got)
	}
}

// Events come in any order: of a refund before anything was heard of its payment.
func TestARefundIsHeardOfBeforeItsPayment(t *testing.T) {
	_, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	stripe.Hold()
	if err := stripe.Pay(id); err != nil {
		t.Fatal(err)
	}
	if _, err := stripe.Refund(id, 6600); err != nil {
		t.Fatal(err)
	}
	if status, err := stripe.Deliver(t.Context(), stripe.Events(pay.ChargeRefunded)[0].ID); err != nil || status != http.StatusOK {
		t.Fatalf("%d, %v", status, err)
	}
	want := "paid 60000, back 6600, credited 0, left 162000"
	if got := stands(t, job, i.ID); got != want {
		t.Error(got)
	}
	for _, e := range stripe.Events() {
		if status, err := stripe.Deliver(t.Context(), e.ID); err != nil || status != http.StatusOK {
			t.Errorf("%s: %d, %v", e.Type, status, err)
		}
	}
	if got := stands(t, job, i.ID); got != want {
		t.Error(got)
	}
}

func TestARefundThatComesBackIsTold(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	refund, err := stripe.Refund(id, 0)
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the refund", func() bool { return paidOf(t, job, i) == 0 })
	if err := stripe.FailRefund(refund); err != nil {
		t.Fatal(err)
	}
	eventually(t, "its return", func() bool { return paidOf(t, job, i) == 66600 })
	house.Owner(t).Open(fmt.Sprintf("/studio/invoices/%d", i.ID)).Shows("The card was reported lost or stolen", "Failed").Hides("Needs your word")
}

func TestStripeRefusesARefundAndTheOwnerReadsWhy(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	stripe.Wait()
	stripe.Hold()
	if _, err := stripe.Refund(id, 0); err != nil { // there, and not heard of here
		t.Fatal(err)
	}
	form := house.Owner(t).Open(refundPath(i))
	refused := form.Submit("Refund £666.00").Is(http.StatusUnprocessableEntity)
	refused.Shows("Stripe did not accept this. It says: Charge", "has already been refunded.")
	if refused.Value("amount") != "666.00" {
		t.Error("what was typed is lost")
	}
	stripe.Release()
	eventually(t, "the refund that was made", func() bool { return paidOf(t, job, i) == 0 })
}

// Without a clear answer the owner is told so, and the sweep brings it to its
// end: once, whatever had happened at Stripe.
func TestARefundWithoutAnAnswerIsGoneOnWith(t *testing.T) {
	for name, fault := range map[string]practice.Fault{
		"never got there":    {Drop: true},
		"its answer is lost": {Drop: true, After: true},
		"Stripe is busy":     {Status: http.StatusTooManyRequests},
	} {
		t.Run(name, func(t *testing.T) {
			house, job, stripe, client := payHouse(t)
			i, _ := cardPaid(t, job, stripe, client)
			stripe.Wait()
			stripe.Hold()
			for nth := range 12 { // the client's own retries fail too
				fault.Nth, fault.Match = nth+1, "POST /v1/refunds"
				stripe.Fault(fault)
			}
			page := house.Owner(t).Open(refundPath(i)).Submit("Refund £666.00").IsAt(fmt.Sprintf("/studio/invoices/%d", i.ID))
			page.Shows("£666.00 is on its way back. This page will say when it has been made.", "On its way")
			for range 14 {
				house.Clock.Add(15 * time.Minute)
				house.Server.Tick(t.Context())
			}
			if got := stands(t, job, i.ID); got != "paid 0, back 66600, credited 66600, left 155400" {
				t.Error(got)
			}
			if n := len(stripe.Refunds()); n != 1 {
				t.Errorf("%d refunds were made", n)
			}
		})
	}
}

// The Nth call of the story fails, in every way that a call can, until the story
// passes untouched: whatever happens, what went back is counted once.
func TestAnyCallOfARefundMayFail(t *testing.T) {
	for _, after := range []bool{false, true} {
		untouched := false
		for nth := 1; nth < 24 && !untouched; nth++ {
			house, job, stripe, client := payHouse(t)
			i, _ := cardPaid(t, job, stripe, client)
			stripe.Wait()
			calls := len(stripe.Calls())
			stripe.Fault(practice.Fault{Nth: nth, Status: http.StatusTooManyRequests, After: after}) // which the client does not try again
			wish := store.RefundWish{Amount: 66600, Credit: true, Attempt: "attempt-of-a-refund-1"}
			r, err := job.StartRefund(t.Context(), job.Owner, i.Payments[0].ID, wish)
			if err != nil {
				t.Fatal(err)
			}
			// Killed before the call: the sweep alone goes on.
			for range 4 {
				house.Clock.Add(15 * time.Minute)
				house.Server.Tick(t.Context())
			}
			stripe.Wait()
			untouched = len(stripe.Calls())-calls < nth
			if now, err := job.Refund(t.Context(), r.ID); err != nil || now.State != "done" || len(stripe.Refunds()) != 1 {
				t.Errorf("call %d: %s, %d refunds, %v", nth, now.State, len(stripe.Refunds()), err)
			}
			if got := stands(t, job, i.ID); got != "paid 0, back 66600, credited 66600, left 155400" {
				t.Errorf("call %d: %s", nth, got)
			}
		}
		if !untouched {
			t.Error("the story never passed untouched")
		}
	}
}

// Of what no event tells, the hourly look tells.
func TestRefundsAreFoundWithoutEvents(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	stripe.Wait()
	stripe.Hold()
	if _, err := stripe.Refund(id, 6600); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		house.Clock.Add(2 * time.Hour)
		house.Server.Tick(t.Context())
	}
	if got := stands(t, job, i.ID); got != "paid 60000, back 6600, credited 0, left 162000" {
		t.Error(got)
	}
}

func TestABankDebitIsOnItsWayBackForDays(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	for _, step := range []func(string) error{stripe.SettleLater, stripe.Settle} {
		if err := step(id); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "the payment", func() bool { return paidOf(t, job, i) == 66600 })
	i, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	page := house.Owner(t).Open(refundPath(i)).Submit("Refund £666.00").Shows("is on its way back", "On its way")
	if page.HasLink("Refund") {
		t.Error("what is on its way back is offered to be given back again")
	}
	house.Clock.Add(4 * 24 * time.Hour)
	if err := stripe.SettleRefund(stripe.Refunds()[0].ID); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the refund", func() bool { return stands(t, job, i.ID) == "paid 0, back 66600, credited 66600, left 155400" })
}

func TestTheClientReadsOfARefund(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, _ := cardPaid(t, job, stripe, client)
	house.Owner(t).Open(refundPath(i)).Submit("Refund £666.00", "amount", "66")
	mails, _, err := job.Mails(t.Context(), store.MailFilter{}, store.Paging{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mails {
		if m.Mail.Kind != "refund" {
			continue
		}
		house.Owner(t).Open(fmt.Sprintf("/studio/emails/%d", m.ID)).Shows("Refund of £66.00", "We have given back £66.00 of what you paid for invoice "+i.Number,
			"Visa ending 4242", "Credit note CN-0001 takes it off the invoice")
		return
	}
	t.Error("no mail tells the client")
}
