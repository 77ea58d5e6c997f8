package store_test

import (
	"fmt"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func names(t *testing.T, s *store.Store, f store.ClientFilter) (found []string) {
	t.Helper()
	list, err := s.Clients(t.Context(), f, store.Paging{Page: 1})
	if err != nil {
		t.Fatal(err)
	}
	if list.Total != len(list.Rows) {
		t.Errorf("%+v: %d rows of %d", f, len(list.Rows), list.Total)
	}
	for _, row := range list.Rows {
		found = append(found, row.Name)
	}
	return found
}

func TestClientsAreFoundAsPeopleType(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	for i, name := range []string{"Éléonore Dupré", "ΑΘΗΝΑ Νίκη", "Ёлкин и сыновья", "Straße 9", "100% Wool", "a_b", "Back\\slash", "山田太郎", "مريم حداد", "Łukasz Øre"} {
		addClient(t, s, owner, name, fmt.Sprintf("Person %d", i), fmt.Sprintf("p%d@example.com", i))
	}
	for search, want := range map[string]string{
		"eleonore": "Éléonore Dupré", "DUPRE ÉLÉO": "Éléonore Dupré", "e\u0301leonore": "Éléonore Dupré",
		"αθηνα": "ΑΘΗΝΑ Νίκη", "νικη": "ΑΘΗΝΑ Νίκη", "елкин": "Ёлкин и сыновья", "СЫНОВЬЯ": "Ёлкин и сыновья", "STRASSE": "Straße 9",
		"%": "100% Wool", "_": "a_b", `\`: `Back\slash`, "太郎": "山田太郎", "حداد": "مريم حداد", "lukasz ore": "Łukasz Øre",
		"person 3": "Straße 9", "P4@EXAMPLE": "100% Wool",
	} {
		if found := names(t, s, store.ClientFilter{Search: search}); len(found) != 1 || found[0] != want {
			t.Errorf("%q finds %q, not %q", search, found, want)
		}
	}
	for _, search := range []string{"'; DROP TABLE client; --", "nobody", "100_", "\xff\xfe wool nobody", "a%b"} {
		if found := names(t, s, store.ClientFilter{Search: search}); len(found) != 0 {
			t.Errorf("%q finds %q", search, found)
		}
	}
}

func TestASearchFollowsEveryChange(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	c := addClient(t, s, owner, "Larch House", "Ines Ferreira", "ines@example.com")
	tom, err := s.AddContact(t.Context(), owner, c.ID, store.ContactDetails{Name: "Tom Hollis", Email: "tom@example.com", Phone: "07700 900173"})
	if err != nil {
		t.Fatal(err)
	}
	finds := func(search string, want int) {
		t.Helper()
		if found := names(t, s, store.ClientFilter{Search: search}); len(found) != want {
			t.Errorf("%q finds %d, not %d", search, len(found), want)
		}
	}
	finds("hollis 900173", 1)
	if err := s.EditContact(t.Context(), owner, c.ID, tom.ID, store.ContactDetails{Name: "Thomas", Email: "tom@example.com"}); err != nil {
		t.Fatal(err)
	}
	finds("hollis", 0)
	finds("thomas", 1)
	if err := s.ArchiveContact(t.Context(), owner, c.ID, tom.ID); err != nil {
		t.Fatal(err)
	}
	finds("thomas", 0)
	if err := s.EditClient(t.Context(), owner, c.ID, store.ClientDetails{Name: "Oak House"}); err != nil {
		t.Fatal(err)
	}
	finds("larch", 0)
	finds("oak ines", 1)
}

func TestClientsFilterAndSort(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	a := addClient(t, s, owner, "Anna", "Anna", "a@example.com")
	b := addClient(t, s, owner, "bella", "Bella", "b@example.com")
	c := addClient(t, s, owner, "Clara", "Clara", "c@example.com")
	addProject(t, s, owner, a.ID, "One")
	pb := addProject(t, s, owner, b.ID, "Two")
	pc := addProject(t, s, owner, c.ID, "Three")
	if err := s.SetProjectStatus(t.Context(), owner, pc.ID, "complete"); err != nil {
		t.Fatal(err)
	}
	issue(t, s, 1, pb.ID, "GBP", 5_000, "2026-11-20")
	issue(t, s, 2, pc.ID, "GBP", 9_000, "2026-12-20")
	issue(t, s, 3, pc.ID, "EUR", 100, "2026-11-22")
	if err := s.SetPortal(t.Context(), owner, c.ID, false); err != nil {
		t.Fatal(err)
	}
	for f, want := range map[store.ClientFilter]string{
		{}:                              "[Anna bella Clara]",
		{Sort: "newest"}:                "[Clara bella Anna]",
		{Sort: "owed"}:                  "[Clara bella Anna]",
		{Sort: "name; DROP TABLE x"}:    "[Anna bella Clara]",
		{Show: "1=1"}:                   "[Anna bella Clara]",
		{Show: "open"}:                  "[Anna bella]",
		{Show: "owing", Sort: "owed"}:   "[Clara bella]",
		{Show: "off"}:                   "[Clara]",
		{Show: "archived"}:              "[]",
		{Show: "owing", Search: "bell"}: "[bella]",
	} {
		if found := names(t, s, f); fmt.Sprint(found) != want {
			t.Errorf("%+v: %v, not %s", f, found, want)
		}
	}
	list, err := s.Clients(t.Context(), store.ClientFilter{Sort: "owed"}, store.Paging{})
	if err != nil || list.Counts != (store.ClientCounts{All: 3, Open: 2, Owing: 2, Off: 1}) {
		t.Errorf("counts %+v, %v", list.Counts, err)
	}
	if row := list.Rows[0]; fmt.Sprint(row.Debt) != "{[{GBP 9000 1} {EUR 100 1}] 2026-11-22}" || row.PortalEnabled || row.Email != "c@example.com" {
		t.Errorf("row %+v", row)
	}
	if row := list.Rows[2]; row.Enquiries != 1 || row.Active != 0 || row.Debt.Sums != nil {
		t.Errorf("row %+v", row)
	}
}

func TestAPageBeyondTheLastIsTheLast(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	for i := range 26 {
		addClient(t, s, owner, fmt.Sprintf("Client %02d", i), "C", fmt.Sprintf("c%d@example.com", i))
	}
	for page, want := range map[int][2]int{-1: {1, 25}, 0: {1, 25}, 1: {1, 25}, 2: {2, 1}, 1_000_000_000: {2, 1}} {
		list, err := s.Clients(t.Context(), store.ClientFilter{}, store.Paging{Page: page})
		if err != nil || list.Paging.Page != want[0] || len(list.Rows) != want[1] || list.Total != 26 {
			t.Errorf("page %d: page %d with %d rows of %d, %v", page, list.Paging.Page, len(list.Rows), list.Total, err)
		}
	}
}
