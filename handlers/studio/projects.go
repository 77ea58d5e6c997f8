package studio

import (
	"fmt"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) projectRoutes() []Route {
	return []Route{
		staff("GET", "/studio/projects", "", p.projects),
		staff("GET", "/studio/projects/new", "", p.newProject),
		staff("POST", "/studio/projects", "", p.addProject),
		staff("GET", "/studio/projects/{id}", "project", p.project),
		staff("GET", "/studio/projects/{id}/edit", "project", p.editProject),
		staff("POST", "/studio/projects/{id}", "project", p.saveProject),
		staff("POST", "/studio/projects/{id}/status", "project", p.setProjectStatus),
		staff("GET", "/studio/projects/{id}/archival", "project", p.askToArchiveProject),
	}
}

type projectsPage struct {
	web.Frame
	listing
	Rows   []store.ProjectRow
	Counts store.ProjectCounts
}

// projects is the list; htmx asks for its rows alone.
func (p *Pages) projects(x *web.Exchange, who store.Staff) error {
	l := newListing(x, "Project, number, place or client", templates.Option{Label: "Newest first"}, templates.Option{Value: "name", Label: "Name, A to Z"},
		templates.Option{Value: "client", Label: "Client, A to Z"}, templates.Option{Value: "event", Label: "Main event, latest first"})
	f := store.ProjectFilter{Search: l.Form.Get("q"), Status: l.Form.Get("status"), Sort: l.order("newest")}
	list, err := p.Store.Projects(x.Context(), f, x.Paging())
	if err != nil {
		return err
	}
	c := list.Counts
	l.found(x, list.Paging, list.Total, tally{"", "All", c.All}, tally{"enquiry", "Enquiries", c.Enquiry}, tally{"active", "Active", c.Active},
		tally{"complete", "Complete", c.Complete}, tally{"archived", "Archived", c.Archived})
	return x.Show("studio/projects", "list", projectsPage{p.Frame(x, who, "projects"), l, list.Rows, c})
}

// projectForm is the page of a new project, and of one that is edited.
type projectForm struct {
	web.Frame
	Form     *web.Form
	Client   store.Client
	Project  store.Project // ID 0: a new one
	Contacts []store.Contact
	Team     []store.Staff
	Statuses []templates.Option
	Ways     []templates.Option
}

func (p *Pages) projectForm(x *web.Exchange, who store.Staff, form *web.Form, clientID int64, project store.Project) (v projectForm, err error) {
	v = projectForm{Form: form, Project: project, Statuses: []templates.Option{{Value: "enquiry", Label: "Enquiry"},
		{Value: "active", Label: "Active"}, {Value: "complete", Label: "Complete"}},
		Ways: []templates.Option{{Value: string(store.EveryWay), Label: "All that are set up"}, {Value: string(store.CardOnly), Label: "Card only"},
			{Value: string(store.BankOnly), Label: "Bank transfer only"}, {Value: string(store.NoWay), Label: "None: they ask how to pay"}}}
	if v.Client, err = p.Store.Client(x.Context(), clientID); err != nil {
		return v, err
	}
	people, err := p.Store.Contacts(x.Context(), clientID)
	if err != nil {
		return v, err
	}
	for _, contact := range people {
		if !contact.IsArchived() {
			v.Contacts = append(v.Contacts, contact)
		}
	}
	if v.Team, err = p.Store.Colleagues(x.Context()); err != nil {
		return v, err
	}
	v.Frame = p.Frame(x, who, "projects")
	return v, nil
}

// newProject first asks for the client, unless the address names one.
func (p *Pages) newProject(x *web.Exchange, who store.Staff) error {
	named := x.R.URL.Query().Get("client")
	if named == "" {
		return p.chooseClient(x, who)
	}
	id, err := strconv.ParseInt(named, 10, 64)
	if err != nil {
		return store.ErrNotFound
	}
	form := web.NewForm("status", "enquiry", "client", named, "staff", itoa(who.ID))
	v, err := p.projectForm(x, who, form, id, store.Project{})
	if err != nil {
		return err
	}
	for _, contact := range v.Contacts {
		if contact.IsMain {
			form.Values.Set("contacts", itoa(contact.ID))
		}
	}
	return x.Show("studio/project-edit", "", v)
}

// clientChoice is the first step of a new project.
type clientChoice struct {
	web.Frame
	Search string
	Rows   []store.ClientRow
	Total  int
	Any    bool // there is a client at all
}

// chooseClient shows the newest clients, or those that a search finds.
func (p *Pages) chooseClient(x *web.Exchange, who store.Staff) error {
	search := clean(x.R.URL.Query().Get("q"))
	f := store.ClientFilter{Search: search, Sort: "newest"}
	if search != "" {
		f.Sort = "name"
	}
	found, err := p.Store.Clients(x.Context(), f, store.Paging{})
	if err != nil {
		return err
	}
	return x.Show("studio/project-client", "choices",
		clientChoice{p.Frame(x, who, "projects"), search, found.Rows, found.Total, found.Counts.All > 0})
}

func projectDetails(f *web.Form) store.ProjectDetails {
	return store.ProjectDetails{Name: f.Get("name"), Location: f.Get("location"), EventOn: store.Date(f.Get("event_on")),
		Status: f.Get("status"), Notes: f.Get("notes"), Ways: store.Ways(f.Get("ways")), Contacts: f.IDs("contacts"), Staff: f.IDs("staff")}
}

func (p *Pages) addProject(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	client, err := strconv.ParseInt(form.Get("client"), 10, 64)
	if err != nil {
		return store.ErrNotFound
	}
	project, err := store.Project{}, form.Unreadable()
	if err == nil {
		project, err = p.Store.AddProject(x.Context(), who, client, projectDetails(form))
	}
	if err != nil {
		v, missing := p.projectForm(x, who, form, client, store.Project{})
		if missing != nil {
			return missing
		}
		return x.Again(err, form, "studio/project-edit", "", v)
	}
	return p.say(x, fmt.Sprintf("Project #%d has begun.", project.Number), projectPath(project.ID))
}

func projectPath(id int64) string { return "/studio/projects/" + itoa(id) }

// theProject is the one that {id} names.
func (p *Pages) theProject(x *web.Exchange) (store.Project, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Project{}, err
	}
	return p.Store.Project(x.Context(), id)
}

func (p *Pages) editProject(x *web.Exchange, who store.Staff) error {
	project, err := p.theProject(x)
	if err != nil {
		return err
	}
	form := web.NewForm("name", project.Name, "location", project.Location, "event_on", string(project.EventOn),
		"status", project.Status, "notes", project.Notes.Source, "ways", string(project.Ways))
	contacts, err := p.Store.ProjectContacts(x.Context(), project.ID)
	if err != nil {
		return err
	}
	for _, c := range contacts {
		form.Values.Add("contacts", itoa(c.ID))
	}
	colleagues, err := p.Store.ProjectStaff(x.Context(), project.ID)
	if err != nil {
		return err
	}
	for _, c := range colleagues {
		form.Values.Add("staff", itoa(c.ID))
	}
	v, err := p.projectForm(x, who, form, project.ClientID, project)
	if err != nil {
		return err
	}
	return x.Show("studio/project-edit", "", v)
}

func (p *Pages) saveProject(x *web.Exchange, who store.Staff) error {
	project, err := p.theProject(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = form.Unreadable()
	if err == nil {
		err = p.Store.EditProject(x.Context(), who, project.ID, projectDetails(form))
	}
	if err != nil {
		v, missing := p.projectForm(x, who, form, project.ClientID, project)
		if missing != nil {
			return missing
		}
		return x.Again(err, form, "studio/project-edit", "", v)
	}
	return p.say(x, "Saved.", projectPath(project.ID))
}

// statusSaid is what is said of a project that moved to a state.
var statusSaid = map[string]string{"enquiry": "The project is an enquiry again.", "active": "The project is active.",
	"complete": "The project is complete.", "archived": "The project is archived."}

func (p *Pages) setProjectStatus(x *web.Exchange, who store.Staff) error {
	project, err := p.theProject(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	status := form.Get("status")
	if err := p.Store.SetProjectStatus(x.Context(), who, project.ID, status); err != nil {
		return err
	}
	return p.say(x, statusSaid[status], projectPath(project.ID))
}

func (p *Pages) askToArchiveProject(x *web.Exchange, who store.Staff) error {
	project, err := p.theProject(x)
	if err != nil {
		return err
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "projects"), Title: "Archive " + project.Name + "?",
		Text:   "The project leaves your lists and the client’s portal. Its documents, payments and files are kept, and you can open it again at any time.",
		Action: projectPath(project.ID) + "/status", Name: "status", Value: "archived", Button: "Archive project", Back: projectPath(project.ID)})
}
