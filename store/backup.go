package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"anteroom/store/migrations"
)

// Backup writes a complete copy of the database at path to file, while a server
// may be writing to it. The copy bears its name only once it was opened,
// checked and is on the disk; a file of that name is overwritten only when told.
// Its errors are plain sentences for the person who asked.
func Backup(ctx context.Context, path, file string, overwrite bool) (size Bytes, err error) {
	if err := checkTarget(path, file, overwrite); err != nil {
		return 0, err
	}
	db, err := openOther(ctx, path, "mode=rw")
	if err != nil {
		return 0, plainly(path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	part := file + ".part-" + newToken()[:8]
	defer func() { _ = os.Remove(part) }() // gone already when all went well
	if err := copyInto(ctx, db, part); err != nil {
		return 0, sentence("The backup could not be written to %s: %v.", file, err)
	}
	if err := checkTarget(path, file, overwrite); err != nil { // it may have appeared meanwhile
		return 0, err
	}
	if err := settle(part, file); err != nil {
		return 0, sentence("The backup could not be written to %s: %v.", file, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return Bytes(info.Size()), nil
}

// checkTarget refuses a file that must not become the backup.
func checkTarget(path, file string, overwrite bool) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return sentence("There is no database at %s.", path)
	}
	if dir, err := os.Stat(filepath.Dir(file)); err != nil || !dir.IsDir() {
		return sentence("The folder of %s does not exist.", file)
	}
	there, err := os.Stat(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return sentence("%s cannot be read: %v.", file, err)
	}
	if own, err := os.Stat(path); err == nil && os.SameFile(own, there) {
		return sentence("%s is the database itself; name another file.", file)
	}
	if there.IsDir() {
		return sentence("%s is a folder; name a file in it.", file)
	}
	if !overwrite {
		return sentence("%s exists already; name another file, or add --force to overwrite it.", file)
	}
	return nil
}

// openOther opens one of our databases on a plain connection, without making,
// migrating or claiming it.
func openOther(ctx context.Context, path, mode string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", fileURI(path)+"?"+mode+"&_busy_timeout=10000&_pragma=trusted_schema(0)&_pragma=mmap_size(0)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := isOurs(ctx, db, path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func isOurs(ctx context.Context, db *sql.DB, path string) error {
	var app, version int
	if err := db.QueryRowContext(ctx, "SELECT a.application_id, v.user_version FROM pragma_application_id a, pragma_user_version v").Scan(&app, &version); err != nil {
		return err
	}
	if app != applicationID {
		return sentence("%s is not a database of Anteroom.", path)
	}
	if version > migrations.Current {
		return migrations.NewerError{Found: version}
	}
	return nil
}

// copyInto makes part a checked copy of the database. VACUUM INTO reads one
// snapshot, however long it takes and whatever is written meanwhile.
func copyInto(ctx context.Context, db *sql.DB, part string) error {
	before, err := countKept(ctx, db)
	if err != nil {
		return err
	}
	if err := makePrivate(part); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	after, err := countKept(ctx, db)
	if err != nil {
		return err
	}
	return verify(ctx, part, before, after)
}

// makePrivate makes an empty file which only its owner reads: it will hold
// everything there is.
func makePrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// passing are the tables whose rows come and go; in all others the copy has at
// least as many rows as there were before it, and at most as many as after.
func passing() []string {
	return []string{"session", "pass", "rate_limit", "chunk", "content", "upload", "file_version", "rendition", "favourite", "quote", "contract", "signer", "contract_template",
		"questionnaire", "questionnaire_template", "invoice", "instalment", "invoice_tax", "project_contact", "project_staff"}
}

// countKept counts the rows of every table that only grows.
func countKept(ctx context.Context, db *sql.DB) (map[string]int64, error) {
	tables, err := texts(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		return nil, err
	}
	counts := map[string]int64{}
	for _, table := range tables {
		if slices.Contains(passing(), table) {
			continue
		}
		var n int64
		if err := db.QueryRowContext(ctx, `SELECT count(*) FROM "`+table+`"`).Scan(&n); err != nil {
			return nil, err
		}
		counts[table] = n
	}
	return counts, nil
}

// texts reads a column of texts.
func texts(ctx context.Context, db *sql.DB, query string) (list []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		list = append(list, name)
	}
	return list, rows.Err()
}

// verify opens a finished copy and looks at every page of it.
func verify(ctx context.Context, part string, before, after map[string]int64) (err error) {
	db, err := openOther(ctx, part, "mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := sound(ctx, db, part); err != nil {
		return err
	}
	counts, err := countKept(ctx, db)
	if err != nil {
		return err
	}
	for table, n := range before {
		if counts[table] < min(n, after[table]) || counts[table] > max(n, after[table]) {
			return fmt.Errorf("the copy has %d rows of %s where there were %d", counts[table], table, n)
		}
	}
	return nil
}

// sound tells whether a database is whole: its pages, and what its rows refer to.
func sound(ctx context.Context, db *sql.DB, path string) error {
	found, err := texts(ctx, db, "PRAGMA integrity_check(5)")
	if err != nil {
		return plainly(path, err)
	}
	if len(found) != 1 || found[0] != "ok" {
		return sentence("%s is damaged: %s.", path, found[0])
	}
	var lost int64
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&lost); err != nil {
		return err
	}
	if lost > 0 {
		return sentence("%s is damaged: %d rows refer to what is not there.", path, lost)
	}
	return nil
}

// settle gives a finished file its name, surely on the disk.
func settle(part, file string) error {
	if err := syncPath(part); err != nil {
		return err
	}
	if err := os.Rename(part, file); err != nil {
		return err
	}
	return syncPath(filepath.Dir(file))
}

// syncPath flushes a file, or a folder's names, to the disk.
func syncPath(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return f.Sync()
}
