package store

import (
	"context"
	"fmt"
	"io"
)

// answerFileLimit is the most that a file of an answer may have, in bytes; the
// studio's own limit holds too.
const answerFileLimit = 50 << 20

// maxAnswerFiles is how many files answer one question.
const maxAnswerFiles = 10

// AnswerFileLimit is the most that a file of an answer may have, in bytes.
func (p *Portal) AnswerFileLimit() Bytes { return Bytes(min(answerFileLimit, p.Studio().FileLimit)) }

// answeringFile is a file on its way that answers a question.
type answeringFile struct {
	portal        *Portal
	questionnaire int64
	question      string
}

func (f *answeringFile) limit(*Studio) int64 { return int64(f.portal.AnswerFileLimit()) }

func (f *answeringFile) mayCome(t *tx, _, _ string) error {
	_, err := f.awaited(t)
	return err
}

// awaited is the questionnaire, if the file is awaited there.
func (f *answeringFile) awaited(t *tx) (*AnsweredQuestionnaire, error) {
	q, err := f.portal.readQuestionnaire(t.ctx, t, f.questionnaire)
	if err != nil {
		return nil, err
	}
	if err := q.meets(answering, t.store.Studio()); err != nil {
		return nil, err
	}
	question := q.Question(f.question)
	if question == nil || !question.IsFile() {
		return nil, ErrNotFound
	}
	if len(q.Answers[f.question].Files) >= maxAnswerFiles {
		return nil, refuse("refused.answer_files", "max", maxAnswerFiles)
	}
	return &q, nil
}

// arrive keeps the file with the answers; the history tells of them all at once.
func (f *answeringFile) arrive(t *tx, content int64, name string) error {
	q, err := f.awaited(t)
	if err != nil {
		return err
	}
	if err := t.viewQuestionnaire(f.portal, &q.Questionnaire); err != nil {
		return err
	}
	_, err = t.insertFile(newFile{project: q.ProjectID, name: name, content: content, contact: f.portal.Contact.ID,
		questionnaire: f.questionnaire, question: f.question})
	return err
}

// AddAnswerFile takes a file as an answer. The studio sees it once the
// questionnaire is submitted; nobody else does until the studio shares it.
func (p *Portal) AddAnswerFile(ctx context.Context, id int64, question, name string, r io.Reader) error {
	if err := p.allows("questionnaire", id); err != nil {
		return err
	}
	if err := p.mayWrite(); err != nil {
		return err
	}
	return p.store.receive(ctx, &answeringFile{p, id, question}, name, r)
}

// answerFile is a file of an answer of this contact's.
func (p *Portal) answerFile(ctx context.Context, from querier, id, file int64) (AnsweredQuestionnaire, File, error) {
	q, err := p.readQuestionnaire(ctx, from, id)
	if err != nil {
		return q, File{}, err
	}
	for _, a := range q.Answers {
		for _, f := range a.Files {
			if f.ID == file {
				return q, f, nil
			}
		}
	}
	return q, File{}, ErrNotFound
}

// OpenAnswerFile opens the bytes of a file that this contact has answered with.
func (p *Portal) OpenAnswerFile(ctx context.Context, id, file int64) (*FileReader, error) {
	if err := p.allows("questionnaire", id); err != nil {
		return nil, err
	}
	_, f, err := p.answerFile(ctx, p.store.reader, id, file)
	if err != nil {
		return nil, err
	}
	return p.store.fileReader(ctx, f), nil
}

// RemoveAnswerFile takes a file out of an answer: for good, unless it was handed in
// before and so is the studio's, which can bring it back for a while.
func (p *Portal) RemoveAnswerFile(ctx context.Context, id, file int64) error {
	if err := p.allows("questionnaire", id); err != nil {
		return err
	}
	if err := p.mayWrite(); err != nil {
		return err
	}
	return p.store.write(ctx, fmt.Sprintf("remove file %d of an answer", file), func(t *tx) error {
		q, _, err := p.answerFile(ctx, t, id, file)
		if err != nil {
			return err
		}
		if err := q.meets(answering, t.store.Studio()); err != nil {
			return err
		}
		state := "gone"
		if q.HasAnswers() {
			state = "here"
		}
		if err := t.update("UPDATE file SET state = ?, visible = 0, deleted_at = ? WHERE id = ?", state, ms(t.now), file); err != nil {
			return err
		}
		_, err = t.exec("UPDATE content SET state = 'gone' WHERE ? = 'gone' AND id = (SELECT content_id FROM file WHERE id = ?)", state, file)
		return err
	})
}
