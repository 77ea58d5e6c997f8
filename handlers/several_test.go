package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
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
	client.Part(fmt.Sprintf("/portal/payment?pay=all&invoice=%d", two.ID)).Shows("Together £2,220.00").Hides("<html", one.Number)
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

// euros makes a studio with an account in the SEPA, and two invoices that are paid
// to it.
func euros(t *testing.T) (*House, *storetest.Job, store.Invoice, store.Invoice) {
	t.Helper()
	house := newHouse(t)
	job := house.Job(t)
	studio := *job.Studio()
	studio.TakesBank, studio.Bank = true, store.Bank{Name: "Alder & Rowe GmbH", IBAN: "DE89370400440532013000", BIC: "COBADEFFXXX"}
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
	job.Charge(t, "EUR")
	return house, job, job.Invoiced(t), job.Invoiced(t)
}

// With bank transfer as the only way, several invoices are paid by one: its
// details and its code are for what is ticked, and the owner confirms it whole.
func TestAClientPaysSeveralInvoicesByOneTransfer(t *testing.T) {
	house, job, one, two := euros(t)
	client := house.signIn(t, job)
	overview := client.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Hides("RF40", "DE89")
	page := overview.Follow("Pay several at once").Hides("Pay Now", "Stripe")
	page.Shows("Together €1,332.00", "IBAN DE89 3704 0044 0532 0130 00", "Reference RF40 INV0 001", "For invoices INV-0001 and INV-0002", "€1,332.00 Scan this with your bank’s app")
	epc := func(amount, reference string) string {
		return "BCD\n002\n1\nSCT\nCOBADEFFXXX\nAlder & Rowe GmbH\nDE89370400440532013000\nEUR" + amount + "\n\n" + reference
	}
	if codes := page.scanned(); len(codes) != 1 || codes[0] != epc("1332.00", "RF40INV0001") {
		t.Errorf("the code holds %q", codes)
	}
	other := client.Part(fmt.Sprintf("/portal/payment?pay=all&method=bank&invoice=%d", two.ID)).Shows("Together €2,220.00", "Reference RF13 INV0 002", "For invoices INV-0002").Hides("INV-0001")
	if codes := other.scanned(); len(codes) != 1 || codes[0] != epc("2220.00", "RF13INV0002") {
		t.Errorf("the code holds %q", codes)
	}
	client.Part("/portal/payment?pay=next&method=bank").Shows("Together –", "Choose invoices to see the bank details.").Hides("DE89", "I have sent the transfer")

	told := page.Submit("I have sent the transfer").Shows("Thank you for telling us", "One transfer of €1,332.00 for invoices INV-0001 and INV-0002 is on its way.").Hides("DE89")
	if again := page.Submit("I have sent the transfer"); again.Path != told.Path { // a double click
		t.Errorf("it leads to %s and %s", told.Path, again.Path)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment WHERE state = 'announced'"); n != 2 {
		t.Errorf("%d payments were announced", n)
	}
	client.Open(fmt.Sprintf("/portal/invoices/%d", two.ID)).Shows("You told us on 23 November that one transfer of €1,332.00 for invoices INV-0001 and INV-0002 is on its way.")
	next := client.Open("/portal/payment").Shows("A transfer of €666.00 is on its way", "Together –")
	said := next.Submit("Update the total", "invoice", fmt.Sprint(one.ID)).Submit("I have sent the transfer").Is(http.StatusUnprocessableEntity)
	said.Shows("You have told us already that a transfer for INV-0001 is on its way.")

	owner := house.Owner(t)
	owner.Open("/studio").Shows("says a transfer is on its way", "For INV-0001, INV-0002.", "€1,332.00")
	owner.Open(invoiceURL(one.ID)).Shows("It is part of one transfer of €1,332.00 that should say RF40 INV0 001, with INV-0002.")
	of := owner.Open(invoiceURL(two.ID)).Shows("Bank transfer, €666.00", "that should say RF40 INV0 001, with INV-0001.")
	of.Submit("Confirm all 2, €1,332.00").IsAt(invoiceURL(two.ID)).Shows("€1,332.00 is confirmed for 2 invoices, and the receipts are on their way.", "R-0002")
	of.Submit("Confirm all 2, €1,332.00").Shows("It was confirmed before.")
	for _, i := range []store.Invoice{one, two} {
		if got := stands(t, job, i.ID); got != "paid 66600, back 0, credited 0, left 155400" {
			t.Errorf("%s: %s", i.Number, got)
		}
	}
	owner.Open("/studio").Hides("a transfer is on its way")
	done := client.Open(told.Path).Shows("Thank you, your payment has arrived", "€1,332.00 for invoices INV-0001 and INV-0002", "Receipt R-0001", "Receipt R-0002")
	done.Follow("Receipt R-0002").Is(http.StatusOK)
}

// Beside the card, the bank's details come only to who has chosen a transfer.
func TestATransferOfSeveralIsAChoiceBesideTheCard(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	banked(t, job)
	one, two := job.Invoiced(t), job.Invoiced(t)
	client := house.signIn(t, job)
	page := client.Open("/portal/payment").Shows("Card", "Bank transfer", "Pay Now").Hides("GB33", iban, "I have sent the transfer")
	chosen := page.Submit("Show the bank details", "method", "bank")
	chosen.Shows("GB33 BUKB 2020 1555 5555 55", "Reference INV-0001", "For invoices INV-0001 and INV-0002", "Together £1,332.00")
	if codes := chosen.scanned(); len(codes) != 0 {
		t.Errorf("pounds have a code: %q", codes)
	}
	// Who ticks less, and does not look at the sum again, has sent something else.
	stale := chosen.Submit("I have sent the transfer", "invoice", fmt.Sprint(two.ID)).Is(http.StatusUnprocessableEntity)
	stale.Shows("The sum is £666.00 now.", "Reference INV-0002", "Together £666.00")
	page.Submit("Pay Now", "method", "bank").Is(http.StatusUnprocessableEntity).Shows("The sum is £1,332.00 now.", "GB33") // blind: no details were shown
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment"); n != 0 {
		t.Errorf("%d payments", n)
	}
	chosen.Submit("I have sent the transfer").Shows("One transfer of £1,332.00 for invoices")
	if len(stripe.Checkouts()) != 0 {
		t.Error("a checkout was opened")
	}
	owner := house.Owner(t)
	of := owner.Open(invoiceURL(one.ID))
	of.Submit("This part never came").Shows("The amount is open as before.")
	owner.Open(invoiceURL(two.ID)).Shows("with INV-0001 (no longer awaited)").Submit("Confirm").Shows("£666.00 is confirmed", "R-0001")
	client.Open("/portal/payments/1").Shows("£666.00 for invoice INV-0002. A receipt").Hides("INV-0001")
	of.Submit("None of it came").Is(http.StatusConflict)
}

func TestATransferOfSeveralThatNeverCame(t *testing.T) {
	house, job, one, two := euros(t)
	client := house.signIn(t, job)
	told := client.Open("/portal/payment").Submit("I have sent the transfer")
	owner := house.Owner(t)
	owner.Open(invoiceURL(two.ID)).Submit("None of it came").Shows("All of it is open as before.").Hides("Announced by the client")
	owner.Open(invoiceURL(one.ID)).Hides("Announced by the client")
	client.Open(told.Path).Shows("No transfer has reached us", "Write to Alder & Rowe")
	client.Open("/portal/payment").Shows("Together €1,332.00")
	client.Post("/portal/payments", "pay", "next", "method", "bank", "sum", "133200", "attempt", "attempt-0000000000001", "invoice", fmt.Sprint(one.ID), "invoice", "999999").Is(http.StatusNotFound)
}

// Invoices that name different accounts are paid one by one, and where no two
// share one there is no page.
func TestInvoicesOfDifferentAccountsAreNotPaidByOneTransfer(t *testing.T) {
	house, job, one, _ := euros(t)
	studio := *job.Studio()
	studio.Bank.IBAN = "AT611904300234573201"
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
	moved := job.Invoiced(t)
	client := house.signIn(t, job)
	client.Open("/portal/payment").Shows("Together €1,332.00", "INV-0003") // those two of one account are proposed
	client.Part(fmt.Sprintf("/portal/payment?pay=next&method=bank&invoice=%d&invoice=%d", one.ID, moved.ID)).
		Shows("their bank details differ").Hides("DE89", "AT61", "I have sent the transfer")
	client.Post("/portal/payments", "pay", "next", "method", "bank", "sum", "133200", "attempt", "attempt-0000000000001", "invoice", fmt.Sprint(one.ID), "invoice", fmt.Sprint(moved.ID)).
		Is(http.StatusUnprocessableEntity).Shows("their bank details differ")
	if err := job.RecordPayment(t.Context(), job.Owner, one.ID, store.HandPayment{Method: "cash", Amount: one.Total, PaidOn: job.Today(), Attempt: "attempt-0000000000002"}); err != nil {
		t.Fatal(err)
	}
	overview := fmt.Sprintf("/portal/projects/%d", job.Project.ID)
	if page := client.Open(overview); page.HasLink("Pay several at once") {
		t.Error("a page is offered on which nothing can be paid at once")
	}
	client.Open("/portal/payment").IsAt(overview)
}

// One card payment, or one transfer, pays several invoices all of what is left;
// meanwhile one of them is paid in part at the counter. The money counts, the
// owner is asked what becomes of the excess, and the other invoice knows nothing
// of it.
func TestOneOfSeveralInvoicesPaidAtOnceIsOverpaid(t *testing.T) {
	for _, way := range []string{"card", "bank"} {
		t.Run(way, func(t *testing.T) {
			house, job, stripe, _ := payHouse(t)
			banked(t, job)
			one, two := job.Invoiced(t), job.Invoiced(t)
			client, owner := house.signIn(t, job), house.Owner(t)
			page := client.Open(fmt.Sprintf("/portal/payment?pay=all&method=%s&invoice=%d&invoice=%d", way, one.ID, two.ID)).Shows("Together £4,440.00")
			if way == "card" {
				page.Submit("Pay Now")
			} else {
				page.Submit("I have sent the transfer")
			}
			cash := store.HandPayment{Method: "cash", Amount: 12345, PaidOn: job.Today(), Attempt: "attempt-0000000000009"}
			if err := job.RecordPayment(t.Context(), job.Owner, two.ID, cash); err != nil {
				t.Fatal(err)
			}
			if way == "card" {
				if err := stripe.Pay(stripe.Checkouts()[0].ID); err != nil { // before the sweep could close it
					t.Fatal(err)
				}
				eventually(t, "the payment of both", func() bool { return paidOf(t, job, one) == 222000 && paidOf(t, job, two) == 234345 })
				stripe.Wait()
			} else {
				owner.Open(invoiceURL(one.ID)).Submit("Confirm all 2, £4,440.00").Shows("£4,440.00 is confirmed for 2 invoices")
			}
			owner.Open("/studio").Shows(two.Number+" was paid twice", "£123.45").Hides(one.Number + " was paid")
			owner.Open(invoiceURL(one.ID)).Hides("Paid twice")
			client.Open("/portal/payments/1").Shows("Thank you, your payment has arrived", "£4,440.00 for invoices INV-0001 and INV-0002")
			client.Open(fmt.Sprintf("/portal/invoices/%d", one.ID)).Shows("Paid").Hides("more came than")
			client.Open(fmt.Sprintf("/portal/invoices/%d", two.ID)).Shows("£123.45 more came than was asked for")
			owner.Open(invoiceURL(two.ID)).Shows("Paid twice", "£123.45 came beyond what is asked for").
				Submit("Hold as credit").Shows("It is held as credit.", "Held as credit £123.45").Hides("Paid twice")
			client.Open(fmt.Sprintf("/portal/invoices/%d", two.ID)).Shows("Kept as your credit £123.45").Hides("more came than")
			owner.Open("/studio").Hides("was paid twice")
			used := job.Invoiced(t)
			owner.Open(invoiceURL(used.ID)).Submit("Use £123.45 of credit")
			if got := stands(t, job, used.ID); got != "paid 12345, back 0, credited 0, left 209655" {
				t.Error(got)
			}
			if found, err := store.Check(t.Context(), job.Path()); err != nil || len(found) > 0 {
				t.Errorf("the check found %v, %v", found, err)
			}
		})
	}
}

// Who holds the link of one invoice is told of that one's part alone.
func TestTheLinkOfOneInvoiceTellsNothingOfTheOthers(t *testing.T) {
	house, job, one, two := euros(t)
	if _, err := job.Portal(t, job.Priya).AnnounceTransfers(t.Context(), []int64{one.ID, two.ID}, store.PayNext, 133200, "attempt-0000000000001"); err != nil {
		t.Fatal(err)
	}
	client, base := house.client(t, job, "invoice", one.ID)
	client.Open(base).Shows("that a transfer of €666.00 is on its way").Hides(two.Number, "1,332")
}
