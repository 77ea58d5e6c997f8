package portal

import (
	"slices"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/words"
)

func (p *Pages) projectRoutes() []Route {
	return []Route{
		contact("GET", "/portal", "", p.home),
		contact("GET", "/portal/projects", "", p.projects),
		contact("GET", "/portal/projects/{id}", "project", p.project),
		contact("GET", "/portal/staff/{portrait}", "portrait", p.staffPhoto),
	}
}

// projectsPage is 'All Projects', open or complete ones.
type projectsPage struct {
	web.Frame
	Complete bool // which tab
	Open     int  // how many there are under each
	Done     int
	Projects []projectRow
	First    string // name that one is greeted by
}

// projectRow is a project with what waits in it.
type projectRow struct {
	store.SharedProject
	Path string
	Next *todo // nil: nothing waits
}

// projects shows all projects of one tab, with what waits in each.
func (p *Pages) projects(x *web.Exchange, portal *store.Portal) error {
	projects, err := portal.Projects(x.Context())
	if err != nil {
		return err
	}
	papers, err := readPapers(x, portal)
	if err != nil {
		return err
	}
	page := &projectsPage{Frame: p.Frame(x, portal, "overview"), Complete: x.R.URL.Query().Get("tab") == "complete", First: web.FirstName(portal.Contact.Name)}
	waiting := papers.waiting(x, portal, projects)
	for _, project := range projects {
		if project.IsComplete() {
			page.Done++
		} else {
			page.Open++
		}
		if project.IsComplete() != page.Complete {
			continue
		}
		row := projectRow{SharedProject: project, Path: projectPath(project.ID)}
		if n := slices.IndexFunc(waiting, func(t todo) bool { return t.project == project.ID }); n >= 0 {
			row.Next = &waiting[n]
		}
		page.Projects = append(page.Projects, row)
	}
	return x.Show("portal/projects", "", page)
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
	Staff     string // their names in a sentence
	Carers    []store.Carer
	Several   bool // there are other projects to go back to
	AtOnce    bool // invoices of it can be paid at once
	ToSign    *store.Quote
	MyTurn    *store.Contract // that waits for this contact's signature
	ToPay     *store.Invoice
	Quotes    []store.Quote
	Contracts []*contractRow
	Asked     []store.Questionnaire
	ToAnswer  *store.Questionnaire // the first that waits for answers
	Invoices  []store.Invoice
	Files     []store.File // the newest
	AllFiles  int          // how many there are, when that is more
	Requests  []store.FileRequest
	MaySend   bool       // files, unasked
	Shots     []web.Shot // the first photographs
	AllShots  int        // how many there are
	Payments  []payment
	Paid      int64 // of the invoices in the currency of ToPay
	Left      int64
	Percent   int64
	Agreed    *agreed // nil: nothing has been accepted yet
	Sees      sees
}

// sees are the sections that a contact has, whatever is in them.
type sees struct{ Quotes, Contracts, Files, Invoices bool }

// shownFiles is how many files the overview shows; the others stand on their
// own page.
const shownFiles = 5

// shownPhotos is the same of photographs.
const shownPhotos = 4

// payment is a line of the project's payments.
type payment struct {
	store.Payment
	With  string
	Day   store.Date
	Shown string // its state in a word
}

// IsEmpty tells that nothing has been sent yet.
func (v *projectPage) IsEmpty() bool {
	return len(v.Quotes) == 0 && len(v.Contracts) == 0 && len(v.Asked) == 0 && len(v.Invoices) == 0 && len(v.Payments) == 0 && len(v.Files) == 0 &&
		len(v.Requests) == 0 && len(v.Shots) == 0 && !v.MaySend
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
	if page.Shots, page.AllShots, err = p.newest(x, portal, id, shownPhotos); err != nil {
		return err
	}
	if page.AtOnce, err = p.canPaySeveral(x, portal, page.Invoices); err != nil {
		return err
	}
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
	v.Carers = staff
	names := make([]string, len(staff))
	for n, one := range staff {
		names[n] = one.Name
	}
	v.Staff = listed(x, names)
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
	if v.Asked, err = portal.Questionnaires(ctx, id); err != nil {
		return err
	}
	if i := slices.IndexFunc(v.Asked, func(q store.Questionnaire) bool { return q.IsOpen() }); i >= 0 {
		v.ToAnswer = &v.Asked[i]
	}
	if v.Invoices, err = portal.Invoices(ctx, id); err != nil {
		return err
	}
	if v.Files, err = portal.Files(ctx, id); err != nil {
		return err
	}
	if v.Requests, err = portal.Requests(ctx, id); err != nil {
		return err
	}
	if v.MaySend, err = portal.MaySend(ctx, id); err != nil {
		return err
	}
	if len(v.Files) > shownFiles {
		v.Files, v.AllFiles = v.Files[:shownFiles], len(v.Files)
	}
	if v.Payments, err = paymentsOf(x, portal, id); err != nil {
		return err
	}
	v.addNext()
	v.Sees = sees{portal.Sees(store.ModuleQuotes), portal.Sees(store.ModuleContracts), portal.Sees(store.ModuleFiles), portal.Sees(store.ModuleInvoices)}
	v.Agreed, err = agreedOf(x, portal, v.Quotes)
	return err
}

// paymentsOf are the payments of a project, or of all for 0, with what went back
// among them, the newest first.
func paymentsOf(x *web.Exchange, portal *store.Portal, project int64) ([]payment, error) {
	paid, err := portal.Payments(x.Context(), project)
	if err != nil {
		return nil, err
	}
	refunds, err := portal.Refunds(x.Context(), project)
	if err != nil {
		return nil, err
	}
	var list []payment
	for _, pay := range paid {
		line := payment{Payment: pay, With: words.PaidWith(x.T, pay.Method, pay.Label), Day: pay.PaidOn, Shown: "paid"}
		if pay.State != "paid" {
			line.Shown = "processing"
		}
		if line.Day == "" {
			line.Day = store.DateOf(pay.Started.In(portal.Studio().Zone()))
		}
		list = append(list, line)
	}
	for _, back := range refunds {
		line := payment{Payment: store.Payment{InvoiceID: back.InvoiceID, Amount: -back.Amount, Currency: back.Currency}, Shown: "refunded"}
		if back.IsOpen() {
			line.Shown = "processing"
		}
		line.With, line.Day = returned(x, back, portal.Studio())
		list = append(list, line)
	}
	slices.SortStableFunc(list, func(a, b payment) int { return strings.Compare(string(b.Day), string(a.Day)) })
	return list, nil
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
		v.Percent = max(0, v.Paid) * 100 / (v.Paid + v.Left)
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

// staffPhoto is the portrait of one who looks after a project.
func (p *Pages) staffPhoto(x *web.Exchange, portal *store.Portal) error {
	photo, err := portal.StaffPhoto(x.Context(), x.R.PathValue("portrait"))
	if err != nil {
		return err
	}
	return x.Private("image/jpeg", photo)
}
