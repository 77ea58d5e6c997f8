package handlers

import (
	"net/http"

	"anteroom/handlers/web"
	"anteroom/static"
)

// route is a line of the table of public pages.
type route struct {
	web.Route
	handle func(*web.Exchange) error
}

// public makes a line for everyone; object is the kind that {id} or {token}
// names.
func public(method, pattern, object string, handle func(*web.Exchange) error) route {
	return route{web.Route{Method: method, Pattern: pattern, Audience: web.Public, Object: object}, handle}
}

// public is every route that needs nobody to be signed in. What is behind a
// door stands in the tables of studio and portal.
func (s *Server) public() []route {
	table := []route{
		public("GET", "/{$}", "", s.home),
		public("GET", "/brand.css", "", s.brandCSS),
		public("GET", "/logo.png", "", s.logo),
		public("POST", "/webhooks/stripe", "", s.webhook),
	}
	for _, nouns := range [][]route{
		s.setupRoutes(),
		s.studioEntrance(),
		s.studioLinks(),
		s.portalEntrance(),
		s.passwordEntrance(),
		s.links(),
		s.guestRoutes(),
		s.verifyRoutes(),
	} {
		table = append(table, nouns...)
	}
	return table
}

// mountAll builds the mux from the tables; a route outside a table does not
// exist.
func (s *Server) mountAll() {
	for _, r := range s.public() {
		s.mount(r.Route, s.publicDoor(r))
	}
	for _, r := range append(s.studio.Routes(), s.previewRoutes()...) {
		s.mount(r.Route, s.studioDoor(r))
	}
	for _, r := range s.portal.Routes() {
		s.mount(r.Route, s.portalDoor(r))
	}
	s.mux.Handle("GET "+static.Prefix, s.assets)
	s.mux.HandleFunc("GET /healthz", s.healthz)
	s.mux.HandleFunc("/", s.afterSetup(s.nothingHere))
}

func (s *Server) mount(r web.Route, h http.HandlerFunc) {
	s.routes = append(s.routes, r)
	if r.Object != "setup" && r.Pattern != "/brand.css" {
		h = s.afterSetup(h)
	}
	s.mux.HandleFunc(r.Method+" "+r.Pattern, h)
}
