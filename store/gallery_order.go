package store

import (
	"context"
	"fmt"
	"slices"
)

// OrderGalleries puts galleries of a project into this order. Those that are not
// named keep their places; what is no gallery of the project is left out.
func (s *Store) OrderGalleries(ctx context.Context, who Staff, projectID int64, ids []int64) error {
	return s.write(ctx, fmt.Sprintf("order the galleries of project %d", projectID), func(t *tx) error {
		return t.order("gallery", "project_id", projectID, ids)
	})
}

// OrderPhotographs puts photographs of a gallery into this order. Those that are
// not named keep their places; what is no photograph of the gallery is left out.
func (s *Store) OrderPhotographs(ctx context.Context, who Staff, galleryID int64, ids []int64) error {
	return s.write(ctx, fmt.Sprintf("order the photographs of gallery %d", galleryID), func(t *tx) error {
		if err := t.check("SELECT id FROM gallery WHERE id = ? AND deleted_at IS NULL", galleryID); err != nil {
			return err
		}
		return t.order("photo", "gallery_id", galleryID, ids)
	})
}

// order gives the places that these rows have to them, in this order.
func (t *tx) order(table, parent string, parentID int64, ids []int64) error {
	places, err := t.places(table, parent, parentID)
	if err != nil {
		return err
	}
	var there []int64
	for _, id := range ids {
		if _, ok := places[id]; ok && !slices.Contains(there, id) {
			there = append(there, id)
		}
	}
	var free []int64
	for _, id := range there {
		free = append(free, places[id])
	}
	slices.Sort(free)
	for i, id := range there {
		if places[id] == free[i] {
			continue
		}
		if err := t.update("UPDATE "+table+" SET position = ? WHERE id = ?", free[i], id); err != nil {
			return err
		}
	}
	return nil
}

// places are the positions of all rows of a parent that are there.
func (t *tx) places(table, parent string, parentID int64) (map[int64]int64, error) {
	type place struct{ id, position int64 }
	places := map[int64]int64{}
	err := each(t.ctx, t, func(row scanner, v *place) error { return row.Scan(&v.id, &v.position) },
		func(v *place) error { places[v.id] = v.position; return nil },
		"SELECT id, position FROM "+table+" WHERE "+parent+" = ? AND deleted_at IS NULL", parentID)
	return places, err
}

// MoveGallery moves a gallery one place earlier or later among those of its
// project; at the end of the line nothing moves.
func (s *Store) MoveGallery(ctx context.Context, who Staff, id int64, earlier bool) (Gallery, error) {
	return s.changeGallery(ctx, "move gallery", id, func(t *tx, g Gallery) error {
		line, err := all(ctx, t, value[int64], "SELECT id FROM gallery WHERE project_id = ? AND deleted_at IS NULL ORDER BY "+galleriesInOrder, g.ProjectID)
		if err != nil {
			return err
		}
		return t.order("gallery", "project_id", g.ProjectID, stepped(line, id, earlier))
	})
}

// MovePhotograph moves a photograph one place earlier or later among those of
// its stage; at the end of the line nothing moves.
func (s *Store) MovePhotograph(ctx context.Context, who Staff, id int64, earlier bool) (Photograph, error) {
	return s.changePhotograph(ctx, "move photograph", id, func(t *tx, p Photograph) error {
		line, err := all(ctx, t, value[int64], `SELECT id FROM photo WHERE gallery_id = ? AND stage = ? AND deleted_at IS NULL
			ORDER BY position, id`, p.GalleryID, p.Stage)
		if err != nil {
			return err
		}
		return t.order("photo", "gallery_id", p.GalleryID, stepped(line, id, earlier))
	})
}

// stepped is a line in which one has changed places with its neighbour.
func stepped[T comparable](line []T, one T, earlier bool) []T {
	i := slices.Index(line, one)
	j := i + 1
	if earlier {
		j = i - 1
	}
	if i < 0 || j < 0 || j >= len(line) {
		return nil
	}
	line[i], line[j] = line[j], line[i]
	return line
}

// MoveStage moves all photographs of a stage before those of the stage that now
// comes before it, or behind those of the next.
func (s *Store) MoveStage(ctx context.Context, who Staff, galleryID int64, stage string, earlier bool) error {
	_, err := s.changeGallery(ctx, "move a stage of gallery", galleryID, func(t *tx, g Gallery) error {
		type placed struct {
			id    int64
			stage string
		}
		photos, err := all(ctx, t, func(row scanner, v *placed) error { return row.Scan(&v.id, &v.stage) },
			"SELECT id, stage FROM photo WHERE gallery_id = ? AND deleted_at IS NULL ORDER BY position, id", galleryID)
		if err != nil {
			return err
		}
		var stages []string
		of := map[string][]int64{}
		for _, p := range photos {
			if of[p.stage] == nil {
				stages = append(stages, p.stage)
			}
			of[p.stage] = append(of[p.stage], p.id)
		}
		var line []int64
		for _, name := range stepped(stages, stage, earlier) {
			line = append(line, of[name]...)
		}
		return t.order("photo", "gallery_id", galleryID, line)
	})
	return err
}
