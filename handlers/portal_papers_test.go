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

func TestListsHaveTheirParts(t *testing.T) {
	s := newStreet(t)
	late := s.job.Invoiced(t, func(c *store.Content) { c.Title = "Survey" })
	s.Clock.Add(40 * 24 * time.Hour)
	paid := s.job.Invoiced(t, func(c *store.Content) { c.Title = "Drawings" })
	if err := s.job.RecordPayment(t.Context(), s.job.Owner, paid.ID, store.HandPayment{Method: "cash", Amount: paid.Total, PaidOn: s.job.Today(), Attempt: "attempt-0000000000009"}); err != nil {
		t.Fatal(err)
	}
	s.job.DraftInvoice(t)
	priya := s.signIn(t, s.job)
	for show, want := range map[string]struct{ has, hasNot []string }{
		"":        {[]string{"INV-0001", late.Number, paid.Number, "All 3", "Paid 1", "Unpaid 2", "Overdue 2"}, nil},
		"paid":    {[]string{paid.Number}, []string{late.Number, "INV-0001"}},
		"unpaid":  {[]string{late.Number, "INV-0001"}, []string{paid.Number}},
		"overdue": {[]string{late.Number}, []string{paid.Number}},
		"drafts":  {[]string{"INV-0001", late.Number, paid.Number}, []string{"Draft"}},
	} {
		priya.Open("/portal/invoices?show=" + show).Is(http.StatusOK).Shows(want.has...).Hides(want.hasNot...)
	}
	if _, err := s.job.Portal(t, s.job.Priya).DeclineQuote(t.Context(), s.job.Sent(t, func(c *store.Content) { c.Title = "Shelves" }).ID, "", store.Visit{}); err != nil {
		t.Fatal(err)
	}
	s.job.Sent(t, func(c *store.Content) { c.Title = "Garden seat" })
	priya.Open("/portal/quotes?show=rejected").Shows("Shelves", "Rejected 1", "Pending 1").Hides("Garden seat")
	priya.Open("/portal/quotes?show=pending").Shows("Garden seat").Hides("Shelves")
	priya.Open("/portal/contracts?show=to-sign").Shows("Waiting for you")
	page := priya.Open("/portal/payments").Shows("Cash", "Invoice "+paid.Number, "Statement")
	if pdf := page.Follow("Download 2 January 2027"); pdf.Status != http.StatusOK && !strings.HasPrefix(pdf.Body, "%PDF") {
		t.Errorf("the receipt: %d", pdf.Status)
	}
	s.signIn(t, s.stranger).Open("/portal/invoices").Shows("Invoices that Alder & Rowe sends you will be here.").Hides("INV-")
}

func TestArchivedPapersLeaveTheLists(t *testing.T) {
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	storetest.Exec(t, s.Store, "UPDATE invoice SET archived_at = 1; UPDATE contract SET archived_at = 1; UPDATE quote SET archived_at = 1")
	for _, path := range []string{"/portal/invoices", "/portal/quotes", "/portal/contracts"} {
		priya.Open(path).Is(http.StatusOK).Shows("Nothing here yet.")
	}
	priya.Open("/portal/activity").Hides("Q-0", "INV-", "C-0")
}

// sendAll marks every mail of a store as sent in words of the studio's.
func sendAll(t *testing.T, s *store.Store) {
	t.Helper()
	mails, _, err := s.Mails(t.Context(), store.MailFilter{}, store.Paging{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mails {
		if err := s.MailSent(t.Context(), m.ID, store.EmailWords{Subject: "Words of " + m.Mail.Kind, Body: "Dear **reader**, <script>alert(1)</script> <img src=x onerror=alert(1)>"}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEmailsCanBeReadAgain(t *testing.T) {
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	priya.Open("/portal/emails").Shows("Emails from Alder & Rowe will be here")
	sendAll(t, s.Store)
	page := priya.Open("/portal/emails").Shows("Words of quote", "Words of contract").Hides("Words of sign-in", "Words of studio-accepted")
	page = page.Follow("Words of quote").Is(http.StatusOK).Shows("From Alder & Rowe")
	content := priya.Open(page.Path + "/content").Is(http.StatusOK)
	content.Shows("View quote")
	if strings.Contains(content.Body, "<script") || strings.Contains(content.Body, "<img src=x") {
		t.Errorf("the email is not safe to show:\n%s", content.Body)
	}
	if strings.Contains(content.Body, "/d/") {
		t.Error("the email has a link that lets one in")
	}
	policy := content.Header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "sandbox", "form-action 'none'", "frame-ancestors 'self'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("the frame's policy %q lacks %s", policy, part)
		}
	}
	if strings.Contains(policy, "allow-scripts") {
		t.Error("the frame may run scripts")
	}
	// Neither the other client, nor what lets one in, nor what has not left yet.
	ada := s.signIn(t, s.stranger)
	ada.Open("/portal/emails").Hides("Words of quote")
	ada.Open(page.Path).Is(http.StatusNotFound)
	ada.Open(page.Path + "/content").Is(http.StatusNotFound)
	secret := storetest.Count(t, s.Store, "SELECT max(id) FROM outbox WHERE kind = 'sign-in' AND contact_id = ?", s.job.Priya.ID)
	priya.Open(fmt.Sprintf("/portal/emails/%d", secret)).Is(http.StatusNotFound)
	waiting := s.job.Sent(t)
	queued := storetest.Count(t, s.Store, "SELECT max(id) FROM outbox WHERE quote_id = ?", waiting.ID)
	priya.Open(fmt.Sprintf("/portal/emails/%d", queued)).Is(http.StatusNotFound)
	// What is switched off is gone from among them.
	s.say(t, store.Permissions{store.ModuleQuotes: false}, nil)
	priya.Open("/portal/emails").Hides("Words of quote").Shows("Words of contract")
	priya.Open(page.Path).Is(http.StatusNotFound)
	s.say(t, store.Permissions{store.ModuleEmails: false}, nil)
	priya.Open("/portal/emails").Is(http.StatusNotFound)
}

func TestListsOfAModuleThatIsOffAreNotFound(t *testing.T) {
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	lists := map[store.Module][]string{
		store.ModuleInvoices:  {"/portal/invoices", "/portal/payments", "/portal/statement"},
		store.ModuleQuotes:    {"/portal/quotes"},
		store.ModuleContracts: {"/portal/contracts"},
		store.ModuleEmails:    {"/portal/emails"},
		store.ModuleActivity:  {"/portal/activity"},
		store.ModuleFiles:     {fmt.Sprintf("/portal/projects/%d/files", s.job.Project.ID)},
	}
	for m, paths := range lists {
		for _, path := range paths {
			s.say(t, nil, nil)
			priya.Open(path).Is(http.StatusOK)
			s.say(t, nil, store.Permissions{m: false})
			priya.Open(path).Is(http.StatusNotFound)
			if home := priya.Open("/portal/account").Is(http.StatusOK); strings.Contains(home.Body, `"`+path+`"`) {
				t.Errorf("with %s off a page still leads to %s", m, path)
			}
		}
	}
	all := store.Permissions{}
	for _, m := range store.Modules() {
		all[m] = false
	}
	s.say(t, all, nil)
	priya.Open("/portal/account").Is(http.StatusOK).Hides("Documents", "Activity")
}

func TestTheHistoryTellsOnlyWhatOneSees(t *testing.T) {
	s := newStreet(t)
	wen, err := s.Store.AddContact(t.Context(), s.job.Owner, s.job.Client.ID, store.ContactDetails{Name: "Wen Li", Email: "wen@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Exec(t, s.Store, fmt.Sprintf("INSERT INTO project_contact VALUES (%d, %d)", s.job.Project.ID, wen.ID))
	hers := s.job.Portal(t, s.job.Priya)
	if err := hers.ViewQuote(t.Context(), s.quote, store.Visit{}); err != nil {
		t.Fatal(err)
	}
	priya := s.signIn(t, s.job)
	priya.Open("/portal/activity").Shows("You viewed Quote", "Quote Q-0002 came from Alder & Rowe", "You signed Quote Q-0001", "You signed in", "Alder & Rowe sent you questions:").Hides("Hannah", "archived", "looked at")
	other, err := s.Store.PortalOfContact(t.Context(), wen.ID)
	if err != nil {
		t.Fatal(err)
	}
	deeds, _, err := other.Activity(t.Context(), store.Paging{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range deeds {
		if strings.HasSuffix(d.What, "viewed") {
			t.Errorf("Wen reads that Priya %s", d.What)
		}
		if d.ContractID != 0 {
			t.Errorf("Wen reads of a contract that is Priya's: %s", d.What)
		}
	}
	s.signIn(t, s.stranger).Open("/portal/activity").Hides("Q-0", "Window seat", "Priya")
}

func TestContactsKeepTheirOwnDetails(t *testing.T) {
	s := newStreet(t)
	priya, owner := s.signIn(t, s.job), s.Owner(t)
	page := priya.Open("/portal/account").Is(http.StatusOK)
	if strings.Contains(page.Body, `name="email"`) || page.Value("address") == "" {
		t.Errorf("the email can be changed, or the address %q cannot", page.Value("address"))
	}
	page = page.Submit("Save details", "name", "Priya R. Raman", "phone", "07700 900999", "address", "1 New Street\nBristol").Is(http.StatusOK).Shows("Saved. The studio sees it too.")
	priya.Post("/portal/account", "name", "Priya R. Raman", "phone", "07700 900999", "address", "1 New Street\nBristol", "email", "thief@example.com").Is(http.StatusOK)
	client := fmt.Sprintf("/studio/clients/%d", s.job.Client.ID)
	owner.Open(client).Shows("Priya R. Raman", "07700 900999", "1 New Street", "Priya R. Raman changed their name, phone and address", "priya@example.com").Hides("thief@example.com")
	owner.Open("/studio/clients?q=900999").Shows("Raman")
	// What was sent keeps what it says.
	priya.Open(fmt.Sprintf("/portal/invoices/%d", s.invoice)).Shows("31 Larkfield Road").Hides("1 New Street")

	before := dump(t, s.Store)
	for field, value := range map[string]string{"name": "", "phone": strings.Repeat("1", 61), "address": strings.Repeat("a", 1001)} {
		refused := page.Submit("Save details", field, value).Is(http.StatusUnprocessableEntity)
		if refused.Error(field) == "" || refused.Value(field) != value {
			t.Errorf("%s: %q, %q is kept", field, refused.Error(field), refused.Value(field))
		}
	}
	priya.Post("/portal/account", "name", strings.Repeat("ا", 10_000)).Is(http.StatusUnprocessableEntity)
	if dump(t, s.Store) != before {
		t.Error("what was refused changed something")
	}
	priya.Open("/portal/account").Submit("Save details", "name", "پریا 🪴 रमन").Is(http.StatusOK)
	if name := priya.Open("/portal/account").Value("name"); name != "پریا 🪴 रमन" {
		t.Errorf("the name became %q", name)
	}
}

func TestOnlyTheMainContactChangesTheAddress(t *testing.T) {
	s := newStreet(t)
	if err := s.Store.MakeMain(t.Context(), s.job.Owner, s.job.Client.ID, s.job.Tom.ID); err != nil {
		t.Fatal(err)
	}
	priya := s.signIn(t, s.job)
	priya.Open("/portal/account").Hides("Address Bristol")
	priya.Post("/portal/account", "name", "Priya", "address", "Elsewhere").Is(http.StatusOK)
	if n := storetest.Count(t, s.Store, "SELECT count(*) FROM client WHERE address = 'Elsewhere'"); n != 0 {
		t.Error("one who is not the main contact moved the client")
	}
}

func TestReadingAndDevices(t *testing.T) {
	s := newStreet(t)
	priya, phone := s.signIn(t, s.job), s.signIn(t, s.job)
	page := priya.Open("/portal/account").Submit("Save", "locale", "en-US", "scheme", "dark").Is(http.StatusOK).Shows("Saved.")
	if !strings.Contains(page.Body, `data-scheme="dark"`) {
		t.Error("the page is not dark")
	}
	for _, bad := range [][]string{{"locale", "xx"}, {"scheme", "red"}} {
		priya.Post("/portal/account/reading", bad...).Is(http.StatusUnprocessableEntity)
	}
	stranger := s.signIn(t, s.stranger)
	theirs := storetest.Count(t, s.Store, "SELECT max(id) FROM session WHERE contact_id = ?", s.stranger.Priya.ID)
	priya.Post(fmt.Sprintf("/portal/account/sessions/%d/removal", theirs)).Is(http.StatusNotFound)
	stranger.Open("/portal/account").Is(http.StatusOK)
	page = priya.Open("/portal/account").Shows("This device").Submit("Sign out iPhone, Safari").Shows("That device is signed out.")
	phone.Open("/portal/account").IsAt("/portal/sign-in")
	again := s.signIn(t, s.job)
	page.Submit("Sign out everywhere").IsAt("/portal/sign-in")
	for _, v := range []*Visitor{priya, again} {
		v.Open("/portal/account").IsAt("/portal/sign-in")
	}
}

// TestLookingAsAClientChangesNothing: 'View as Client' shows the account at rest.
func TestLookingAsAClientChangesNothing(t *testing.T) {
	s := newStreet(t)
	sendAll(t, s.Store)
	owner := s.Owner(t)
	view := fmt.Sprintf("/studio/view/%d", s.job.Priya.ID)
	before := dump(t, s.Store)
	for _, path := range []string{"/portal/account", "/portal/activity", "/portal/invoices", "/portal/quotes", "/portal/emails", "/portal/payments", "/portal/contracts", "/portal/projects"} {
		page := owner.Open(view + path).Is(http.StatusOK)
		if strings.Contains(page.Body, `"/portal/`) {
			t.Errorf("%s leads out of the preview", path)
		}
	}
	if dump(t, s.Store) != before {
		t.Error("looking changed something")
	}
	looking, err := s.Store.PreviewPortal(t.Context(), s.job.Owner, s.job.Priya.ID)
	if err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"details": looking.SaveDetails(t.Context(), store.OwnDetails{Name: "X"}), "reading": looking.SaveReading(t.Context(), "", "dark"),
		"a session": looking.EndSession(t.Context(), 1), "sessions": looking.EndSessions(t.Context()),
	} {
		if err == nil {
			t.Errorf("one who looks may change %s", what)
		}
	}
}
