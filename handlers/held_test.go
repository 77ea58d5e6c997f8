package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
)

// Two people pay the same instalment, each by a checkout of their own: both
// payments came, and the owner decides of the second.
func TestAnInstalmentPaidTwiceIsShownToTheOwner(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := checkout(t, job, client)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "bank", Amount: i.Total, PaidOn: job.Today(), Attempt: strings.Repeat("x", 20)}); err != nil {
		t.Fatal(err)
	}
	if err := stripe.Pay(id); err != nil { // before the sweep could close it
		t.Fatal(err)
	}
	eventually(t, "the second payment", func() bool { return paidOf(t, job, i) == 288600 })
	stripe.Wait()
	owner := house.Owner(t)
	owner.Open("/studio").Shows(i.Number+" was paid twice", "£666.00")
	portal := house.signIn(t, job)
	path := fmt.Sprintf("/studio/invoices/%d", i.ID)
	portal.Open(fmt.Sprintf("/portal/invoices/%d", i.ID)).Shows("£666.00 more came than was asked for")
	page := owner.Open(path).Shows("Paid twice", "£666.00 came beyond what is asked for")
	form := page.Follow("Refund").Shows("£666.00 came beyond what the invoice asks for.", "Refund £666.00").Hides("Take it off the invoice")
	if form.Value("amount") != "666.00" {
		t.Errorf("proposed: %s", form.Value("amount"))
	}
	page.Submit("Hold as credit").Shows("It is held as credit.", "Held as credit £666.00").Hides("Paid twice")
	owner.Open("/studio").Hides("was paid twice")
	portal.Open(fmt.Sprintf("/portal/invoices/%d", i.ID)).Shows("Kept as your credit £666.00").Hides("more came than")

	other := job.Invoiced(t)
	page = owner.Open(fmt.Sprintf("/studio/invoices/%d", other.ID)).Shows("Raman has £666.00 of credit with you.")
	used := page.Submit("Use £666.00 of credit").Shows("£666.00 of credit is used", "Credit", "Left to pay £1,554.00").Hides("of credit with you")
	used.Shows(i.Number)                 // where it came from
	page.Submit("Use £666.00 of credit") // a double click
	if got := stands(t, job, other.ID); got != "paid 66600, back 0, credited 0, left 155400" {
		t.Error(got)
	}
	owner.Open(path).Shows("Used for another invoice", "−£666.00")
	portal.Open(fmt.Sprintf("/portal/invoices/%d", other.ID)).Shows("Credit", "£666.00")
}

func TestCreditThatIsGoneIsNotUsed(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	owner.Open("/studio/settings/payments").Submit("Save amounts", "over_payment", "hold").Shows("Saved.")
	i, other := job.Invoiced(t), job.Invoiced(t)
	form := owner.Open(fmt.Sprintf("/studio/invoices/%d/payments/new", i.ID))
	form.Submit("Record a payment", "pay", "other", "amount", "2250", "method", "cash").Shows("£2,250.00 is recorded", "Held as credit £30.00")
	owner.Open(fmt.Sprintf("/studio/invoices/%d/payments/new", i.ID)).Shows("£0.00 left; what comes beyond that is held as credit")
	page := owner.Open(fmt.Sprintf("/studio/invoices/%d", other.ID))
	paid, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := job.RecordRefund(t.Context(), job.Owner, paid.Payments[0].ID, store.HandRefund{RefundedOn: job.Today(),
		RefundWish: store.RefundWish{Amount: 2000, Attempt: strings.Repeat("r", 20)}}); err != nil {
		t.Fatal(err)
	}
	page.Submit("Use £30.00 of credit").Is(http.StatusUnprocessableEntity).Shows("There is less credit than that.", "Use £10.00 of credit")
}

func TestMoreThanIsOwedIsRefusedUnlessTheOwnerHoldsIt(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	owner := house.Owner(t)
	page := owner.Open(fmt.Sprintf("/studio/invoices/%d/payments/new", i.ID)).Submit("Record a payment", "pay", "other", "amount", "2250", "method", "cash")
	if said := page.Is(http.StatusUnprocessableEntity).Error("amount"); !strings.Contains(said, "more than is left to pay") {
		t.Errorf("said %q", said)
	}
	owner.Open("/studio/settings/payments").Submit("Save amounts", "over_payment", "burn").Is(http.StatusUnprocessableEntity)
	if job.Studio().OverPayment != "refuse" {
		t.Error(job.Studio().OverPayment)
	}
}
