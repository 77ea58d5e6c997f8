package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func questionnaireURL(id int64) string { return fmt.Sprintf("/studio/questionnaires/%d", id) }

// written is the draft that a path of the studio's side shows.
func written(t *testing.T, page *Page) int64 {
	t.Helper()
	var id int64
	if _, err := fmt.Sscanf(page.Path, "/studio/questionnaires/%d", &id); err != nil {
		t.Fatalf("at %s: %v", page.Path, err)
	}
	return id
}

func TestAQuestionnaireIsWrittenSentAnsweredAndRead(t *testing.T) {
	job, house, owner := jobHouse(t)
	owner.Open("/studio/questionnaires").Shows("Your questionnaires will be here")
	page := owner.Open(fmt.Sprintf("/studio/projects/%d", job.Project.ID)).Follow("New questionnaire")
	page = page.Submit("Write it", "project", job.Project.ID)
	id := written(t, page)
	path := questionnaireURL(id)
	page = page.Submit("Short answer", "title", "About your hall", "answer_by", "2026-12-04")
	page = page.Submit("One of a list", "question.q1.label", "Who lives in the house?", "question.q1.required", "on")
	page = page.Submit("Save", "question.q2.label", "How should the door feel?", "question.q2.options", "As in 1908\n\n Quite  new \n").Shows("Saved at 9:00")
	if page.Value("question.q2.options") != "As in 1908\nQuite new" || page.Value("contact") != fmt.Sprint(job.Priya.ID) {
		t.Errorf("options %q, for %q", page.Value("question.q2.options"), page.Value("contact"))
	}
	page = page.Submit("Move question 2 up")
	if now := job.Asked(t, id); now.Questions[0].ID != "q2" {
		t.Error("the order is as it was")
	}
	page = page.Submit("Remove question 1").Shows("How should the door feel? removed.")
	page = page.Submit("Undo").Hides("removed.")
	page.Submit("Move question 1 down")
	if part := owner.Open(path).SubmitByHTMX("Save", "intro", "A few words").Is(http.StatusOK).Shows("Saved at 9:00").Hides("<form"); part.Header.Get("HX-Reswap") != "none" {
		t.Error("the editor is swapped while one types")
	}
	owner.Open("/studio/preview/questionnaires/"+fmt.Sprint(id)).Is(http.StatusOK).Shows("The portal as Priya Raman sees it", "About your hall", "Who lives in the house?")

	page = owner.Open(path).Submit("Send questionnaire").IsAt(path+"/sending").Shows("About your hall, 2 questions, to be answered by 4 December 2026", "Dear Priya", "A few questions for you")
	if page.Value("subject") != "Some questions, from Alder & Rowe" {
		t.Errorf("the subject is %q", page.Value("subject"))
	}
	again := page
	page.Submit("Send questionnaire", "body", "Dear Priya,\n\nas we said on Friday.").IsAt(path).Shows("Sent", "0 of 2", "Waits for Priya Raman", "Not yet")
	again.Submit("Send questionnaire").IsAt(path) // the second of two clicks
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'questionnaire' AND body LIKE '%on Friday%'"); n != 1 {
		t.Fatalf("%d letters", n)
	}
	owner.Post(path, "title", "Another", "edits", "9").Is(http.StatusConflict)

	priya, base := house.client(t, job, "questionnaire", id)
	page = priya.Open(base).Is(http.StatusOK).Shows("Questionnaire, Project #1", "Please answer by 4 Dec", "About your hall", "Who lives in the house?", "0 of 2", "Nothing is saved yet")
	page = page.Submit("Save", "q2", "Quite new").IsAt(base).Shows("1 of 2", "Saved at 9:00", "All saved at 9:00")
	page = page.Submit("Send answers").Is(http.StatusUnprocessableEntity).Shows("Please look at what is marked.")
	if page.Error("q1") != "Please fill this in." || page.Value("q2") != "Quite new" {
		t.Errorf("%q; %q is kept", page.Error("q1"), page.Value("q2"))
	}
	owner.Open(path).Shows("Opened", "1 of 2", "You read the answers once they are submitted.").Hides("Quite new</p>")
	page.Submit("Send answers", "q1", "Two of us <b>& a lurcher</b>").IsAt(base).Shows("Submitted on 23 November 2026. Thank you!", "Two of us <b>& a lurcher</b>").Hides("Send answers")
	priya.Post(base+"/answers", "do", "send", "q1", "Nobody", "seen.q1", "1.0").Is(http.StatusConflict).Shows("These answers have been submitted.").Hides("Nobody")
	types(priya, base, "q1", "1.0", "Nobody").Is(http.StatusConflict).Shows("These answers have been submitted.").Hides("Nobody", "<html")

	owner.Open("/studio").Shows("Priya Raman answered your questions")
	owner.Open("/studio/questionnaires").Shows("About your hall", "2 of 2", "Submitted")
	page = owner.Open(path).Shows("Answers", "Two of us <b>& a lurcher</b>", "Quite new", "Priya Raman answered the questionnaire “About your hall”")
	page.Submit("Mark as read").Shows("Marked as read.").Hides("Mark as read</")
	owner.Open("/studio").Hides("answered your questions")
	sheet := owner.Open(path + "/answers.csv").Is(http.StatusOK)
	if want := "\uFEFFQuestion,Answer\r\nWho lives in the house?,Two of us <b>& a lurcher</b>\r\nHow should the door feel?,Quite new\r\n"; sheet.Body != want {
		t.Errorf("the sheet is %q", sheet.Body)
	}
	page = owner.Open(path).Follow("Open again").Shows("You can change your answers")
	if page.Value("subject") != "Open again: About your hall" {
		t.Errorf("the subject is %q", page.Value("subject"))
	}
	page.Submit("Open again").IsAt(path).Shows("It is open again: these answers may still change.")
	priya.Open(base).Shows("Alder & Rowe has opened this again for you.").Submit("Send answers", "q1", "Three of us").IsAt(base).Shows("Submitted on", "Three of us")
	owner.Open(path).Shows("Three of us", "Mark as read")
}

func TestAnOwnerRemindsWithdrawsAndArchives(t *testing.T) {
	job, house, owner := jobHouse(t)
	q := job.SentQuestionnaire(t)
	path := questionnaireURL(q.ID)
	owner.Open("/studio/questionnaires?status=overdue").Shows("Nothing matches")
	job.Clock.Add(9 * 24 * 3600e9)
	owner = house.Owner(t)
	owner.Open("/studio").Shows("About your hall was to be answered by", "Priya Raman. Not opened yet.")
	owner.Open("/studio/questionnaires?status=overdue&q=hall").Shows("About your hall", "Overdue")
	owner.Open("/studio/questionnaires?q=nothing").Shows("Nothing matches")
	page := owner.Open(path).Follow("Send a reminder").Shows("We look forward to your answers")
	page.Submit("Send a reminder").IsAt(path).Shows("The reminder waits: no mail server is set up.", "You reminded Priya Raman of the questionnaire “About your hall”")
	page.Submit("Send a reminder").IsAt(path) // the second of two clicks
	if n := storetest.Count(t, job.Store, "SELECT count(*) FROM outbox WHERE kind = 'questionnaire-reminder'"); n != 1 {
		t.Errorf("%d reminders", n)
	}
	priya, base := house.client(t, job, "questionnaire", q.ID)
	owner.Open(path).Follow("Withdraw").Submit("Withdraw").IsAt(path).Shows("It was withdrawn on 2 December 2026.")
	priya.Open(base).Is(http.StatusOK).Shows("Alder & Rowe has withdrawn this questionnaire.").Hides("Send answers")
	mails, _, err := job.Mails(t.Context(), store.MailFilter{}, store.Paging{})
	if err != nil || len(mails) == 0 {
		t.Fatal(len(mails), err)
	}
	for _, m := range mails {
		if err := job.CheckMail(t.Context(), m.Mail); m.ContactID != 0 && err != store.ErrStale {
			t.Errorf("a %s mail still goes: %v", m.Mail.Kind, err)
		}
	}
	owner.Open(path).Submit("Archive").Shows("It is put away.")
	priya.Open(base).Is(http.StatusNotFound)
	owner.Open("/studio/questionnaires?status=archived").Shows("About your hall")
	draft := job.QuestionnaireDraft(t)
	owner.Open(questionnaireURL(draft.ID)).Follow("Throw this draft away").Submit("Throw it away").Shows("The draft is gone.")
}

func TestQuestionsAreKeptAsTemplates(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.SubmittedQuestionnaire(t)
	owner.Open("/studio/questionnaire-templates").Shows("Your templates will be here")
	page := owner.Open(questionnaireURL(q.ID)).Follow("Save as template")
	page.Submit("Save template", "title", "").Is(http.StatusUnprocessableEntity).Shows("Please fill this in.")
	page = page.Submit("Save template").Shows("A template. Questionnaires that were begun with it stay as they are.")
	at, _, _ := strings.Cut(page.Path, "?")
	page = page.Submit("Save", "title", "Halls", "question.q6.label", "How many steps has the stair?").Shows("Saved at")
	page.Submit("Save", "edits", "0").Is(http.StatusConflict).Shows("This was changed in another window.")
	page.Submit("Save", "question.q3.options", "Same\nSame").Is(http.StatusUnprocessableEntity).Shows("“Same” stands here twice.")
	owner.Post(at, "edits", "1", "title", "Halls", "order", "q1", "question.q1.kind", "sound").Is(http.StatusUnprocessableEntity)
	owner.Post("/studio/questionnaire-templates", "title", "halls").Is(http.StatusUnprocessableEntity).Shows("There is one with this name already.")

	page = owner.Open("/studio/questionnaire-templates").Shows("Halls", "7 questions. Not used yet").Follow("New questionnaire from Halls")
	id := written(t, page.Submit("Write it", "project", job.Project.ID))
	if err := job.SendQuestionnaire(t.Context(), job.Owner, id, job.Letter()); err != nil {
		t.Fatal(err)
	}
	job.Submit(t, id, store.Reply{Question: "q1", Typed: []string{"=cmd|' /C calc'!A0"}, Seen: store.Answer{}.Seen()},
		store.Reply{Question: "q6", Typed: []string{"-2.5"}, Seen: store.Answer{}.Seen()})
	sheet := owner.Open(at + "/answers.csv").Is(http.StatusOK).Body
	want := "Client,Contact,Project,Submitted,Who lives in the house?,What does not work today?,How should the door feel?,What needs a place?,When could we begin?,How many steps has the stair?,A photograph of the hall\r\n" +
		"Raman,Priya Raman,Kitchen and garden room,2026-11-23,'=cmd|' /C calc'!A0,,,,,-2.5,\r\n"
	if strings.TrimPrefix(sheet, "\uFEFF") != want {
		t.Errorf("the sheet is %q", sheet)
	}
	owner.Open(at).Follow("Throw it away").Submit("Throw it away").Shows("The template is gone.")
}

func TestADraftThatLacksSomethingIsNotSent(t *testing.T) {
	job, _, owner := jobHouse(t)
	q := job.QuestionnaireDraft(t, func(d *store.QuestionnaireDraft) {
		d.Title, d.ContactID, d.Questions[2].Options = "", 0, nil
	})
	path := questionnaireURL(q.ID)
	page := owner.Open(path).SubmitByHTMX("Send questionnaire").Is(http.StatusUnprocessableEntity)
	page.Shows("Before it can be sent, please mend what is marked below.", "Please fill this in.", "Give at least two options")
	owner.Open(path + "/sending").IsAt(path).Shows("Before it can be sent")
	owner.Post(path+"/sending", "subject", "x", "body", "x", "contacts", fmt.Sprint(job.Priya.ID), "attempt", "attempt-000000001").IsAt(path)
	if now := job.Asked(t, q.ID); !now.IsDraft() {
		t.Error("it was sent")
	}
	page = owner.Open(path)
	page.Submit("Save", "title", strings.Repeat("x", 300)).Is(http.StatusUnprocessableEntity).Shows("Please keep this under 200 characters.")
	page.Submit("Save", "contact", "").Is(http.StatusOK)
	owner.Post(path, "edits", "1", "contact", "x").Is(http.StatusUnprocessableEntity)
	owner.Post(path, "edits", "many").Is(http.StatusUnprocessableEntity)
	owner.Post("/studio/questionnaires", "project", "x").Is(http.StatusUnprocessableEntity)
	owner.Post("/studio/questionnaires", "project", fmt.Sprint(job.Project.ID), "template", "77").Is(http.StatusUnprocessableEntity)
}
