package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// jobHouse is a house with a client, a project and its owner at the desk.
func jobHouse(t *testing.T) (*storetest.Job, *House, *Visitor) {
	t.Helper()
	job := storetest.NewJob(t)
	house := openHouse(t, job.Store, job.Clock)
	return job, house, house.Owner(t)
}

func quoteURL(id int64) string { return fmt.Sprintf("/studio/quotes/%d", id) }

func invoiceURL(id int64) string { return fmt.Sprintf("/studio/invoices/%d", id) }

func quoteNow(t *testing.T, job *storetest.Job, id int64) store.Quote {
	t.Helper()
	q, err := job.Quote(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// newDraft begins a quote from the page, as a person does.
func newDraft(t *testing.T, job *storetest.Job, owner *Visitor) (*Page, store.Quote) {
	t.Helper()
	page := owner.Open("/studio/quotes/new").Submit("Write it", "project", job.Project.ID)
	var id int64
	if _, err := fmt.Sscanf(page.Path, "/studio/quotes/%d", &id); err != nil {
		t.Fatalf("at %s: %v", page.Path, err)
	}
	return page, quoteNow(t, job, id)
}

func TestQuoteIsWrittenWithoutScript(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page = page.Submit("Save", "title", "Loft study", "intro", "Dear **Priya**", "line.l1.title", "Joinery", "line.l1.price", "£3,240", "discount", "10",
		"discount_for", "Returning client").Is(http.StatusOK)
	page.Shows("£3,240.00", "Discount, Returning client", "−£324.00", "£3,499.20", "Saved at 9:00")
	page = page.Submit("Add a line").Is(http.StatusOK)
	page = page.Submit("Save", "line.l2.title", "Photographs", "line.l2.price", "380", "line.l2.optional", "on", "line.l2.note", "Half a day.", "line.l2.unit", "day",
		"line.l2.discount", "30", "line.l2.discount_of", "amount")
	page.Shows("With every optional line")
	page = page.Submit("Move Photographs up")
	page = page.Submit("Add a section")
	page = page.Submit("Save", "section.s2.title", "Oak", "section.s2.package", "on", "line.l3.title", "Oak floor", "line.l3.price", "1000", "line.l3.tax", "S:5000")
	page = page.Submit("Move Oak floor up") // over the edge of its section
	page = page.Submit("Remove Oak and its lines")
	page.Submit("Add a payment")

	q = quoteNow(t, job, q.ID)
	c := q.Content
	if len(c.Sections) != 1 || len(c.Sections[0].Lines) != 3 {
		t.Fatalf("kept %+v", c.Sections)
	}
	lines := c.Sections[0].Lines
	if lines[0].Title != "Photographs" || lines[1].Title != "Joinery" || lines[2].Title != "Oak floor" {
		t.Errorf("the order is %q, %q, %q", lines[0].Title, lines[1].Title, lines[2].Title)
	}
	if l := lines[0]; !l.Optional || l.Unit != "day" || l.Note.HTML == "" || len(l.Discounts) != 1 || l.Discounts[0].Amount != 3000 {
		t.Errorf("the photographs are %+v", l)
	}
	if lines[2].Tax.Rate != 5000 || !strings.Contains(c.Intro.HTML, "<strong>Priya</strong>") || c.Discount.Percent != 10_000 {
		t.Errorf("kept %+v", c)
	}
	if q.Total != (324000+100000-42400)*12/10-13500 { // 10 % off both; 5 % instead of 20 % on £900
		t.Errorf("the total is %d", q.Total)
	}
}

func TestQuoteSavesItselfWhileTyping(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	part := page.SubmitByHTMX("Save", "line.l1.title", "Joinery", "line.l1.price", "100").Is(http.StatusOK)
	part.Shows("Saved at 9:00", "£100.00", "£120.00")
	if part.Header.Get("HX-Reswap") != "none" || strings.Contains(part.Body, `name="line.l1.title"`) {
		t.Error("the fields under the hands were replaced")
	}
	if !strings.Contains(part.Body, `name="edits" value="1"`) || quoteNow(t, job, q.ID).Total != 12000 {
		t.Errorf("not saved: %s", part.Body)
	}
	wrong := page.SubmitByHTMX("Save", "edits", "1", "line.l1.title", "Joinery", "line.l1.quantity", "two").Is(http.StatusUnprocessableEntity)
	wrong.Shows("Not saved yet", "Qty: Please enter a number.")
	if quoteNow(t, job, q.ID).Edits != 1 {
		t.Error("half a form was saved")
	}
	whole := page.SubmitByHTMX("Add a line", "edits", "1").Is(http.StatusOK)
	if whole.Value("line.l2.quantity") != "1" || strings.Contains(whole.Body, "<html") {
		t.Error("a button of the form brings the form anew, and nothing around it")
	}
}

func TestQuoteRefusesWhatItCannotRead(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page = page.Submit("Add a section").Submit("Add a payment")
	before := quoteNow(t, job, q.ID)
	for _, bad := range [][2]string{
		{"title", strings.Repeat("x", 201)}, {"intro", strings.Repeat("x", 20_001)}, {"terms", "\xff"}, {"valid_until", "tomorrow"},
		{"discount", "-5"}, {"discount", "lots"}, {"discount_for", strings.Repeat("x", 201)}, {"contact", "999"}, {"contact", "x"},
		{"section.s2.title", strings.Repeat("x", 201)}, {"section.s2.note", "\xff"},
		{"line.l1.title", strings.Repeat("x", 201)}, {"line.l1.quantity", ""}, {"line.l1.quantity", "1,0,0"}, {"line.l1.quantity", "99999999999999999999"},
		{"line.l1.price", "abc"}, {"line.l1.price", "999999999999"}, {"line.l1.unit", strings.Repeat("x", 41)}, {"line.l1.tax", "S:99999"},
		{"line.l1.discount", "101"}, {"line.l1.note", strings.Repeat("x", 20_001)},
		{"step.0.label", strings.Repeat("x", 201)}, {"step.0.share", "101"}, {"step.0.of", "half"}, {"step.0.due", "whenever"},
		{"step.2.days", "-1"}, {"step.2.days", "4000"},
	} {
		name, value := bad[0], bad[1]
		pairs := []any{"line.l1.price", "100", name, value}
		if name == "line.l1.price" {
			pairs = pairs[2:]
		}
		if value == "999999999999" {
			pairs = append(pairs, "line.l1.quantity", "999999999999")
		}
		again := page.Submit("Save", pairs...).Is(http.StatusUnprocessableEntity)
		if again.Error(name) == "" {
			t.Errorf("%s = %.30q: no message beside the field: %s", name, value, again.Text())
		}
		if kept := again.Value(name); kept != value && name != "contact" && !strings.HasSuffix(name, ".tax") && !strings.HasSuffix(name, ".of") && !strings.HasSuffix(name, ".due") && value != "\xff" {
			t.Errorf("%s: what was typed is gone: %.30q", name, kept)
		}
	}
	if after := quoteNow(t, job, q.ID); after.Edits != before.Edits {
		t.Error("something was saved")
	}
	owner.Post(quoteURL(q.ID), "title", "x").Is(http.StatusUnprocessableEntity)
	owner.Post(quoteURL(q.ID), "order", "l1", "title", "x").Is(http.StatusUnprocessableEntity)
	owner.Post(quoteURL(q.ID), "order", "s1", "order", "s1", "edits", "0").Is(http.StatusUnprocessableEntity)
	owner.Post(quoteURL(q.ID), "order", "s1", "edits", "x", "title", "x").Is(http.StatusUnprocessableEntity)
	owner.Post(quoteURL(q.ID), "title", strings.Repeat("x", 5<<20)).Is(http.StatusRequestEntityTooLarge)
	owner.Post(quoteURL(q.ID+1), "order", "s1").Is(http.StatusNotFound)
	owner.Post("/studio/quotes", "project", "999").Is(http.StatusNotFound)
	owner.Post("/studio/quotes", "project", "x").Is(http.StatusUnprocessableEntity)
	if after := quoteNow(t, job, q.ID); after.Edits != before.Edits || after.Title != before.Title {
		t.Error("a broken form changed the draft")
	}
}

func TestTwoWindowsNeverOverwriteEachOther(t *testing.T) {
	job, _, owner := jobHouse(t)
	_, q := newDraft(t, job, owner)
	one, two := owner.Open(quoteURL(q.ID)), owner.Open(quoteURL(q.ID))
	one.Submit("Save", "title", "First").Is(http.StatusOK)
	again := two.Submit("Save", "title", "Second").Is(http.StatusConflict)
	again.Shows("changed in another window", "Open the newest version")
	if again.Value("title") != "Second" || quoteNow(t, job, q.ID).Title != "First" {
		t.Error("one window wrote over the other, or lost its words")
	}
	two.SubmitByHTMX("Save", "title", "Second").Is(http.StatusConflict).Shows("Not saved.")
}

func TestDraftIsMendedBeforeItGoes(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	again := page.Submit("Send quote", "valid_until", "2026-11-20", "line.l1.title", "").Is(http.StatusUnprocessableEntity)
	again.Shows("Before it can be sent")
	if again.Error("valid_until") != "This date has passed." || again.Error("line.l1.title") == "" {
		t.Errorf("said %q and %q", again.Error("valid_until"), again.Error("line.l1.title"))
	}
	owner.Open(quoteURL(q.ID) + "/sending").IsAt(quoteURL(q.ID)).Shows("Before it can be sent")
	if quoteNow(t, job, q.ID).Number != "" {
		t.Error("it was numbered")
	}
}

func TestQuoteIsSentOnceAndIsFrozen(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page = page.Submit("Send quote", "title", "Loft study", "line.l1.title", "Joinery", "line.l1.price", "100")
	page.IsAt(quoteURL(q.ID)+"/sending").Shows("Your quote is ready", "Dear Priya,", "The quote, with 1 line", "No mail server is set up")
	bad := page.Submit("Send quote", "subject", "", "body", strings.Repeat("x", 5001)).Is(http.StatusUnprocessableEntity)
	if bad.Error("subject") == "" || bad.Error("body") == "" {
		t.Error("no word about the letter's fields")
	}
	if bad.Value("subject") != "" || len(bad.Value("body")) != 5001 {
		t.Error("what was typed is gone")
	}
	preview := owner.Post(quoteURL(q.ID)+"/sending/preview", "contacts", fmt.Sprint(job.Priya.ID), "subject", "S", "body", "As we **said**.")
	preview.Shows("As we said.")
	sent := page.Submit("Send quote", "body", "Dear Priya, *here*.")
	sent.IsAt(quoteURL(q.ID)).Shows("Quote Q-0001", "Sent", "You sent quote Q-0001 to", "Copy the link", "its email waits")
	page.Submit("Send quote").IsAt(quoteURL(q.ID)).Shows("Quote Q-0001") // the second of two clicks
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'quote'"); n != 1 {
		t.Errorf("%d emails for one quote", n)
	}
	owner.Post(quoteURL(q.ID), "order", "s1", "edits", "1", "title", "Changed").Is(http.StatusConflict)
	owner.Post(quoteURL(q.ID) + "/deletion").Is(http.StatusConflict)
	if quoteNow(t, job, q.ID).Title != "Loft study" {
		t.Error("a sent quote was changed")
	}
	link := sent.Submit("Copy the link").Is(http.StatusOK).Shows("It is shown this once")
	at := strings.Index(link.Body, "/d/")
	token := link.Body[at+3 : at+3+strings.IndexAny(link.Body[at+3:], `"<`)]
	if _, err := job.PortalByLink(t.Context(), token); err != nil {
		t.Errorf("the link opens nothing: %v", err)
	}
	owner.Open(quoteURL(q.ID) + "/pdf").Is(http.StatusOK)
}

func TestSendingAgainIsOneLetterHoweverOftenItIsClicked(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Sent(t)
	page := owner.Open(quoteURL(q.ID)).Follow("Send again")
	for range 3 {
		page.Submit("Send quote").IsAt(quoteURL(q.ID))
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'quote'"); n != 2 {
		t.Errorf("%d emails, one of them the first sending", n)
	}
}

func TestRevisionReplacesItsQuote(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Sent(t)
	draft := owner.Open(quoteURL(q.ID)).Submit("Revise")
	draft.Shows("version 2")
	if owner.Open(quoteURL(q.ID)).Submit("Revise").Path != draft.Path {
		t.Error("a second revision was begun")
	}
	draft.Submit("Send quote", "title", "A better study").Submit("Send quote").Shows("Version 2")
	old := owner.Open(quoteURL(q.ID)).Shows("Replaced", "A newer version has replaced this one")
	if old.HasButton("Revise") || old.HasButton("Copy the link") {
		t.Error("a replaced quote can still be worked with")
	}
	old.Follow("See the newer version").Shows("A better study")
}

func TestAcceptedQuoteShowsItsSignature(t *testing.T) {
	job, _, owner := jobHouse(t)
	i := job.Invoiced(t)
	page := owner.Open(quoteURL(i.QuoteID)).Shows("Accepted and signed by", "Certificate C-0001", "Total agreed", "Evidence", "Signed by")
	if page.HasButton("Revise") || page.HasLink("Send again") {
		t.Error("an accepted quote can be revised or sent again")
	}
	page.Follow("See the invoice").IsAt(invoiceURL(i.ID))
	if pdf := owner.Open(quoteURL(i.QuoteID) + "/pdf").Is(http.StatusOK); !strings.HasPrefix(pdf.Body, "%PDF-") {
		t.Error("no signed copy")
	}
}

func TestDeclinedQuoteSaysWhy(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Sent(t)
	if _, err := job.Portal(t, job.Priya).DeclineQuote(t.Context(), q.ID, "Too <dear> for us", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	owner.Open(quoteURL(q.ID)).Shows("Declined", "“Too <dear> for us”").Submit("Archive").Shows("Archived")
	owner.Open("/studio/quotes").Hides(`href="` + quoteURL(q.ID) + `"`)
	owner.Open("/studio/quotes?status=archived").Shows(q.Title)
	owner.Open(quoteURL(q.ID)).Submit("Take it out again").Shows("It is back")
}

func TestDraftIsThrownAway(t *testing.T) {
	job, _, owner := jobHouse(t)
	page, q := newDraft(t, job, owner)
	page.Follow("Throw this draft away").Shows("Nobody but you has seen it").Submit("Throw it away").IsAt("/studio/quotes").Shows("The draft is gone")
	owner.Open(quoteURL(q.ID)).Is(http.StatusNotFound)
}

func TestQuotesAreFoundFilteredAndSorted(t *testing.T) {
	job, house, owner := jobHouse(t)
	owner.Open("/studio/quotes").Shows("Your quotes will be here")
	owner.Open("/studio/invoices").Shows("Your invoices will be here")
	job.Draft(t, func(c *store.Content) { c.Title = "Window seat" })
	job.Sent(t, func(c *store.Content) { c.Title = "Garden room 100%" })
	page := owner.Open("/studio/quotes").Shows("Window seat", "Garden room", "Drafts", "Waiting")
	page.Follow("Drafts 1").Shows("Window seat").Hides("Garden room")
	owner.Open("/studio/quotes?q=100%25").Shows("Garden room").Hides("Window seat")
	owner.Open("/studio/quotes?q=nothing").Shows("Nothing matches")
	owner.Open("/studio/quotes?sort=total%27--&status=x&page=99999999").Is(http.StatusOK).Shows("Window seat")
	part := owner.Part("/studio/quotes?q=garden")
	if part.Shows("Garden room"); strings.Contains(part.Body, "<html") {
		t.Error("htmx was given a whole page")
	}
	house.Visitor(t).Open("/studio/quotes").IsAt("/studio/sign-in")
}

func TestPreviewIsExactAndChangesNothing(t *testing.T) {
	job, _, owner := jobHouse(t)
	draft := job.Draft(t, func(c *store.Content) { c.Title = "A draft of a study" })
	owner.Open(fmt.Sprintf("/studio/preview/%d", draft.ID)).Is(http.StatusOK).Shows("A draft of a study", "Leave preview")
	q := job.Sent(t)
	page := owner.Open(quoteURL(q.ID)).Submit("View as Client")
	page.IsAt(fmt.Sprintf("/studio/view/%d/portal/quotes/%d", job.Priya.ID, q.ID)).Shows(q.Title, "Leave preview")
	for _, outside := range []string{`href="/portal`, `action="/portal`, "hx-post", "hx-get"} {
		if strings.Contains(page.Body, outside) {
			t.Errorf("the preview leads out, or acts: %s", outside)
		}
	}
	page.Follow("Leave preview").IsAt(fmt.Sprintf("/studio/clients/%d", job.Client.ID))
	owner.Open(fmt.Sprintf("/studio/view/%d", job.Priya.ID)).Is(http.StatusOK).Shows(job.Project.Name)
	owner.Open(fmt.Sprintf("/studio/view/%d/portal/quotes/%d", job.Tom.ID, q.ID)).Is(http.StatusNotFound)
	owner.Open(fmt.Sprintf("/studio/view/%d/portal/quotes/%d", job.Priya.ID, draft.ID)).Is(http.StatusNotFound)
	owner.Open(fmt.Sprintf("/studio/preview/%d", q.ID)).Is(http.StatusNotFound)
	if !quoteNow(t, job, q.ID).Viewed.IsZero() {
		t.Error("looking counted as viewed")
	}
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM activity WHERE what = 'portal looked at'"); n != 1 {
		t.Errorf("the look was noted %d times", n)
	}
}

// While one types, only the lines go back that the browser does not show yet.
func TestOnlyWhatHasChangedComesBackWhileTyping(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.Draft(t)
	page := owner.Open(quoteURL(q.ID))
	kept := map[string]string{}
	send := func(status int, pairs ...any) *Page {
		t.Helper()
		for i := 0; i < len(pairs); i += 2 {
			kept[pairs[i].(string)] = pairs[i+1].(string)
		}
		var all []any
		for name, value := range kept {
			all = append(all, name, value)
		}
		part := page.SubmitByHTMX("Save", all...).Is(status)
		for _, name := range []string{"edits", "unsaved"} {
			kept[name] = hidden(part, name)
		}
		return part
	}
	shows := func(part *Page, want ...string) {
		t.Helper()
		for _, id := range []string{"l1", "l2"} {
			there := strings.Contains(part.Body, `"innerHTML:#line-`+id+`-amount"`)
			if there != strings.Contains(strings.Join(want, " "), id) {
				t.Errorf("line %s comes: %t, want %v", id, there, want)
			}
		}
	}
	shows(send(http.StatusOK, "title", "Seats"))
	shows(send(http.StatusOK, "line.l1.price", "100"), "l1")
	shows(send(http.StatusUnprocessableEntity, "line.l2.price", "abc"), "l2")
	shows(send(http.StatusUnprocessableEntity, "line.l1.price", "200"), "l1", "l2")
	shows(send(http.StatusUnprocessableEntity, "line.l1.price", "100"), "l1", "l2") // as it was kept, but not as it is shown
	mended := send(http.StatusOK, "line.l2.price", "380")
	shows(mended, "l1", "l2")
	mended.Hides("Please enter a number")
	shows(send(http.StatusOK, "title", "Two seats"))
	owner.Open(quoteURL(q.ID)).Submit("Send quote", "line.l2.title", "").Is(http.StatusUnprocessableEntity)
	if again := owner.Open(quoteURL(q.ID) + "?lacks=1"); hidden(again, "unsaved") != "l2" {
		t.Errorf("the error at l2 would never go: %q", hidden(again, "unsaved"))
	}
}

// hidden is the value of a hidden field.
func hidden(p *Page, name string) string {
	_, rest, _ := strings.Cut(p.Body, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
