package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
)

// visibleQuote is the condition under which a contact sees a quote: sent, not
// archived, theirs or everyone's, on a project of theirs. Its arguments are the
// contact's id, twice.
var visibleQuote = `quote.state <> 'draft' AND quote.archived_at IS NULL AND (quote.contact_id IS NULL OR quote.contact_id = ?)
	AND ` + fmt.Sprintf(onProject, "quote")

// Quotes are the quotes that this contact sees, newest first: of one project,
// or of all for 0. Superseded versions are left out.
func (p *Portal) Quotes(ctx context.Context, projectID int64) ([]Quote, error) {
	if see, err := p.lists(ModuleQuotes); !see {
		return nil, err
	}
	list, err := all(ctx, p.store.reader, func(row scanner, q *Quote) error { return scanQuoteRow(row, q) },
		`SELECT `+quoteColumns+` FROM `+quoteTables+` WHERE `+visibleQuote+`
		AND quote.state <> 'superseded' AND (? = 0 OR quote.project_id = ?) ORDER BY quote.sent_at DESC, quote.id DESC`,
		p.Contact.ID, p.Contact.ID, projectID, projectID)
	for i := range list {
		list[i].settleStatus(p.Today())
	}
	return list, err
}

// Quote is one quote, with the content that was frozen.
func (p *Portal) Quote(ctx context.Context, id int64) (Quote, error) {
	if err := p.allows("quote", id); err != nil {
		return Quote{}, err
	}
	if p.draft != nil && p.draft.ID == id {
		return *p.draft, nil
	}
	return p.readQuote(ctx, p.store.reader, id)
}

func (p *Portal) readQuote(ctx context.Context, from querier, id int64) (Quote, error) {
	q, err := one(ctx, from, scanQuote, `SELECT `+quoteColumns+`, quote.content FROM `+quoteTables+`
		WHERE quote.id = ? AND `+visibleQuote, id, p.Contact.ID, p.Contact.ID)
	q.settleStatus(p.Today())
	return q, err
}

// ViewQuote notes that a person has looked: once, and never for the studio
// itself. Pages call it when someone touches them, not when they are fetched,
// so that a scanner of mails counts for nothing.
func (p *Portal) ViewQuote(ctx context.Context, id int64, v Visit) error {
	if err := p.allows("quote", id); err != nil {
		return err
	}
	if p.ReadOnly {
		return nil
	}
	return p.store.write(ctx, "view a quote", func(t *tx) error {
		q, err := p.readQuote(ctx, t, id)
		if err != nil {
			return err
		}
		return t.viewQuote(p, &q, v)
	})
}

func (t *tx) viewQuote(p *Portal, q *Quote, v Visit) error {
	if !q.Viewed.IsZero() {
		return nil
	}
	if _, err := t.exec("UPDATE quote SET viewed_at = ? WHERE id = ?", ms(t.now), q.ID); err != nil {
		return err
	}
	q.Viewed = t.now
	if _, err := t.record(Object{"quote", q.ID}, "viewed", p.person().how(v)); err != nil {
		return err
	}
	return t.note(deed{what: "quote viewed", project: q.ProjectID, quote: q.ID, contact: p.Contact.ID})
}

// AcceptQuote signs a quote. One transaction: the signature and its evidence,
// the quote's state, the invoice of its schedule, and the mails to both sides.
//
// It refuses a quote that is not open any more, one that is not the document
// that was shown (hash), or a total that differs from the one that was shown.
func (p *Portal) AcceptQuote(ctx context.Context, id int64, v Signing) (q Quote, err error) {
	if err := p.allows("quote", id); err != nil {
		return q, err
	}
	if err := p.mayWrite(); err != nil {
		return q, err
	}
	if err := v.check(); err != nil {
		return q, err
	}
	if err := p.knowsCode(ctx, Object{"quote", id}); err != nil {
		return q, err
	}
	err = p.store.write(ctx, "sign quote "+strconv.FormatInt(id, 10), func(t *tx) error {
		if q, err = p.readQuote(ctx, t, id); err != nil {
			return err
		}
		if err := q.stillOpen(t.store.Studio()); err != nil {
			return err
		}
		if err := t.useCode(p, Object{"quote", id}); err != nil {
			return err
		}
		if err := t.sign(p, &q, v); err != nil {
			return err
		}
		if err := t.invoiceOf(p, &q); err != nil {
			return err
		}
		q, err = p.readQuote(ctx, t, id)
		return err
	})
	return q, err
}

// stillOpen refuses a quote that cannot be decided on, and says why.
func (q *Quote) stillOpen(studio *Studio) error {
	switch q.Status {
	case "accepted":
		return refuse("refused.quote_accepted")
	case "declined":
		return refuse("refused.quote_declined", "studio", studio.Name)
	case "expired":
		return refuse("refused.quote_expired", "date", q.ValidUntil, "studio", studio.Name)
	case "superseded":
		return refuse("refused.quote_replaced")
	case "invoiced":
		return refuse("refused.quote_invoiced", "studio", studio.Name)
	}
	return nil
}

// sign writes the signature and everything that proves it.
func (t *tx) sign(p *Portal, q *Quote, v Signing) error {
	if v.Hash != q.Hash {
		return refuse("refused.quote_changed")
	}
	sel, err := q.Content.Settle(v.Selection)
	if err != nil {
		return err
	}
	totals, err := q.Content.TotalsOf(sel)
	if err != nil {
		return err
	}
	if totals.Total != v.Total {
		return refuse("refused.total_changed")
	}
	if err := t.viewQuote(p, q, v.Visit); err != nil {
		return err
	}
	certificate, err := t.pledge(p, q, v, sel, totals.Total)
	if err != nil {
		return err
	}
	q.Total = totals.Total
	if err := t.update("UPDATE quote SET state = 'accepted', total = ?, decided_at = ?, updated_at = ? WHERE id = ?",
		totals.Total, ms(t.now), ms(t.now), q.ID); err != nil {
		return err
	}
	if err := t.note(deed{what: "quote accepted", project: q.ProjectID, quote: q.ID, contact: p.Contact.ID,
		detail: map[string]string{"name": v.Name, "certificate": certificate}}); err != nil {
		return err
	}
	if _, err := t.exec("UPDATE project SET status = 'active', updated_at = ? WHERE id = ? AND status = 'enquiry'", ms(t.now), q.ProjectID); err != nil {
		return err
	}
	if err := t.queue(letter{kind: "accepted", contact: p.Contact.ID, project: q.ProjectID, quote: q.ID}); err != nil {
		return err
	}
	return t.tellOwners(letter{kind: "studio-accepted", project: q.ProjectID, quote: q.ID, data: map[string]string{"name": v.Name}})
}

// pledge signs a quote with these choices.
func (t *tx) pledge(p *Portal, q *Quote, v Signing, sel Selection, total int64) (certificate string, err error) {
	chosen, err := json.Marshal(sel)
	if err != nil {
		return "", err
	}
	return t.insertSignature(pledge{document: Object{"quote", q.ID}, hash: q.Hash, who: p.person(), selection: string(chosen), total: total,
		told: map[string]string{"selection": string(chosen), "total": strconv.FormatInt(total, 10) + " " + q.Currency}}, v)
}

// DeclineQuote turns a quote down, with the client's reason if they give one.
func (p *Portal) DeclineQuote(ctx context.Context, id int64, reason string, v Visit) (q Quote, err error) {
	if err := p.allows("quote", id); err != nil {
		return q, err
	}
	if err := p.mayWrite(); err != nil {
		return q, err
	}
	var invalid Invalid
	invalid.atMost("reason", reason, 2000)
	if err := invalid.OrNil(); err != nil {
		return q, err
	}
	if err := p.knowsCode(ctx, Object{"quote", id}); err != nil {
		return q, err
	}
	err = p.store.write(ctx, "decline quote "+strconv.FormatInt(id, 10), func(t *tx) error {
		if q, err = p.readQuote(ctx, t, id); err != nil {
			return err
		}
		if err := q.stillOpen(t.store.Studio()); err != nil {
			return err
		}
		if err := t.useCode(p, Object{"quote", id}); err != nil {
			return err
		}
		if err := t.viewQuote(p, &q, v); err != nil {
			return err
		}
		if err := t.update("UPDATE quote SET state = 'declined', decline_reason = ?, decided_at = ?, updated_at = ? WHERE id = ?",
			reason, ms(t.now), ms(t.now), id); err != nil {
			return err
		}
		detail := p.person().how(v)
		detail["reason"], detail["document"] = reason, q.Hash
		if _, err := t.record(Object{"quote", id}, "declined", detail); err != nil {
			return err
		}
		if err := t.note(deed{what: "quote declined", project: q.ProjectID, quote: id, contact: p.Contact.ID, detail: map[string]string{"reason": reason}}); err != nil {
			return err
		}
		if err := t.tellOwners(letter{kind: "studio-declined", project: q.ProjectID, quote: id, data: map[string]string{"reason": reason, "name": p.Contact.Name}}); err != nil {
			return err
		}
		q, err = p.readQuote(ctx, t, id)
		return err
	})
	return q, err
}

// Signed is everything that the signed copy of a quote is made of.
type Signed struct {
	Quote     Quote
	Signature Signature
	Evidence  []Evidence // up to the signature
}

func (s *Store) signed(ctx context.Context, from querier, q Quote) (v Signed, err error) {
	v.Quote = q
	if v.Signature, err = one(ctx, from, scanSignature, `SELECT `+signatureColumns+` FROM `+signatureTables+` WHERE signature.quote_id = ?`, q.ID); err != nil {
		return v, err
	}
	chain, err := evidenceOf(ctx, from, Object{"quote", q.ID})
	for _, e := range chain {
		v.Evidence = append(v.Evidence, e)
		if e.What == "signed" {
			break
		}
	}
	return v, err
}

// SignedQuote is an accepted quote with its signature and evidence; ErrNotFound
// when it was not accepted.
func (s *Store) SignedQuote(ctx context.Context, id int64) (Signed, error) {
	q, err := s.Quote(ctx, id)
	if err != nil {
		return Signed{}, err
	}
	return s.signed(ctx, s.reader, q)
}

// SignedQuote is an accepted quote of this contact's, likewise.
func (p *Portal) SignedQuote(ctx context.Context, id int64) (Signed, error) {
	q, err := p.Quote(ctx, id)
	if err != nil {
		return Signed{}, err
	}
	return p.store.signed(ctx, p.store.reader, q)
}
