package store

import (
	"context"
	"time"
)

// QuestionnaireDraft is what the studio writes of a questionnaire.
type QuestionnaireDraft struct {
	QuestionSheet
	ContactID int64 // 0: nobody yet
	AnswerBy  Date
}

func (d *QuestionnaireDraft) check(invalid *Invalid) {
	if _, err := ParseDate(string(d.AnswerBy)); d.AnswerBy != "" && err != nil {
		invalid.Add("answer_by", Say("invalid.date"))
	}
	d.QuestionSheet.check(invalid)
}

// NewQuestionnaire begins a draft on a project with the questions of a template,
// or with none for 0. It is for the project's main contact at first.
func (s *Store) NewQuestionnaire(ctx context.Context, by Staff, projectID, templateID int64) (q Questionnaire, err error) {
	err = s.write(ctx, "begin a questionnaire", func(t *tx) error {
		var d QuestionnaireDraft
		if templateID != 0 {
			template, err := questionnaireTemplate(t.ctx, t, templateID)
			if err == ErrNotFound {
				return &Invalid{Fields: map[string]Text{"template": Say("invalid.choice")}}
			} else if err != nil {
				return err
			}
			d.QuestionSheet = template.QuestionSheet
		}
		if _, err := projectByID(t.ctx, t, projectID); err != nil {
			return err
		}
		people, err := projectContacts(t.ctx, t, projectID)
		if err != nil {
			return err
		}
		if len(people) > 0 {
			d.ContactID = people[0].ID
		}
		id, err := t.insert("INSERT INTO questionnaire (project_id, template_id, created_at, updated_at) VALUES (?, ?, ?, ?)",
			projectID, ref(templateID), ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		if err := t.keepQuestionnaire(id, d); err != nil {
			return err
		}
		if err := t.note(deed{what: "questionnaire begun", project: projectID, questionnaire: id, staff: by.ID}); err != nil {
			return err
		}
		q, err = t.questionnaire(id)
		return err
	})
	return q, err
}

func (t *tx) keepQuestionnaire(id int64, d QuestionnaireDraft) error {
	questions, err := d.column()
	if err != nil {
		return err
	}
	return t.update("UPDATE questionnaire SET title = ?, intro = ?, questions = ?, contact_id = ?, answer_by_on = ?, updated_at = ? WHERE id = ?",
		d.Title, d.Intro, questions, ref(d.ContactID), d.AnswerBy, ms(t.now), id)
}

// SaveQuestionnaire keeps a draft as it was typed. edits is the count that the
// editor was opened with: another save since then refuses this one.
func (s *Store) SaveQuestionnaire(ctx context.Context, _ Staff, id int64, edits int, d QuestionnaireDraft) (q Questionnaire, err error) {
	var invalid Invalid
	d.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return q, err
	}
	err = s.write(ctx, "save a questionnaire", func(t *tx) error {
		if q, err = t.questionnaire(id); err != nil {
			return err
		}
		if err := questionnaireLife.meets(q.state, editing, "refused.questionnaire_sent"); err != nil {
			return err
		}
		if q.Edits != edits {
			return refuse("refused.edited_elsewhere")
		}
		if d.ContactID != 0 && d.ContactID != q.ContactID {
			err := t.check("SELECT contact_id FROM project_contact WHERE project_id = ? AND contact_id = ?", q.ProjectID, d.ContactID)
			if err == ErrNotFound {
				return &Invalid{Fields: map[string]Text{"contact": Say("invalid.choice")}}
			} else if err != nil {
				return err
			}
		}
		if err := t.update("UPDATE questionnaire SET edits = edits + 1 WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.keepQuestionnaire(id, d); err != nil {
			return err
		}
		q, err = t.questionnaire(id)
		return err
	})
	return q, err
}

// DeleteQuestionnaire throws a draft away. A sent one is kept.
func (s *Store) DeleteQuestionnaire(ctx context.Context, by Staff, id int64) error {
	return s.write(ctx, "delete a questionnaire", func(t *tx) error {
		q, err := t.questionnaire(id)
		if err != nil {
			return err
		}
		if err := questionnaireLife.meets(q.state, discarding, "refused.questionnaire_sent"); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE activity SET questionnaire_id = NULL WHERE questionnaire_id = ?", id); err != nil {
			return err
		}
		if err := t.update("DELETE FROM questionnaire WHERE id = ?", id); err != nil {
			return err
		}
		return t.note(deed{what: "questionnaire deleted", project: q.ProjectID, staff: by.ID, detail: map[string]string{"title": q.Title}})
	})
}

// ArchiveQuestionnaire puts a questionnaire away, or takes it out again; the
// client sees no archived one.
func (s *Store) ArchiveQuestionnaire(ctx context.Context, by Staff, id int64, away bool) error {
	return s.write(ctx, "archive a questionnaire", func(t *tx) error {
		q, err := t.questionnaire(id)
		if err != nil {
			return err
		}
		what, when := "questionnaire archived", t.now
		if !away {
			what, when = "questionnaire taken out again", time.Time{}
		}
		if err := t.update("UPDATE questionnaire SET archived_at = ?, updated_at = ? WHERE id = ?", ms(when), ms(t.now), id); err != nil {
			return err
		}
		return t.note(deed{what: what, project: q.ProjectID, questionnaire: id, staff: by.ID})
	})
}
