package portal

import (
	"cmp"
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

// homePage is what a contact of several projects sees first: what waits, what is
// owed, and what has happened.
type homePage struct {
	web.Frame
	Greeting string
	Lead     string
	Next     *todo
	Waiting  []todo // the others
	Balances []balance
	AtOnce   bool // invoices can be paid at once
	Projects []store.SharedProject
	Quotes   []paperRow
	Invoices []paperRow
	Recent   []event
}

// todo is one thing that waits for the contact.
type todo struct {
	Icon, Label string // Label: "To sign", "To pay"
	Title, Note string
	Path        string
	Action      string // the words on its button
	Amount      string // of what is to be paid; empty otherwise
	By          store.Date
	project     int64
}

// balance is what is left to pay in one currency.
type balance struct {
	Rows  []templates.Fact // of each project
	Total string
}

// shownRecent is how many of the newest papers the home page shows.
const shownRecent = 3

// home leads one who has a single project to it.
func (p *Pages) home(x *web.Exchange, portal *store.Portal) error {
	projects, err := portal.Projects(x.Context())
	if err != nil {
		return err
	}
	if len(projects) == 1 {
		return x.Go(projectPath(projects[0].ID))
	}
	papers, err := readPapers(x, portal)
	if err != nil {
		return err
	}
	page := &homePage{Frame: p.Frame(x, portal, "overview")}
	if page.AtOnce, err = p.canPaySeveral(x, portal, papers.invoices); err != nil {
		return err
	}
	for _, project := range projects {
		if !project.IsComplete() {
			page.Projects = append(page.Projects, project)
		}
	}
	page.greet(x, papers.waiting(x, portal, projects))
	page.Balances = balances(page.Locale, projects, papers.invoices)
	page.addPapers(x, projects, papers)
	deeds, err := portal.Recent(x.Context(), recentDeeds)
	if err != nil {
		return err
	}
	page.Recent = p.tell(x, portal, deeds)
	return x.Show("portal/home", "", page)
}

// greet says what waits; the nearest of it comes first.
func (v *homePage) greet(x *web.Exchange, waiting []todo) {
	part := "evening"
	switch hour := v.Now.Hour(); {
	case hour >= 5 && hour < 12:
		part = "morning"
	case hour >= 12 && hour < 18:
		part = "afternoon"
	}
	v.Greeting = x.T("greeting."+part, "name", web.FirstName(v.Contact.Name))
	if len(waiting) == 0 {
		v.Lead = x.T("home.nothing_waits")
		return
	}
	v.Next, v.Waiting = &waiting[0], waiting[1:]
	late := 0
	for _, w := range waiting {
		if w.By != "" && w.By < v.Today() {
			late++
		}
	}
	v.Lead = x.T("home.waits", "count", len(waiting)) + " "
	if late == 0 {
		v.Lead += x.T("home.none_late")
	} else {
		v.Lead += x.T("home.late", "count", late)
	}
}

// papersOf are all that a contact sees, of all projects.
type papersOf struct {
	quotes    []store.Quote
	contracts []store.Contract
	invoices  []store.Invoice
	asked     []store.Questionnaire
	requests  []store.FileRequest
}

func readPapers(x *web.Exchange, portal *store.Portal) (all papersOf, err error) {
	if all.quotes, err = portal.Quotes(x.Context(), 0); err != nil {
		return all, err
	}
	if all.contracts, err = portal.Contracts(x.Context(), 0); err != nil {
		return all, err
	}
	if all.asked, err = portal.Questionnaires(x.Context(), 0); err != nil {
		return all, err
	}
	if all.requests, err = portal.OpenRequests(x.Context()); err != nil {
		return all, err
	}
	all.invoices, err = portal.Invoices(x.Context(), 0)
	return all, err
}

// waiting is what is to be signed and to be paid, the nearest date first; what
// has no date comes last.
func (all *papersOf) waiting(x *web.Exchange, portal *store.Portal, projects []store.SharedProject) (list []todo) {
	names := projectNames(projects)
	for n := range all.quotes {
		if q := &all.quotes[n]; q.IsOpen() {
			list = append(list, todo{Icon: "file-pen-line", Label: x.T("home.to_sign"), Title: q.Title, Path: "/portal/quotes/" + strconv.FormatInt(q.ID, 10),
				Action: x.T(q.Kind + ".view"), By: q.ValidUntil, Note: waitingNote(x, "home.until", x.T(q.Kind+".title", "number", q.Number), q.ValidUntil, names[q.ProjectID]), project: q.ProjectID})
		}
	}
	for n := range all.contracts {
		c := &all.contracts[n]
		if me := c.Signer(portal.Contact.ID); me != nil && me.IsNext {
			list = append(list, todo{Icon: "signature", Label: x.T("home.to_sign"), Title: c.Title, Path: "/portal/contracts/" + strconv.FormatInt(c.ID, 10),
				Action: x.T("contract.view"), By: c.SignBy, Note: waitingNote(x, "home.by", x.T("contract.title", "number", c.Number), c.SignBy, names[c.ProjectID]), project: c.ProjectID})
		}
	}
	for n := range all.asked {
		if q := &all.asked[n]; q.IsOpen() {
			list = append(list, todo{Icon: "list-checks", Label: x.T("overview.to_answer"), Title: q.Title, Path: questionnairePath(q.ID),
				Action: x.T("questionnaire.view"), By: q.AnswerBy, Note: waitingNote(x, "home.answer_by", x.T("questionnaire.name"), q.AnswerBy, names[q.ProjectID]), project: q.ProjectID})
		}
	}
	for _, r := range all.requests {
		list = append(list, todo{Icon: "upload", Label: x.T("request.label"), Title: r.Title, Path: "/portal/requests/" + strconv.FormatInt(r.ID, 10),
			Action: x.T("request.action"), By: r.Due, Note: waitingNote(x, "request.by_note", x.T("request.name", "studio", portal.Studio().Name), r.Due, names[r.ProjectID]), project: r.ProjectID})
	}
	for n := range all.invoices {
		if i := &all.invoices[n]; i.IsPayable() && i.NextDue > 0 {
			amount := money.Format(i.NextDue, i.Currency, portal.Contact.Locale)
			list = append(list, todo{Icon: "receipt-text", Label: x.T("home.to_pay"), Title: i.Title, Path: "/portal/invoices/" + strconv.FormatInt(i.ID, 10), Amount: amount,
				Action: x.T("common.make_a_payment"), By: i.NextDueOn, Note: waitingNote(x, "home.due", x.T("invoice.title", "number", i.Number), i.NextDueOn, names[i.ProjectID]), project: i.ProjectID})
		}
	}
	slices.SortStableFunc(list, func(a, b todo) int { return cmp.Compare(byDate(a.By), byDate(b.By)) })
	return list
}

// byDate is a date to sort by: none is later than any.
func byDate(d store.Date) store.Date { return cmp.Or(d, "9999-12-31") }

// waitingNote says what waits, until when, and in which project.
func waitingNote(x *web.Exchange, key, document string, date store.Date, project string) string {
	if date == "" {
		return x.T("home.no_date", "document", document, "project", project)
	}
	return x.T(key, "document", document, "date", x.Date(date, "day"), "project", project)
}

func projectNames(projects []store.SharedProject) map[int64]string {
	names := make(map[int64]string, len(projects))
	for _, project := range projects {
		names[project.ID] = project.Name
	}
	return names
}

// balances are what is left to pay of each project, by currency: of those that
// are open, and of others that still owe.
func balances(locale string, projects []store.SharedProject, invoices []store.Invoice) (list []balance) {
	var currencies []string
	left := map[string]map[int64]int64{}
	for n := range invoices {
		i := &invoices[n]
		if left[i.Currency] == nil {
			left[i.Currency] = map[int64]int64{}
			currencies = append(currencies, i.Currency)
		}
		left[i.Currency][i.ProjectID] += i.Left()
	}
	slices.Sort(currencies)
	for _, currency := range currencies {
		var b balance
		var total int64
		for _, project := range projects {
			if owed, billed := left[currency][project.ID]; billed && (owed > 0 || !project.IsComplete()) {
				b.Rows = append(b.Rows, templates.Fact{Label: project.Name, Value: money.Format(owed, currency, locale)})
				total += owed
			}
		}
		if b.Total = money.Format(total, currency, locale); len(b.Rows) > 0 {
			list = append(list, b)
		}
	}
	return list
}

// addPapers shows the newest quotes and invoices.
func (v *homePage) addPapers(x *web.Exchange, projects []store.SharedProject, papers papersOf) {
	list := &papersPage{Frame: v.Frame, projects: map[int64]store.SharedProject{}}
	for _, project := range projects {
		list.projects[project.ID] = project
	}
	for n := range papers.quotes[:min(len(papers.quotes), shownRecent)] {
		v.Quotes = append(v.Quotes, quoteRow(x, list, &papers.quotes[n]))
	}
	for n := range papers.invoices[:min(len(papers.invoices), shownRecent)] {
		v.Invoices = append(v.Invoices, invoiceRow(x, list, &papers.invoices[n]))
	}
}
