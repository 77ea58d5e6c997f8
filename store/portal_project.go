package store

import "context"

// SharedProject is a project as its client sees it.
type SharedProject struct {
	ID       int64
	Number   int64 // as people say it: 'Project #214'
	Name     string
	Status   string // 'enquiry', 'active', 'complete'; archived ones are not shown
	Location string
	EventOn  Date     // the main event; empty: none
	Notes    Markdown // that the studio shares
}

// IsComplete tells under which of the two tabs it stands.
func (p SharedProject) IsComplete() bool { return p.Status == "complete" }

const sharedProjectColumns = `project.id, project.number, project.name, project.status, project.location, project.event_on,
	project.notes, project.notes_html`

// sharedProject is the condition that the contact, its one argument, is on a
// project that is not archived.
const sharedProject = `project.status <> 'archived'
	AND EXISTS (SELECT 1 FROM project_contact pc WHERE pc.project_id = project.id AND pc.contact_id = ?)`

func scanSharedProject(row scanner, v *SharedProject) error {
	return row.Scan(&v.ID, &v.Number, &v.Name, &v.Status, &v.Location, &v.EventOn, &v.Notes.Source, &v.Notes.HTML)
}

// Projects are the projects of this contact, the newest first.
func (p *Portal) Projects(ctx context.Context) ([]SharedProject, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	return all(ctx, p.store.reader, scanSharedProject, `SELECT `+sharedProjectColumns+` FROM project
		WHERE `+sharedProject+` ORDER BY project.number DESC LIMIT 500`, p.Contact.ID)
}

// Project is one project of this contact.
func (p *Portal) Project(ctx context.Context, id int64) (SharedProject, error) {
	if err := p.whole(); err != nil {
		return SharedProject{}, err
	}
	return one(ctx, p.store.reader, scanSharedProject, `SELECT `+sharedProjectColumns+` FROM project
		WHERE project.id = ? AND `+sharedProject, id, p.Contact.ID)
}
