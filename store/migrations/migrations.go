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

// Snapshot keeps a copy of the database as it is before it leads to version.
type Snapshot func(ctx context.Context, version int) error

// Walk brings the database up to Current, all the way or not at all. Before
// the first step it takes a snapshot.
func Walk(ctx context.Context, db *sql.DB, snapshot Snapshot) error {
	return walk(ctx, db, snapshot, steps)
}

func walk(ctx context.Context, db *sql.DB, snapshot Snapshot, steps []string) (err error) {
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
	if err := snapshot(ctx, target); err != nil {
		return fmt.Errorf("snapshot before the upgrade: %w", err)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return unbound(ctx, conn, func() error { return climb(ctx, conn, version, steps) })
}

// unbound lets f change tables that others refer to: with foreign keys in force
// a table could not be made anew without taking its children along
// (sqlite.org/lang_altertable.html). The switch does nothing in a transaction,
// so it stands around it.
func unbound(ctx context.Context, conn *sql.Conn, f func() error) error {
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return err
	}
	err := f()
	// Also when ctx has ended: the connection goes back to its pool.
	_, bound := conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = ON")
	return errors.Join(err, bound)
}

func climb(ctx context.Context, conn *sql.Conn, version int, steps []string) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, step := range steps[version-1:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return rollback(tx, fmt.Errorf("upgrade from schema %d: %w", version, err))
		}
		version++
	}
	var lost int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&lost); err != nil {
		return rollback(tx, err)
	}
	if lost > 0 {
		return rollback(tx, fmt.Errorf("upgrade to schema %d: %d rows would refer to what is not there", version, lost))
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return rollback(tx, err)
	}
	return tx.Commit()
}

// rollback takes everything back and gives the error that was the reason; a
// transaction whose context has ended is rolled back already.
func rollback(tx *sql.Tx, reason error) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return errors.Join(reason, err)
	}
	return reason
}
