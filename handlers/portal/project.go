package portal

import (
	"slices"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

func (p *Pages) projectRoutes() []Route {
	return []Route{
		contact("GET", "/portal", "", p.projects),
		contact("GET", "/portal/projects/{id}", "project", p.project),
	}
}

// projectsPage is 'All Projects', open or complete ones.
type projectsPage struct {
	web.Frame
	Complete bool // which tab
	Open     int  // how many there are under each
	Done     int
	Projects []projectRow
	Billed   bool   // there are invoices, so that there is a statement
	First    string // name that one is greeted by
	Several  bool   // invoices can be paid at once
}

// projectRow is a project with what waits in it.
type projectRow struct {
	store.SharedProject
	Path   string
	ToSign string // title of a quote or contract that waits for a signature
	Amount string // of the next payment
	Due    store.Date
}

// projects shows all projects; the only one there is opens at once.
func (p *Pages) projects(x *web.Exchange, portal *store.Portal) error {
	projects, err := portal.Projects(x.Context())
	if err != nil {
		return err
	}
	tab := x.R.URL.Query().Get("tab")
	if len(projects) == 1 && tab == "" {
		return x.Go(projectPath(projects[0].ID))
	}
	page := &projectsPage{Frame: p.Frame(x, portal, "overview"), Complete: tab == "complete", First: firstName(portal.Contact.Name)}
	invoices, err := page.add(x, portal, projects)
	if err != nil {
		return err
	}
	page.Several = p.canPaySeveral(x, portal, invoices)
	return x.Show("portal/projects", "", page)
}

// add lists the projects of the tab; it gives the invoices of all of them.
func (v *projectsPage) add(x *web.Exchange, portal *store.Portal, projects []store.SharedProject) ([]store.Invoice, error) {
	quotes, err := portal.Quotes(x.Context(), 0)
	if err != nil {
		return nil, err
	}
	contracts, err := portal.Contracts(x.Context(), 0)
	if err != nil {
		return nil, err
	}
	invoices, err := portal.Invoices(x.Context(), 0)
	if err != nil {
		return nil, err
	}
	v.Billed = len(invoices) > 0
	for _, project := range projects {
		if project.IsComplete() {
			v.Done++
		} else {
			v.Open++
		}
		if project.IsComplete() != v.Complete {
			continue
		}
		row := projectRow{SharedProject: project, Path: projectPath(project.ID)}
		row.addWaiting(v.Locale, quotes, invoices)
		if c := toSign(contracts, project.ID, portal.Contact.ID); c != nil && row.ToSign == "" {
			row.ToSign = c.Title
		}
		v.Projects = append(v.Projects, row)
	}
	return invoices, nil
}

// addWaiting finds what is to sign or to pay next in the project.
func (r *projectRow) addWaiting(locale string, quotes []store.Quote, invoices []store.Invoice) {
	for _, q := range quotes {
		if q.ProjectID == r.ID && q.IsOpen() {
			r.ToSign = q.Title
			return
		}
	}
	if next := nextToPay(slices.DeleteFunc(slices.Clone(invoices), func(i store.Invoice) bool { return i.ProjectID != r.ID })); next != nil {
		r.Amount, r.Due = money.Format(next.NextDue, next.Currency, locale), next.NextDueOn
	}
}

// nextToPay is the invoice whose next instalment is due first; nil when
// nothing is left to pay.
func nextToPay(invoices []store.Invoice) *store.Invoice {
	var next *store.Invoice
	for n := range invoices {
		i := &invoices[n]
		if i.IsPayable() && i.NextDue > 0 && (next == nil || i.NextDueOn < next.NextDueOn) {
			next = i
		}
	}
	return next
}

// projectPage is the 'Project #123 overview'.
type projectPage struct {
	web.Frame
	Project   store.SharedProject
	Staff     string
	Several   bool // there are other projects to go back to
	AtOnce    bool // invoices of it can be paid at once
	ToSign    *store.Quote
	MyTurn    *store.Contract // that waits for this contact's signature
	ToPay     *store.Invoice
	Quotes    []store.Quote
	Contracts []*contractRow
	Invoices  []store.Invoice
	Files     []store.File // the newest
	AllFiles  int          // how many there are, when that is more
	Payments  []payment
	Paid      int64 // of the invoices in the currency of ToPay
	Left      int64
	Percent   int64
}

// shownFiles is how many files the overview shows; the others stand on their
// own page.
const shownFiles = 5

// payment is a line of the project's payments.
type payment struct {
	store.Payment
	With  string
	Day   store.Date
	Shown string // its state in a word
}

// IsEmpty tells that nothing has been sent yet.
func (v *projectPage) IsEmpty() bool {
	return len(v.Quotes) == 0 && len(v.Contracts) == 0 && len(v.Invoices) == 0 && len(v.Payments) == 0 && len(v.Files) == 0
}

func (p *Pages) project(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	page := &projectPage{Frame: p.Frame(x, portal, "overview")}
	if page.Project, err = portal.Project(x.Context(), id); err != nil {
		return err
	}
	if err := page.add(x, portal); err != nil {
		return err
	}
	page.AtOnce = p.canPaySeveral(x, portal, page.Invoices)
	return x.Show("portal/project", "", page)
}

func (v *projectPage) add(x *web.Exchange, portal *store.Portal) error {
	ctx, id := x.Context(), v.Project.ID
	projects, err := portal.Projects(ctx)
	if err != nil {
		return err
	}
	v.Several = len(projects) > 1
	staff, err := portal.Staff(ctx, id)
	if err != nil {
		return err
	}
	v.Staff = listed(x, staff)
	if v.Quotes, err = portal.Quotes(ctx, id); err != nil {
		return err
	}
	contracts, err := portal.Contracts(ctx, id)
	if err != nil {
		return err
	}
	v.MyTurn = toSign(contracts, id, portal.Contact.ID)
	for _, c := range contracts {
		me := c.Signer(portal.Contact.ID)
		v.Contracts = append(v.Contracts, &contractRow{c, statusFor(&c, me), me != nil && me.IsNext})
	}
	if v.Invoices, err = portal.Invoices(ctx, id); err != nil {
		return err
	}
	if v.Files, err = portal.Files(ctx, id); err != nil {
		return err
	}
	if len(v.Files) > shownFiles {
		v.Files, v.AllFiles = v.Files[:shownFiles], len(v.Files)
	}
	payments, err := portal.Payments(ctx, id)
	if err != nil {
		return err
	}
	v.addPayments(x, payments)
	refunds, err := portal.Refunds(ctx, id)
	if err != nil {
		return err
	}
	v.addRefunds(x, refunds)
	v.addNext()
	return nil
}

func (v *projectPage) addPayments(x *web.Exchange, payments []store.Payment) {
	for _, pay := range payments {
		line := payment{Payment: pay, With: pay.Label, Day: pay.PaidOn, Shown: "paid"}
		if pay.State != "paid" {
			line.Shown = "processing"
		}
		if line.With == "" {
			line.With = x.T("method." + pay.Method)
		}
		if line.Day == "" {
			line.Day = store.DateOf(pay.Started.In(v.Studio.Zone()))
		}
		v.Payments = append(v.Payments, line)
	}
}

// addRefunds puts what went back among the payments.
func (v *projectPage) addRefunds(x *web.Exchange, refunds []store.Refund) {
	for _, back := range refunds {
		line := payment{Payment: store.Payment{Amount: -back.Amount, Currency: back.Currency}, Shown: "refunded"}
		if back.IsOpen() {
			line.Shown = "processing"
		}
		line.With, line.Day = returned(x, back, v.Studio)
		v.Payments = append(v.Payments, line)
	}
	slices.SortStableFunc(v.Payments, func(a, b payment) int { return strings.Compare(string(b.Day), string(a.Day)) })
}

// contractRow is a contract in the overview of its project.
type contractRow struct {
	store.Contract
	Shown  string // its state as this contact sees it
	MyTurn bool
}

// toSign is the first contract of a project whose signature is a contact's turn.
func toSign(contracts []store.Contract, project, contact int64) *store.Contract {
	for n := range contracts {
		c := &contracts[n]
		if me := c.Signer(contact); c.ProjectID == project && me != nil && me.IsNext {
			return c
		}
	}
	return nil
}

// addNext finds the one thing to do next: to sign comes before to pay.
func (v *projectPage) addNext() {
	for n := range v.Quotes {
		if v.Quotes[n].IsOpen() {
			v.ToSign = &v.Quotes[n]
			break
		}
	}
	v.ToPay = nextToPay(v.Invoices)
	if v.ToPay == nil {
		return
	}
	for _, i := range v.Invoices {
		if i.Currency == v.ToPay.Currency {
			v.Paid += i.Paid
			v.Left += i.Left()
		}
	}
	if v.Paid+v.Left > 0 {
		v.Percent = v.Paid * 100 / (v.Paid + v.Left)
	}
}

// listed joins names as a sentence does: "Hannah Rowe and Marcus Alder".
func listed(x *web.Exchange, names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + x.T("common.and") + " " + names[last]
}
