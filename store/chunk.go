package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
)

// Content is cut into chunks of chunkSize, all full but the last. Chunk n has
// the id content.id<<24 | n: one walk along the table's own tree reads a file
// from its beginning to its end, and 2^24 of them are 4 TiB.
const (
	chunkSize = 256 << 10
	chunkBits = 24
)

func chunkID(content int64, n int64) int64 { return content<<chunkBits | n }

// insertChunks writes data, which begins at the n-th chunk of content.
func (t *tx) insertChunks(content, n int64, data []byte) error {
	for len(data) > 0 {
		piece := data[:min(len(data), chunkSize)]
		if _, err := t.exec("INSERT INTO chunk (id, data) VALUES (?, ?)", chunkID(content, n), piece); err != nil {
			return err
		}
		data, n = data[len(piece):], n+1
	}
	return nil
}

// ContentReader reads content from anywhere in it. It holds neither a
// connection nor a snapshot between reads, so a slow download is in nobody's
// way. It is for one goroutine.
type ContentReader struct {
	ID   int64
	Size int64 // bytes

	ctx    context.Context
	pool   *pool
	at     int64  // where the next Read begins
	buffer []byte // bytes from start on
	start  int64
	ahead  int64 // how much the next query asks for
}

// FileReader reads a file's bytes, as ContentReader does.
type FileReader struct {
	File File
	*ContentReader
}

// readAhead is what the first query after a seek asks for: a small range does
// not pay for a whole chunk, and a long one soon reads whole chunks.
const readAhead = 64 << 10

func (s *Store) contentReader(ctx context.Context, id, size int64) *ContentReader {
	return &ContentReader{ID: id, Size: size, ctx: ctx, pool: s.reader, ahead: readAhead}
}

func (s *Store) fileReader(ctx context.Context, file File) *FileReader {
	return &FileReader{file, s.contentReader(ctx, file.content, file.Size)}
}

// Seek implements io.Seeker.
func (r *ContentReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.Size
	default:
		return 0, fmt.Errorf("seek in content %d: whence %d", r.ID, whence)
	}
	if offset < 0 {
		return 0, fmt.Errorf("seek in content %d: before its beginning", r.ID)
	}
	if offset != r.at {
		r.ahead = readAhead
	}
	r.at = offset
	return offset, nil
}

// Read implements io.Reader.
func (r *ContentReader) Read(p []byte) (int, error) {
	if r.at >= r.Size {
		return 0, io.EOF
	}
	if r.at < r.start || r.at >= r.start+int64(len(r.buffer)) {
		if err := r.fill(); err != nil {
			return 0, fmt.Errorf("read content %d: %w", r.ID, err)
		}
	}
	n := copy(p, r.buffer[r.at-r.start:])
	r.at += int64(n)
	return n, nil
}

// fill reads on within the chunk at r.at.
func (r *ContentReader) fill() error {
	n, offset := r.at/chunkSize, r.at%chunkSize
	want := min(r.ahead, chunkSize-offset)
	r.ahead = chunkSize
	query, args := "SELECT substr(data, ?, ?) FROM chunk WHERE id = ?", []any{offset + 1, want, chunkID(r.ID, n)}
	if want == chunkSize {
		query, args = "SELECT data FROM chunk WHERE id = ?", args[2:]
	}
	data, err := one(r.ctx, r.pool, func(row scanner, into *[]byte) error {
		var raw sql.RawBytes
		if err := row.Scan(&raw); err != nil {
			return err
		}
		*into = append(r.buffer[:0], raw...)
		return nil
	}, query, args...)
	if errors.Is(err, ErrNotFound) || err == nil && len(data) == 0 {
		return io.ErrUnexpectedEOF // a chunk is missing: never a silent short answer
	}
	if err != nil {
		return err
	}
	r.buffer, r.start = data, r.at
	return nil
}
