package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// deeds are what can be asked of a document, by the path under its own.
var deeds = map[string][]string{
	"quote": {"GET ", "GET /choices", "GET /choices?option=l2", "GET /acceptance", "GET /refusal", "GET /pdf", "GET /terms",
		"POST /view", "POST /acceptance", "POST /refusal", "POST /invoice"},
	"invoice":  {"GET ", "GET /payment", "GET /pdf", "GET /terms", "GET /payments/1", "GET /receipts/1", "POST /view", "POST /payments"},
	"contract": {"GET ", "GET /acceptance", "GET /refusal", "GET /pdf", "POST /view", "POST /acceptance", "POST /refusal"},

	"questionnaire": {"GET ", "POST /view", "POST /answers", "POST /files", "GET /files/1", "POST /files/1/removal"},
}

// ask tries one deed, as one who knows the form's fields.
func ask(v *Visitor, base, deed string) *Page {
	method, tail, _ := strings.Cut(deed, " ")
	if method == http.MethodGet {
		return v.Open(base + tail)
	}
	return v.Post(base+tail, "name", "A thief", "method", "type", "agree", "on", "pay", "next", "attempt", "attempt-0000000000001", "reason", "none")
}

// street is a house with two clients; the second is a stranger to the first
// one's documents.
type street struct {
	*House
	job, stranger  *storetest.Job
	quote, invoice int64
	contract       int64
	questionnaire  int64
}

func newStreet(t *testing.T) *street {
	t.Helper()
	house := newHouse(t)
	job := house.Job(t)
	banked(t, job)
	s := &street{House: house, job: job, stranger: storetest.JobAt(t, house.Store, house.Clock, job.Owner, "Okoro", "ada@example.com", "ben@example.com")}
	s.invoice = job.Invoiced(t).ID
	s.quote = job.Sent(t, func(c *store.Content) { c.Terms = store.Markdown{Source: "Ours."} }).ID
	s.contract = job.SentContract(t).ID
	s.questionnaire = job.SentQuestionnaire(t).ID
	return s
}

func (s *street) ids() map[string]int64 {
	return map[string]int64{"quote": s.quote, "invoice": s.invoice, "contract": s.contract, "questionnaire": s.questionnaire}
}

// links are Priya's to each document: the paths under which they hang.
func (s *street) links(t *testing.T) map[string]string {
	t.Helper()
	bases := map[string]string{}
	for kind, id := range s.ids() {
		bases[kind] = "/d/" + s.job.Link(t, kind, id)
	}
	return bases
}

// refusesAll tries every deed at a door, and sees that nothing changed.
func (s *street) refusesAll(t *testing.T, v *Visitor, base func(kind string) string, refused func(*Page) bool) {
	t.Helper()
	before := dump(t, s.Store)
	for kind, list := range deeds {
		for _, deed := range list {
			page := ask(v, base(kind), deed)
			if !refused(page) {
				t.Errorf("%s %s answered %d at %s:\n%s", kind, deed, page.Status, page.Path, page.Text())
			}
			for _, secret := range []string{"Window seat", "Priya", "priya@", "2,220.00", iban} {
				if strings.Contains(page.Body, secret) {
					t.Errorf("%s %s tells %q", kind, deed, secret)
				}
			}
		}
	}
	if after := dump(t, s.Store); after != before {
		t.Errorf("something changed:\n%s", diff(before, after))
	}
}

// diff is what two dumps do not share, line by line.
func diff(before, after string) string {
	known := map[string]bool{}
	for line := range strings.Lines(before) {
		known[line] = true
	}
	var b strings.Builder
	for line := range strings.Lines(after) {
		if !known[line] {
			b.WriteString(line)
		}
	}
	return b.String()
}

func isMissing(p *Page) bool { return p.Status == http.StatusNotFound }

func TestNobodyEntersWithoutALinkOrASession(t *testing.T) {
	s := newStreet(t)
	v := s.Visitor(t)
	s.refusesAll(t, v, func(kind string) string { return fmt.Sprintf("/portal/%ss/%d", kind, s.ids()[kind]) },
		func(p *Page) bool { return strings.HasPrefix(p.Path, "/portal/sign-in") })
	s.refusesAll(t, v, func(string) string { return "/d/" + strings.Repeat("a", 43) }, isMissing)
	s.refusesAll(t, v, func(string) string { return "/d/" + strings.Repeat("a", 4000) }, isMissing)
}

func TestAnotherClientFindsNothing(t *testing.T) {
	s := newStreet(t)
	ada := s.signIn(t, s.stranger)
	s.refusesAll(t, ada, func(kind string) string { return fmt.Sprintf("/portal/%ss/%d", kind, s.ids()[kind]) }, isMissing)
	ada.Open(fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)).Is(http.StatusNotFound)
	for _, id := range []string{"0", "-1", "x", "9999999999999999999999", "1e3"} {
		ada.Open("/portal/quotes/" + id).Is(http.StatusNotFound)
		ada.Open("/portal/projects/" + id).Is(http.StatusNotFound)
	}
}

func TestADocumentForOneContactIsHiddenFromTheOthers(t *testing.T) {
	s := newStreet(t)
	if err := s.job.EditProject(t.Context(), s.job.Owner, s.job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active",
		Contacts: []int64{s.job.Priya.ID, s.job.Tom.ID}}); err != nil {
		t.Fatal(err)
	}
	draft := s.job.Draft(t)
	draft, err := s.SaveDraftFor(t, draft, s.job.Tom.ID)
	if err != nil {
		t.Fatal(err)
	}
	l := s.job.Letter()
	l.Contacts = []int64{s.job.Tom.ID}
	if _, err := s.Store.SendQuote(t.Context(), s.job.Owner, draft.ID, l); err != nil {
		t.Fatal(err)
	}
	priya := s.signIn(t, s.job)
	priya.Open(fmt.Sprintf("/portal/quotes/%d", draft.ID)).Is(http.StatusNotFound)
	priya.Open(fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)).Hides(fmt.Sprintf("/portal/quotes/%d\"", draft.ID))
}

// SaveDraftFor addresses a draft to one contact.
func (s *street) SaveDraftFor(t *testing.T, q store.Quote, contact int64) (store.Quote, error) {
	t.Helper()
	return s.Store.SaveQuote(t.Context(), s.job.Owner, q.ID, q.Edits, contact, q.Content)
}

func TestALinkOpensItsOwnDocumentAlone(t *testing.T) {
	s := newStreet(t)
	v := s.Visitor(t)
	quote, invoice := "/d/"+s.job.Link(t, "quote", s.quote), "/d/"+s.job.Link(t, "invoice", s.invoice)
	contract := "/d/" + s.job.Link(t, "contract", s.contract)
	before := dump(t, s.Store)
	for _, deed := range deeds["invoice"] {
		if _, tail, _ := strings.Cut(deed, " "); strings.HasPrefix(tail, "/payment") || strings.HasPrefix(tail, "/receipts") {
			ask(v, quote, deed).Is(http.StatusNotFound)
		}
	}
	for _, tail := range []string{"GET /choices", "GET /acceptance", "GET /refusal", "POST /acceptance", "POST /refusal", "POST /invoice"} {
		ask(v, invoice, tail).Is(http.StatusNotFound)
	}
	for _, tail := range []string{"GET /choices", "GET /terms", "GET /payment", "GET /payments/1", "GET /receipts/1", "POST /invoice", "POST /payments"} {
		ask(v, contract, tail).Is(http.StatusNotFound)
	}
	v.Open("/portal").IsAt("/portal/sign-in") // and nothing else of the portal
	v.Open(quote).Follow("Project #1 overview").IsAt("/portal/sign-in")
	v.Post(quote + "/invoice").Is(http.StatusNotFound) // it has no invoice yet
	if after := dump(t, s.Store); after != before {
		t.Errorf("something changed:\n%s", diff(before, after))
	}
}

func TestRevokedAndShutLinksHaveEnded(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *street){
		"revoked": func(t *testing.T, s *street) {
			for kind, id := range s.ids() {
				if err := s.Store.RevokeLinks(t.Context(), s.job.Owner, store.Object{Kind: kind, ID: id}); err != nil {
					t.Fatal(err)
				}
			}
		},
		"disabled": func(t *testing.T, s *street) {
			if err := s.Store.SetPortal(t.Context(), s.job.Owner, s.job.Client.ID, false); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStreet(t)
			bases := s.links(t)
			end(t, s)
			v := s.Visitor(t)
			s.refusesAll(t, v, func(kind string) string { return bases[kind] }, func(p *Page) bool { return p.Status == http.StatusGone })
			mails := storetest.Count(t, s.Store, "SELECT count(*) FROM outbox")
			v.Open(bases["quote"]).Shows("This link has ended").Submit("Email me a fresh one").Shows("Look in your email")
			if storetest.Count(t, s.Store, "SELECT count(*) FROM outbox") != mails {
				t.Error("a fresh link was sent")
			}
		})
	}
}

func TestAnOldLinkSendsAFreshOneToItsOwner(t *testing.T) {
	s := newStreet(t)
	token := s.job.Link(t, "quote", s.quote)
	s.Clock.Add(150 * 24 * time.Hour)
	v := s.Visitor(t)
	before := dump(t, s.Store)
	page := v.Open("/d/"+token).Is(http.StatusGone).Hides("Priya", "priya", "Window seat")
	if dump(t, s.Store) != before {
		t.Error("looking at an ended link changed something")
	}
	for range 3 { // one an hour is enough
		page.Submit("Email me a fresh one").Is(http.StatusOK).Shows("Look in your email").Hides("Priya", "priya")
	}
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM outbox WHERE kind = 'fresh-link' AND contact_id = ? AND quote_id = ?", s.job.Priya.ID, s.quote); n != 1 {
		t.Errorf("%d letters", n)
	}
	v.Post("/d/never-ours/fresh").Is(http.StatusOK).Shows("Look in your email")
	if err := s.job.EditProject(t.Context(), s.job.Owner, s.job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", Contacts: []int64{s.job.Tom.ID}}); err != nil {
		t.Fatal(err)
	}
	s.Clock.Add(2 * time.Hour)
	page.Submit("Email me a fresh one")
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM outbox WHERE kind = 'fresh-link'"); n != 1 {
		t.Error("a fresh link was sent for what is theirs no more")
	}
}

func TestArchivedThingsAreGone(t *testing.T) {
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	link := "/d/" + s.job.Link(t, "quote", s.quote)
	if err := s.Store.ArchiveQuote(t.Context(), s.job.Owner, s.quote, true); err != nil {
		t.Fatal(err)
	}
	priya.Open(link).Is(http.StatusNotFound)
	priya.Open(fmt.Sprintf("/portal/quotes/%d", s.quote)).Is(http.StatusNotFound)
	if err := s.Store.SetProjectStatus(t.Context(), s.job.Owner, s.job.Project.ID, "archived"); err != nil {
		t.Fatal(err)
	}
	priya.Open("/portal").Is(http.StatusOK).Shows("No project is open at the moment.")
	s.refusesAll(t, priya, func(kind string) string { return fmt.Sprintf("/portal/%ss/%d", kind, s.ids()[kind]) }, isMissing)
}

func TestScannersOfMailChangeNothing(t *testing.T) {
	s := newStreet(t)
	scanner := s.Visitor(t)
	bases := s.links(t)
	before := dump(t, s.Store)
	for kind, list := range deeds {
		for _, deed := range list {
			if method, tail, _ := strings.Cut(deed, " "); method == http.MethodGet {
				scanner.Open(bases[kind] + tail)
				scanner.Part(bases[kind] + tail)
				scanner.Do(scanner.Request(http.MethodHead, bases[kind]+tail, nil))
			}
		}
	}
	if after := dump(t, s.Store); after != before {
		t.Errorf("something changed:\n%s", diff(before, after))
	}
}

func TestAPersonsTouchCountsAsLookingOnce(t *testing.T) {
	s := newStreet(t)
	for kind, id := range s.ids() {
		v := s.Visitor(t)
		base := "/d/" + s.job.Link(t, kind, id)
		page := v.Open(base)
		if !strings.Contains(page.Body, `hx-post="`+base+`/view"`) || strings.Contains(page.Body, "load") && strings.Contains(page.Body, `hx-trigger="load`) {
			t.Error("the page sends no signal, or sends it by itself")
		}
		for range 3 {
			if answer := v.Post(base + "/view").Is(http.StatusOK); answer.Body != "" {
				t.Errorf("answered %q", answer.Body)
			}
		}
		if n := storetest.Count(t, s.Store, "SELECT count(*) FROM activity WHERE what = ? || ' viewed' AND "+kind+"_id = ?", kind, id); n != 1 {
			t.Errorf("%s viewed %d times", kind, n)
		}
		v.Open(base).Hides(base + "/view")
	}
}

func TestForeignPagesCannotAct(t *testing.T) {
	s := newStreet(t)
	base := "/d/" + s.job.Link(t, "quote", s.quote)
	before := dump(t, s.Store)
	for _, tail := range []string{"/view", "/acceptance", "/refusal", "/invoice", "/fresh"} {
		r := s.Visitor(t).Request(http.MethodPost, base+tail, strings.NewReader("name=x"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Origin", "https://evil.example")
		s.Visitor(t).Do(r).Is(http.StatusForbidden)
	}
	if dump(t, s.Store) != before {
		t.Error("something changed")
	}
}

func TestBodiesThatAreTooLarge(t *testing.T) {
	s := newStreet(t)
	v := s.Visitor(t)
	quote, invoice := "/d/"+s.job.Link(t, "quote", s.quote), "/d/"+s.job.Link(t, "invoice", s.invoice)
	before := dump(t, s.Store)
	large := strings.Repeat("[1,2],", 2<<20/6)
	for _, path := range []string{quote + "/acceptance", quote + "/refusal", invoice + "/payments", "/portal/sign-in", "/portal/sign-in/code"} {
		v.Post(path, "strokes", large, "reason", large, "email", "priya@example.com").Is(http.StatusRequestEntityTooLarge).Shows("That is too large")
	}
	if dump(t, s.Store) != before {
		t.Error("something changed")
	}
}

func TestOneProjectOpensAtOnceAndSeveralAreListed(t *testing.T) {
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	overview := fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)
	page := priya.Open("/portal").IsAt(overview)
	page.Shows("Kitchen and garden room", "Project #1. 31 Larkfield Road, Bristol.", "To sign next", "Window seat", "Proposals", "Accepted",
		"Received 23 Nov. Signed 23 Nov 2026", "Received 23 Nov. Valid until 23 Dec 2026", "Invoices", "INV-0001").Hides("All Projects", "Drafts").
		Shows("Shared files", "Nothing has been shared yet.", "Nothing has been paid yet.", "What is agreed", "Oak window seat")
	page.Follow("View quote").Shows("Sign to accept")
	if err := s.job.RecordPayment(t.Context(), s.job.Owner, s.invoice, store.HandPayment{Method: "bank", Amount: 66600, PaidOn: s.job.Today(), Attempt: "attempt-0000000000009"}); err != nil {
		t.Fatal(err)
	}
	s.job.Draft(t)
	if _, err := s.job.Portal(t, s.job.Priya).DeclineQuote(t.Context(), s.quote, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	priya.Open(overview).Shows("To sign next", "Contract C-0001").Hides("Your next payment")
	if _, err := s.job.Portal(t, s.job.Priya).DeclineContract(t.Context(), s.contract, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	if err := s.job.EditProject(t.Context(), s.job.Owner, s.job.Project.ID, store.ProjectDetails{Name: "Kitchen", Status: "active", EventOn: "2026-12-17",
		Notes: "Worktops *this* week.", Contacts: []int64{s.job.Priya.ID}, Staff: []int64{s.job.Owner.ID}}); err != nil {
		t.Fatal(err)
	}
	priya.Open(overview).Shows("Your next payment £1,554.00", "£666.00 paid", "£1,554.00 to go", "Make a payment", "Payments", "Bank transfer", "Declined 23 Nov 2026",
		"Looked after by Hannah Rowe.", "Thursday 17 December 2026", "Notes", "Worktops this week.")

	second, err := s.Store.AddProject(t.Context(), s.job.Owner, s.job.Client.ID, store.ProjectDetails{Name: "Hall and stair", Status: "complete", Contacts: []int64{s.job.Priya.ID}})
	if err != nil {
		t.Fatal(err)
	}
	page = priya.Open("/portal").Is(http.StatusOK).Shows("Good morning, Priya", "2 things wait for you. Nothing is late.", "Questions for you", "To pay", "£1,554.00", "due 7 December. Kitchen",
		"What is left to pay", "Left to pay", "Your projects", "Recent", "You declined").Hides("Hall and stair")
	page = page.Follow("All Projects").Shows("All Projects", "Hello, Priya.", "Open 1", "Complete 1", "Kitchen", "Questions for you: About your hall").Hides("Hall and stair")
	page.Follow("Complete 1").Shows("Hall and stair").Follow("Hall and stair").IsAt(fmt.Sprintf("/portal/projects/%d", second.ID)).
		Shows("Nothing to show yet. When Alder & Rowe sends you something, it will be here.").Hides("Proposals", "Invoices", "Payments").
		Follow("All Projects").Shows("Complete 1", "Hall and stair")
	ada := s.signIn(t, s.stranger)
	ada.Open("/portal/projects").Shows("Open 1").Hides("Hall and stair", "£1,554.00")
}

func TestTheFooterNamesTheStudioAndItsTerms(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	studio := *job.Studio()
	studio.TaxNumber, studio.CompanyNumber, studio.Phone = "GB 417 2086 53", "11458207", "0117 496 0142"
	studio.Accreditations.Source, studio.Terms.Source = "- **Guild of Heritage Builders**", "Pay *within* 14 days."
	for _, save := range []func(context.Context, store.Staff, store.Studio) error{job.SaveStudio, job.SaveTax, job.SaveDocuments} {
		if err := save(t.Context(), job.Owner, studio); err != nil {
			t.Fatal(err)
		}
	}
	client, base := house.client(t, job, "quote", job.Sent(t).ID)
	page := client.Open(base).Shows("Guild of Heritage Builders", "VAT number GB 417 2086 53", "Company registration no. 11458207", "0117 496 0142")
	client.Open("/terms").Is(http.StatusOK).Shows("Terms of business", "Pay within 14 days.")
	if !page.HasLink("Terms of business") {
		t.Error("no link to the terms")
	}
}
