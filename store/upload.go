package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"
)

// uploadKept is how long an upload that was broken off can be resumed, and one
// that is done still tells so to a client who did not hear it.
const uploadKept = 24 * time.Hour

// Upload is content on its way that can be broken off and resumed, whatever
// happens to the connection or to this program.
type Upload struct {
	ID       int64
	Name     string // as it will be kept
	Size     int64  // bytes in all
	Received int64  // bytes that are kept so far
	FileID   int64  // what it has become
	PhotoID  int64

	target  Target
	hash    []byte // where SHA-256 stands
	staff   int64
	contact int64
}

// Done tells whether all has arrived.
func (u *Upload) Done() bool { return u.FileID != 0 || u.PhotoID != 0 }

const uploadColumns = `content_id, name, size, received, hash, target, staff_id, contact_id, file_id, photo_id`

func scanUpload(row scanner, v *Upload) error {
	var target string
	if err := row.Scan(&v.ID, &v.Name, &v.Size, &v.Received, &v.hash, &target, optional{&v.staff}, optional{&v.contact},
		optional{&v.FileID}, optional{&v.PhotoID}); err != nil {
		return err
	}
	return json.Unmarshal([]byte(target), &v.target)
}

// Uploader is one who sends files: one of the studio or a contact. An upload is
// there for its sender alone.
type Uploader struct {
	store  *Store
	staff  Staff
	portal *Portal

	request int64 // for which a contact sends; 0: unasked
}

// Uploads are the uploads of one of the studio.
func (s *Store) Uploads(who Staff) *Uploader { return &Uploader{store: s, staff: who} }

// Uploads are what this contact sends for a request, or unasked for 0.
func (p *Portal) Uploads(request int64) *Uploader {
	return &Uploader{store: p.store, portal: p, request: request}
}

// Awaits tells whether an upload for this may begin at all.
func (u *Uploader) Awaits(ctx context.Context, target Target) error {
	to, err := u.destination(target)
	if err != nil {
		return err
	}
	return u.store.write(ctx, "ask whether a file is awaited", func(t *tx) error { return to.mayCome(t, "", "") })
}

// Begin begins an upload of size bytes. It refuses what could not arrive: for
// its size, for want of space, or because nothing of the kind is awaited.
func (u *Uploader) Begin(ctx context.Context, target Target, name string, size int64) (up Upload, err error) {
	to, err := u.destination(target)
	if err != nil {
		return Upload{}, err
	}
	name = fileName(name)
	if limit := to.limit(u.store.Studio()); size > limit {
		return Upload{}, tooLarge(name, limit)
	}
	if err := u.store.room(size); err != nil {
		return Upload{}, err
	}
	err = u.store.write(ctx, "begin an upload", func(t *tx) error {
		if err := to.mayCome(t, name, ""); err != nil {
			return err
		}
		if err := t.withinSpace(size); err != nil {
			return err
		}
		id, err := u.insert(t, target, name, size)
		if err != nil {
			return err
		}
		if size == 0 {
			if err := t.finish(to, &Upload{ID: id, Name: name}, sha256.New()); err != nil {
				return err
			}
		}
		up, err = u.read(t, id)
		return err
	})
	return up, err
}

func (u *Uploader) insert(t *tx, target Target, name string, size int64) (int64, error) {
	id, err := t.insertContent("")
	if err != nil {
		return 0, err
	}
	aim, err := json.Marshal(target)
	if err != nil {
		return 0, err
	}
	sum, err := sumState(sha256.New())
	if err != nil {
		return 0, err
	}
	_, err = t.exec(`INSERT INTO upload (content_id, name, size, hash, target, staff_id, contact_id, touched_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, id, name, size, sum, string(aim), ref(u.staff.ID), ref(u.contactID()), ms(t.now))
	return id, err
}

func (u *Uploader) contactID() int64 {
	if u.portal == nil {
		return 0
	}
	return u.portal.Contact.ID
}

// Upload is one upload of this sender's.
func (u *Uploader) Upload(ctx context.Context, id int64) (Upload, error) {
	if u.portal != nil {
		if err := u.portal.mayWrite(); err != nil {
			return Upload{}, err
		}
		if err := u.portal.Open(ModuleFiles); err != nil {
			return Upload{}, err
		}
	}
	if u.request != 0 {
		if _, err := u.portal.readRequest(ctx, u.store.reader, u.request); err != nil {
			return Upload{}, err
		}
	}
	return u.find(ctx, u.store.reader, id)
}

func (u *Uploader) read(t *tx, id int64) (Upload, error) { return u.find(t.ctx, t, id) }

func (u *Uploader) find(ctx context.Context, from querier, id int64) (Upload, error) {
	up, err := one(ctx, from, scanUpload, `SELECT `+uploadColumns+` FROM upload WHERE content_id = ?
		AND staff_id IS ? AND contact_id IS ?`, id, ref(u.staff.ID), ref(u.contactID()))
	if err == nil && up.target.Request != u.request {
		return Upload{}, ErrNotFound
	}
	return up, err
}

// ErrOffset says that an upload does not stand where its sender believes.
var ErrOffset = errors.New("the upload stands elsewhere")

// Receive goes on with an upload at offset, and keeps what came even when the
// rest does not. It gives how many bytes were kept.
func (u *Uploader) Receive(ctx context.Context, id, offset int64, r io.Reader) (kept int64, err error) {
	up, err := u.Upload(ctx, id)
	if err != nil {
		return 0, err
	}
	if up.Received != offset {
		return 0, ErrOffset
	}
	to, err := u.destination(up.target)
	if err != nil {
		return 0, err
	}
	sum, err := sumFrom(up.hash)
	if err != nil {
		return 0, fmt.Errorf("go on with upload %d: %w", id, err)
	}
	kept, err = u.pour(ctx, &pouring{up: up, to: to, sum: sum}, r)
	if errors.As(err, new(*Refused)) || errors.Is(err, ErrNotFound) || IsFull(err) {
		return 0, errors.Join(err, u.store.dropContent(ctx, id)) // it will never fit, or never be wanted
	}
	return kept, err
}

// pouring is an upload while bytes come.
type pouring struct {
	up  Upload
	to  destination
	sum hash.Hash
}

func (u *Uploader) pour(ctx context.Context, p *pouring, r io.Reader) (kept int64, err error) {
	buffer := make([]byte, uploadStep)
	r = io.LimitReader(r, p.up.Size-p.up.Received)
	for {
		// Steps end where chunks end, so that only a broken line leaves part of one.
		n, readErr := fillFrom(r, buffer[:uploadStep-p.up.Received%chunkSize])
		if n > 0 {
			// What came is kept though its sender is gone.
			if err := u.step(context.WithoutCancel(ctx), p, buffer[:n]); err != nil {
				return kept, err
			}
			kept += int64(n)
		}
		switch {
		case readErr == io.EOF:
			return kept, nil
		case readErr != nil:
			return kept, fmt.Errorf("receive file: %w: %w", ErrCutShort, readErr)
		}
	}
}

// step writes what came, in one transaction. The last makes what it came for.
func (u *Uploader) step(ctx context.Context, p *pouring, data []byte) error {
	if err := u.store.room(int64(len(data))); err != nil {
		return err
	}
	_, _ = p.sum.Write(data) // a hash never fails
	err := u.store.write(ctx, "go on with an upload", func(t *tx) error {
		if err := t.withinSpace(int64(len(data))); err != nil {
			return err
		}
		now, err := u.read(t, p.up.ID)
		if err != nil {
			return err
		}
		if now.Received != p.up.Received || now.Done() {
			return ErrOffset // another request went on with it meanwhile
		}
		if now.Received == 0 && int64(len(data)) < now.Size {
			if err := p.to.mayCome(t, now.Name, mediaType(now.Name, data)); err != nil {
				return err
			}
		}
		if err := t.appendChunks(now.ID, now.Received, data); err != nil {
			return err
		}
		now.Received += int64(len(data))
		return t.advanceUpload(p.to, &now, p.sum)
	})
	if err != nil {
		return err
	}
	p.up.Received += int64(len(data))
	u.store.checkpoints.note(ctx, int64(len(data)))
	return nil
}

// advanceUpload keeps how far an upload is, or finishes it.
func (t *tx) advanceUpload(to destination, up *Upload, sum hash.Hash) error {
	state, err := sumState(sum)
	if err != nil {
		return err
	}
	if err := t.update("UPDATE upload SET received = ?, hash = ?, touched_at = ? WHERE content_id = ?", up.Received, state, ms(t.now), up.ID); err != nil {
		return err
	}
	if up.Received < up.Size {
		return nil
	}
	return t.finish(to, up, sum)
}

// finish makes what an upload came for, and remembers what that is.
func (t *tx) finish(to destination, up *Upload, sum hash.Hash) error {
	if err := t.arrive(to, up.ID, up.Name, up.Size, sum); err != nil {
		return err
	}
	return t.update(`UPDATE upload SET file_id = (SELECT id FROM file WHERE content_id = ?1), photo_id = (SELECT id FROM photo WHERE content_id = ?1)
		WHERE content_id = ?1`, up.ID)
}

// Cancel ends an upload that is not done, and gives its space back.
func (u *Uploader) Cancel(ctx context.Context, id int64) error {
	up, err := u.Upload(ctx, id)
	if err != nil || up.Done() {
		return err
	}
	return u.store.dropContent(ctx, id)
}

// sumState is where a hash stands, to go on from.
func sumState(sum hash.Hash) ([]byte, error) {
	m, ok := sum.(encoding.BinaryMarshaler)
	if !ok {
		return nil, errors.New("a hash that cannot be kept")
	}
	return m.MarshalBinary()
}

func sumFrom(state []byte) (hash.Hash, error) {
	sum := sha256.New()
	m, ok := sum.(encoding.BinaryUnmarshaler)
	if !ok {
		return nil, errors.New("a hash that cannot be kept")
	}
	return sum, m.UnmarshalBinary(state)
}

// appendChunks writes data at offset, where the content ends so far: it fills
// up a last chunk that is not full.
func (t *tx) appendChunks(content, offset int64, data []byte) error {
	n, within := offset/chunkSize, offset%chunkSize
	if within == 0 {
		return t.insertChunks(content, n, data)
	}
	begun, err := one(t.ctx, t, value[[]byte], "SELECT data FROM chunk WHERE id = ?", chunkID(content, n))
	if err != nil {
		return err
	}
	if int64(len(begun)) != within {
		return fmt.Errorf("chunk %d of content %d has %d bytes, not %d: %w", n, content, len(begun), within, sql.ErrNoRows)
	}
	piece := data[:min(int64(len(data)), chunkSize-within)]
	if err := t.update("UPDATE chunk SET data = ? WHERE id = ?", append(begun, piece...), chunkID(content, n)); err != nil {
		return err
	}
	return t.insertChunks(content, n+1, data[len(piece):])
}
