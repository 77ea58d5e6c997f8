package store

import "context"

// seenMail is the condition under which a contact reads a mail again: it was sent
// to them, lets nobody in, and speaks of nothing that is switched off. Its
// arguments are those of [Portal.mailArgs].
const seenMail = `outbox.contact_id = ? AND outbox.state = 'sent' AND outbox.kind NOT IN (` + secretKinds + `)
	AND (? OR outbox.invoice_id IS NULL AND outbox.payment_id IS NULL AND outbox.kind <> 'statement')
	AND (? OR outbox.quote_id IS NULL) AND (? OR outbox.contract_id IS NULL) AND (? OR outbox.file_id IS NULL AND outbox.share_id IS NULL AND outbox.request_id IS NULL)
	AND (? OR outbox.questionnaire_id IS NULL) AND (? OR outbox.gallery_id IS NULL)`

func (p *Portal) mailArgs() []any {
	return []any{p.Contact.ID, p.Sees(ModuleInvoices), p.Sees(ModuleQuotes), p.Sees(ModuleContracts), p.Sees(ModuleFiles),
		p.Sees(ModuleQuestionnaires), p.Sees(ModulePhotos)}
}

// Emails are a page of what the studio has sent this contact, the newest first,
// and how many there are in all.
func (p *Portal) Emails(ctx context.Context, paging Paging) ([]MailRow, int, error) {
	if see, err := p.lists(ModuleEmails); !see {
		return nil, 0, err
	}
	total, err := one(ctx, p.store.reader, value[int], `SELECT count(*) FROM outbox WHERE `+seenMail, p.mailArgs()...)
	if err != nil {
		return nil, 0, err
	}
	page := paging.within(total)
	list, err := all(ctx, p.store.reader, scanMailRow, `SELECT `+mailRowColumns+` FROM `+mailTables+` WHERE `+seenMail+`
		ORDER BY outbox.sent_at DESC, outbox.id DESC LIMIT ? OFFSET ?`, append(p.mailArgs(), page.limit(), page.offset())...)
	return list, total, err
}

// Email is one mail that was sent to this contact.
func (p *Portal) Email(ctx context.Context, id int64) (MailRow, error) {
	if see, err := p.lists(ModuleEmails); err != nil || !see {
		return MailRow{}, ErrNotFound
	}
	return one(ctx, p.store.reader, scanMailRow, `SELECT `+mailRowColumns+` FROM `+mailTables+` WHERE `+seenMail+` AND outbox.id = ?`,
		append(p.mailArgs(), id)...)
}
