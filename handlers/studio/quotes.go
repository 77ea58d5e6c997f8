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

func quotePath(id int64) string { return "/studio/quotes/" + strconv.FormatInt(id, 10) }
