package portal

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

func questionnairePath(id int64) string { return "/portal/questionnaires/" + strconv.FormatInt(id, 10) }

func (p *Pages) questionnaireRoutes() []Route {
	table := []Route{
		contact("GET", "/portal/questionnaires/{id}", "questionnaire", p.questionnaire),
		contact("POST", "/portal/questionnaires/{id}/view", "questionnaire", p.viewQuestionnaire),
	}
	for _, lines := range [][]Route{
		both("POST", "questionnaire", "/answers", p.saveAnswers),
		both("POST", "questionnaire", "/files", p.addAnswerFiles),
		both("GET", "questionnaire", "/files/{attachment}", p.answerFile),
		both("POST", "questionnaire", "/files/{attachment}/removal", p.removeAnswerFile),
	} {
		table = append(table, lines...)
	}
	return table
}

// questionnairePage is a questionnaire as whom it is for answers it, and reads it
// once it is submitted.
type questionnairePage struct {
	web.Frame
	Base      string // path under which all that one does with it hangs
	Sheet     store.Questionnaire
	Questions []questionRow
	Form      *web.Form // what is wrong with the whole
	Limit     string    // the most that a file may have
	Day       string    // of the submission
	LastSaved string    // when the newest answer was saved, in words
	By        string    // the wished day, in words

	answers map[string]store.Answer
}

// questionRow is a question with its answer.
type questionRow struct {
	*questionnairePage
	store.Question
	Answer store.Answer
	Value  string   // what stands in its field
	Chosen []string // of options
	Seen   string   // what the page knows of the kept answer
	Saved  string   // when it was saved, in words
	Error  string
	Stale  *staleAnswer // it was answered elsewhere meanwhile; else nil
	OOB    bool
}

// staleAnswer is what another page has saved of an answer.
type staleAnswer struct {
	Text    string
	Version int
}

// Has tells whether an option is chosen in the field.
func (r questionRow) Has(option string) bool {
	for _, chosen := range r.Chosen {
		if chosen == option {
			return true
		}
	}
	return false
}

// OnDay is the day that a date question was answered with.
func (r questionRow) OnDay() store.Date { return store.Date(r.Answer.Text()) }

// Count is how many questions there are.
func (v *questionnairePage) Count() int { return len(v.Sheet.Questions) }

func (p *Pages) questionnaire(x *web.Exchange, portal *store.Portal) error {
	page, err := p.questionnairePage(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/questionnaire", "", page)
}

// questionnairePage reads the questionnaire of a request.
func (p *Pages) questionnairePage(x *web.Exchange, portal *store.Portal) (*questionnairePage, error) {
	id, base, err := address(x, portal, "questionnaire")
	if err != nil {
		return nil, err
	}
	q, err := portal.Questionnaire(x.Context(), id)
	if err != nil {
		return nil, err
	}
	page := &questionnairePage{Frame: p.Frame(x, portal, ""), Base: base, Sheet: q.Questionnaire, Form: web.NewForm(), answers: q.Answers,
		Limit: portal.AnswerFileLimit().String(), Day: x.Date(q.Submitted.In(portal.Studio().Zone()), "full")}
	if q.AnswerBy != "" {
		page.By = x.T("questionnaire.answer_by", "date", x.Date(q.AnswerBy, "shortday"))
	}
	page.addQuestions(x, portal)
	return page, nil
}

func (v *questionnairePage) addQuestions(x *web.Exchange, portal *store.Portal) {
	var newest time.Time
	for _, question := range v.Sheet.Questions {
		a := v.answers[question.ID]
		row := questionRow{questionnairePage: v, Question: question, Answer: a, Value: a.Text(), Chosen: a.Said, Seen: a.Seen()}
		if question.Kind == "number" {
			row.Value = shownNumber(a.Text(), v.Locale)
		}
		if !a.At.IsZero() {
			row.Saved = savedWhen(x, portal, a.At, "questionnaire.saved")
		}
		if a.At.After(newest) {
			newest = a.At
		}
		v.Questions = append(v.Questions, row)
	}
	v.LastSaved = x.T("questionnaire.nothing_yet")
	if !newest.IsZero() {
		v.LastSaved = savedWhen(x, portal, newest, "questionnaire.all_saved")
	}
}

// savedWhen words an instant: by the clock today, by the day else.
func savedWhen(x *web.Exchange, portal *store.Portal, at time.Time, key string) string {
	at = at.In(portal.Studio().Zone())
	if store.DateOf(at) == portal.Today() {
		return x.T(key+"_at", "time", x.Date(at, "time"))
	}
	return x.T(key+"_on", "date", x.Date(at, "day"))
}

// shownNumber is a kept number as the reader writes numbers.
func shownNumber(kept, locale string) string {
	var n money.Decimal
	if n.UnmarshalText([]byte(kept)) != nil {
		return kept
	}
	return n.Input("", locale)
}

func (p *Pages) viewQuestionnaire(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "questionnaire")
	if err != nil {
		return err
	}
	if err := portal.ViewQuestionnaire(x.Context(), id); err != nil {
		return err
	}
	return seen(x)
}

// saveAnswers takes answers: one that is being typed, by htmx ('only' names it),
// or all of them by a button, 'do': save, send, 'keep:q1:3' over version 3 of what
// was saved elsewhere, or 'take:q1' from there.
func (p *Pages) saveAnswers(x *web.Exchange, portal *store.Portal) error {
	form, err := x.LongForm()
	if err != nil {
		return err
	}
	before, err := p.questionnairePage(x, portal)
	if err != nil {
		return err
	}
	replies := repliesOf(form, before.Sheet.Questions)
	keep := portal.SaveAnswers
	if form.Get("do") == "send" {
		keep = portal.SubmitAnswers
	}
	saving, err := keep(x.Context(), before.Sheet.ID, replies)
	if err != nil && !errors.As(err, new(*store.Refused)) {
		return err
	}
	if err == nil && saving.IsWhole() && (form.Get("do") == "send" || !x.IsPart()) {
		return x.Go(before.Base)
	}
	page, pageErr := p.questionnairePage(x, portal)
	if pageErr != nil {
		return pageErr
	}
	page.keepTyped(x, form, &saving)
	return page.answer(x, form.Get("only"), &saving, err)
}

// repliesOf reads what was typed. The answer that is taken from elsewhere is left out.
func repliesOf(form *web.Form, questions []store.Question) (list []store.Reply) {
	do := strings.Split(form.Get("do"), ":")
	for _, q := range questions {
		only := form.Get("only")
		if only != "" && only != q.ID || !form.Values.Has("seen."+q.ID) || do[0] == "take" && len(do) > 1 && do[1] == q.ID {
			continue
		}
		reply := store.Reply{Question: q.ID, Typed: form.All(q.ID), Seen: form.Get("seen." + q.ID)}
		if do[0] == "keep" && len(do) == 3 && do[1] == q.ID {
			reply.Over, _ = strconv.Atoi(do[2]) // what is no version keeps nothing
		}
		list = append(list, reply)
	}
	return list
}

// keepTyped leaves in their fields the answers that could not be saved, with the
// reason beside them.
func (v *questionnairePage) keepTyped(x *web.Exchange, form *web.Form, s *store.Saving) {
	for i := range v.Questions {
		row := &v.Questions[i]
		wrong, isWrong := s.Wrong.Fields[row.ID]
		other, isStale := s.Stale[row.ID]
		if !isWrong && !isStale {
			continue
		}
		row.Chosen = form.All(row.ID)
		row.Value, row.Seen = strings.ToValidUTF8(strings.Join(row.Chosen, "\n"), "\ufffd"), form.Get("seen."+row.ID)
		if isWrong {
			row.Error = x.Say(wrong)
			continue
		}
		row.Stale = &staleAnswer{Text: other.Text(), Version: other.Version}
	}
}

// answer tells what became of the answers: 409 where another page came first or
// nothing is taken any more, 422 where something is to be mended.
func (v *questionnairePage) answer(x *web.Exchange, only string, s *store.Saving, refused error) error {
	if refused != nil {
		part := "questionnaire"
		if only != "" {
			part = "refused"
			x.W.Header().Set("HX-Reswap", "none")
		}
		return x.Again(refused, v.Form, "portal/questionnaire", part, v)
	}
	status := http.StatusOK
	if len(s.Wrong.Fields) > 0 {
		status = http.StatusUnprocessableEntity
	}
	if len(s.Stale) > 0 {
		status = http.StatusConflict
	}
	if only == "" {
		if status != http.StatusOK {
			v.Form.Errors[""] = x.T("questionnaire.mend")
		}
		return x.Reply(status, "portal/questionnaire", "questionnaire", v)
	}
	x.W.Header().Set("HX-Reswap", "none")
	row := v.row(only)
	if row == nil {
		return store.ErrNotFound
	}
	return x.Reply(status, "portal/questionnaire", "saved", row)
}

// row is the row of a question, to be brought in beside what stands there; nil
// where there is none.
func (v *questionnairePage) row(id string) *questionRow {
	for i := range v.Questions {
		if v.Questions[i].ID == id {
			v.Questions[i].OOB = true
			return &v.Questions[i]
		}
	}
	return nil
}
