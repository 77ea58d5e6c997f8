package store

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// linkLife is how long an emailed link still opens its document after that has
// been settled: the quote decided or expired, the invoice paid, the file shared.
const linkLife = 60 * 24 * time.Hour

// Ended says that an emailed link is one of ours but opens nothing any more;
// a fresh one can be sent to the person it was sent to.
type Ended struct{ link int64 }

func (e *Ended) Error() string { return "the link has ended" }

// linkRow is a link with what decides whether it still opens.
type linkRow struct {
	id       int64
	contact  Contact
	object   Object
	created  time.Time
	revoked  time.Time
	mayEnter bool
	inUse    bool      // money is owed, a signature is awaited
	settled  time.Time // since when it is not
}

// linkQuery finds a link; its placeholders are today's date (twice) and then
// the value that the last condition asks for. The 'use' of a document: a
// quote that waits, an invoice that is not paid, a file that is shared, a
// contract that is not signed by all, a questionnaire that waits for answers.
const linkQuery = `SELECT link.id, link.created_at, link.revoked_at, link.quote_id, link.invoice_id, link.file_id, link.contract_id, link.questionnaire_id,
	link.share_id, link.request_id, link.gallery_id, ` + enterable + `,
	coalesce(
		(SELECT state = 'sent' AND (valid_until_on IS NULL OR valid_until_on >= ?) FROM quote WHERE id = link.quote_id),
		(SELECT state = 'issued' AND owed > 0 FROM invoice WHERE id = link.invoice_id),
		(SELECT visible = 1 AND deleted_at IS NULL FROM file WHERE id = link.file_id),
		(SELECT state = 'sent' FROM contract WHERE id = link.contract_id),
		(SELECT state IN ('sent', 'reopened') FROM questionnaire WHERE id = link.questionnaire_id),
		(SELECT EXISTS (SELECT 1 FROM share_file JOIN file ON file.id = share_file.file_id WHERE share_id = share.id AND file.visible = 1
			AND file.deleted_at IS NULL) FROM share WHERE id = link.share_id),
		(SELECT done_at IS NULL AND withdrawn_at IS NULL FROM file_request WHERE id = link.request_id),
		(SELECT visible = 1 AND deleted_at IS NULL FROM gallery WHERE id = link.gallery_id), 0),
	coalesce(
		(SELECT coalesce(decided_at, unixepoch(valid_until_on) * 1000 + 86400000, updated_at) FROM quote WHERE id = link.quote_id),
		(SELECT coalesce((SELECT max(settled_at) FROM payment WHERE invoice_id = invoice.id), updated_at) FROM invoice WHERE id = link.invoice_id),
		(SELECT coalesce(deleted_at, shared_at, created_at) FROM file WHERE id = link.file_id),
		(SELECT coalesce(decided_at, updated_at) FROM contract WHERE id = link.contract_id),
		(SELECT coalesce(withdrawn_at, submitted_at, updated_at) FROM questionnaire WHERE id = link.questionnaire_id),
		(SELECT created_at FROM share WHERE id = link.share_id),
		(SELECT coalesce(withdrawn_at, done_at, created_at) FROM file_request WHERE id = link.request_id),
		(SELECT coalesce(deleted_at, created_at) FROM gallery WHERE id = link.gallery_id)),
	` + contactColumns + `
	FROM link JOIN contact ON contact.id = link.contact_id JOIN client ON client.id = contact.client_id WHERE `

func scanLink(row scanner, v *linkRow) error {
	var quote, invoice, file, contract, questionnaire, share, request, gallery int64
	if err := row.Scan(append([]any{&v.id, at(&v.created), at(&v.revoked), optional{&quote}, optional{&invoice}, optional{&file},
		optional{&contract}, optional{&questionnaire}, optional{&share}, optional{&request}, optional{&gallery}, &v.mayEnter, &v.inUse, at(&v.settled)}, v.contact.columns()...)...); err != nil {
		return err
	}
	switch {
	case quote != 0:
		v.object = Object{"quote", quote}
	case invoice != 0:
		v.object = Object{"invoice", invoice}
	case contract != 0:
		v.object = Object{"contract", contract}
	case questionnaire != 0:
		v.object = Object{"questionnaire", questionnaire}
	case share != 0:
		v.object = Object{"share", share}
	case request != 0:
		v.object = Object{"request", request}
	case gallery != 0:
		v.object = Object{"gallery", gallery}
	default:
		v.object = Object{"file", file}
	}
	return nil
}

// alive is the one rule of when an emailed link opens its document.
func (l *linkRow) alive(now time.Time) bool {
	return l.revoked.IsZero() && l.mayEnter && (l.inUse || now.Sub(l.settled) < linkLife || now.Sub(l.created) < linkLife)
}

// PortalByLink opens the one document of an emailed link. It is ErrNotFound
// for a token that was never ours, *Ended for one that has ended, and
// *SignInFirst where links lead to the door.
func (s *Store) PortalByLink(ctx context.Context, token string) (*Portal, error) {
	if len(token) > 100 {
		return nil, ErrNotFound
	}
	link, err := one(ctx, s.reader, scanLink, linkQuery+"link.token_hash = ?", s.Today(), hashToken(token))
	if err != nil {
		return nil, err
	}
	if !link.alive(s.Now()) {
		return nil, &Ended{link.id}
	}
	p, err := s.portal(Portal{Contact: link.contact, Via: ViaLink, Only: link.object})
	if err == nil {
		err = p.Open(moduleOf[link.object.Kind])
	}
	if err == nil && s.Studio().Links == LinksSignIn {
		return nil, &SignInFirst{Contact: link.contact.ID, Object: link.object}
	}
	return p, err
}

// FreshLink queues a new link for the document of an ended one, or for the
// version that has replaced it, to the person it was sent to and nobody else.
// It says nothing of whether it did: not for a revoked link, a closed portal, a
// document that this person sees no more, or more than once an hour.
func (s *Store) FreshLink(ctx context.Context, token string) error {
	return s.write(ctx, "send a fresh link", func(t *tx) error {
		link, err := one(t.ctx, t, scanLink, linkQuery+"link.token_hash = ?", s.Today(), hashToken(clip(token, 100)))
		if err == ErrNotFound || err == nil && (!link.revoked.IsZero() || !link.mayEnter) {
			return nil
		}
		if err != nil {
			return err
		}
		if link.object, err = t.freshest(link.contact.ID, link.object); err != nil {
			if errors.Is(err, ErrNotFound) {
				return nil
			}
			return err
		}
		recent, err := one(t.ctx, t, value[int64], `SELECT count(*) FROM outbox WHERE kind = 'fresh-link' AND contact_id = ? AND created_at > ?`,
			link.contact.ID, ms(t.now.Add(-time.Hour)))
		if err != nil || recent > 0 {
			return err
		}
		o := link.object
		return t.queue(letter{kind: "fresh-link", contact: link.contact.ID, quote: o.as("quote"), invoice: o.as("invoice"), file: o.as("file"),
			contract: o.as("contract"), questionnaire: o.as("questionnaire"), share: o.as("share"), request: o.as("request"), gallery: o.as("gallery")})
	})
}

// as is the object's id if it is of this kind, else 0.
func (o Object) as(kind string) int64 {
	if o.Kind != kind {
		return 0
	}
	return o.ID
}

// newestVersion finds the newest version of a quote or contract that was sent;
// its verb stands for the table.
const newestVersion = `WITH RECURSIVE later (id) AS (SELECT ? UNION
	SELECT %[1]s.id FROM %[1]s JOIN later ON %[1]s.revises_id = later.id WHERE %[1]s.state <> 'draft') SELECT max(id) FROM later`

// freshest is the document that a fresh link should open: of a quote or a
// contract its newest version. It is ErrNotFound when the contact does not see it.
func (t *tx) freshest(contactID int64, o Object) (_ Object, err error) {
	switch o.Kind {
	case "quote", "contract":
		if o.ID, err = one(t.ctx, t, value[int64], fmt.Sprintf(newestVersion, o.Kind), o.ID); err != nil {
			return o, err
		}
		if o.Kind == "contract" {
			return o, t.check("SELECT contract.id FROM contract WHERE contract.id = ? AND "+visibleContract, o.ID, contactID, contactID)
		}
		return o, t.check("SELECT quote.id FROM quote WHERE quote.id = ? AND "+visibleQuote, o.ID, contactID, contactID)
	case "invoice":
		return o, t.check("SELECT invoice.id FROM invoice WHERE invoice.id = ? AND "+visibleInvoice, o.ID, contactID, contactID)
	}
	switch o.Kind {
	case "questionnaire":
		return o, t.check("SELECT questionnaire.id FROM questionnaire WHERE questionnaire.id = ? AND "+visibleQuestionnaire, o.ID, contactID, contactID)
	case "share":
		return o, t.check("SELECT share.id FROM share WHERE share.id = ? AND "+seenShare, o.ID, contactID)
	case "request":
		return o, t.check("SELECT file_request.id FROM file_request WHERE file_request.id = ? AND "+visibleRequest, o.ID, contactID, contactID)
	case "gallery":
		return o, t.check("SELECT gallery.id FROM gallery WHERE gallery.id = ? AND "+seenGallery, o.ID, contactID)
	}
	return o, t.check("SELECT file.id FROM file WHERE file.id = ? AND file.visible = 1 AND file.deleted_at IS NULL AND "+
		fmt.Sprintf(onProject, "file"), o.ID, contactID)
}

// mintLink makes a new link to a document and gives its token; earlier ones
// stay good.
func (t *tx) mintLink(contactID int64, o Object) (token string, err error) {
	token = newToken()
	_, err = t.exec(`INSERT INTO link (token_hash, contact_id, quote_id, invoice_id, file_id, contract_id, questionnaire_id, share_id, request_id, gallery_id, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		hashToken(token), contactID, ref(o.as("quote")), ref(o.as("invoice")), ref(o.as("file")), ref(o.as("contract")),
		ref(o.as("questionnaire")), ref(o.as("share")), ref(o.as("request")), ref(o.as("gallery")), ms(t.now))
	return token, err
}

// CopyLink makes a link for the studio to hand over by itself, to a document
// that was sent, for a contact to whom it is addressed.
func (s *Store) CopyLink(ctx context.Context, by Staff, contactID int64, o Object) (token string, err error) {
	err = s.write(ctx, "copy a link", func(t *tx) error {
		var project, only int64
		var query string
		args := []any{o.ID}
		switch o.Kind {
		case "quote":
			query = "SELECT project_id, contact_id FROM quote WHERE id = ? AND state <> 'draft'"
		case "invoice":
			query = "SELECT project_id, contact_id FROM invoice WHERE id = ? AND state <> 'draft'"
		case "file":
			query = "SELECT project_id, NULL FROM file WHERE id = ? AND visible = 1 AND deleted_at IS NULL"
		case "contract":
			query = `SELECT project_id, signer.contact_id FROM contract JOIN signer ON signer.contract_id = contract.id
				WHERE contract.id = ? AND contract.state <> 'draft' AND signer.contact_id = ?`
			args = append(args, contactID)
		case "questionnaire":
			query = "SELECT project_id, contact_id FROM questionnaire WHERE id = ? AND state <> 'draft'"
		case "share":
			query = "SELECT project_id, NULL FROM share WHERE id = ?"
		case "request":
			query = "SELECT project_id, contact_id FROM file_request WHERE id = ?"
		case "gallery":
			query = "SELECT project_id, NULL FROM gallery WHERE id = ? AND visible = 1 AND deleted_at IS NULL"
		default:
			return ErrNotFound
		}
		if err := scanOne(t, query, args, &project, optional{&only}); err != nil {
			return err
		}
		if _, err := t.recipients(moduleOf[o.Kind], []int64{contactID}, project, only); err != nil {
			return err
		}
		token, err = t.mintLink(contactID, o)
		return err
	})
	return token, err
}

// RevokeLinks ends every link to a document at once.
func (s *Store) RevokeLinks(ctx context.Context, by Staff, o Object) error {
	column, ok := map[string]string{"quote": "quote_id", "invoice": "invoice_id", "file": "file_id", "contract": "contract_id",
		"questionnaire": "questionnaire_id", "share": "share_id", "request": "request_id", "gallery": "gallery_id"}[o.Kind]
	if !ok {
		return ErrNotFound
	}
	return s.write(ctx, "revoke links", func(t *tx) error {
		_, err := t.exec("UPDATE link SET revoked_at = ? WHERE revoked_at IS NULL AND "+column+" = ?", ms(t.now), o.ID)
		return err
	})
}
