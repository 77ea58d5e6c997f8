package store

import (
	"context"
	"errors"
)

// dropped is how many chunks go in one transaction: 16 MiB, so that others get
// their turn.
const dropped = 64

// dropChunks removes the bytes of content.
func (s *Store) dropChunks(ctx context.Context, id int64) error {
	for {
		var n int64
		err := s.write(ctx, "drop chunks", func(t *tx) (err error) {
			n, err = t.change(`DELETE FROM chunk WHERE id IN
				(SELECT id FROM chunk WHERE id >= ? AND id < ? LIMIT ?)`, chunkID(id, 0), chunkID(id+1, 0), dropped)
			return err
		})
		if err != nil || n < dropped {
			return err
		}
	}
}

// SweepFiles gives space back: of uploads that a crash cut off, or that nobody
// went on with for a day, and of what was deleted more than 30 days ago. It is
// run at start and every hour.
func (s *Store) SweepFiles(ctx context.Context) error {
	return errors.Join(s.sweepUploads(ctx), s.sweepDeleted(ctx), s.giveBack(ctx))
}

// sweepUploads drops what is on its way no more, and forgets what has arrived.
func (s *Store) sweepUploads(ctx context.Context) error {
	old := ms(s.Now().Add(-uploadKept))
	lost, err := all(ctx, s.reader, value[int64], `SELECT content.id FROM content LEFT JOIN upload ON upload.content_id = content.id
		WHERE content.state = 'coming' AND (upload.content_id IS NULL OR upload.touched_at <= ?)`, old)
	if err != nil {
		return err
	}
	for _, id := range lost {
		if s.underWay.has(id) {
			continue
		}
		if err := s.dropContent(ctx, id); err != nil {
			return err
		}
	}
	return s.write(ctx, "forget uploads", func(t *tx) error {
		_, err := t.exec("DELETE FROM upload WHERE touched_at <= ? AND (file_id IS NOT NULL OR photo_id IS NOT NULL)", old)
		return err
	})
}

// sweepDeleted ends what can no longer be brought back. The rows stay, for the
// history; their state comes first, so that a crash in between loses nothing.
func (s *Store) sweepDeleted(ctx context.Context) error {
	if err := s.write(ctx, "end what was deleted", func(t *tx) error { return t.endDeleted() }); err != nil {
		return err
	}
	ids, err := all(ctx, s.reader, value[int64], `SELECT id FROM content WHERE state = 'gone'
		AND EXISTS (SELECT 1 FROM chunk WHERE chunk.id >= content.id << 24 AND chunk.id < (content.id + 1) << 24)`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.dropChunks(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// endDeleted says of content that nothing which can be brought back holds it.
func (t *tx) endDeleted() error {
	before := ms(t.now.Add(-fileKept))
	for _, statement := range []string{
		"UPDATE file SET state = 'gone', visible = 0 WHERE state = 'here' AND deleted_at <= ?",
		`DELETE FROM rendition WHERE photo_id IN (SELECT photo.id FROM photo JOIN gallery ON gallery.id = photo.gallery_id
			WHERE photo.deleted_at <= ?1 OR gallery.deleted_at <= ?1)`,
		`UPDATE content SET state = 'gone' WHERE state = 'here' AND (
			EXISTS (SELECT 1 FROM file WHERE file.content_id = content.id AND file.state = 'gone')
			OR EXISTS (SELECT 1 FROM file_version v JOIN file ON file.id = v.file_id WHERE v.content_id = content.id AND file.state = 'gone')
			OR EXISTS (SELECT 1 FROM photo JOIN gallery ON gallery.id = photo.gallery_id WHERE photo.content_id = content.id
				AND (photo.deleted_at <= ?1 OR gallery.deleted_at <= ?1)))`,
	} {
		if _, err := t.exec(statement, before); err != nil {
			return err
		}
	}
	return nil
}

// freeKept is how many free pages stay in the file for what comes next: 64 MiB.
const freeKept = 8192

// giveBack returns free pages to the file system, some at a time.
func (s *Store) giveBack(ctx context.Context) error {
	for {
		free, err := one(ctx, s.reader, value[int64], "PRAGMA freelist_count")
		if err != nil || free <= freeKept {
			return err
		}
		if err := s.write(ctx, "give space back", func(t *tx) error {
			_, err := t.exec("PRAGMA incremental_vacuum(1024)")
			return err
		}); err != nil {
			return err
		}
		after, err := one(ctx, s.reader, value[int64], "PRAGMA freelist_count")
		if err != nil || after >= free {
			return err
		}
	}
}
