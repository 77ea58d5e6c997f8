package handlers_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/store/storetest"
)

// filed is a house with a project and one file on it.
type filed struct {
	*House
	job   *storetest.Job
	owner *Visitor
	file  store.File
}

var drawings = []byte("%PDF-1.7 " + strings.Repeat("drawings, revision C. ", 30_000))

func newFiled(t *testing.T) *filed {
	t.Helper()
	h := newHouse(t)
	f := &filed{House: h, job: h.Job(t), owner: h.Owner(t)}
	var err error
	if f.file, err = h.Store.AddFile(t.Context(), f.job.Owner, f.job.Project.ID, "Küche, revision C.pdf", bytes.NewReader(drawings)); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *filed) files() string { return fmt.Sprintf("/studio/projects/%d/files", f.job.Project.ID) }
func (f *filed) path() string  { return fmt.Sprintf("/studio/files/%d", f.file.ID) }

// link is the file's emailed link, as Priya gets it.
func (f *filed) link(t *testing.T) string {
	t.Helper()
	if _, err := f.Store.SetFileVisible(t.Context(), f.job.Owner, f.file.ID, true); err != nil {
		t.Fatal(err)
	}
	return "/d/" + f.job.Link(t, "file", f.file.ID)
}

// uploadOf is a multipart body with the given files, as name, content.
func uploadOf(t testing.TB, files ...string) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for i := 0; i+1 < len(files); i += 2 {
		part, err := w.CreateFormFile("files", files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body, w.FormDataContentType()
}

func (f *filed) upload(body io.Reader, kind string, script bool) *Page {
	r := f.owner.Request("POST", f.files(), body)
	r.Header.Set("Content-Type", kind)
	if script {
		r.Header.Set("HX-Request", "true")
	}
	return f.owner.Do(r)
}

func TestFilesAreUploadedAndHiddenUntilShared(t *testing.T) {
	f := newFiled(t)
	body, kind := uploadOf(t, "Paint schedule.csv", "a,b", "notes.txt", "words")
	page := f.upload(body, kind, false)
	page.IsAt(f.files())
	page.Shows("2 files added", "Paint schedule.csv", "notes.txt", "Küche, revision C.pdf", "Visible in Portal")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM file WHERE visible = 0 AND state = 'here'"); n != 3 {
		t.Errorf("%d files are hidden", n)
	}
	body, kind = uploadOf(t, "one.txt", "by the script")
	part := f.upload(body, kind, true)
	part.Is(http.StatusOK).Shows("one.txt").Hides("<html", "Choose files")
}

func TestAProjectShowsItsNewestFiles(t *testing.T) {
	f := newFiled(t)
	for i := range 6 {
		body, kind := uploadOf(t, fmt.Sprintf("later %d.txt", i), fmt.Sprint("words of ", i))
		f.upload(body, kind, false)
	}
	project := fmt.Sprintf("/studio/projects/%d", f.job.Project.ID)
	page := f.owner.Open(project)
	page.Shows("later 5.txt", "later 1.txt", "See all 7", "Choose files")
	if list := page.Find("file-list"); strings.Contains(list, "later 0.txt") {
		t.Errorf("all files are shown: %s", list)
	}
	page.Follow("See all 7").IsAt(f.files()).Shows("later 0.txt", f.file.Name)
}

func TestAFileOverTheLimitIsRefusedInWords(t *testing.T) {
	f := newFiled(t)
	storetest.Exec(t, f.Store, "UPDATE studio SET file_limit = 1048576")
	small := openHouse(t, restarted(t, f.Store), f.Clock)
	f.House, f.owner = small, small.Owner(t)
	body, kind := uploadOf(t, "big.bin", strings.Repeat("x", 2<<20))
	for _, script := range []bool{false, true} {
		f.upload(bytes.NewReader(body.Bytes()), kind, script).Is(http.StatusRequestEntityTooLarge).Shows("big.bin is larger than 1 MB.")
	}
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM file WHERE name = 'big.bin'"); n != 0 {
		t.Error("something of the file was kept")
	}
}

// restarted is the same database in a new store.
func restarted(t *testing.T, s *store.Store) *store.Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), s.Path(), store.Options{Now: storetest.NewClock().Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestABodyThatIsNoUploadIsRefused(t *testing.T) {
	f := newFiled(t)
	whole, kind := uploadOf(t, "cut.bin", strings.Repeat("x", 3<<20))
	for name, body := range map[string]struct{ content, kind string }{
		"cut short":   {whole.String()[:2<<20], kind},
		"no boundary": {whole.String(), "multipart/form-data"},
		"a form":      {"files=x", "application/x-www-form-urlencoded"},
		"nonsense":    {"\xff\x00", kind},
	} {
		t.Run(name, func(t *testing.T) {
			f.upload(strings.NewReader(body.content), body.kind, false).Is(http.StatusBadRequest)
		})
	}
	if n := storetest.Count(t, f.Store, "SELECT (SELECT count(*) FROM file) * 100 + (SELECT count(*) FROM chunk WHERE id >> 24 <> 1)"); n != 100 {
		t.Errorf("something of them was kept: %d", n)
	}
}

func TestTheSwitchShowsAndHidesAFile(t *testing.T) {
	f := newFiled(t)
	page := f.owner.Open(f.path()).Submit("Save", "visible", "on")
	page.IsAt(f.path()).Shows("is now visible in the portal")
	part := f.owner.Open(f.files()).SubmitByHTMX("Save", "visible", "")
	part.Is(http.StatusOK).Shows("Visible in Portal").Hides("<html")
	if n := storetest.Count(t, f.Store, "SELECT count(*) FROM file WHERE visible = 1"); n != 0 {
		t.Error("the file is still visible")
	}
}

func TestAFileIsRenamedDeletedAndBroughtBack(t *testing.T) {
	f := newFiled(t)
	f.owner.Open(f.path()).Submit("Rename", "name", " ").Is(http.StatusUnprocessableEntity)
	page := f.owner.Open(f.path()).Submit("Rename", "name", "Kitchen, revision D.pdf")
	page.IsAt(f.path()).Shows("Kitchen, revision D.pdf", "Saved.")
	page = page.Submit("Delete")
	page.IsAt(f.files()).Shows("Kitchen, revision D.pdf was deleted.")
	f.owner.Open(f.path()).Is(http.StatusNotFound)
	if later := f.owner.Open(f.files()); !later.HasButton("Bring back Kitchen, revision D.pdf") {
		t.Error("a deleted file cannot be brought back later")
	}
	page.Submit("Undo").IsAt(f.files()).Shows("Kitchen, revision D.pdf is back.")
	f.owner.Open(f.path()).Is(http.StatusOK)
}

func TestSharingShowsTheEmailAndSendsIt(t *testing.T) {
	f := newFiled(t)
	page := f.owner.Open(f.path()).Follow("Share…")
	page.Shows("Priya Raman", "priya@example.com", "Dear Priya,", "View file If the button").Hides("tom@example.com")
	if got := page.Value("subject"); got != "Alder & Rowe shared a file with you" {
		t.Errorf("the subject is %q", got)
	}
	page.Submit("Share file", "contact", "").Is(http.StatusUnprocessableEntity).Shows("Please choose one of these.")
	page = page.Submit("Share file", "subject", "The kitchen", "body", "Here it **is**.")
	page.IsAt(f.files()).Shows("the email is on its way")
	if n := storetest.Count(t, f.Store, `SELECT count(*) FROM outbox WHERE kind = 'file' AND to_email = 'priya@example.com'
		AND subject = 'The kitchen' AND body = 'Here it **is**.' AND file_id = ?`, f.file.ID); n != 1 {
		t.Errorf("%d emails wait", n)
	}
}

func TestThePreviewShowsWhatIsTyped(t *testing.T) {
	f := newFiled(t)
	r := f.owner.Request("POST", f.path()+"/sharing/preview", strings.NewReader("body=Here+it+**is**&contact=1"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("HX-Request", "true")
	page := f.owner.Do(r)
	if page.Is(http.StatusOK).Shows("Here it is"); !strings.Contains(page.Body, "<strong>is</strong>") {
		t.Error("the words are shown as they were typed")
	}
	if n := storetest.Count(t, f.Store, "SELECT (SELECT count(*) FROM outbox) + (SELECT visible FROM file)"); n != 0 {
		t.Error("a preview changed something")
	}
}

// content asks for a file's bytes with the given headers, as name, value.
func (f *filed) content(t *testing.T, method, url string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, f.URL+url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, body
}

func TestAnEmailedLinkDownloadsItsFileAndNothingRuns(t *testing.T) {
	f := newFiled(t)
	response, body := f.content(t, "GET", f.link(t)+"/content")
	if response.StatusCode != http.StatusOK || !bytes.Equal(body, drawings) {
		t.Fatalf("%s, %d bytes", response.Status, len(body))
	}
	for header, want := range map[string]string{
		"Content-Type":            "application/pdf",
		"Content-Disposition":     `attachment; filename="K_che, revision C.pdf"; filename*=UTF-8''K%C3%BCche%2C%20revision%20C.pdf`,
		"X-Content-Type-Options":  "nosniff",
		"Content-Security-Policy": "sandbox; default-src 'none'",
		"Etag":                    `"` + f.file.SHA256 + `"`,
		"Accept-Ranges":           "bytes",
		"Content-Length":          fmt.Sprint(len(drawings)),
	} {
		if got := response.Header.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
}

func TestDownloadsAnswerRanges(t *testing.T) {
	f := newFiled(t)
	url, n := f.link(t)+"/content", len(drawings)
	etag := `"` + f.file.SHA256 + `"`
	for asked, c := range map[string]struct {
		status int
		want   []byte
		more   []string
	}{
		"bytes=0-99":                  {206, drawings[:100], nil},
		"bytes=300000-":               {206, drawings[300000:], nil},
		"bytes=-50":                   {206, drawings[n-50:], nil},
		"bytes=262140-262150":         {206, drawings[262140:262151], nil}, // over a chunk's edge
		"bytes=0-9999999999":          {206, drawings, nil},
		"bytes=5-10 ":                 {206, drawings[5:11], nil},
		"lines=1-2":                   {416, nil, nil},
		"bytes=9999999-":              {416, nil, nil},
		"bytes=x-y":                   {416, nil, nil},
		"bytes=1-2;If-Range same":     {206, drawings[1:3], []string{"If-Range", etag}},
		"bytes=1-2;If-Range another":  {200, drawings, []string{"If-Range", `"other"`}},
		"bytes=1-2;If-None-Match now": {304, nil, []string{"If-None-Match", etag}},
	} {
		span, _, _ := strings.Cut(asked, ";")
		response, body := f.content(t, "GET", url, append([]string{"Range", span}, c.more...)...)
		if response.StatusCode != c.status || c.want != nil && !bytes.Equal(body, c.want) {
			t.Errorf("%s: %s with %d bytes, want %d with %d", asked, response.Status, len(body), c.status, len(c.want))
		}
	}
	response, body := f.content(t, "GET", url, "Range", "bytes=0-1,100-101")
	if response.StatusCode != 206 || !strings.HasPrefix(response.Header.Get("Content-Type"), "multipart/byteranges") ||
		!bytes.Contains(body, drawings[100:102]) {
		t.Errorf("two ranges: %s, %s", response.Status, response.Header.Get("Content-Type"))
	}
}

func TestWhatABrowserCouldRunLeavesAsBytes(t *testing.T) {
	f := newFiled(t)
	const script = "<html><script>alert(1)</script>"
	evil, err := f.Store.AddFile(t.Context(), f.job.Owner, f.job.Project.ID, "page.html", strings.NewReader(script))
	if err != nil {
		t.Fatal(err)
	}
	f.file = evil
	response, body := f.content(t, "GET", f.link(t)+"/content", "Accept-Encoding", "gzip")
	if response.Header.Get("Content-Type") != "application/octet-stream" || string(body) != script ||
		!strings.HasPrefix(response.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v, %q", response.Header, body)
	}
}

func TestADownloadIsRecordedWhenItBegins(t *testing.T) {
	f := newFiled(t)
	url := f.link(t) + "/content"
	count := func(want int64, after string) {
		t.Helper()
		if n := storetest.Count(t, f.Store, "SELECT count(*) FROM download WHERE contact_id = ?", f.job.Priya.ID); n != want {
			t.Errorf("%d downloads after %s, want %d", n, after, want)
		}
	}
	f.content(t, "HEAD", url)
	count(0, "HEAD")
	f.content(t, "GET", url, "Range", "bytes=1000-")
	count(0, "a later range")
	f.content(t, "GET", url, "Range", "bytes=0-")
	count(1, "the first range")
	f.owner.Open(f.path()).Shows("Downloads 1")
	f.owner.Open(f.files()).Shows("Downloaded once")
}

func TestAFileIsClosedToTheWrongPeople(t *testing.T) {
	f := newFiled(t)
	link := f.link(t)
	other, err := f.Store.AddFile(t.Context(), f.job.Owner, f.job.Project.ID, "other.txt", strings.NewReader("secret"))
	if err != nil {
		t.Fatal(err)
	}
	for _, url := range []string{fmt.Sprintf("/portal/files/%d/content", f.file.ID), f.path() + "/content", fmt.Sprintf("/studio/files/%d/content", other.ID)} {
		if response, body := f.content(t, "GET", url); bytes.Contains(body, []byte("drawings")) || bytes.Contains(body, []byte("secret")) {
			t.Errorf("nobody gets %s: %s", url, response.Status)
		}
	}
	if _, err := f.Store.SetFileVisible(t.Context(), f.job.Owner, f.file.ID, false); err != nil {
		t.Fatal(err)
	}
	if response, _ := f.content(t, "GET", link+"/content"); response.StatusCode != http.StatusNotFound && response.StatusCode != http.StatusGone {
		t.Errorf("a hidden file: %s", response.Status)
	}
	if response, _ := f.content(t, "GET", "/d/nonsense/content"); response.StatusCode != http.StatusNotFound {
		t.Errorf("an invented link: %s", response.Status)
	}
}
