package portal

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
)

// answerParts is how many files and fields one upload may have.
const answerParts = 100

// addAnswerFiles takes the files of a multipart form as they stream in, as answers
// to the question that the field before them names. The script sends them one by
// one, a plain form all together.
func (p *Pages) addAnswerFiles(x *web.Exchange, portal *store.Portal) error {
	page, err := p.questionnairePage(x, portal)
	if err != nil {
		return err
	}
	parts, err := x.R.MultipartReader()
	if err != nil {
		return fmt.Errorf("multipart: %w", err)
	}
	question, added, err := takeAnswers(x, portal, page.Sheet.ID, parts)
	status, said := http.StatusOK, ""
	var refused *store.Refused
	switch {
	case errors.As(err, &refused):
		status, said = http.StatusConflict, x.Say(refused.Why)
		if refused.Why.Key == "refused.file_too_large" {
			status = http.StatusRequestEntityTooLarge
		}
	case err != nil:
		return err
	case added == 0:
		status, said = http.StatusUnprocessableEntity, x.T("questionnaire.no_file")
	case !x.IsPart():
		return x.Go(page.Base + "#question-" + question)
	}
	return p.showAnswerFiles(x, portal, question, status, said)
}

// takeAnswers stores every file of the form.
func takeAnswers(x *web.Exchange, portal *store.Portal, id int64, parts *multipart.Reader) (question string, added int, err error) {
	for range answerParts {
		part, err := parts.NextPart()
		if err == io.EOF { // only bare does it say that all parts came
			return question, added, nil
		}
		if err != nil {
			return question, added, fmt.Errorf("%w: %w", store.ErrCutShort, err)
		}
		switch {
		case part.FileName() != "":
			if err := portal.AddAnswerFile(x.Context(), id, question, part.FileName(), part); err != nil {
				return question, added, err
			}
			added++
		case part.FormName() == "question":
			value, err := io.ReadAll(io.LimitReader(part, 100))
			if err != nil {
				return question, added, fmt.Errorf("%w: %w", store.ErrCutShort, err)
			}
			question = string(value)
		}
	}
	return question, added, nil
}

// showAnswerFiles answers with the files of a question, or with the whole page
// and why a file was not taken.
func (p *Pages) showAnswerFiles(x *web.Exchange, portal *store.Portal, question string, status int, said string) error {
	page, err := p.questionnairePage(x, portal)
	if err != nil {
		return err
	}
	row := page.row(question)
	if row == nil {
		return store.ErrNotFound
	}
	row.Error, row.OOB = said, x.IsPart() && said == ""
	if x.IsPart() {
		return x.Reply(status, "portal/questionnaire", "files-came", row)
	}
	return x.Reply(status, "portal/questionnaire", "", page)
}

// attached is the questionnaire and the file of a request.
func attached(x *web.Exchange, portal *store.Portal) (id, file int64, err error) {
	if id, _, err = address(x, portal, "questionnaire"); err == nil {
		file, err = x.ID("attachment")
	}
	return id, file, err
}

// answerFile hands a contact what they have answered with.
func (p *Pages) answerFile(x *web.Exchange, portal *store.Portal) error {
	id, file, err := attached(x, portal)
	if err != nil {
		return err
	}
	r, err := portal.OpenAnswerFile(x.Context(), id, file)
	if err != nil {
		return err
	}
	return x.Download(r)
}

func (p *Pages) removeAnswerFile(x *web.Exchange, portal *store.Portal) error {
	id, file, err := attached(x, portal)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err := portal.RemoveAnswerFile(x.Context(), id, file); err != nil {
		return err
	}
	if x.IsPart() {
		return p.showAnswerFiles(x, portal, form.Get("question"), http.StatusOK, "")
	}
	_, base, err := address(x, portal, "questionnaire")
	if err != nil {
		return err
	}
	return x.Go(base)
}
