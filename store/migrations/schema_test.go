package migrations_test

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/migrations"
	"anteroom/store/storetest"
)

// Each released schema has a fixture, testdata/vN.sql: a database of that
// version with something of everything in it. Until version 1 is released its
// fixture follows schema.sql: after a change there, run
//
//	go test ./store/migrations -refresh
//
// A released fixture is never written again; a change is then a step.
var refresh = flag.Bool("refresh", false, "write the fixture of the current version anew")

func TestEveryRoadEndsInTheSameSchema(t *testing.T) {
	fresh := storetest.Empty(t, storetest.NewClock())
	want := schemaOf(t, fresh.Path())
	if *refresh {
		writeFixture(t)
	}
	for version := 1; version <= migrations.Current; version++ {
		t.Run(fmt.Sprintf("from version %d", version), func(t *testing.T) {
			path, rows := restore(t, version)
			walked, err := store.Open(t.Context(), path, store.Options{Now: storetest.NewClock().Now})
			if err != nil {
				t.Fatal(err)
			}
			if err := walked.Close(); err != nil {
				t.Fatal(err)
			}
			compare(t, want, schemaOf(t, path))
			sound(t, path)
			for table, before := range rows {
				if after := count(t, path, table); after != before {
					t.Errorf("%s has %d rows where there were %d", table, after, before)
				}
			}
			if found, err := store.Check(t.Context(), path); err != nil || len(found) > 0 {
				t.Errorf("the check found %v, %v", found, err)
			}
		})
	}
}

func fixture(version int) string { return filepath.Join("testdata", fmt.Sprintf("v%d.sql", version)) }

// restore makes a database of a fixture, and counts the rows of its tables.
func restore(t *testing.T, version int) (path string, rows map[string]int) {
	t.Helper()
	dump, err := os.ReadFile(fixture(version))
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "released.db")
	exec(t, path, string(dump))
	rows = map[string]int{}
	for _, table := range column(t, path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'") {
		rows[table] = count(t, path, table)
		if rows[table] == 0 {
			t.Errorf("the fixture has no row of %s", table)
		}
	}
	return path, rows
}

// schemaOf is every table, index and trigger, by its kind and name: its SQL
// without comments, its spaces made one.
func schemaOf(t *testing.T, path string) map[string]string {
	t.Helper()
	schema := map[string]string{}
	for _, entry := range column(t, path, "SELECT type || ' ' || name || char(10) || coalesce(sql, '') FROM sqlite_schema") {
		name, text, _ := strings.Cut(entry, "\n")
		text = regexp.MustCompile(`--[^\n]*`).ReplaceAllString(text, "")
		text = regexp.MustCompile(`\s*([(),])\s*`).ReplaceAllString(text, "$1")
		schema[name] = strings.Join(strings.Fields(text), " ")
	}
	return schema
}

func compare(t *testing.T, want, got map[string]string) {
	t.Helper()
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is\n\t%s\nnot, as in schema.sql,\n\t%s\n(before the release: go test ./store/migrations -refresh)", name, got[name], text)
		}
	}
	for name := range got {
		if _, there := want[name]; !there {
			t.Errorf("%s is not in schema.sql", name)
		}
	}
}

// sound asks for the version, and for what SQLite can prove of a file.
func sound(t *testing.T, path string) {
	t.Helper()
	for query, want := range map[string]string{
		"PRAGMA user_version":                           fmt.Sprint(migrations.Current),
		"PRAGMA integrity_check":                        "ok",
		"SELECT count(*) FROM pragma_foreign_key_check": "0",
	} {
		if got := column(t, path, query); !slices.Equal(got, []string{want}) {
			t.Errorf("%s says %v, not %s", query, got, want)
		}
	}
}

// writeFixture dumps a street with something of everything.
func writeFixture(t *testing.T) {
	t.Helper()
	street := storetest.NewStreet(t)
	dump := []string{
		"PRAGMA application_id = " + column(t, street.Path(), "PRAGMA application_id")[0],
		fmt.Sprintf("PRAGMA user_version = %d", migrations.Current),
	}
	all := func(query string) { dump = append(dump, column(t, street.Path(), query)...) }
	all("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
	for _, table := range column(t, street.Path(), "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid") {
		columns := column(t, street.Path(), "SELECT 'quote(' || name || ')' FROM pragma_table_info('"+table+"')")
		all("SELECT 'INSERT INTO " + table + " VALUES (' || concat_ws(', ', " + strings.Join(columns, ", ") + ") || ')' FROM " + table)
	}
	// Indexes after the rows, and triggers last: they must not act on a restore.
	all("SELECT sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY type, rowid")
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fixture(migrations.Current), []byte(strings.Join(dump, ";\n")+";\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, path, query string) {
	t.Helper()
	db := open(t, path)
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, path, table string) (n int) {
	t.Helper()
	db := open(t, path)
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return n
}

// column reads a query's one column.
func column(t *testing.T, path, query string) (list []string) {
	t.Helper()
	db := open(t, path)
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := rows.Close(); err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func open(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	return db
}
