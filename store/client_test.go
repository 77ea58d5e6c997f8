package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func addClient(t *testing.T, s *store.Store, by store.Staff, name, contact, email string) store.Client {
	t.Helper()
	c, err := s.AddClient(t.Context(), by, store.ClientDetails{Name: name}, store.ContactDetails{Name: contact, Email: email})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mainContact(t *testing.T, s *store.Store, clientID int64) store.Contact {
	t.Helper()
	contacts, err := s.Contacts(t.Context(), clientID)
	if err != nil || len(contacts) == 0 || !contacts[0].IsMain {
		t.Fatalf("contacts %+v, %v", contacts, err)
	}
	return contacts[0]
}

func fieldsOf(err error) map[string]store.Text {
	var invalid *store.Invalid
	if errors.As(err, &invalid) {
		return invalid.Fields
	}
	return nil
}

func whyOf(err error) string {
	var refused *store.Refused
	if errors.As(err, &refused) {
		return refused.Why.Key
	}
	return ""
}

func TestAClientComesWithItsFirstContact(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines Ferreira", "ines@larchhouse.example")
	main := mainContact(t, s, c.ID)
	if main.Name != "Ines Ferreira" || main.Client != "Larch House" || main.Locale != "en-GB" || main.OwnLocale != "" {
		t.Errorf("main contact %+v", main)
	}
	history, err := s.ActivityOf(t.Context(), "client", c.ID, 5)
	if err != nil || len(history) != 1 || history[0].What != "client added" || history[0].Who != "Hannah Rowe" {
		t.Errorf("history %+v, %v", history, err)
	}
}

func TestAClientIsCheckedFieldByField(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	long := strings.Repeat("x", 20_001)
	_, err := s.AddClient(t.Context(), owner,
		store.ClientDetails{Name: " ", Address: long, Country: "XX", TaxNumber: long, Locale: "not a locale", Currency: "QQQ", Notes: long},
		store.ContactDetails{Name: "\xff", Email: "nobody", Phone: long, Locale: "!"})
	want := map[string]string{"name": "invalid.required", "address": "invalid.too_long", "country": "invalid.choice", "tax_number": "invalid.too_long",
		"locale": "invalid.choice", "currency": "invalid.choice", "notes": "invalid.too_long", "contact_name": "invalid.text",
		"email": "invalid.email", "phone": "invalid.too_long", "contact_locale": "invalid.choice"}
	got := fieldsOf(err)
	for field, key := range want {
		if got[field].Key != key {
			t.Errorf("%s: %q, not %q", field, got[field].Key, key)
		}
	}
	if len(got) != len(want) {
		t.Errorf("fields %v", got)
	}
	if list, err := s.Clients(t.Context(), store.ClientFilter{}, store.Paging{}); err != nil || list.Total != 0 {
		t.Errorf("half a client was saved: %+v, %v", list, err)
	}
}

func TestAnAddressBelongsToOneContact(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	larch := addClient(t, s, owner, "Larch House", "Ines Ferreira", "ines@example.com")
	mei := addClient(t, s, owner, "Mei Tanaka", "Mei Tanaka", "mei@example.com")

	_, err := s.AddContact(t.Context(), owner, mei.ID, store.ContactDetails{Name: "Ines", Email: "INES@example.com"})
	taken := fieldsOf(err)["email"]
	if taken.Key != "invalid.contact_has_email_at" || fmt.Sprint(taken.Args) != "[name Ines Ferreira client Larch House]" {
		t.Errorf("taken: %+v", taken)
	}
	_, err = s.AddContact(t.Context(), owner, larch.ID, store.ContactDetails{Name: "Mei", Email: "mei@example.com"})
	if taken := fieldsOf(err)["email"]; taken.Key != "invalid.contact_has_email" {
		t.Errorf("taken: %+v", taken)
	}
	_, err = s.AddClient(t.Context(), owner, store.ClientDetails{Name: "Third"}, store.ContactDetails{Name: "Mei", Email: "mei@example.com"})
	if fieldsOf(err)["email"].Key == "" || storetest.Count(t, s, "SELECT count(*) FROM client") != 2 {
		t.Error("a client was made with someone else's address")
	}
	// One's own address is no obstacle, in whatever case.
	ines := mainContact(t, s, larch.ID)
	if err := s.EditContact(t.Context(), owner, larch.ID, ines.ID, store.ContactDetails{Name: "Ines F", Email: "Ines@example.com"}); err != nil {
		t.Error(err)
	}
}

func TestThePlaceOfTheMainContactIsNeverEmpty(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	ines := mainContact(t, s, c.ID)
	if err := s.ArchiveContact(t.Context(), owner, c.ID, ines.ID); whyOf(err) != "refused.last_contact" {
		t.Fatalf("the last contact: %v", err)
	}
	tom, err := s.AddContact(t.Context(), owner, c.ID, store.ContactDetails{Name: "Tom", Email: "tom@example.com"})
	if err != nil || tom.IsMain {
		t.Fatalf("%+v, %v", tom, err)
	}
	if err := s.ArchiveContact(t.Context(), owner, c.ID, ines.ID); err != nil {
		t.Fatal(err)
	}
	if main := mainContact(t, s, c.ID); main.ID != tom.ID {
		t.Errorf("main is %+v", main)
	}
	// The address is free again, so the one who left cannot come back with it.
	if _, err := s.AddContact(t.Context(), owner, c.ID, store.ContactDetails{Name: "Other", Email: "ines@example.com"}); err != nil {
		t.Fatal(err)
	}
	if err := s.RestoreContact(t.Context(), owner, c.ID, ines.ID); whyOf(err) != "invalid.contact_has_email_at" {
		t.Errorf("restored beside the new owner of the address: %v", err)
	}
	if err := s.MakeMain(t.Context(), owner, c.ID, ines.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("one who left was made main: %v", err)
	}
}

func TestAContactOfAnotherClientIsNotFound(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	larch := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	mei := addClient(t, s, owner, "Mei", "Mei", "mei@example.com")
	ines := mainContact(t, s, larch.ID)
	d := store.ContactDetails{Name: "X", Email: "x@example.com"}
	for name, err := range map[string]error{
		"edit":    s.EditContact(t.Context(), owner, mei.ID, ines.ID, d),
		"main":    s.MakeMain(t.Context(), owner, mei.ID, ines.ID),
		"archive": s.ArchiveContact(t.Context(), owner, mei.ID, ines.ID),
		"restore": s.RestoreContact(t.Context(), owner, mei.ID, ines.ID),
		"client":  s.EditClient(t.Context(), owner, 99, store.ClientDetails{Name: "X"}),
		"portal":  s.SetPortal(t.Context(), owner, 99, false),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := mainContact(t, s, larch.ID); got != ines {
		t.Errorf("changed: %+v", got)
	}
}

// waysIn gives a contact a session, a link, a sign-in pass and two mails.
func waysIn(t *testing.T, s *store.Store, contact store.Contact) {
	t.Helper()
	hash := func(what string) string { return fmt.Sprintf("%-32s", what+fmt.Sprint(contact.ID))[:32] }
	storetest.Exec(t, s, "INSERT INTO session (token_hash, contact_id, created_at, seen_at, expires_at) VALUES (CAST(? AS BLOB), ?, 0, 0, 9)", hash("s"), contact.ID)
	storetest.Exec(t, s, "INSERT INTO pass (purpose, token_hash, contact_id, created_at, expires_at) VALUES ('sign-in', CAST(? AS BLOB), ?, 0, 9)", hash("p"), contact.ID)
	storetest.Exec(t, s, "INSERT OR IGNORE INTO project (id, number, client_id, name, created_at, updated_at) VALUES (900, 900, ?, 'P', 0, 0)", contact.ClientID)
	storetest.Exec(t, s, "INSERT OR IGNORE INTO quote (id, project_id, currency, content, created_at, updated_at) VALUES (900, 900, 'GBP', '{}', 0, 0)")
	storetest.Exec(t, s, "INSERT INTO link (token_hash, contact_id, quote_id, created_at) VALUES (CAST(? AS BLOB), ?, 900, 0)", hash("l"), contact.ID)
	for _, kind := range []string{"sign-in", "receipt"} {
		storetest.Exec(t, s, `INSERT INTO outbox (kind, contact_id, to_email, to_name, lang, message_id, next_at, created_at)
			VALUES (?, ?, ?, ?, 'en', ?, 0, 0)`, kind, contact.ID, contact.Email, contact.Name, kind+fmt.Sprint(contact.ID))
	}
}

// open counts the ways in that a contact has left.
func open(t *testing.T, s *store.Store, contact int64) int64 {
	t.Helper()
	return storetest.Count(t, s, `SELECT (SELECT count(*) FROM session WHERE contact_id = ?1) + (SELECT count(*) FROM pass WHERE contact_id = ?1 AND used_at IS NULL)
		+ (SELECT count(*) FROM link WHERE contact_id = ?1 AND revoked_at IS NULL)
		+ (SELECT count(*) FROM outbox WHERE contact_id = ?1 AND kind = 'sign-in' AND state = 'queued')`, contact)
}

func TestClosingAPortalEndsEveryWayIn(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	larch := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	tom, err := s.AddContact(t.Context(), owner, larch.ID, store.ContactDetails{Name: "Tom", Email: "tom@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	mei := addClient(t, s, owner, "Mei", "Mei", "mei@example.com")
	people := []store.Contact{mainContact(t, s, larch.ID), tom, mainContact(t, s, mei.ID)}
	for _, p := range people {
		waysIn(t, s, p)
		if open(t, s, p.ID) != 4 {
			t.Fatal("the ways in are not there")
		}
	}
	if err := s.SetPortal(t.Context(), owner, larch.ID, false); err != nil {
		t.Fatal(err)
	}
	if a, b, c := open(t, s, people[0].ID), open(t, s, people[1].ID), open(t, s, people[2].ID); a != 0 || b != 0 || c != 4 {
		t.Errorf("ways in left: %d, %d; of another client: %d", a, b, c)
	}
	if n := storetest.Count(t, s, "SELECT count(*) FROM outbox WHERE kind = 'receipt' AND state = 'queued'"); n != 3 {
		t.Errorf("%d receipts are left", n)
	}
	if _, err := s.PortalOfContact(t.Context(), tom.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the portal opens: %v", err)
	}
	if err := s.SetPortal(t.Context(), owner, larch.ID, true); err != nil {
		t.Fatal(err)
	}
	if n := open(t, s, tom.ID); n != 0 {
		t.Errorf("%d old ways in came back", n)
	}
}

func TestANewAddressShutsTheOldOneOut(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	larch := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	ines := mainContact(t, s, larch.ID)
	waysIn(t, s, ines)
	if err := s.EditContact(t.Context(), owner, larch.ID, ines.ID, store.ContactDetails{Name: "Ines F", Email: ines.Email}); err != nil {
		t.Fatal(err)
	}
	if n := open(t, s, ines.ID); n != 4 {
		t.Errorf("a new name left %d ways in", n)
	}
	if err := s.EditContact(t.Context(), owner, larch.ID, ines.ID, store.ContactDetails{Name: "Ines F", Email: "new@example.com"}); err != nil {
		t.Fatal(err)
	}
	if n := open(t, s, ines.ID); n != 0 {
		t.Errorf("a new address left %d ways in", n)
	}
	if n := storetest.Count(t, s, "SELECT count(*) FROM outbox WHERE state = 'queued' AND to_email = 'new@example.com' AND kind = 'receipt'"); n != 1 {
		t.Error("the waiting receipt goes to the old address")
	}
}

func TestArchivingAContactWithholdsTheirMail(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	larch := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	ines := mainContact(t, s, larch.ID)
	if _, err := s.AddContact(t.Context(), owner, larch.ID, store.ContactDetails{Name: "Tom", Email: "tom@example.com"}); err != nil {
		t.Fatal(err)
	}
	waysIn(t, s, ines)
	if err := s.ArchiveContact(t.Context(), owner, larch.ID, ines.ID); err != nil {
		t.Fatal(err)
	}
	if n := open(t, s, ines.ID) + storetest.Count(t, s, "SELECT count(*) FROM outbox WHERE state = 'queued'"); n != 0 {
		t.Errorf("%d ways in or mails are left", n)
	}
	if err := s.RestoreContact(t.Context(), owner, larch.ID, ines.ID); err != nil {
		t.Fatal(err)
	}
	if c, err := s.ContactOf(t.Context(), larch.ID, ines.ID); err != nil || c.IsArchived() || c.IsMain {
		t.Errorf("restored: %+v, %v", c, err)
	}
}

func TestAnArchivedClientLeavesTheListsWithItsProjects(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	larch := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	p := addProject(t, s, owner, larch.ID, "Stairs")
	waysIn(t, s, mainContact(t, s, larch.ID))
	if err := s.ArchiveClient(t.Context(), owner, larch.ID); err != nil {
		t.Fatal(err)
	}
	if n := open(t, s, mainContact(t, s, larch.ID).ID); n != 0 {
		t.Errorf("%d ways in are left", n)
	}
	all, err := s.Clients(t.Context(), store.ClientFilter{}, store.Paging{})
	if err != nil || len(all.Rows) != 0 || all.Counts != (store.ClientCounts{Archived: 1}) {
		t.Errorf("clients %+v, %v", all, err)
	}
	archived, err := s.Clients(t.Context(), store.ClientFilter{Show: "archived", Search: "larch"}, store.Paging{})
	if err != nil || len(archived.Rows) != 1 {
		t.Errorf("archived %+v, %v", archived, err)
	}
	projects, err := s.Projects(t.Context(), store.ProjectFilter{}, store.Paging{})
	if err != nil || len(projects.Rows) != 0 || projects.Counts.Archived != 2 {
		t.Errorf("projects %+v, %v", projects, err)
	}
	// Nothing new begins for it, and its projects stay closed, until it is back.
	if _, err := s.AddProject(t.Context(), owner, larch.ID, store.ProjectDetails{Name: "More", Status: "enquiry"}); whyOf(err) != "refused.client_archived" {
		t.Errorf("a project was begun: %v", err)
	}
	if _, err := s.AddContact(t.Context(), owner, larch.ID, store.ContactDetails{Name: "T", Email: "t@example.com"}); whyOf(err) != "refused.client_archived" {
		t.Errorf("a contact was added: %v", err)
	}
	if err := s.SetProjectStatus(t.Context(), owner, p.ID, "active"); whyOf(err) != "refused.client_archived" {
		t.Errorf("a project was opened: %v", err)
	}
	if err := s.RestoreClient(t.Context(), owner, larch.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.SetProjectStatus(t.Context(), owner, p.ID, "active"); err != nil {
		t.Error(err)
	}
}
