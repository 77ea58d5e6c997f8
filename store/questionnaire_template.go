package store

import (
	"context"
	"time"
)

// QuestionnaireTemplate is a sheet of questions with which questionnaires begin.
type QuestionnaireTemplate struct {
	ID int64
	QuestionSheet
	Edits   int // counts the saves
	Updated time.Time
	Used    int // questionnaires that began with it
	Filled  int // those of them that were submitted
}

const questionnaireTemplateColumns = `SELECT questionnaire_template.id, title, intro, questions, edits, updated_at,
	(SELECT count(*) FROM questionnaire WHERE template_id = questionnaire_template.id),
	(SELECT count(*) FROM questionnaire WHERE template_id = questionnaire_template.id AND submitted_at IS NOT NULL) FROM questionnaire_template`

func scanQuestionnaireTemplate(row scanner, v *QuestionnaireTemplate) error {
	var questions string
	if err := row.Scan(&v.ID, &v.Title, &v.Intro, &questions, &v.Edits, at(&v.Updated), &v.Used, &v.Filled); err != nil {
		return err
	}
	return v.read(questions)
}

// QuestionnaireTemplates are all there are, by title.
func (s *Store) QuestionnaireTemplates(ctx context.Context) ([]QuestionnaireTemplate, error) {
	return all(ctx, s.reader, scanQuestionnaireTemplate, questionnaireTemplateColumns+" ORDER BY title, id LIMIT ?", maxTemplates)
}

// QuestionnaireTemplate is one of them.
func (s *Store) QuestionnaireTemplate(ctx context.Context, id int64) (QuestionnaireTemplate, error) {
	return questionnaireTemplate(ctx, s.reader, id)
}

func questionnaireTemplate(ctx context.Context, from querier, id int64) (QuestionnaireTemplate, error) {
	return one(ctx, from, scanQuestionnaireTemplate, questionnaireTemplateColumns+" WHERE id = ?", id)
}

// AddQuestionnaireTemplate keeps a sheet under its title, which no other template
// has.
func (s *Store) AddQuestionnaireTemplate(ctx context.Context, _ Staff, sheet QuestionSheet) (v QuestionnaireTemplate, err error) {
	questions, err := sheet.template()
	if err != nil {
		return v, err
	}
	err = s.write(ctx, "add a questionnaire template", func(t *tx) error {
		n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM questionnaire_template")
		if err != nil {
			return err
		}
		if n >= maxTemplates {
			return refuse("refused.too_many_templates", "max", maxTemplates)
		}
		id, err := t.insert("INSERT INTO questionnaire_template (title, intro, questions, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
			sheet.Title, sheet.Intro, questions, ms(t.now), ms(t.now))
		if err != nil {
			return titleTaken(err)
		}
		v, err = questionnaireTemplate(t.ctx, t, id)
		return err
	})
	return v, err
}

// template checks a sheet for a template, and gives its column.
func (s *QuestionSheet) template() (questions string, err error) {
	var invalid Invalid
	invalid.required("title", s.Title, maxTitle)
	s.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return "", err
	}
	return s.column()
}

func titleTaken(err error) error {
	if isDuplicate(err) {
		return &Invalid{Fields: map[string]Text{"title": Say("invalid.name_taken")}}
	}
	return err
}

// SaveQuestionnaireTemplate changes a template; questionnaires that began with it
// stay as they are. edits is the count that the editor was opened with.
func (s *Store) SaveQuestionnaireTemplate(ctx context.Context, _ Staff, id int64, edits int, sheet QuestionSheet) (v QuestionnaireTemplate, err error) {
	questions, err := sheet.template()
	if err != nil {
		return v, err
	}
	err = s.write(ctx, "save a questionnaire template", func(t *tx) error {
		if v, err = questionnaireTemplate(t.ctx, t, id); err != nil {
			return err
		}
		if v.Edits != edits {
			return refuse("refused.edited_elsewhere")
		}
		if err := t.update("UPDATE questionnaire_template SET title = ?, intro = ?, questions = ?, edits = edits + 1, updated_at = ? WHERE id = ?",
			sheet.Title, sheet.Intro, questions, ms(t.now), id); err != nil {
			return titleTaken(err)
		}
		v, err = questionnaireTemplate(t.ctx, t, id)
		return err
	})
	return v, err
}

// DeleteQuestionnaireTemplate throws a template away.
func (s *Store) DeleteQuestionnaireTemplate(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "delete a questionnaire template", func(t *tx) error {
		return t.update("DELETE FROM questionnaire_template WHERE id = ?", id)
	})
}
