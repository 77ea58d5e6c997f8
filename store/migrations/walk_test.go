package migrations

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"modernc.org/sqlite"
)

// The ladder of these tests: version 1 is released, two steps lead to 3. The
// first makes a table anew to which another refers, the second fills a column.
const (
	first = `CREATE TABLE house (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
		CREATE TABLE room (id INTEGER PRIMARY KEY, house_id INTEGER NOT NULL REFERENCES house ON DELETE CASCADE) STRICT;
		INSERT INTO house VALUES (1, 'Mill'), (2, 'Barn');
		INSERT INTO room VALUES (1, 1), (2, 1), (3, 2);
		PRAGMA user_version = 1`
	rebuild = `CREATE TABLE new_house (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), storeys INTEGER) STRICT;
		INSERT INTO new_house (id, name) SELECT id, name FROM house;
		DROP TABLE house;
		ALTER TABLE new_house RENAME TO house`
	fill = "UPDATE house SET storeys = 2"
)

// released is a database of version 1, and a snapshot that is noted.
type released struct {
	*sql.DB
	path      string
	snapshots []int
}

func release(t *testing.T) *released {
	t.Helper()
	r := &released{path: filepath.Join(t.TempDir(), "house.db")}
	r.DB = open(t, r.path)
	r.must(t, first)
	return r
}

// open is as the store opens its writer.
func open(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL&_foreign_keys=1&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func (r *released) must(t *testing.T, query string) {
	t.Helper()
	if _, err := r.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}

func (r *released) climb(ctx context.Context, steps ...string) error {
	return walk(ctx, r.DB, func(_ context.Context, version int) error {
		r.snapshots = append(r.snapshots, version)
		return nil
	}, steps)
}

// state is the version, the tables and the rows, in words.
func state(t *testing.T, db *sql.DB) string {
	t.Helper()
	var says string
	if err := db.QueryRowContext(t.Context(), `SELECT (SELECT user_version FROM pragma_user_version)
		|| ': ' || (SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema ORDER BY name))
		|| ', ' || (SELECT count(*) FROM house) || ' houses, ' || (SELECT count(*) FROM room) || ' rooms, bound '
		|| (SELECT foreign_keys FROM pragma_foreign_keys)`).Scan(&says); err != nil {
		t.Fatal(err)
	}
	return says
}

const untouched, arrived = "1: house room, 2 houses, 3 rooms, bound 1", "3: house room, 2 houses, 3 rooms, bound 1"

func (r *released) is(t *testing.T, want string) {
	t.Helper()
	if got := state(t, r.DB); got != want {
		t.Errorf("the database is %q, not %q", got, want)
	}
}

func TestStepsLeadToTheCurrentVersion(t *testing.T) {
	if Current != len(steps)+1 {
		t.Errorf("%d steps lead to %d, not to %d", len(steps), len(steps)+1, Current)
	}
}

func TestWalkClimbsEveryStepAndLosesNothing(t *testing.T) {
	r := release(t)
	if err := r.climb(t.Context(), rebuild, fill); err != nil {
		t.Fatal(err)
	}
	r.is(t, arrived)
	if fmt.Sprint(r.snapshots) != "[3]" {
		t.Errorf("snapshots %v", r.snapshots)
	}
	var storeys int
	if err := r.QueryRowContext(t.Context(), "SELECT sum(storeys) FROM house").Scan(&storeys); err != nil || storeys != 4 {
		t.Errorf("%d storeys, %v", storeys, err)
	}
	if err := r.climb(t.Context(), rebuild, fill); err != nil || len(r.snapshots) != 1 {
		t.Errorf("a second walk: %v, snapshots %v", err, r.snapshots)
	}
}

func TestWalkBeginsWhereTheDatabaseStands(t *testing.T) {
	r := release(t)
	if err := r.climb(t.Context(), rebuild); err != nil {
		t.Fatal(err)
	}
	if err := r.climb(t.Context(), "this step was climbed before", fill); err != nil {
		t.Fatal(err)
	}
	r.is(t, arrived)
}

func TestSnapshotComesFirst(t *testing.T) {
	r := release(t)
	full := errors.New("the disk is full")
	err := walk(t.Context(), r.DB, func(context.Context, int) error {
		r.is(t, untouched)
		return full
	}, []string{rebuild, fill})
	if !errors.Is(err, full) {
		t.Errorf("walked without a snapshot: %v", err)
	}
	r.is(t, untouched)
}

func TestFailingStepTakesAllBack(t *testing.T) {
	for name, step := range map[string]string{
		"a fault":        "UPDATE attic SET storeys = 2",
		"half of it":     "DELETE FROM room; SELECT * FROM attic",
		"a broken check": "UPDATE house SET name = ''",
		"lost children":  "DELETE FROM house WHERE id = 2",
	} {
		t.Run(name, func(t *testing.T) {
			r := release(t)
			if err := r.climb(t.Context(), rebuild, step); err == nil {
				t.Error("the step did not fail")
			}
			r.is(t, untouched)
			if err := r.climb(t.Context(), rebuild, fill); err != nil {
				t.Errorf("the mended step: %v", err)
			}
			r.is(t, arrived)
		})
	}
}

func TestWhatWasNeverReleasedIsRefused(t *testing.T) {
	for _, version := range []int{4, 99, 0, -1} {
		r := release(t)
		r.must(t, fmt.Sprintf("PRAGMA user_version = %d", version))
		err := r.climb(t.Context(), rebuild, fill)
		var newer NewerError
		if errors.As(err, &newer) != (version > 3) || newer.Found != max(version, 0) && version > 3 {
			t.Errorf("version %d: %v", version, err)
		}
		if err == nil || len(r.snapshots) > 0 {
			t.Errorf("version %d: %v, snapshots %v", version, err, r.snapshots)
		}
		r.is(t, strings.Replace(untouched, "1:", fmt.Sprint(version)+":", 1))
	}
}

// halfway is what happens between two steps: the SQL function of that name,
// which connections opened later know, calls it.
var halfway atomic.Pointer[func() error]

func happen(t *testing.T, f func() error) {
	t.Helper()
	if halfway.Swap(&f) == nil {
		sqlite.MustRegisterScalarFunction("halfway", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
			return int64(1), (*halfway.Load())()
		})
	}
}

func TestStoppedBetweenStepsNothingHappened(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	happen(t, func() error { stop(); return nil })
	r := release(t)
	if err := r.climb(ctx, rebuild, "SELECT halfway(); "+fill); !errors.Is(err, context.Canceled) {
		t.Errorf("told to stop: %v", err)
	}
	r.is(t, untouched)
	if err := r.climb(t.Context(), rebuild, fill); err != nil {
		t.Error(err)
	}
	r.is(t, arrived)
}

// A copy of the file and its log, taken between two steps, is what a loss of
// power leaves behind.
func TestPowerLostBetweenStepsNothingHappened(t *testing.T) {
	var r *released
	left := filepath.Join(t.TempDir(), "left.db")
	happen(t, func() error {
		for _, end := range []string{"", "-wal"} {
			content, err := os.ReadFile(r.path + end)
			if err != nil {
				return err
			}
			if err := os.WriteFile(left+end, content, 0o600); err != nil {
				return err
			}
		}
		return nil
	})
	r = release(t)
	// One page of memory, so that what is not committed is in the log too.
	r.must(t, "PRAGMA cache_size = 1; PRAGMA cache_spill = 1")
	big := "INSERT INTO house (name) WITH RECURSIVE n (n) AS (SELECT 1 UNION SELECT n + 1 FROM n WHERE n < 500) SELECT hex(randomblob(1000)) FROM n"
	if err := r.climb(t.Context(), rebuild+";"+big, "SELECT halfway(); "+fill); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(left + "-wal"); err != nil || info.Size() < 500_000 {
		t.Fatalf("the log held nothing of the step: %v %v", info, err)
	}
	r2 := &released{DB: open(t, left)}
	r2.is(t, untouched)
	if err := r2.climb(t.Context(), rebuild, fill); err != nil {
		t.Error(err)
	}
	r2.is(t, arrived)
}
