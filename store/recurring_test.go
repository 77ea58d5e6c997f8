package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// inEnglish names a period's month and day.
func inEnglish(_ string, day store.Date) (month, date string) {
	return day.Time().Format("January"), day.Time().Format("2 January 2006")
}

// retainer is £1,850 a month from 1 December, sent by itself. Each change may
// alter it first.
func retainer(t *testing.T, job *storetest.Job, changes ...func(*store.RecurringTerms)) store.Recurring {
	t.Helper()
	draft, err := job.NewInvoice(t.Context(), job.Owner, job.Project.ID)
	if err != nil {
		t.Fatal(err)
	}
	c := draft.Content
	c.Title = "Care"
	c.Sections = []store.Section{{ID: "s1", Lines: []store.Line{storetest.Line("l1", "Care in {month}", 1850)}}}
	if draft, err = job.SaveInvoice(t.Context(), job.Owner, draft.ID, draft.Edits, 0, c); err != nil {
		t.Fatal(err)
	}
	v := store.RecurringTerms{InvoiceID: draft.ID, Title: "Care, {month} {year}", Sends: true, DueDays: 10,
		Rhythm: store.Rhythm{Every: 1, Unit: "month", Day: 1, From: "2026-12-01"}}
	for _, change := range changes {
		change(&v)
	}
	r, err := job.AddRecurring(t.Context(), job.Owner, job.Project.ID, v)
	if err != nil {
		t.Fatal(err)
	}
	if err := job.DeleteInvoice(t.Context(), job.Owner, draft.ID); err != nil { // its lines were copied
		t.Fatal(err)
	}
	return r
}

// recur lets days pass, and the clock make what has come on each of them.
func recur(t *testing.T, job *storetest.Job, days int) {
	t.Helper()
	for range days {
		job.Clock.Add(24 * time.Hour)
		for range 2 {
			if err := job.MakeRecurring(t.Context(), inEnglish); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// came are the periods that have come, the oldest first: "2026-12-01 made".
func came(t *testing.T, job *storetest.Job, r store.Recurring) (list []string) {
	t.Helper()
	periods, err := job.RecurringPeriods(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range slices.Backward(periods) {
		list = append(list, string(p.On)+" "+p.State)
	}
	return list
}

func now(t *testing.T, job *storetest.Job, r store.Recurring) store.Recurring {
	t.Helper()
	r, err := job.Recurring(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARetainerIsInvoicedOnceAPeriod(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job)
	if r.NextOn != "2026-12-01" || r.Total != 222000 {
		t.Fatalf("%+v", r)
	}
	recur(t, job, 7)
	same(t, came(t, job, r))
	recur(t, job, 40)
	same(t, came(t, job, r), "2026-12-01 made", "2027-01-01 made")
	periods, err := job.RecurringPeriods(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	i, err := job.Invoice(t.Context(), periods[1].Invoice.ID)
	if err != nil {
		t.Fatal(err)
	}
	if i.Title != "Care, December 2026" || i.Content.Sections[0].Lines[0].Title != "Care in December" || i.Number != "INV-0001" || i.IssuedOn != "2026-12-01" ||
		i.NextDueOn != "2026-12-11" || i.NextDue != 222000 || i.Content.To.Name != "Raman" {
		t.Errorf("%s %q of %s, %d due %s, for %s", i.Number, i.Title, i.IssuedOn, i.NextDue, i.NextDueOn, i.Content.To.Name)
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invoice' AND to_email = 'priya@example.com'"); n != 2 {
		t.Errorf("%d emails of 2 invoices", n)
	}
	if of, err := job.RecurringOf(t.Context(), i.ID); err != nil || of.ID != r.ID {
		t.Errorf("it comes of %d, %v", of.ID, err)
	}
	if now := now(t, job, r); now.NextOn != "2027-02-01" || now.Taken != 2 {
		t.Errorf("%+v", now)
	}
	if n := storetest.Count(t, job.Store, "SELECT last FROM series WHERE kind = 'invoice'"); n != 2 {
		t.Errorf("%d numbers for 2 invoices", n)
	}
}

// Killed in the middle of making one: nothing is half there, and the next run
// makes it once.
func TestAPeriodIsMadeWholeOrNotAtAll(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job)
	job.Clock.Add(8 * 24 * time.Hour)
	ctx, kill := context.WithCancel(t.Context())
	err := job.MakeRecurring(ctx, func(lang string, day store.Date) (string, string) {
		kill()
		return inEnglish(lang, day)
	})
	if err == nil {
		t.Fatal("it was not killed")
	}
	for table, query := range map[string]string{"periods": "SELECT count(*) FROM recurring_period", "invoices": "SELECT count(*) FROM invoice",
		"emails": "SELECT count(*) FROM outbox", "numbers": "SELECT count(*) FROM series WHERE kind = 'invoice'"} {
		if n := storetest.Count(t, job.Store, query); n != 0 {
			t.Errorf("%d %s are left", n, table)
		}
	}
	recur(t, job, 1)
	same(t, came(t, job, r), "2026-12-01 made")
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invoice'"); n != 1 {
		t.Errorf("%d emails", n)
	}
}

func TestADraftIsLeftForReview(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job, func(v *store.RecurringTerms) { v.Sends = false })
	recur(t, job, 9)
	periods, err := job.RecurringPeriods(t.Context(), r.ID)
	if err != nil || len(periods) != 1 || !periods[0].Invoice.IsDraft() || periods[0].Invoice.Total != 222000 {
		t.Fatalf("%+v, %v", periods, err)
	}
	if err := job.DeleteInvoice(t.Context(), job.Owner, periods[0].Invoice.ID); err != nil {
		t.Fatal(err)
	}
	recur(t, job, 5)
	same(t, came(t, job, r), "2026-12-01 made") // what was thrown away does not come back
}

func TestWhatCannotBeSentStaysADraft(t *testing.T) {
	for name, change := range map[string]func(*testing.T, *storetest.Job) error{
		"the portal is closed": func(t *testing.T, j *storetest.Job) error {
			return j.SetPortal(t.Context(), j.Owner, j.Client.ID, false)
		},
		"whom it is for has left the project": func(t *testing.T, j *storetest.Job) error {
			return j.EditProject(t.Context(), j.Owner, j.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", Contacts: []int64{j.Tom.ID}})
		},
		"nobody is on the project": func(t *testing.T, j *storetest.Job) error {
			return j.EditProject(t.Context(), j.Owner, j.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			job := storetest.NewJob(t)
			r := retainer(t, job, func(v *store.RecurringTerms) { v.ContactID = job.Priya.ID })
			if err := change(t, job); err != nil {
				t.Fatal(err)
			}
			recur(t, job, 9)
			periods, err := job.RecurringPeriods(t.Context(), r.ID)
			if err != nil || len(periods) != 1 || !periods[0].Invoice.IsDraft() {
				t.Fatalf("%+v, %v", periods, err)
			}
			if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'invoice'"); n != 0 {
				t.Errorf("%d emails", n)
			}
		})
	}
}

func TestMissedPeriodsAreMadeOrAskedAbout(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job, func(v *store.RecurringTerms) { v.Rhythm = store.Rhythm{Every: 2, Unit: "week", From: "2026-12-07"} })
	job.Clock.Add(70 * 24 * time.Hour) // 1 February: off for ten weeks
	recur(t, job, 0)
	if err := job.MakeRecurring(t.Context(), inEnglish); err != nil {
		t.Fatal(err)
	}
	same(t, came(t, job, r), "2026-12-07 asked", "2026-12-21 asked", "2027-01-04 made", "2027-01-18 made", "2027-02-01 made")
	if now := now(t, job, r); now.Asked != 2 || now.NextOn != "2027-02-15" {
		t.Errorf("%d asked, next %s", now.Asked, now.NextOn)
	}
	periods, err := job.RecurringPeriods(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	old, older := periods[3], periods[4]
	id, err := job.DecidePeriod(t.Context(), job.Owner, r.ID, old.ID, true, inEnglish)
	if err != nil {
		t.Fatal(err)
	}
	if i, err := job.Invoice(t.Context(), id); err != nil || !i.IsDraft() || i.Title != "Care, December 2026" {
		t.Errorf("%+v, %v", i, err)
	}
	if id, err := job.DecidePeriod(t.Context(), job.Owner, r.ID, older.ID, false, inEnglish); err != nil || id != 0 {
		t.Errorf("left out: %d, %v", id, err)
	}
	var refused *store.Refused
	for _, p := range []store.RecurringPeriod{old, older, periods[0]} {
		if _, err := job.DecidePeriod(t.Context(), job.Owner, r.ID, p.ID, true, inEnglish); !errors.As(err, &refused) {
			t.Errorf("decided again on %s: %v", p.On, err)
		}
	}
	other := retainer(t, job, func(v *store.RecurringTerms) { v.From = "2027-03-01" })
	if _, err := job.DecidePeriod(t.Context(), job.Owner, other.ID, old.ID, true, inEnglish); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("as a period of another: %v", err)
	}
	same(t, came(t, job, r), "2026-12-07 left out", "2026-12-21 made", "2027-01-04 made", "2027-01-18 made", "2027-02-01 made")
}

func TestAPauseLeavesPeriodsOutAndAnEndIsForGood(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job, func(v *store.RecurringTerms) { v.Rhythm = store.Rhythm{Every: 1, Unit: "week", From: "2026-11-24"} })
	recur(t, job, 2)
	if err := job.PauseRecurring(t.Context(), job.Owner, r.ID); err != nil {
		t.Fatal(err)
	}
	recur(t, job, 12) // over 1 December, to 7 December
	if err := job.ResumeRecurring(t.Context(), job.Owner, r.ID); err != nil {
		t.Fatal(err)
	}
	if now := now(t, job, r); now.NextOn != "2026-12-08" {
		t.Errorf("goes on %s", now.NextOn)
	}
	recur(t, job, 2)
	same(t, came(t, job, r), "2026-11-24 made", "2026-12-08 made")
	if err := job.EndRecurring(t.Context(), job.Owner, r.ID); err != nil {
		t.Fatal(err)
	}
	recur(t, job, 30)
	var refused *store.Refused
	if err := job.ResumeRecurring(t.Context(), job.Owner, r.ID); !errors.As(err, &refused) {
		t.Errorf("it begins again: %v", err)
	}
	same(t, came(t, job, r), "2026-11-24 made", "2026-12-08 made")
}

func TestARetainerEndsByItself(t *testing.T) {
	for name, change := range map[string]func(*store.RecurringTerms){
		"on a day":              func(v *store.RecurringTerms) { v.Until = "2027-01-31" },
		"after so many":         func(v *store.RecurringTerms) { v.Times = 2 },
		"on the very last day":  func(v *store.RecurringTerms) { v.Until = "2027-01-01" },
		"at what comes earlier": func(v *store.RecurringTerms) { v.Times, v.Until = 9, "2027-01-15" },
	} {
		t.Run(name, func(t *testing.T) {
			job := storetest.NewJob(t)
			r := retainer(t, job, change)
			recur(t, job, 120)
			same(t, came(t, job, r), "2026-12-01 made", "2027-01-01 made")
			if now := now(t, job, r); now.State != "ended" || now.NextOn != "" {
				t.Errorf("%s, next %s", now.State, now.NextOn)
			}
		})
	}
}

func TestAChangeHoldsFromTheNextPeriodOn(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job)
	recur(t, job, 8) // 1 December
	dearer := job.Invoiced(t, func(c *store.Content) { c.Sections[0].Lines[0].Price *= 2 })
	v := store.RecurringTerms{InvoiceID: dearer.ID, Title: "More care, {date}", Rhythm: store.Rhythm{Every: 1, Unit: "week", From: "2026-12-01"}, DueDays: 3}
	if err := job.EditRecurring(t.Context(), job.Owner, r.ID, v); err != nil {
		t.Fatal(err)
	}
	recur(t, job, 8)
	same(t, came(t, job, r), "2026-12-01 made", "2026-12-08 made") // the first had its invoice before
	periods, err := job.RecurringPeriods(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if i := periods[0].Invoice; !i.IsDraft() || i.Title != "More care, 8 December 2026" || i.Total != dearer.Total {
		t.Errorf("%+v", i)
	}
	if now := now(t, job, r); now.NextOn != "2026-12-15" || now.DueDays != 3 {
		t.Errorf("%+v", now)
	}
	var invalid *store.Invalid
	v.InvoiceID, v.From, v.Times = 0, "2026-12-15", 2
	if err := job.EditRecurring(t.Context(), job.Owner, r.ID, v); !errors.As(err, &invalid) {
		t.Errorf("fewer than have come: %v", err)
	}
}

func TestRecurringTermsAreRefusedAtTheirField(t *testing.T) {
	job := storetest.NewJob(t)
	other := storetest.JobAt(t, job.Store, job.Clock, job.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	mine, theirs := job.Invoiced(t), other.Invoiced(t)
	empty, err := job.NewInvoice(t.Context(), job.Owner, job.Project.ID)
	if err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*store.RecurringTerms){
		"title":     func(v *store.RecurringTerms) { v.Title = "" },
		"title ":    func(v *store.RecurringTerms) { v.Title = "Care, {quarter}" },
		"every":     func(v *store.RecurringTerms) { v.Every = 0 },
		"every ":    func(v *store.RecurringTerms) { v.Every = 25 },
		"unit":      func(v *store.RecurringTerms) { v.Unit = "day" },
		"day":       func(v *store.RecurringTerms) { v.Day = 32 },
		"from_on":   func(v *store.RecurringTerms) { v.From = "2026-11-22" },
		"from_on ":  func(v *store.RecurringTerms) { v.From = "soon" },
		"until_on":  func(v *store.RecurringTerms) { v.Until = "2026-11-30" },
		"until_on ": func(v *store.RecurringTerms) { v.Until = "never" },
		"times":     func(v *store.RecurringTerms) { v.Times = -1 },
		"due_days":  func(v *store.RecurringTerms) { v.DueDays = -1 },
		"contact":   func(v *store.RecurringTerms) { v.ContactID = job.Tom.ID },
		"invoice":   func(v *store.RecurringTerms) { v.InvoiceID = theirs.ID },
		"invoice ":  func(v *store.RecurringTerms) { v.InvoiceID = empty.ID },
		"invoice  ": func(v *store.RecurringTerms) { v.InvoiceID = 0 },
	} {
		v := store.RecurringTerms{InvoiceID: mine.ID, Title: "Care", Rhythm: store.Rhythm{Every: 1, Unit: "month", Day: 1, From: "2026-12-01"}}
		change(&v)
		_, err := job.AddRecurring(t.Context(), job.Owner, job.Project.ID, v)
		var invalid *store.Invalid
		if !errors.As(err, &invalid) || len(invalid.Fields) != 1 || invalid.Fields[strings.TrimSpace(field)].Key == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM recurring"); n != 0 {
		t.Errorf("%d were kept", n)
	}
}

func TestAnArchivedProjectPausesItsRetainer(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job)
	if err := job.SetProjectStatus(t.Context(), job.Owner, job.Project.ID, "archived"); err != nil {
		t.Fatal(err)
	}
	recur(t, job, 20)
	var refused *store.Refused
	if err := job.ResumeRecurring(t.Context(), job.Owner, r.ID); !errors.As(err, &refused) {
		t.Errorf("it goes on: %v", err)
	}
	if err := job.SetProjectStatus(t.Context(), job.Owner, job.Project.ID, "active"); err != nil {
		t.Fatal(err)
	}
	recur(t, job, 20)
	same(t, came(t, job, r))
	if now := now(t, job, r); now.State != "paused" {
		t.Errorf("%s", now.State)
	}
}

func TestARestoredStudioAsksBeforeItInvoicesAgain(t *testing.T) {
	job := storetest.NewJob(t)
	r := retainer(t, job, func(v *store.RecurringTerms) { v.Rhythm = store.Rhythm{Every: 1, Unit: "week", From: "2026-11-25"} })
	backup, restored := t.TempDir()+"/backup.db", t.TempDir()+"/anteroom.db"
	if _, err := store.Backup(t.Context(), job.Path(), backup, false); err != nil {
		t.Fatal(err)
	}
	job.Clock.Add(3 * 24 * time.Hour) // meanwhile that of 25 November was made and sent
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
	recur(t, &old, 8)
	same(t, came(t, &old, r), "2026-11-25 asked", "2026-12-02 made")
}

func TestRecurringInvoicesAreSearchedSortedAndPaged(t *testing.T) {
	j := storetest.NewJob(t)
	care := retainer(t, j)
	oil := retainer(t, j, func(v *store.RecurringTerms) { v.Title, v.From = "Oil, {year}", "2026-12-20" })
	over := retainer(t, j, func(v *store.RecurringTerms) { v.Title = "Sweep" })
	if err := j.EndRecurring(t.Context(), j.Owner, over.ID); err != nil {
		t.Fatal(err)
	}
	if err := j.PauseRecurring(t.Context(), j.Owner, oil.ID); err != nil {
		t.Fatal(err)
	}
	storetest.Exec(t, j.Store, "UPDATE recurring SET total = 999999 WHERE id = ?", oil.ID)
	for _, c := range []struct {
		filter store.RecurringFilter
		want   []int64
	}{
		{store.RecurringFilter{}, []int64{care.ID, oil.ID, over.ID}},
		{store.RecurringFilter{Sort: "nonsense", Status: "nonsense"}, []int64{care.ID, oil.ID, over.ID}},
		{store.RecurringFilter{Sort: "newest"}, []int64{over.ID, oil.ID, care.ID}},
		{store.RecurringFilter{Sort: "total"}, []int64{oil.ID, over.ID, care.ID}},
		{store.RecurringFilter{Status: "active"}, []int64{care.ID}},
		{store.RecurringFilter{Status: "paused"}, []int64{oil.ID}},
		{store.RecurringFilter{Status: "ended"}, []int64{over.ID}},
		{store.RecurringFilter{Status: "asked"}, nil},
		{store.RecurringFilter{Search: "oil"}, []int64{oil.ID}},
		{store.RecurringFilter{Search: "%"}, nil},
		{store.RecurringFilter{Search: j.Client.Name, Status: "ended"}, []int64{over.ID}},
	} {
		list, total, err := j.Recurrings(t.Context(), c.filter, store.Paging{Page: 1})
		var got []int64
		for _, r := range list {
			got = append(got, r.ID)
		}
		if err != nil || !slices.Equal(got, c.want) || total != len(c.want) {
			t.Errorf("%+v: %v of %d, not %v: %v", c.filter, got, total, c.want, err)
		}
	}
	counts, err := j.RecurringCounts(t.Context())
	if err != nil || counts[""] != 3 || counts["active"] != 1 || counts["paused"] != 1 || counts["ended"] != 1 || counts["asked"] != 0 {
		t.Errorf("%v: %v", counts, err)
	}
	storetest.Exec(t, j.Store, "INSERT INTO recurring_period (recurring_id, period_on, state, taken_at) VALUES (?, '2026-10-01', 'asked', 0)", care.ID)
	if list, _, err := j.Recurrings(t.Context(), store.RecurringFilter{Status: "asked"}, store.Paging{}); err != nil || len(list) != 1 || list[0].ID != care.ID {
		t.Errorf("%+v: %v", list, err)
	}
}
