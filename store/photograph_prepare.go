package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
)

// photoTries is how often a photograph's renditions are tried to be made: one
// that ends the whole program does so no more often.
const photoTries = 3

// claimed is a photograph whose renditions are to be made.
type claimed struct {
	id, content, size int64
	tries             int
}

func scanClaimed(row scanner, v *claimed) error {
	return row.Scan(&v.id, &v.content, &v.size, &v.tries)
}

// PreparePhotographs makes the renditions of all photographs that wait for them,
// one after the other and one at a time in the whole program. It is run at
// start and whenever one came.
func (s *Store) PreparePhotographs(ctx context.Context) error {
	for ctx.Err() == nil {
		c, err := s.claimPhotograph(ctx)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.prepare(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// claimPhotograph counts a try before it is made, so that a picture which ends
// the program does not do so for ever. Those that were tried once stand back
// behind those that were not.
func (s *Store) claimPhotograph(ctx context.Context) (c claimed, err error) {
	const next = `SELECT photo.id, photo.content_id, content.size, photo.tries FROM photo
		JOIN content ON content.id = photo.content_id JOIN gallery ON gallery.id = photo.gallery_id
		WHERE photo.state = 'waiting' AND photo.deleted_at IS NULL AND gallery.deleted_at IS NULL AND content.state = 'here' ORDER BY photo.tries, photo.id LIMIT 1`
	if _, err := one(ctx, s.reader, scanClaimed, next); err != nil {
		return c, err // mostly ErrNotFound: nothing is written to find that out
	}
	err = s.write(ctx, "claim a photograph", func(t *tx) error {
		for {
			if c, err = one(ctx, t, scanClaimed, next); err != nil || c.tries < photoTries {
				break
			}
			if err := t.failPhotograph(c.id, "photo.broken"); err != nil {
				return err
			}
		}
		if errors.Is(err, ErrNotFound) {
			c.id = 0
			return nil // what was given up is noted all the same
		}
		if err != nil {
			return err
		}
		return t.update("UPDATE photo SET tries = tries + 1 WHERE id = ?", c.id)
	})
	if err == nil && c.id == 0 {
		err = ErrNotFound
	}
	return c, err
}

func (t *tx) failPhotograph(id int64, problem string) error {
	_, err := t.exec("UPDATE photo SET state = 'failed', problem = ? WHERE id = ? AND state = 'waiting'", problem, id)
	return err
}

// prepare makes the renditions of one photograph. What is wrong with it is noted
// in its row; an error is a fault of ours, and it is tried again.
func (s *Store) prepare(ctx context.Context, c claimed) error {
	s.drawing.Lock()
	made, err := develop(s.contentReader(ctx, c.content, c.size))
	s.drawing.Unlock()
	var flaw flawed
	switch {
	case ctx.Err() != nil: // the program is told to end
		return s.putBack(ctx, c.id)
	case errors.As(err, &flaw):
		slog.Info("a photograph cannot be shown", "photo", c.id, "problem", string(flaw), "error", err)
		return s.write(ctx, "note a failed photograph", func(t *tx) error { return t.failPhotograph(c.id, string(flaw)) })
	case err != nil:
		return fmt.Errorf("prepare photograph %d: %w", c.id, err)
	}
	err = s.write(ctx, fmt.Sprintf("keep the renditions of photograph %d", c.id), func(t *tx) error { return t.keepPrint(c.id, made) })
	if IsFull(err) || err != nil && ctx.Err() != nil {
		return errors.Join(err, s.putBack(ctx, c.id))
	}
	if err == nil {
		s.checkpoints.note(ctx, made.weight())
	}
	return err
}

// putBack uncounts a try that came to nothing without the picture's fault.
func (s *Store) putBack(ctx context.Context, id int64) error {
	return s.write(context.WithoutCancel(ctx), "put a photograph back", func(t *tx) error {
		_, err := t.exec("UPDATE photo SET tries = tries - 1 WHERE id = ? AND state = 'waiting'", id)
		return err
	})
}

// keepPrint makes a photograph ready. The owner's own date stands.
func (t *tx) keepPrint(id int64, p developed) error {
	n, err := t.change(`UPDATE photo SET state = 'ready', problem = '', width = ?, height = ?, located = ?, clean = ?, taken_on = coalesce(taken_on, ?)
		WHERE id = ? AND state = 'waiting'`, p.facts.Width, p.facts.Height, p.facts.Located, p.clean, Date(p.facts.Taken), id)
	if err != nil || n == 0 {
		return err
	}
	if _, err := t.exec("DELETE FROM rendition WHERE photo_id = ?", id); err != nil {
		return err
	}
	for size, r := range p.renditions {
		if _, err := t.exec("INSERT INTO rendition (photo_id, size, width, height, sha256, jpeg) VALUES (?, ?, ?, ?, ?, ?)",
			id, size, r.Width, r.Height, hashHex(r.JPEG), r.JPEG); err != nil {
			return err
		}
	}
	return nil
}

// RetryPhotograph lets a photograph that could not be prepared be tried anew.
func (s *Store) RetryPhotograph(ctx context.Context, who Staff, id int64) (Photograph, error) {
	return s.changePhotograph(ctx, "try photograph again", id, func(t *tx, p Photograph) error {
		if p.State != "failed" {
			return nil
		}
		t.pictured = true
		return t.update("UPDATE photo SET state = 'waiting', problem = '', tries = 0 WHERE id = ?", id)
	})
}
