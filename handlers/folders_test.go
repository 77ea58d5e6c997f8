package handlers_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

func (f *filed) folder(t *testing.T, parent int64, name string) store.Folder {
	t.Helper()
	folder, err := f.Store.MakeFolder(t.Context(), f.job.Owner, f.job.Project.ID, parent, name)
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestFilesLieInFolders(t *testing.T) {
	f := newFiled(t)
	page := f.owner.Open(f.files()).Submit("Make folder", "name", "Plans")
	page.Shows("Plans", "Nothing in this folder yet", "Rename")
	folder := storetest.Count(t, f.Store, "SELECT max(id) FROM folder")
	page = f.owner.Open(f.files()).Submit("Move", "file", fmt.Sprint(f.file.ID), "folder", fmt.Sprint(folder))
	page.Shows("1 file moved.", f.file.Name)
	if list := f.owner.Open(f.files()).Find("file-list"); strings.Contains(list, f.file.Name) {
		t.Errorf("it still lies at the top: %s", list)
	}
	// The client sees the folder once there is something in it for them.
	client := f.signIn(t, f.job)
	shared := fmt.Sprintf("/portal/projects/%d/files", f.job.Project.ID)
	client.Open(shared).Hides("Plans")
	if _, err := f.Store.SetFileVisible(t.Context(), f.job.Owner, f.file.ID, true); err != nil {
		t.Fatal(err)
	}
	client.Open(shared).Shows("Plans", f.file.Name)
}

func TestAFolderKeepsItsNameUnlessOneKnowsIt(t *testing.T) {
	f := newFiled(t)
	folder := f.folder(t, 0, "Plans")
	f.folder(t, 0, "Photos")
	mine, theirs := f.owner.Open(fmt.Sprintf("%s?folder=%d", f.files(), folder.ID)), f.owner.Open(fmt.Sprintf("%s?folder=%d", f.files(), folder.ID))
	theirs.Submit("Rename", "name", "Drawings").Shows("Saved.", "Drawings")
	mine.Submit("Rename", "name", "Sketches").Is(http.StatusConflict).Shows("Somebody has named this folder “Drawings” meanwhile.")
	again := f.owner.Open(fmt.Sprintf("%s?folder=%d", f.files(), folder.ID)).Submit("Rename", "name", "photos")
	again.Is(http.StatusUnprocessableEntity).Shows("There is a folder of that name here already.")
}

func TestADeletedFolderComesBackWithWhatWasInIt(t *testing.T) {
	f := newFiled(t)
	outer := f.folder(t, 0, "Plans")
	inner := f.folder(t, outer.ID, "Old")
	for _, id := range []int64{outer.ID, inner.ID} {
		if _, err := f.Store.AddFileTo(t.Context(), f.job.Owner, f.job.Project.ID, id, fmt.Sprintf("in %d.txt", id), strings.NewReader(fmt.Sprint(id))); err != nil {
			t.Fatal(err)
		}
	}
	page := f.owner.Open(fmt.Sprintf("%s?folder=%d", f.files(), outer.ID)).Submit("Delete folder")
	page.Shows("Plans was deleted, with what was in it.").Hides("in the way")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM file WHERE deleted_at IS NULL"); n != 1 {
		t.Errorf("%d files are left", n)
	}
	page.Submit("Undo").Shows("Plans is back", fmt.Sprintf("in %d.txt", outer.ID), "Old")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM file WHERE deleted_at IS NULL"); n != 3 {
		t.Errorf("%d files are back", n)
	}
}

func TestAFolderIsNotPutIntoItself(t *testing.T) {
	f := newFiled(t)
	outer := f.folder(t, 0, "Plans")
	inner := f.folder(t, outer.ID, "Old")
	f.owner.Open(fmt.Sprintf("%s?folder=%d", f.files(), outer.ID)).Submit("Move folder", "folder", fmt.Sprint(inner.ID)).
		Is(http.StatusConflict).Shows("A folder cannot lie in itself.")
}

func TestANewVersionTakesThePlaceOfAFile(t *testing.T) {
	f := newFiled(t)
	link := f.link(t)
	client := f.Visitor(t)
	body, kind := uploadOf(t, "Küche, revision D.pdf", "%PDF-1.7 revision D")
	r := f.owner.Request("POST", f.path()+"/versions", body)
	r.Header.Set("Content-Type", kind)
	page := f.owner.Do(r)
	page.Shows("Replaced.", "Küche, revision D.pdf", "Version 1, Küche, revision C.pdf")
	client.Open(link).Shows("Küche, revision D.pdf").Hides("revision C")
	if got := client.Open(link + "/content").Body; got != "%PDF-1.7 revision D" {
		t.Errorf("the link gives %q", got)
	}
	if got := f.owner.Open(f.path() + "/versions/1/content").Body; got != string(drawings) {
		t.Error("the first version is not what it was")
	}
	client.Open(link + "/versions/1/content").Is(http.StatusNotFound)
	page.Submit("Bring back").Shows("The earlier version is the newest again.", "version 3")
	if got := client.Open(link + "/content").Body; got != string(drawings) {
		t.Error("the link does not give the first version again")
	}
}

// names are the files of a ZIP, as Go, unzip and Python read them.
func zipNames(t *testing.T, body string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "all.zip")
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	if unzip, err := exec.LookPath("unzip"); err == nil {
		if out, err := exec.CommandContext(t.Context(), unzip, "-tqq", file).CombinedOutput(); err != nil {
			t.Errorf("unzip: %v: %s", err, out)
		}
	} else if os.Getenv("ANTEROOM_REQUIRE_TOOLS") != "" {
		t.Error("unzip is missing")
	}
	r, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range r.File {
		names = append(names, entry.Name)
		content, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, content); err != nil {
			t.Errorf("%s: %v", entry.Name, err)
		}
	}
	return names
}

func TestFilesLeaveAsOneZip(t *testing.T) {
	f := newFiled(t)
	folder := f.folder(t, 0, "Pläne")
	for _, name := range []string{"平面図.txt", "مخطط.txt", "Küche, revision C.pdf"} {
		if _, err := f.Store.AddFileTo(t.Context(), f.job.Owner, f.job.Project.ID, folder.ID, name, strings.NewReader(name)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Store.AddFile(t.Context(), f.job.Owner, f.job.Project.ID, f.file.Name, strings.NewReader("another of that name")); err != nil {
		t.Fatal(err)
	}
	page := f.owner.Open(f.files() + "/zip").Is(http.StatusOK)
	if d := page.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") || !strings.Contains(d, ".zip") {
		t.Errorf("it leaves as %q", d)
	}
	want := []string{"Küche, revision C (2).pdf", "Küche, revision C.pdf", "Pläne/Küche, revision C.pdf", "Pläne/مخطط.txt", "Pläne/平面図.txt"}
	got := zipNames(t, page.Body)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("in it are %q", got)
	}
	// A client gets what they see, and no more.
	client := f.signIn(t, f.job)
	zipped := fmt.Sprintf("/portal/projects/%d/files/zip", f.job.Project.ID)
	client.Open(zipped).Is(http.StatusNotFound)
	if _, err := f.Store.SetFileVisible(t.Context(), f.job.Owner, f.file.ID, true); err != nil {
		t.Fatal(err)
	}
	if names := zipNames(t, client.Open(zipped).Body); !slices.Equal(names, []string{f.file.Name}) {
		t.Errorf("a client is given %q", names)
	}
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM download WHERE file_id = ?", f.file.ID); n != 1 {
		t.Errorf("%d downloads were recorded", n)
	}
}

func TestSeveralFilesAreSharedByOneEmail(t *testing.T) {
	f := newFiled(t)
	other, err := f.Store.AddFile(t.Context(), f.job.Owner, f.job.Project.ID, "Prices.csv", strings.NewReader("a,b"))
	if err != nil {
		t.Fatal(err)
	}
	third, err := f.Store.AddFile(t.Context(), f.job.Owner, f.job.Project.ID, "Internal.csv", strings.NewReader("c,d"))
	if err != nil {
		t.Fatal(err)
	}
	page := f.owner.Open(fmt.Sprintf("%s/sharing?file=%d&file=%d", f.files(), f.file.ID, other.ID))
	page.Shows("Share files", "2 files, in one email", "it becomes visible in the portal", "Prices.csv")
	page.Submit("Share files", "subject", "Two files").Shows("2 files are visible in the portal")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM outbox WHERE kind = 'files'"); n != 1 {
		t.Fatalf("%d emails were queued", n)
	}
	share := storetest.Count(t, f.Store, "SELECT max(id) FROM share")
	link := "/d/" + f.job.Link(t, "share", share)
	client := f.Visitor(t)
	opened := client.Open(link)
	opened.Shows("Files for you", "Prices.csv", f.file.Name, "Download all").Hides("Internal.csv")
	if got := client.Open(fmt.Sprintf("%s/shared/%d", link, other.ID)).Body; got != "a,b" {
		t.Errorf("one of them is %q", got)
	}
	client.Open(fmt.Sprintf("%s/shared/%d", link, third.ID)).Is(http.StatusNotFound)
	if names := zipNames(t, client.Open(link+"/shared/zip").Body); len(names) != 2 {
		t.Errorf("all together are %q", names)
	}
	// What is hidden again leaves the link.
	if _, err := f.Store.SetFileVisible(t.Context(), f.job.Owner, other.ID, false); err != nil {
		t.Fatal(err)
	}
	client.Open(link).Hides("Prices.csv")
	client.Open(fmt.Sprintf("%s/shared/%d", link, other.ID)).Is(http.StatusNotFound)
}

func TestSharingAsksForFilesAndForReaders(t *testing.T) {
	f := newFiled(t)
	f.owner.Open(f.files() + "/sharing").Shows("Tick the files first.")
	f.owner.Open(fmt.Sprintf("%s/sharing?file=%d&file=999999", f.files(), f.file.ID)).Is(http.StatusNotFound)
	page := f.owner.Post(f.files()+"/sharing", "file", fmt.Sprint(f.file.ID), "subject", "Hello")
	page.Is(http.StatusUnprocessableEntity)
	if n := storetest.Count(t, f.Store, "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM share) + (SELECT sum(visible) FROM file)"); n != 0 {
		t.Error("something was shared")
	}
}

func TestFilesAreFoundByName(t *testing.T) {
	f := newFiled(t)
	f.owner.Open("/studio/files").Shows(f.file.Name, f.job.Project.Name)
	f.owner.Open("/studio/files?q=kuche").Shows(f.file.Name)
	f.owner.Open("/studio/files?q=bathroom").Hides(f.file.Name)
	f.owner.Open("/studio/files?status=visible").Hides("revision C")
	f.owner.Open("/studio/files?q=%22%27%2A%25").Is(http.StatusOK)
}

func TestTheRoomForFilesIsTheOwners(t *testing.T) {
	f := newFiled(t)
	page := f.owner.Open("/studio/settings/files")
	page.Shows("Free on the disk", "The whole database")
	page.Submit("Save", "file_limit", "10", "space_limit", "5").Shows("Saved.")
	if s := f.Store.Studio(); s.FileLimit != 10<<20 || s.SpaceLimit != 5<<30 {
		t.Errorf("the limits are %d and %d", s.FileLimit, s.SpaceLimit)
	}
	again := f.owner.Open("/studio/settings/files").Submit("Save", "file_limit", "0", "space_limit", "many")
	again.Is(http.StatusUnprocessableEntity)
	if again.Error("file_limit") == "" && again.Error("space_limit") == "" {
		t.Error("nothing is said beside the fields")
	}
	again = f.owner.Open("/studio/settings/files").Submit("Save", "file_limit", "0", "space_limit", "")
	again.Is(http.StatusUnprocessableEntity)
	if again.Error("file_limit") == "" {
		t.Error("nothing is said beside the limit of a file")
	}
}
