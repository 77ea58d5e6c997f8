package handlers

import (
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/colour"
)

// home leads a visitor without a link to the clients' door.
func (s *Server) home(x *web.Exchange) error {
	return x.Go("/portal")
}

// nothingHere answers every address that no table names.
func (s *Server) nothingHere(w http.ResponseWriter, r *http.Request) {
	x := s.exchange(w, r)
	s.meet(x)
	s.answer(x, store.ErrNotFound)
}

// brandCSS is the studio's colour, and what follows from it.
func (s *Server) brandCSS(x *web.Exchange) error {
	brand, err := colour.Parse(s.store.Studio().Colour)
	if err != nil {
		return err
	}
	return x.Asset("text/css; charset=utf-8", []byte(colour.CSS(brand)))
}

// logo is the studio's logo; a page names it with its hash, so that a browser
// asks anew when it has changed.
func (s *Server) logo(x *web.Exchange) error {
	png, err := s.store.Logo(x.Context())
	if err != nil {
		return err
	}
	return x.Asset("image/png", png)
}
