package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestSetUpMakesAStudioAndItsOwner(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	if !s.IsSetUp() || s.Studio().Currency != "GBP" || !owner.IsOwner() {
		t.Fatalf("studio %+v, owner %+v", s.Studio(), owner)
	}
	if _, err := s.NewSetupToken(t.Context()); err == nil {
		t.Error("a second setup link was made")
	}
}

func TestSnapshotBeforeAnUpgradeIsWholeAndReplacesAnOlderOne(t *testing.T) {
	s, owner := storetest.Studio(t, storetest.NewClock())
	for _, client := range []string{"Raman", "Okafor"} {
		if _, err := s.AddClient(t.Context(), owner, store.ClientDetails{Name: client}, store.ContactDetails{Name: client, Email: client + "@example.com"}); err != nil {
			t.Fatal(err)
		}
		if err := s.Snapshot(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
	}
	beside, err := filepath.Glob(s.Path() + ".*")
	if err != nil || len(beside) != 1 || beside[0] != s.Path()+".before-2" {
		t.Fatalf("beside the database stand %v, %v", beside, err)
	}
	if info, err := os.Stat(beside[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: others can read it", info.Mode(), err)
	}
	kept, err := store.Open(t.Context(), beside[0], store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := storetest.Count(t, kept, "SELECT count(*) FROM client"); n != 2 {
		t.Errorf("the snapshot has %d clients", n)
	}
	if err := kept.Close(); err != nil {
		t.Error(err)
	}
}
