package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// A client of two months: an invoice of October that is paid in part, one of
// November with a credit note and a refund.
func TestTheOwnerReadsAClientsAccount(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner, client := house.Owner(t), fmt.Sprintf("/studio/clients/%d", job.Client.ID)
	owner.Open(client).Follow("Statement").IsAt(client+"/statement").Shows("1 January 2026 to 23 November 2026", "Nothing was asked for").
		Hides("Email statement")
	first := job.Invoiced(t)
	job.Clock.Add(20 * 24 * time.Hour) // 13 December
	pay := hand(t, job, first.ID, 100000, "2026-12-01")
	giveBack(t, job, pay, 5050)
	second := job.Invoiced(t)
	if _, err := job.CreditInvoice(t.Context(), job.Owner, second.ID, store.Crediting{Amount: 22000, Reason: "Late"}); err != nil {
		t.Fatal(err)
	}
	owner = house.Owner(t) // the visit of then is over
	page := owner.Open(client + "/statement")
	page = page.Follow("This year").Shows("1 January 2026 to 13 December 2026", "Balance on 13 December 2026 £3,270.50", "of it is late",
		"Brought forward £0.00", "Invoice INV-0001", "Credit note CN-0001", "for INV-0002", "Payment (Bank transfer)", "Refund (Bank transfer)", "INV-0002")
	rows := page.spreadsheet("Download CSV")
	if len(rows) != 6 || sumOf(t, rows[1:], "Amount") != 3270.5 || rows[5]["Balance"] != "3270.50" || rows[0]["Kind"] != "Brought forward" ||
		rows[1]["Number"] != "INV-0001" || rows[2]["Amount"] != "-1000.00" {
		t.Errorf("the spreadsheet holds %v", rows)
	}
	if paper := page.Follow("Download PDF").Is(http.StatusOK); !strings.HasPrefix(paper.Body, "%PDF-") ||
		!strings.Contains(paper.Header.Get("Content-Disposition"), "Statement Raman 2026.pdf") {
		t.Errorf("the PDF came as %s", paper.Header.Get("Content-Disposition"))
	}
	page.Follow("This month").Shows("1 December 2026 to 13 December 2026", "Brought forward £2,220.00", "£3,270.50").Hides("Invoice INV-0001")
	page.Follow("Last month").Shows("1 November 2026 to 30 November 2026", "Balance on 30 November 2026 £2,220.00", "Invoice INV-0001").Hides("INV-0002")
	page.Follow("Last year").Shows("1 January 2025 to 31 December 2025", "Nothing was asked for")
	page.Follow("Everything").Shows("23 November 2026 to 13 December 2026", "£3,270.50").Follow("Invoice INV-0001").IsAt(fmt.Sprintf("/studio/invoices/%d", first.ID))
	page.Submit("Show", "from", "2026-12-02", "to", "2026-12-31").Shows("2 December 2026 to 13 December 2026", "Brought forward £1,220.00", "£3,270.50")
	for _, wrong := range [][4]string{{"2026-12-01", "2026-11-01", "", "This day is before the first one."}, {"", "2026-11-01", "Please choose the first day.", ""},
		{"2026-12-01", "soon", "", "Please choose the last day."}, {"2027-01-01", "2027-02-01", "This day is still to come.", ""}} {
		again := page.Submit("Show", "from", wrong[0], "to", wrong[1]).Is(http.StatusOK).Shows("£3,270.50")
		if again.Error("from") != wrong[2] || again.Error("to") != wrong[3] || again.Value("from") != wrong[0] || again.Value("to") != wrong[1] {
			t.Errorf("%v: from %q, to %q", wrong, again.Error("from"), again.Error("to"))
		}
	}
	for _, odd := range []string{"period=2027", "period=x", "period=9999-13", "period=2026-02-30_2026-03-01"} {
		owner.Open(client + "/statement?" + odd).Is(http.StatusOK).Shows("1 January 2026 to 13 December 2026")
	}
}

// Credit that goes from one invoice to the other is a line on both sides, and the
// balance is what is owed less what is held.
func TestAStatementCountsHeldCredit(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	first, second := job.Invoiced(t), job.Invoiced(t)
	hand(t, job, first.ID, 222000, job.Today())
	if _, err := job.CreditInvoice(t.Context(), job.Owner, first.ID, store.Crediting{Amount: 28000, Reason: "Late"}); err != nil {
		t.Fatal(err)
	}
	path := fmt.Sprintf("/studio/clients/%d/statement", job.Client.ID)
	must(t, job.HoldCredit(t.Context(), job.Owner, first.ID))
	owner.Open(path).Shows("Balance on 23 November 2026 £1,940.00", "£2,220.00 owed less £280.00 in their favour")
	must(t, job.UseCredit(t.Context(), job.Owner, second.ID, 28000, strings.Repeat("x", 20)))
	owner.Open(path).Shows("Balance on 23 November 2026 £1,940.00", "Credit used for another invoice", "Paid with credit").Hides("owed less")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheOwnerMailsAStatement(t *testing.T) {
	house, job, server := postHouse(t)
	job.Invoiced(t)
	owner, client := house.Owner(t), fmt.Sprintf("/studio/clients/%d", job.Client.ID)
	sending := owner.Open(client+"/statement").Follow("This month").Follow("Email statement").IsAt(client+"/statement/sending").
		Shows("Email statement", "1 November 2026 to 23 November 2026", "Priya", "Balance, GBP £2,220.00").Hides("Tom")
	if body := sending.Value("body"); !strings.Contains(body, "Here is your statement from 1 November 2026 to 23 November 2026.") || !strings.Contains(body, "£2,220.00 is left to pay") {
		t.Errorf("the words: %q", body)
	}
	refused := sending.Submit("Email statement", "subject", "").Is(http.StatusUnprocessableEntity)
	if refused.Error("subject") == "" {
		t.Error("a mail without a subject is not refused")
	}
	refused.Submit("Email statement", "subject", "How we stand").IsAt(client+"/statement").Shows("The statement is on its way.", "1 November 2026 to")
	sending.Submit("Email statement", "subject", "How we stand") // a double click
	owner.Open(client).Shows("You sent a statement to Priya Raman")
	owner.Open("/studio/emails").Shows("How we stand", "Statement")
	tick(t, house, server)
	m := server.WaitFor(t, job.Priya.Email, "How we stand")
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "Statement 2026-11-23.pdf" || !bytes.HasPrefix(m.Attachments[0].Data, []byte("%PDF-")) {
		t.Errorf("attached: %d", len(m.Attachments))
	}
	if link := m.Link("/portal/statement"); !strings.HasSuffix(link, "/portal/statement?from=2026-11-01&to=2026-11-23") {
		t.Errorf("it leads to %s", link)
	}
	count := 0
	for _, m := range server.Messages() {
		if m.Subject == "How we stand" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("%d mails", count)
	}
}

// A member has no more part in statements than in the reports.
func TestStatementsAreTheOwners(t *testing.T) {
	street := storetest.NewStreet(t)
	house := openHouse(t, street.Store, street.Clock)
	sam := house.Visitor(t)
	sam.Open("/studio/sign-in").Submit("Sign in", "email", street.Member.Email, "password", storetest.Password).IsAt("/studio")
	client := fmt.Sprintf("/studio/clients/%d", street.Client.ID)
	if sam.Open(client).Is(http.StatusOK).HasLink("Statement") || !house.Owner(t).Open(client).HasLink("Statement") {
		t.Error("the link to the statement is not the owner's alone")
	}
	sam.Open(client + "/statement").Is(http.StatusNotFound)
	sam.Post(client + "/statement/sending").Is(http.StatusNotFound)
}

// The client reads what is theirs, in the portal and from the email.
func TestAClientReadsTheirAccount(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	hand(t, job, i.ID, 66600, job.Today())
	portal := house.signIn(t, job)
	page := portal.Open("/portal").Follow("Statement").IsAt("/portal/statement").Shows("1 January 2026 to 23 November 2026", "All that Alder & Rowe has invoiced",
		"Balance on 23 November 2026 £1,554.00", "Invoice INV-0001", "Payment (Bank transfer)", "R-0001 for INV-0001", "Still to pay")
	if paper := page.Follow("Download PDF").Is(http.StatusOK); !strings.HasPrefix(paper.Body, "%PDF-") {
		t.Error("the statement is no PDF")
	}
	page.Follow("Last month").Shows("Nothing was asked for")
	wrong := page.Submit("Show", "from", "2026-11-02", "to", "2026-11-01").Shows("£1,554.00")
	if wrong.Error("to") != "This day is before the first one." {
		t.Errorf("answered %q", wrong.Error("to"))
	}
	page.Follow("Invoice INV-0001").IsAt(fmt.Sprintf("/portal/invoices/%d", i.ID))
	house.Visitor(t).Open("/portal/statement?from=2026-11-01&to=2026-11-23").IsAt("/portal/sign-in").Hides("£1,554.00")
	house.Owner(t).Open(fmt.Sprintf("/studio/view/%d/portal/statement", job.Priya.ID)).Shows("£1,554.00", "sees it")
}

// A test of the email shows the owner the portal's page of the same period.
func TestATestOfAStatementsEmailLeadsToItsPage(t *testing.T) {
	job, house, owner, server := trialHouse(t)
	job.Invoiced(t)
	sending := owner.Open(fmt.Sprintf("/studio/clients/%d/statement/sending?period=2026-11", job.Client.ID))
	sending.Submit("Send me a test first").Is(http.StatusOK).Shows("A test is on its way to " + storetest.OwnerEmail)
	m := server.WaitFor(t, storetest.OwnerEmail, "[Test] Your statement from Alder & Rowe")
	if len(m.Attachments) != 1 {
		t.Errorf("%d papers go along", len(m.Attachments))
	}
	owner.Open(strings.TrimPrefix(m.Link("/studio/view/"), house.URL)).Shows("1 November 2026 to 23 November 2026", "£2,220.00", "Leave preview")
}
