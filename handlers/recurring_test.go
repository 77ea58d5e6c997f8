package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

func projectURL(id int64) string { return fmt.Sprintf("/studio/projects/%d", id) }

// begun is a monthly retainer, begun from the page of an invoice as a person
// does; pairs are further fields.
func begun(t *testing.T, job *storetest.Job, owner *Visitor, pairs ...any) *Page {
	t.Helper()
	i := job.Invoiced(t)
	page := owner.Open(invoiceURL(i.ID)).Follow("Make it recurring").Shows("New recurring invoice")
	if page.Value("title") != "Window seat, {month} {year}" || page.Value("from_on") != "2026-12-01" || page.Value("invoice") != fmt.Sprint(i.ID) || page.Value("sends") != "on" {
		t.Errorf("proposed: %q from %q, lines of %q, %q", page.Value("title"), page.Value("from_on"), page.Value("invoice"), page.Value("sends"))
	}
	return page.Submit("Begin it", pairs...)
}

func TestARetainerIsBegunWatchedAndEnded(t *testing.T) {
	house, job, server := postHouse(t)
	owner := house.Owner(t)
	page := begun(t, job, owner, "day", "31", "from_on", "2026-11-24").Shows("It begins on 30 November 2026.", "Every month on the last day",
		"Next on Monday 30 November 2026: Window seat, November 2026", "£2,220.00", "issued and sent", "Nothing yet.")
	path := page.Path
	house.Clock.Add(7*24*time.Hour - 61*time.Minute) // 7:59
	tick(t, house, server)
	owner.Open(path).Shows("Nothing yet.")
	house.Clock.Add(time.Minute)
	tick(t, house, server)
	house.Clock.Add(11 * time.Minute)
	tick(t, house, server)
	m := server.WaitFor(t, "priya@example.com", "Invoice INV-0002 from Alder & Rowe")
	if !strings.Contains(m.Text, "Window seat, November 2026") || len(m.Attachments) != 1 {
		t.Errorf("the email: %s", m.Text)
	}
	page = owner.Open(path).Shows("INV-0002, Window seat, November 2026", "Next on Thursday 31 December 2026").Hides("Nothing yet.")
	page.Follow("INV-0002, Window seat, November 2026").Shows("It came by itself, as one of", "Due Monday 14 December 2026").Follow("Window seat").IsAt(path)
	owner.Open(projectURL(job.Project.ID)).Shows("Recurring invoices", "Every month on the last day, next on 31 Dec", "You began the recurring invoice “Window seat”")
	owner.Open(fmt.Sprintf("/studio/clients/%d", job.Client.ID)).Shows("Recurring invoices", "Every month on the last day, next on 31 Dec").
		Follow("Window seat").IsAt(path)
	owner.Open("/studio/invoices").Follow("Recurring").Shows("Window seat", "Every month on the last day", "31 Dec 2026", "Active")

	page = owner.Open(path).Submit("Pause").Shows("It is paused.", "nothing comes until you let it go on")
	page = page.Submit("Let it go on").Shows("It goes on.", "Next on Thursday 31 December 2026")
	page = page.Follow("Edit").Shows("Edit recurring invoice")
	page = page.Submit("Save", "title", "Care, {date}", "every", "3", "day", "15", "from_on", "2027-01-10", "sends", "", "times", "4", "contact", job.Priya.ID)
	page.IsAt(path).Shows("Saved.", "Every 3 months on the 15th", "Next on Friday 15 January 2027: Care, 15 January 2027", "left as a draft", "1 of 4", "Priya Raman")
	page.Follow("End it").Shows("End this recurring invoice?").Submit("End it").IsAt(path).Shows("It has ended.", "Ended")
	owner.Open(path + "/edit").IsAt(path)
	if page := owner.Open(path); page.HasLink("Edit") || page.HasButton("Pause") {
		t.Error("one that has ended can be changed")
	}
	house.Clock.Add(90 * 24 * time.Hour)
	tick(t, house, server)
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM recurring_period"); n != 1 {
		t.Errorf("%d periods came", n)
	}
}

// One who has written the first by hand, or has one already, need not put the
// month's field into the title.
func TestARetainersTitleIsProposed(t *testing.T) {
	job, _, owner := jobHouse(t)
	for title, want := range map[string]string{
		"Care, November 2026": "Care, {month} {year}",
		"Care, October 2026":  "Care, October 2026, {month} {year}", // of another month than the invoice: perhaps a name
		"November 2026":       "November 2026, {month} {year}",
	} {
		i := job.Invoiced(t, func(c *store.Content) { c.Title = title })
		if got := owner.Open(fmt.Sprintf("/studio/recurring/new?invoice=%d", i.ID)).Value("title"); got != want {
			t.Errorf("from %q: %q", title, got)
		}
	}
	begun := owner.Open(fmt.Sprintf("/studio/recurring/new?invoice=%d", job.Invoiced(t).ID)).Submit("Begin it", "title", "{month}: care", "from_on", "2026-11-23")
	begun.Shows("Every month on the 23rd").Hides("{month}")
	if err := job.MakeRecurring(t.Context(), func(string, store.Date) (string, string) { return "November", "" }); err != nil {
		t.Fatal(err)
	}
	if got := owner.Open(begun.Path).Follow("INV-0005, November: care").IsAt(invoiceURL(5)).Shows("as one of care"); got.HasLink("Make it recurring") {
		t.Error("it can be made recurring twice")
	}
	if got := owner.Open("/studio/recurring/new?invoice=5").Value("title"); got != "{month}: care" {
		t.Errorf("from one that came by itself: %q", got)
	}
}

// What cannot be sent by itself waits as a draft, and the owner reads so where
// they look: on the dashboard and in the project's history.
func TestWhatCannotBeSentByItselfIsTold(t *testing.T) {
	house, job, server := postHouse(t)
	path := begun(t, job, house.Owner(t)).Path
	if err := job.SetPortal(t.Context(), job.Owner, job.Client.ID, false); err != nil {
		t.Fatal(err)
	}
	house.Clock.Add(8 * 24 * time.Hour)
	tick(t, house, server)
	owner := house.Owner(t)
	owner.Open(projectURL(job.Project.ID)).Shows("could not be sent by itself, and waits as a draft", "Draft invoice, Window seat, December 2026")
	owner.Open(path).Shows("The portal of Raman is off, so each waits as a draft until it is on.")
	owner.Open(path).Follow("Draft, Window seat, December 2026").Shows("Draft invoice")
	owner.Open("/studio").Shows("Window seat, December 2026")
	if err := job.SetPortal(t.Context(), job.Owner, job.Client.ID, true); err != nil {
		t.Fatal(err)
	}
	owner.Open(path).Hides("waits as a draft")
	if err := job.EditProject(t.Context(), job.Owner, job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active"}); err != nil {
		t.Fatal(err)
	}
	owner.Open(path).Shows("Nobody whom it is for is on the project, so each waits as a draft.")
}

func TestWhatWasMissedLongAgoIsAskedAbout(t *testing.T) {
	house, job, server := postHouse(t)
	path := begun(t, job, house.Owner(t)).Path
	house.Clock.Add(100 * 24 * time.Hour) // 3 March
	tick(t, house, server)
	owner := house.Owner(t)
	page := owner.Open("/studio").Shows("Window seat missed 2 invoices").Follow("Decide: Window seat missed 2 invoices").IsAt(path)
	page.Shows("Missed while Anteroom was off", "Friday 1 January 2027", "Window seat, February 2027", "Window seat, March 2027")
	draft := page.Submit("Make a draft: 1 January 2027").Shows("Draft invoice", "Here is the draft.")
	if draft.Value("title") != "Window seat, January 2027" {
		t.Errorf("the draft is %q", draft.Value("title"))
	}
	page.Submit("Make a draft: 1 January 2027").Is(http.StatusConflict).Shows("This has been decided already.")
	owner.Open(path).Submit("Leave it out: 1 December 2026").Shows("It is left out.", "Left out").Hides("Missed while Anteroom was off")
	owner.Open("/studio").Hides("missed 2 invoices")
}

func TestARetainerIsRefusedWithItsInputKept(t *testing.T) {
	job, _, owner := jobHouse(t)
	i := job.Invoiced(t)
	path := fmt.Sprintf("/studio/recurring/new?invoice=%d", i.ID)
	for _, try := range []struct{ field, value, says string }{
		{"title", "", "fill this in"},
		{"title", "Care, {week}", "{week} stands for nothing"},
		{"every", "0", "from 1 to 24"},
		{"every", "often", "whole number"},
		{"unit", "day", "choose one"},
		{"day", "32", "from 1 to 31"},
		{"day", "last", "whole number"},
		{"from_on", "", "enter a date"},
		{"from_on", "2026-11-22", "has passed"},
		{"until_on", "2026-11-30", "1 December 2026"},
		{"until_on", "never", "enter a date"},
		{"times", "0", "from 1 to 1000"},
		{"due_days", "-1", "from 0 to 3650"},
		{"contact", "999", "choose one"},
		{"invoice", "999", "choose one"},
		{"title", "caf\xe9", "cannot read"},
	} {
		page := owner.Open(path).Submit("Begin it", try.field, try.value).Is(http.StatusUnprocessableEntity)
		if says := page.Error(try.field); !strings.Contains(says, try.says) {
			t.Errorf("%s = %q: %q", try.field, try.value, says)
		}
		if try.field != "title" && page.Value("title") != "Window seat, {month} {year}" {
			t.Errorf("%s = %q: what was typed is gone", try.field, try.value)
		}
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM recurring"); n != 0 {
		t.Errorf("%d were kept", n)
	}
	owner.Open(projectURL(job.Project.ID)).Follow("New recurring invoice").Submit("Begin it", "title", "Care", "times", "3", "until_on", "2027-12-31").
		Shows("0 of 3", "31 Dec 2027")
	other := storetest.JobAt(t, job.Store, job.Clock, job.Owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	owner.Open(projectURL(other.Project.ID)).Follow("New recurring invoice").Shows("First, an invoice")
	if err := job.SetProjectStatus(t.Context(), job.Owner, job.Project.ID, "archived"); err != nil {
		t.Fatal(err)
	}
	owner.Open(path).Submit("Begin it").Is(http.StatusConflict).Shows("This project is archived.")
}

func TestTheListOfRecurringInvoicesIsFilteredAndPaged(t *testing.T) {
	job, _, owner := jobHouse(t)
	owner.Open("/studio/recurring").Shows("Nothing comes by itself yet")
	path := begun(t, job, owner).Path
	owner.Open(path).Submit("Pause")
	storetest.Exec(t, job.Store, `WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 36)
		INSERT INTO recurring (project_id, title, currency, total, content, every, unit, day, from_on, next_on, sends, due_days, created_at, updated_at)
		SELECT project_id, 'Care ' || i, currency, total + i, content, every, unit, day, from_on, next_on, sends, due_days, 0, 0 FROM n, recurring WHERE recurring.id = 1`)
	page := owner.Open("/studio/recurring").Shows("All 28", "Active 27", "Paused 1", "1 to 25 of 28", "Care 36", "Care 12").Hides("Care 11", "Ended")
	owner.Open("/studio/recurring?page=2").Shows("Care 11", "Care 10", "Window seat").Hides("Care 12")
	page.Follow("Paused 1").Shows("Window seat").Hides("Care 36", "1 to 25")
	page.Follow("Each").Shows("Care 36").Hides("Window seat", "Care 11")
	owner.Open("/studio/recurring?q=care+2&sort=client").Shows("Care 20", "Care 29").Hides("Care 30", "Window seat")
	owner.Open("/studio/recurring?q=zebra").Shows("Nothing matches").Hides("Nothing comes by itself yet")
}
