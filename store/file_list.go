package store

import "context"

// FileFilter chooses among the files of all projects.
type FileFilter struct {
	Search string
	Shown  string // '', 'visible', 'hidden' from the client, 'clients': sent by them
	Sort   string // 'newest' (default), 'name', 'size' the largest first
}

// FileRow is a line of the list of files.
type FileRow struct {
	File
	Project   string
	ProjectNo int64
	Client    string
}

var (
	fileShows = map[string]string{
		"":        "1",
		"visible": "file.visible = 1",
		"hidden":  "file.visible = 0",
		"clients": "file.contact_id IS NOT NULL",
	}
	fileOrders = map[string]string{
		"newest": "file.changed_at DESC, file.id DESC",
		"name":   "file.name COLLATE NOCASE, file.id",
		"size":   "content.size DESC, file.id DESC",
	}
)

const allFiles = fileTables + ` JOIN project ON project.id = file.project_id JOIN client ON client.id = project.client_id
	WHERE file.state = 'here' AND file.deleted_at IS NULL AND project.status <> 'archived' AND ` + handedIn + " AND "

// AllFiles is a page of the files of all projects that are not archived, and how
// many there are in all. An unknown filter or order is the default.
func (s *Store) AllFiles(ctx context.Context, f FileFilter, p Paging) ([]FileRow, int, error) {
	where, known := fileShows[f.Shown]
	if !known {
		where = fileShows[""]
	}
	order, known := fileOrders[f.Sort]
	if !known {
		order = fileOrders["newest"]
	}
	var args []any
	if f.Search != "" {
		where, args = where+" AND "+finds("file.search", "project.search", "client.search"), searched(f.Search)
	}
	total, err := one(ctx, s.reader, value[int], "SELECT count(*) FROM "+allFiles+where, args...)
	if err != nil {
		return nil, 0, err
	}
	rows, err := all(ctx, s.reader, func(row scanner, v *FileRow) error {
		return scanFile(with{row, []any{&v.Project, &v.ProjectNo, &v.Client}}, &v.File)
	}, `SELECT `+fileColumns+`, project.name, project.number, client.name FROM `+allFiles+where+" ORDER BY "+order+" LIMIT ? OFFSET ?",
		append(args, p.within(total).limit(), p.within(total).offset())...)
	return rows, total, err
}

// FileCounts are how many files each filter shows.
func (s *Store) FileCounts(ctx context.Context) (map[string]int, error) {
	return one(ctx, s.reader, func(row scanner, counts *map[string]int) error {
		var all, visible, clients int
		if err := row.Scan(&all, &visible, &clients); err != nil {
			return err
		}
		*counts = map[string]int{"": all, "visible": visible, "hidden": all - visible, "clients": clients}
		return nil
	}, "SELECT count(*), coalesce(sum(file.visible), 0), count(file.contact_id) FROM "+allFiles+"1")
}
