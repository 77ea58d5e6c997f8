package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

// desk is a studio with one project, on which Priya is and Otto is not.
type desk struct {
	*store.Store
	clock         *storetest.Clock
	owner         store.Staff
	project       int64
	priya, otto   int64
	other, closed int64 // Otto's project; a contact of the project whose portal is closed
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	clock := storetest.NewClock()
	s, owner := storetest.Studio(t, clock)
	exec(t, s, `INSERT INTO client (id, name, portal_enabled, created_at, updated_at) VALUES (1, 'Raman', 1, 0, 0), (2, 'Berg', 1, 0, 0), (3, 'Shut', 0, 0, 0);
		INSERT INTO contact (id, client_id, name, email, created_at, updated_at) VALUES
			(11, 1, 'Priya Raman', 'priya@example.com', 0, 0), (12, 2, 'Otto Berg', 'otto@example.com', 0, 0), (13, 3, 'Sam Shut', 'sam@example.com', 0, 0);
		INSERT INTO project (id, number, client_id, name, created_at, updated_at) VALUES (21, 214, 1, 'Kitchen', 0, 0), (22, 215, 2, 'Loft', 0, 0);
		INSERT INTO project_contact VALUES (21, 11), (21, 13), (22, 12)`)
	return &desk{Store: s, clock: clock, owner: owner, project: 21, priya: 11, otto: 12, other: 22, closed: 13}
}

// exec writes to the database beside the store.
func exec(t testing.TB, s *store.Store, query string, args ...any) {
	t.Helper()
	db := side(t, s)
	defer closed(t, db)
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

func side(t testing.TB, s *store.Store) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: s.Path()}).EscapedPath()+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func closed(t testing.TB, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

// number reads one number beside the store.
func number(t testing.TB, s *store.Store, query string, args ...any) (n int64) {
	t.Helper()
	db := side(t, s)
	defer closed(t, db)
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(b)
	return b
}

func (d *desk) add(t testing.TB, name string, content []byte) store.File {
	t.Helper()
	f, err := d.AddFile(t.Context(), d.owner, d.project, name, bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (d *desk) portal(t testing.TB, contact int64) *store.Portal {
	t.Helper()
	p, err := d.PortalOfContact(t.Context(), contact)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAFileComesBackAsItWasSent(t *testing.T) {
	d := newDesk(t)
	for _, size := range []int{0, 1, 256<<10 - 1, 256 << 10, 256<<10 + 1, 1 << 20, 3<<20 + 12345} {
		content := random(size)
		// One byte at a time, as from a slow line, must not change the chunks.
		var from io.Reader = bytes.NewReader(content)
		if size < 1000 {
			from = iotest.OneByteReader(from)
		}
		f, err := d.AddFile(t.Context(), d.owner, d.project, "plan.bin", iotest.HalfReader(from))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		if f.Size != int64(size) || f.SHA256 != hex.EncodeToString(sum[:]) || f.Visible || f.By != d.owner.Name {
			t.Errorf("%d bytes: %+v", size, f)
		}
		r, err := d.OpenFile(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := iotest.TestReader(r, content); err != nil {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

func TestARangeReadsOnlyItsBytes(t *testing.T) {
	d := newDesk(t)
	content := random(2<<20 + 17)
	f := d.add(t, "film.bin", content)
	r, err := d.OpenFile(t.Context(), f.ID)
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		from := rand.IntN(len(content))
		length := rand.IntN(min(700_000, len(content)-from) + 1)
		if _, err := r.Seek(int64(from), io.SeekStart); err != nil {
			t.Fatal(err)
		}
		got := make([]byte, length)
		if _, err := io.ReadFull(r, got); err != nil || !bytes.Equal(got, content[from:from+length]) {
			t.Fatalf("%d bytes from %d: %v", length, from, err)
		}
	}
	if _, err := r.Seek(-1, io.SeekStart); err == nil {
		t.Error("a place before the beginning was sought")
	}
}

func TestAMissingChunkIsNoShortAnswer(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "film.bin", random(1<<20))
	exec(t, d.Store, "DELETE FROM chunk WHERE id = ?", f.ID<<24|2)
	r, err := d.OpenFile(t.Context(), f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, r); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("read with a chunk missing: %v", err)
	}
}

// nothingLeft fails if any trace of an upload remains.
func (d *desk) nothingLeft(t *testing.T) {
	t.Helper()
	if n := number(t, d.Store, "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM chunk)"); n != 0 {
		t.Errorf("%d rows of the upload are left", n)
	}
}

func TestAnUploadThatFailsLeavesNothing(t *testing.T) {
	cut := errors.New("the line went dead")
	for name, from := range map[string]io.Reader{
		"at once":               iotest.ErrReader(cut),
		"after 5 MiB":           io.MultiReader(bytes.NewReader(random(5<<20+99)), iotest.ErrReader(cut)),
		"as multipart says":     io.MultiReader(bytes.NewReader(random(5<<20+99)), iotest.ErrReader(io.ErrUnexpectedEOF)),
		"before the first step": io.MultiReader(bytes.NewReader(random(99)), iotest.ErrReader(io.ErrUnexpectedEOF)),
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			if _, err := d.AddFile(t.Context(), d.owner, d.project, "a.bin", from); !errors.Is(err, cut) && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("the upload ended with %v", err)
			}
			d.nothingLeft(t)
		})
	}
}

func TestAnUploadWhoseRequestEndsLeavesNothing(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	from := io.MultiReader(bytes.NewReader(random(3<<20)), readerFunc(func(p []byte) (int, error) {
		cancel()
		return len(p), nil
	}))
	if _, err := d.AddFile(ctx, d.owner, d.project, "a.bin", from); !errors.Is(err, context.Canceled) {
		t.Errorf("the upload ended with %v", err)
	}
	d.nothingLeft(t)
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestAFileOverTheLimitIsRefused(t *testing.T) {
	d := newDesk(t)
	exec(t, d.Store, "UPDATE studio SET file_limit = 2097152")
	d.Store = reopen(t, d.Store)
	d.add(t, "fits.bin", random(2<<20))
	exec(t, d.Store, "DELETE FROM activity; DELETE FROM chunk; DELETE FROM file")
	_, err := d.AddFile(t.Context(), d.owner, d.project, "big.bin", bytes.NewReader(random(2<<20+1)))
	var refused *store.Refused
	if !errors.As(err, &refused) || refused.Why.Key != "refused.file_too_large" {
		t.Fatalf("one byte over the limit: %v", err)
	}
	d.nothingLeft(t)
}

// reopen closes a store and opens its file again, as a restart does.
func reopen(t testing.TB, s *store.Store) *store.Store {
	t.Helper()
	closed(t, s)
	s, err := store.Open(t.Context(), s.Path(), store.Options{Now: storetest.NewClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, s) })
	return s
}

func TestWhatACrashLeftIsSwept(t *testing.T) {
	d := newDesk(t)
	kept := d.add(t, "kept.bin", random(700_000))
	exec(t, d.Store, `INSERT INTO content (id, media_type, state, created_at) VALUES (90, 'text/plain', 'coming', 0);
		INSERT INTO chunk (id, data) VALUES ((90 << 24), x'00'), ((90 << 24) | 1, x'00'), ((91 << 24), x'01')`)
	if err := d.SweepFiles(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := number(t, d.Store, "SELECT count(*) FROM content WHERE id = 90"); n != 0 {
		t.Error("the row of a cut-off upload is left")
	}
	if n := number(t, d.Store, "SELECT count(*) FROM chunk"); n != 3+1 {
		t.Errorf("%d chunks are left, not those of %d and the neighbour's", n, kept.ID)
	}
}

func TestARunningUploadIsNotSwept(t *testing.T) {
	d := newDesk(t)
	content := random(3 << 20)
	swept := false
	from := io.MultiReader(bytes.NewReader(content), readerFunc(func([]byte) (int, error) {
		swept = true
		if err := d.SweepFiles(t.Context()); err != nil {
			t.Error(err)
		}
		return 0, io.EOF
	}))
	f, err := d.AddFile(t.Context(), d.owner, d.project, "a.bin", from)
	if err != nil || !swept || f.Size != 3<<20 {
		t.Fatalf("%+v, %v", f, err)
	}
}

func TestADeletedFileComesBackFor30Days(t *testing.T) {
	d := newDesk(t)
	content := random(600_000)
	f := d.add(t, "plan.bin", content)
	must(t)(d.SetFileVisible(t.Context(), d.owner, f.ID, true))
	must(t)(d.DeleteFile(t.Context(), d.owner, f.ID))
	if files, err := d.Files(t.Context(), d.project, 0); err != nil || len(files) != 0 {
		t.Fatalf("after deletion: %v, %v", files, err)
	}
	if _, err := d.portal(t, d.priya).File(t.Context(), f.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the client still finds it: %v", err)
	}
	d.clock.Add(29 * 24 * time.Hour)
	if err := d.SweepFiles(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(t)(d.RestoreFile(t.Context(), d.owner, f.ID))
	if back, err := d.portal(t, d.priya).File(t.Context(), f.ID); err != nil || back.SHA256 != f.SHA256 {
		t.Fatalf("brought back: %+v, %v", back, err)
	}
	must(t)(d.DeleteFile(t.Context(), d.owner, f.ID))
	d.clock.Add(30*24*time.Hour + time.Minute)
	if err := d.SweepFiles(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := number(t, d.Store, "SELECT count(*) FROM chunk"); n != 0 {
		t.Errorf("%d chunks were not given back", n)
	}
	if _, err := d.RestoreFile(t.Context(), d.owner, f.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a file without bytes was brought back: %v", err)
	}
}

// must fails the test on an error of a verb.
func must(t testing.TB) func(store.File, error) store.File {
	return func(f store.File, err error) store.File {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}

func TestSpaceOfDeletedFilesIsGivenBack(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "big.bin", random(100<<20))
	must(t)(d.DeleteFile(t.Context(), d.owner, f.ID))
	d.clock.Add(31 * 24 * time.Hour)
	if err := d.SweepFiles(t.Context()); err != nil {
		t.Fatal(err)
	}
	closed(t, d.Store)
	if info, err := os.Stat(d.Path()); err != nil || info.Size() > 66<<20 {
		t.Errorf("the file has %d bytes, %v", info.Size(), err)
	}
	d.Store = reopen(t, d.Store)
}

func TestAFileIsSeenOnlyWhenSharedAndOnlyByItsProject(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "plan.pdf", []byte("%PDF-1.7 x"))
	priya, otto := d.portal(t, d.priya), d.portal(t, d.otto)
	seen := func(p *store.Portal) bool {
		t.Helper()
		_, err := p.File(t.Context(), f.ID)
		_, openErr := p.OpenFile(t.Context(), f.ID)
		files, listErr := p.Files(t.Context(), d.project)
		if listErr != nil || (err == nil) != (len(files) == 1) || (err == nil) != (openErr == nil) {
			t.Fatalf("%v, %v, %d in the list, %v", err, openErr, len(files), listErr)
		}
		return err == nil
	}
	if seen(priya) {
		t.Error("a file is seen before it is shared")
	}
	must(t)(d.SetFileVisible(t.Context(), d.owner, f.ID, true))
	if !seen(priya) || seen(otto) {
		t.Errorf("shared: Priya sees it: %t, Otto: %t", seen(priya), seen(otto))
	}
	exec(t, d.Store, "UPDATE project SET status = 'archived' WHERE id = 21")
	if seen(priya) {
		t.Error("a file of an archived project is seen")
	}
	exec(t, d.Store, "UPDATE project SET status = 'active' WHERE id = 21")
	must(t)(d.SetFileVisible(t.Context(), d.owner, f.ID, false))
	if seen(priya) {
		t.Error("a hidden file is seen")
	}
	must(t)(d.SetFileVisible(t.Context(), d.owner, f.ID, true))
	only := d.portal(t, d.priya)
	only.Only = store.Object{Kind: "file", ID: f.ID + 1}
	if _, err := only.File(t.Context(), f.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the link of another file opens this one: %v", err)
	}
	if _, err := only.Files(t.Context(), d.project); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a link opens the list: %v", err)
	}
}

func TestSharingShowsTheFileAndQueuesOneEmailEach(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "plan.pdf", []byte("%PDF-1.7 x"))
	for range 2 { // a double click
		must(t)(d.ShareFile(t.Context(), d.owner, f.ID, []int64{d.priya}, store.Words{Subject: "The plan", Body: "Dear Priya"}))
	}
	got, err := d.portal(t, d.priya).File(t.Context(), f.ID)
	if err != nil || got.Shared.IsZero() {
		t.Fatalf("%+v, %v", got, err)
	}
	if n := number(t, d.Store, `SELECT count(*) FROM outbox WHERE kind = 'file' AND file_id = ? AND contact_id = 11 AND project_id = 21
		AND to_email = 'priya@example.com' AND subject = 'The plan' AND body = 'Dear Priya' AND state = 'queued'`, f.ID); n != 1 {
		t.Errorf("%d emails are queued", n)
	}
}

func TestSharingIsRefusedForWhoeverMayNotSee(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "plan.pdf", []byte("%PDF-1.7 x"))
	for name, contacts := range map[string][]int64{
		"nobody": nil, "another project's contact": {d.otto}, "a closed portal": {d.closed}, "one of two": {d.priya, d.otto},
	} {
		var invalid *store.Invalid
		_, err := d.ShareFile(t.Context(), d.owner, f.ID, contacts, store.Words{})
		if !errors.As(err, &invalid) || invalid.Fields["contact"].Key == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := number(t, d.Store, "SELECT (SELECT count(*) FROM outbox) + (SELECT visible FROM file)"); n != 0 {
		t.Error("a refused sharing changed something")
	}
}

func TestDownloadsAreRecordedOnceAMinuteAndNotForPreviews(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "plan.pdf", []byte("%PDF-1.7 x"))
	must(t)(d.SetFileVisible(t.Context(), d.owner, f.ID, true))
	preview, err := d.PreviewPortal(t.Context(), d.owner, d.priya)
	if err != nil {
		t.Fatal(err)
	}
	take := func(p *store.Portal, want int) {
		t.Helper()
		if err := p.NoteDownload(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		if got, err := d.File(t.Context(), f.ID); err != nil || got.Downloads != want {
			t.Errorf("%d downloads, want %d, %v", got.Downloads, want, err)
		}
	}
	priya := d.portal(t, d.priya)
	take(preview, 0)
	take(priya, 1)
	take(priya, 1)
	d.clock.Add(2 * time.Minute)
	take(priya, 2)
}

func TestRenamingKeepsTheFile(t *testing.T) {
	d := newDesk(t)
	f := d.add(t, "plan.pdf", []byte("%PDF-1.7 x"))
	if got := must(t)(d.RenameFile(t.Context(), d.owner, f.ID, "../Plan, revision C.pdf")); got.Name != "Plan, revision C.pdf" || got.MediaType != "application/pdf" {
		t.Errorf("%+v", got)
	}
	for _, name := range []string{"", "   ", strings.Repeat("x", 256), "a\x00b", "\xff"} {
		if _, err := d.RenameFile(t.Context(), d.owner, f.ID, name); !errors.As(err, new(*store.Invalid)) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestNamesAreMadeHarmlessAndStayReadable(t *testing.T) {
	d := newDesk(t)
	long := strings.Repeat("長", 120)
	for came, want := range map[string]string{
		"Küche, Plan №3.pdf": "Küche, Plan №3.pdf", "厨房の図面.pdf": "厨房の図面.pdf", "مخطط.pdf": "مخطط.pdf",
		`C:\Users\me\plan.pdf`: "plan.pdf", "../../etc/passwd": "passwd", "a\r\nb\x00.txt": "ab.txt",
		"invoice\u202efdp.exe": "invoicefdp.exe", `say "hi"?.txt`: "say _hi__.txt", "..": "file", "": "file", "dots. . ": "dots",
		long + ".docx": strings.Repeat("長", 83) + ".docx",
	} {
		if f := d.add(t, came, []byte("x")); f.Name != want {
			t.Errorf("%q is kept as %q, want %q", came, f.Name, want)
		}
	}
}

func TestTheFirstBytesDecideWhatAFileIs(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ name, head, want, kind string }{
		{"plan.pdf", "%PDF-1.7", "application/pdf", "pdf"},
		{"plan.pdf", "<html><script>alert(1)</script>", "text/html", "doc"},
		{"photo.png", "\x89PNG\r\n\x1a\n", "image/png", "image"},
		{"terms.docx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "doc"},
		{"rates.xlsx", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet"},
		{"site.zip", "PK\x03\x04", "application/zip", "archive"},
		{"list.csv", "a,b\n1,2", "text/csv", "sheet"},
		{"odd.html", "plain words", "text/plain", "doc"},
		{"x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain", "doc"},
		{"blob", "\x00\x01\x02", "application/octet-stream", "other"},
	} {
		if f := d.add(t, c.name, []byte(c.head)); f.MediaType != c.want || f.Kind() != c.kind {
			t.Errorf("%s %q is %s (%s), want %s (%s)", c.name, c.head, f.MediaType, f.Kind(), c.want, c.kind)
		}
	}
}

func TestADispositionNamesTheFileBothWays(t *testing.T) {
	for name, want := range map[string]string{
		"plan.pdf":       `attachment; filename="plan.pdf"`,
		"Küche 100%.pdf": `attachment; filename="K_che 100_.pdf"; filename*=UTF-8''K%C3%BCche%20100%25.pdf`,
	} {
		if got := (store.File{Name: name}).Disposition(); got != want {
			t.Errorf("%s\n got %s\nwant %s", name, got, want)
		}
	}
}

func TestAFullDatabaseRefusesTheUploadAndWorksOn(t *testing.T) {
	d := newDesk(t)
	small := d.add(t, "small.bin", random(1000))
	d.LimitPages(t.Context(), 8<<20/8192)
	_, err := d.AddFile(t.Context(), d.owner, d.project, "big.bin", bytes.NewReader(random(20<<20)))
	if !store.IsFull(err) {
		t.Fatalf("a full database said %v", err)
	}
	if n := number(t, d.Store, "SELECT count(*) FROM file WHERE id <> ?", small.ID); n != 0 {
		t.Error("a row of the upload is left")
	}
	must(t)(d.SetFileVisible(t.Context(), d.owner, small.ID, true))
	d.add(t, "next.bin", random(1<<20))
}

func TestAnUploadStopsBeforeTheDiskIsFull(t *testing.T) {
	d := newDesk(t)
	small := d.add(t, "small.bin", random(1000))
	sent := 0
	from := readerFunc(func(p []byte) (int, error) {
		if sent++; sent > 8 {
			d.KeepRoom(1 << 60) // as if others had filled the disk meanwhile
		}
		return len(p), nil
	})
	if _, err := d.AddFile(t.Context(), d.owner, d.project, "endless.bin", from); !store.IsFull(err) {
		t.Fatalf("an endless file ended with %v", err)
	}
	if n := number(t, d.Store, "SELECT (SELECT count(*) FROM file) * 100 + (SELECT count(*) FROM chunk)"); n != 101 {
		t.Errorf("something of it was kept: %d", n)
	}
	must(t)(d.SetFileVisible(t.Context(), d.owner, small.ID, true))
}

func TestTheLogStaysSmallDuringALargeUpload(t *testing.T) {
	d := newDesk(t)
	most := int64(0)
	from := io.LimitReader(readerFunc(func(p []byte) (int, error) {
		if info, err := os.Stat(d.Path() + "-wal"); err == nil {
			most = max(most, info.Size())
		}
		return len(p), nil
	}), 200<<20)
	if _, err := d.AddFile(t.Context(), d.owner, d.project, "big.bin", from); err != nil {
		t.Fatal(err)
	}
	if most > 80<<20 || most == 0 {
		t.Errorf("the write-ahead log grew to %d MB", most>>20)
	}
}

func TestAFreshDatabaseIsLaidOutForFiles(t *testing.T) {
	d := newDesk(t)
	closed(t, d.Store)
	file, err := os.ReadFile(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	// https://www.sqlite.org/fileformat2.html#the_database_header
	if size := binary.BigEndian.Uint16(file[16:]); size != 8192 {
		t.Errorf("a page has %d bytes", size)
	}
	if file[18] != 2 || file[19] != 2 {
		t.Error("the journal is no write-ahead log")
	}
	if binary.BigEndian.Uint32(file[52:]) == 0 || binary.BigEndian.Uint32(file[64:]) == 0 {
		t.Error("free pages cannot be given back in steps")
	}
}

func TestAClosedStoreIsOneFile(t *testing.T) {
	d := newDesk(t)
	d.add(t, "a.bin", random(3<<20))
	closed(t, d.Store)
	for _, suffix := range []string{"-wal", "-shm"} {
		if _, err := os.Stat(d.Path() + suffix); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is left: %v", suffix, err)
		}
	}
	d.Store = reopen(t, d.Store)
	if files, err := d.Files(t.Context(), d.project, 0); err != nil || len(files) != 1 {
		t.Errorf("after reopening: %v, %v", files, err)
	}
}
