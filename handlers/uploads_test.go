package handlers_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// tusRequest is a request of the tus protocol, 1.0.0.
func tusRequest(v *Visitor, method, path string, body io.Reader, headers ...string) *http.Request {
	r := v.Request(method, path, body)
	r.Header.Set("Tus-Resumable", "1.0.0")
	if method == http.MethodPatch {
		r.Header.Set("Content-Type", "application/offset+octet-stream")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

// beginsUpload creates an upload, and gives the path where it stands.
func (f *filed) beginsUpload(t *testing.T, v *Visitor, path, name string, size int) string {
	t.Helper()
	page := v.Do(tusRequest(v, "POST", path, nil, "Upload-Length", strconv.Itoa(size),
		"Upload-Metadata", "filename "+base64.StdEncoding.EncodeToString([]byte(name))))
	page.Is(http.StatusCreated)
	at, ours := strings.CutPrefix(page.Header.Get("Location"), f.Server.BaseURL())
	if !ours {
		t.Fatalf("the upload stands at %q", page.Header.Get("Location"))
	}
	return at
}

// offset asks where an upload stands.
func offset(t *testing.T, v *Visitor, path string) int {
	t.Helper()
	page := v.Do(tusRequest(v, "HEAD", path, nil)).Is(http.StatusOK)
	n, err := strconv.Atoi(page.Header.Get("Upload-Offset"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (f *filed) uploads() string {
	return fmt.Sprintf("/studio/projects/%d/uploads", f.job.Project.ID)
}

func TestAnUploadIsResumedByTheProtocol(t *testing.T) {
	f := newFiled(t)
	content := bytes.Repeat([]byte("a wall, "), 200_000)
	at := f.beginsUpload(t, f.owner, f.uploads(), "Grundriß 平面図.txt", len(content))
	if n := offset(t, f.owner, at); n != 0 {
		t.Fatalf("it begins at %d", n)
	}
	f.owner.Do(tusRequest(f.owner, "PATCH", at, bytes.NewReader(content[:700_001]), "Upload-Offset", "0")).Is(http.StatusNoContent)
	if n := offset(t, f.owner, at); n != 700_001 {
		t.Fatalf("after a first part it stands at %d", n)
	}
	// A client who does not know where it stands is told so.
	f.owner.Do(tusRequest(f.owner, "PATCH", at, bytes.NewReader(content), "Upload-Offset", "0")).Is(http.StatusConflict)
	f.owner.Do(tusRequest(f.owner, "PATCH", at, bytes.NewReader(content[700_001:]), "Upload-Offset", "700001")).Is(http.StatusNoContent)
	if n := offset(t, f.owner, at); n != len(content) {
		t.Errorf("a client who did not hear the end is told %d", n)
	}
	page := f.owner.Open(f.files())
	page.Shows("Grundriß 平面図.txt")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM file WHERE name = 'Grundriß 平面図.txt' AND visible = 0"); n != 1 {
		t.Errorf("%d such files are hidden", n)
	}
	f.owner.Do(tusRequest(f.owner, "DELETE", at, nil)).Is(http.StatusNoContent)
	f.owner.Open(f.files()).Shows("Grundriß 平面図.txt") // what has arrived is not an upload any more
}

func TestAnEndedUploadIsGone(t *testing.T) {
	f := newFiled(t)
	at := f.beginsUpload(t, f.owner, f.uploads(), "a.bin", 100)
	f.owner.Do(tusRequest(f.owner, "PATCH", at, strings.NewReader("begun"), "Upload-Offset", "0")).Is(http.StatusNoContent)
	f.owner.Do(tusRequest(f.owner, "DELETE", at, nil)).Is(http.StatusNoContent)
	f.owner.Do(tusRequest(f.owner, "HEAD", at, nil)).Is(http.StatusNotFound)
	if n := storetest.Count(t, f.Store, "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM content WHERE state = 'coming')"); n != 0 {
		t.Error("something of it is kept")
	}
}

func TestAnUploadIsRefusedInWords(t *testing.T) {
	f := newFiled(t)
	storetest.Exec(t, f.Store, "UPDATE studio SET file_limit = 1048576")
	small := openHouse(t, restarted(t, f.Store), f.Clock)
	f.House, f.owner = small, small.Owner(t)
	begin := func(length string) *Page {
		return f.owner.Do(tusRequest(f.owner, "POST", f.uploads(), nil, "Upload-Length", length, "Upload-Metadata", "filename YmlnLmJpbg=="))
	}
	begin("2000000").Is(http.StatusRequestEntityTooLarge).Shows("big.bin is larger than 1 MB.").Hides("ERR_", "refused")
	if err := small.Store.SaveFiles(t.Context(), f.job.Owner, 1<<30, 100<<20); err != nil {
		t.Fatal(err)
	}
	begin("200000000").Is(http.StatusInsufficientStorage).Shows("There is no room left for files here.").Hides("ERR_")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM content WHERE state = 'coming'"); n != 0 {
		t.Error("something was kept")
	}
}

func TestAPhotoMustBeOne(t *testing.T) {
	f := newFiled(t)
	storetest.Exec(t, f.Store, "INSERT INTO gallery (id, project_id, name, position, created_at) VALUES (5, ?, 'Rooms', 1, 0)", f.job.Project.ID)
	at := f.beginsUpload(t, f.owner, "/studio/galleries/5/uploads", "script.jpg", 40)
	f.owner.Do(tusRequest(f.owner, "PATCH", at, strings.NewReader("<svg onload=alert(1)>"+strings.Repeat(" ", 19)), "Upload-Offset", "0")).
		Is(http.StatusConflict).Shows("script.jpg is not a photograph that can be shown.")
	f.owner.Do(tusRequest(f.owner, "HEAD", at, nil)).Is(http.StatusNotFound)
}

// asks makes the studio ask Priya for a file, and gives the link of its email.
func (f *filed) asks(t *testing.T) (request int64, link string) {
	t.Helper()
	r, err := f.Store.AskForFile(t.Context(), f.job.Owner, f.job.Project.ID, store.Asking{Title: "The floor plan", Note: "A photograph will do.", Contact: f.job.Priya.ID})
	if err != nil {
		t.Fatal(err)
	}
	return r.ID, "/d/" + f.job.Link(t, "request", r.ID)
}

func TestAClientSendsWhatIsAskedForThroughTheLink(t *testing.T) {
	f := newFiled(t)
	request, link := f.asks(t)
	client := f.Visitor(t)
	client.Open(link).Shows("The floor plan", "A photograph will do.", "Choose files")
	at := f.beginsUpload(t, client, link+"/uploads", "IMG_0001.jpg", 9)
	client.Do(tusRequest(client, "PATCH", at, strings.NewReader("\xff\xd8\xff\xe0 abc "), "Upload-Offset", "0")).Is(http.StatusNoContent)
	client.Open(link).Shows("IMG_0001.jpg", "Take back")
	page := f.owner.Open(fmt.Sprintf("/studio/requests/%d", request))
	page.Shows("IMG_0001.jpg", "I have what I need")
	f.owner.Open(f.files()).Shows("IMG_0001.jpg", "from Priya")
	f.owner.Post(fmt.Sprintf("/studio/requests/%d/done", request))
	client.Open(link).Shows("has what it needs").Hides("Choose files", "Take back")
	client.Do(tusRequest(client, "POST", link+"/uploads", nil, "Upload-Length", "9")).Is(http.StatusConflict)
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM outbox WHERE kind = 'studio-file'"); n != 1 {
		t.Errorf("the studio was written to %d times", n)
	}
}

func TestAClientTakesBackWhatTheyHaveSent(t *testing.T) {
	f := newFiled(t)
	_, link := f.asks(t)
	client := f.Visitor(t)
	body, kind := uploadOf(t, "plan.txt", "the wrong plan")
	r := client.Request("POST", link+"/sent", body)
	r.Header.Set("Content-Type", kind)
	client.Do(r).Shows("Thank you. 1 file has arrived.", "plan.txt")
	file := storetest.Count(t, f.Store, "SELECT max(id) FROM file")
	client.Post(fmt.Sprintf("%s/sent/%d/deletion", link, file)).IsAt(link).Hides("plan.txt")
	client.Open(fmt.Sprintf("%s/sent/%d", link, file)).Is(http.StatusNotFound)
	f.owner.Open(f.files()).Shows("Deleted", "plan.txt")
}

func TestClientsSendFilesUnaskedOnlyWhereTheyMay(t *testing.T) {
	f := newFiled(t)
	client := f.signIn(t, f.job)
	path := fmt.Sprintf("/portal/projects/%d/files", f.job.Project.ID)
	send := func() *Page {
		body, kind := uploadOf(t, "mine.txt", "unasked")
		r := client.Request("POST", path, body)
		r.Header.Set("Content-Type", kind)
		return client.Do(r)
	}
	client.Open(path).Hides("Choose files")
	send().Is(http.StatusNotFound)
	f.owner.Post(fmt.Sprintf("/studio/projects/%d/client-files", f.job.Project.ID), "allowed", "on")
	client.Open(path).Shows("Choose files")
	send().Shows("Thank you. 1 file has arrived.", "mine.txt", "You sent it on")
	file := storetest.Count(t, f.Store, "SELECT max(id) FROM file")
	if _, err := f.job.Portal(t, f.job.Tom).File(t.Context(), file); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another contact of the client sees it: %v", err)
	}
	client.Post(fmt.Sprintf("/portal/files/%d/deletion", file)).Shows("mine.txt was taken back.")
	// The studio's own files are not the client's to take back.
	if _, err := f.Store.SetFileVisible(t.Context(), f.job.Owner, f.file.ID, true); err != nil {
		t.Fatal(err)
	}
	client.Post(fmt.Sprintf("/portal/files/%d/deletion", f.file.ID)).Is(http.StatusNotFound)
}
