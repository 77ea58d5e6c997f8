package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// switches are the ways in which a module may be off for Priya, and on.
var switches = map[string]struct {
	all, hers store.Permissions
	off       bool
}{
	"nobody said anything":  {nil, nil, false},
	"off for all":           {store.Permissions{"": false}, nil, true},
	"off for her client":    {nil, store.Permissions{"": false}, true},
	"on for her client":     {store.Permissions{"": false}, store.Permissions{"": true}, false},
	"off for all and hers":  {store.Permissions{"": false}, store.Permissions{"": false}, true},
	"said to be on for all": {store.Permissions{"": true}, nil, false},
}

// of puts a module in the place of the empty one.
func of(p store.Permissions, m store.Module) store.Permissions {
	for _, on := range p {
		return store.Permissions{m: on}
	}
	return nil
}

// say keeps permissions as the owner would.
func (s *street) say(t *testing.T, all, hers store.Permissions) {
	t.Helper()
	if err := s.Store.SavePermissions(t.Context(), s.job.Owner, all); err != nil {
		t.Fatal(err)
	}
	if err := s.Store.SaveExceptions(t.Context(), s.job.Owner, s.job.Client.ID, hers); err != nil {
		t.Fatal(err)
	}
}

func TestAModuleThatIsOffIsNotFound(t *testing.T) {
	modules := map[string]store.Module{"quote": store.ModuleQuotes, "invoice": store.ModuleInvoices, "contract": store.ModuleContracts,
		"questionnaire": store.ModuleQuestionnaires}
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	links := s.links(t)
	for name, c := range switches {
		for kind, id := range s.ids() {
			s.say(t, of(c.all, modules[kind]), of(c.hers, modules[kind]))
			for _, base := range []string{fmt.Sprintf("/portal/%ss/%d", kind, id), links[kind]} {
				want := http.StatusOK
				if c.off {
					want = http.StatusNotFound
				}
				if got := priya.Open(base).Status; got != want {
					t.Errorf("%s, %s %s: %d", name, kind, base, got)
				}
			}
			overview := priya.Open(fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)).Is(http.StatusOK)
			if there := strings.Contains(overview.Body, fmt.Sprintf("/portal/%ss/%d", kind, id)); there == c.off {
				t.Errorf("%s: the overview links to the %s: %v", name, kind, there)
			}
		}
	}
}

// TestNothingCanBeDoneInAModuleThatIsOff tries every deed, by both ways in.
func TestNothingCanBeDoneInAModuleThatIsOff(t *testing.T) {
	s := newStreet(t)
	priya := s.signIn(t, s.job)
	links := s.links(t)
	s.say(t, store.Permissions{store.ModuleQuotes: false, store.ModuleInvoices: false, store.ModuleContracts: false,
		store.ModuleQuestionnaires: false}, nil)
	notFound := func(page *Page) bool { return page.Status == http.StatusNotFound }
	s.refusesAll(t, priya, func(kind string) string { return fmt.Sprintf("/portal/%ss/%d", kind, s.ids()[kind]) }, notFound)
	s.refusesAll(t, priya, func(kind string) string { return links[kind] }, notFound)
	for _, path := range []string{"/portal/statement", "/portal/payment"} {
		if page := priya.Open(path); page.Status == http.StatusOK && page.Path == path {
			t.Errorf("%s is there", path)
		}
	}
	priya.Open(fmt.Sprintf("/portal/projects/%d", s.job.Project.ID)).Is(http.StatusOK).Hides("£", "INV-", "Q-0", "Statement")
}

func TestNothingIsMailedOfAModuleThatIsOff(t *testing.T) {
	s := newStreet(t)
	draft := s.job.Draft(t)
	s.say(t, store.Permissions{store.ModuleQuotes: false, store.ModuleInvoices: false, store.ModuleContracts: false,
		store.ModuleQuestionnaires: false, store.ModuleFiles: false}, nil)

	before := dump(t, s.Store)
	letter := store.Letter{Contacts: []int64{s.job.Priya.ID}, Subject: "Here", Body: "It is."}
	for what, send := range map[string]func() error{
		"a quote":         func() error { _, err := s.Store.SendQuote(t.Context(), s.job.Owner, draft.ID, letter); return err },
		"an invoice":      func() error { _, err := s.Store.SendInvoice(t.Context(), s.job.Owner, s.invoice, letter); return err },
		"a questionnaire": func() error { return s.Store.RemindQuestionnaire(t.Context(), s.job.Owner, s.questionnaire, letter) },
		"a contract":      func() error { return s.Store.ResendContract(t.Context(), s.job.Owner, s.contract, letter) },
		"a statement": func() error {
			return s.Store.SendStatement(t.Context(), s.job.Owner, s.job.Client.ID, store.Period{From: "2026-01-01", To: "2026-12-31"}, letter)
		},
		"a link": func() error {
			_, err := s.Store.CopyLink(t.Context(), s.job.Owner, s.job.Priya.ID, store.Object{Kind: "invoice", ID: s.invoice})
			return err
		},
	} {
		if err := send(); err == nil || !strings.Contains(err.Error(), "_off") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if dump(t, s.Store) != before {
		t.Error("what was refused changed something")
	}
	// What waited when the module was switched off has lost its sense.
	mails, _, err := s.Store.Mails(t.Context(), store.MailFilter{}, store.Paging{})
	if err != nil || len(mails) == 0 {
		t.Fatal(len(mails), err)
	}
	for _, m := range mails {
		if m.ContactID != 0 && m.QuoteID+m.InvoiceID+m.ContractID != 0 {
			if err := s.Store.CheckMail(t.Context(), m.Mail); err != store.ErrStale {
				t.Errorf("%s to %s: %v", m.Mail.Kind, m.To, err)
			}
		}
	}
}

func TestTheOwnerSwitchesModules(t *testing.T) {
	s := newStreet(t)
	owner := s.Owner(t)
	page := owner.Open("/studio/settings/permissions").Is(http.StatusOK)
	page = page.Submit("Save Permissions", "module", "quotes", "module", "contracts", "module", "questionnaires", "module", "files", "module", "emails", "module", "activity").Is(http.StatusOK)
	page.Shows("It holds for every client")
	if s.Store.Studio().Permissions.On(store.ModuleInvoices) || !s.Store.Studio().Permissions.On(store.ModuleFiles) {
		t.Errorf("kept %v", s.Store.Studio().Permissions)
	}
	hers := fmt.Sprintf("/studio/clients/%d/permissions", s.job.Client.ID)
	owner.Open(hers).Is(http.StatusOK).Submit("Save Permissions", "invoices", "on", "files", "off").Is(http.StatusOK).Shows("Permissions of Raman saved")
	owner.Open("/studio/settings/permissions").Shows("One client has exceptions")
	priya := s.signIn(t, s.job)
	priya.Open(fmt.Sprintf("/portal/invoices/%d", s.invoice)).Is(http.StatusOK)
	owner.Post(hers, "invoices", "perhaps").Is(http.StatusUnprocessableEntity)
	owner.Open(fmt.Sprintf("/studio/clients/%d", s.job.Client.ID)).Shows("changed what Raman can open")
}

// TestAcceptingWorksWhileInvoicesAreOff: a signature never fails for the sake of
// what follows it.
func TestAcceptingWorksWhileInvoicesAreOff(t *testing.T) {
	s := newStreet(t)
	s.say(t, store.Permissions{store.ModuleInvoices: false}, nil)
	link := "/d/" + s.job.Link(t, "quote", s.quote)
	v := s.Visitor(t)
	v.Open(link).Submit("Sign to accept", "name", "Priya Raman", "agree", "on", "method", "type").Is(http.StatusOK)
	v.Open(link).Shows("Accepted and signed by").Hides("Make a payment")
	mailed := storetest.Count(t, s.Store, "SELECT count(*) FROM outbox WHERE kind IN ('invoice', 'receipt') AND invoice_id <> ?", s.invoice)
	if mailed != 0 {
		t.Errorf("%d mails of an invoice that the portal does not show", mailed)
	}
}
