package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
)

// Two invoices, one checkout of two lines: each is paid, or neither is.
func TestAClientPaysSeveralInvoicesAtOnce(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	one := job.Invoiced(t)
	client := house.signIn(t, job)
	if page := client.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)); page.HasLink("Pay several at once") {
		t.Error("one invoice is offered to be paid with others")
	}
	client.Open("/portal/payment").IsAt(fmt.Sprintf("/portal/projects/%d", job.Project.ID))
	two := job.Invoiced(t)
	page := client.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Follow("Pay several at once")
	page.Shows(one.Number, two.Number, "£666.00", "£2,220.00 is left of it in all", "Together £1,332.00")
	client.Part(fmt.Sprintf("/portal/payment?pay=all&invoice=%d", two.ID)).Shows("Together £2,220.00").Hides("Pay Now")
	client.Part("/portal/payment?pay=next").Shows("Together –")
	if said := client.Post("/portal/payments", "pay", "next", "attempt", "attempt-0000000000001").Is(http.StatusUnprocessableEntity); !strings.Contains(said.Text(), "Please choose an invoice.") {
		t.Error(said.Text())
	}
	client.Post("/portal/payments", "pay", "next", "attempt", "attempt-0000000000001", "invoice", "999999").Is(http.StatusNotFound)
	page.Submit("Pay Now") // leads to Stripe's page
	all := stripe.Checkouts()
	if len(all) != 1 || all[0].Amount != 133200 || !strings.Contains(all[0].Description, one.Number) || !strings.Contains(all[0].Description, two.Number) {
		t.Fatalf("%+v", all)
	}
	if err := stripe.Pay(all[0].ID); err != nil {
		t.Fatal(err)
	}
	for _, i := range []store.Invoice{one, two} {
		eventually(t, "the payment of "+i.Number, func() bool { return paidOf(t, job, i) == 66600 })
	}
	stripe.Wait()
	lead, err := job.Invoice(t.Context(), one.ID)
	if err != nil {
		t.Fatal(err)
	}
	first := lead.Payments[0]
	if first.WithID != 0 {
		first.ID = first.WithID
	}
	done := client.Open(fmt.Sprintf("/portal/payments/%d", first.ID)).Shows("Thank you", "£1,332.00 for invoices", one.Number, two.Number, "Receipt R-0001", "Receipt R-0002")
	done.Follow("Receipt R-0002").Is(http.StatusOK)
}

func TestOneCurrencyIsPaidAtATime(t *testing.T) {
	house, job, _, _ := payHouse(t)
	one, _ := job.Invoiced(t), job.Invoiced(t)
	euro := job.Invoiced(t, func(c *store.Content) { c.Currency = "EUR" })
	client := house.signIn(t, job)
	client.Open("/portal/payment").Shows("They are in more than one currency", "Together £1,332.00")
	client.Post("/portal/payments", "pay", "next", "attempt", "attempt-0000000000001", "invoice", fmt.Sprint(one.ID), "invoice", fmt.Sprint(euro.ID)).
		Is(http.StatusUnprocessableEntity).Shows("Please pay invoices in one currency at a time.")
}

func TestAClientChoosesTheFirstFewOrAnAmountOfTheirOwn(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	i := job.Invoiced(t, func(c *store.Content) {
		c.Schedule = []store.Step{{Label: "Deposit", Part: money.Part{Percent: 30_000}, Due: store.Due{Kind: "acceptance"}},
			{Label: "First fix", Part: money.Part{Percent: 30_000}, Due: store.Due{Kind: "acceptance", Days: 10}},
			{Label: "Completion", Part: money.Part{Rest: true}, Due: store.Due{Kind: "acceptance", Days: 30}}}
	})
	client := house.signIn(t, job)
	path := fmt.Sprintf("/portal/invoices/%d/payment", i.ID)
	page := client.Open(path).Shows("Deposit", "The next 2 payments", "£1,332.00", "Deposit, First fix", "Everything that is left").Hides("Another amount")
	page.Submit("Pay Now", "pay", "first-2")
	if all := stripe.Checkouts(); len(all) != 1 || all[0].Amount != 133200 {
		t.Fatalf("%+v", all)
	}
	client.Post(fmt.Sprintf("/portal/invoices/%d/payments", i.ID), "pay", "amount", "amount", "500", "method", "card", "attempt", "attempt-0000000000001").
		Is(http.StatusUnprocessableEntity) // not while the owner does not allow it
	owner := house.Owner(t)
	if said := owner.Open("/studio/settings/payments").Submit("Save amounts", "own_amounts", "on", "own_minimum", "0").Is(http.StatusUnprocessableEntity).Error("own_minimum"); said == "" {
		t.Error("a minimum of nothing is taken")
	}
	owner.Open("/studio/settings/payments").Submit("Save amounts", "own_amounts", "on", "own_minimum", "50").Shows("Saved.")
	page = client.Open(path).Shows("Another amount", "From £50.00 to £2,220.00")
	for typed, want := range map[string]string{"49.99": "Please pay £50.00 or more.", "2220.01": "That is more than is left to pay.", "": "", "some": "", "-60": "Please pay £50.00 or more."} {
		refused := page.Submit("Pay Now", "pay", "amount", "amount", typed).Is(http.StatusUnprocessableEntity)
		if said := refused.Error("amount"); said == "" || want != "" && said != want {
			t.Errorf("%q is answered %q", typed, said)
		}
		if refused.Value("pay") != "amount" || refused.Value("amount") != typed {
			t.Error("what was typed is lost")
		}
	}
	page.Submit("Pay Now", "pay", "amount", "amount", "123.45")
	if all := stripe.Checkouts(); len(all) != 2 || all[1].Amount != 12345 {
		t.Errorf("%+v", all)
	}
}
