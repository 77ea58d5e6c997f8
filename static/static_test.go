package static

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func made(t testing.TB) *Assets {
	t.Helper()
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// ask sends one request; headers come in pairs.
func ask(a *Assets, method, url string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, url, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w
}

func TestServesEachAssetUnderItsHash(t *testing.T) {
	a := made(t)
	types := map[string]string{
		"app.css":                      "text/css; charset=utf-8",
		"app.js":                       "text/javascript; charset=utf-8",
		"htmx.js":                      "text/javascript; charset=utf-8",
		"signature_pad.js":             "text/javascript; charset=utf-8",
		"icons.svg":                    "image/svg+xml",
		"icon.svg":                     "image/svg+xml",
		"fonts/figtree-latin.woff2":    "font/woff2",
		"fonts/sacramento-latin.woff2": "font/woff2",
	}
	for name, want := range types {
		url := a.URL(name)
		ext := regexp.QuoteMeta(path.Ext(name))
		if !regexp.MustCompile(`^/static/.+\.[0-9a-f]{8}` + ext + `$`).MatchString(url) {
			t.Errorf("%s is served as %s", name, url)
		}
		w := ask(a, "GET", url)
		if w.Code != 200 || w.Header().Get("Content-Type") != want || w.Body.Len() == 0 {
			t.Errorf("%s: %d, %s, %d bytes", name, w.Code, w.Header().Get("Content-Type"), w.Body.Len())
		}
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be sniffed", name)
		}
	}
}

func TestCompressesForThoseWhoAccept(t *testing.T) {
	a := made(t)
	url := a.URL("app.css")
	plain := ask(a, "GET", url)
	for _, offer := range []string{"gzip", "br, gzip;q=0.8", "GZIP"} {
		w := ask(a, "GET", url, "Accept-Encoding", offer)
		if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() >= plain.Body.Len()/3 {
			t.Fatalf("%q: encoding %q, %d bytes", offer, w.Header().Get("Content-Encoding"), w.Body.Len())
		}
		zipped, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(zipped)
		if err != nil || !bytes.Equal(content, plain.Body.Bytes()) {
			t.Errorf("%q: unzips to something else (%v)", offer, err)
		}
	}
	for _, offer := range []string{"", "br", "gzip;q=0", "gzip; q=0.0"} {
		if w := ask(a, "GET", url, "Accept-Encoding", offer); w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%q was answered with gzip", offer)
		}
	}
	if plain.Header().Get("Vary") != "Accept-Encoding" {
		t.Error("a shared cache may mix the plain and the compressed")
	}
}

func TestRevalidatesHeadsAndRefuses(t *testing.T) {
	a := made(t)
	url := a.URL("app.js")
	full := ask(a, "GET", url)

	if w := ask(a, "GET", url, "If-None-Match", full.Header().Get("ETag")); w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("known content: %d with %d bytes", w.Code, w.Body.Len())
	}
	if w := ask(a, "GET", url, "If-None-Match", `"other"`); w.Code != 200 {
		t.Errorf("other content: %d", w.Code)
	}
	zipped := ask(a, "GET", url, "Accept-Encoding", "gzip")
	if zipped.Header().Get("ETag") == full.Header().Get("ETag") {
		t.Error("two encodings share an ETag")
	}
	w := ask(a, "HEAD", url)
	if w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != full.Header().Get("Content-Length") {
		t.Errorf("HEAD: %d, %d bytes, length %s", w.Code, w.Body.Len(), w.Header().Get("Content-Length"))
	}
	if w := ask(a, "POST", url); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d, Allow %q", w.Code, w.Header().Get("Allow"))
	}
	for _, other := range []string{
		"/static/", "/static/app.css", "/static/app.00000000.css", "/static/css/base.css",
		"/static/vendor/htmx/LICENSE", "/static/../static.go", url + "/",
	} {
		if w := ask(a, "GET", other); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", other, w.Code)
		}
	}
}

func TestAnUnknownNameIsRefusedLoudly(t *testing.T) {
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, "nothing.css") {
			t.Errorf("said %q", said)
		}
	}()
	made(t).URL("nothing.css")
}

// Every address in the stylesheet is one that is served.
func TestStylesheetNamesOnlyWhatIsServed(t *testing.T) {
	a := made(t)
	css := ask(a, "GET", a.URL("app.css")).Body.String()
	found := regexp.MustCompile(`url\("?([^")]+)"?\)`).FindAllStringSubmatch(css, -1)
	if len(found) != 3 {
		t.Fatalf("want the three typefaces, have %v", found)
	}
	for _, m := range found {
		if w := ask(a, "GET", m[1]); w.Code != 200 {
			t.Errorf("%s: %d", m[1], w.Code)
		}
	}
	tokens, layers := strings.Index(css, "--brand: #0f5d62"), strings.Index(css, "@layer reset, base, layout, components, large, print;")
	if first := strings.Index(css, "@layer"); tokens < 0 || layers != first || tokens > layers {
		t.Errorf("tokens at %d, order of layers at %d, first layer at %d", tokens, layers, first)
	}
}

// A file that nobody bundles is a file that nobody gets.
func TestBundlesHoldEveryFile(t *testing.T) {
	for dir, bundled := range map[string][]string{"css": styles(), "js": scripts()} {
		entries, err := fs.ReadDir(files, dir)
		if err != nil {
			t.Fatal(err)
		}
		var there []string
		for _, e := range entries {
			there = append(there, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
		}
		slices.Sort(bundled)
		if !slices.Equal(there, bundled) {
			t.Errorf("%s holds %v, bundled are %v", dir, there, bundled)
		}
	}
}

func TestSpriteIsWellFormed(t *testing.T) {
	a := made(t)
	d := xml.NewDecoder(ask(a, "GET", a.URL("icons.svg")).Body)
	seen := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "symbol" {
			continue
		}
		for _, attr := range start.Attr {
			if attr.Name.Local == "id" && seen[attr.Value] {
				t.Errorf("icon %s stands twice", attr.Value)
			}
			seen[attr.Value] = true
		}
	}
	for _, icon := range []string{"i-house", "i-check", "i-x", "i-copy", "i-eye"} {
		if !seen[icon] {
			t.Errorf("icon %s is missing", icon)
		}
	}
}

func TestHTMXConfigSwapsRefusedForms(t *testing.T) {
	var config struct {
		AllowEval        *bool
		AllowScriptTags  *bool
		SelfRequestsOnly bool
		ResponseHandling []struct {
			Code string
			Swap bool
		}
	}
	if err := json.Unmarshal([]byte(HTMXConfig), &config); err != nil {
		t.Fatal(err)
	}
	if config.AllowEval == nil || *config.AllowEval || config.AllowScriptTags == nil || *config.AllowScriptTags || !config.SelfRequestsOnly {
		t.Errorf("too much is allowed: %s", HTMXConfig)
	}
	// htmx takes the first rule whose pattern is found in the status.
	for status, want := range map[string]bool{"200": true, "204": false, "303": true, "409": true, "422": true, "404": false, "500": false} {
		for _, rule := range config.ResponseHandling {
			if regexp.MustCompile(rule.Code).MatchString(status) {
				if rule.Swap != want {
					t.Errorf("%s: swap %v by rule %s", status, rule.Swap, rule.Code)
				}
				break
			}
		}
	}
}

func TestVendoredFilesKeepTheirLicences(t *testing.T) {
	for _, file := range []string{
		"vendor/htmx/LICENSE", "vendor/signature_pad/LICENSE", "vendor/lucide/LICENSE",
		"fonts/LICENSE-figtree.txt", "fonts/LICENSE-sacramento.txt",
	} {
		if content, err := files.ReadFile(file); err != nil || len(content) < 300 {
			t.Errorf("%s: %d bytes, %v", file, len(content), err)
		}
	}
}

func BenchmarkServeStylesheet(b *testing.B) {
	a := made(b)
	r := httptest.NewRequest("GET", a.URL("app.css"), nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	w := &discard{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		a.ServeHTTP(w, r)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		made(b)
	}
}

type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}
