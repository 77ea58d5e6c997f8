package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// newTemplate is a template of a quote in its editor.
func newTemplate(t *testing.T, owner *Visitor, name string) *Page {
	t.Helper()
	return owner.Open("/studio/templates").Follow("New template").Submit("Write it", "name", name).Is(http.StatusOK)
}

// templateNow is a template as it is kept, by the address of its editor.
func templateNow(t *testing.T, job *storetest.Job, path string) store.Template {
	t.Helper()
	var id int64
	if _, err := fmt.Sscanf(path, "/studio/templates/%d", &id); err != nil {
		t.Fatal(err)
	}
	v, err := job.Template(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestATemplateIsWrittenFromNothingInTheEditor(t *testing.T) {
	job, _, owner := jobHouse(t)
	begin := owner.Open("/studio/templates").Shows("Your templates will be here").Follow("New template")
	if begin.Submit("Write it").Is(http.StatusUnprocessableEntity).Error("name") == "" {
		t.Error("a template without a name was begun")
	}
	owner.Post("/studio/templates", "name", "Seats", "kind", "invoice").Is(http.StatusUnprocessableEntity)
	page := begin.Submit("Write it", "name", "Seats", "kind", "estimate").Is(http.StatusOK).Shows("What a new estimate can begin with", "£0.00")
	begin.Submit("Write it", "name", "seats").Is(http.StatusUnprocessableEntity).Shows("There is a template of this name already")
	page.Hides("View as Client", "PDF of the draft", "Who sees it", "Valid until", "Draft")
	path := page.Path

	page = page.Submit("Save", "line.l1.title", "Oak seat", "line.l1.price", "1850", "intro", "Good day", "terms", "Half of it now.").Shows("Saved at", "£2,220.00")
	page = page.Submit("Add a section").Submit("Save", "section.s2.title", "Large", "section.s2.package", "on", "line.l2.title", "Whole house", "line.l2.price", "500",
		"discount", "10", "step.0.share", "40").Shows("Whole house")
	page = page.Submit("Add a line to Large").Submit("Save", "line.l3.title", "Paint", "line.l3.price", "5", "line.l3.optional", "on")
	before := templateNow(t, job, path)
	if c := before.Content; len(c.Sections) != 2 || !c.Sections[1].Package || !c.Sections[1].Lines[1].Optional || c.Discount.Percent != 10_000 || c.Schedule[0].Percent != 40_000 {
		t.Fatalf("kept: %+v", c)
	}
	page = page.Submit("Remove Paint").Shows("Paint removed.").Submit("Undo").Hides("removed.")
	after := templateNow(t, job, path)
	if was, is := fmt.Sprintf("%+v", before.Content), fmt.Sprintf("%+v", after.Content); was != is {
		t.Errorf("it came back as\n%s, not\n%s", is, was)
	}
	quote := page.Submit("New estimate from this").IsAt("/studio/quotes/new").Submit("Write it", "project", job.Project.ID)
	if quote.Value("line.l3.title") != "Paint" || quote.Value("kind") != "estimate" || quote.Value("terms") != "Half of it now." || quote.Value("title") != job.Project.Name {
		t.Errorf("an estimate that begins with it: %s", quote.Text())
	}
	quote.Submit("Save", "line.l1.title", "Ash seat")
	if now := templateNow(t, job, path); now.Content.Sections[0].Lines[0].Title != "Oak seat" {
		t.Error("a quote changed its template")
	}
}

func TestATemplateIsKeptWhileOneTypes(t *testing.T) {
	job, _, owner := jobHouse(t)
	page := newTemplate(t, owner, "Seats")
	newTemplate(t, owner, "Stairs")
	part := page.SubmitByHTMX("Save", "line.l1.title", "Bricks", "line.l1.price", "100").Is(http.StatusOK).Shows("Saved at", "£120.00")
	if strings.Contains(part.Body, "<form") {
		t.Error("the form went back under the hands")
	}
	now := templateNow(t, job, page.Path)
	if now.Content.Sections[0].Lines[0].Title != "Bricks" || now.Name != "Seats" {
		t.Fatalf("kept: %+v", now)
	}
	for name, is := range map[string]string{"": "required", "stairs": "There is a template of this name already"} {
		wrong := page.SubmitByHTMX("Save", "edits", now.Edits, "name", name, "line.l1.title", "Tiles").Is(http.StatusUnprocessableEntity).Shows("Not saved yet")
		if !strings.Contains(wrong.Body, `id="name-error"`) {
			t.Errorf("called %q, %s: nothing is said at the name: %s", name, is, wrong.Body)
		}
	}
	page.SubmitByHTMX("Save", "name", "Old", "line.l1.title", "Tiles").Is(http.StatusConflict).Shows("Not saved.", "Open the newest version")
	if then := templateNow(t, job, page.Path); then.Content.Sections[0].Lines[0].Title != "Bricks" || then.Edits != now.Edits || then.Name != "Seats" {
		t.Errorf("what was refused is kept: %+v", then)
	}
	if page.Submit("Save", "edits", now.Edits, "name", "Window seats").Is(http.StatusOK); templateNow(t, job, page.Path).Name != "Window seats" {
		t.Error("it has its old name")
	}
}

func TestTemplatesAreSearchedAndPaged(t *testing.T) {
	job, _, owner := jobHouse(t)
	storetest.Exec(t, job.Store, `WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
		INSERT INTO quote_template (name, kind, content, created_at, updated_at) SELECT 'Quote ' || i, 'quote', '{"currency":"GBP"}', 0, 0 FROM n`)
	storetest.Exec(t, job.Store, `WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
		INSERT INTO contract_template (name, body, created_at, updated_at) SELECT 'Contract ' || i, 'Text', 0, 0 FROM n`)
	for path, what := range map[string]string{"/studio/templates": "Quote", "/studio/contract-templates": "Contract"} {
		owner.Open(path).Shows(what+" 10", what+" 34", "1 to 25 of 31").Hides(what + " 35")
		owner.Open(path+"?page=2").Shows(what+" 35", what+" 40").Hides(what + " 34")
		owner.Open(path + "?q=37").Shows(what + " 37").Hides(what + " 36")
		owner.Open(path + "?q=zebra").Shows("Nothing matches").HasLink("New template")
	}
}
