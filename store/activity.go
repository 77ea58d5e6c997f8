package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Activity is one thing that happened, for the histories on both sides.
type Activity struct {
	ID      int64
	At      time.Time
	What    string // 'quote sent', 'payment received' …; the pages word it
	Who     string // name of the one who did it; empty: the clock
	IsStaff bool
	Detail  map[string]string

	ContactID int64 // who did it; 0: one of the studio, or the clock

	ClientID, ProjectID, QuoteID, InvoiceID, FileID, ContractID, QuestionnaireID, RequestID, GalleryID int64

	// What these are called today; empty where there is none.
	Client, Project, Quote, QuoteKind, Invoice, File, Contract, Questionnaire, Request, Gallery string
}

// deed is what a verb hands to the history.
type deed struct {
	what                                            string
	client, project, quote, invoice, file, contract int64
	questionnaire, request, gallery                 int64
	staff, contact                                  int64 // who did it
	detail                                          map[string]string
}

// note adds a deed to the history within the transaction that did it.
func (t *tx) note(d deed) error {
	data := []byte("{}")
	if d.detail != nil {
		var err error
		if data, err = json.Marshal(d.detail); err != nil {
			return err
		}
	}
	if d.client == 0 && d.project != 0 {
		client, err := one(t.ctx, t, value[int64], "SELECT client_id FROM project WHERE id = ?", d.project)
		if err != nil {
			return err
		}
		d.client = client
	}
	_, err := t.exec(`INSERT INTO activity (at, what, client_id, project_id, quote_id, invoice_id, file_id, contract_id, questionnaire_id, request_id, gallery_id,
		staff_id, contact_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, ms(t.now), d.what, ref(d.client), ref(d.project), ref(d.quote), ref(d.invoice),
		ref(d.file), ref(d.contract), ref(d.questionnaire), ref(d.request), ref(d.gallery), ref(d.staff), ref(d.contact), string(data))
	if err != nil {
		return fmt.Errorf("note %q: %w", d.what, err)
	}
	return nil
}

const activityColumns = `activity.id, activity.at, activity.what, coalesce(staff.name, contact.name, ''), activity.staff_id IS NOT NULL,
	activity.contact_id, activity.detail, activity.client_id, activity.project_id, activity.quote_id, activity.invoice_id, activity.file_id, activity.contract_id, activity.questionnaire_id,
	activity.request_id, activity.gallery_id,
	client.name, project.name, coalesce(quote.number, quote.title), quote.kind, coalesce(invoice.number, invoice.title), file.name,
	coalesce(contract.number, contract.title), questionnaire.title, file_request.title, gallery.name`

const activityTables = `activity LEFT JOIN staff ON staff.id = activity.staff_id LEFT JOIN contact ON contact.id = activity.contact_id
	LEFT JOIN client ON client.id = activity.client_id LEFT JOIN project ON project.id = activity.project_id
	LEFT JOIN quote ON quote.id = activity.quote_id LEFT JOIN invoice ON invoice.id = activity.invoice_id
	LEFT JOIN file ON file.id = activity.file_id LEFT JOIN contract ON contract.id = activity.contract_id
	LEFT JOIN questionnaire ON questionnaire.id = activity.questionnaire_id
	LEFT JOIN file_request ON file_request.id = activity.request_id LEFT JOIN gallery ON gallery.id = activity.gallery_id`

func scanActivity(row scanner, v *Activity) error {
	var detail string
	if err := row.Scan(&v.ID, at(&v.At), &v.What, &v.Who, &v.IsStaff, optional{&v.ContactID}, &detail, optional{&v.ClientID},
		optional{&v.ProjectID}, optional{&v.QuoteID}, optional{&v.InvoiceID}, optional{&v.FileID}, optional{&v.ContractID}, optional{&v.QuestionnaireID},
		optional{&v.RequestID}, optional{&v.GalleryID}, nullText{&v.Client},
		nullText{&v.Project}, nullText{&v.Quote}, nullText{&v.QuoteKind}, nullText{&v.Invoice}, nullText{&v.File}, nullText{&v.Contract},
		nullText{&v.Questionnaire}, nullText{&v.Request}, nullText{&v.Gallery}); err != nil {
		return err
	}
	return json.Unmarshal([]byte(detail), &v.Detail)
}

// ActivityOf is the newest history of one thing: kind is 'client', 'project',
// 'quote', 'invoice', 'contract' or 'questionnaire'; "" and 0 is the whole studio's.
func (s *Store) ActivityOf(ctx context.Context, kind string, id int64, limit int) ([]Activity, error) {
	where, ok := map[string]string{
		"": "? = 0", "client": "activity.client_id = ?", "project": "activity.project_id = ?",
		"quote": "activity.quote_id = ?", "invoice": "activity.invoice_id = ?", "contract": "activity.contract_id = ?",
		"questionnaire": "activity.questionnaire_id = ?",
	}[kind]
	if !ok {
		return nil, fmt.Errorf("no history of a %q", kind)
	}
	return all(ctx, s.reader, scanActivity, `SELECT `+activityColumns+` FROM `+activityTables+` WHERE `+where+`
		ORDER BY activity.id DESC LIMIT ?`, id, limit)
}
