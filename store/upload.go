package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync"
	"time"
)

// An upload is written in steps of this many bytes. Each is read from the
// client before its transaction begins, so that nobody waits for a slow line.
const uploadStep = 1 << 20

// ErrCutShort says that a file stopped coming before its end.
var ErrCutShort = errors.New("the file was cut short")

// uploads remembers which files are on their way in this process; any other
// file that is 'coming' was left by a crash.
type uploads struct {
	mu  sync.Mutex
	ids map[int64]bool
}

func (u *uploads) begin(id int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ids == nil {
		u.ids = make(map[int64]bool)
	}
	u.ids[id] = true
}

func (u *uploads) end(id int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.ids, id)
}

func (u *uploads) running(id int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.ids[id]
}

// roomKept is what an upload leaves free on the disk, in bytes, so that
// signatures and payments can still be written: it covers the write-ahead log
// once more, which has to be folded into the database.
const roomKept = 2*walLimit + 16<<20

// upload is one file on its way.
type upload struct {
	store   *Store
	who     Staff
	project int64
	name    string
	limit   int64
	answer  *answeringFile // it comes from a contact; else nil

	id   int64 // 0 until the first step is written
	size int64
	sum  hash.Hash
}

// AddFile takes a file into a project, hidden from its contacts. It refuses one
// over the studio's limit. Whatever goes wrong, nothing of it stays behind.
func (s *Store) AddFile(ctx context.Context, who Staff, projectID int64, name string, r io.Reader) (File, error) {
	u := &upload{store: s, who: who, project: projectID, name: fileName(name), limit: s.Studio().FileLimit, sum: sha256.New()}
	err := u.run(ctx, r)
	if u.id == 0 {
		return File{}, err
	}
	defer s.uploads.end(u.id)
	if err != nil {
		return File{}, errors.Join(err, s.dropUpload(ctx, u.id))
	}
	return s.File(ctx, u.id)
}

func (u *upload) run(ctx context.Context, r io.Reader) error {
	buffer := make([]byte, uploadStep)
	for {
		n, err := fillFrom(r, buffer)
		last := err == io.EOF
		if err != nil && !last {
			return fmt.Errorf("receive file: %w: %w", ErrCutShort, err)
		}
		if u.size+int64(n) > u.limit {
			return refuse("refused.file_too_large", "name", u.name, "max", Bytes(u.limit))
		}
		if err := u.step(ctx, buffer[:n], last); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
}

// fillFrom reads until the buffer is full; io.EOF says that the file ended. It
// is not io.ReadFull, which calls a short last piece io.ErrUnexpectedEOF: that
// is what a multipart body says when it was cut off.
func fillFrom(r io.Reader, buffer []byte) (n int, err error) {
	for n < len(buffer) && err == nil {
		var m int
		m, err = r.Read(buffer[n:])
		n += m
	}
	return n, err
}

// step writes what came, in one transaction; the first makes the file's row
// and the last says that it is here.
func (u *upload) step(ctx context.Context, data []byte, last bool) error {
	if err := enoughRoom(u.store.path, u.store.roomKept+int64(len(data))); err != nil {
		return err
	}
	_, _ = u.sum.Write(data) // a hash never fails
	err := u.store.write(ctx, "store file", func(t *tx) error {
		id, err := u.row(t, data)
		if err != nil {
			return err
		}
		if err := t.insertChunks(id, u.size/chunkSize, data); err != nil {
			return err
		}
		if last {
			return u.arrive(t, id, u.size+int64(len(data)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	u.size += int64(len(data))
	u.store.checkpoints.note(ctx, int64(len(data)))
	return nil
}

// row is the file's row, made with the first step.
func (u *upload) row(t *tx, data []byte) (int64, error) {
	if u.id != 0 {
		return u.id, nil
	}
	if _, err := one(t.ctx, t, value[int64], "SELECT id FROM project WHERE id = ?", u.project); err != nil {
		return 0, err
	}
	var contact, questionnaire int64
	var question string
	if u.answer != nil {
		if _, err := u.answer.mayCome(t); err != nil {
			return 0, err
		}
		contact, questionnaire, question = u.answer.portal.Contact.ID, u.answer.questionnaire, u.answer.question
	}
	id, err := t.insert(`INSERT INTO file (project_id, name, media_type, state, staff_id, contact_id, questionnaire_id, question, created_at)
		VALUES (?, ?, ?, 'coming', ?, ?, ?, ?, ?)`, u.project, u.name, mediaType(u.name, data), ref(u.who.ID), ref(contact), ref(questionnaire),
		orNull(question), ms(t.now))
	if err != nil {
		return 0, err
	}
	u.store.uploads.begin(id)
	u.id = id
	return id, nil
}

func (u *upload) arrive(t *tx, id, size int64) error {
	if u.answer != nil {
		q, err := u.answer.mayCome(t)
		if err != nil {
			return err
		}
		if err := t.viewQuestionnaire(u.answer.portal, &q.Questionnaire); err != nil {
			return err
		}
	}
	if err := t.update("UPDATE file SET state = 'here', size = ?, sha256 = ? WHERE id = ?",
		size, hex.EncodeToString(u.sum.Sum(nil)), id); err != nil {
		return err
	}
	if u.answer != nil {
		return nil // it is noted with the answers
	}
	return t.noteFile("file added", u.who, File{ID: id, ProjectID: u.project, Name: u.name})
}

// dropUpload removes what an upload left, even when its request has ended.
func (s *Store) dropUpload(ctx context.Context, id int64) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	if err := s.dropChunks(ctx, id); err != nil {
		return err
	}
	return s.write(ctx, "drop upload", func(t *tx) error {
		_, err := t.exec("DELETE FROM file WHERE id = ? AND state = 'coming'", id)
		return err
	})
}

// dropped is how many chunks go in one transaction: 16 MiB, so that others get
// their turn.
const dropped = 64

// dropChunks removes a file's bytes.
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

// SweepFiles gives space back: of uploads that a crash cut off, and of files
// deleted more than 30 days ago. It is run at start and every hour.
func (s *Store) SweepFiles(ctx context.Context) error {
	lost, err := all(ctx, s.reader, value[int64], "SELECT id FROM file WHERE state = 'coming'")
	if err != nil {
		return err
	}
	for _, id := range lost {
		if s.uploads.running(id) {
			continue
		}
		if err := s.dropUpload(ctx, id); err != nil {
			return err
		}
	}
	return errors.Join(s.sweepDeleted(ctx), s.giveBack(ctx))
}

// sweepDeleted ends what can no longer be brought back. The row stays, for the
// history; its state comes first, so that a crash in between loses nothing.
func (s *Store) sweepDeleted(ctx context.Context) error {
	if err := s.write(ctx, "end deleted files", func(t *tx) error {
		_, err := t.exec("UPDATE file SET state = 'gone', visible = 0 WHERE state = 'here' AND deleted_at <= ?", ms(t.now.Add(-fileKept)))
		return err
	}); err != nil {
		return err
	}
	ids, err := all(ctx, s.reader, value[int64], `SELECT id FROM file WHERE state = 'gone'
		AND EXISTS (SELECT 1 FROM chunk WHERE chunk.id >= file.id << 24 AND chunk.id < (file.id + 1) << 24)`)
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
