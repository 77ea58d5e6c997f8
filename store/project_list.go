package store

import "context"

// ProjectFilter chooses among the projects.
type ProjectFilter struct {
	Search string
	Status string // '' all but the archived, or a state
	Sort   string // 'newest' (default), 'name', 'event' the latest first, 'client'
}

// ProjectRow is a line of the list of projects.
type ProjectRow struct {
	ID, Number     int64
	ClientID       int64
	Client         string
	Name, Location string
	Status         string
	EventOn        Date
	Debt           Debt
}

// ProjectCounts are how many projects each filter shows.
type ProjectCounts struct {
	All, Enquiry, Active, Complete, Archived int
}

// ProjectList is a page of projects.
type ProjectList struct {
	Rows   []ProjectRow
	Total  int    // that the filter and the search leave
	Paging Paging // the page that was found nearest to the one wanted
	Counts ProjectCounts
}

// projectShows are conditions, projectOrders orders; a request chooses among
// them.
var (
	projectShows = map[string]string{
		"":         "project.status <> 'archived'",
		"enquiry":  "project.status = 'enquiry'",
		"active":   "project.status = 'active'",
		"complete": "project.status = 'complete'",
		"archived": "project.status = 'archived'",
	}
	projectOrders = map[string]string{
		"":       "project.number DESC",
		"newest": "project.number DESC",
		"name":   "project.name COLLATE NOCASE, project.number",
		"client": "client.name COLLATE NOCASE, client.id, project.number DESC",
		"event":  "project.event_on DESC, project.number DESC",
	}
)

func scanProjectRow(row scanner, v *ProjectRow) error {
	return row.Scan(&v.ID, &v.Number, &v.ClientID, &v.Client, &v.Name, &v.Location, &v.Status, &v.EventOn)
}

// Projects is a page of the studio's projects. An unknown filter or order is
// the default; a page beyond the last is the last.
func (s *Store) Projects(ctx context.Context, f ProjectFilter, p Paging) (list ProjectList, err error) {
	show, known := projectShows[f.Status]
	if !known {
		f.Status, show = "", projectShows[""]
	}
	order, known := projectOrders[f.Sort]
	if !known {
		order = projectOrders[""]
	}
	if list.Counts, err = s.countProjects(ctx); err != nil {
		return list, err
	}
	where, args := show, []any{}
	if list.Total = list.Counts.of(f.Status); f.Search != "" {
		where, args = show+" AND "+finds("project.search", "client.search"), searched(f.Search)
		if list.Total, err = one(ctx, s.reader, value[int], "SELECT count(*) FROM project NOT INDEXED JOIN client ON client.id = project.client_id WHERE "+where, args...); err != nil {
			return list, err
		}
	}
	list.Paging = p.within(list.Total)
	from := projectTables
	if f.Sort == "client" { // the clients in their order, and then the projects of each
		from = "client CROSS JOIN project ON project.client_id = client.id"
	}
	list.Rows, err = all(ctx, s.reader, scanProjectRow, `SELECT project.id, project.number, project.client_id, client.name, project.name,
		project.location, project.status, project.event_on FROM `+from+" WHERE "+where+" ORDER BY "+order+" LIMIT ? OFFSET ?",
		append(args, list.Paging.limit(), list.Paging.offset())...)
	if err != nil {
		return list, err
	}
	ids := make([]int64, len(list.Rows))
	for i, row := range list.Rows {
		ids[i] = row.ID
	}
	debts, err := s.debts(ctx, debtsOfProjects, ids)
	for i, row := range list.Rows {
		list.Rows[i].Debt = debts[row.ID]
	}
	return list, err
}

// countProjects counts the complete ones as what is left of all: that is
// quicker than to count most.
func (s *Store) countProjects(ctx context.Context) (ProjectCounts, error) {
	return one(ctx, s.reader, func(row scanner, v *ProjectCounts) error {
		var every int
		err := row.Scan(&every, &v.Enquiry, &v.Active, &v.Archived)
		v.All = every - v.Archived
		v.Complete = v.All - v.Enquiry - v.Active
		return err
	}, `SELECT (SELECT count(*) FROM project), (SELECT count(*) FROM project WHERE status = 'enquiry'),
		(SELECT count(*) FROM project WHERE status = 'active'), (SELECT count(*) FROM project WHERE status = 'archived')`)
}

func (c ProjectCounts) of(status string) int {
	return map[string]int{"": c.All, "enquiry": c.Enquiry, "active": c.Active, "complete": c.Complete, "archived": c.Archived}[status]
}
