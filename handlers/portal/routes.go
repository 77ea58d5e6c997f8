package portal

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

// Routes is the table of the client's side, noun by noun.
func (p *Pages) Routes() []Route {
	var table []Route
	for _, nouns := range [][]Route{
		p.fileRoutes(),
		p.sendingRoutes(),
		p.galleryRoutes(),
		p.documentRoutes(),
		p.quoteRoutes(),
		p.contractRoutes(),
		p.questionnaireRoutes(),
		p.invoiceRoutes(),
		p.severalRoutes(),
		p.statementRoutes(),
		p.projectRoutes(),
		p.paperRoutes(),
		p.emailRoutes(),
		p.accountRoutes(),
		p.passwordRoutes(),
	} {
		table = append(table, nouns...)
	}
	return table
}

// contact makes a line for one who is signed in; object is the kind that {id}
// names.
func contact(method, pattern, object string, handle func(*web.Exchange, *store.Portal) error) Route {
	return Route{web.Route{Method: method, Pattern: pattern, Audience: web.Contact, Object: object}, handle}
}

// link makes a line for one who holds the emailed link of such an object.
func link(method, pattern, object string, handle func(*web.Exchange, *store.Portal) error) Route {
	return Route{web.Route{Method: method, Pattern: pattern, Audience: web.Link, Object: object}, handle}
}
