package store

import (
	"context"
	"strings"
)

// QuestionnaireFilter chooses among the questionnaires.
type QuestionnaireFilter struct {
	Search string
	Status string // 'draft', 'waiting', 'overdue', 'submitted', 'withdrawn', 'archived'; '' for all but the archived
	Sort   string // 'newest' (default), 'oldest', 'client', 'due'
}

var questionnaireOrders = map[string]string{
	"": "questionnaire.id DESC", "newest": "questionnaire.id DESC", "oldest": "questionnaire.id",
	"client": "client.name COLLATE NOCASE, questionnaire.id DESC",
	"due":    "questionnaire.state NOT IN ('sent', 'reopened'), questionnaire.answer_by_on IS NULL, questionnaire.answer_by_on, questionnaire.id DESC",
}

var questionnaireStatuses = map[string]string{
	"":          "questionnaire.archived_at IS NULL",
	"draft":     "questionnaire.archived_at IS NULL AND questionnaire.state = 'draft'",
	"waiting":   "questionnaire.archived_at IS NULL AND questionnaire.state IN ('sent', 'reopened')",
	"overdue":   "questionnaire.archived_at IS NULL AND questionnaire.state IN ('sent', 'reopened') AND questionnaire.answer_by_on < ?",
	"submitted": "questionnaire.archived_at IS NULL AND questionnaire.state = 'submitted'",
	"withdrawn": "questionnaire.archived_at IS NULL AND questionnaire.state = 'withdrawn'",
	"archived":  "questionnaire.archived_at IS NOT NULL",
}

// Questionnaires is a page of the studio's questionnaires and how many there are
// in all.
func (s *Store) Questionnaires(ctx context.Context, f QuestionnaireFilter, p Paging) ([]Questionnaire, int, error) {
	where, ok := questionnaireStatuses[f.Status]
	if !ok {
		where = questionnaireStatuses[""]
	}
	var args []any
	if strings.Contains(where, "?") {
		args = append(args, s.Today())
	}
	counted := "questionnaire"
	if search := strings.TrimSpace(f.Search); search != "" {
		where += ` AND (questionnaire.title LIKE ? ESCAPE '\' OR client.name LIKE ? ESCAPE '\' OR project.name LIKE ? ESCAPE '\' OR contact.name LIKE ? ESCAPE '\')`
		pattern := like(search)
		args, counted = append(args, pattern, pattern, pattern, pattern), questionnaireTables
	}
	order, ok := questionnaireOrders[f.Sort]
	if !ok {
		order = questionnaireOrders[""]
	}
	total, err := one(ctx, s.reader, value[int], `SELECT count(*) FROM `+counted+` WHERE `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	list, err := all(ctx, s.reader, scanQuestionnaire, questionnaireWhole+` WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?`,
		append(args, p.within(total).limit(), p.within(total).offset())...)
	return list, total, err
}

// QuestionnaireCounts counts the questionnaires of each status that
// Questionnaires can filter by.
func (s *Store) QuestionnaireCounts(ctx context.Context) (map[string]int, error) {
	return s.countEach(ctx, "questionnaire", questionnaireStatuses)
}

// QuestionnairesOf are the questionnaires of a project but the archived, the
// newest first.
func (s *Store) QuestionnairesOf(ctx context.Context, projectID int64) ([]Questionnaire, error) {
	return all(ctx, s.reader, scanQuestionnaire, questionnaireWhole+` WHERE questionnaire.project_id = ? AND `+questionnaireStatuses[""]+`
		ORDER BY questionnaire.id DESC LIMIT 200`, projectID)
}
