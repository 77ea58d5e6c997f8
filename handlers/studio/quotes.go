package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) quoteRoutes() []Route {
	return []Route{
		staff("GET", "/studio/quotes", "", p.quotes),
		staff("GET", "/studio/quotes/new", "", p.newQuote),
		staff("POST", "/studio/quotes", "", p.beginQuote),
	}
}

// quotes is the list of quotes and estimates.
func (p *Pages) quotes(x *web.Exchange, who store.Staff) error {
	view := p.newPapers(x, who, "quotes")
	filter := store.QuoteFilter{Search: view.Form.Get("q"), Status: view.Form.Get("status"), Sort: view.Form.Get("sort")}
	paging := x.Paging()
	list, total, err := p.Store.Quotes(x.Context(), filter, paging)
	if err != nil {
		return err
	}
	counts, err := p.Store.QuoteCounts(x.Context())
	if err != nil {
		return err
	}
	view.Quotes, view.Paging = list, x.NewPaging(paging, total)
	view.Sorts = []templates.Option{{Value: "", Label: "Newest first"}, {Value: "oldest", Label: "Oldest first"},
		{Value: "total", Label: "Total, highest first"}, {Value: "client", Label: "Client, A to Z"}}
	view.addChips(counts, [2]string{"", "All"}, [2]string{"draft", "Drafts"}, [2]string{"waiting", "Waiting"}, [2]string{"accepted", "Accepted"},
		[2]string{"declined", "Declined"}, [2]string{"expired", "Expired"}, [2]string{"archived", "Archived"})
	return x.Show("studio/quotes", "list", view)
}

type newQuotePage struct {
	web.Frame
	Form     *web.Form
	Projects []templates.Option
}

// Kinds are what a quote may be called.
func (p newQuotePage) Kinds() []templates.Option {
	return []templates.Option{{Value: "quote", Label: "Quote"}, {Value: "estimate", Label: "Estimate"}}
}

// newQuote asks for which project a quote is to be.
func (p *Pages) newQuote(x *web.Exchange, who store.Staff) error {
	form := web.NewForm("project", x.R.URL.Query().Get("project"), "kind", "quote")
	view, err := p.newQuotePage(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/quote-new", "", view)
}

func (p *Pages) newQuotePage(x *web.Exchange, who store.Staff, form *web.Form) (newQuotePage, error) {
	view := newQuotePage{Frame: p.Frame(x, who, "quotes"), Form: form}
	for page := 1; page <= 8; page++ { // as many as a select can bear
		list, err := p.Store.Projects(x.Context(), store.ProjectFilter{}, store.Paging{Page: page})
		if err != nil {
			return view, err
		}
		if list.Paging.Page != page {
			break
		}
		for _, row := range list.Rows {
			view.Projects = append(view.Projects, templates.Option{Value: strconv.FormatInt(row.ID, 10),
				Label: "#" + strconv.FormatInt(row.Number, 10) + " " + row.Name + ", " + row.Client})
		}
	}
	return view, nil
}

// beginQuote makes a draft on a project and opens it.
func (p *Pages) beginQuote(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	project, err := strconv.ParseInt(form.Get("project"), 10, 64)
	if err == nil && project > 0 {
		var q store.Quote
		if q, err = p.Store.NewQuote(x.Context(), who, project, form.Get("kind")); err == nil {
			return x.Go(quotePath(q.ID))
		}
	} else {
		err = &store.Invalid{Fields: map[string]store.Text{"project": store.Say("invalid.choice")}}
	}
	view, viewErr := p.newQuotePage(x, who, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/quote-new", "", view)
}

func quotePath(id int64) string { return "/studio/quotes/" + strconv.FormatInt(id, 10) }
