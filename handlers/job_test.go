package handlers_test

import (
	"testing"

	"anteroom/store/storetest"
)

// Job puts a studio to work: a client, contacts and a project, made by the
// store's own verbs.
func (h *House) Job(t testing.TB) *storetest.Job {
	t.Helper()
	owner, err := h.Store.StaffByID(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return storetest.JobAt(t, h.Store, h.Clock, owner, "Raman", "priya@example.com", "tom@example.com")
}
