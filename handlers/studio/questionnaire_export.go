package studio

import (
	"slices"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

// questionnaireAnswers is one questionnaire as a spreadsheet: a row a question.
func (p *Pages) questionnaireAnswers(x *web.Exchange, _ store.Staff) error {
	q, err := p.questionnaireOf(x)
	if err != nil {
		return err
	}
	if !q.HasAnswers() {
		return store.ErrNotFound
	}
	answers, err := p.Store.Answers(x.Context(), q)
	if err != nil {
		return err
	}
	rows := [][]web.Cell{web.Heads("Question", "Answer")}
	for _, a := range answered(&q, answers) {
		rows = append(rows, []web.Cell{web.Words(a.Label), a.cell()})
	}
	return x.Sheet(q.Title+", "+q.Client, rows)
}

// cell is an answer in a spreadsheet.
func (a answeredQuestion) cell() web.Cell {
	switch {
	case a.IsFile():
		var names []string
		for _, f := range a.Answer.Files {
			names = append(names, f.Name)
		}
		return web.Words(strings.Join(names, ", "))
	case a.Kind == "date":
		return web.Day(a.OnDay())
	case a.Kind == "number":
		return web.Decimal(a.Answer.Text())
	}
	return web.Words(strings.Join(a.Answer.Said, ", "))
}

// templateAnswers are all submitted questionnaires that began with a template: a
// row each, with a column for each question that any of them asked.
func (p *Pages) templateAnswers(x *web.Exchange, _ store.Staff) error {
	t, err := p.questionnaireTemplateOf(x)
	if err != nil {
		return err
	}
	list, err := p.Store.AnswersOfTemplate(x.Context(), t.ID)
	if err != nil {
		return err
	}
	var labels []string
	for _, q := range list {
		for _, question := range q.Questions {
			if !slices.Contains(labels, question.Label) {
				labels = append(labels, question.Label)
			}
		}
	}
	rows := [][]web.Cell{web.Heads(append([]string{"Client", "Contact", "Project", "Submitted"}, labels...)...)}
	zone := p.Store.Studio().Zone()
	for _, q := range list {
		row := []web.Cell{web.Words(q.Client), web.Words(q.Contact), web.Words(q.Project), web.Day(store.DateOf(q.Submitted.In(zone)))}
		cells := map[string]web.Cell{}
		for _, a := range answered(&q.Questionnaire, q.Answers) {
			cells[a.Label] = a.cell()
		}
		for _, label := range labels {
			row = append(row, cells[label])
		}
		rows = append(rows, row)
	}
	return x.Sheet(t.Title, rows)
}
