package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Restore puts a backup in the place of the database at path. What was there is
// kept beside it, under the name that is returned ("" when nothing was). It is
// refused while a server has the database open. In the restored copy everyone
// is signed out, and mail that was waiting is held: it may have been sent since.
func Restore(ctx context.Context, path, backup string, now time.Time) (kept string, err error) {
	if _, err := os.Stat(backup); err != nil {
		return "", sentence("There is no backup at %s.", backup)
	}
	if same(path, backup) {
		return "", sentence("%s is the database itself; name a backup.", backup)
	}
	if err := checkFile(path); err != nil {
		return "", err
	}
	part := path + ".restoring-" + newToken()[:8]
	defer func() { err = errors.Join(err, dropAll(part)) }()
	if err := prepareRestored(ctx, backup, part, now); err != nil {
		return "", err
	}
	return replace(ctx, path, part, now)
}

func same(a, b string) bool {
	one, errA := os.Stat(a)
	two, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(one, two)
}

// prepareRestored checks the backup and makes of it the file that will serve.
func prepareRestored(ctx context.Context, backup, part string, now time.Time) (err error) {
	db, err := openOther(ctx, backup, "mode=ro")
	if err != nil {
		return plainly(backup, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := sound(ctx, db, backup); err != nil {
		return err
	}
	if err := makePrivate(part); err != nil {
		return sentence("The folder of the database cannot be written to: %v.", err)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return sentence("%s could not be copied: %v.", backup, err)
	}
	return quieten(ctx, part, now)
}

// quieten ends what must not go on from an older day: sessions, sign-in links,
// mail under way. Links to documents stay good: clients have them in their mail.
func quieten(ctx context.Context, part string, now time.Time) (err error) {
	db, err := openOther(ctx, part, "mode=rw")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, change := range []struct {
		query string
		args  []any
	}{
		{"DELETE FROM session", nil},
		{"DELETE FROM guest", nil},
		{"UPDATE pass SET used_at = max(created_at, ?) WHERE used_at IS NULL", []any{ms(now)}},
		{"UPDATE outbox SET state = 'held' WHERE state IN ('queued', 'sending')", nil},
		{"UPDATE reminder_step SET from_on = max(from_on, ?)", []any{DateOf(now).AddDays(1)}}, // what came since was sent, as like as not
		{"UPDATE recurring SET ask_until_on = ?", []any{DateOf(now).AddDays(1)}},
	} {
		if _, err := db.ExecContext(ctx, change.query, change.args...); err != nil {
			return fmt.Errorf("prepare the restored copy: %w", err)
		}
	}
	return nil
}

// replace swaps the files under the server's lock. At each moment there is a
// whole database at path, and never one with the log of another.
func replace(ctx context.Context, path, part string, now time.Time) (kept string, err error) {
	lock, err := lockFile(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.Size() > 0 {
		kept = path + ".before-restore-" + now.UTC().Format("20060102T150405Z")
		if err := keep(ctx, path, kept); err != nil {
			return "", sentence("What was at %s could not be kept: %v.", path, err)
		}
	}
	if err := settle(part, path); err != nil {
		return "", sentence("The backup could not be put in place: %v.", err)
	}
	return kept, nil
}

// keep gives the old database a second name and leaves no log at its first.
func keep(ctx context.Context, path, kept string) error {
	foldLog(ctx, path)
	for _, log := range []string{"-wal", "-shm"} { // left only by one that cannot be opened any more
		if err := os.Rename(path+log, kept+log); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := os.Link(path, kept); err != nil {
		if err := os.Rename(path, kept); err != nil { // a file system without hard links
			return err
		}
	}
	return syncPath(filepath.Dir(path))
}

// foldLog brings a database's log into its file, as its last connection does when
// it closes. One that cannot be opened stays as it is: it is kept either way.
func foldLog(ctx context.Context, path string) {
	db, err := sql.Open("sqlite", fileURI(path)+"?mode=rw&_pragma=trusted_schema(0)")
	if err != nil {
		return
	}
	var rows int64
	_ = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&rows)
	_ = db.Close()
}

// dropAll removes a database's files; that one is missing is no error.
func dropAll(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
