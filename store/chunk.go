package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
)

// A file's bytes are cut into chunks of chunkSize, all full but the last. Chunk
// n of a file has the id file.id<<24 | n: one walk along the table's own tree
// reads a file from its beginning to its end, and 2^24 of them are 4 TiB.
const (
	chunkSize = 256 << 10
	chunkBits = 24
)

func chunkID(file int64, n int64) int64 { return file<<chunkBits | n }

// insertChunks writes data, which begins at the n-th chunk of a file.
func (t *tx) insertChunks(file, n int64, data []byte) error {
	for len(data) > 0 {
		piece := data[:min(len(data), chunkSize)]
		if _, err := t.exec("INSERT INTO chunk (id, data) VALUES (?, ?)", chunkID(file, n), piece); err != nil {
			return err
		}
		data, n = data[len(piece):], n+1
	}
	return nil
}

// FileReader reads a file's bytes from anywhere in it. It holds neither a
// connection nor a snapshot between reads, so a slow download is in nobody's
// way. It is for one goroutine.
type FileReader struct {
	File File

	ctx    context.Context
	pool   *pool
	at     int64  // where the next Read begins
	buffer []byte // bytes of the file from start on
	start  int64
	ahead  int64 // how much the next query asks for
}

// readAhead is what the first query after a seek asks for: a small range does
// not pay for a whole chunk, and a long one soon reads whole chunks.
const readAhead = 64 << 10

func (s *Store) fileReader(ctx context.Context, file File) *FileReader {
	return &FileReader{File: file, ctx: ctx, pool: s.reader, buffer: make([]byte, 0, chunkSize), ahead: readAhead}
}

// Seek implements io.Seeker.
func (r *FileReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.File.Size
	default:
		return 0, fmt.Errorf("seek in file %d: whence %d", r.File.ID, whence)
	}
	if offset < 0 {
		return 0, fmt.Errorf("seek in file %d: before its beginning", r.File.ID)
	}
	if offset != r.at {
		r.ahead = readAhead
	}
	r.at = offset
	return offset, nil
}

// Read implements io.Reader.
func (r *FileReader) Read(p []byte) (int, error) {
	if r.at >= r.File.Size {
		return 0, io.EOF
	}
	if r.at < r.start || r.at >= r.start+int64(len(r.buffer)) {
		if err := r.fill(); err != nil {
			return 0, fmt.Errorf("read file %d: %w", r.File.ID, err)
		}
	}
	n := copy(p, r.buffer[r.at-r.start:])
	r.at += int64(n)
	return n, nil
}

// fill reads on within the chunk at r.at.
func (r *FileReader) fill() error {
	n, offset := r.at/chunkSize, r.at%chunkSize
	want := min(r.ahead, chunkSize-offset)
	r.ahead = chunkSize
	query, args := "SELECT substr(data, ?, ?) FROM chunk WHERE id = ?", []any{offset + 1, want, chunkID(r.File.ID, n)}
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
