package store

import (
	"context"
	"crypto/sha256"
	"errors"
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

// mayCome tells whether the file is awaited. It is asked when it begins and when
// it has arrived.
func (f *answeringFile) mayCome(t *tx) (*AnsweredQuestionnaire, error) {
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

// AddAnswerFile takes a file as an answer. The studio sees it once the
// questionnaire is submitted; nobody else does until the studio shares it.
func (p *Portal) AddAnswerFile(ctx context.Context, id int64, question, name string, r io.Reader) error {
	if err := p.allows("questionnaire", id); err != nil {
		return err
	}
	if err := p.mayWrite(); err != nil {
		return err
	}
	q, err := p.Questionnaire(ctx, id)
	if err != nil {
		return err
	}
	u := &upload{store: p.store, project: q.ProjectID, name: fileName(name), limit: int64(p.AnswerFileLimit()), sum: sha256.New(),
		answer: &answeringFile{p, id, question}}
	err = u.run(ctx, r)
	if u.id == 0 {
		return err
	}
	defer p.store.uploads.end(u.id)
	if err != nil {
		return errors.Join(err, p.store.dropUpload(ctx, u.id))
	}
	return nil
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
		return t.update("UPDATE file SET state = ?, visible = 0, deleted_at = ? WHERE id = ?", state, ms(t.now), file)
	})
}
