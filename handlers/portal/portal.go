// Package portal is the client's side: one file a noun. Its handlers are given
// one contact's *store.Portal, and have no other road to the data.
package portal

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

// Pages answers for the client's side.
type Pages struct{}

// Route is a line of the portal's table.
type Route struct {
	web.Route
	Handle func(*web.Exchange, *store.Portal) error
}

// Frame is what stands around a page of the portal. part is the current entry
// of the navigation.
func (p *Pages) Frame(x *web.Exchange, portal *store.Portal, part string) web.Frame {
	f := web.Frame{Lang: x.Lang, Locale: portal.Contact.Locale, Studio: portal.Studio(), Path: x.R.URL.Path,
		Part: part, Flash: x.Told(), Contact: portal.Contact, Preview: portal.ReadOnly}
	if portal.Via == store.ViaLink {
		f.Link = "/d/" + x.R.PathValue("token")
	}
	return f
}
