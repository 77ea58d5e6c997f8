package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Project is a job for a client. It gathers documents, payments and files.
type Project struct {
	ID       int64
	Number   int64 // as people say it: 'Project #214'
	ClientID int64
	Client   string // the client's name
	Name     string
	Status   string // 'enquiry', 'active', 'complete', 'archived'
	Location string
	EventOn  Date     // the main event; empty: none
	Notes    Markdown // shared with the client
	Ways     Ways     // to pay its invoices
	Sends    bool     // its contacts may add files by themselves
	Currency string   // of new documents: the client's, or the studio's
	Locale   string   // of new documents: the client's, or the studio's
	Created  time.Time
	Updated  time.Time
}

// IsArchived tells whether the project has left the lists and the portal.
func (p Project) IsArchived() bool { return p.Status == "archived" }

// projectStatuses are the states of a project, in their usual order.
var projectStatuses = []string{"enquiry", "active", "complete", "archived"}

const projectColumns = `project.id, project.number, project.client_id, client.name, project.name, project.status,
	project.location, project.event_on, project.notes, project.notes_html, project.ways, project.client_files,
	coalesce(nullif(client.currency, ''), (SELECT currency FROM studio)),
	coalesce(nullif(client.locale, ''), (SELECT locale FROM studio)), project.created_at, project.updated_at`

const projectTables = "project JOIN client ON client.id = project.client_id"

func scanProject(row scanner, v *Project) error {
	return row.Scan(&v.ID, &v.Number, &v.ClientID, &v.Client, &v.Name, &v.Status, &v.Location, &v.EventOn, &v.Notes.Source,
		&v.Notes.HTML, &v.Ways, &v.Sends, &v.Currency, &v.Locale, at(&v.Created), at(&v.Updated))
}

// Project is one project, archived or not.
func (s *Store) Project(ctx context.Context, id int64) (Project, error) {
	return projectByID(ctx, s.reader, id)
}

func projectByID(ctx context.Context, q querier, id int64) (Project, error) {
	return one(ctx, q, scanProject, "SELECT "+projectColumns+" FROM "+projectTables+" WHERE project.id = ?", id)
}

// ProjectsOf are a client's projects, the newest first and the archived last.
func (s *Store) ProjectsOf(ctx context.Context, clientID int64) ([]Project, error) {
	return all(ctx, s.reader, scanProject, "SELECT "+projectColumns+" FROM "+projectTables+` WHERE project.client_id = ?
		ORDER BY project.status = 'archived', project.number DESC LIMIT 200`, clientID)
}

// ProjectDetails is what the studio writes down about a project.
type ProjectDetails struct {
	Name, Location string
	EventOn        Date   // as typed; "" for none
	Status         string // 'enquiry', 'active', 'complete'; archiving is SetProjectStatus
	Notes          string // Markdown, shared with the client
	Ways           Ways   // to pay its invoices
	Contacts       []int64
	Staff          []int64
}

func (d ProjectDetails) check(invalid *Invalid) Markdown {
	invalid.required("name", d.Name, 200)
	invalid.atMost("location", d.Location, 300)
	if _, err := ParseDate(string(d.EventOn)); d.EventOn != "" && err != nil {
		invalid.Add("event_on", Say("invalid.date"))
	}
	if !slices.Contains(projectStatuses[:3], d.Status) {
		invalid.Add("status", Say("invalid.choice"))
	}
	if !d.Ways.known() {
		invalid.Add("ways", Say("invalid.choice"))
	}
	if len(d.Contacts) > 200 {
		invalid.Add("contacts", Say("invalid.choice"))
	}
	if len(d.Staff) > 200 {
		invalid.Add("staff", Say("invalid.choice"))
	}
	return invalid.markdownField("notes", d.Notes)
}

// AddProject begins a project for a client and gives it the next number; a
// project that is refused takes none.
func (s *Store) AddProject(ctx context.Context, by Staff, clientID int64, d ProjectDetails) (p Project, err error) {
	var invalid Invalid
	notes := d.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return p, err
	}
	err = s.write(ctx, fmt.Sprintf("add a project to client %d", clientID), func(t *tx) error {
		if _, err := t.liveClient(clientID); err != nil {
			return err
		}
		number, err := t.nextNumber("project", 0)
		if err != nil {
			return err
		}
		id, err := t.insert(`INSERT INTO project (number, client_id, name, status, location, event_on, notes, notes_html, ways, search, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, number, clientID, d.Name, d.Status, d.Location, d.EventOn, notes.Source, notes.HTML, d.Ways,
			projectSearch(number, d), ms(t.now), ms(t.now))
		if err != nil {
			return err
		}
		if p, err = projectByID(t.ctx, t, id); err != nil {
			return err
		}
		if err := t.setPeople(p, d); err != nil {
			return err
		}
		return t.noteProject("project begun", by, p, nil)
	})
	return p, err
}

// EditProject changes what is written down about a project, and who is on it.
func (s *Store) EditProject(ctx context.Context, by Staff, id int64, d ProjectDetails) error {
	var invalid Invalid
	notes := d.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("edit project %d", id), func(t *tx) error {
		p, err := projectByID(t.ctx, t, id)
		if err != nil {
			return err
		}
		if p.IsArchived() {
			return refuse("refused.project_archived")
		}
		if err := t.update(`UPDATE project SET name = ?, status = ?, location = ?, event_on = ?, notes = ?, notes_html = ?, ways = ?, search = ?,
			updated_at = ? WHERE id = ?`, d.Name, d.Status, d.Location, d.EventOn, notes.Source, notes.HTML, d.Ways,
			projectSearch(p.Number, d), ms(t.now), id); err != nil {
			return err
		}
		if err := t.setPeople(p, d); err != nil {
			return err
		}
		before := p.Status
		p.Name = d.Name
		if before != d.Status {
			return t.noteProject("project status changed", by, p, map[string]string{"from": before, "to": d.Status})
		}
		return t.noteProject("project changed", by, p, nil)
	})
}

// SetProjectStatus moves a project to another state. 'archived' takes it out of
// the lists and out of the client's portal; from there it may be opened again,
// unless its client is archived.
func (s *Store) SetProjectStatus(ctx context.Context, by Staff, id int64, status string) error {
	if !slices.Contains(projectStatuses, status) {
		return &Invalid{Fields: map[string]Text{"status": Say("invalid.choice")}}
	}
	return s.write(ctx, fmt.Sprintf("set the status of project %d", id), func(t *tx) error {
		p, err := projectByID(t.ctx, t, id)
		if err != nil || p.Status == status {
			return err
		}
		if p.IsArchived() {
			if _, err := t.liveClient(p.ClientID); err != nil {
				return err
			}
		}
		if err := t.update("UPDATE project SET status = ?, updated_at = ? WHERE id = ?", status, ms(t.now), id); err != nil {
			return err
		}
		return t.noteProject("project status changed", by, p, map[string]string{"from": p.Status, "to": status})
	})
}

// setPeople puts exactly these contacts and staff on a project. Contacts who
// have left the client stay as they are.
func (t *tx) setPeople(p Project, d ProjectDetails) error {
	if _, err := t.exec(`DELETE FROM project_contact WHERE project_id = ? AND contact_id IN
		(SELECT id FROM contact WHERE client_id = ? AND archived_at IS NULL)`, p.ID, p.ClientID); err != nil {
		return err
	}
	for _, contact := range onceEach(d.Contacts) {
		if err := t.choose("contacts", `INSERT INTO project_contact (project_id, contact_id)
			SELECT ?, id FROM contact WHERE id = ? AND client_id = ? AND archived_at IS NULL`, p.ID, contact, p.ClientID); err != nil {
			return err
		}
	}
	if _, err := t.exec("DELETE FROM project_staff WHERE project_id = ?", p.ID); err != nil {
		return err
	}
	for _, person := range onceEach(d.Staff) {
		if err := t.choose("staff", `INSERT INTO project_staff (project_id, staff_id)
			SELECT ?, id FROM staff WHERE id = ? AND disabled_at IS NULL`, p.ID, person); err != nil {
			return err
		}
	}
	return nil
}

func onceEach(ids []int64) []int64 { return slices.Compact(slices.Sorted(slices.Values(ids))) }

// choose runs an insert that finds what was ticked; what cannot be found was
// not among the choices.
func (t *tx) choose(field, query string, args ...any) error {
	n, err := t.change(query, args...)
	if err == nil && n == 0 {
		return &Invalid{Fields: map[string]Text{field: Say("invalid.choice")}}
	}
	return err
}

func projectSearch(number int64, d ProjectDetails) string {
	return fold("#" + strconv.FormatInt(number, 10) + " " + d.Name + " " + d.Location)
}

func (t *tx) noteProject(what string, by Staff, p Project, detail map[string]string) error {
	if detail == nil {
		detail = map[string]string{}
	}
	detail["name"] = p.Name
	return t.note(deed{what: what, client: p.ClientID, project: p.ID, staff: by.ID, detail: detail})
}

// ProjectStaff are those of the studio who look after a project.
func (s *Store) ProjectStaff(ctx context.Context, projectID int64) ([]Staff, error) {
	return all(ctx, s.reader, scanStaff, `SELECT staff.id, staff.name, staff.email, staff.role FROM staff
		JOIN project_staff ON project_staff.staff_id = staff.id
		WHERE project_staff.project_id = ? AND staff.disabled_at IS NULL ORDER BY staff.name COLLATE NOCASE, staff.id`, projectID)
}

// Colleagues are all of the studio who may enter.
func (s *Store) Colleagues(ctx context.Context) ([]Staff, error) {
	return all(ctx, s.reader, scanStaff, "SELECT id, name, email, role FROM staff WHERE disabled_at IS NULL ORDER BY name COLLATE NOCASE, id")
}
