package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func addProject(t *testing.T, s *store.Store, by store.Staff, clientID int64, name string) store.Project {
	t.Helper()
	p, err := s.AddProject(t.Context(), by, clientID, store.ProjectDetails{Name: name, Status: "enquiry"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// issue makes an issued invoice with one instalment, as the database knows it.
func issue(t *testing.T, s *store.Store, id, project int64, currency string, total int64, due string) {
	t.Helper()
	storetest.Exec(t, s, `INSERT INTO invoice (id, project_id, number, state, title, currency, total, content, content_hash, issued_on, issued_at,
		next_due_on, next_due, created_at, updated_at) VALUES (?, ?, ?, 'issued', 'Works', ?, ?, '{}', 'x', '2026-11-01', 0, ?, ?, 0, 0)`,
		id, project, fmt.Sprintf("INV-%04d", id), currency, total, due, total)
	storetest.Exec(t, s, "INSERT INTO instalment (invoice_id, position, label, amount, due_on) VALUES (?, 0, '', ?, ?)", id, total, due)
}

func pay(t *testing.T, s *store.Store, invoice int64, currency string, amount int64, on string) {
	t.Helper()
	key := fmt.Sprintf("%d %d %s", invoice, amount, on)
	storetest.Exec(t, s, `INSERT INTO payment (invoice_id, attempt, method, state, amount, currency, started_at) VALUES (?, ?, 'cash', 'started', ?, ?, 0)`,
		invoice, key, amount, currency)
	storetest.Exec(t, s, "UPDATE payment SET state = 'paid', paid_on = ?, receipt = ?, settled_at = 0 WHERE attempt = ?", on, key, key)
}

func TestProjectsAreNumberedWithoutGaps(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	for want := range int64(3) {
		if _, err := s.AddProject(t.Context(), owner, c.ID, store.ProjectDetails{Name: "X", Status: "enquiry", Contacts: []int64{99}}); fieldsOf(err)["contacts"].Key == "" {
			t.Fatalf("a contact who is not there: %v", err)
		}
		if p := addProject(t, s, owner, c.ID, "Stairs"); p.Number != want+1 || p.Currency != "GBP" || p.Locale != "en-GB" || p.Client != "Larch House" {
			t.Errorf("project %+v", p)
		}
	}
	if _, err := s.AddProject(t.Context(), owner, 99, store.ProjectDetails{Name: "X", Status: "enquiry"}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a project without a client: %v", err)
	}
}

func TestAProjectIsCheckedFieldByField(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	long := strings.Repeat("x", 20_001)
	bad := store.ProjectDetails{Location: long, EventOn: "2026-02-30", Status: "archived", Notes: long, Contacts: make([]int64, 201), Staff: make([]int64, 201)}
	_, err := s.AddProject(t.Context(), owner, c.ID, bad)
	for field, key := range map[string]string{"name": "invalid.required", "location": "invalid.too_long", "event_on": "invalid.date",
		"status": "invalid.choice", "notes": "invalid.too_long", "contacts": "invalid.choice", "staff": "invalid.choice"} {
		if got := fieldsOf(err)[field].Key; got != key {
			t.Errorf("%s: %q, not %q", field, got, key)
		}
	}
	p := addProject(t, s, owner, c.ID, "Stairs")
	if err := s.EditProject(t.Context(), owner, p.ID, bad); len(fieldsOf(err)) != 7 {
		t.Errorf("edited: %v", err)
	}
	if err := s.SetProjectStatus(t.Context(), owner, p.ID, "gone"); fieldsOf(err)["status"].Key == "" {
		t.Errorf("an unknown status: %v", err)
	}
}

func TestPeopleOnAProject(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines", "ines@example.com")
	ines := mainContact(t, s, c.ID)
	tom, err := s.AddContact(t.Context(), owner, c.ID, store.ContactDetails{Name: "Tom", Email: "tom@example.com"})
	if err != nil {
		t.Fatal(err)
	}
	stranger := mainContact(t, s, addClient(t, s, owner, "Mei", "Mei", "mei@example.com").ID)
	p := addProject(t, s, owner, c.ID, "Stairs")
	d := store.ProjectDetails{Name: "Stairs", Status: "active", EventOn: "2026-12-04", Notes: "**Oak**", Contacts: []int64{tom.ID, ines.ID, tom.ID}, Staff: []int64{owner.ID}}
	if err := s.EditProject(t.Context(), owner, p.ID, d); err != nil {
		t.Fatal(err)
	}
	people, err := s.ProjectContacts(t.Context(), p.ID)
	if err != nil || len(people) != 2 || people[0].ID != ines.ID {
		t.Errorf("contacts %+v, %v", people, err)
	}
	if staff, err := s.ProjectStaff(t.Context(), p.ID); err != nil || len(staff) != 1 || staff[0] != owner {
		t.Errorf("staff %+v, %v", staff, err)
	}
	if got, err := s.Project(t.Context(), p.ID); err != nil || got.Notes.HTML != "<p><strong>Oak</strong></p>\n" || got.EventOn != "2026-12-04" || got.Status != "active" {
		t.Errorf("project %+v, %v", got, err)
	}
	// Someone else's contact is no choice, and nothing of the edit is kept.
	d.Name, d.Contacts = "Changed", []int64{stranger.ID}
	if err := s.EditProject(t.Context(), owner, p.ID, d); fieldsOf(err)["contacts"].Key != "invalid.choice" {
		t.Errorf("a stranger: %v", err)
	}
	d.Contacts, d.Staff = []int64{tom.ID}, []int64{77}
	if err := s.EditProject(t.Context(), owner, p.ID, d); fieldsOf(err)["staff"].Key != "invalid.choice" {
		t.Errorf("unknown staff: %v", err)
	}
	if people, err := s.ProjectContacts(t.Context(), p.ID); err != nil || len(people) != 2 {
		t.Errorf("contacts %+v, %v", people, err)
	}
	if got, err := s.Project(t.Context(), p.ID); err != nil || got.Name != "Stairs" {
		t.Errorf("half an edit was kept: %+v, %v", got, err)
	}
}

func TestAnArchivedProjectLeavesTheList(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines Ferreira", "ines@example.com")
	stairs, hall := addProject(t, s, owner, c.ID, "Stairs"), addProject(t, s, owner, c.ID, "Hall")
	if err := s.SetProjectStatus(t.Context(), owner, stairs.ID, "archived"); err != nil {
		t.Fatal(err)
	}
	if err := s.EditProject(t.Context(), owner, stairs.ID, store.ProjectDetails{Name: "X", Status: "active"}); whyOf(err) != "refused.project_archived" {
		t.Errorf("an archived project was edited: %v", err)
	}
	for f, want := range map[store.ProjectFilter]string{
		{}: "[Hall]", {Status: "archived"}: "[Stairs]", {Search: "hall"}: "[Hall]", {Search: "stairs"}: "[]", {Search: "ferreira #2"}: "[Hall]",
		{Status: "active"}: "[]", {Status: "enquiry", Sort: "event"}: "[Hall]", {Sort: "name"}: "[Hall]", {Sort: "client"}: "[Hall]",
		{Status: "nonsense", Sort: "1; DROP"}: "[Hall]", {Search: "%"}: "[]",
	} {
		list, err := s.Projects(t.Context(), f, store.Paging{})
		found := []string{}
		for _, row := range list.Rows {
			found = append(found, row.Name)
		}
		if err != nil || fmt.Sprint(found) != want || list.Total != len(found) {
			t.Errorf("%+v: %v, %v", f, found, err)
		}
		if list.Counts != (store.ProjectCounts{All: 1, Enquiry: 1, Archived: 1}) {
			t.Errorf("counts %+v", list.Counts)
		}
	}
	of, err := s.ProjectsOf(t.Context(), c.ID)
	if err != nil || len(of) != 2 || of[0].ID != hall.ID {
		t.Errorf("of the client: %+v, %v", of, err)
	}
}

func TestPapersAndAccountsOfAProject(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	p := addProject(t, s, owner, addClient(t, s, owner, "Larch House", "Ines", "ines@example.com").ID, "Stairs")
	other := addProject(t, s, owner, p.ClientID, "Hall")
	for i, q := range []struct{ state, until, viewed string }{
		{"draft", "", ""}, {"sent", "2026-12-01", ""}, {"sent", "2026-12-01", "1"}, {"sent", "2026-11-22", "1"}, {"superseded", "", ""},
	} {
		storetest.Exec(t, s, `INSERT INTO quote (project_id, number, state, currency, total, content, content_hash, sent_at, valid_until_on, viewed_at, created_at, updated_at)
			VALUES (?, ?, ?, 'GBP', 100, '{}', 'x', 0, nullif(?, ''), nullif(?, '') + 0, ?, 0)`, p.ID, fmt.Sprint("Q-", i), q.state, q.until, q.viewed, i)
	}
	issue(t, s, 1, p.ID, "GBP", 5_000, "2026-11-20")
	issue(t, s, 2, p.ID, "GBP", 5_000, "2026-12-20")
	issue(t, s, 3, p.ID, "EUR", 700, "2026-12-20")
	issue(t, s, 4, other.ID, "GBP", 9_900, "2026-12-20")
	pay(t, s, 2, "GBP", 2_000, "2026-11-02")
	pay(t, s, 3, "EUR", 700, "2026-11-02")
	papers, err := s.Papers(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	status := map[string]string{}
	for _, paper := range papers {
		status[paper.Number] = paper.Status
	}
	want := map[string]string{"Q-0": "draft", "Q-1": "sent", "Q-2": "viewed", "Q-3": "expired", "INV-0001": "overdue", "INV-0002": "partially-paid", "INV-0003": "paid"}
	if fmt.Sprint(status) != fmt.Sprint(want) {
		t.Errorf("papers %v", status)
	}
	accounts, err := s.AccountsOfProject(t.Context(), p.ID)
	if err != nil || fmt.Sprint(accounts) != "[{GBP 300 10000 2000 8000} {EUR 0 700 700 0}]" || accounts[0].PaidPercent() != 20 {
		t.Errorf("accounts %v, %v", accounts, err)
	}
	if accounts, err = s.AccountsOfClient(t.Context(), p.ClientID); err != nil || accounts[0].Invoiced != 19_900 {
		t.Errorf("accounts of the client %v, %v", accounts, err)
	}
}
