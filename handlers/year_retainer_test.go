package handlers_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// retainers are recurring invoices of a year, all of one project: of each rhythm
// one.
type retainers struct {
	monthly   store.Recurring // on the last day of each month, issued and sent
	weekly    store.Recurring // on Mondays; these and the others are left as drafts
	quarterly store.Recurring // three times and no more
	yearly    store.Recurring // on the day on which the clocks go forward
	resting   store.Recurring // on the first of each month, but not in summer
}

func (y *year) retain(job *storetest.Job) (r retainers) {
	y.Helper()
	r.monthly = retainerOf(y.T, job, store.Rhythm{Every: 1, Unit: "month", Day: 31, From: "2026-11-30"}, func(v *store.RecurringTerms) { v.Sends = true })
	r.weekly = retainerOf(y.T, job, store.Rhythm{Every: 1, Unit: "week", From: "2026-11-30"})
	r.quarterly = retainerOf(y.T, job, store.Rhythm{Every: 3, Unit: "month", Day: 15, From: "2026-12-15"}, func(v *store.RecurringTerms) { v.Times = 3 })
	r.yearly = retainerOf(y.T, job, store.Rhythm{Every: 1, Unit: "year", From: "2027-03-28"})
	r.resting = retainerOf(y.T, job, store.Rhythm{Every: 1, Unit: "month", Day: 1, From: "2027-05-01"})
	for moment, verb := range map[string]func(context.Context, store.Staff, int64) error{
		"2027-06-10 13:00": job.PauseRecurring, "2027-09-10 13:00": job.ResumeRecurring,
	} {
		y.plans[moment] = func() {
			if err := verb(y.Context(), job.Owner, r.resting.ID); err != nil {
				y.Fatal(err)
			}
		}
	}
	return r
}

// came fails unless each period of the year has come once.
func (r retainers) came(y *year) {
	y.Helper()
	mondays := []string{}
	for day := store.Date("2026-11-30"); day <= "2027-11-24"; day = day.AddDays(7) {
		made := day
		if y.off(day) {
			made = "2027-02-15"
		}
		mondays = append(mondays, fmt.Sprintf("%s made on %s", day, made))
	}
	for _, each := range []struct {
		what  string
		r     store.Recurring
		lines []string
	}{
		{"the last days", r.monthly, onTheDay("2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30",
			"2027-07-31", "2027-08-31", "2027-09-30", "2027-10-31")},
		{"the Mondays", r.weekly, mondays},
		{"the three quarters", r.quarterly, onTheDay("2026-12-15", "2027-03-15", "2027-06-15")},
		{"the year", r.yearly, onTheDay("2027-03-28")},
		{"the firsts, but those of summer", r.resting, onTheDay("2027-05-01", "2027-06-01", "2027-10-01", "2027-11-01")},
	} {
		compareLines(y.T, each.what, periodLines(y.T, y.house.Store, each.r), each.lines)
	}
	for what, query := range map[string]string{
		"emails with the retainer's invoices": "SELECT count(*) FROM outbox WHERE kind = 'invoice' AND state = 'sent' AND to_email = 'una@finch.example'",
		"invoices with a number":              "SELECT count(*) - 2 FROM invoice WHERE number IS NOT NULL",
	} {
		if n := storetest.Count(y, y.house.Store, query); n != 12 {
			y.Errorf("%s: %d, not 12", what, n)
		}
	}
}

// onTheDay are the lines of periods that were made on their days.
func onTheDay(days ...store.Date) (lines []string) {
	for _, day := range days {
		lines = append(lines, fmt.Sprintf("%s made on %s", day, day))
	}
	return lines
}

// retainerOf begins a recurring invoice with the lines of a draft that goes away.
// Each change may alter its terms first.
func retainerOf(t *testing.T, job *storetest.Job, rhythm store.Rhythm, changes ...func(*store.RecurringTerms)) store.Recurring {
	t.Helper()
	draft, err := job.NewInvoice(t.Context(), job.Owner, job.Project.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := draft.Content
	c.Title, c.Sections = "Care", []store.Section{{ID: "s1", Lines: []store.Line{storetest.Line("l1", "Care", 100)}}}
	if draft, err = job.SaveInvoice(t.Context(), job.Owner, draft.ID, draft.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	v := store.RecurringTerms{InvoiceID: draft.ID, Title: "Care, {date}", Rhythm: rhythm, DueDays: 14}
	for _, change := range changes {
		change(&v)
	}
	r, err := job.AddRecurring(t.Context(), job.Owner, job.Project.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	if err := job.DeleteInvoice(t.Context(), job.Owner, draft.ID); err != nil {
		t.Fatal(err)
	}
	return r
}

// periodLines are the periods of a recurring invoice, the oldest first.
func periodLines(t *testing.T, s *store.Store, r store.Recurring) (lines []string) {
	t.Helper()
	list, err := s.RecurringPeriods(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range slices.Backward(list) {
		lines = append(lines, fmt.Sprintf("%s %s on %s", p.On, p.State, store.DateOf(p.At.In(s.Studio().Zone()))))
		if want := "Care, " + p.On.Time().Format("2 January 2006"); p.Invoice.Title != want {
			t.Errorf("the invoice of %s is %d, %q", p.On, p.Invoice.ID, p.Invoice.Title)
		}
	}
	return lines
}
