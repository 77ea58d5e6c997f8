package portal

import (
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
)

// The lists of all that this contact was sent, over all projects: one kind a
// page, with tabs from one to the other.
func (p *Pages) paperRoutes() []Route {
	return []Route{
		contact("GET", "/portal/invoices", "", p.invoices),
		contact("GET", "/portal/quotes", "", p.quotes),
		contact("GET", "/portal/contracts", "", p.contracts),
		contact("GET", "/portal/questionnaires", "", p.questionnaires),
		contact("GET", "/portal/payments", "", p.payments),
		contact("GET", "/portal/emails", "", p.emails),
	}
}

// list is one of the lists, and the module to which it belongs.
type list struct {
	path, label string // label: a key of the catalogue
	module      store.Module
}

// listsOf are the lists that a contact has.
func listsOf(portal *store.Portal) (have []list) {
	for _, l := range []list{
		{"/portal/invoices", "nav.invoices", store.ModuleInvoices},
		{"/portal/quotes", "nav.quotes", store.ModuleQuotes},
		{"/portal/contracts", "nav.contracts", store.ModuleContracts},
		{"/portal/questionnaires", "nav.questionnaires", store.ModuleQuestionnaires},
		{"/portal/payments", "nav.payments", store.ModuleInvoices},
		{"/portal/emails", "nav.emails", store.ModuleEmails},
	} {
		if portal.Sees(l.module) {
			have = append(have, l)
		}
	}
	return have
}

// papersPage is one list.
type papersPage struct {
	web.Frame
	Title  string
	Tabs   []tab
	Chips  []tab
	Rows   []paperRow
	Paging web.Paging
	Empty  string // what stands there while the list has nothing
	More   *tab   // where else one might look: the statement of account

	projects map[int64]store.SharedProject
}

// tab leads to another list, or to a part of this one.
type tab struct {
	Label, Path string
	Current     bool
	Count       int
}

// paperRow is a line of a list.
type paperRow struct {
	Icon, Title, Path string
	Note              string
	Amount, Status    string // Status: a key of the catalogue's words for states
	PDF               string // where it is downloaded; empty: it has none
	ToDo              bool   // it waits for the reader
}

// papers begins the page of a list; ErrNotFound when its module is off.
func (p *Pages) papers(x *web.Exchange, portal *store.Portal, path, empty string) (*papersPage, error) {
	page := &papersPage{Frame: p.Frame(x, portal, "papers"), Empty: x.T(empty, "studio", portal.Studio().Name), projects: map[int64]store.SharedProject{}}
	for _, l := range listsOf(portal) {
		t := tab{Label: x.T(l.label), Path: l.path, Current: l.path == path}
		page.Tabs = append(page.Tabs, t)
		if t.Current {
			page.Title = t.Label
		}
	}
	if page.Title == "" {
		return nil, store.ErrNotFound
	}
	projects, err := portal.Projects(x.Context())
	for _, project := range projects {
		page.projects[project.ID] = project
	}
	return page, err
}

// of names a project beside what belongs to it.
func (v *papersPage) of(x *web.Exchange, project int64, more string) string {
	known, ok := v.projects[project]
	switch {
	case !ok:
		return more
	case more == "":
		return known.Name
	}
	return x.T("papers.of", "project", known.Name, "more", more)
}

// show cuts the rows to the page that is asked for.
func (v *papersPage) show(x *web.Exchange) error {
	paging := x.Paging()
	v.Paging = x.NewPaging(paging, len(v.Rows))
	if len(v.Rows) > 0 {
		v.Rows = v.Rows[v.Paging.From-1 : v.Paging.To]
	}
	return x.Show("portal/papers", "papers", v)
}

// chip is a part of a list: its key among 'show', its label, and what is in it.
type chip[T any] struct {
	show, label string
	has         func(*T) bool
}

// choose offers the parts of a list and gives those rows that are asked for; the
// first part, everything, where that is none of them.
func choose[T any](v *papersPage, x *web.Exchange, path string, all []T, chips []chip[T]) (chosen []T) {
	show := x.R.URL.Query().Get("show")
	if !slices.ContainsFunc(chips, func(c chip[T]) bool { return c.show == show }) {
		show = ""
	}
	for _, c := range chips {
		var found []T
		for i := range all {
			if c.has(&all[i]) {
				found = append(found, all[i])
			}
		}
		t := tab{Label: x.T(c.label), Path: path, Count: len(found), Current: c.show == show}
		if c.show != "" {
			t.Path += "?show=" + c.show
		}
		if t.Current {
			chosen = found
		}
		v.Chips = append(v.Chips, t)
	}
	return chosen
}
