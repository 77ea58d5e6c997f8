package handlers_test

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// watch tells whether anything in a database has changed.
type watch struct {
	t       testing.TB
	db      *sql.DB // one connection: data_version counts what others commit
	version int64
	rows    map[string]string // of each table
}

func newWatch(t testing.TB, path string) *watch {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=query_only(1)")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w := &watch{t: t, db: db}
	w.version, w.rows = w.commits(), w.dump()
	return w
}

// changed are the tables that hold something else than when it was last asked.
// What only counts visits is left out: when a session was last seen, and how
// often a door was tried.
func (w *watch) changed() []string {
	w.t.Helper()
	version := w.commits()
	if version == w.version {
		return nil
	}
	before := w.rows
	w.version, w.rows = version, w.dump()
	var tables []string
	for table := range maps.Keys(w.rows) {
		if w.rows[table] != before[table] {
			tables = append(tables, table)
		}
	}
	slices.Sort(tables)
	return tables
}

func (w *watch) commits() (n int64) {
	w.t.Helper()
	if err := w.db.QueryRowContext(w.t.Context(), "PRAGMA data_version").Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *watch) dump() map[string]string {
	w.t.Helper()
	rows := map[string]string{}
	for _, table := range w.texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'rate_limit'") {
		columns := w.texts("SELECT 'quote(' || name || ')' FROM pragma_table_info(?) WHERE NOT (? = 'session' AND name = 'seen_at')", table, table)
		rows[table] = strings.Join(w.texts(fmt.Sprintf("SELECT concat_ws(',', %s) FROM %s ORDER BY 1", strings.Join(columns, ", "), table)), "\n")
	}
	return rows
}

// texts reads a query's one column.
func (w *watch) texts(query string, args ...any) (list []string) {
	w.t.Helper()
	rows, err := w.db.QueryContext(w.t.Context(), query, args...)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			w.t.Error(err)
		}
	}()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			w.t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	return list
}
