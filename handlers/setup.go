package handlers

import (
	"net/http"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// The first run, by the one-time link that the program prints. The steps that
// follow it are the owner's, at /studio/setup.
func (s *Server) setupRoutes() []route {
	return []route{
		public("GET", "/setup/{token}", "setup", s.setupForm),
		public("POST", "/setup/{token}", "setup", s.setUp),
		public("GET", "/setup/{token}/proposal", "setup", s.showProposal),
	}
}

// setupPage is the first of the three steps.
type setupPage struct {
	web.Frame
	Form      *web.Form
	Proposal  proposal
	Countries []templates.Option
	Changed   bool // the country was changed: what is proposed wants a look
}

func (s *Server) setupForm(x *web.Exchange) error {
	if err := s.store.CheckSetupToken(x.Context(), x.R.PathValue("token")); err != nil {
		return err
	}
	form := web.NewForm("country", countryOf(x.R.Header.Get("Accept-Language")))
	return x.Show("studio/setup", "", s.setupPage(x, form))
}

// showProposal is the box alone, for a country or a choice in it.
func (s *Server) showProposal(x *web.Exchange) error {
	if err := s.store.CheckSetupToken(x.Context(), x.R.PathValue("token")); err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	return x.Show("studio/setup", "proposal", s.setupPage(x, form))
}

func (s *Server) setUp(x *web.Exchange) error {
	token := x.R.PathValue("token")
	if err := s.store.CheckSetupToken(x.Context(), token); err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if form.Get("country") != form.Get("proposed_for") || form.Has("do", "propose") {
		page := s.setupPage(x, form)
		page.Changed = true
		return x.Show("studio/setup", "", page)
	}
	session, err := s.store.SetUp(x.Context(), token, s.setupOf(form), x.Visit)
	if err != nil {
		return x.Again(err, form, "studio/setup", "", s.setupPage(x, form))
	}
	s.cookies.setCookie(x.W, studioSide, session)
	return x.Go("/studio/setup/look")
}

func (s *Server) setupOf(form *web.Form) store.Setup {
	country, _ := store.CountryOf(form.Get("country")) // SetUp refuses one that is not
	v := store.Setup{Studio: form.Get("studio"), Country: form.Get("country"), Currency: form.Get("currency"),
		Locale: form.Get("locale"), TimeZone: form.Get("time_zone"), TaxName: country.TaxName, Owner: form.Get("owner"),
		Email: form.Get("email"), Password: form.Get("password"), BaseURL: s.BaseURL()}
	if form.Get("tax") != "no" {
		v.TaxRates = country.TaxRates
	}
	return v
}

func (s *Server) setupPage(x *web.Exchange, form *web.Form) setupPage {
	return setupPage{Frame: s.frame(x), Form: form, Proposal: s.propose(form, x.R.PathValue("token")), Countries: templates.Countries()}
}

// afterSetup keeps every other door shut until the studio is set up: whoever
// comes reads that it is not, and nothing is done.
func (s *Server) afterSetup(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.store.IsSetUp() {
			next(w, r)
			return
		}
		x := s.exchange(w, r)
		s.answer(x, x.Reply(http.StatusServiceUnavailable, "studio/setup-awaited", "", struct{ web.Frame }{s.frame(x)}))
	}
}
