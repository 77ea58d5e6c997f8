// Package store is what is true: the studio's records, their rules and their
// SQL. One exported method is one business verb and one immediate transaction:
// load (scoped to the asker), check, write, note the activity, queue the mail.
//
// A client's request reaches the data only through *Portal, which is scoped to
// one contact; the studio's own pages use *Store.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"anteroom/store/migrations"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID marks a SQLite file as ours: "Ante" in ASCII.
const applicationID = 0x416e7465

// readers is how many connections serve reading at once.
const readers = 4

// Store is one open database. It is safe for use by many goroutines.
type Store struct {
	path   string
	clock  func() time.Time
	writer *pool // one connection
	reader *pool // several, query_only
	lock   *fileLock
	studio atomic.Pointer[Studio]
	woken  chan struct{} // tells the outbox that a mail was queued

	pictured chan struct{} // tells the darkroom that a photograph came

	closing     sync.Once
	checkpoints *checkpointer
	underWay    underWay
	roomKept    int64 // see there
	hashing     hashing
	drawing     sync.Mutex // held while a picture is made anew
}

// Options say how to open a database.
type Options struct {
	Schema string           // schema.sql, for a database made from nothing
	Now    func() time.Time // the clock; nil is time.Now
	Shared bool             // do not claim the file: a command beside a running server
	Hasty  bool             // do not wait for the disk: a database that nobody will miss
	AsItIs bool             // neither make a database nor walk an older one up
}

// Open opens the database at path, makes it when there is none, and walks an
// older one up to today's schema. Its errors are plain sentences for the
// person who started the program.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{path: path, clock: o.Now, woken: make(chan struct{}, 1), pictured: make(chan struct{}, 1), hashing: newHashing(), roomKept: roomKept}
	if err := s.open(ctx, o); err != nil {
		return nil, errors.Join(plainly(path, err), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) (err error) {
	if err := checkFile(s.path); err != nil {
		return err
	}
	if _, err := os.Stat(s.path); o.AsItIs && errors.Is(err, os.ErrNotExist) {
		return sentence("There is no database at %s.", s.path)
	}
	if !o.Shared {
		if s.lock, err = lockFile(s.path); err != nil {
			return err
		}
	}
	if err := layOut(ctx, s.path); err != nil {
		return err
	}
	waits := "_synchronous=FULL"
	if o.Hasty {
		waits = "_synchronous=OFF"
	}
	if s.writer, err = openPool(s.path, 1, "_txlock=immediate", "_pragma=wal_autocheckpoint(0)", waits); err != nil {
		return err
	}
	if err := s.prepareSchema(ctx, o); err != nil {
		return err
	}
	if s.reader, err = openPool(s.path, readers, "_pragma=query_only(1)"); err != nil {
		return err
	}
	if s.checkpoints, err = newCheckpointer(s.path); err != nil {
		return err
	}
	return s.refreshStudio(ctx)
}

// openPool sets every pragma in the DSN, so that each pooled connection has
// them. FULL: what was acknowledged survives a loss of power.
func openPool(path string, conns int, more ...string) (*pool, error) {
	dsn := fileURI(path) + "?_journal_mode=WAL&_foreign_keys=1&_pragma=trusted_schema(0)&_pragma=mmap_size(0)"
	for _, usual := range []string{"_busy_timeout=10000", "_synchronous=FULL"} {
		name, _, _ := strings.Cut(usual, "=")
		if !slices.ContainsFunc(more, func(m string) bool { return strings.HasPrefix(m, name+"=") }) {
			dsn += "&" + usual
		}
	}
	for _, m := range more {
		dsn += "&" + m
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return newPool(db), nil
}

// fileURI names a database file to SQLite, whatever characters its path holds.
func fileURI(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

// layOut gives an empty file its form for life: pages of 8 KiB, free pages
// that can be given back in steps, a write-ahead log. These three cannot stand
// in the DSN: the driver runs its pragmas in the order of the alphabet, and
// auto_vacuum writes the first page, after which page_size does nothing.
func layOut(ctx context.Context, path string) (err error) {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	db, err := sql.Open("sqlite", fileURI(path))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, "PRAGMA page_size = 8192; PRAGMA auto_vacuum = 2; PRAGMA journal_mode = WAL")
	return err
}

// checkFile finds what SQLite would report late or obscurely.
func checkFile(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return sentence("The folder of %s does not exist.", path)
		}
		return nil
	}
	if err != nil {
		return sentence("%s cannot be read: %v.", path, err)
	}
	if info.IsDir() {
		return sentence("%s is a folder, not a database.", path)
	}
	return nil
}

// prepareSchema makes the schema in an empty file, or walks an older one up.
func (s *Store) prepareSchema(ctx context.Context, o Options) error {
	version, err := one(ctx, s.writer, value[string], "SELECT sqlite_version()")
	if err != nil {
		return err
	}
	if !atLeast(version, 3, 51, 3) {
		return sentence("This program was built with SQLite %s, which has a known fault; 3.51.3 or later is needed.", version)
	}
	app, err := one(ctx, s.writer, value[int64], "PRAGMA application_id")
	if err != nil {
		return err
	}
	tables, err := one(ctx, s.writer, value[int64], "SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return err
	}
	switch {
	case tables == 0 && app == 0:
		return s.create(ctx, o.Schema)
	case app != applicationID:
		return sentence("%s is a SQLite database of another program, not of Anteroom.", s.path)
	}
	if o.AsItIs {
		return s.isCurrent(ctx)
	}
	return migrations.Walk(ctx, s.writer.db, s.snapshot)
}

// snapshot keeps the database as it is before it is walked up to a version, in
// a file beside it. One that an earlier try left is replaced: it is older.
func (s *Store) snapshot(ctx context.Context, version int) error {
	file := fmt.Sprintf("%s.before-%d", s.path, version)
	part := file + ".part-" + newToken()[:8]
	defer func() { _ = os.Remove(part) }() // gone already when all went well
	if err := copyInto(ctx, s.writer.db, part); err != nil {
		return err
	}
	return settle(part, file)
}

// isCurrent refuses an older schema where nothing may be changed.
func (s *Store) isCurrent(ctx context.Context) error {
	version, err := one(ctx, s.writer, value[int], "PRAGMA user_version")
	switch {
	case err != nil:
		return err
	case version > migrations.Current:
		return migrations.NewerError{Found: version}
	case version < migrations.Current:
		return sentence("%s has an older schema; start the server once, which brings it up to date.", s.path)
	}
	return nil
}

func (s *Store) create(ctx context.Context, schema string) error {
	if schema == "" {
		return sentence("%s is empty.", s.path)
	}
	return s.write(ctx, "make the database", func(t *tx) error {
		if _, err := t.exec(schema); err != nil {
			return err
		}
		_, err := t.exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, migrations.Current))
		return err
	})
}

// Close ends every connection and gives the file back. A closed store leaves
// one complete file: the last connection folds the WAL into it.
// Closing again does nothing.
func (s *Store) Close() error {
	var err error
	s.closing.Do(func() { err = s.close() })
	return err
}

func (s *Store) close() error {
	var errs []error
	if s.checkpoints != nil {
		errs = append(errs, s.checkpoints.close())
	}
	for _, p := range []*pool{s.reader, s.writer} {
		if p != nil {
			errs = append(errs, p.close())
		}
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
	}
	return errors.Join(errs...)
}

// Now is the instant by the store's clock: UTC, whole milliseconds.
func (s *Store) Now() time.Time { return s.clock().UTC().Truncate(time.Millisecond) }

// Today is the date on the studio's wall.
func (s *Store) Today() Date { return DateOf(s.Now().In(s.Studio().Zone())) }

// Path is the database's file.
func (s *Store) Path() string { return s.path }

// Woken receives when a mail was queued, so that the outbox need not poll.
func (s *Store) Woken() <-chan struct{} { return s.woken }

// Pictured receives when a photograph came, so that the darkroom need not poll.
func (s *Store) Pictured() <-chan struct{} { return s.pictured }

func wake(woken chan struct{}) {
	select {
	case woken <- struct{}{}:
	default: // already told
	}
}

// A Sentence is an error worded for the person at the command line.
type Sentence string

func (s Sentence) Error() string { return string(s) }

func sentence(format string, args ...any) error { return Sentence(fmt.Sprintf(format, args...)) }

// plainly words the driver's errors at opening, by code.
func plainly(path string, err error) error {
	var said Sentence
	if errors.As(err, &said) {
		return said
	}
	var newer migrations.NewerError
	if errors.As(err, &newer) {
		return sentence("%s was written by a newer Anteroom (schema %d; this one knows %d). Use that version, or restore a backup made before the upgrade.",
			path, newer.Found, migrations.Current)
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_NOTADB:
			return sentence("%s is not a SQLite database.", path)
		case sqlite3.SQLITE_CORRUPT:
			return sentence("%s is damaged. Restore a backup: anteroom restore FILE.", path)
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return sentence("%s cannot be written to; check the owner and permissions of the file and its folder.", path)
		case sqlite3.SQLITE_FULL:
			return sentence("The disk with %s is full.", path)
		}
	}
	return fmt.Errorf("open %s: %w", path, err)
}

// atLeast compares a version such as 3.51.3 with another.
func atLeast(version string, major, minor, patch int) bool {
	var a, b, c int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &a, &b, &c); err != nil {
		return false
	}
	if a != major {
		return a > major
	}
	if b != minor {
		return b > minor
	}
	return c >= patch
}
