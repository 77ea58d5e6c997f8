package studio

import (
	"context"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) quoteEditRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes/{id}", "quote", p.quote),
		staff("POST", "/studio/quotes/{id}", "quote", p.saveQuote),
		staff("GET", "/studio/quotes/{id}/deletion", "quote", p.quoteDeletion),
		staff("POST", "/studio/quotes/{id}/deletion", "quote", p.deleteQuote),
	}
}

// quote shows a draft in its editor, and what was sent as it was sent.
func (p *Pages) quote(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if !q.IsDraft() {
		return p.sentQuote(x, who, q)
	}
	return p.edit(x, who, p.quoteDraft(q))
}

func (p *Pages) quoteOf(x *web.Exchange) (store.Quote, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Quote{}, err
	}
	return p.Store.Quote(x.Context(), id)
}

// quoteDraft is a quote as the editor knows it.
func (p *Pages) quoteDraft(q store.Quote) draft {
	return draft{Noun: noun(&q), Path: quotePath(q.ID), Next: quotePath(q.ID) + "/sending", List: "/studio/quotes", Part: "quotes",
		Copies: "quote:" + itoa(q.ID), Preview: "/studio/preview/" + itoa(q.ID), ProjectID: q.ProjectID, ProjectNo: q.ProjectNo,
		ContactID: q.ContactID, Client: q.Client, Number: q.Number, Version: q.Version, Edits: q.Edits, Updated: q.Updated, Content: q.Content,
		keep: func(ctx context.Context, by store.Staff, v typed) (draft, error) {
			saved, err := p.Store.SaveQuote(ctx, by, q.ID, v.edits, v.contact, v.content)
			return p.quoteDraft(saved), err
		},
		lacks: func(ctx context.Context) error { return p.Store.QuoteLacks(ctx, q.ID) },
	}
}

func (p *Pages) saveQuote(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	return p.save(x, who, p.quoteDraft(q))
}

func (p *Pages) quoteDeletion(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	if !q.IsDraft() {
		return x.Go(quotePath(q.ID))
	}
	return p.deletion(x, who, p.quoteDraft(q))
}

func (p *Pages) deleteQuote(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.DeleteQuote(x.Context(), who, id); err != nil {
		return err
	}
	if err := x.Tell("ok", "The draft is gone."); err != nil {
		return err
	}
	return x.Go("/studio/quotes")
}
