package store

import (
	"os"
	"path/filepath"
	"testing"
)

// SQLite's words for it: 2 is FULL, 0 is OFF.
func TestOnlyAHastyStoreDoesNotWaitForTheDisk(t *testing.T) {
	schema, err := os.ReadFile("../schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	for hasty, want := range map[bool]int64{false: 2, true: 0} {
		s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), Options{Schema: string(schema), Hasty: hasty})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := one(t.Context(), s.writer, value[int64], "PRAGMA synchronous"); err != nil || got != want {
			t.Errorf("hasty %v: synchronous is %d, %v", hasty, got, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
