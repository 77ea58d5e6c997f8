package store

import (
	"context"
	"fmt"
)

// QuestionnaireLacks is the *Invalid that tells what a draft still lacks before
// it can be sent, with fields named as the editor names them; nil when it lacks
// nothing.
func (s *Store) QuestionnaireLacks(ctx context.Context, id int64) error {
	q, err := s.Questionnaire(ctx, id)
	if err != nil {
		return err
	}
	return q.lacksAnything(ctx, s.reader, s.Today())
}

func (q *Questionnaire) lacksAnything(ctx context.Context, from querier, today Date) error {
	var invalid Invalid
	q.lacks(&invalid)
	if q.AnswerBy != "" && q.AnswerBy < today {
		invalid.Add("answer_by", Say("invalid.date_past"))
	}
	_, err := one(ctx, from, value[int], `SELECT 1 FROM project_contact pc JOIN contact ON contact.id = pc.contact_id
		WHERE pc.contact_id = ? AND pc.project_id = ? AND contact.archived_at IS NULL`, q.ContactID, q.ProjectID)
	if err == ErrNotFound {
		invalid.Add("contact", Say("invalid.recipient"))
	} else if err != nil {
		return err
	}
	return invalid.OrNil()
}

// SendQuestionnaire freezes a draft and queues its letter to whom it is for.
func (s *Store) SendQuestionnaire(ctx context.Context, by Staff, id int64, l Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.changeQuestionnaire(ctx, by, id, sending, "questionnaire sent", l, func(t *tx, q *Questionnaire) error {
		if err := q.lacksAnything(t.ctx, t, s.Today()); err != nil {
			return err
		}
		if err := t.update("UPDATE questionnaire SET state = 'sent', sent_at = ?, updated_at = ? WHERE id = ?", ms(t.now), ms(t.now), id); err != nil {
			return err
		}
		return t.mailQuestionnaire(q, "questionnaire", l)
	})
}

// mailQuestionnaire queues a letter of a kind to whom a questionnaire is for.
func (t *tx) mailQuestionnaire(q *Questionnaire, kind string, l Letter) error {
	if _, err := t.recipients(ModuleQuestionnaires, l.Contacts, q.ProjectID, q.ContactID); err != nil {
		return err
	}
	return t.queue(letter{kind: kind, once: l.once(q.ContactID), contact: q.ContactID, subject: l.Subject, body: l.Body,
		project: q.ProjectID, questionnaire: q.ID})
}

// RemindQuestionnaire queues a reminder of a questionnaire that waits for its answers.
func (s *Store) RemindQuestionnaire(ctx context.Context, by Staff, id int64, l Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.changeQuestionnaire(ctx, by, id, reminding, "questionnaire reminded", l, func(t *tx, q *Questionnaire) error {
		return t.mailQuestionnaire(q, "questionnaire-reminder", l)
	})
}

// ReopenQuestionnaire lets the answers to a submitted questionnaire be changed,
// and tells whom it is for.
func (s *Store) ReopenQuestionnaire(ctx context.Context, by Staff, id int64, l Letter) error {
	if err := l.Check(); err != nil {
		return err
	}
	return s.changeQuestionnaire(ctx, by, id, reopening, "questionnaire reopened", l, func(t *tx, q *Questionnaire) error {
		if err := t.update("UPDATE questionnaire SET state = 'reopened', read_at = NULL, updated_at = ? WHERE id = ?", ms(t.now), id); err != nil {
			return err
		}
		return t.mailQuestionnaire(q, "questionnaire-reopened", l)
	})
}

// WithdrawQuestionnaire calls a questionnaire back: nobody need answer any more.
func (s *Store) WithdrawQuestionnaire(ctx context.Context, by Staff, id int64) error {
	return s.changeQuestionnaire(ctx, by, id, withdrawing, "questionnaire withdrawn", Letter{}, func(t *tx, q *Questionnaire) error {
		return t.update("UPDATE questionnaire SET state = 'withdrawn', withdrawn_at = ?, updated_at = ? WHERE id = ?", ms(t.now), ms(t.now), id)
	})
}

// ReadQuestionnaire notes that the studio has read what was submitted: it needs
// attention no more.
func (s *Store) ReadQuestionnaire(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, fmt.Sprintf("read questionnaire %d", id), func(t *tx) error {
		q, err := t.questionnaire(id)
		if err != nil {
			return err
		}
		if err := q.meets(reading, s.Studio()); err != nil {
			return err
		}
		return t.update("UPDATE questionnaire SET read_at = coalesce(read_at, ?) WHERE id = ?", ms(t.now), id)
	})
}

// stillToAnswer is ErrNotFound unless the answers to a questionnaire are awaited.
func (s *Store) stillToAnswer(ctx context.Context, id int64) error {
	_, err := one(ctx, s.reader, value[int64], "SELECT 1 FROM questionnaire WHERE id = ? AND state IN ('sent', 'reopened') AND archived_at IS NULL", id)
	return err
}
