package mailbox

import (
	"bytes"
	_ "embed" // the pages' template
	"encoding/base64"
	"html/template"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Path is where the mailbox wants to be mounted.
const Path = "/practice/mailbox"

//go:embed page.html
var pageText string

// page shows the list of mails, or one of them.
type page struct {
	Studio      string
	Stylesheets []string
	Icon        string
	Mails       []line // newest first
	Mail        *line  // the one that is open; nil for the list
	Files       []File
}

// line is a mail as the list tells of it.
type line struct {
	Number            int
	Subject, To, From string
	Address           string // to which it was sent
	When              string
}

func (b *Mailbox) routes() *http.ServeMux {
	pages := template.Must(template.New("page").Parse(pageText))
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+Path, func(w http.ResponseWriter, _ *http.Request) { b.render(w, pages, b.list()) })
	mux.HandleFunc("GET "+Path+"/{number}", func(w http.ResponseWriter, r *http.Request) {
		m, found := b.find(r)
		if !found {
			http.NotFound(w, r)
			return
		}
		p := b.page()
		opened := b.line(m)
		p.Mail, p.Files = &opened, m.Attachments
		b.render(w, pages, p)
	})
	mux.HandleFunc("GET "+Path+"/{number}/content", b.content)
	mux.HandleFunc("GET "+Path+"/{number}/files/{file}", b.file)
	return mux
}

// ServeHTTP answers below Path.
func (b *Mailbox) ServeHTTP(w http.ResponseWriter, r *http.Request) { b.mux.ServeHTTP(w, r) }

func (b *Mailbox) page() page {
	return page{Studio: b.options.Studio, Stylesheets: b.sheets, Icon: b.icon}
}

func (b *Mailbox) list() page {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.page()
	for _, m := range slices.Backward(b.mails) {
		p.Mails = append(p.Mails, b.line(m))
	}
	return p
}

func (b *Mailbox) line(m mail) line {
	return line{Number: m.Number, Subject: m.Subject, To: m.To(), Address: m.EnvelopeTo, From: m.sender(), When: b.when(m.At)}
}

// sender is who it says it is from.
func (m mail) sender() string {
	list, err := m.Header.AddressList("From")
	if err != nil || len(list) == 0 || list[0].Name == "" {
		return m.EnvelopeFrom
	}
	return list[0].Name
}

// when tells a time of today by the clock alone.
func (b *Mailbox) when(at time.Time) string {
	at, now := at.In(b.options.Zone), b.options.Now().In(b.options.Zone)
	if at.YearDay() == now.YearDay() && at.Year() == now.Year() {
		return at.Format("15:04")
	}
	return at.Format("2 January, 15:04")
}

func (b *Mailbox) find(r *http.Request) (mail, bool) {
	number, err := strconv.Atoi(r.PathValue("number"))
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.mails, func(m mail) bool { return m.Number == number })
	if err != nil || i < 0 {
		return mail{}, false
	}
	return b.mails[i], true
}

// contentPolicy lets a mail look as it wants and do nothing: no script, no
// form, no request of its own. Its links open beside the mailbox, as in any
// mail program.
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'; " +
	"sandbox allow-popups allow-popups-to-escape-sandbox"

// content is the mail itself, for the frame of its page.
func (b *Mailbox) content(w http.ResponseWriter, r *http.Request) {
	m, found := b.find(r)
	if !found {
		http.NotFound(w, r)
		return
	}
	if m.HTML == "" {
		answer(w, "text/plain; charset=utf-8", contentPolicy, []byte(m.Text))
		return
	}
	body := m.HTML
	for _, image := range m.Inline {
		body = strings.ReplaceAll(body, "cid:"+image.ContentID, "data:"+image.Type+";base64,"+base64.StdEncoding.EncodeToString(image.Data))
	}
	body = strings.Replace(body, "<head>", `<head><base target="_blank">`, 1)
	answer(w, "text/html; charset=utf-8", contentPolicy, []byte(body))
}

// file is what came with a mail.
func (b *Mailbox) file(w http.ResponseWriter, r *http.Request) {
	m, found := b.find(r)
	n, err := strconv.Atoi(r.PathValue("file"))
	if !found || err != nil || n < 0 || n >= len(m.Attachments) {
		http.NotFound(w, r)
		return
	}
	file := m.Attachments[n]
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	answer(w, file.Type, "default-src 'none'; sandbox", file.Data)
}

const pagePolicy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"

func (b *Mailbox) render(w http.ResponseWriter, pages *template.Template, p page) {
	var out bytes.Buffer
	if err := pages.Execute(&out, p); err != nil {
		http.Error(w, "the practice mailbox could not be drawn", http.StatusInternalServerError)
		return
	}
	answer(w, "text/html; charset=utf-8", pagePolicy, out.Bytes())
}

func answer(w http.ResponseWriter, kind, policy string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	// Whoever asked may have gone; there is nobody else to tell.
	_, _ = w.Write(body)
}
