package handlers_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/textproto"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Visitor is a browser: it keeps cookies, follows redirects, and sends the
// headers by which the server tells its own pages from foreign ones.
type Visitor struct {
	t      testing.TB
	client *http.Client
	origin string
}

func newVisitor(t testing.TB, origin string) *Visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Visitor{t: t, origin: origin, client: &http.Client{Jar: jar}}
}

// Open goes to a path (or a whole address of the house) and follows redirects.
// Any status is given back: see [Page.Is].
func (v *Visitor) Open(path string) *Page {
	v.t.Helper()
	return v.Do(v.Request(http.MethodGet, path, nil))
}

// Part asks for a path as htmx does.
func (v *Visitor) Part(path string) *Page {
	v.t.Helper()
	r := v.Request(http.MethodGet, path, nil)
	r.Header.Set("HX-Request", "true")
	return v.Do(r)
}

// Post sends a form that stands on no page: for what only a hostile or broken
// browser does. Stories use [Page.Submit].
func (v *Visitor) Post(path string, pairs ...string) *Page {
	v.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	r := v.Request(http.MethodPost, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.Do(r)
}

// Request is one that a page of the house would send; change it and [Visitor.Do] it.
func (v *Visitor) Request(method, path string, body io.Reader) *http.Request {
	v.t.Helper()
	address := path
	if strings.HasPrefix(path, "/") {
		address = v.origin + path
	}
	r, err := http.NewRequestWithContext(v.t.Context(), method, address, body)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605.1")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method != http.MethodGet && method != http.MethodHead {
		r.Header.Set("Origin", v.origin)
	}
	return r
}

// Do sends a request and reads the answer. An HX-Redirect is followed, as htmx does.
func (v *Visitor) Do(r *http.Request) *Page {
	v.t.Helper()
	response, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err == nil {
		err = response.Body.Close()
	}
	if err != nil {
		v.t.Fatal(err)
	}
	if path := response.Header.Get("HX-Redirect"); path != "" {
		return v.Open(path)
	}
	page := &Page{t: v.t, visitor: v, Status: response.StatusCode, Header: response.Header, Body: string(body),
		Path: response.Request.URL.RequestURI()}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		page.parse()
	}
	return page
}

// Cookies are those that the browser would send, by name.
func (v *Visitor) Cookies() map[string]string {
	v.t.Helper()
	origin, err := url.Parse(v.origin)
	if err != nil {
		v.t.Fatal(err)
	}
	cookies := map[string]string{}
	for _, cookie := range v.client.Jar.Cookies(origin) {
		cookies[cookie.Name] = cookie.Value
	}
	return cookies
}

// Twin is another browser with the same cookies: a thief's, or one that was
// left open.
func (v *Visitor) Twin() *Visitor {
	v.t.Helper()
	twin := newVisitor(v.t, v.origin)
	origin, err := url.Parse(v.origin)
	if err != nil {
		v.t.Fatal(err)
	}
	twin.client.Jar.SetCookies(origin, v.client.Jar.Cookies(origin))
	return twin
}

// Upload is a file chosen in a form: hand it to [Page.Send] as a value.
type Upload struct {
	Name string
	Type string // media type, as the browser says it; may be empty
	Data []byte
}

// entry is one name and value that a form sends.
type entry struct {
	name  string
	value string
	file  *Upload
}

// send posts or gets a form's entries in its own encoding.
func (v *Visitor) send(form *html.Node, entries []entry, htmx bool) *Page {
	v.t.Helper()
	method, action := strings.ToUpper(attr(form, "method")), attr(form, "action")
	if htmx && attr(form, "hx-post") != "" {
		method, action = http.MethodPost, attr(form, "hx-post")
	}
	var body bytes.Buffer
	kind := "application/x-www-form-urlencoded"
	switch {
	case method != http.MethodPost:
		method, action = http.MethodGet, action+"?"+encode(entries)
	case attr(form, "enctype") == "multipart/form-data":
		kind = v.multipart(&body, entries)
	default:
		body.WriteString(encode(entries))
	}
	r := v.Request(method, action, &body)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", kind)
	}
	if htmx {
		r.Header.Set("HX-Request", "true")
	}
	return v.Do(r)
}

func encode(entries []entry) string {
	pairs := make([]string, len(entries))
	for i, e := range entries {
		pairs[i] = url.QueryEscape(e.name) + "=" + url.QueryEscape(e.value)
	}
	return strings.Join(pairs, "&")
}

func (v *Visitor) multipart(body *bytes.Buffer, entries []entry) (kind string) {
	v.t.Helper()
	w := multipart.NewWriter(body)
	for _, e := range entries {
		header, data := textproto.MIMEHeader{}, []byte(e.value)
		disposition := fmt.Sprintf("form-data; name=%q", e.name)
		if e.file != nil {
			data = e.file.Data
			disposition += fmt.Sprintf("; filename=%q", e.file.Name)
			header.Set("Content-Type", "application/octet-stream")
			if e.file.Type != "" {
				header.Set("Content-Type", e.file.Type)
			}
		}
		header.Set("Content-Disposition", disposition)
		part, err := w.CreatePart(header)
		if err == nil {
			_, err = part.Write(data)
		}
		if err != nil {
			v.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		v.t.Fatal(err)
	}
	return w.FormDataContentType()
}
