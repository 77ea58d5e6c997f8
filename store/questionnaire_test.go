package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

var questionnaireMade = map[string]maker{
	"draft":     func(t *testing.T, j *storetest.Job) int64 { return j.QuestionnaireDraft(t).ID },
	"sent":      func(t *testing.T, j *storetest.Job) int64 { return j.SentQuestionnaire(t).ID },
	"submitted": func(t *testing.T, j *storetest.Job) int64 { return j.SubmittedQuestionnaire(t).ID },
	"reopened":  func(t *testing.T, j *storetest.Job) int64 { return j.ReopenedQuestionnaire(t).ID },
	"withdrawn": func(t *testing.T, j *storetest.Job) int64 {
		q := j.SentQuestionnaire(t)
		done(t, j.WithdrawQuestionnaire(t.Context(), j.Owner, q.ID))
		return q.ID
	},
}

// replies is what is typed to a question, on a page that shows the newest answer.
func replies(t *testing.T, j *storetest.Job, id int64, question string, typed ...string) store.Reply {
	t.Helper()
	q, err := j.Portal(t, j.Priya).Questionnaire(t.Context(), id)
	if err != nil {
		return store.Reply{Question: question, Typed: typed, Seen: store.Answer{}.Seen()}
	}
	return store.Reply{Question: question, Typed: typed, Seen: q.Answers[question].Seen()}
}

var questionnaireEvents = map[string]meeting{
	"edit": func(t *testing.T, j *storetest.Job, id int64) error {
		q := j.Asked(t, id)
		_, err := j.SaveQuestionnaire(t.Context(), j.Owner, id, q.Edits, store.QuestionnaireDraft{QuestionSheet: q.QuestionSheet, ContactID: q.ContactID})
		return err
	},
	"discard": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.DeleteQuestionnaire(t.Context(), j.Owner, id)
	},
	"send": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.SendQuestionnaire(t.Context(), j.Owner, id, j.Letter())
	},
	"remind": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.RemindQuestionnaire(t.Context(), j.Owner, id, j.Letter())
	},
	"withdraw": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.WithdrawQuestionnaire(t.Context(), j.Owner, id)
	},
	"reopen": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.ReopenQuestionnaire(t.Context(), j.Owner, id, j.Letter())
	},
	"read": func(t *testing.T, j *storetest.Job, id int64) error {
		return j.ReadQuestionnaire(t.Context(), j.Owner, id)
	},
	"answer": func(t *testing.T, j *storetest.Job, id int64) error {
		saving, err := j.Portal(t, j.Priya).SaveAnswers(t.Context(), id, []store.Reply{replies(t, j, id, "q2", "It is dark")})
		return errors.Join(err, unsaved(saving))
	},
	"submit": func(t *testing.T, j *storetest.Job, id int64) error {
		saving, err := j.Portal(t, j.Priya).SubmitAnswers(t.Context(), id, []store.Reply{replies(t, j, id, "q1", "Two"), replies(t, j, id, "q6", "15")})
		return errors.Join(err, unsaved(saving))
	},
}

func unsaved(s store.Saving) error {
	if s.IsWhole() {
		return nil
	}
	return fmt.Errorf("not saved: %+v", s)
}

// kept are the answers as Priya finds them.
func kept(t *testing.T, j *storetest.Job, id int64) map[string]store.Answer {
	t.Helper()
	q, err := j.Portal(t, j.Priya).Questionnaire(t.Context(), id)
	done(t, err)
	return q.Answers
}

func TestAnswersOfEachKind(t *testing.T) {
	j := storetest.NewJob(t)
	id := j.SentQuestionnaire(t).ID
	long := strings.Repeat("ü", 10_000)
	for _, c := range []struct {
		question string
		typed    []string
		want     string // "!": refused, with these words
	}{
		{"q1", []string{"  Two of us,\n and a  lurcher "}, "Two of us, and a lurcher"},
		{"q1", []string{long}, "!invalid.too_long"},
		{"q1", []string{"one", "two"}, "!invalid.text"},
		{"q1", []string{"\xff\xfe"}, "!invalid.text"},
		{"q1", []string{"a\x00b"}, "!invalid.text"},
		{"q2", []string{long}, long},
		{"q2", []string{strings.Repeat("x", 20_001)}, "!invalid.too_long"},
		{"q2", []string{"שלום, الحروف 👩‍👩‍👧\r\nzweite Zeile"}, "שלום, الحروف 👩‍👩‍👧\nzweite Zeile"},
		{"q3", []string{"Quite new"}, "Quite new"},
		{"q3", []string{"Gold"}, "!invalid.choice"},
		{"q3", []string{"Quite new", "As in 1908"}, "!invalid.text"},
		{"q4", []string{"The dog", "Coats", "Coats"}, "Coats\nThe dog"},
		{"q4", []string{"Coats", "Bicycles"}, "!invalid.choice"},
		{"q5", []string{"2026-12-04"}, "2026-12-04"},
		{"q5", []string{"2026-02-30"}, "!invalid.date"},
		{"q5", []string{"soon"}, "!invalid.date"},
		{"q6", []string{"1,500.5"}, "1500.5"},
		{"q6", []string{"about fifteen"}, "!invalid.number_such"},
		{"q6", []string{"1e9"}, "!invalid.number_such"},
		{"q7", []string{"hall.jpg"}, "!invalid.choice"},
		{"q99", []string{"x"}, "!error400.note"},
	} {
		before := kept(t, j, id)[c.question].Text()
		saving, err := j.Portal(t, j.Priya).SaveAnswers(t.Context(), id, []store.Reply{replies(t, j, id, c.question, c.typed...)})
		done(t, err)
		wrong, refused := strings.CutPrefix(c.want, "!")
		got := kept(t, j, id)[c.question].Text()
		switch {
		case refused && (saving.Wrong.Fields[c.question].Key != wrong || got != before):
			t.Errorf("%s %.30q: %q, and %.30q is kept", c.question, c.typed, saving.Wrong.Fields[c.question].Key, got)
		case !refused && (got != c.want || !saving.IsWhole()):
			t.Errorf("%s %.30q: %.30q is kept, %+v", c.question, c.typed, got, saving.Wrong)
		}
	}
	taken := replies(t, j, id, "q2")
	if saving, err := j.Portal(t, j.Priya).SaveAnswers(t.Context(), id, []store.Reply{taken}); err != nil || !saving.IsWhole() || !kept(t, j, id)["q2"].IsEmpty() {
		t.Errorf("an answer cannot be taken back: %v", err)
	}
}

// Two pages of one questionnaire: the later save of the one that is behind changes
// nothing, unless nobody touched the answer in it, or the person says so.
func TestAStalePageOverwritesNothing(t *testing.T) {
	j := storetest.NewJob(t)
	id := j.SentQuestionnaire(t).ID
	p := j.Portal(t, j.Priya)
	save := func(r store.Reply) store.Saving {
		t.Helper()
		saving, err := p.SaveAnswers(t.Context(), id, []store.Reply{r})
		done(t, err)
		return saving
	}
	one, two := replies(t, j, id, "q2", "from one"), replies(t, j, id, "q2", "from two")
	untouched := replies(t, j, id, "q2")
	save(one)
	if saving := save(two); saving.Stale["q2"].Text() != "from one" || kept(t, j, id)["q2"].Text() != "from one" {
		t.Errorf("overwritten: %+v", saving)
	}
	if saving := save(untouched); !saving.IsWhole() || kept(t, j, id)["q2"].Text() != "from one" {
		t.Errorf("an untouched answer emptied it: %+v", saving)
	}
	if saving := save(one); !saving.IsWhole() {
		t.Errorf("the same answer once more is a conflict: %+v", saving)
	}
	two.Over = 2
	if saving := save(two); saving.IsWhole() {
		t.Error("a version that nobody has seen was overwritten")
	}
	two.Over = 1
	if saving := save(two); !saving.IsWhole() || kept(t, j, id)["q2"].Text() != "from two" || kept(t, j, id)["q2"].Version != 2 {
		t.Errorf("what was chosen is not kept: %+v", saving)
	}
	two.Seen = "nonsense"
	two.Typed = []string{"other"}
	if saving := save(two); saving.Wrong.Fields["q2"].Key == "" {
		t.Error("nonsense was taken for a version")
	}
}

func TestARequiredAnswerIsAskedForOnce(t *testing.T) {
	j := storetest.NewJob(t)
	id := j.SentQuestionnaire(t).ID
	p := j.Portal(t, j.Priya)
	saving, err := p.SubmitAnswers(t.Context(), id, []store.Reply{replies(t, j, id, "q1", "Two")})
	done(t, err)
	if now := j.Asked(t, id); saving.Wrong.Fields["q6"].Key != "invalid.required" || len(saving.Wrong.Fields) != 1 || !now.IsOpen() {
		t.Errorf("submitted with a gap: %+v", saving)
	}
	if kept(t, j, id)["q1"].Text() != "Two" {
		t.Error("the other answer is lost")
	}
	j.Submit(t, id, replies(t, j, id, "q6", "15"))
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-questionnaire' AND questionnaire_id = ?", id); n != 1 {
		t.Errorf("%d mails to the owner", n)
	}
	if _, err := p.SubmitAnswers(t.Context(), id, nil); !errors.As(err, new(*store.Refused)) {
		t.Errorf("submitted twice: %v", err)
	}
	if err := storetest.TryExec(t, j.Store, "UPDATE answer SET said = '[]' WHERE questionnaire_id = ?", id); err == nil {
		t.Error("the database lets a submitted answer be changed")
	}
}

// What was asked stays as it was sent, whatever becomes of the template.
func TestWhatWasAskedIsFrozen(t *testing.T) {
	j := storetest.NewJob(t)
	template, err := j.AddQuestionnaireTemplate(t.Context(), j.Owner, storetest.Sheet())
	done(t, err)
	q, err := j.NewQuestionnaire(t.Context(), j.Owner, j.Project.ID, template.ID)
	done(t, err)
	done(t, j.SendQuestionnaire(t.Context(), j.Owner, q.ID, j.Letter()))
	changed := storetest.Sheet()
	changed.Questions = changed.Questions[:1]
	changed.Questions[0].Label = "Another question"
	_, err = j.SaveQuestionnaireTemplate(t.Context(), j.Owner, template.ID, template.Edits, changed)
	done(t, err)
	if now := j.Asked(t, q.ID); len(now.Questions) != 7 || now.Questions[0].Label != "Who lives in the house?" {
		t.Errorf("it asks %+v", now.Questions)
	}
	if err := storetest.TryExec(t, j.Store, "UPDATE questionnaire SET questions = '[]' WHERE id = ?", q.ID); err == nil {
		t.Error("the database lets a sent questionnaire be changed")
	}
	j.Submit(t, q.ID)
	list, err := j.AnswersOfTemplate(t.Context(), template.ID)
	if err != nil || len(list) != 1 || list[0].Answers["q6"].Text() != "15" {
		t.Errorf("%d answered: %v", len(list), err)
	}
	done(t, j.DeleteQuestionnaireTemplate(t.Context(), j.Owner, template.ID))
	if now := j.Asked(t, q.ID); now.TemplateID != 0 {
		t.Error("it still names the template")
	}
	if _, err := j.AddQuestionnaireTemplate(t.Context(), j.Owner, store.QuestionSheet{Title: ""}); err == nil {
		t.Error("a template without a title")
	}
}

// What a client has written is theirs until they hand it in, files too.
func TestTheStudioReadsWhatWasSubmitted(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.SentQuestionnaire(t)
	file := j.AnswerFile(t, q.ID)
	p := j.Portal(t, j.Priya)
	if answers, err := j.Answers(t.Context(), q); err != nil || len(answers) != 0 {
		t.Errorf("the studio reads %v, %v", answers, err)
	}
	if _, err := j.File(t.Context(), file); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the studio has the file: %v", err)
	}
	if files, err := j.Files(t.Context(), j.Project.ID, 0); err != nil || len(files) != 0 {
		t.Errorf("%d files on the project, %v", len(files), err)
	}
	done(t, p.RemoveAnswerFile(t.Context(), q.ID, file))
	file = j.AnswerFile(t, q.ID)
	j.Submit(t, q.ID)
	if answers, err := j.Answers(t.Context(), j.Asked(t, q.ID)); err != nil || len(answers["q7"].Files) != 1 || answers["q1"].Text() == "" {
		t.Errorf("the studio reads %v, %v", answers, err)
	}
	f, err := j.File(t.Context(), file)
	if err != nil || f.Visible || f.By != "Priya Raman" {
		t.Errorf("the file is %+v, %v", f, err)
	}
	if _, err := p.File(t.Context(), file); !errors.Is(err, store.ErrNotFound) {
		t.Error("an answer is a shared file")
	}
	if err := p.RemoveAnswerFile(t.Context(), q.ID, file); !errors.As(err, new(*store.Refused)) {
		t.Errorf("removed after it was submitted: %v", err)
	}
	done(t, j.SweepFiles(t.Context()))
	if n := storetest.Count(t, j.Store, "SELECT count(*) FROM chunk WHERE id >> 24 <> ?", file); n != 0 {
		t.Errorf("%d chunks of a removed file are left", n)
	}
}

// endless is a file that never stops coming.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestAnAnswersFileIsLimited(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.SentQuestionnaire(t)
	p := j.Portal(t, j.Priya)
	if p.AnswerFileLimit() != 50<<20 {
		t.Errorf("the limit is %s", p.AnswerFileLimit())
	}
	done(t, j.Write(t.Context(), "UPDATE studio SET file_limit = 3000000"))
	var refused *store.Refused
	if err := p.AddAnswerFile(t.Context(), q.ID, "q7", "large.bin", endless{}); !errors.As(err, &refused) || refused.Why.Key != "refused.file_too_large" {
		t.Errorf("too large: %v", err)
	}
	if n := storetest.Count(t, j.Store, "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM chunk)"); n != 0 {
		t.Errorf("%d rows of it are left", n)
	}
	for what, err := range map[string]error{
		"a question of another kind": p.AddAnswerFile(t.Context(), q.ID, "q1", "a", strings.NewReader("x")),
		"no question":                p.AddAnswerFile(t.Context(), q.ID, "", "a", strings.NewReader("x")),
		"somebody else's":            j.Portal(t, j.Tom).AddAnswerFile(t.Context(), q.ID, "q7", "a", strings.NewReader("x")),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for range 10 {
		j.AnswerFile(t, q.ID)
	}
	if err := p.AddAnswerFile(t.Context(), q.ID, "q7", "one more", strings.NewReader("x")); !errors.As(err, &refused) {
		t.Errorf("the eleventh: %v", err)
	}
}

func TestALookAnswersNothing(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.SentQuestionnaire(t)
	p, err := j.PreviewPortal(t.Context(), j.Owner, j.Priya.ID)
	done(t, err)
	done(t, p.ViewQuestionnaire(t.Context(), q.ID))
	if now := j.Asked(t, q.ID); !now.Viewed.IsZero() || now.Status != "sent" {
		t.Error("a look by the studio counts as opened")
	}
	_, saveErr := p.SaveAnswers(t.Context(), q.ID, storetest.Replies())
	_, sendErr := p.SubmitAnswers(t.Context(), q.ID, storetest.Replies())
	for what, err := range map[string]error{"save": saveErr, "submit": sendErr, "file": p.AddAnswerFile(t.Context(), q.ID, "q7", "a", strings.NewReader("x")),
		"removal": p.RemoveAnswerFile(t.Context(), q.ID, 1)} {
		var refused *store.Refused
		if !errors.As(err, &refused) || refused.Why.Key != "refused.read_only" {
			t.Errorf("%s: %v", what, err)
		}
	}
	done(t, j.Portal(t, j.Priya).ViewQuestionnaire(t.Context(), q.ID))
	if now := j.Asked(t, q.ID); now.Status != "viewed" {
		t.Errorf("it is %s once Priya has opened it", now.Status)
	}
}

func TestADraftTellsWhatItLacks(t *testing.T) {
	j := storetest.NewJob(t)
	q := j.QuestionnaireDraft(t, func(d *store.QuestionnaireDraft) {
		d.Title, d.ContactID, d.AnswerBy = "", 0, j.Today().AddDays(-1)
		d.Questions[0].Label, d.Questions[2].Options = "", []string{"Only one"}
	})
	err := j.SendQuestionnaire(t.Context(), j.Owner, q.ID, j.Letter())
	var invalid *store.Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("sent: %v", err)
	}
	for _, field := range []string{"title", "contact", "answer_by", "question.q1.label", "question.q3.options"} {
		if invalid.Fields[field].Key == "" {
			t.Errorf("nothing is said at %s: %v", field, err)
		}
	}
	for what, change := range map[string]func(*store.QuestionnaireDraft){
		"a contact of nobody":   func(d *store.QuestionnaireDraft) { d.ContactID = j.Tom.ID },
		"an unknown kind":       func(d *store.QuestionnaireDraft) { d.Questions[0].Kind = "sound" },
		"an id twice":           func(d *store.QuestionnaireDraft) { d.Questions[1].ID = "q1" },
		"an id of another mind": func(d *store.QuestionnaireDraft) { d.Questions[1].ID = "q1\" onclick" },
		"an option twice":       func(d *store.QuestionnaireDraft) { d.Questions[2].Options = []string{"a", "a"} },
		"a day of no month":     func(d *store.QuestionnaireDraft) { d.AnswerBy = "2026-02-31" },
		"too many questions": func(d *store.QuestionnaireDraft) {
			for n := range 101 {
				d.Questions = append(d.Questions, store.Question{ID: fmt.Sprintf("q%d", n+100), Kind: "short", Label: "x"})
			}
		},
	} {
		d := store.QuestionnaireDraft{QuestionSheet: storetest.Sheet(), ContactID: j.Priya.ID}
		change(&d)
		if _, err := j.SaveQuestionnaire(t.Context(), j.Owner, q.ID, q.Edits, d); !errors.As(err, &invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
