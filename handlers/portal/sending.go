package portal

import (
	"io"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// sendingRoutes are how a contact sends files: for a request of the studio's, or
// unasked where a project allows it; and the files that were sent together.
func (p *Pages) sendingRoutes() []Route {
	table := []Route{
		contact("POST", "/portal/projects/{id}/files", "project", p.sendFiles),
		contact("POST", "/portal/projects/{id}/uploads", "project", p.beginSending),
		contact("POST", "/portal/files/{id}/deletion", "file", p.takeBackFile),
		contact("GET", "/portal/requests/{id}", "request", p.request),
		contact("GET", "/portal/shares/{id}", "share", p.share),
	}
	for _, method := range []string{"HEAD", "PATCH", "DELETE"} {
		table = append(table, contact(method, "/portal/uploads/{id}", "unasked upload", p.goOnSending))
		table = append(table, both(method, "request", "/uploads/{upload}", p.goOnAnswering)...)
	}
	for _, pair := range [][]Route{
		both("POST", "request", "/uploads", p.beginAnswering),
		both("POST", "request", "/sent", p.answerRequest),
		both("GET", "request", "/sent/{file}", p.sentContent),
		both("POST", "request", "/sent/{file}/deletion", p.takeBackSent),
		both("GET", "share", "/shared/zip", p.zipShare),
		both("GET", "share", "/shared/{file}", p.sharedContent),
	} {
		table = append(table, pair...)
	}
	return table
}

// sending is the place where a contact adds files.
type sending struct {
	Action  string // of the whole form
	Uploads string // where uploads that can be resumed begin
	List    string // selector of the list that shows them
	Refresh string // where that list stands
	Max     store.Bytes
}

func newSending(x *web.Exchange, portal *store.Portal, action, uploads, list string) *sending {
	return &sending{Action: action, Uploads: uploads, List: list, Refresh: x.R.URL.Path, Max: store.Bytes(portal.Studio().FileLimit)}
}

// sendFiles takes the files of a plain form, unasked.
func (p *Pages) sendFiles(x *web.Exchange, portal *store.Portal) error {
	view, err := p.filesView(x, portal)
	if err != nil {
		return err
	}
	sent, err := x.TakeFiles(map[string]string{}, func(name string, r io.Reader) error {
		return portal.SendFile(x.Context(), store.Target{Project: view.Project.ID}, name, r)
	})
	if refusal, status := x.UploadRefusal(err); status != 0 {
		view.Refused = refusal
		return x.Reply(status, "portal/files", "", view)
	}
	if err != nil {
		return err
	}
	return p.thank(x, sent, x.R.URL.Path)
}

// thank says what has come, and leads back.
func (p *Pages) thank(x *web.Exchange, sent int, path string) error {
	kind, text := "ok", x.T("sending.thanks", "count", sent)
	if sent == 0 {
		kind, text = "warn", x.T("questionnaire.no_file")
	}
	if err := x.Tell(kind, text); err != nil {
		return err
	}
	return x.Go(path)
}

func (p *Pages) beginSending(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	return p.Resumable.Begin(x, portal.Uploads(0), store.Target{Project: id}, "/portal/uploads/")
}

func (p *Pages) goOnSending(x *web.Exchange, portal *store.Portal) error {
	return p.Resumable.GoOn(x, portal.Uploads(0), x.R.PathValue("id"), "/portal/uploads/")
}

// takeBackFile takes back what the contact has sent unasked.
func (p *Pages) takeBackFile(x *web.Exchange, portal *store.Portal) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	file, err := portal.RemoveFile(x.Context(), id)
	if err != nil {
		return err
	}
	if err := x.Tell("ok", x.T("sending.taken_back", "file", file.Name)); err != nil {
		return err
	}
	return x.Go(projectPath(file.ProjectID) + "/files")
}

type requestPage struct {
	web.Frame
	Request store.FileRequest
	Files   []store.File
	Base    string
	Sending *sending // nil: nothing more is asked
	Refused string
	Thanks  int // how many files have come just now
}

// request is what the studio asks for, and what this contact has sent.
func (p *Pages) request(x *web.Exchange, portal *store.Portal) error {
	view, err := p.requestView(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/request", "sent-list", view)
}

func (p *Pages) requestView(x *web.Exchange, portal *store.Portal) (view requestPage, err error) {
	id, base, err := address(x, portal, "request")
	if err != nil {
		return view, err
	}
	view = requestPage{Frame: p.Frame(x, portal, "projects"), Base: base}
	if view.Request, view.Files, err = portal.Request(x.Context(), id); err != nil {
		return view, err
	}
	if n, err := strconv.Atoi(x.R.URL.Query().Get("sent")); err == nil && n > 0 && n <= len(view.Files) {
		view.Thanks = n
	}
	if view.Request.IsOpen() {
		view.Sending = newSending(x, portal, base+"/sent", base+"/uploads", "#sent-list")
		view.Sending.Refresh = base
	}
	return view, nil
}

// answerRequest takes the files of a plain form for a request.
func (p *Pages) answerRequest(x *web.Exchange, portal *store.Portal) error {
	view, err := p.requestView(x, portal)
	if err != nil {
		return err
	}
	sent, err := x.TakeFiles(map[string]string{}, func(name string, r io.Reader) error {
		return portal.SendFile(x.Context(), store.Target{Request: view.Request.ID}, name, r)
	})
	if refusal, status := x.UploadRefusal(err); status != 0 {
		view.Refused = refusal
		return x.Reply(status, "portal/request", "", view)
	}
	if err != nil {
		return err
	}
	if portal.Via == store.ViaLink && sent > 0 { // without a session nothing is told on the next page
		return x.Go(view.Base + "?sent=" + strconv.Itoa(sent))
	}
	return p.thank(x, sent, view.Base)
}

func (p *Pages) beginAnswering(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "request")
	if err != nil {
		return err
	}
	return p.Resumable.Begin(x, portal.Uploads(id), store.Target{Request: id}, base+"/uploads/")
}

func (p *Pages) goOnAnswering(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "request")
	if err != nil {
		return err
	}
	return p.Resumable.GoOn(x, portal.Uploads(id), x.R.PathValue("upload"), base+"/uploads/")
}

func (p *Pages) takeBackSent(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "request")
	if err != nil {
		return err
	}
	piece, err := x.ID("file")
	if err != nil {
		return err
	}
	file, err := portal.RemovePiece(x.Context(), id, piece)
	if err != nil {
		return err
	}
	if err := x.Tell("ok", x.T("sending.taken_back", "file", file.Name)); err != nil {
		return err
	}
	return x.Go(base)
}

func (p *Pages) sentContent(x *web.Exchange, portal *store.Portal) error {
	file, err := p.piece(x, portal, "request")
	if err != nil {
		return err
	}
	return x.Download(file)
}

func (p *Pages) sharedContent(x *web.Exchange, portal *store.Portal) error {
	file, err := p.piece(x, portal, "share")
	if err != nil {
		return err
	}
	if x.BeginsDownload() {
		p.taken(x, portal)(file.File)
	}
	return x.Download(file)
}

// piece opens the file of a share or a request that the address names.
func (p *Pages) piece(x *web.Exchange, portal *store.Portal, kind string) (*store.FileReader, error) {
	id, _, err := address(x, portal, kind)
	if err != nil {
		return nil, err
	}
	piece, err := x.ID("file")
	if err != nil {
		return nil, err
	}
	return portal.OpenPiece(x.Context(), store.Object{Kind: kind, ID: id}, piece)
}

type sharePage struct {
	web.Frame
	Files []store.File
	Base  string
}

// share shows files that were sent together.
func (p *Pages) share(x *web.Exchange, portal *store.Portal) error {
	id, base, err := address(x, portal, "share")
	if err != nil {
		return err
	}
	view := sharePage{Frame: p.Frame(x, portal, "projects"), Base: base}
	if view.Files, err = portal.SharedFiles(x.Context(), id); err != nil {
		return err
	}
	return x.Show("portal/share", "", view)
}

func (p *Pages) zipShare(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "share")
	if err != nil {
		return err
	}
	files, err := portal.SharedFiles(x.Context(), id)
	if err != nil {
		return err
	}
	entries := make([]web.Entry, len(files))
	for i, f := range files {
		entries[i] = zipped("", f, func() (*store.FileReader, error) {
			return portal.OpenPiece(x.Context(), store.Object{Kind: "share", ID: id}, f.ID)
		}, p.taken(x, portal))
	}
	return x.Zip(portal.Studio().Name+" "+strconv.FormatInt(id, 10), entries)
}
