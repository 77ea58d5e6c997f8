package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

const templatesURL = "/studio/settings/templates"

func templateCount(t *testing.T, s *store.Store) int64 {
	t.Helper()
	return storetest.Count(t, s, "SELECT count(*) FROM email_template")
}

func TestEveryEmailIsListedAndOpens(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	list := owner.Open("/studio/settings").Follow("Email templates").IsAt(templatesURL)
	for _, kind := range store.EmailKinds() {
		if !strings.Contains(list.Body, `href="`+templatesURL+`/`+kind.Name+`"`) {
			t.Errorf("%s is not listed", kind.Name)
		}
		page := owner.Open(templatesURL + "/" + kind.Name).Is(http.StatusOK).Hides("It cannot be shown")
		if page.Value("subject") == "" || page.Value("body") == "" || page.Value("button") == "" {
			t.Errorf("%s begins without words", kind.Name)
		}
		for _, name := range store.MergeFields(kind.Name) {
			if !strings.Contains(page.Body, `data-insert="&#123;`+name+`&#125;"`) {
				t.Errorf("%s: {%s} is not offered", kind.Name, name)
			}
		}
		if strings.Contains(page.Body, "Nothing known yet") {
			t.Errorf("%s: a field does not say what it stands for", kind.Name)
		}
		page.Submit("Save template").Shows("Saved.")
	}
	if n := templateCount(t, house.Store); n != 0 {
		t.Errorf("words that are as usual were kept %d times", n)
	}
	list.Hides("Your words").Follow("Reminders").IsAt("/studio/settings/reminders")
	owner.Open(templatesURL + "/invoice-reminder").Is(http.StatusNotFound)
	owner.Open(templatesURL + "/quote?language=tlh").Is(http.StatusNotFound)
	owner.Open(templatesURL + "/reset?language=en").Is(http.StatusNotFound)
}

func TestATemplateIsSavedUsedAndReset(t *testing.T) {
	job, house, owner, server := trialHouse(t)
	page := owner.Open(templatesURL).Follow("Receipt").Shows("With an example", "Thank you for your payment")
	page = page.Submit("Save template", "subject", "Thanks, {name}: {receipt}", "body", "We got **{amount}** for {title}. {rest}", "button", "See it")
	page.IsAt(templatesURL+"/receipt?language=en").Shows("Saved.", "Thanks, Marian: R-0042", "We got £600.00 for Brochure and photographs.")
	owner.Open(templatesURL).Shows("Your words")

	i := job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 66600, PaidOn: job.Today(), Attempt: "attempt-0000000000001"}); err != nil {
		t.Fatal(err)
	}
	tick(t, house, server)
	paid, err := house.Store.PaymentByID(t.Context(), storetest.Count(t, house.Store, "SELECT id FROM payment WHERE state = 'paid'"))
	if err != nil {
		t.Fatal(err)
	}
	receipt := paid.Receipt
	m := server.WaitFor(t, job.Priya.Email, "Thanks, Priya: "+receipt)
	if !strings.Contains(m.HTML, ">£666.00</strong>") || !strings.Contains(m.Text, "£1,554.00 is left to pay.") || !strings.Contains(m.Text, "See it:\n") || m.Link("/d/") == "" {
		t.Errorf("the words are not the template's, or the link is gone: %s", m.Text)
	}

	page = owner.Open(templatesURL+"/receipt").Shows("With the newest: to Priya Raman", "Thanks, Priya: "+receipt)
	page.Submit("Save template", "subject", "Other words", "body", "Quite other words", "button", "Other").Shows("Saved.", "Other words")
	sent := storetest.Count(t, house.Store, "SELECT id FROM outbox WHERE kind = 'receipt'")
	mailURL := fmt.Sprintf("/studio/emails/%d", sent)
	owner.Open(mailURL).Shows("We got £666.00", "See it").Hides("Quite other words")

	confirm := owner.Open(templatesURL + "/receipt").Follow("Reset to default").Shows("Reset “Receipt” in English?")
	if templateCount(t, house.Store) != 1 {
		t.Error("it was reset before that was confirmed")
	}
	confirm.Submit("Reset to default").IsAt(templatesURL+"/receipt?language=en").Shows("Anteroom’s words again", "We have received £666.00")
	if templateCount(t, house.Store) != 0 {
		t.Error("the words are still there")
	}
	owner.Open(templatesURL + "/receipt").Hides("Reset to default")
	owner.Open(mailURL).Shows("We got £666.00", "See it")
	owner.Open(templatesURL + "/receipt/removal").IsAt(templatesURL + "/receipt?language=en")
}

// Every field is tried with what it cannot take: it says so, keeps what was
// typed, and nothing is saved, nor sent.
func TestATemplateRefusesNonsense(t *testing.T) {
	_, house, owner, server := trialHouse(t)
	for _, try := range [][3]string{
		{"subject", "", "Please fill this in."},
		{"subject", "Two\nlines", "cannot read"},
		{"subject", strings.Repeat("x", 201), "under 200"},
		{"subject", "For {nobody}", "{nobody} stands for nothing here"},
		{"subject", "For {name", "without its other half"},
		{"body", "", "Please fill this in."},
		{"body", "  \n ", "Please fill this in."},
		{"body", "Dear name}", "without its other half"},
		{"body", "Dear {{name}}", "without its other half"},
		{"body", "Dear {code}", "{code} stands for nothing here"},
		{"body", strings.Repeat("x", 5001), "under 5000"},
		{"button", "", "Please fill this in."},
		{"button", "For {name}", "A button has no fields"},
		{"button", "Two\nlines", "cannot read"},
		{"button", strings.Repeat("x", 41), "under 40"},
	} {
		for _, button := range []string{"Save template", "Send to myself"} {
			page := owner.Open(templatesURL+"/sign-in").Submit(button, try[0], try[1])
			page.Is(http.StatusUnprocessableEntity).Shows(try[2])
			if page.Value(try[0]) != strings.TrimSpace(try[1]) {
				t.Errorf("%s: %q became %q", try[0], try[1], page.Value(try[0]))
			}
		}
	}
	if n := templateCount(t, house.Store); n != 0 {
		t.Errorf("%d templates were kept", n)
	}
	if got := len(server.Messages()); got != 0 {
		t.Errorf("%d mails went", got)
	}
	owner.Open(templatesURL+"/sign-in").Submit("Save template", "body", `Dear {name}, \{braces\} are plain.`).Shows("Saved.", "Dear Marian, {braces} are plain.")
}

func TestATestOfATemplateGoesToOneself(t *testing.T) {
	_, house, owner, server := trialHouse(t)
	page := owner.Open(templatesURL+"/sign-in").Submit("Send to myself", "subject", "In, {name}", "body", "As **typed**, {studio}.", "button", "Come in")
	page.Is(http.StatusOK).Shows("A test is on its way to " + storetest.OwnerEmail)
	if page.Value("subject") != "In, {name}" {
		t.Errorf("what was typed became %q", page.Value("subject"))
	}
	m := server.WaitFor(t, storetest.OwnerEmail, "[Test] In, Marian")
	if !strings.Contains(m.HTML, ">typed</strong>") || !strings.Contains(m.Text, "Come in:\n"+house.URL+templatesURL+"/sign-in?language=en") || !strings.Contains(m.Text, "000 000") {
		t.Errorf("the test is not the email as it was typed: %s", m.Text)
	}
	if n := storetest.Count(t, house.Store, "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM link) + (SELECT count(*) FROM email_template) + (SELECT count(*) FROM pass WHERE purpose = 'sign-in')"); n != 0 {
		t.Error("something was made or saved")
	}
}

func TestWithoutAMailServerNoTestOfATemplateGoes(t *testing.T) {
	house := newHouse(t)
	house.Owner(t).Open(templatesURL + "/quote").Submit("Send to myself").Is(http.StatusConflict).Shows("No mail server is set up, so no test can go.")
}

func TestThePreviewFollowsWhatIsTyped(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Post(templatesURL+"/quote/preview", "language", "en", "subject", "About {title}", "body", "Hi {name}, <script>alert(1)</script> until {until}.", "button", "Go")
	page.Is(http.StatusOK).Shows("About Brochure and photographs", "Hi Marian", "until 14 December 2026", "Go")
	if strings.Contains(page.Body, "<script>alert") {
		t.Errorf("the part is %s", page.Body)
	}
	if templateCount(t, house.Store) != 0 {
		t.Error("a preview was saved")
	}
}

// What is reviewed begins with the template; the number, which the sending gives,
// stays a field until then.
func TestReviewBeginsWithTheTemplate(t *testing.T) {
	job, house, owner, server := trialHouse(t)
	owner.Open(templatesURL+"/invoice").Submit("Save template", "subject", "{title}: invoice {number}", "body", "Dear {name}, {number} is for {client}.", "button", "Look").Shows("Saved.")
	i := job.DraftInvoice(t, func(c *store.Content) { c.Title = "Loft {total}" })
	page := owner.Open(invoiceURL(i.ID) + "/sending")
	if page.Value("subject") != `Loft \{total\}: invoice {number}` || page.Value("body") != "Dear Priya, {number} is for Raman." {
		t.Errorf("the review begins with %q, %q", page.Value("subject"), page.Value("body"))
	}
	page.Shows("{number} is filled in").Submit("Issue and send").IsAt(invoiceURL(i.ID))
	tick(t, house, server)
	m := server.WaitFor(t, job.Priya.Email, "Loft {total}: invoice INV-0001")
	if !strings.Contains(m.Text, "Dear Priya, INV-0001 is for Raman.") || !strings.Contains(m.Text, "Look:\n") {
		t.Errorf("the email says %s", m.Text)
	}
}
