package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/handlers"
	"anteroom/handlers/mail/mailtest"
	"anteroom/store"
	"anteroom/store/storetest"
)

const reminderSettings = "/studio/settings/reminders"

// steps are the studio's steps by what they are about and their days.
func steps(t *testing.T, s *store.Store) map[string]store.ReminderStep {
	t.Helper()
	list, err := s.ReminderSteps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	byDay := map[string]store.ReminderStep{}
	for _, step := range list {
		byDay[fmt.Sprintf("%s %d", step.About, step.Days)] = step
	}
	return byDay
}

func TestReminderSettings(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	page := owner.Open("/studio/settings").Follow("Reminders").IsAt(reminderSettings)
	page.Shows("3 days before it is due", "1 day after it was due", "7 days after it was due", "14 days after it was due", "3 days before it ends",
		"Invoice {number} is still open", "{amount}", "what is due by now", "No mail server is set up, so nobody is reminded.")
	seven := "Save reminder: 7 days after it was due"
	page.Submit(seven, "subject", "Dear {name}, about {number}").IsAt(reminderSettings).Shows("Saved.", "Dear {name}, about {number}")
	step := steps(t, house.Store)["invoice 7"]
	if step.Subject != "Dear {name}, about {number}" || step.Body != "" {
		t.Errorf("what was left as it was proposed is kept as the studio's own: %+v", step)
	}
	page = owner.Open(reminderSettings).Submit(seven, "days", "10", "subject", "").Shows("10 days after it was due")
	if step := steps(t, house.Store)["invoice 10"]; step.Subject != "" || step.From != "2026-11-24" {
		t.Errorf("%+v", step)
	}
	page = page.Submit("Remove: 14 days after it was due").Shows("Removed.").Hides("14 days after it was due")
	page = page.Submit("Add reminder", "days", "0", "side", "after").Shows("On the day it is due", "It begins with tomorrow")
	page.Submit("Save reminders", "on", "").Shows("Reminders are off.")
	if s := house.Store.Studio(); s.Reminders || len(steps(t, house.Store)) != 5 {
		t.Errorf("on: %v, %d steps", s.Reminders, len(steps(t, house.Store)))
	}
	owner.Open(reminderSettings).Shows("Nobody is reminded by itself.").Submit("Save reminders", "on", "on").Shows("Reminders are on.")
}

func TestReminderSettingsRefuseNonsense(t *testing.T) {
	house := newHouse(t)
	owner := house.Owner(t)
	before := steps(t, house.Store)
	for _, try := range []struct{ button, field, value, says string }{
		{"Save reminder: 7 days after it was due", "days", "soon", "whole number"},
		{"Save reminder: 7 days after it was due", "days", "1", "on this day already"},
		{"Save reminder: 7 days after it was due", "days", "999", "up to 365"},
		{"Save reminder: 7 days after it was due", "subject", "About {password}", "{password} stands for nothing"},
		{"Save reminder: 7 days after it was due", "subject", strings.Repeat("x", 201), "under 200"},
		{"Save reminder: 7 days after it was due", "body", "caf\xe9", "cannot read"},
		{"Save reminder: 7 days after it was due", "body", strings.Repeat("x", 5001), "under 5000"},
		{"Save reminder: 3 days before it ends", "body", "Of {amount}", "{amount} stands for nothing"},
		{"Save reminder: 3 days before it ends", "days", "-4", "while it is valid"},
		{"Add reminder", "days", "", "whole number"},
	} {
		page := owner.Open(reminderSettings).Submit(try.button, try.field, try.value).Is(http.StatusUnprocessableEntity)
		page.Shows(try.says)
	}
	if after := steps(t, house.Store); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("%v became %v", before, after)
	}
}

func TestTheInvoiceShowsItsReminders(t *testing.T) {
	house, job, server := postHouse(t)
	owner := house.Owner(t)
	i := job.Invoiced(t)
	page := owner.Open(invoiceURL(i.ID)).Shows("Reminders", "Deposit, 1 day after", "24 Nov", "Change the words")
	page.Submit("Save reminders", "on", "").Shows("Reminders are off.", "nobody is reminded of this by the clock", "You switched off the reminders of invoice INV-0001").Hides("1 day after")
	house.Clock.Add(24 * time.Hour)
	tick(t, house, server)
	page = owner.Open(invoiceURL(i.ID)).Shows("Deposit, 1 day after: left out, reminders were off")
	page.SubmitByHTMX("Save reminders", "on", "on").Shows("Deposit, 7 days after", "30 Nov").Hides("Payment schedule")
	house.Clock.Add(6 * 24 * time.Hour)
	tick(t, house, server)
	server.WaitFor(t, "priya@example.com", "Invoice INV-0001 was due on 23 November 2026")
	page = owner.Open(invoiceURL(i.ID)).Shows("Deposit, 7 days after, to Priya Raman", "Anteroom reminded Priya Raman of invoice INV-0001")
	page.Follow("Deposit, 7 days after, to Priya Raman").Shows("Sent", "£666.00 of invoice INV-0001 for Window seat was due on 23 November 2026.")
	client := owner.Open(fmt.Sprintf("/studio/clients/%d", job.Client.ID))
	client.Submit("Save reminders", "on", "").Shows("Raman is left in peace", "Nobody here is reminded by the clock")
	owner.Open(invoiceURL(i.ID)).Shows("Reminders are switched off for Raman.")
}

// While a bank looks into a dispute nobody is reminded, and the page says so.
func TestTheInvoiceSaysThatItsRemindersWait(t *testing.T) {
	_, job, server := postHouse(t)
	i := job.Invoiced(t)
	storetest.Exec(t, job.Store, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, provider_id, paid_on, receipt, started_at, settled_at)
		VALUES (?, 'one', 'card', 'paid', 100, 'GBP', 'pi_1', '2026-11-23', 'R1', 0, 0)`, i.ID)
	house := openHouse(t, job.Store, job.Clock, func(c *handlers.Config) { c.SMTP = server.Settings() })
	owner, why := house.Owner(t), "A refund or a dispute is open, so nobody is reminded until it is settled."
	owner.Open(invoiceURL(i.ID)).Shows("Deposit, 1 day after").Hides(why)
	d := store.DisputeOutcome{DisputeID: "du_1", Intent: "pi_1", State: "open", Amount: 100, Currency: "GBP", Opened: storetest.Start}
	if err := job.SettleDispute(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	owner.Open(invoiceURL(i.ID)).Shows(why).Hides("Deposit, 1 day after")
}

func TestAReminderIsSentByHand(t *testing.T) {
	house, job, server := postHouse(t)
	owner := house.Owner(t)
	i := job.Invoiced(t)
	house.Clock.Add(24*time.Hour + 14*time.Hour) // 23:00: a person may write at night
	page := owner.Open(invoiceURL(i.ID)).Follow("Send a reminder now").Shows("INV-0001, £666.00 due 23 November 2026", "View Invoice")
	if subject := page.Value("subject"); subject != "Invoice INV-0001 was due on 23 November 2026" {
		t.Errorf("the subject is %q", subject)
	}
	page.Submit("Send a reminder", "subject", "").Is(http.StatusUnprocessableEntity)
	for range 2 {
		page.Submit("Send a reminder", "body", "Dear Priya, *{amount}* is what I typed.").IsAt(invoiceURL(i.ID)).Shows("The reminder is on its way.", "Sent by Hannah Rowe, to Priya Raman")
	}
	tick(t, house, server)
	m := server.WaitFor(t, "priya@example.com", "Invoice INV-0001 was due on 23 November 2026")
	if !strings.Contains(m.Text, "*{amount}* is what I typed.") || m.Link("/d/") == "" || len(m.Attachments) != 1 {
		t.Errorf("the words, the link or the invoice is missing: %s", m.Text)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invoice-reminder'"); n != 1 {
		t.Errorf("%d emails", n)
	}
	owner.Open(invoiceURL(i.ID)).Shows("You reminded Priya Raman of invoice INV-0001")
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Total, PaidOn: job.Today(), Attempt: "attempt-0000000000001"}); err != nil {
		t.Fatal(err)
	}
	owner.Open(invoiceURL(i.ID) + "/reminder").IsAt(invoiceURL(i.ID))
	if owner.Open(invoiceURL(i.ID)).HasLink("Send a reminder now") {
		t.Error("a paid invoice can be reminded of")
	}

	q := job.Sent(t)
	page = owner.Open(quoteURL(q.ID)).Shows("3 days before").Follow("Send a reminder now")
	page.Submit("Send a reminder").IsAt(quoteURL(q.ID)).Shows("The reminder is on its way.")
	owner.Open(quoteURL(q.ID)).Submit("Save reminders", "on", "").Shows("Reminders are off.")
	tick(t, house, server)
	if m := server.WaitFor(t, "priya@example.com", "Your quote from Alder & Rowe is valid until"); !strings.Contains(m.Text, "sign it on your phone") {
		t.Errorf("the quote's reminder: %s", m.Text)
	}
}

func TestTheWordsOfAStepAreFilledAndNothingElseIs(t *testing.T) {
	house, job, server := postHouse(t)
	step := steps(t, house.Store)["invoice 1"]
	step.Subject, step.Body = "{number} for {client}: {when}", "Hello {name}, **{part}** of *{title}* is {amount} of {total}, {left} left, due {due}. {studio}, {project}"
	if err := job.SaveReminderStep(t.Context(), job.Owner, step); err != nil {
		t.Fatal(err)
	}
	i := job.Invoiced(t, func(c *store.Content) { c.Title = "Seat {total} *oak*" })
	house.Clock.Add(24 * time.Hour)
	tick(t, house, server)
	m := server.WaitFor(t, "priya@example.com", "INV-0001 for Raman: yesterday")
	if !strings.Contains(m.HTML, ">Deposit</strong>") || !strings.Contains(m.HTML, ">Seat {total} *oak*</em>") {
		t.Errorf("the marks of the words are not told from those of the title: %s", m.HTML)
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Name != i.Number+".pdf" || !bytes.HasPrefix(m.Attachments[0].Data, []byte("%PDF-")) {
		t.Error("the invoice does not go along")
	}
	house.Owner(t).Open(invoiceURL(i.ID)).Follow("Deposit, 1 day after, to Priya Raman").
		Shows("Hello Priya, Deposit of Seat {total} *oak* is £666.00 of £2,220.00, £2,220.00 left, due 23 November 2026. Alder & Rowe, Kitchen and garden room")
}

func TestATestOfAReminderGoesToTheOwner(t *testing.T) {
	job, _, owner, server := trialHouse(t)
	i := job.Invoiced(t)
	page := owner.Open(invoiceURL(i.ID) + "/reminder")
	page.Submit("Send me a test first", "body", "Just so.").Shows("A test is on its way to " + storetest.OwnerEmail)
	if m := server.WaitFor(t, storetest.OwnerEmail, "[Test] Invoice INV-0001 is due today"); !strings.Contains(m.Text, "Just so.") || strings.Contains(m.Text, "/d/") {
		t.Errorf("the test is another email: %s", m.Text)
	}
	q := job.Sent(t)
	owner.Open(quoteURL(q.ID) + "/reminder").Submit("Send me a test first").Shows("A test is on its way to")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM reminder"); n != 0 {
		t.Errorf("%d reminders were noted", n)
	}
}

// Killed between the claim and the send, or when the server had the mail and
// nobody heard of it: at most one arrives.
func TestAReminderIsSentAtMostOnce(t *testing.T) {
	for name, trouble := range map[string]struct {
		happens func(*testing.T, *House, *mailtest.Server)
		arrive  int
	}{
		"killed before it was sent": {func(t *testing.T, h *House, _ *mailtest.Server) {
			if err := h.Store.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
			if m, err := h.Store.ClaimMail(t.Context()); err != nil || !m.IsReminder() {
				t.Fatalf("claimed %+v, %v", m, err)
			}
		}, 0},
		"killed between the step and its mail": {func(t *testing.T, h *House, _ *mailtest.Server) {
			if err := h.Store.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
		}, 1},
		"the answer was lost":        {func(_ *testing.T, _ *House, s *mailtest.Server) { s.DropAfterData(1) }, 1},
		"the server was busy before": {func(_ *testing.T, _ *House, s *mailtest.Server) { s.RefuseRecipients(mailtest.TryLater) }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			house, job, server := postHouse(t)
			i := job.Invoiced(t)
			tick(t, house, server)
			house.Clock.Add(24 * time.Hour)
			trouble.happens(t, house, server)
			again := openHouse(t, house.Store, house.Clock, func(c *handlers.Config) { c.SMTP = server.Settings() }) // as after a restart
			for n := range 24 {
				tick(t, again, server)
				house.Clock.Add(15 * time.Minute)
				if n == 2 {
					server.Heal()
				}
			}
			arrived := 0
			for _, m := range server.Messages() {
				if strings.HasPrefix(m.Subject, "Invoice INV-0001 was due") {
					arrived++
				}
			}
			if arrived != trouble.arrive {
				t.Errorf("%d arrived, not %d", arrived, trouble.arrive)
			}
			if name == "killed before it was sent" || name == "the answer was lost" {
				house.Owner(t).Open(invoiceURL(i.ID)).Shows("to Priya Raman: could not be sent").Follow("Deposit, 1 day after, to Priya Raman: could not be sent").
					Shows("It may have arrived, and a reminder is never sent twice by itself.")
			}
		})
	}
}

func TestAReminderThatMeetsTheNightWaitsForTheMorning(t *testing.T) {
	house, job, server := postHouse(t)
	job.Invoiced(t)
	tick(t, house, server)
	house.Clock.Add(24*time.Hour + 10*time.Hour + 58*time.Minute) // 19:58
	server.RefuseRecipients(mailtest.TryLater)
	tick(t, house, server)
	server.Heal()
	count := func() (n int) {
		for _, m := range server.Messages() {
			if strings.Contains(m.Subject, "was due on") {
				n++
			}
		}
		return n
	}
	for range 12 * 4 { // until 7:58
		house.Clock.Add(15 * time.Minute)
		tick(t, house, server)
	}
	if n := count(); n != 0 {
		t.Errorf("%d arrived in the night", n)
	}
	house.Clock.Add(15 * time.Minute)
	tick(t, house, server)
	if n := count(); n != 1 {
		t.Errorf("%d arrived in the morning", n)
	}
}

func TestWithoutAMailServerNobodyIsReminded(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t)
	for range 10 {
		house.Clock.Add(24 * time.Hour)
		house.Server.Tick(t.Context())
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM reminder"); n != 0 {
		t.Errorf("%d steps were taken, and would go in a burst", n)
	}
	house.Owner(t).Open(invoiceURL(i.ID)).Shows("No mail server is set up, so nobody is reminded.")
}
