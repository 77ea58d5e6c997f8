package storetest

import (
	"strings"
	"testing"

	"anteroom/store"
)

// Sheet has a question of each kind; the first and the number are required.
func Sheet() store.QuestionSheet {
	return store.QuestionSheet{Title: "About your hall", Intro: "Before the survey at Larkfield Road.", Questions: []store.Question{
		{ID: "q1", Kind: "short", Label: "Who lives in the house?", Required: true},
		{ID: "q2", Kind: "long", Label: "What does not work today?", Help: "As much as you like."},
		{ID: "q3", Kind: "choice", Label: "How should the door feel?", Options: []string{"As in 1908", "Old frame, new door", "Quite new"}},
		{ID: "q4", Kind: "several", Label: "What needs a place?", Options: []string{"Coats", "Boots", "The dog"}},
		{ID: "q5", Kind: "date", Label: "When could we begin?"},
		{ID: "q6", Kind: "number", Label: "How many steps?", Required: true},
		{ID: "q7", Kind: "file", Label: "A photograph of the hall"},
	}}
}

// QuestionnaireDraft makes a draft of a questionnaire for Priya.
func (j *Job) QuestionnaireDraft(t testing.TB, changes ...func(*store.QuestionnaireDraft)) store.Questionnaire {
	t.Helper()
	q, err := j.NewQuestionnaire(t.Context(), j.Owner, j.Project.ID, 0)
	must(t, err)
	d := store.QuestionnaireDraft{QuestionSheet: Sheet(), ContactID: j.Priya.ID, AnswerBy: j.Today().AddDays(7)}
	for _, change := range changes {
		change(&d)
	}
	q, err = j.SaveQuestionnaire(t.Context(), j.Owner, q.ID, q.Edits, d)
	must(t, err)
	return q
}

// SentQuestionnaire is a QuestionnaireDraft that was sent to Priya.
func (j *Job) SentQuestionnaire(t testing.TB, changes ...func(*store.QuestionnaireDraft)) store.Questionnaire {
	t.Helper()
	q := j.QuestionnaireDraft(t, changes...)
	must(t, j.SendQuestionnaire(t.Context(), j.Owner, q.ID, j.Letter()))
	return j.Asked(t, q.ID)
}

// Asked is a questionnaire as it now stands.
func (j *Job) Asked(t testing.TB, id int64) store.Questionnaire {
	t.Helper()
	q, err := j.Questionnaire(t.Context(), id)
	must(t, err)
	return q
}

// Replies answer what is required of a Sheet, on a page that showed no answer yet.
func Replies() []store.Reply {
	seen := store.Answer{}.Seen()
	return []store.Reply{{Question: "q1", Typed: []string{"Two of us, and a lurcher"}, Seen: seen}, {Question: "q6", Typed: []string{"15"}, Seen: seen}}
}

// AnswerFile answers the last question of a sheet with a file, and gives its id.
func (j *Job) AnswerFile(t testing.TB, id int64) int64 {
	t.Helper()
	must(t, j.Portal(t, j.Priya).AddAnswerFile(t.Context(), id, "q7", "hall.txt", strings.NewReader("Larkfield, the hall")))
	return Count(t, j.Store, "SELECT max(id) FROM file WHERE questionnaire_id = ?", id)
}

// SubmittedQuestionnaire is a SentQuestionnaire that Priya has answered.
func (j *Job) SubmittedQuestionnaire(t testing.TB, changes ...func(*store.QuestionnaireDraft)) store.Questionnaire {
	t.Helper()
	q := j.SentQuestionnaire(t, changes...)
	j.Submit(t, q.ID)
	return j.Asked(t, q.ID)
}

// Submit lets Priya hand a questionnaire in with these replies, or with Replies.
func (j *Job) Submit(t testing.TB, id int64, replies ...store.Reply) {
	t.Helper()
	if replies == nil {
		replies = Replies()
	}
	saving, err := j.Portal(t, j.Priya).SubmitAnswers(t.Context(), id, replies)
	must(t, err)
	if !saving.IsWhole() {
		t.Fatalf("not submitted: %+v", saving)
	}
}

// ReopenedQuestionnaire is a SubmittedQuestionnaire that was opened again.
func (j *Job) ReopenedQuestionnaire(t testing.TB) store.Questionnaire {
	t.Helper()
	q := j.SubmittedQuestionnaire(t)
	must(t, j.ReopenQuestionnaire(t.Context(), j.Owner, q.ID, j.Letter()))
	return j.Asked(t, q.ID)
}
