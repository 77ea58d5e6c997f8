package handlers

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"anteroom/handlers/studio"
	"anteroom/handlers/web"
	"anteroom/store"

	"golang.org/x/net/html"
)

// 'View as Client': the pages of the portal themselves, for one of the studio.
// Under /studio/view/{id} stands the portal of a contact, under
// /studio/preview/{id} that of whom a draft is for, with the draft in it. Only
// what shows is there, over a read-only store.Portal; links lead on within the
// preview, and every form is at rest.

func (s *Server) previewRoutes() []studio.Route {
	line := func(method, pattern, object string, handle func(*web.Exchange, store.Staff) error) studio.Route {
		return studio.Route{Route: web.Route{Method: method, Pattern: pattern, Audience: web.Member, Object: object}, Handle: handle}
	}
	view := s.preview("/studio/view/", s.store.PreviewPortal)
	draft := s.preview("/studio/preview/", s.store.PreviewDraft)
	bill := s.preview("/studio/preview/invoices/", s.store.PreviewInvoice)
	pact := s.preview("/studio/preview/contracts/", func(ctx context.Context, by store.Staff, id int64) (*store.Portal, error) {
		return s.store.PreviewContract(ctx, by, id, s.day)
	})
	asks := s.preview("/studio/preview/questionnaires/", s.store.PreviewQuestionnaire)
	return []studio.Route{
		line("POST", "/studio/contacts/{id}/view", "contact", s.beginPreview),
		line("GET", "/studio/view/{id}", "contact", view),
		line("GET", "/studio/view/{id}/", "contact", view),
		line("GET", "/studio/preview/{id}", "quote", draft),
		line("GET", "/studio/preview/{id}/", "quote", draft),
		line("GET", "/studio/preview/invoices/{id}", "invoice", bill),
		line("GET", "/studio/preview/invoices/{id}/", "invoice", bill),
		line("GET", "/studio/preview/contracts/{id}", "contract", pact),
		line("GET", "/studio/preview/contracts/{id}/", "contract", pact),
		line("GET", "/studio/preview/questionnaires/{id}", "questionnaire", asks),
		line("GET", "/studio/preview/questionnaires/{id}/", "questionnaire", asks),
	}
}

// beginPreview notes the look, and leads to the page that was asked for.
func (s *Server) beginPreview(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err := s.store.NotePreview(x.Context(), who, id); err != nil {
		return err
	}
	return x.Go("/studio/view/" + strconv.FormatInt(id, 10) + localPath(form.Get("to"), "/portal", "/portal"))
}

// preview shows the portal that open gives for the number in the path.
func (s *Server) preview(prefix string, open func(ctx context.Context, by store.Staff, id int64) (*store.Portal, error)) func(*web.Exchange, store.Staff) error {
	return func(x *web.Exchange, who store.Staff) error {
		id, err := x.ID("id")
		if err != nil {
			return err
		}
		p, err := open(x.Context(), who, id)
		if err != nil {
			return err
		}
		base := prefix + strconv.FormatInt(id, 10)
		path := strings.TrimPrefix(x.R.URL.Path, base)
		if path == "" || path == "/" {
			start := "/portal"
			if draft := draftOf(base); draft != "" {
				start = "/portal" + strings.TrimPrefix(draft, "/studio")
			}
			return x.Go(base + start)
		}
		err = s.showPreview(x, p, base, path)
		if errors.Is(err, store.ErrNotFound) && x.R.URL.Query().Has("switched") {
			return x.Go(base + "/portal") // what the one sees is not for the other
		}
		return err
	}
}

// draftOf is the address of the draft that a preview shows, or "".
func draftOf(base string) string {
	draft, ok := strings.CutPrefix(base, "/studio/preview/")
	switch {
	case !ok:
		return ""
	case strings.Contains(draft, "/"):
		return "/studio/" + draft // invoices/12, contracts/12
	}
	return "/studio/quotes/" + draft
}

// showPreview answers with what the portal answers at a path, made a preview.
func (s *Server) showPreview(x *web.Exchange, p *store.Portal, base, path string) error {
	inner := x.R.Clone(x.Context())
	inner.URL.Path, inner.URL.RawPath = path, ""
	inner.Header.Del("HX-Request") // always the whole page: parts would lose the bar
	err := store.ErrNotFound
	mux := http.NewServeMux()
	for _, route := range s.portal.Routes() {
		if route.Audience != web.Contact || route.Method != http.MethodGet {
			continue
		}
		mux.HandleFunc("GET "+route.Pattern, func(w http.ResponseWriter, r *http.Request) {
			err = route.Handle(&web.Exchange{W: w, R: r, App: x.App, Visit: x.Visit, Lang: p.Contact.Locale}, p)
		})
	}
	if _, pattern := mux.Handler(inner); pattern == "" {
		return err
	}
	w := &restingWriter{to: x.W, base: base}
	mux.ServeHTTP(w, inner)
	if err != nil {
		return err
	}
	return w.finish()
}

// restingWriter holds a page back until it is whole, and puts it to rest.
// Whatever is no page, a paper or a file, goes straight through.
type restingWriter struct {
	to     http.ResponseWriter
	base   string
	status int
	page   *bytes.Buffer // nil for what is no page
}

func (w *restingWriter) Header() http.Header { return w.to.Header() }

func (w *restingWriter) WriteHeader(status int) {
	w.status = status
	h := w.Header()
	if to := h.Get("Location"); strings.HasPrefix(to, "/portal") {
		h.Set("Location", w.base+to)
	}
	if strings.HasPrefix(h.Get("Content-Type"), "text/html") {
		h.Del("Content-Length")
		w.page = &bytes.Buffer{}
		return
	}
	w.to.WriteHeader(status)
}

func (w *restingWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.page != nil {
		return w.page.Write(b)
	}
	return w.to.Write(b)
}

func (w *restingWriter) finish() error {
	if w.page == nil {
		return nil
	}
	page, err := atRest(w.page, w.base)
	if err != nil {
		return err
	}
	w.to.WriteHeader(w.status)
	_, err = w.to.Write(page)
	return err
}

// atRest leads the portal's links within a page back into the preview, and puts
// every form to rest.
func atRest(page io.Reader, base string) ([]byte, error) {
	var out bytes.Buffer
	z := html.NewTokenizer(page)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return out.Bytes(), nil
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := append([]byte(nil), z.Raw()...)
			if tag := z.Token(); rest(&tag, base) {
				out.WriteString(tag.String())
			} else {
				out.Write(raw)
			}
		default:
			out.Write(z.Raw())
		}
	}
}

// rest changes a tag for the preview, and tells whether it did.
func rest(tag *html.Token, base string) bool {
	changed := false
	kept := tag.Attr[:0]
	for _, a := range tag.Attr {
		switch {
		case strings.HasPrefix(a.Key, "hx-"):
			changed = true
			continue
		case a.Key == "href" && strings.HasPrefix(a.Val, "/studio/clients/") && draftOf(base) != "":
			a.Val, changed = draftOf(base), true // leave for the draft
		case (a.Key == "href" || a.Key == "action" || a.Key == "formaction" || a.Key == "src") && (a.Val == "/portal" || strings.HasPrefix(a.Val, "/portal/") || strings.HasPrefix(a.Val, "/portal?")):
			a.Val, changed = base+a.Val, true
		case a.Key == "srcset" && strings.HasPrefix(a.Val, "/portal/"):
			a.Val, changed = base+strings.ReplaceAll(a.Val, ", /portal/", ", "+base+"/portal/"), true
		}
		kept = append(kept, a)
	}
	tag.Attr = kept
	if isControl(tag) {
		tag.Attr, changed = append(tag.Attr, html.Attribute{Key: "disabled"}), true
	}
	return changed
}

// isControl tells whether a tag could change or send something. A plain button
// only opens and closes what is on the page.
func isControl(tag *html.Token) bool {
	kind := ""
	for _, a := range tag.Attr {
		switch a.Key {
		case "type":
			kind = a.Val
		case "disabled":
			return false
		}
	}
	switch tag.Data {
	case "button":
		return kind != "button"
	case "input":
		return kind != "hidden"
	}
	return tag.Data == "select" || tag.Data == "textarea"
}
