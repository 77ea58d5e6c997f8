package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"
)

// A pool is one *sql.DB and the statements prepared on it. Statements are kept
// for the life of the pool: preparing costs more than running (some 2.4 times).
// Queries are constants of this package, so the map stays small.
type pool struct {
	db    *sql.DB
	mu    sync.RWMutex
	stmts map[string]kept
}

// kept is a statement that lives as long as its pool; closing that closes it.
type kept struct{ *sql.Stmt }

func newPool(db *sql.DB) *pool { return &pool{db: db, stmts: make(map[string]kept)} }

func (p *pool) prepare(ctx context.Context, query string) (kept, error) {
	p.mu.RLock()
	stmt, there := p.stmts[query]
	p.mu.RUnlock()
	if there {
		return stmt, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if stmt, there = p.stmts[query]; there {
		return stmt, nil
	}
	prepared, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		return kept{}, fmt.Errorf("prepare %q: %w", query, err)
	}
	stmt = kept{prepared}
	p.stmts[query] = stmt
	return stmt, nil
}

func (p *pool) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := p.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

func (p *pool) close() error { return p.db.Close() }

// A tx is one immediate transaction on the writer, and the instant at which it
// takes place.
type tx struct {
	ctx    context.Context
	store  *Store
	sql    *sql.Tx
	now    time.Time
	mailed bool // a mail was queued

	pictured bool // a photograph came
}

// write runs f in one immediate transaction: all of it happens, or none.
// attempt names what was tried, for the error: "sign quote 12".
func (s *Store) write(ctx context.Context, attempt string, f func(*tx) error) error {
	conn, err := s.writer.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("%s: begin: %w", attempt, err)
	}
	t := &tx{ctx: ctx, store: s, sql: conn, now: s.Now()}
	if err := f(t); err != nil {
		_ = conn.Rollback() // f's error is the one that matters
		return fmt.Errorf("%s: %w", attempt, err)
	}
	if err := conn.Commit(); err != nil {
		return fmt.Errorf("%s: commit: %w", attempt, err)
	}
	if s.checkpoints != nil { // none yet while the schema is made
		s.checkpoints.wrote()
	}
	if t.mailed {
		wake(s.woken)
	}
	if t.pictured {
		wake(s.pictured)
	}
	return nil
}

// look runs f on one state of the database, whatever is written meanwhile: for
// figures of several queries that must agree.
func (s *Store) look(ctx context.Context, f func(querier) error) (err error) {
	conn, err := s.reader.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	defer func() {
		if e := conn.Rollback(); err == nil {
			err = e
		}
	}()
	return f(&tx{ctx: ctx, store: s, sql: conn})
}

func (t *tx) rows(_ context.Context, query string, args ...any) (*sql.Rows, error) {
	return t.sql.QueryContext(t.ctx, query, args...)
}

func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	return t.sql.ExecContext(t.ctx, query, args...)
}

// insert runs an INSERT and gives the new row's id.
func (t *tx) insert(query string, args ...any) (int64, error) {
	result, err := t.exec(query, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// update runs a statement which must change one row; none is ErrNotFound.
func (t *tx) update(query string, args ...any) error {
	n, err := t.change(query, args...)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

// change runs a statement and counts the rows that it changed.
func (t *tx) change(query string, args ...any) (int64, error) {
	result, err := t.exec(query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// querier is what both the readers' pool and a transaction can do.
type querier interface {
	rows(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// scanner is *sql.Rows as a scan function sees it.
type scanner interface{ Scan(dest ...any) error }

// all reads every row of a query.
func all[T any](ctx context.Context, q querier, scan func(scanner, *T) error, query string, args ...any) (list []T, err error) {
	err = each(ctx, q, scan, func(item *T) error {
		list = append(list, *item)
		return nil
	}, query, args...)
	return list, err
}

// each hands on every row of a query, one after the other; the first error ends
// it. It holds a connection until it is done: do must not wait for a client.
func each[T any](ctx context.Context, q querier, scan func(scanner, *T) error, do func(*T) error, query string, args ...any) (err error) {
	rows, err := q.rows(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	for rows.Next() {
		var item T
		if err := scan(rows, &item); err != nil {
			return err
		}
		if err := do(&item); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads the first row of a query; none is ErrNotFound.
func one[T any](ctx context.Context, q querier, scan func(scanner, *T) error, query string, args ...any) (item T, err error) {
	rows, err := q.rows(ctx, query, args...)
	if err != nil {
		return item, err
	}
	defer func() {
		if e := rows.Close(); err == nil {
			err = e
		}
	}()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return item, err
		}
		return item, ErrNotFound
	}
	return item, scan(rows, &item)
}

// value scans a row of one column.
func value[T any](row scanner, v *T) error { return row.Scan(v) }

// scanOne reads one row straight into variables; none is ErrNotFound.
func scanOne(t *tx, query string, args []any, dest ...any) error {
	_, err := one(t.ctx, t, func(row scanner, _ *struct{}) error { return row.Scan(dest...) }, query, args...)
	return err
}
