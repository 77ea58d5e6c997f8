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

// roomKept is what an upload leaves free on the disk, in bytes, so that
// signatures and payments can still be written: it covers the write-ahead log
// once more, which has to be folded into the database.
const roomKept = 2*walLimit + 16<<20

// destination is what bytes on their way will be.
type destination interface {
	// mayCome tells whether they are awaited, under this name and as this type
	// ("" while it is not known). It is asked as they begin and as they have
	// arrived.
	mayCome(t *tx, name, mediaType string) error
	// arrive makes the thing of the content that is here.
	arrive(t *tx, content int64, name string) error
	// limit is the most that it may have, in bytes.
	limit(*Studio) int64
}

// incoming is content that comes in one go.
type incoming struct {
	store *Store
	name  string
	to    destination

	id   int64 // 0 until the first step is written
	size int64
	sum  hash.Hash
}

// underWay remembers which contents are on their way in this process; any other
// that is 'coming' and not resumable was left by a crash.
type underWay struct {
	mu  sync.Mutex
	ids map[int64]bool
}

func (u *underWay) begin(id int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ids == nil {
		u.ids = make(map[int64]bool)
	}
	u.ids[id] = true
}

func (u *underWay) end(id int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.ids, id)
}

func (u *underWay) has(id int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.ids[id]
}

// receive takes content in one go. Whatever goes wrong, nothing of it stays
// behind.
func (s *Store) receive(ctx context.Context, to destination, name string, r io.Reader) error {
	in := &incoming{store: s, name: fileName(name), to: to, sum: sha256.New()}
	err := in.run(ctx, r)
	if in.id == 0 {
		return err
	}
	defer s.underWay.end(in.id)
	if err != nil {
		return errors.Join(err, s.dropContent(ctx, in.id))
	}
	return nil
}

func (in *incoming) run(ctx context.Context, r io.Reader) error {
	buffer := make([]byte, uploadStep)
	limit := in.to.limit(in.store.Studio())
	for {
		n, err := fillFrom(r, buffer)
		last := err == io.EOF
		if err != nil && !last {
			return fmt.Errorf("receive file: %w: %w", ErrCutShort, err)
		}
		if in.size+int64(n) > limit {
			return tooLarge(in.name, limit)
		}
		if err := in.step(ctx, buffer[:n], last); err != nil {
			return err
		}
		if last {
			return nil
		}
	}
}

func tooLarge(name string, limit int64) error {
	return refuse("refused.file_too_large", "name", name, "max", Bytes(limit))
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

// step writes what came, in one transaction; the first makes the content's row
// and the last says that it is here.
func (in *incoming) step(ctx context.Context, data []byte, last bool) error {
	if err := in.store.room(int64(len(data))); err != nil {
		return err
	}
	_, _ = in.sum.Write(data) // a hash never fails
	err := in.store.write(ctx, "store file", func(t *tx) error {
		if err := t.withinSpace(int64(len(data))); err != nil {
			return err
		}
		if err := in.begin(t, data); err != nil {
			return err
		}
		if err := t.insertChunks(in.id, in.size/chunkSize, data); err != nil || !last {
			return err
		}
		return t.arrive(in.to, in.id, in.name, in.size+int64(len(data)), in.sum)
	})
	if err != nil {
		return err
	}
	in.size += int64(len(data))
	in.store.checkpoints.note(ctx, int64(len(data)))
	return nil
}

// begin makes the content's row with the first step.
func (in *incoming) begin(t *tx, data []byte) (err error) {
	if in.id != 0 {
		return nil
	}
	kind := mediaType(in.name, data)
	if err = in.to.mayCome(t, in.name, kind); err != nil {
		return err
	}
	if in.id, err = t.insertContent(kind); err == nil {
		in.store.underWay.begin(in.id)
	}
	return err
}

func (t *tx) insertContent(mediaType string) (int64, error) {
	return t.insert("INSERT INTO content (media_type, state, created_at) VALUES (?, 'coming', ?)", mediaType, ms(t.now))
}

// arrive says that content is here, and makes of it what it came for.
func (t *tx) arrive(to destination, content int64, name string, size int64, sum hash.Hash) error {
	head, err := one(t.ctx, t, value[[]byte], "SELECT coalesce((SELECT substr(data, 1, ?) FROM chunk WHERE id = ?), x'')", sniffed, chunkID(content, 0))
	if err != nil {
		return err
	}
	kind := mediaType(name, head)
	if err := to.mayCome(t, name, kind); err != nil {
		return err
	}
	if err := t.update("UPDATE content SET state = 'here', media_type = ?, size = ?, sha256 = ? WHERE id = ?",
		kind, size, hex.EncodeToString(sum.Sum(nil)), content); err != nil {
		return err
	}
	return to.arrive(t, content, name)
}

// dropContent removes what an upload left, even when its request has ended.
func (s *Store) dropContent(ctx context.Context, id int64) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	if err := s.dropChunks(ctx, id); err != nil {
		return err
	}
	return s.write(ctx, "drop upload", func(t *tx) error {
		if _, err := t.exec("DELETE FROM upload WHERE content_id = (SELECT id FROM content WHERE id = ? AND state = 'coming')", id); err != nil {
			return err
		}
		_, err := t.exec("DELETE FROM content WHERE id = ? AND state = 'coming'", id)
		return err
	})
}
