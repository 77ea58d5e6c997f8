package handlers_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/pay/practice"
	"anteroom/store"
	"anteroom/store/storetest"
)

const iban = "GB33BUKB20201555555555"

// banked gives the studio an account, before invoices are made.
func banked(t *testing.T, job *storetest.Job) {
	t.Helper()
	studio := *job.Studio()
	studio.TakesBank, studio.TakesCard = true, true
	studio.Bank = store.Bank{Name: "Alder & Rowe Ltd", IBAN: iban, Details: "Sort code: 20-20-15\nAccount number: 55555555"}
	if err := job.SaveBank(t.Context(), job.Owner, studio); err != nil {
		t.Fatal(err)
	}
}

// tryStripe sends a form, and does not follow it to Stripe.
func (p *Page) tryStripe(button string, pairs ...any) *Page {
	p.t.Helper()
	before := p.visitor.client.CheckRedirect
	p.visitor.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	defer func() { p.visitor.client.CheckRedirect = before }()
	return p.Submit(button, pairs...)
}

// atStripe is the address at Stripe to which a form leads.
func (p *Page) atStripe(t *testing.T, button string, pairs ...any) string {
	t.Helper()
	return p.tryStripe(button, pairs...).Is(http.StatusSeeOther).Header.Get("Location")
}

func TestAnInvoiceShowsItsPartiesLinesScheduleAndHistory(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	banked(t, job)
	i := job.Invoiced(t, func(c *store.Content) {
		c.Discount.Amount, c.DiscountFor = 5000, "returning client"
	})
	client, base := house.client(t, job, "invoice", i.ID)
	page := client.Open(base).Is(http.StatusOK)
	page.Shows("Invoice INV-0001", "Bill to", "Raman", "31 Larkfield Road", "From", "Alder & Rowe", "Issued", "23 November 2026", "Project #1, quote Q-0001",
		"Oak window seat", "Subtotal £1,850.00", "Discount, returning client −£50.00", "VAT at 20% £360.00", "Total £2,160.00",
		"Payment schedule", "Deposit", "Due Monday 23 November 2026 £648.00 Due today", "Balance", "Later",
		"Next payment £648.00", "Paid £0.00", "Left to pay £2,160.00", "Download PDF").Hides("Payment history", iban, "55555555", "20-20-15")
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 64800, PaidOn: job.Today(), Attempt: "attempt-0000000000009"}); err != nil {
		t.Fatal(err)
	}
	page = client.Open(base).Shows("Partially paid", "Payment history", "Cash", "R-0001", "Next payment £1,512.00")
	if pdf := page.Follow("R-0001 receipt"); !strings.HasPrefix(pdf.Body, "%PDF-") || pdf.Header.Get("Content-Disposition") != "attachment; filename=R-0001.pdf" {
		t.Errorf("receipt %v", pdf.Header)
	}
	if pdf := client.Open(base + "/pdf"); !strings.HasPrefix(pdf.Body, "%PDF-") {
		t.Error("no PDF of the invoice")
	}
	house.Clock.Add(40 * 24 * time.Hour)
	client.Open(base).Shows("Overdue", "This was due on", "days late")
}

func TestBankDetailsAreShownOnlyAmongTheWaysToPay(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	banked(t, job)
	i := job.Invoiced(t)
	client, base := house.client(t, job, "invoice", i.ID)
	page := client.Open(base).Hides(iban, "GB33 BUKB", "55555555").Follow("Make a payment").IsAt(base + "/payment")
	page.Shows("Account name Alder & Rowe Ltd", "GB33 BUKB 2020 1555 5555 55", "Sort code 20-20-15", "Account number 55555555", "Reference INV-0001",
		"Deposit £666.00", "Everything that is left £2,220.00").Hides("Stripe", "Pay Now")
	client.Part(base + "/payment").Hides("<html").Shows("GB33 BUKB 2020 1555 5555 55")
	page.Submit("I have sent the transfer", "pay", "next").IsAt(base).Shows("You told us on 23 November that a transfer of £666.00 is on its way", "Bank transfer On its way").Hides(iban)
	page.Submit("I have sent the transfer", "pay", "next").IsAt(base) // a second click
	page.Submit("I have sent the transfer", "pay", "all").IsAt(base)  // and everything instead
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment WHERE state = 'announced'"); n != 2 {
		t.Errorf("%d transfers were announced", n)
	}
	if i, err := job.Invoice(t.Context(), i.ID); err != nil || i.Paid != 0 {
		t.Errorf("paid %d by saying so, %v", i.Paid, err)
	}
}

func TestWithNoWayToPayThereIsNoButton(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	client, base := house.client(t, job, "invoice", i.ID)
	if page := client.Open(base).Shows("To pay, please write to Alder & Rowe."); page.HasLink("Make a payment") {
		t.Error("the button is there")
	}
	client.Open(base + "/payment").IsAt(base)
	for _, method := range []string{"card", "bank", "", "cash"} {
		client.Post(base+"/payments", "pay", "next", "method", method, "attempt", "attempt-0000000000001").Is(http.StatusConflict).Shows("There is no way to pay set up here")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment"); n != 0 {
		t.Errorf("%d payments", n)
	}
}

func TestAPaymentFormThatMakesNoSense(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	banked(t, job)
	i := job.Invoiced(t)
	client, base := house.client(t, job, "invoice", i.ID)
	for name, pairs := range map[string][]string{
		"no amount":      {"method", "bank", "attempt", "attempt-0000000000001"},
		"another amount": {"method", "bank", "pay", "1", "attempt", "attempt-0000000000001"},
		"no key":         {"method", "bank", "pay", "next"},
		"a short key":    {"method", "bank", "pay", "next", "attempt", "x"},
		"a long key":     {"method", "bank", "pay", "next", "attempt", strings.Repeat("x", 101)},
		"no card here":   {"method", "card", "pay", "next", "attempt", "attempt-0000000000001"},
		"another way":    {"method", "barter", "pay", "next", "attempt", "attempt-0000000000001"},
	} {
		t.Run(name, func(t *testing.T) {
			page := client.Post(base+"/payments", pairs...).Is(http.StatusUnprocessableEntity)
			if page.Value("pay") != "next" || !page.HasButton("I have sent the transfer") {
				t.Error("the form is not there to try again:", page.Text())
			}
		})
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment"); n != 0 {
		t.Errorf("%d payments", n)
	}
}

func TestAClientPaysByCardAndComesBackToAConfirmation(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	banked(t, job)
	i := job.Invoiced(t)
	priya, base := house.client(t, job, "invoice", i.ID)
	page := priya.Open(base).Follow("Make a payment").Shows("You enter your card on Stripe’s secure page")
	to := page.atStripe(t, "Pay Now", "pay", "next", "method", "card")
	if again := page.atStripe(t, "Pay Now", "pay", "next", "method", "card"); again != to {
		t.Errorf("a double click leads to %s and to %s", to, again)
	}
	if other := priya.Open(base+"/payment").atStripe(t, "Pay Now", "pay", "next", "method", "card"); other != to {
		t.Errorf("another window leads to %s", other)
	}
	all := page.atStripe(t, "Pay Now", "pay", "all", "method", "card")
	if all == to {
		t.Error("everything costs what the deposit does")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment"); n != 2 {
		t.Errorf("%d payments", n)
	}
	checkout := checkoutOf(t, job, 66600)
	session, err := client.Session(t.Context(), checkout)
	if err != nil || session.Received != 0 {
		t.Fatal(session, err)
	}
	back := base + "/payments/" + strconv.FormatInt(storetest.Count(t, job.Store, "SELECT id FROM payment WHERE amount = 66600"), 10)
	priya.Open(back+"?cancelled=1").Shows("Nothing was paid", "Make a payment")
	part := priya.Part(back).Shows("One moment")
	if !strings.Contains(part.Body, `hx-get="`+back+`?look=1"`) || !strings.Contains(part.Body, `hx-trigger="load delay:1s"`) {
		t.Error("it does not look again by itself:", part.Body)
	}
	if part = priya.Part(back + "?look=3"); !strings.Contains(part.Body, `load delay:8s`) {
		t.Error("it does not back off:", part.Body)
	}
	for _, look := range []string{"7", "99999999999999999999", "99"} {
		if part = priya.Part(back + "?look=" + look); look != "99999999999999999999" && (strings.Contains(part.Body, "hx-get") || !strings.Contains(part.Body, "Look again")) {
			t.Error("it looks for ever:", part.Body)
		}
	}
	stripe.Hold() // no webhook: the return page asks by itself
	if err := stripe.Pay(checkout); err != nil {
		t.Fatal(err)
	}
	page = priya.Open(back).Is(http.StatusOK)
	page.Shows("Thank you, your payment has arrived", "£666.00 for invoice INV-0001", "priya@example.com", "Receipt R-0001")
	if pdf := page.Follow("Receipt R-0001"); !strings.HasPrefix(pdf.Body, "%PDF-") {
		t.Error("no receipt")
	}
	page.Follow("Back to the invoice").IsAt(base).Shows("Partially paid", "Visa ending 4242", "Next payment £1,554.00")
	if got := paidOf(t, job, i); got != 66600 {
		t.Errorf("paid %d", got)
	}
}

// checkoutOf is the checkout of the payment of an amount.
func checkoutOf(t *testing.T, job *storetest.Job, amount int64) string {
	t.Helper()
	id := storetest.Count(t, job.Store, "SELECT id FROM payment WHERE amount = ?", amount)
	p, err := job.PaymentByID(t.Context(), id)
	if err != nil || p.CheckoutID == "" {
		t.Fatal(p, err)
	}
	return p.CheckoutID
}

func TestAPaidInvoiceCannotBePaidAgain(t *testing.T) {
	house, job, _, _ := payHouse(t)
	banked(t, job)
	i := job.Invoiced(t)
	priya, base := house.client(t, job, "invoice", i.ID)
	form := priya.Open(base + "/payment")
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cheque", Amount: i.Total, PaidOn: job.Today(), Attempt: "attempt-0000000000009"}); err != nil {
		t.Fatal(err)
	}
	for _, way := range []string{"card", "bank"} {
		form.Submit("Pay Now", "pay", "next", "method", way).Is(http.StatusConflict).Shows("This has been paid already.").Hides(iban)
	}
	page := priya.Open(base).Shows("Paid in full", "Nothing is left to pay", "Cheque")
	if page.HasLink("Make a payment") {
		t.Error("the button is there")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM payment"); n != 1 {
		t.Errorf("%d payments", n)
	}
}

func TestABouncedDebitIsToldInPlainWords(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	i := job.Invoiced(t)
	priya, base := house.client(t, job, "invoice", i.ID)
	priya.Open(base+"/payment").atStripe(t, "Pay Now", "pay", "all")
	stripe.Hold()
	checkout := checkoutOf(t, job, i.Total)
	if err := stripe.SettleLater(checkout); err != nil {
		t.Fatal(err)
	}
	back := base + "/payments/" + strconv.FormatInt(storetest.Count(t, job.Store, "SELECT id FROM payment"), 10)
	priya.Open(back).Shows("Your payment is on its way", "We will email you when it has arrived")
	priya.Open(base).Shows("A payment of £2,220.00 is on its way.")
	house.Clock.Add(7 * 24 * time.Hour)
	if err := stripe.Bounce(checkout); err != nil {
		t.Fatal(err)
	}
	page := priya.Open(back).Shows("The payment did not go through", "Please try another", "Make a payment")
	page.Follow("Make a payment").IsAt(base + "/payment")
}

func TestWhileStripeIsDownTheClientIsToldSo(t *testing.T) {
	house, job, stripe, _ := payHouse(t)
	i := job.Invoiced(t)
	priya, base := house.client(t, job, "invoice", i.ID)
	page := priya.Open(base + "/payment")
	down := func(call string) {
		for nth := range 12 { // the client's own retries fail too
			stripe.Fault(practice.Fault{Nth: nth + 1, Match: call, Status: http.StatusInternalServerError})
		}
	}
	down("POST /v1/checkout/sessions")
	page = page.Submit("Pay Now").Is(http.StatusConflict).Shows("cannot be done at the moment")
	for range 12 { // until it is back
		if page = page.tryStripe("Pay Now"); page.Status == http.StatusSeeOther {
			break
		}
	}
	page.Is(http.StatusSeeOther)
	down("GET /v1/checkout/sessions")
	back := base + "/payments/" + strconv.FormatInt(storetest.Count(t, job.Store, "SELECT max(id) FROM payment"), 10)
	priya.Open(back).Is(http.StatusOK).Shows("One moment")
	priya.Open(back + "?cancelled=1").Is(http.StatusOK).Shows("One moment") // not known, so not said
}

func TestCardsNeedAKey(t *testing.T) {
	house, job, _, _ := payHouse(t, func(s *pay.Settings) { s.SecretKey = "" })
	banked(t, job)
	i := job.Invoiced(t)
	priya, base := house.client(t, job, "invoice", i.ID)
	priya.Open(base+"/payment").Shows("Reference INV-0001").Hides("Pay Now", "value=\"card\"")
}

func TestAPaymentOfAnotherInvoiceIsNotFound(t *testing.T) {
	house, job, _, _ := payHouse(t)
	first, second := job.Invoiced(t), job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, first.ID, store.HandPayment{Method: "cash", Amount: 100, PaidOn: job.Today(), Attempt: "attempt-0000000000009"}); err != nil {
		t.Fatal(err)
	}
	payment := storetest.Count(t, job.Store, "SELECT id FROM payment")
	priya, base := house.client(t, job, "invoice", second.ID)
	for _, path := range []string{"/payments/%d", "/receipts/%d"} {
		priya.Open(base + fmt.Sprintf(path, payment)).Is(http.StatusNotFound)
		priya.Open(base + fmt.Sprintf(path, payment+7)).Is(http.StatusNotFound)
		priya.Open(base + strings.ReplaceAll(path, "%d", "x")).Is(http.StatusNotFound)
	}
}
