// Package migrations walks an older database up to today's schema, step by
// step, in one transaction. A released step is never changed again.
package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Current is the version (PRAGMA user_version) of schema.sql.
const Current = 1

// steps[n] leads from version n+1 to version n+2. Version 1 is the first that
// was released, so no step leads to it.
var steps = []string{}

// NewerError says that a database was written by a newer program.
type NewerError struct{ Found int }

func (e NewerError) Error() string {
	return fmt.Sprintf("schema %d is newer than %d", e.Found, Current)
}

// Walk brings the database up to Current. Before the first step it takes a
// snapshot beside the file, at path + ".before-N".
func Walk(ctx context.Context, db *sql.DB, path string) error {
	return walk(ctx, db, path, steps)
}

func walk(ctx context.Context, db *sql.DB, path string, steps []string) (err error) {
	target := len(steps) + 1
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > target {
		return NewerError{version}
	}
	if version < 1 {
		return fmt.Errorf("schema version %d was never released", version)
	}
	if version == target {
		return nil
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", fmt.Sprintf("%s.before-%d", path, target)); err != nil {
		return fmt.Errorf("snapshot before the upgrade: %w", err)
	}
	return climb(ctx, db, version, steps)
}

func climb(ctx context.Context, db *sql.DB, version int, steps []string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, step := range steps[version-1:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return errors.Join(fmt.Errorf("upgrade from schema %d: %w", version, err), tx.Rollback())
		}
		version++
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
