package store_test

import (
	"testing"

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
