package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anteroom/store"
	"anteroom/store/storetest"
)

// types saves one answer as the page does while one types.
func types(v *Visitor, base, question, seen string, typed ...string) *Page {
	values := []string{"only", question, "seen." + question, seen}
	for _, text := range typed {
		values = append(values, question, text)
	}
	return v.PostPart(base+"/answers", values...)
}

// knows is the value of a hidden field.
func (p *Page) knows(name string) string {
	p.t.Helper()
	n := find(p.root, func(n *html.Node) bool { return n.Data == "input" && attr(n, "name") == name })
	if n == nil {
		p.t.Fatalf("%s has no %s", p.Path, name)
	}
	return attr(n, "value")
}

// PostPart is Post as htmx sends it.
func (v *Visitor) PostPart(path string, pairs ...string) *Page {
	v.t.Helper()
	var body strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		if i > 0 {
			body.WriteByte('&')
		}
		body.WriteString(encode([]entry{{name: pairs[i], value: pairs[i+1]}}))
	}
	r := v.Request(http.MethodPost, path, strings.NewReader(body.String()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("HX-Request", "true")
	return v.Do(r)
}

func TestAnswersAreSavedAsTheyAreTyped(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.SentQuestionnaire(t)
	priya, base := house.client(t, job, "questionnaire", q.ID)
	page := priya.Open(base).Is(http.StatusOK)
	if now := job.Asked(t, q.ID); !now.Viewed.IsZero() {
		t.Error("opening it counted as a view")
	}
	seen := page.knows("seen.q2")
	part := types(priya, base, "q2", seen, "It is dark from October on 🌒, قاعة").Is(http.StatusOK)
	part.Shows("Saved at 9:00", "1 of 7")
	if part.Header.Get("HX-Reswap") != "none" || strings.Contains(part.Body, "<textarea") {
		t.Error("the field itself is swapped while one types")
	}
	types(priya, base, "q6", page.knows("seen.q6"), "about fifteen").Is(http.StatusUnprocessableEntity).Shows("Please write a number, such as 15.")
	types(priya, base, "q1", page.knows("seen.q1"), strings.Repeat("x", 10_000)).Is(http.StatusUnprocessableEntity).Shows("Please keep this under 500 characters.")
	types(priya, base, "q3", page.knows("seen.q3"), "Gold").Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	types(priya, base, "q5", page.knows("seen.q5"), "soon").Is(http.StatusUnprocessableEntity).Shows("Please enter a date.")
	types(priya, base, "q99", "0.0", "x").Is(http.StatusNotFound)
	page = priya.Open(base).Shows("It is dark from October on 🌒, قاعة", "1 of 7")
	if now := job.Asked(t, q.ID); now.Viewed.IsZero() {
		t.Error("an answer is no view")
	}

	// All at once without script: what is well is saved, the rest stays in its field.
	page = page.Submit("Save", "q1", "Two of us", "q6", "about fifteen", "q4", "The dog").Is(http.StatusUnprocessableEntity)
	if page.Error("q6") != "Please write a number, such as 15." || page.Value("q6") != "about fifteen" {
		t.Errorf("%q at %q", page.Error("q6"), page.Value("q6"))
	}
	page.Shows("3 of 7")
	priya.Open(base).Submit("Send answers", "q6", "1,500.5").IsAt(base).Shows("Submitted on", "1,500.5", "The dog")
}

// Two tabs of one questionnaire: the later save of the one that is behind is told
// of both, and the person chooses.
func TestTwoTabsNeverOverwriteOneAnother(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.SentQuestionnaire(t)
	priya, base := house.client(t, job, "questionnaire", q.ID)
	one, two := priya.Open(base), priya.Open(base)
	types(priya, base, "q2", one.knows("seen.q2"), "from the first tab").Is(http.StatusOK)
	part := types(priya, base, "q2", two.knows("seen.q2"), "from the second tab").Is(http.StatusConflict)
	part.Shows("Not saved: this was answered elsewhere meanwhile.", "from the first tab", "Keep what is written here", "Take the other one")
	if strings.Contains(part.Body, `name="seen.q2"`) {
		t.Error("the next save of the stale tab would overwrite")
	}
	types(priya, base, "q2", two.knows("seen.q2"), "from the second tab, more").Is(http.StatusConflict)

	// Saved whole: the fields that nobody touched in it are no matter.
	two.Submit("Save", "q1", "Two of us").IsAt(base).Shows("from the first tab")
	page := two.Submit("Save", "q2", "from the second tab", "q1", "Two of us").Is(http.StatusConflict).Shows("from the first tab")
	if page.Value("q2") != "from the second tab" {
		t.Errorf("what was typed is gone: %q", page.Value("q2"))
	}
	kept := page.Submit("Keep what is written here").IsAt(base)
	if kept.Value("q2") != "from the second tab" {
		t.Errorf("kept is %q", kept.Value("q2"))
	}
	page = one.Submit("Save", "q2", "from the first tab again").Is(http.StatusConflict)
	taken := page.SubmitByHTMX("Take the other one").Is(http.StatusOK)
	if taken.Value("q2") != "from the second tab" {
		t.Errorf("taken is %q", taken.Value("q2"))
	}
	// Nor does sending.
	one.Submit("Send answers", "q2", "from the first tab at last", "q1", "Two of us", "q6", "15").Is(http.StatusConflict).Shows("from the second tab")
	if now := job.Asked(t, q.ID); now.IsSubmitted() {
		t.Error("submitted over an answer that was not seen")
	}
}

func TestFilesAnswerAQuestion(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	q := job.SentQuestionnaire(t)
	priya, base := house.client(t, job, "questionnaire", q.ID)
	page := priya.Open(base).Shows("Up to 50 MB for each file.")
	page.Submit("Upload").Is(http.StatusUnprocessableEntity).Shows("Please choose a file first.")
	page = page.Submit("Upload", "file", Upload{Name: "hall <1908>.html", Type: "text/html", Data: []byte("<script>alert(1)</script>")}).IsAt(base).Shows("hall _1908_.html", "1 of 7")
	file := storetest.Count(t, job.Store, "SELECT max(id) FROM file")
	got := priya.Open(fmt.Sprintf("%s/files/%d", base, file)).Is(http.StatusOK)
	if !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") || strings.Contains(got.Header.Get("Content-Type"), "html") {
		t.Errorf("it could run: %v", got.Header)
	}
	owner := house.Owner(t)
	owner.Open(fmt.Sprintf("/studio/files/%d", file)).Is(http.StatusNotFound)
	owner.Open(fmt.Sprintf("/studio/files/%d/content", file)).Is(http.StatusNotFound)
	page.Submit("Remove hall _1908_.html").IsAt(base).Hides("hall _1908_.html")

	storetest.Exec(t, job.Store, "UPDATE studio SET file_limit = 1000")
	if err := job.Store.SaveBranding(t.Context(), job.Owner, store.Branding{Colour: "#0f5d62"}); err != nil { // which reads the studio anew
		t.Fatal(err)
	}
	page = priya.Open(base).Shows("Up to 1000 bytes for each file.")
	page.Submit("Upload", "file", Upload{Name: "large.jpg", Data: bytes.Repeat([]byte("x"), 1001)}).Is(http.StatusRequestEntityTooLarge).Shows("large.jpg is larger than 1000 bytes.", "0 of 7")
	page.SubmitByHTMX("Upload", "file", Upload{Name: "plan.txt", Data: []byte("Larkfield")}).Is(http.StatusOK).Shows("plan.txt")
	job.Submit(t, q.ID)
	priya.Open(base).Shows("plan.txt").Hides("Remove")
	plan := storetest.Count(t, job.Store, "SELECT max(id) FROM file")
	priya.Post(fmt.Sprintf("%s/files/%d/removal", base, plan)).Is(http.StatusConflict)
	owner.Open(questionnaireURL(q.ID)).Shows("plan.txt", "Internal").Follow("plan.txt").Is(http.StatusOK)
	if body := owner.Open(fmt.Sprintf("/studio/files/%d/content", plan)).Is(http.StatusOK).Body; body != "Larkfield" {
		t.Errorf("the owner downloads %q", body)
	}
	in := house.signIn(t, job)
	in.Open(fmt.Sprintf("/portal/files/%d", plan)).Is(http.StatusNotFound)
	in.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Shows("Questionnaires", "About your hall", "Submitted 23 Nov 2026").Hides("plan.txt")
}

// A look at the portal shows the questionnaire and lets nothing be written.
func TestAPreviewOfAQuestionnaireIsAtRest(t *testing.T) {
	job, house, owner := jobHouse(t)
	q := job.SentQuestionnaire(t)
	page := owner.Open(fmt.Sprintf("/studio/view/%d/portal/questionnaires/%d", job.Priya.ID, q.ID)).Is(http.StatusOK).Shows("Who lives in the house?", "The portal as Priya Raman sees it")
	if strings.Contains(page.Body, "hx-post") || !strings.Contains(page.Body, `name="q1" type="text" value="" autocomplete="off" disabled`) {
		t.Error("the preview can be written in")
	}
	if now := job.Asked(t, q.ID); !now.Viewed.IsZero() {
		t.Error("the studio's look counts as opened")
	}
	if err := job.Store.SavePermissions(t.Context(), job.Owner, store.Permissions{store.ModuleQuestionnaires: false}); err != nil {
		t.Fatal(err)
	}
	_, base := house.client(t, job, "contract", job.SentContract(t).ID)
	priya := house.signIn(t, job)
	priya.Open(base).Is(http.StatusOK)
	priya.Open(fmt.Sprintf("/portal/questionnaires/%d", q.ID)).Is(http.StatusNotFound)
	priya.Post(fmt.Sprintf("/portal/questionnaires/%d/answers", q.ID), "q1", "x", "seen.q1", store.Answer{}.Seen()).Is(http.StatusNotFound)
	priya.Open(fmt.Sprintf("/portal/projects/%d", job.Project.ID)).Hides("Questionnaires")
	owner.Open(fmt.Sprintf("/studio/preview/questionnaires/%d", job.QuestionnaireDraft(t).ID)).Is(http.StatusConflict)
}
