package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// visibleQuestionnaire is the condition under which a contact sees a
// questionnaire: sent to them, not archived, on a project of theirs. Its
// arguments are the contact's id, twice.
var visibleQuestionnaire = `questionnaire.state <> 'draft' AND questionnaire.archived_at IS NULL AND questionnaire.contact_id = ? AND ` +
	fmt.Sprintf(onProject, "questionnaire")

// Questionnaires are those sent to this contact, newest first: of one project, or
// of all for 0.
func (p *Portal) Questionnaires(ctx context.Context, projectID int64) ([]Questionnaire, error) {
	if see, err := p.lists(ModuleQuestionnaires); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanQuestionnaire, questionnaireWhole+` WHERE `+visibleQuestionnaire+`
		AND (? = 0 OR questionnaire.project_id = ?) ORDER BY questionnaire.sent_at DESC, questionnaire.id DESC LIMIT 200`,
		p.Contact.ID, p.Contact.ID, projectID, projectID)
}

// Questionnaire is one questionnaire of this contact's, with its answers by question.
func (p *Portal) Questionnaire(ctx context.Context, id int64) (AnsweredQuestionnaire, error) {
	if err := p.allows("questionnaire", id); err != nil {
		return AnsweredQuestionnaire{}, err
	}
	if p.asks != nil && p.asks.ID == id {
		return AnsweredQuestionnaire{*p.asks, map[string]Answer{}}, nil
	}
	return p.readQuestionnaire(ctx, p.store.reader, id)
}

func (p *Portal) readQuestionnaire(ctx context.Context, from querier, id int64) (v AnsweredQuestionnaire, err error) {
	if v.Questionnaire, err = one(ctx, from, scanQuestionnaire, questionnaireWhole+` WHERE questionnaire.id = ? AND `+visibleQuestionnaire,
		id, p.Contact.ID, p.Contact.ID); err != nil {
		return v, err
	}
	v.Answers, err = answers(ctx, from, id)
	return v, err
}

// ViewQuestionnaire notes that the contact has looked, as [Portal.ViewQuote] does.
func (p *Portal) ViewQuestionnaire(ctx context.Context, id int64) error {
	if err := p.allows("questionnaire", id); err != nil {
		return err
	}
	if p.ReadOnly {
		return nil
	}
	return p.store.write(ctx, "view a questionnaire", func(t *tx) error {
		q, err := p.readQuestionnaire(ctx, t, id)
		if err != nil {
			return err
		}
		return t.viewQuestionnaire(p, &q.Questionnaire)
	})
}

func (t *tx) viewQuestionnaire(p *Portal, q *Questionnaire) error {
	if !q.Viewed.IsZero() {
		return nil
	}
	if err := t.update("UPDATE questionnaire SET viewed_at = ? WHERE id = ?", ms(t.now), q.ID); err != nil {
		return err
	}
	q.Viewed = t.now
	return t.note(deed{what: "questionnaire viewed", project: q.ProjectID, questionnaire: q.ID, contact: p.Contact.ID})
}

// Reply is what was typed to one question.
type Reply struct {
	Question string
	Typed    []string
	Seen     string // what the page showed of the answer before, see [Answer.Seen]
	Over     int    // a version that it may replace because the person has read it and said so
}

// Saving tells of each answer what became of it.
type Saving struct {
	Wrong Invalid           // by question: not saved, to be mended
	Stale map[string]Answer // by question: not saved, since another page has saved this meanwhile
}

// IsWhole tells whether everything was saved.
func (s *Saving) IsWhole() bool { return len(s.Wrong.Fields) == 0 && len(s.Stale) == 0 }

// SaveAnswers keeps answers, each by itself: one that cannot be kept, or that
// would overwrite what the page has not shown, holds up no other. It is refused
// when no answers are taken any more.
func (p *Portal) SaveAnswers(ctx context.Context, id int64, replies []Reply) (s Saving, err error) {
	if err := p.allows("questionnaire", id); err != nil {
		return s, err
	}
	if err := p.mayWrite(); err != nil {
		return s, err
	}
	err = p.store.write(ctx, "save answers to questionnaire "+strconv.FormatInt(id, 10), func(t *tx) error {
		q, err := p.readQuestionnaire(ctx, t, id)
		if err != nil {
			return err
		}
		if err := q.meets(answering, t.store.Studio()); err != nil {
			return err
		}
		if err := t.viewQuestionnaire(p, &q.Questionnaire); err != nil {
			return err
		}
		s = Saving{Stale: map[string]Answer{}}
		for _, r := range replies {
			if err := t.saveReply(&q, r, p.Contact.Locale, &s); err != nil {
				return err
			}
		}
		return nil
	})
	return s, err
}

// saveReply keeps one answer, unless it is as it was, wrong or stale.
func (t *tx) saveReply(q *AnsweredQuestionnaire, r Reply, locale string, s *Saving) error {
	question := q.Question(r.Question)
	if question == nil {
		s.Wrong.Add(r.Question, Say("error400.note"))
		return nil
	}
	said, wrong := question.read(r.Typed, locale)
	if wrong != nil {
		s.Wrong.Add(r.Question, *wrong)
		return nil
	}
	now := q.Answers[r.Question]
	version, shown, _ := strings.Cut(r.Seen, ".")
	switch seen, err := strconv.Atoi(version); {
	case question.IsFile() || slices.Equal(said, now.Said):
		return nil
	case err != nil:
		s.Wrong.Add(r.Question, Say("error400.note"))
		return nil
	case seen != now.Version && shown == fingerprint(said):
		return nil // a page that is behind, and nobody has touched this in it
	case seen != now.Version && r.Over != now.Version:
		s.Stale[r.Question] = now
		return nil
	}
	if said == nil {
		said = []string{}
	}
	kept, err := json.Marshal(said)
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO answer (questionnaire_id, question, said, version, at) VALUES (?, ?, ?, 1, ?)
		ON CONFLICT (questionnaire_id, question) DO UPDATE SET said = excluded.said, version = version + 1, at = excluded.at`,
		q.ID, r.Question, string(kept), ms(t.now))
	return err
}

// SubmitAnswers keeps answers and hands the questionnaire in: once, and only when
// all of them could be kept and nothing required is missing; else Saving tells of
// what is in the way.
func (p *Portal) SubmitAnswers(ctx context.Context, id int64, replies []Reply) (s Saving, err error) {
	if s, err = p.SaveAnswers(ctx, id, replies); err != nil || !s.IsWhole() {
		return s, err
	}
	err = p.store.write(ctx, "submit questionnaire "+strconv.FormatInt(id, 10), func(t *tx) error {
		q, err := p.readQuestionnaire(ctx, t, id)
		if err != nil {
			return err
		}
		if err := q.meets(submitting, t.store.Studio()); err != nil {
			return err
		}
		for _, question := range q.Questions {
			if question.Required && q.Answers[question.ID].IsEmpty() {
				s.Wrong.Add(question.ID, Say("invalid.required"))
			}
		}
		if !s.IsWhole() {
			return nil
		}
		return t.submitQuestionnaire(p, &q.Questionnaire)
	})
	return s, err
}

func (t *tx) submitQuestionnaire(p *Portal, q *Questionnaire) error {
	if err := t.update("UPDATE questionnaire SET state = 'submitted', submitted_at = ?, read_at = NULL, updated_at = ? WHERE id = ?",
		ms(t.now), ms(t.now), q.ID); err != nil {
		return err
	}
	if err := t.note(deed{what: "questionnaire submitted", project: q.ProjectID, questionnaire: q.ID, contact: p.Contact.ID}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-questionnaire", project: q.ProjectID, questionnaire: q.ID,
		data: map[string]string{"answered": strconv.Itoa(q.Answered), "of": strconv.Itoa(len(q.Questions))}})
}
