package store_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"strconv"
	"testing"
	"testing/iotest"
	"time"

	"anteroom/store"
)

// sent is what a resumed upload must hold in the end.
func (d *desk) begin(t *testing.T, target store.Target, name string, size int) store.Upload {
	t.Helper()
	up, err := d.Uploads(d.owner).Begin(t.Context(), target, name, int64(size))
	if err != nil {
		t.Fatal(err)
	}
	return up
}

// holds tells that a file's bytes are these.
func (d *desk) holds(t *testing.T, id int64, content []byte) store.File {
	t.Helper()
	r, err := d.OpenFile(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, content) {
		t.Fatalf("%d bytes of %d are there, %v", len(got), len(content), err)
	}
	sum := sha256.Sum256(content)
	if r.File.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("the hash is %s", r.File.SHA256)
	}
	return r.File
}

func TestAnUploadGoesOnWhereverItWasBrokenOff(t *testing.T) {
	d := newDesk(t)
	content := random(3<<20 + 12345)
	dice := rand.New(rand.NewPCG(1, 2))
	up := d.begin(t, store.Target{Project: d.project}, "plan.bin", len(content))
	for up.Received < up.Size {
		left := content[up.Received:]
		piece := left[:min(len(left), 1+dice.IntN(700_000))]
		r := io.MultiReader(bytes.NewReader(piece), iotest.ErrReader(errors.New("the line broke")))
		n, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, up.Received, r)
		if n != int64(len(piece)) || err != nil && !errors.Is(err, store.ErrCutShort) {
			t.Fatalf("%d bytes of %d were kept, %v", n, len(piece), err)
		}
		if up, err = d.Uploads(d.owner).Upload(t.Context(), up.ID); err != nil {
			t.Fatal(err)
		}
	}
	if up.FileID == 0 {
		t.Fatal("nothing came of the upload")
	}
	if f := d.holds(t, up.FileID, content); f.Visible || f.By != d.owner.Name || f.Name != "plan.bin" {
		t.Errorf("the file is %+v", f)
	}
	if found, err := d.check(t); err != nil || len(found) != 0 {
		t.Errorf("the check found %v, %v", found, err)
	}
}

func (d *desk) check(t *testing.T) ([]string, error) {
	t.Helper()
	closed(t, d.Store)
	return store.Check(t.Context(), d.Path())
}

func TestAnUploadGoesOnAfterTheProgramWasRestarted(t *testing.T) {
	d := newDesk(t)
	content := random(2 << 20)
	up := d.begin(t, store.Target{Project: d.project}, "plan.bin", len(content))
	if _, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, 0, iotest.TimeoutReader(bytes.NewReader(content[:900_000]))); err != nil && !errors.Is(err, store.ErrCutShort) {
		t.Fatal(err)
	}
	s := reopen(t, d.Store)
	if err := s.SweepFiles(t.Context()); err != nil {
		t.Fatal(err)
	}
	up, err := s.Uploads(d.owner).Upload(t.Context(), up.ID)
	if err != nil || up.Received == 0 {
		t.Fatalf("after a restart: %+v, %v", up, err)
	}
	if _, err := s.Uploads(d.owner).Receive(t.Context(), up.ID, up.Received, bytes.NewReader(content[up.Received:])); err != nil {
		t.Fatal(err)
	}
	d.Store = s
	if up, err = s.Uploads(d.owner).Upload(t.Context(), up.ID); err != nil || !up.Done() {
		t.Fatalf("%+v, %v", up, err)
	}
	d.holds(t, up.FileID, content)
}

func TestAnUploadStandsWhereItStands(t *testing.T) {
	d := newDesk(t)
	up := d.begin(t, store.Target{Project: d.project}, "a.bin", 1000)
	from := d.Uploads(d.owner)
	for _, offset := range []int64{1, 500, -1} {
		if _, err := from.Receive(t.Context(), up.ID, offset, bytes.NewReader(random(10))); !errors.Is(err, store.ErrOffset) {
			t.Errorf("at %d: %v", offset, err)
		}
	}
	// More than was announced is not read.
	if n, err := from.Receive(t.Context(), up.ID, 0, bytes.NewReader(random(5000))); n != 1000 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := from.Receive(t.Context(), up.ID, 1000, bytes.NewReader(random(10))); err != nil && !errors.Is(err, store.ErrOffset) {
		t.Errorf("after the end: %v", err)
	}
	if n := number(t, d.Store, "SELECT count(*) FROM file"); n != 1 {
		t.Errorf("%d files came of it", n)
	}
}

func TestTwoWhoGoOnWithOneUpload(t *testing.T) {
	d := newDesk(t)
	content := random(1 << 20)
	up := d.begin(t, store.Target{Project: d.project}, "a.bin", len(content))
	other := readerFunc(func([]byte) (int, error) { // while the first is read, a second request has it all
		if _, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, 0, bytes.NewReader(content)); err != nil {
			t.Error(err)
		}
		return 0, io.EOF
	})
	if _, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, 0, io.MultiReader(bytes.NewReader(content[:1000]), other)); !errors.Is(err, store.ErrOffset) {
		t.Errorf("the first: %v", err)
	}
	up, err := d.Uploads(d.owner).Upload(t.Context(), up.ID)
	if err != nil || !up.Done() {
		t.Fatalf("%+v, %v", up, err)
	}
	d.holds(t, up.FileID, content)
}

func TestAnUploadIsItsSendersAlone(t *testing.T) {
	d := newDesk(t)
	up := d.begin(t, store.Target{Project: d.project}, "a.bin", 1000)
	for who, from := range map[string]*store.Uploader{"another of the studio": d.Uploads(store.Staff{ID: d.owner.ID + 1}), "a contact": d.portal(t, d.priya).Uploads(0)} {
		if _, err := from.Upload(t.Context(), up.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s sees it: %v", who, err)
		}
		if _, err := from.Receive(t.Context(), up.ID, 0, bytes.NewReader(random(1000))); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s goes on with it: %v", who, err)
		}
		if err := from.Cancel(t.Context(), up.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s ends it: %v", who, err)
		}
	}
	if n := number(t, d.Store, "SELECT count(*) FROM upload WHERE received = 0"); n != 1 {
		t.Error("the upload has changed")
	}
}

func TestUploadsAreRefusedBeforeTheyCome(t *testing.T) {
	d := newDesk(t)
	exec(t, d.Store, "UPDATE studio SET file_limit = 2000, space_limit = 0")
	s := reopen(t, d.Store)
	from := s.Uploads(d.owner)
	for what, c := range map[string]struct {
		target store.Target
		size   int64
	}{
		"too large":              {store.Target{Project: d.project}, 2001},
		"of no project":          {store.Target{Project: 999}, 10},
		"of nothing":             {store.Target{}, 10},
		"into a folder not here": {store.Target{Project: d.project, Folder: 77}, 10},
		"a version of nothing":   {store.Target{File: 77}, 10},
		"of no gallery":          {store.Target{Gallery: 77}, 10},
	} {
		if _, err := from.Begin(t.Context(), c.target, "a.bin", c.size); err == nil {
			t.Errorf("one %s was begun", what)
		}
	}
	if n := number(t, s, "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM content)"); n != 0 {
		t.Error("something was kept")
	}
	if up, err := from.Begin(t.Context(), store.Target{Project: d.project}, "empty.txt", 0); err != nil || !up.Done() {
		t.Errorf("an empty file: %+v, %v", up, err)
	}
}

func TestAnUploadThatNobodyGoesOnWithIsSwept(t *testing.T) {
	d := newDesk(t)
	up := d.begin(t, store.Target{Project: d.project}, "a.bin", 2<<20)
	if _, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, 0, bytes.NewReader(random(1<<20))); err != nil {
		t.Fatal(err)
	}
	done := d.begin(t, store.Target{Project: d.project}, "b.bin", 10)
	if _, err := d.Uploads(d.owner).Receive(t.Context(), done.ID, 0, bytes.NewReader(random(10))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		wait time.Duration
		left int
	}{{23 * time.Hour, 2}, {2 * time.Hour, 0}} {
		d.clock.Add(c.wait)
		if err := d.SweepFiles(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := number(t, d.Store, "SELECT count(*) FROM upload"); n != int64(c.left) {
			t.Errorf("%d uploads are left, not %d", n, c.left)
		}
	}
	if n := number(t, d.Store, "SELECT count(*) FROM chunk"); n != 1 {
		t.Errorf("%d chunks are left", n)
	}
}

func TestAnEndedUploadLeavesNothing(t *testing.T) {
	d := newDesk(t)
	up := d.begin(t, store.Target{Project: d.project}, "a.bin", 2<<20)
	if _, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, 0, bytes.NewReader(random(1<<20))); err != nil {
		t.Fatal(err)
	}
	if err := d.Uploads(d.owner).Cancel(t.Context(), up.ID); err != nil {
		t.Fatal(err)
	}
	if n := number(t, d.Store, "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM content) + (SELECT count(*) FROM chunk)"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

func TestNothingIsLeftOfAnUploadThatTheDiskCannotHold(t *testing.T) {
	d := newDesk(t)
	up := d.begin(t, store.Target{Project: d.project}, "a.bin", 2<<20)
	d.KeepRoom(1 << 60)
	if _, err := d.Uploads(d.owner).Receive(t.Context(), up.ID, 0, bytes.NewReader(random(2<<20))); !store.IsFull(err) {
		t.Fatalf("a full disk: %v", err)
	}
	if _, err := d.Uploads(d.owner).Begin(t.Context(), store.Target{Project: d.project}, "b.bin", 10); !store.IsFull(err) {
		t.Errorf("another: %v", err)
	}
	if n := number(t, d.Store, "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM content)"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

func TestTheDatabaseKeepsWithinItsLimit(t *testing.T) {
	d := newDesk(t)
	used, err := d.Space(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	exec(t, d.Store, "UPDATE studio SET space_limit = "+strconv.FormatInt(int64(used.Used)+3<<20, 10))
	s := reopen(t, d.Store)
	d.Store = s
	if _, err := s.AddFile(t.Context(), d.owner, d.project, "first.bin", bytes.NewReader(random(2<<20))); err != nil {
		t.Fatal(err)
	}
	if space, err := s.Space(t.Context()); err != nil || space.Files < 2<<20 || space.Percent() < 50 {
		t.Errorf("the space is %+v, %v", space, err)
	}
	if _, err := s.AddFile(t.Context(), d.owner, d.project, "second.bin", bytes.NewReader(random(2<<20))); !store.IsOverLimit(err) {
		t.Errorf("in one go: %v", err)
	}
	if _, err := s.Uploads(d.owner).Begin(t.Context(), store.Target{Project: d.project}, "second.bin", 2<<20); !store.IsOverLimit(err) {
		t.Errorf("resumable: %v", err)
	}
	if n := number(t, s, "SELECT count(*) FROM content"); n != 1 {
		t.Errorf("%d contents are kept", n)
	}
}
