package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// remind lets days pass, and the clock look for what is due on each of them.
func remind(t *testing.T, job *storetest.Job, days int) {
	t.Helper()
	for range days {
		job.Clock.Add(24 * time.Hour)
		if err := job.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// taken are the steps that were taken of a document, the oldest first:
// "7 of 2026-11-23 on 2026-11-30", and why where nothing was sent.
func taken(t *testing.T, job *storetest.Job, o store.Object) (list []string) {
	t.Helper()
	reminders, err := job.Reminders(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range slices.Backward(reminders) {
		text := fmt.Sprintf("%d of %s on %s", r.Days, r.Due, store.DateOf(r.At))
		if r.ByHand {
			text = fmt.Sprintf("by %s on %s", r.Who, store.DateOf(r.At))
		}
		if r.Skipped != "" {
			text += ": " + r.Skipped
		}
		if (r.Skipped == "") == (len(r.Mails) == 0) {
			t.Errorf("%s has %d mails", text, len(r.Mails))
		}
		list = append(list, text)
	}
	return list
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("taken:\n\t%s\nnot:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func invoiceOf(i store.Invoice) store.Object { return store.Object{Kind: "invoice", ID: i.ID} }

func TestEachStepIsTakenOnceAndNoInvoiceIsChasedForEver(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	if err := job.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, taken(t, job, invoiceOf(i))) // the deposit is due on the day that the invoice came
	coming, err := job.ComingReminders(t.Context(), invoiceOf(i))
	if err != nil || len(coming) != 7 || coming[0] != (store.Coming{On: "2026-11-24", Due: "2026-11-23", Days: 1}) {
		t.Errorf("coming: %v, %v", coming, err)
	}
	remind(t, job, 3)
	for range 3 {
		if err := job.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	remind(t, job, 60)
	same(t, taken(t, job, invoiceOf(i)), "1 of 2026-11-23 on 2026-11-24", "7 of 2026-11-23 on 2026-11-30", "-3 of 2026-12-07 on 2026-12-04",
		"14 of 2026-11-23 on 2026-12-07", "1 of 2026-12-07 on 2026-12-08", "7 of 2026-12-07 on 2026-12-14", "14 of 2026-12-07 on 2026-12-21: enough")
	if coming, err := job.ComingReminders(t.Context(), invoiceOf(i)); err != nil || len(coming) != 0 {
		t.Errorf("still coming: %v, %v", coming, err)
	}
}

func TestNobodyIsRemindedOfWhatIsNotAwaited(t *testing.T) {
	attempt := "attempt-0000000000001"
	for name, change := range map[string]func(*testing.T, *storetest.Job, store.Invoice) error{
		"paid": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Total, PaidOn: j.Today(), Attempt: attempt})
		},
		"credited": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			_, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{})
			return err
		},
		"void": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			_, err := j.VoidInvoice(t.Context(), j.Owner, i.ID, "Written twice")
			return err
		},
		"a bank asks for money back": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			cardPaid(t, j, i.ID, "pi_1", 100, 0)
			return j.SettleDispute(t.Context(), disputeOf("pi_1", "open"))
		},
		"a bank asks for money back that paid another invoice at once": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			lead := cardPaid(t, j, j.Invoiced(t).ID, "pi_1", 100, 0)
			cardPaid(t, j, i.ID, "", 100, lead)
			return j.SettleDispute(t.Context(), disputeOf("pi_1", "open"))
		},
		"archived with its project": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.SetProjectStatus(t.Context(), j.Owner, i.ProjectID, "archived")
		},
		"archived with its client": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.ArchiveClient(t.Context(), j.Owner, i.ClientID)
		},
		"a transfer is announced": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			storetest.Exec(t, j.Store, "INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at) VALUES (?, 'one', 'bank', 'announced', ?, 'GBP', 0)", i.ID, i.Total)
			return nil
		},
		"a payment is processed": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			storetest.Exec(t, j.Store, "INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at) VALUES (?, 'one', 'card', 'processing', ?, 'GBP', 0)", i.ID, i.Total)
			return nil
		},
		"a refund is under way": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: 100, PaidOn: j.Today(), Attempt: attempt}); err != nil {
				return err
			}
			storetest.Exec(t, j.Store, `INSERT INTO refund (payment_id, attempt, state, amount, currency, started_at)
				SELECT id, 'one', 'processing', 100, 'GBP', 0 FROM payment WHERE invoice_id = ?`, i.ID)
			return nil
		},
		"the studio has yet to say what becomes of a refund": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			if err := j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "card", Amount: 100, PaidOn: j.Today(), Attempt: attempt}); err != nil {
				return err
			}
			storetest.Exec(t, j.Store, `INSERT INTO refund (payment_id, attempt, state, wish, amount, currency, refunded_on, started_at, settled_at)
				SELECT id, 'one', 'done', 'ask', 100, 'GBP', '2026-11-23', 0, 0 FROM payment WHERE invoice_id = ?`, i.ID)
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			job := storetest.NewJob(t)
			i, other := job.Invoiced(t), job.Invoiced(t)
			if err := change(t, job, i); err != nil {
				t.Fatal(err)
			}
			remind(t, job, 30)
			same(t, taken(t, job, invoiceOf(i)))
			if strings.HasPrefix(name, "archived") {
				return // and the other with it
			}
			if n := len(taken(t, job, invoiceOf(other))); n == 0 {
				t.Error("of the other invoice nobody is reminded either")
			}
		})
	}
}

// cardPaid notes a card payment as it arrived; lead is the one that it was made
// at once with, or 0.
func cardPaid(t *testing.T, j *storetest.Job, invoice int64, intent string, amount, lead int64) (id int64) {
	t.Helper()
	storetest.Exec(t, j.Store, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, provider_id, with_id, paid_on, receipt, started_at, settled_at)
		VALUES (?1, ?2, 'card', 'paid', ?3, 'GBP', nullif(?4, ''), nullif(?5, 0), '2026-11-23', ?2, 0, 0)`, invoice, fmt.Sprintf("card of %d", invoice), amount, intent, lead)
	return storetest.Count(t, j.Store, "SELECT id FROM payment WHERE invoice_id = ?", invoice)
}

func disputeOf(intent, state string) store.DisputeOutcome {
	return store.DisputeOutcome{DisputeID: "du_1", Intent: intent, State: state, Amount: 100, Currency: "GBP", Opened: storetest.Start}
}

// What came due during a dispute is not asked for all at once when the bank has
// decided for the studio.
func TestADisputeSilencesRemindersUntilItIsDecided(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	cardPaid(t, job, i.ID, "pi_1", 100, 0)
	settleDispute(t, job, disputeOf("pi_1", "open"))
	remind(t, job, 9)
	same(t, taken(t, job, invoiceOf(i)))
	if waits, err := job.RemindersWait(t.Context(), i.ID); err != nil || !waits {
		t.Errorf("it does not wait: %v", err)
	}
	settleDispute(t, job, disputeOf("pi_1", "won"))
	remind(t, job, 1)
	same(t, taken(t, job, invoiceOf(i)), "7 of 2026-11-23 on 2026-12-03", "1 of 2026-11-23 on 2026-12-03: later")
	if waits, err := job.RemindersWait(t.Context(), i.ID); err != nil || waits {
		t.Errorf("it still waits: %v", err)
	}
}

func TestOnlyWhatIsDueIsAskedFor(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	if err := job.RecordPayment(t.Context(), job.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Next().Left(), PaidOn: job.Today(), Attempt: "attempt-0000000000001"}); err != nil {
		t.Fatal(err)
	}
	remind(t, job, 12)
	same(t, taken(t, job, invoiceOf(i)), "-3 of 2026-12-07 on 2026-12-04")
	now, err := job.Invoice(t.Context(), i.ID)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[store.Date]int64{"2026-11-23": 0, "2026-12-06": 0, "2026-12-07": 155400, "2027-01-01": 155400} {
		if got := now.DueBy(day); got != want {
			t.Errorf("%d due by %s, not %d", got, day, want)
		}
	}
}

func TestAfterASilenceTheNewestStepIsSentAlone(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	job.Clock.Add(9 * 24 * time.Hour) // 2 December
	remind(t, job, 0)
	if err := job.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, taken(t, job, invoiceOf(i)), "7 of 2026-11-23 on 2026-12-02", "1 of 2026-11-23 on 2026-12-02: later")
	job.Clock.Add(13 * 24 * time.Hour) // 15 December: both parts are late
	remind(t, job, 2)
	same(t, taken(t, job, invoiceOf(i))[2:], "14 of 2026-11-23 on 2026-12-16", "-3 of 2026-12-07 on 2026-12-16: passed",
		"1 of 2026-12-07 on 2026-12-16: later", "7 of 2026-12-07 on 2026-12-16: together")
	job.Clock.Add(60 * 24 * time.Hour)
	remind(t, job, 10)
	if n := len(taken(t, job, invoiceOf(i))); n != 6 {
		t.Errorf("%d steps were taken: what came two months ago is let go", n)
	}
}

func TestTheClockRemindsByDay(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	job.Clock.Add(10*time.Hour + 59*time.Minute) // 19:59 on the day of the invoice
	for range 3 {
		job.Clock.Add(4 * time.Hour) // 23:59, 3:59, 7:59
		if err := job.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	same(t, taken(t, job, invoiceOf(i)))
	job.Clock.Add(time.Minute)
	if err := job.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, taken(t, job, invoiceOf(i)), "1 of 2026-11-23 on 2026-11-24")
}

func TestRemindersCanBeSwitchedOff(t *testing.T) {
	for name, change := range map[string]func(*storetest.Job, store.Invoice, bool) error{
		"for all": func(j *storetest.Job, _ store.Invoice, on bool) error {
			return j.SwitchReminders(t.Context(), j.Owner, on)
		},
		"for the client": func(j *storetest.Job, _ store.Invoice, on bool) error {
			return j.SwitchRemindersOf(t.Context(), j.Owner, store.Object{Kind: "client", ID: j.Client.ID}, on)
		},
		"for the invoice": func(j *storetest.Job, i store.Invoice, on bool) error {
			return j.SwitchRemindersOf(t.Context(), j.Owner, invoiceOf(i), on)
		},
	} {
		t.Run(name, func(t *testing.T) {
			job := storetest.NewJob(t)
			i := job.Invoiced(t)
			if err := change(job, i, false); err != nil {
				t.Fatal(err)
			}
			remind(t, job, 8)
			same(t, taken(t, job, invoiceOf(i)), "1 of 2026-11-23 on 2026-11-24: off", "7 of 2026-11-23 on 2026-11-30: off")
			if err := change(job, i, true); err != nil {
				t.Fatal(err)
			}
			remind(t, job, 3) // what came meanwhile is not made up for
			same(t, taken(t, job, invoiceOf(i))[2:], "-3 of 2026-12-07 on 2026-12-04")
		})
	}
	job := storetest.NewJob(t)
	if err := job.SwitchRemindersOf(t.Context(), job.Owner, store.Object{Kind: "file", ID: 1}, false); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("of a file: %v", err)
	}
}

func TestNobodyHearsOfTwoThingsInOneDay(t *testing.T) {
	job := storetest.NewJob(t)
	var invoices []store.Invoice
	for range 3 {
		invoices = append(invoices, job.Invoiced(t))
	}
	for day := range 3 {
		remind(t, job, 1)
		for range 3 {
			if err := job.Remind(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invoice-reminder'"); int(n) != day+1 {
			t.Errorf("%d reminders after %d days", n, day+1)
		}
	}
	for _, i := range invoices {
		if n := len(taken(t, job, invoiceOf(i))); n != 1 {
			t.Errorf("of %s they were reminded %d times", i.Number, n)
		}
	}
}

func TestASilenceDoesNotEndInABurst(t *testing.T) {
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	var job *storetest.Job
	for n := range 7 {
		job = storetest.JobAt(t, s, clock, owner, fmt.Sprintf("Client %d", n), fmt.Sprintf("p%d@example.com", n), fmt.Sprintf("t%d@example.com", n))
		job.Invoiced(t)
	}
	clock.Add(10 * 24 * time.Hour)
	for _, want := range []int64{5, 7, 7} {
		if err := s.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := storetest.Count(t, s, "SELECT count(*) FROM outbox WHERE kind = 'invoice-reminder'"); n != want {
			t.Errorf("%d reminders, not %d", n, want)
		}
	}
}

func TestThoseAreRemindedWhoGotTheInvoice(t *testing.T) {
	job := storetest.NewJob(t)
	wen, err := job.AddContact(t.Context(), job.Owner, job.Client.ID, store.ContactDetails{Name: "Wen Li", Email: "wen@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	people := func(contacts ...int64) {
		t.Helper()
		if err := job.EditProject(t.Context(), job.Owner, job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", Contacts: contacts}); err != nil {
			t.Fatal(err)
		}
	}
	to := func(i store.Invoice) (names []string) {
		t.Helper()
		list, err := job.Reminders(t.Context(), invoiceOf(i))
		if err != nil || len(list) == 0 {
			t.Fatalf("%d reminders, %v", len(list), err)
		}
		for _, m := range list[0].Mails {
			names = append(names, m.To)
		}
		return names
	}
	people(job.Priya.ID, wen.ID, job.Tom.ID)
	i := job.Invoiced(t) // sent to Priya, who signed
	if _, err := job.SendInvoice(t.Context(), job.Owner, i.ID, store.Letter{Contacts: []int64{wen.ID}, Subject: "Your invoice"}); err != nil {
		t.Fatal(err)
	}
	remind(t, job, 1)
	same(t, to(i), "Priya Raman", "Wen Li")
	people(wen.ID, job.Tom.ID)
	remind(t, job, 6)
	same(t, to(i), "Wen Li")
	people(job.Tom.ID)
	remind(t, job, 4) // nobody who got it is left
	same(t, to(i), "Tom Hollis")
	people()
	remind(t, job, 3)
	if all := taken(t, job, invoiceOf(i)); !strings.HasSuffix(all[len(all)-1], ": nobody") {
		t.Errorf("there is nobody to tell: %v", all)
	}
}

func TestAQuoteIsRemindedOfBeforeItEnds(t *testing.T) {
	for name, change := range map[string]func(*testing.T, *storetest.Job, store.Quote) error{
		"waiting": func(*testing.T, *storetest.Job, store.Quote) error { return nil },
		"accepted": func(t *testing.T, j *storetest.Job, q store.Quote) error {
			_, err := j.Portal(t, j.Priya).AcceptQuote(t.Context(), q.ID, storetest.Signing(t, q))
			return err
		},
		"declined": func(t *testing.T, j *storetest.Job, q store.Quote) error {
			_, err := j.Portal(t, j.Priya).DeclineQuote(t.Context(), q.ID, "", store.Visit{})
			return err
		},
		"archived": func(t *testing.T, j *storetest.Job, q store.Quote) error {
			return j.ArchiveQuote(t.Context(), j.Owner, q.ID, true)
		},
		"replaced": func(t *testing.T, j *storetest.Job, q store.Quote) error {
			revision, err := j.ReviseQuote(t.Context(), j.Owner, q.ID)
			if err == nil {
				_, err = j.SendQuote(t.Context(), j.Owner, revision.ID, j.Letter())
			}
			return err
		},
		"off": func(t *testing.T, j *storetest.Job, q store.Quote) error {
			return j.SwitchRemindersOf(t.Context(), j.Owner, store.Object{Kind: "quote", ID: q.ID}, false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			job := storetest.NewJob(t)
			q := job.Sent(t, func(c *store.Content) { c.ValidUntil = "2026-12-03" })
			if err := change(t, job, q); err != nil {
				t.Fatal(err)
			}
			remind(t, job, 30)
			want := map[string][]string{"waiting": {"-3 of 2026-12-03 on 2026-11-30"}, "off": {"-3 of 2026-12-03 on 2026-11-30: off"}}[name]
			same(t, taken(t, job, store.Object{Kind: "quote", ID: q.ID}), want...)
		})
	}
	job := storetest.NewJob(t)
	q := job.Sent(t, func(c *store.Content) { c.ValidUntil = "2026-11-26" }) // the step's day is the day that it was sent
	remind(t, job, 10)
	same(t, taken(t, job, store.Object{Kind: "quote", ID: q.ID}))
}

func TestANewStepLeavesAloneWhatIsOlder(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	job.Clock.Add(5 * 24 * time.Hour)
	for _, days := range []int{2, 5, 6} {
		if err := job.AddReminderStep(t.Context(), job.Owner, store.ReminderStep{About: "invoice", Days: days}); err != nil {
			t.Fatal(err)
		}
	}
	steps, err := job.ReminderSteps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	first := steps[slices.IndexFunc(steps, func(s store.ReminderStep) bool { return s.Days == 1 })]
	if err := job.RemoveReminderStep(t.Context(), job.Owner, first.ID); err != nil {
		t.Fatal(err)
	}
	remind(t, job, 2)
	same(t, taken(t, job, invoiceOf(i)), "6 of 2026-11-23 on 2026-11-29", "7 of 2026-11-23 on 2026-11-30")
	seven := steps[slices.IndexFunc(steps, func(s store.ReminderStep) bool { return s.Days == 7 })]
	seven.Days = 9
	if err := job.SaveReminderStep(t.Context(), job.Owner, seven); err != nil {
		t.Fatal(err)
	}
	remind(t, job, 3) // it was sent, if on another day
	same(t, taken(t, job, invoiceOf(i))[2:])
}

func TestAStepIsRefusedWhereItMakesNoSense(t *testing.T) {
	job := storetest.NewJob(t)
	for field, step := range map[string]store.ReminderStep{
		"about":    {About: "file", Days: 1},
		"days":     {About: "invoice", Days: 366},
		"days ":    {About: "invoice", Days: 7},
		"days  ":   {About: "quote", Days: 1},
		"subject":  {About: "invoice", Days: 2, Subject: "{password}"},
		"subject ": {About: "invoice", Days: 2, Subject: "a\nb"},
		"body":     {About: "quote", Days: -2, Body: "Due {due}"},
		"body ":    {About: "quote", Days: -2, Body: strings.Repeat("x", 5001)},
	} {
		var invalid *store.Invalid
		err := job.AddReminderStep(t.Context(), job.Owner, step)
		if !errors.As(err, &invalid) || invalid.Fields[strings.TrimSpace(field)].Key == "" {
			t.Errorf("%+v: %v", step, err)
		}
	}
	var refused *store.Refused
	var err error
	for days := 20; days < 40 && err == nil; days++ {
		err = job.AddReminderStep(t.Context(), job.Owner, store.ReminderStep{About: "invoice", Days: days})
	}
	if !errors.As(err, &refused) {
		t.Errorf("there is no end to the steps: %v", err)
	}
}

func TestAReminderByHandTakesTheStepsWithIt(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	job.Clock.Add(8 * 24 * time.Hour)
	l := job.Letter()
	l.Attempt = "attempt-0000000000001"
	for range 2 { // a double click
		if err := job.RemindInvoice(t.Context(), job.Owner, i.ID, l); err != nil {
			t.Fatal(err)
		}
	}
	if err := job.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	remind(t, job, 1)
	same(t, taken(t, job, invoiceOf(i)), "by Hannah Rowe on 2026-12-01", "1 of 2026-11-23 on 2026-12-01: by hand", "7 of 2026-11-23 on 2026-12-01: by hand")
	var refused *store.Refused
	var invalid *store.Invalid
	if err := job.RemindInvoice(t.Context(), job.Owner, i.ID, store.Letter{Contacts: []int64{job.Tom.ID}, Subject: "Hello"}); !errors.As(err, &invalid) {
		t.Errorf("to one who is not on the project: %v", err)
	}
	if _, err := job.CreditInvoice(t.Context(), job.Owner, i.ID, store.Crediting{}); err != nil {
		t.Fatal(err)
	}
	if err := job.RemindInvoice(t.Context(), job.Owner, i.ID, job.Letter()); !errors.As(err, &refused) {
		t.Errorf("of what is not owed: %v", err)
	}
	q := job.Sent(t)
	if err := job.RemindQuote(t.Context(), job.Owner, q.ID, job.Letter()); err != nil {
		t.Error(err)
	}
	if err := job.RemindQuote(t.Context(), job.Owner, job.Draft(t).ID, job.Letter()); !errors.As(err, &refused) {
		t.Errorf("of a draft: %v", err)
	}
	if _, err := job.Portal(t, job.Priya).DeclineQuote(t.Context(), q.ID, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	if err := job.RemindQuote(t.Context(), job.Owner, q.ID, job.Letter()); !errors.As(err, &refused) {
		t.Errorf("of a declined quote: %v", err)
	}
}

func TestAReminderIsLookedAtAgainJustBeforeItIsSent(t *testing.T) {
	for name, change := range map[string]func(*testing.T, *storetest.Job, store.Invoice) error{
		"paid": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.RecordPayment(t.Context(), j.Owner, i.ID, store.HandPayment{Method: "cash", Amount: i.Next().Left(), PaidOn: j.Today(), Attempt: "attempt-0000000000001"})
		},
		"void": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			_, err := j.VoidInvoice(t.Context(), j.Owner, i.ID, "Written twice")
			return err
		},
		"credited": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			_, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{})
			return err
		},
		"disputed": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			cardPaid(t, j, i.ID, "pi_1", 100, 0)
			return j.SettleDispute(t.Context(), disputeOf("pi_1", "open"))
		},
		"switched off": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.SwitchRemindersOf(t.Context(), j.Owner, invoiceOf(i), false)
		},
		"switched off for all": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.SwitchReminders(t.Context(), j.Owner, false)
		},
		"project archived": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.SetProjectStatus(t.Context(), j.Owner, i.ProjectID, "archived")
		},
		"portal closed": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			return j.SetPortal(t.Context(), j.Owner, i.ClientID, false)
		},
		"two days late": func(t *testing.T, j *storetest.Job, i store.Invoice) error {
			j.Clock.Add(37 * time.Hour)
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			job := storetest.NewJob(t)
			i := job.Invoiced(t)
			storetest.Exec(t, job.Store, "UPDATE outbox SET state = 'sent'")
			remind(t, job, 1)
			m, err := job.ClaimMail(t.Context())
			if err != nil || !m.IsReminder() || m.Lapsed {
				t.Fatalf("%+v, %v", m, err)
			}
			if err := job.CheckMail(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			if err := change(t, job, i); err != nil {
				t.Fatal(err)
			}
			if err := job.CheckMail(t.Context(), m); !errors.Is(err, store.ErrStale) {
				t.Errorf("it would be sent: %v", err)
			}
		})
	}
	job := storetest.NewJob(t)
	job.Invoiced(t)
	storetest.Exec(t, job.Store, "UPDATE outbox SET state = 'sent'")
	job.Clock.Add(24*time.Hour + 10*time.Hour + 59*time.Minute) // 19:59
	if err := job.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	job.Clock.Add(time.Minute)
	m, err := job.ClaimMail(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var early *store.Early
	if err := job.CheckMail(t.Context(), m); !errors.As(err, &early) || early.Wait != 12*time.Hour {
		t.Errorf("at eight in the evening: %v", err)
	}
	job.Clock.Add(12 * time.Hour)
	if m, err = job.ClaimMail(t.Context()); err != nil || !m.Lapsed {
		t.Fatalf("a claim that was never settled: %v, %v", m.Lapsed, err)
	}
	if err := job.CheckMail(t.Context(), m); err != nil {
		t.Errorf("in the morning: %v", err)
	}
}

func TestARestoredStudioRemindsOfNothingOld(t *testing.T) {
	job := storetest.NewJob(t)
	i := job.Invoiced(t)
	backup, restored := t.TempDir()+"/backup.db", t.TempDir()+"/anteroom.db"
	job.Clock.Add(20 * time.Hour)
	if _, err := store.Backup(t.Context(), job.Path(), backup, false); err != nil {
		t.Fatal(err)
	}
	job.Clock.Add(8 * 24 * time.Hour) // meanwhile the steps of 1 and 7 days were sent
	if _, err := store.Restore(t.Context(), restored, backup, job.Now()); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), restored, store.Options{Now: job.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	old := *job
	old.Store = s
	job.Clock.Add(5 * time.Hour)
	remind(t, &old, 1)
	same(t, taken(t, &old, invoiceOf(i)))
	remind(t, &old, 2)
	same(t, taken(t, &old, invoiceOf(i)), "-3 of 2026-12-07 on 2026-12-04")
}
