package store

import (
	"context"
	"encoding/json"
)

// answerRow is an answer with the question that it answers.
type answerRow struct {
	question string
	Answer
}

func scanAnswer(row scanner, v *answerRow) error {
	var said string
	if err := row.Scan(&v.question, &said, &v.Version, at(&v.At)); err != nil {
		return err
	}
	return json.Unmarshal([]byte(said), &v.Said)
}

// attachment is a file with the question that it answers.
type attachment struct {
	question string
	File
}

func scanAttachment(row scanner, v *attachment) error {
	return scanFile(with{row, []any{&v.question}}, &v.File)
}

// answers are all answers to a questionnaire, by question.
func answers(ctx context.Context, from querier, id int64) (map[string]Answer, error) {
	list := map[string]Answer{}
	if err := each(ctx, from, scanAnswer, func(v *answerRow) error {
		list[v.question] = v.Answer
		return nil
	}, "SELECT question, said, version, at FROM answer WHERE questionnaire_id = ?", id); err != nil {
		return nil, err
	}
	err := each(ctx, from, scanAttachment, func(v *attachment) error {
		a := list[v.question]
		a.Files, a.At = append(a.Files, v.File), v.Created
		list[v.question] = a
		return nil
	}, `SELECT `+fileColumns+`, file.question FROM `+fileTables+` WHERE file.questionnaire_id = ? AND file.state = 'here' AND file.deleted_at IS NULL ORDER BY file.id`, id)
	return list, err
}

// Answers are what a contact has answered, for the studio to read: none before
// they were submitted.
func (s *Store) Answers(ctx context.Context, q Questionnaire) (map[string]Answer, error) {
	if !q.HasAnswers() {
		return map[string]Answer{}, nil
	}
	return answers(ctx, s.reader, q.ID)
}

// AnsweredQuestionnaire is a questionnaire that was submitted, with its answers.
type AnsweredQuestionnaire struct {
	Questionnaire
	Answers map[string]Answer
}

// maxExport is how many questionnaires one export holds.
const maxExport = 5_000

// AnswersOfTemplate are the submitted questionnaires that began with a template,
// the oldest first.
func (s *Store) AnswersOfTemplate(ctx context.Context, templateID int64) ([]AnsweredQuestionnaire, error) {
	list, err := all(ctx, s.reader, scanQuestionnaire, questionnaireWhole+` WHERE questionnaire.template_id = ?
		AND questionnaire.submitted_at IS NOT NULL ORDER BY questionnaire.submitted_at, questionnaire.id LIMIT ?`, templateID, maxExport)
	if err != nil {
		return nil, err
	}
	answered := make([]AnsweredQuestionnaire, len(list))
	for i, q := range list {
		answered[i].Questionnaire = q
		if answered[i].Answers, err = answers(ctx, s.reader, q.ID); err != nil {
			return nil, err
		}
	}
	return answered, nil
}
