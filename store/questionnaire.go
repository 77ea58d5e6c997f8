package store

import (
	"context"
	"time"
)

// Questionnaire is a sheet of questions that one contact answers about a project.
type Questionnaire struct {
	ID         int64
	ProjectID  int64
	ContactID  int64  // whom it is for; 0: nobody was chosen yet
	TemplateID int64  // what it began with; 0: nothing, or it was thrown away
	Status     string // as shown: 'draft', 'sent', 'viewed', 'submitted', 'reopened', 'withdrawn'
	QuestionSheet
	AnswerBy  Date // a wish: nothing ends then; "" for none
	Edits     int  // counts the saves of a draft
	Sent      time.Time
	Viewed    time.Time // first opened
	Submitted time.Time // the newest time; it stays while it is open again
	Read      time.Time // by the studio, since it was submitted
	Withdrawn time.Time
	Updated   time.Time
	Archived  time.Time
	Answered  int // questions that have an answer

	ProjectNo int64
	Project   string
	ClientID  int64
	Client    string
	Contact   string // name of whom it is for
	Email     string

	state string // as stored
}

// IsDraft tells whether it may be edited.
func (q *Questionnaire) IsDraft() bool { return q.state == "draft" }

// IsOpen tells whether answers are awaited.
func (q *Questionnaire) IsOpen() bool { return q.state == "sent" || q.state == "reopened" }

// IsSubmitted tells whether the answers are in, and final.
func (q *Questionnaire) IsSubmitted() bool { return q.state == "submitted" }

// IsUnread tells whether the answers wait for one of the studio to read them.
func (q *Questionnaire) IsUnread() bool { return q.IsSubmitted() && q.Read.IsZero() }

// HasAnswers tells whether the studio may read answers: those of one that was
// never submitted are the client's alone.
func (q *Questionnaire) HasAnswers() bool { return !q.Submitted.IsZero() }

// IsOverdue tells whether the wished day has passed without an answer.
func (q *Questionnaire) IsOverdue(today Date) bool {
	return q.IsOpen() && q.AnswerBy != "" && q.AnswerBy < today
}

const questionnaireColumns = `questionnaire.id, questionnaire.project_id, questionnaire.contact_id, questionnaire.template_id, questionnaire.state,
	questionnaire.title, questionnaire.intro, questionnaire.questions, questionnaire.answer_by_on, questionnaire.edits, questionnaire.sent_at,
	questionnaire.viewed_at, questionnaire.submitted_at, questionnaire.read_at, questionnaire.withdrawn_at, questionnaire.updated_at,
	questionnaire.archived_at, project.number, project.name, client.id, client.name, coalesce(contact.name, ''), coalesce(contact.email, ''),
	(SELECT count(*) FROM answer WHERE answer.questionnaire_id = questionnaire.id AND answer.said <> '[]')
	+ (SELECT count(DISTINCT file.question) FROM file WHERE file.questionnaire_id = questionnaire.id AND file.state = 'here' AND file.deleted_at IS NULL)`

const questionnaireTables = `questionnaire JOIN project ON project.id = questionnaire.project_id JOIN client ON client.id = project.client_id
	LEFT JOIN contact ON contact.id = questionnaire.contact_id`

func scanQuestionnaire(row scanner, v *Questionnaire) error {
	var questions string
	if err := row.Scan(&v.ID, &v.ProjectID, optional{&v.ContactID}, optional{&v.TemplateID}, &v.state, &v.Title, &v.Intro, &questions,
		&v.AnswerBy, &v.Edits, at(&v.Sent), at(&v.Viewed), at(&v.Submitted), at(&v.Read), at(&v.Withdrawn), at(&v.Updated), at(&v.Archived),
		&v.ProjectNo, &v.Project, &v.ClientID, &v.Client, &v.Contact, &v.Email, &v.Answered); err != nil {
		return err
	}
	if v.Status = v.state; v.state == "sent" && !v.Viewed.IsZero() {
		v.Status = "viewed"
	}
	return v.read(questions)
}

const questionnaireWhole = `SELECT ` + questionnaireColumns + ` FROM ` + questionnaireTables

// Questionnaire is one questionnaire.
func (s *Store) Questionnaire(ctx context.Context, id int64) (Questionnaire, error) {
	return one(ctx, s.reader, scanQuestionnaire, questionnaireWhole+" WHERE questionnaire.id = ?", id)
}

func (t *tx) questionnaire(id int64) (Questionnaire, error) {
	return one(t.ctx, t, scanQuestionnaire, questionnaireWhole+" WHERE questionnaire.id = ?", id)
}

// meets refuses an event that cannot happen to a questionnaire as it is, and says why.
func (q *Questionnaire) meets(e event, studio *Studio) error {
	if _, ok := questionnaireLife.after(q.state, e); ok {
		return nil
	}
	switch q.state {
	case "draft":
		return refuse("refused.questionnaire_draft")
	case "submitted":
		return refuse("refused.questionnaire_submitted", "studio", studio.Name)
	case "withdrawn":
		return refuse("refused.questionnaire_withdrawn", "studio", studio.Name)
	}
	return refuse("refused.questionnaire_sent")
}

// changeQuestionnaire lets an event happen to a questionnaire, and notes it as
// what: change does the rest. A letter that went before, by a double click, changes
// nothing.
func (s *Store) changeQuestionnaire(ctx context.Context, by Staff, id int64, e event, what string, l Letter, change func(*tx, *Questionnaire) error) error {
	return s.write(ctx, what, func(t *tx) error {
		if sent, err := t.sentBefore(l); sent || err != nil {
			return err
		}
		q, err := t.questionnaire(id)
		if err != nil {
			return err
		}
		if err := q.meets(e, s.Studio()); err != nil {
			return err
		}
		if err := change(t, &q); err != nil {
			return err
		}
		return t.note(deed{what: what, project: q.ProjectID, questionnaire: id, staff: by.ID, detail: map[string]string{"to": q.Contact}})
	})
}
