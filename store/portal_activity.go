package store

import (
	"context"
	"strings"
)

// What a contact's history tells. Of their own deeds nearly all; of everyone
// else's only what changed something that this contact sees.
const (
	ownDeeds = `'quote viewed', 'quote accepted', 'quote declined', 'contract viewed', 'contract signed', 'contract declined',
		'invoice viewed', 'payment received', 'payment failed', 'transfer announced', 'file downloaded', 'details changed',
		'questionnaire viewed', 'questionnaire submitted', 'signed in', 'file sent',
		'photo downloaded', 'gallery downloaded', 'selection sent'`
	sharedDeeds = `'quote sent', 'quote accepted', 'quote declined', 'contract sent', 'contract completed', 'contract withdrawn',
		'invoice issued', 'invoice credited', 'invoice voided', 'payment received', 'payment refunded', 'file shown',
		'project status changed', 'questionnaire sent', 'questionnaire reopened', 'questionnaire withdrawn', 'file requested',
		'photos added', 'gallery shown'`
)

// seenDeed is the condition under which a contact's history tells of a deed. What
// it is about is theirs to see today, and its module is on. Its arguments are
// those of [Portal.deedArgs].
var seenDeed = `(activity.contact_id = ?1 AND activity.what IN (` + ownDeeds + `)
		OR activity.contact_id IS NOT ?1 AND activity.what IN (` + sharedDeeds + `))
	AND (activity.quote_id IS NULL OR ?2 AND EXISTS (SELECT 1 FROM quote WHERE quote.id = activity.quote_id AND ` + seenBy(visibleQuote) + `))
	AND (activity.invoice_id IS NULL OR ?3 AND EXISTS (SELECT 1 FROM invoice WHERE invoice.id = activity.invoice_id AND ` + seenBy(visibleInvoice) + `))
	AND (activity.contract_id IS NULL OR ?4 AND EXISTS (SELECT 1 FROM contract WHERE contract.id = activity.contract_id AND ` + seenBy(visibleContract) + `))
	AND (activity.questionnaire_id IS NULL OR ?6 AND EXISTS (SELECT 1 FROM questionnaire WHERE questionnaire.id = activity.questionnaire_id AND ` + seenBy(visibleQuestionnaire) + `))
	AND (activity.file_id IS NULL OR ?5 AND EXISTS (SELECT 1 FROM file WHERE file.id = activity.file_id AND ` + seenBy(seenFile) + `))
	AND (activity.request_id IS NULL OR ?5 AND EXISTS (SELECT 1 FROM file_request WHERE file_request.id = activity.request_id AND ` + seenBy(visibleRequest) + `))
	AND (activity.gallery_id IS NULL OR ?7 AND EXISTS (SELECT 1 FROM gallery WHERE gallery.id = activity.gallery_id AND ` + seenBy(seenGallery) + `))
	AND (activity.project_id IS NULL OR EXISTS (SELECT 1 FROM project_contact pc JOIN project pr ON pr.id = pc.project_id
		WHERE pc.project_id = activity.project_id AND pc.contact_id = ?1 AND pr.status <> 'archived'))`

func (p *Portal) deedArgs() []any {
	return []any{p.Contact.ID, p.Sees(ModuleQuotes), p.Sees(ModuleInvoices), p.Sees(ModuleContracts), p.Sees(ModuleFiles), p.Sees(ModuleQuestionnaires),
		p.Sees(ModulePhotos)}
}

// Activity is a page of this contact's history, the newest first, and how many
// there are in all.
func (p *Portal) Activity(ctx context.Context, paging Paging) ([]Activity, int, error) {
	if see, err := p.lists(ModuleActivity); !see {
		return nil, 0, err
	}
	where := "activity.client_id = ?8 AND " + seenDeed
	args := append(p.deedArgs(), p.Contact.ClientID)
	total, err := one(ctx, p.store.reader, value[int], `SELECT count(*) FROM activity WHERE `+where, args...)
	if err != nil {
		return nil, 0, err
	}
	page := paging.within(total)
	list, err := all(ctx, p.store.reader, scanActivity, `SELECT `+activityColumns+` FROM `+activityTables+` WHERE `+where+`
		ORDER BY activity.id DESC LIMIT ?9 OFFSET ?10`, append(args, page.limit(), page.offset())...)
	return list, total, err
}

// Recent is the newest of this contact's history.
func (p *Portal) Recent(ctx context.Context, most int) ([]Activity, error) {
	if see, err := p.lists(ModuleActivity); !see {
		return nil, err
	}
	return all(ctx, p.store.reader, scanActivity, `SELECT `+activityColumns+` FROM `+activityTables+` WHERE activity.client_id = ?8 AND `+seenDeed+`
		ORDER BY activity.id DESC LIMIT ?9`, append(p.deedArgs(), p.Contact.ClientID, most)...)
}

// seenBy is a condition of which the one argument is the first of its query.
func seenBy(condition string) string { return strings.ReplaceAll(condition, "?", "?1") }
