package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func TestAPreviewSwitchesToAnotherContactOfTheProject(t *testing.T) {
	job, _, owner := jobHouse(t)
	storetest.Exec(t, job.Store, "INSERT OR IGNORE INTO project_contact (project_id, contact_id) VALUES (?, ?)", job.Project.ID, job.Tom.ID)
	q := job.Sent(t)
	path := fmt.Sprintf("/portal/quotes/%d", q.ID)
	page := owner.Open(fmt.Sprintf("/studio/view/%d%s", job.Priya.ID, path)).Shows("Sign to accept", "This is a preview. Priya Raman can sign here; you cannot.")
	page = page.Follow(job.Tom.Name).Shows(q.Title, "The portal as "+job.Tom.Name+" sees it.")
	page.IsAt(fmt.Sprintf("/studio/view/%d%s?switched=1", job.Tom.ID, path))

	alone := job.Draft(t, func(c *store.Content) { c.Title = "For Priya alone" })
	alone, err := job.SaveQuote(t.Context(), job.Owner, alone.ID, alone.Edits, job.Priya.ID, alone.Content)
	if err == nil {
		_, err = job.SendQuote(t.Context(), job.Owner, alone.ID, job.Letter())
	}
	if err != nil {
		t.Fatal(err)
	}
	page = owner.Open(fmt.Sprintf("/studio/view/%d/portal/quotes/%d", job.Priya.ID, alone.ID)).Shows("For Priya alone").Follow(job.Tom.Name)
	page.Hides("For Priya alone")
	if prefix := fmt.Sprintf("/studio/view/%d/portal", job.Tom.ID); !strings.HasPrefix(page.Path, prefix) || strings.Contains(page.Path, "quotes") {
		t.Errorf("led to %s", page.Path)
	}

	storetest.Exec(t, job.Store, "DELETE FROM project_contact WHERE contact_id = ?", job.Tom.ID)
	if owner.Open(fmt.Sprintf("/studio/view/%d%s", job.Priya.ID, path)).HasLink(job.Tom.Name) {
		t.Error("one who is not on the project is offered")
	}
	draft := job.Draft(t, func(c *store.Content) { c.Title = "A draft" })
	owner.Open(fmt.Sprintf("/studio/preview/%d", draft.ID)).Shows("A draft").Hides("Look as")
}
