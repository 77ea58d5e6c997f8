// Package studio is the owner's side: one file a noun.
package studio

import (
	"anteroom/handlers/web"
	"anteroom/store"
)

// Pages answers for the studio's side.
type Pages struct {
	Store    *store.Store
	Settings InForce
	Admit    func(x *web.Exchange, session string) error // hands the token of a new session to the browser
}

// Route is a line of the studio's table: only one of the studio gets in.
type Route struct {
	web.Route
	Handle func(*web.Exchange, store.Staff) error
}

// Frame is what stands around a page of the studio. part is the current entry
// of the navigation: "clients", "quotes" …
func (p *Pages) Frame(x *web.Exchange, staff store.Staff, part string) web.Frame {
	studio := p.Store.Studio()
	return web.Frame{Lang: x.Lang, Locale: studio.Locale, Studio: studio, Path: x.R.URL.Path,
		Part: part, Flash: x.Told(), Now: p.Store.Now().In(studio.Zone()), Staff: staff}
}
