package store

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Folder is a folder of a project's files. Clients see a folder once there is
// something in it for them.
type Folder struct {
	ID        int64
	ProjectID int64
	ParentID  int64 // 0: it stands at the top
	Name      string
	Files     int // directly in it
	Deleted   time.Time
}

const folderColumns = `folder.id, folder.project_id, folder.parent_id, folder.name,
	(SELECT count(*) FROM file WHERE file.folder_id = folder.id AND file.state = 'here' AND file.deleted_at IS NULL AND ` + handedIn + `), folder.deleted_at`

func scanFolder(row scanner, v *Folder) error {
	return row.Scan(&v.ID, &v.ProjectID, optional{&v.ParentID}, &v.Name, &v.Files, at(&v.Deleted))
}

// Limits of folders: how many a project has, and how deep they lie in each other.
const (
	maxFolders  = 500
	folderDepth = 8
)

// Folders are all folders of a project, by name.
func (s *Store) Folders(ctx context.Context, projectID int64) ([]Folder, error) {
	return all(ctx, s.reader, scanFolder, `SELECT `+folderColumns+` FROM folder
		WHERE folder.project_id = ? AND folder.deleted_at IS NULL ORDER BY folder.name COLLATE NOCASE, folder.id`, projectID)
}

// Folder is one folder, deleted or not.
func (s *Store) Folder(ctx context.Context, id int64) (Folder, error) {
	return folderByID(ctx, s.reader, id)
}

func folderByID(ctx context.Context, from querier, id int64) (Folder, error) {
	return one(ctx, from, scanFolder, "SELECT "+folderColumns+" FROM folder WHERE folder.id = ?", id)
}

// Path is a folder with those that it lies in, the outermost first.
func Path(folders []Folder, id int64) []Folder {
	var path []Folder
	for range folderDepth + 1 {
		n := slices.IndexFunc(folders, func(f Folder) bool { return f.ID == id })
		if n < 0 {
			break
		}
		path = append([]Folder{folders[n]}, path...)
		id = folders[n].ParentID
	}
	return path
}

// MakeFolder makes a folder in a project, within another or at the top for 0.
func (s *Store) MakeFolder(ctx context.Context, who Staff, projectID, parentID int64, name string) (folder Folder, err error) {
	if name, err = folderName(name); err != nil {
		return folder, err
	}
	err = s.write(ctx, "make a folder", func(t *tx) error {
		if err := t.check("SELECT id FROM project WHERE id = ?", projectID); err != nil {
			return err
		}
		if err := t.mayHold(projectID, parentID); err != nil {
			return err
		}
		id, err := t.insert("INSERT INTO folder (project_id, parent_id, name, created_at) VALUES (?, ?, ?, ?)", projectID, ref(parentID), name, ms(t.now))
		if err != nil {
			return sameName(err)
		}
		if folder, err = folderByID(t.ctx, t, id); err != nil {
			return err
		}
		return t.note(deed{what: "folder added", project: projectID, staff: who.ID, detail: map[string]string{"name": name}})
	})
	return folder, err
}

// folderName is a name as a folder bears it.
func folderName(name string) (string, error) {
	var invalid Invalid
	invalid.required("name", name, fileNameLimit)
	return fileName(name), invalid.OrNil()
}

// sameName is a violated UNIQUE in words.
func sameName(err error) error {
	if isDuplicate(err) {
		return &Invalid{Fields: map[string]Text{"name": Say("invalid.folder_exists")}}
	}
	return err
}

// mayHold tells whether a project has room for one folder more, within parent.
func (t *tx) mayHold(projectID, parentID int64) error {
	n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM folder WHERE project_id = ? AND deleted_at IS NULL", projectID)
	if err != nil {
		return err
	}
	if n >= maxFolders {
		return refuse("refused.folders", "max", maxFolders)
	}
	if parentID == 0 {
		return nil
	}
	return t.folderIn(projectID, parentID)
}

// folderIn is ErrNotFound for a folder that is not the project's, and refuses
// one that lies too deep to hold another.
func (t *tx) folderIn(projectID, id int64) error {
	if err := t.check("SELECT id FROM folder WHERE id = ? AND project_id = ? AND deleted_at IS NULL", id, projectID); err != nil {
		return err
	}
	depth, err := one(t.ctx, t, value[int], `WITH RECURSIVE up (id, n) AS (SELECT ?1, 1 UNION ALL
		SELECT folder.parent_id, n + 1 FROM up JOIN folder ON folder.id = up.id WHERE folder.parent_id IS NOT NULL AND n <= ?2) SELECT max(n) FROM up`, id, folderDepth)
	if err != nil {
		return err
	}
	if depth >= folderDepth {
		return refuse("refused.folder_depth", "max", folderDepth)
	}
	return nil
}

// changeFolder is one change of a folder that is there.
func (s *Store) changeFolder(ctx context.Context, attempt string, id int64, change func(*tx, Folder) error) (folder Folder, err error) {
	err = s.write(ctx, fmt.Sprintf("%s %d", attempt, id), func(t *tx) error {
		before, err := folderByID(t.ctx, t, id)
		if err != nil {
			return err
		}
		if err := change(t, before); err != nil {
			return err
		}
		folder, err = folderByID(t.ctx, t, id)
		return err
	})
	return folder, err
}

// RenameFolder gives a folder another name. before is the name that the person
// saw: if somebody has renamed it meanwhile, the folder stays as that one wished.
func (s *Store) RenameFolder(ctx context.Context, who Staff, id int64, before, name string) (Folder, error) {
	name, err := folderName(name)
	if err != nil {
		return Folder{}, err
	}
	return s.changeFolder(ctx, "rename folder", id, func(t *tx, f Folder) error {
		switch {
		case !f.Deleted.IsZero():
			return ErrNotFound
		case f.Name == name:
			return nil
		case f.Name != before:
			return refuse("refused.folder_renamed", "name", f.Name)
		}
		if err := t.update("UPDATE folder SET name = ? WHERE id = ?", name, id); err != nil {
			return sameName(err)
		}
		return t.note(deed{what: "folder renamed", project: f.ProjectID, staff: who.ID, detail: map[string]string{"name": name, "before": f.Name}})
	})
}

// MoveFolder puts a folder into another of its project, or at the top for 0.
func (s *Store) MoveFolder(ctx context.Context, who Staff, id, parentID int64) (Folder, error) {
	return s.changeFolder(ctx, "move folder", id, func(t *tx, f Folder) error {
		if !f.Deleted.IsZero() {
			return ErrNotFound
		}
		if parentID != 0 {
			if err := t.folderIn(f.ProjectID, parentID); err != nil {
				return err
			}
			inside, err := one(t.ctx, t, value[bool], `WITH RECURSIVE up (id) AS (SELECT ?1 UNION
				SELECT folder.parent_id FROM up JOIN folder ON folder.id = up.id WHERE folder.parent_id IS NOT NULL) SELECT EXISTS (SELECT 1 FROM up WHERE id = ?2)`, parentID, id)
			if err != nil {
				return err
			}
			if inside {
				return refuse("refused.folder_in_itself")
			}
		}
		if err := t.update("UPDATE folder SET parent_id = ? WHERE id = ?", ref(parentID), id); err != nil {
			return sameName(err)
		}
		return t.note(deed{what: "folder moved", project: f.ProjectID, staff: who.ID, detail: map[string]string{"name": f.Name}})
	})
}

// subtree are the folders within the first argument, itself too.
const subtree = `WITH RECURSIVE down (id) AS (SELECT ?1 UNION SELECT folder.id FROM down JOIN folder ON folder.parent_id = down.id)`

// DeleteFolder takes a folder away with all that is in it. For 30 days it can
// be brought back.
func (s *Store) DeleteFolder(ctx context.Context, who Staff, id int64) (Folder, error) {
	return s.changeFolder(ctx, "delete folder", id, func(t *tx, f Folder) error {
		if !f.Deleted.IsZero() {
			return nil
		}
		for _, statement := range []string{
			"UPDATE file SET deleted_at = ?2 WHERE deleted_at IS NULL AND folder_id IN (" + subtree + " SELECT id FROM down)",
			"UPDATE folder SET deleted_at = ?2 WHERE deleted_at IS NULL AND id IN (" + subtree + " SELECT id FROM down)",
		} {
			if _, err := t.exec(statement, id, ms(t.now)); err != nil {
				return err
			}
		}
		return t.note(deed{what: "folder deleted", project: f.ProjectID, staff: who.ID, detail: map[string]string{"name": f.Name}})
	})
}

// RestoreFolder brings a deleted folder back with what went along with it. What
// it lay in may be gone: then it stands at the top.
func (s *Store) RestoreFolder(ctx context.Context, who Staff, id int64) (Folder, error) {
	return s.changeFolder(ctx, "bring back folder", id, func(t *tx, f Folder) error {
		switch {
		case f.Deleted.IsZero():
			return nil
		case !t.now.Before(f.Deleted.Add(fileKept)):
			return ErrNotFound
		}
		for _, statement := range []string{
			"UPDATE file SET deleted_at = NULL WHERE deleted_at = ?2 AND state = 'here' AND folder_id IN (" + subtree + " SELECT id FROM down)",
			`UPDATE folder SET parent_id = NULL WHERE id = ?1 AND ?2 IS NOT NULL AND parent_id IN (SELECT id FROM folder WHERE deleted_at IS NOT NULL)`,
			"UPDATE folder SET deleted_at = NULL WHERE deleted_at = ?2 AND id IN (" + subtree + " SELECT id FROM down)",
		} {
			if _, err := t.exec(statement, id, ms(f.Deleted)); err != nil {
				return sameName(err)
			}
		}
		return t.note(deed{what: "folder brought back", project: f.ProjectID, staff: who.ID, detail: map[string]string{"name": f.Name}})
	})
}

// MoveFiles puts files of a project into one of its folders, or into none for 0.
func (s *Store) MoveFiles(ctx context.Context, who Staff, projectID, folderID int64, ids []int64) error {
	return s.write(ctx, "move files", func(t *tx) error {
		if folderID != 0 {
			if err := t.check("SELECT id FROM folder WHERE id = ? AND project_id = ? AND deleted_at IS NULL", folderID, projectID); err != nil {
				return err
			}
		}
		files, err := t.filesOf(projectID, ids)
		if err != nil {
			return err
		}
		for _, f := range files {
			if f.FolderID == folderID {
				continue
			}
			if err := t.update("UPDATE file SET folder_id = ? WHERE id = ?", ref(folderID), f.ID); err != nil {
				return err
			}
			if err := t.noteFile("file moved", who, f); err != nil {
				return err
			}
		}
		return nil
	})
}

// maxChosen is how many files one deed is about at most.
const maxChosen = 500

// filesOf are the chosen files, all of which must be the project's and there.
func (t *tx) filesOf(projectID int64, ids []int64) ([]File, error) {
	switch {
	case len(ids) == 0:
		return nil, &Invalid{Fields: map[string]Text{"file": Say("invalid.no_files")}}
	case len(ids) > maxChosen:
		return nil, &Invalid{Fields: map[string]Text{"file": Say("invalid.too_many_files", "max", maxChosen)}}
	}
	files := make([]File, 0, len(ids))
	for _, id := range ids {
		f, err := fileByID(t.ctx, t, id)
		if err != nil {
			return nil, err
		}
		if f.ProjectID != projectID || !f.Deleted.IsZero() {
			return nil, ErrNotFound
		}
		files = append(files, f)
	}
	return files, nil
}
