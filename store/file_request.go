package store

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// FileRequest asks a contact, or everyone on a project, for files: 'Please send
// us the floor plan'.
type FileRequest struct {
	ID        int64
	ProjectID int64
	ContactID int64  // who is asked; 0: everyone on the project
	Contact   string // their name
	Title     string
	Note      string // plain text
	Due       Date   // empty: no day was named
	By        string // who asks
	Created   time.Time
	Done      time.Time
	Withdrawn time.Time
	Files     int // that have come
}

// State is 'asked', 'received', 'done' or 'withdrawn'.
func (r FileRequest) State() string {
	switch {
	case !r.Withdrawn.IsZero():
		return "withdrawn"
	case !r.Done.IsZero():
		return "done"
	case r.Files > 0:
		return "received"
	}
	return "asked"
}

// IsOpen tells whether files may still come.
func (r FileRequest) IsOpen() bool { return r.Done.IsZero() && r.Withdrawn.IsZero() }

const requestColumns = `file_request.id, file_request.project_id, file_request.contact_id,
	coalesce((SELECT name FROM contact WHERE contact.id = file_request.contact_id), ''), file_request.title, file_request.note, file_request.due_on,
	(SELECT name FROM staff WHERE staff.id = file_request.staff_id), file_request.created_at, file_request.done_at, file_request.withdrawn_at,
	(SELECT count(*) FROM file WHERE file.request_id = file_request.id AND file.state = 'here' AND file.deleted_at IS NULL)`

func scanRequest(row scanner, v *FileRequest) error {
	return row.Scan(&v.ID, &v.ProjectID, optional{&v.ContactID}, &v.Contact, &v.Title, &v.Note, &v.Due, &v.By, at(&v.Created), at(&v.Done),
		at(&v.Withdrawn), &v.Files)
}

// visibleRequest is the condition under which a contact sees a request for a
// file; its two arguments are the contact's id.
var visibleRequest = "file_request.withdrawn_at IS NULL AND (file_request.contact_id IS NULL OR file_request.contact_id = ?) AND " + fmt.Sprintf(onProject, "file_request")

// Limits of a request's words, in characters, and of how many one project has.
const (
	requestTitle = 200
	requestNote  = 2000
	maxRequests  = 200
)

// Asking is what a person writes who asks for a file.
type Asking struct {
	Title, Note string
	Due         Date  // empty: no day
	Contact     int64 // 0: everyone on the project
}

// AskForFile asks for a file, by an email to each who is asked.
func (s *Store) AskForFile(ctx context.Context, who Staff, projectID int64, a Asking) (request FileRequest, err error) {
	a.Title, a.Note = strings.TrimSpace(a.Title), strings.TrimSpace(a.Note)
	var invalid Invalid
	invalid.required("title", a.Title, requestTitle)
	invalid.atMost("note", a.Note, requestNote)
	if _, err := ParseDate(string(a.Due)); a.Due != "" && err != nil {
		invalid.Add("due_on", Say("invalid.date"))
	}
	if err := invalid.OrNil(); err != nil {
		return request, err
	}
	err = s.write(ctx, "ask for a file", func(t *tx) error {
		asked, err := t.asked(projectID, a.Contact)
		if err != nil {
			return err
		}
		id, err := t.insertRequest(who, projectID, a)
		if err != nil {
			return err
		}
		for _, contact := range asked {
			if err := t.queue(letter{kind: "file-request", contact: contact.ID, project: projectID, request: id, once: fmt.Sprintf("request %d contact %d", id, contact.ID)}); err != nil {
				return err
			}
		}
		request, err = requestByID(t.ctx, t, id)
		return err
	})
	return request, err
}

// asked are those who get the email: one contact, or everyone on the project
// whose portal is open.
func (t *tx) asked(projectID, contactID int64) ([]Contact, error) {
	if contactID != 0 {
		contact, err := t.fileContact(projectID, contactID)
		return []Contact{contact}, err
	}
	list, err := all(t.ctx, t, scanContact, fileContacts, projectID)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, &Invalid{Fields: map[string]Text{"contact": Say("invalid.nobody_to_ask")}}
	}
	return list, t.open(ModuleFiles, list[0].ClientID)
}

func (t *tx) insertRequest(who Staff, projectID int64, a Asking) (int64, error) {
	n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM file_request WHERE project_id = ?", projectID)
	if err != nil {
		return 0, err
	}
	if n >= maxRequests {
		return 0, refuse("refused.requests", "max", maxRequests)
	}
	id, err := t.insert("INSERT INTO file_request (project_id, contact_id, title, note, due_on, staff_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		projectID, ref(a.Contact), a.Title, a.Note, orNull(string(a.Due)), who.ID, ms(t.now))
	if err != nil {
		return 0, err
	}
	return id, t.note(deed{what: "file requested", project: projectID, request: id, staff: who.ID})
}

// FileRequests are the requests of a project, the newest first.
func (s *Store) FileRequests(ctx context.Context, projectID int64) ([]FileRequest, error) {
	return all(ctx, s.reader, scanRequest, "SELECT "+requestColumns+" FROM file_request WHERE project_id = ? ORDER BY id DESC", projectID)
}

// FileRequest is one request.
func (s *Store) FileRequest(ctx context.Context, id int64) (FileRequest, error) {
	return requestByID(ctx, s.reader, id)
}

func requestByID(ctx context.Context, from querier, id int64) (FileRequest, error) {
	return one(ctx, from, scanRequest, "SELECT "+requestColumns+" FROM file_request WHERE id = ?", id)
}

// FilesFor are the files that came for a request, the oldest first.
func (s *Store) FilesFor(ctx context.Context, request int64) ([]File, error) {
	return all(ctx, s.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+`
		WHERE file.request_id = ? AND file.state = 'here' AND file.deleted_at IS NULL ORDER BY file.id`, request)
}

// RequestMove is what the studio does with a request that it has made.
type RequestMove string

// The moves: it has what it needs, it needs more after all, it needs nothing.
const (
	RequestDone     RequestMove = "done"
	RequestReopen   RequestMove = "reopen"
	RequestWithdraw RequestMove = "withdraw"
)

// MoveRequest moves a request. One that was moved so before stays as it is.
func (s *Store) MoveRequest(ctx context.Context, who Staff, id int64, move RequestMove) (request FileRequest, err error) {
	change, ok := map[RequestMove]struct{ set, deed string }{
		RequestDone:     {"done_at = ?1, withdrawn_at = NULL", "file request done"},
		RequestReopen:   {"done_at = iif(?1, NULL, NULL), withdrawn_at = NULL", "file request reopened"},
		RequestWithdraw: {"withdrawn_at = ?1, done_at = NULL", "file request withdrawn"},
	}[move]
	if !ok {
		return request, ErrNotFound
	}
	err = s.write(ctx, fmt.Sprintf("move request %d", id), func(t *tx) error {
		if request, err = requestByID(t.ctx, t, id); err != nil {
			return err
		}
		if state := request.State(); move == RequestDone && state == "done" || move == RequestWithdraw && state == "withdrawn" || move == RequestReopen && request.IsOpen() {
			return nil
		}
		if err := t.update("UPDATE file_request SET "+change.set+" WHERE id = ?2", ms(t.now), id); err != nil {
			return err
		}
		if err := t.note(deed{what: change.deed, project: request.ProjectID, request: id, staff: who.ID}); err != nil {
			return err
		}
		request, err = requestByID(t.ctx, t, id)
		return err
	})
	return request, err
}

// Requests are the requests for files that this contact sees on a project, those
// that wait first.
func (p *Portal) Requests(ctx context.Context, projectID int64) ([]FileRequest, error) {
	if see, err := p.lists(ModuleFiles); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanRequest, `SELECT `+requestColumns+` FROM file_request WHERE file_request.project_id = ? AND `+visibleRequest+`
		ORDER BY file_request.done_at IS NOT NULL, file_request.due_on IS NULL, file_request.due_on, file_request.id DESC`, projectID, p.Contact.ID, p.Contact.ID)
}

// OpenRequests are the requests of all projects that wait for this contact.
func (p *Portal) OpenRequests(ctx context.Context) ([]FileRequest, error) {
	if see, err := p.lists(ModuleFiles); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanRequest, `SELECT `+requestColumns+` FROM file_request WHERE file_request.done_at IS NULL AND `+visibleRequest+`
		AND NOT EXISTS (SELECT 1 FROM file WHERE file.request_id = file_request.id AND file.deleted_at IS NULL AND file.state = 'here')
		ORDER BY file_request.due_on IS NULL, file_request.due_on, file_request.id LIMIT 20`, p.Contact.ID, p.Contact.ID)
}

// Request is one request, with the files that this contact has sent for it.
func (p *Portal) Request(ctx context.Context, id int64) (FileRequest, []File, error) {
	request, err := p.readRequest(ctx, p.store.reader, id)
	if err != nil {
		return request, nil, err
	}
	files, err := all(ctx, p.store.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+` WHERE file.request_id = ? AND `+seenFile+`
		ORDER BY file.id`, id, p.Contact.ID, p.Contact.ID)
	return request, files, err
}

func (p *Portal) readRequest(ctx context.Context, from querier, id int64) (FileRequest, error) {
	if err := p.allows("request", id); err != nil {
		return FileRequest{}, err
	}
	return one(ctx, from, scanRequest, "SELECT "+requestColumns+" FROM file_request WHERE file_request.id = ? AND "+visibleRequest, id, p.Contact.ID, p.Contact.ID)
}
