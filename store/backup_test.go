package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func (d *desk) backup(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "backup.db")
	if _, err := store.Backup(t.Context(), d.Path(), file, false); err != nil {
		t.Fatal(err)
	}
	return file
}

// opened is a closed database opened again.
func opened(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Now: storetest.NewClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, s) })
	return s
}

func TestABackupWhileWritingIsWhole(t *testing.T) {
	d := newDesk(t)
	d.add(t, "first.bin", random(5<<20))
	var writing sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	writing.Go(func() {
		for ctx.Err() == nil {
			if _, err := d.AddFile(context.Background(), d.owner, d.project, "more.bin", bytes.NewReader(random(1<<20))); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 3 {
		file := d.backup(t)
		if found, err := store.Check(t.Context(), file); err != nil || len(found) > 0 {
			t.Errorf("the backup: %v, %v", found, err)
		}
		if n := len(files(t, filepath.Dir(file))); n != 1 {
			t.Errorf("%d files are beside the backup", n-1)
		}
	}
	stop()
	writing.Wait()
}

func files(t testing.TB, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		names = append(names, f.Name())
	}
	return names
}

func TestABackupIsReadByItsOwnerAlone(t *testing.T) {
	d := newDesk(t)
	if info, err := os.Stat(d.backup(t)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestABackupOverwritesNothingUntold(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(file, []byte("letters"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{
		"a file": file, "the database itself": d.Path(), "a folder": t.TempDir(), "a missing folder": filepath.Join(t.TempDir(), "no", "b.db"),
	} {
		_, err := store.Backup(t.Context(), d.Path(), target, false)
		if !errors.As(err, new(store.Sentence)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if kept, err := os.ReadFile(file); err != nil || string(kept) != "letters" {
		t.Errorf("the file is now %q, %v", kept, err)
	}
	if _, err := store.Backup(t.Context(), d.Path(), d.Path(), true); err == nil {
		t.Error("the database was overwritten by its own backup")
	}
	if _, err := store.Backup(t.Context(), d.Path(), file, true); err != nil {
		t.Errorf("told to overwrite: %v", err)
	}
}

func TestABackupOfWhatIsNotOursIsRefused(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database ", 999)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{text, filepath.Join(dir, "missing.db")} {
		if _, err := store.Backup(t.Context(), from, filepath.Join(dir, "b.db"), false); !errors.As(err, new(store.Sentence)) {
			t.Errorf("%s: %v", from, err)
		}
	}
	if n := files(t, dir); len(n) != 1 {
		t.Errorf("left behind: %v", n)
	}
}

func TestRestoringBringsEverythingBackAndNobodyIn(t *testing.T) {
	d := newDesk(t)
	content := random(2 << 20)
	f := d.add(t, "plan.bin", content)
	must(t)(d.ShareFile(t.Context(), d.owner, f.ID, []int64{d.priya}, store.Words{}))
	exec(t, d.Store, `INSERT INTO pass (purpose, token_hash, staff_id, created_at, expires_at) VALUES ('reset', randomblob(32), 1, 0, 9e12)`)
	file := d.backup(t)
	must(t)(d.DeleteFile(t.Context(), d.owner, f.ID))
	closed(t, d.Store)

	kept, err := store.Restore(t.Context(), d.Path(), file, d.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	s := opened(t, d.Path())
	if back, err := s.File(t.Context(), f.ID); err != nil || !back.Deleted.IsZero() || back.SHA256 != f.SHA256 {
		t.Errorf("the file: %+v, %v", back, err)
	}
	if n := number(t, s, "SELECT count(*) FROM session"); n != 0 {
		t.Errorf("%d sessions live on", n)
	}
	if n := number(t, s, "SELECT count(*) FROM pass WHERE used_at IS NULL"); n != 0 {
		t.Errorf("%d passes can still be used", n)
	}
	if n := number(t, s, "SELECT count(*) FROM outbox WHERE state = 'held'"); n != 1 || number(t, s, "SELECT count(*) FROM outbox") != 1 {
		t.Errorf("%d mails are held", n)
	}
	if before, err := opened(t, kept).File(t.Context(), f.ID); err != nil || before.Deleted.IsZero() {
		t.Errorf("what was there before: %+v, %v", before, err)
	}
}

func TestRestoringIsRefusedUnderALiveServer(t *testing.T) {
	d := newDesk(t)
	file := d.backup(t)
	if _, err := store.Restore(t.Context(), d.Path(), file, d.clock.Now()); !errors.As(err, new(store.Sentence)) {
		t.Fatalf("beside a live server: %v", err)
	}
	if n := files(t, filepath.Dir(d.Path())); len(n) != 3 { // the database, -wal, -shm
		t.Errorf("there are now %v", n)
	}
}

func TestADamagedBackupIsNotRestored(t *testing.T) {
	d := newDesk(t)
	d.add(t, "plan.bin", random(1<<20))
	file := d.backup(t)
	closed(t, d.Store)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	torn := bytes.Clone(whole)
	copy(torn[8192*3:], random(8192*4)) // pages of tables
	for name, backup := range map[string][]byte{"torn": torn, "cut short": whole[:len(whole)/2/8192*8192], "text": []byte(strings.Repeat("words ", 5000)), "empty": nil} {
		if err := os.WriteFile(file, backup, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Restore(t.Context(), d.Path(), file, d.clock.Now()); !errors.As(err, new(store.Sentence)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, err := os.ReadFile(d.Path()); err != nil || !bytes.Equal(before, after) || len(files(t, filepath.Dir(d.Path()))) != 1 {
		t.Errorf("a refused restore left %v, %v", files(t, filepath.Dir(d.Path())), err)
	}
}

func TestRestoringLeavesNoStaleLog(t *testing.T) {
	d := newDesk(t)
	file := d.backup(t)
	d.add(t, "later.bin", random(1<<20))
	// What a crash leaves: a database with its log beside it.
	dir := t.TempDir()
	path := filepath.Join(dir, "anteroom.db")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		b, err := os.ReadFile(d.Path() + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+suffix, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := store.Restore(t.Context(), path, file, d.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	if list, err := opened(t, path).Files(t.Context(), d.project, 0); err != nil || len(list) != 0 {
		t.Errorf("the restored database: %v, %v", list, err)
	}
	if list, err := opened(t, kept).Files(t.Context(), d.project, 0); err != nil || len(list) != 1 {
		t.Errorf("what a crash had left in the log: %v, %v", list, err)
	}
}

func TestRestoringWhereThereIsNothingYet(t *testing.T) {
	d := newDesk(t)
	file := d.backup(t)
	path := filepath.Join(t.TempDir(), "anteroom.db")
	if kept, err := store.Restore(t.Context(), path, file, d.clock.Now()); err != nil || kept != "" {
		t.Fatalf("%q, %v", kept, err)
	}
	if !opened(t, path).IsSetUp() {
		t.Error("there is no studio")
	}
}

func TestCheckFindsWhatDoesNotHold(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "plan.bin", random(1<<20))
	if found, err := store.Check(t.Context(), d.Path()); err != nil || len(found) != 0 {
		t.Fatalf("a sound database: %v, %v", found, err)
	}
	exec(t, d.Store, "UPDATE chunk SET data = zeroblob(262144) WHERE id = ?", f.ID<<24)
	exec(t, d.Store, `INSERT INTO invoice (id, project_id, number, state, currency, total, paid, content, content_hash, issued_on, issued_at, created_at, updated_at)
		VALUES (5, 21, 'INV-5', 'issued', 'GBP', 1000, 7, '{}', 'nothing', '2026-11-23', 0, 0, 0);
		INSERT INTO instalment (invoice_id, position, label, amount, due_on) VALUES (5, 1, 'all', 999, '2026-12-01')`)
	found, err := store.Check(t.Context(), d.Path())
	want := []string{"File 1 (plan.bin)", "Invoice 5: what is paid", "Invoice 5: its schedule", "Invoice 5 is not as"}
	if err != nil || len(found) != len(want) {
		t.Fatalf("%q, %v", found, err)
	}
	for i := range want {
		if !strings.HasPrefix(found[i], want[i]) {
			t.Errorf("%q, want %q …", found[i], want[i])
		}
	}
}

func TestRestoringOverADatabaseThatOpensNoMoreLeavesNoStaleLog(t *testing.T) {
	d := newDesk(t)
	file := d.backup(t)
	path := filepath.Join(t.TempDir(), "anteroom.db")
	for suffix, content := range map[string]string{"": "a page that the disk has lost", "-wal": "what was in its log", "-shm": "an index of it"} {
		if err := os.WriteFile(path+suffix, []byte(strings.Repeat(content, 999)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Restore(t.Context(), path, file, d.clock.Now()); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(path + suffix); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there: %v", suffix, err)
		}
	}
	if !opened(t, path).IsSetUp() {
		t.Error("there is no studio")
	}
}

func TestABackupWhoseRowsReferToNothingIsNotRestored(t *testing.T) {
	d := newDesk(t)
	file := d.backup(t)
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=foreign_keys(0)")
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), "UPDATE project SET client_id = 999")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	closed(t, d.Store)
	if _, err := store.Restore(t.Context(), d.Path(), file, d.clock.Now()); !errors.As(err, new(store.Sentence)) {
		t.Errorf("it is restored: %v", err)
	}
}
