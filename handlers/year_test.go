package handlers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/handlers"
	"anteroom/handlers/mail/mailtest"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// year is a studio in London that is walked through a year, four looks a day:
// soon after midnight, in the morning, at noon, and before midnight.
type year struct {
	*testing.T
	house  *House
	owner  store.Staff
	server *mailtest.Server
	hours  []string          // looks of a day, on the studio's wall
	plans  map[string]func() // what people do, by day and hour: "2027-03-20 13:00"
	off    func(store.Date) bool
	heard  []string // reminders as they arrived: "2026-12-04 priya@example.com Invoice INV-0001 is due in 3 days"
	seen   int      // how many emails have arrived
	turned map[string]store.Date
	look   func(store.Date)
}

// walk goes from one day to another. Every look does all of the recurring work
// that is due, as a program does that was started just now.
func (y *year) walk(from, to store.Date) {
	y.Helper()
	zone := y.house.Store.Studio().Zone()
	for day := from; day <= to; day = day.AddDays(1) {
		for _, hour := range y.hours {
			wall, err := time.ParseInLocation("2006-01-02 15:04", string(day)+" "+hour, zone)
			if err != nil {
				y.Fatal(err)
			}
			y.house.Clock.Add(wall.Sub(y.house.Clock.Now()))
			if plan := y.plans[string(day)+" "+hour]; plan != nil {
				plan()
			}
			if y.off != nil && y.off(day) {
				continue
			}
			tick(y.T, y.house, y.server)
			y.listen(wall)
			y.look(day)
		}
	}
}

// listen takes note of what has arrived since the last look.
func (y *year) listen(wall time.Time) {
	y.Helper()
	all := y.server.Messages()
	for _, m := range all[y.seen:] {
		if !strings.Contains(m.Text, "A short reminder") && !strings.Contains(m.Text, "is waiting for you") {
			continue
		}
		if hour := wall.Hour(); hour < 8 || hour >= 20 {
			y.Errorf("at %s somebody was reminded: %s", wall, m.Subject)
		}
		y.heard = append(y.heard, fmt.Sprintf("%s %s %s", store.DateOf(wall), m.EnvelopeTo, m.Subject))
	}
	y.seen = len(all)
}

// pays notes a transfer to an invoice; attempt is a number of its own.
func (y *year) pays(id, amount, attempt int64) {
	y.Helper()
	pay := store.HandPayment{Method: "bank", Amount: amount, PaidOn: y.house.Store.Today(), Attempt: fmt.Sprintf("attempt-%012d", attempt)}
	if err := y.house.Store.RecordPayment(y.Context(), y.owner, id, pay); err != nil {
		y.Fatal(err)
	}
}

// turns notes the day on which something began to be so.
func (y *year) turns(what string, day store.Date) {
	if _, before := y.turned[what]; !before {
		y.turned[what] = day
	}
}

func due(label string, percent money.Rate, on store.Date) store.Step {
	return store.Step{Label: label, Part: money.Part{Percent: percent}, Due: store.Due{Kind: "date", On: on}}
}

// A year from 23 November 2026: both clock changes (28 March, 31 October), a
// week in which the program is off (8 to 14 February), a kill between a claim and
// its sending (29 March). Instalments fall due, quotes end, reminders are sent and
// recurring invoices made once each.
func TestAYearGoesByAndEverythingHappensOnce(t *testing.T) {
	house, raman, server := postHouse(t)
	y := &year{T: t, house: house, owner: raman.Owner, server: server, hours: []string{"00:30", "08:30", "13:00", "23:30"}, plans: map[string]func(){}, turned: map[string]store.Date{}}
	okafor := storetest.JobAt(t, house.Store, house.Clock, raman.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	finch := storetest.JobAt(t, house.Store, house.Clock, raman.Owner, "Finch", "una@finch.example", "rex@finch.example")

	// Raman: a deposit that is paid at once, a part that falls due just before the
	// silence, one on the day that the clocks go forward.
	a := raman.Invoiced(t, func(c *store.Content) {
		c.Schedule = []store.Step{due("Deposit", 30_000, "2026-11-23"), due("First fix", 30_000, "2027-02-07"), due("Completion", 40_000, "2027-03-28")}
	})
	y.pays(a.ID, a.Instalments[0].Amount, 1)
	y.plans["2027-03-20 13:00"] = func() { y.pays(a.ID, a.Instalments[1].Amount, 2) }
	y.plans["2027-04-20 13:00"] = func() { y.pays(a.ID, a.Instalments[2].Amount, 3) }
	// Okafor: one part on the day that the clocks go back, and two quotes, of which
	// one should be spoken of in the silence.
	b := okafor.Invoiced(t, func(c *store.Content) { c.Schedule = []store.Step{due("All of it", 100_000, "2027-10-31")} })
	silent := okafor.Sent(t, func(c *store.Content) { c.ValidUntil = "2027-02-15" })
	spring := okafor.Sent(t, func(c *store.Content) { c.ValidUntil = "2027-03-28" })
	// Finch: retainers of every rhythm.
	kept := y.retain(finch)

	y.off = func(day store.Date) bool { return day >= "2027-02-08" && day <= "2027-02-14" }
	y.plans["2027-02-15 00:30"] = func() { // started again
		y.house = openHouse(t, house.Store, house.Clock, func(c *handlers.Config) { c.SMTP = server.Settings() })
	}
	y.plans["2027-03-29 08:30"] = func() { // killed with the claim in its hands
		if err := house.Store.Remind(t.Context()); err != nil {
			t.Fatal(err)
		}
		if m, err := house.Store.ClaimMail(t.Context()); err != nil || m.InvoiceID != a.ID || !m.IsReminder() {
			t.Fatalf("claimed %+v, %v", m, err)
		}
	}
	y.look = func(day store.Date) {
		for _, i := range []store.Invoice{a, b} {
			now := invoiceNow(t, raman, i.ID)
			if now.Status == "overdue" {
				y.turns(fmt.Sprintf("%s of %s is late", now.Next().Label, now.Number), day)
			}
		}
		for _, q := range []store.Quote{silent, spring} {
			if quoteNow(t, raman, q.ID).Status == "expired" {
				y.turns("the end of "+q.Number, day)
			}
		}
		open, _, err := house.Store.Invoices(t.Context(), store.InvoiceFilter{Status: "open", ProjectID: finch.Project.ID}, store.Paging{})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range open {
			y.pays(i.ID, i.Left(), 1000+i.ID)
		}
	}
	y.walk("2026-11-24", "2027-11-24")

	compareLines(t, "what turned", turnedLines(y.turned), []string{
		"All of it of INV-0002 is late on 2027-11-01",
		"Completion of INV-0001 is late on 2027-03-29",
		"First fix of INV-0001 is late on 2027-02-15", // on the 8th nobody looked
		"the end of " + silent.Number + " on 2027-02-16",
		"the end of " + spring.Number + " on 2027-03-29",
	})
	compareLines(t, "reminders that arrived", y.heard, []string{
		"2027-02-04 priya@example.com Invoice INV-0001 is due in 3 days",
		"2027-02-15 priya@example.com Invoice INV-0001 was due on 7 February 2027",
		"2027-02-15 ada@okafor.example Your quote from Alder & Rowe is valid until 15 February 2027",
		"2027-02-21 priya@example.com Invoice INV-0001 is still open",
		"2027-03-25 priya@example.com Invoice INV-0001 is due in 3 days",
		"2027-03-25 ada@okafor.example Your quote from Alder & Rowe is valid until 28 March 2027",
		"2027-04-04 priya@example.com Invoice INV-0001 was due on 28 March 2027",
		"2027-10-28 ada@okafor.example Invoice INV-0002 is due in 3 days",
		"2027-11-01 ada@okafor.example Invoice INV-0002 was due on 31 October 2027",
		"2027-11-07 ada@okafor.example Invoice INV-0002 was due on 31 October 2027",
		"2027-11-14 ada@okafor.example Invoice INV-0002 is still open",
	})
	compareLines(t, "steps of Raman's invoice", stepsTaken(t, house.Store, a.ID), []string{
		"-3 of 2027-02-07 on 2027-02-04 sent", "1 of 2027-02-07 on 2027-02-15 later", "7 of 2027-02-07 on 2027-02-15 sent", "14 of 2027-02-07 on 2027-02-21 sent",
		"-3 of 2027-03-28 on 2027-03-25 sent", "1 of 2027-03-28 on 2027-03-29 failed", "7 of 2027-03-28 on 2027-04-04 sent", "14 of 2027-03-28 on 2027-04-11 enough",
	})
	kept.came(y)
	y.nothingTwice()
}

// nothingTwice fails where a number or an email is there twice, or a number is
// missing.
func (y *year) nothingTwice() {
	y.Helper()
	for what, query := range map[string]string{
		"a number":         "SELECT count(*) - count(DISTINCT number) FROM invoice WHERE number IS NOT NULL",
		"a gap in numbers": "SELECT (SELECT last FROM series WHERE kind = 'invoice') - count(*) FROM invoice WHERE number IS NOT NULL",
	} {
		if n := storetest.Count(y, y.house.Store, query); n != 0 {
			y.Errorf("%s: %d", what, n)
		}
	}
	ids := map[string]bool{}
	for _, m := range y.server.Messages() {
		if ids[m.MessageID] {
			y.Errorf("%s arrived twice", m.Subject)
		}
		ids[m.MessageID] = true
	}
}

func compareLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n\t%s\nnot:\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func turnedLines(turned map[string]store.Date) (lines []string) {
	for what, day := range turned {
		lines = append(lines, fmt.Sprintf("%s on %s", what, day))
	}
	slices.Sort(lines)
	return lines
}

// stepsTaken are the steps of an invoice in the order of their days, and what
// became of each.
func stepsTaken(t *testing.T, s *store.Store, invoiceID int64) (lines []string) {
	t.Helper()
	list, err := s.Reminders(t.Context(), store.Object{Kind: "invoice", ID: invoiceID})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(list, func(a, b store.Reminder) int {
		return strings.Compare(string(a.Due.AddDays(a.Days)), string(b.Due.AddDays(b.Days)))
	})
	for _, r := range list {
		became := r.Skipped
		if became == "" {
			became = r.Mails[0].State
		}
		lines = append(lines, fmt.Sprintf("%d of %s on %s %s", r.Days, r.Due, store.DateOf(r.At.In(s.Studio().Zone())), became))
	}
	return lines
}
