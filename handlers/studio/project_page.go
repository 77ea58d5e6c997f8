package studio

import (
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
)

type projectPage struct {
	web.Frame
	Project   store.Project
	Client    store.Client
	Contacts  []store.Contact // on the project
	Looks     []store.Staff   // who look after it
	Papers    []store.Paper
	Contracts []contractRow
	Asked     []store.Questionnaire
	Files     fileList
	Photos    photosOnProject
	Accounts  []store.Account
	History   []event
	Steps     []step
	Next      nextStep
	PortalURL string

	Recurring []recurringRow // invoices that come by themselves
}

// step is a stage of a project.
type step struct {
	Name      string
	Done, Now bool
}

// nextStep is the one thing to do next on a project, and its button: a link, or
// a change of status.
type nextStep struct {
	Title, Note  string
	Button, Href string
	Status       string // to change to; empty: the button is a link
	On           store.Date
}

func (p *Pages) project(x *web.Exchange, who store.Staff) error {
	project, err := p.theProject(x)
	if err != nil {
		return err
	}
	v := projectPage{Project: project, PortalURL: x.App.BaseURL() + "/portal"}
	ctx := x.Context()
	if v.Client, err = p.Store.Client(ctx, project.ClientID); err != nil {
		return err
	}
	if v.Contacts, err = p.Store.ProjectContacts(ctx, project.ID); err != nil {
		return err
	}
	if v.Looks, err = p.Store.ProjectStaff(ctx, project.ID); err != nil {
		return err
	}
	if v.Papers, err = p.Store.Papers(ctx, project.ID); err != nil {
		return err
	}
	recurring, err := p.Store.RecurringsOfProject(ctx, project.ID)
	if err != nil {
		return err
	}
	v.Recurring = recurringRows(recurring)
	if v.Accounts, err = p.Store.AccountsOfProject(ctx, project.ID); err != nil {
		return err
	}
	if v.History, err = p.history(x, who, "project", project.ID); err != nil {
		return err
	}
	v.Frame = p.Frame(x, who, "projects")
	if v.Files, err = p.fileList(ctx, v.Frame, project.ID); err != nil {
		return err
	}
	v.Steps, v.Next = steps(project, v.Papers), next(project, v.Papers)
	if v.Photos, err = p.photosOnProject(ctx, project.ID); err != nil {
		return err
	}
	if err := p.addContracts(x, who, &v); err != nil {
		return err
	}
	if v.Asked, err = p.Store.QuestionnairesOf(ctx, project.ID); err != nil {
		return err
	}
	return x.Show("studio/project", "", v)
}

// addContracts adds the contracts, and asks for the reader's signature first where
// one waits for it.
func (p *Pages) addContracts(x *web.Exchange, who store.Staff, v *projectPage) error {
	list, err := p.Store.ContractsOf(x.Context(), v.Project.ID)
	for _, c := range list {
		v.Contracts = append(v.Contracts, contractRow{c, whoseTurn(&c, who)})
		mine := slices.ContainsFunc(c.Next(), func(s store.Signer) bool { return s.StaffID == who.ID })
		if mine && !v.Project.IsArchived() {
			v.Next = nextStep{Title: c.Number + " waits for your signature", Note: c.Title, Button: "Open contract", Href: contractPath(c.ID)}
		}
	}
	return err
}

// Quotes and Invoices count the papers of a project.
func (v projectPage) Quotes() int { return len(v.Papers) - v.Invoices() }
func (v projectPage) Invoices() (n int) {
	for _, paper := range v.Papers {
		if paper.IsInvoice() {
			n++
		}
	}
	return n
}

// steps are the stages of a project, told from its status and its quotes.
func steps(p store.Project, papers []store.Paper) []step {
	stage := 0
	for _, paper := range papers {
		switch {
		case paper.IsInvoice() || paper.Status == "draft":
		case paper.Status == "accepted", paper.Status == "invoiced":
			stage = max(stage, 2)
		default:
			stage = max(stage, 1)
		}
	}
	switch p.Status {
	case "active":
		stage = 3
	case "complete", "archived":
		stage = 5
	}
	names := []string{"Enquiry", "Quoted", "Accepted", "Under way", "Complete"}
	list := make([]step, len(names))
	for i, name := range names {
		list[i] = step{Name: name, Done: i < stage, Now: i == stage}
	}
	return list
}

// next finds what is to be done on a project: what is late first, then what
// waits for the client, then what the studio can move on itself.
func next(p store.Project, papers []store.Paper) nextStep {
	first := func(statuses ...string) (store.Paper, bool) {
		i := slices.IndexFunc(papers, func(paper store.Paper) bool { return slices.Contains(statuses, paper.Status) })
		if i < 0 {
			return store.Paper{}, false
		}
		return papers[i], true
	}
	open := func(paper store.Paper, title, note string) nextStep {
		n := nextStep{Title: title, Note: note, Button: "Open quote", Href: paperPath(paper), On: paper.Until}
		if paper.IsInvoice() {
			n.Button = "Open invoice"
		}
		return n
	}
	if p.IsArchived() {
		return nextStep{Title: "This project is archived", Note: "It is in none of your lists, nor in the client’s portal.", Button: "Open again", Status: "active"}
	}
	if paper, ok := first("overdue"); ok {
		return open(paper, paper.Number+" is overdue", "It was due on")
	}
	quotes := slices.DeleteFunc(slices.Clone(papers), store.Paper.IsInvoice)
	invoices := slices.DeleteFunc(slices.Clone(papers), func(p store.Paper) bool { return !p.IsInvoice() })
	papers = quotes
	if paper, ok := first("viewed"); ok {
		return open(paper, paper.Number+" is waiting for a signature", "The client has looked at it. Valid until")
	}
	if paper, ok := first("sent"); ok {
		return open(paper, paper.Number+" is waiting for a signature", "Not opened yet. Valid until")
	}
	papers = invoices
	if paper, ok := first("draft"); ok {
		return withoutDate(open(paper, "An invoice is ready to send", paper.Title))
	}
	papers = quotes
	if paper, ok := first("draft"); ok {
		return withoutDate(open(paper, "A "+paper.Kind+" is being written", paper.Title))
	}
	return nextStatus(p, quotes, invoices)
}

func withoutDate(n nextStep) nextStep {
	n.On = ""
	return n
}

// nextStatus is what remains when no document waits for anybody.
func nextStatus(p store.Project, quotes, invoices []store.Paper) nextStep {
	signed := slices.ContainsFunc(quotes, func(q store.Paper) bool { return q.Status == "accepted" || q.Status == "invoiced" })
	owed := slices.ContainsFunc(invoices, func(i store.Paper) bool { return i.Status != "paid" && i.Status != "void" })
	switch {
	case p.Status == "enquiry" && signed:
		return nextStep{Title: "The quote is signed", Note: "Work can begin.", Button: "Mark as active", Status: "active"}
	case p.Status == "enquiry":
		return nextStep{Title: "Send the first quote", Note: "The client signs it on a phone or a computer.", Button: "New quote", Href: "/studio/quotes/new?project=" + itoa(p.ID)}
	case p.Status == "active" && owed:
		return nextStep{Title: "Work is under way", Note: "The next payment is not due yet.", Button: "Mark as complete", Status: "complete"}
	case p.Status == "active":
		return nextStep{Title: "Work is under way", Note: "Nothing is owed.", Button: "Mark as complete", Status: "complete"}
	}
	return nextStep{Title: "This project is complete", Note: "The client still sees it in the portal, under Complete."}
}

func paperPath(paper store.Paper) string {
	if paper.IsInvoice() {
		return invoicePath(paper.ID)
	}
	return quotePath(paper.ID)
}
