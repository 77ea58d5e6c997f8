// Package handlers touches the outside world: it is the server, its doors (who
// may come in), sessions, the public pages and the webhooks.
package handlers

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"anteroom/handlers/mail"
	"anteroom/handlers/pay"
	"anteroom/handlers/portal"
	"anteroom/handlers/studio"
	"anteroom/handlers/web"
	"anteroom/static"
	"anteroom/store"
	"anteroom/templates"
	"anteroom/templates/words"
)

// Config is how the server is told to run. Its fields override settings.
type Config struct {
	BaseURL      string        // origin of our links; empty: as the studio's settings say
	SMTP         mail.Settings // from the environment; used whole when it names a host
	Stripe       pay.Settings  // from the environment, field by field
	Listen       string        // the address that is listened on: our origin while no other is known
	TrustedProxy string        // the one address from which X-Forwarded-For is believed; empty: none
	Demo         Demo          // a sample studio's way in, which its door tells to everyone
}

// Server answers every request.
type Server struct {
	config  Config
	store   *store.Store
	app     *web.App
	assets  *static.Assets
	words   *words.Catalogue
	cookies *cookieStore
	studio  *studio.Pages
	portal  *portal.Pages
	mux     *http.ServeMux
	routes  []web.Route

	resumable *web.Resumable
	examined  desk
	fonts     fonts
}

// New makes the server over a store.
func New(s *store.Store, config Config) (*Server, error) {
	server := &Server{config: config, store: s, mux: http.NewServeMux(), resumable: web.NewResumable()}
	if err := server.load(); err != nil {
		return nil, err
	}
	server.cookies = &cookieStore{store: s, secure: func() bool { return strings.HasPrefix(server.BaseURL(), "https://") }}
	server.studio = &studio.Pages{Store: s, Settings: server.inForce(), Resumable: server.resumable, Admit: server.admit,
		QuotePDF: server.printQuote, SignedPDF: server.signedCopy, InvoicePDF: server.printInvoice, ReceiptPDF: server.printReceipt,
		ContractPDF: server.contractPDF, Day: server.day, CreditNotePDF: server.printCreditNote, StatementPDF: server.printStatement,
		SendRefund: func(ctx context.Context, r store.Refund) error { return server.sendRefund(ctx, r, true) },
		MailWords:  server.mailWords, PreviewMail: server.previewMail, TrialMail: server.trialMail,
		ReminderWords: server.reminderWords, PeriodNames: server.periodNames, Letters: server.letterDesk()}
	server.portal = server.portalPages()
	server.mountAll()
	return server, nil
}

// load reads what is embedded: assets, words, pages.
func (s *Server) load() (err error) {
	if s.assets, err = static.New(); err != nil {
		return fmt.Errorf("load assets: %w", err)
	}
	if s.words, err = words.Load(); err != nil {
		return fmt.Errorf("load words: %w", err)
	}
	pages, err := templates.New(s.assets.URL, s.words, s.pageFuncs())
	if err != nil {
		return fmt.Errorf("load pages: %w", err)
	}
	s.app = &web.App{
		Render: func(w *bytes.Buffer, lang, name string, view any) error { return pages.Render(w, lang, name, view) },
		Words:  s.words.T,
		Date: func(lang string, date any, style string) string {
			if day, ok := date.(store.Date); ok {
				date = string(day)
			}
			return s.words.Date(lang, date, words.Style(style))
		},
		Moment: func(lang string) string {
			return s.words.Date(lang, s.store.Now().In(s.store.Studio().Zone()), words.DateTime)
		},
		BaseURL: s.BaseURL,
	}
	return nil
}

// pageFuncs are the functions that pages have from here.
//
//	{{initials .Name}}                      the letters that stand for a name
//	{{near .Lang .Next.DueOn "day"}}        a date by its day alone, with the year when it is not this one: long, day, shortday
//	{{mailbox}}                             the address of the demo's mailbox; empty for a real studio
func (s *Server) pageFuncs() template.FuncMap {
	return template.FuncMap{"initials": web.Initials, "near": s.near, "mailbox": func() string { return s.config.Demo.Mailbox }}
}

func (s *Server) near(lang string, d store.Date, style words.Style) string {
	whole := map[words.Style]words.Style{words.Day: words.Full, words.ShortDay: words.Short, words.Long: words.LongYear}
	if with, ok := whole[style]; ok && d.Time().Year() != s.store.Today().Time().Year() {
		style = with
	}
	return s.words.Date(lang, string(d), style)
}

// BaseURL is the origin of every link that we write. It never comes from a
// request.
func (s *Server) BaseURL() string {
	if s.config.BaseURL != "" {
		return s.config.BaseURL
	}
	if url := s.store.Studio().BaseURL; url != "" {
		return url
	}
	return "http://" + s.config.Listen
}

// Stylesheets are the addresses of what gives our pages their looks, for a page
// that is not one of them.
func (s *Server) Stylesheets() []string { return []string{s.assets.URL("app.css"), "/brand.css"} }

// Icon is the address of the icon of a page that is not one of ours.
func (s *Server) Icon() string { return s.assets.URL("icon.svg") }

// Routes are all routes there are, for the test that walks them.
func (s *Server) Routes() []web.Route { return s.routes }

// Handler is the server with everything that stands before its routes.
func (s *Server) Handler() http.Handler {
	csp := policy(s.config.Stripe.API)
	return recovering(secured(csp, http.NewCrossOriginProtection().Handler(compressed(s.mux))))
}

// policy lets pages use what we serve and nothing else. A payment's form leads
// to Checkout, and where another API stands in for Stripe's, to its host.
func policy(api string) string {
	checkout := "https://checkout.stripe.com"
	if u, err := url.Parse(api); err == nil && u.Host != "" {
		checkout += " " + u.Scheme + "://" + u.Host
	}
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
		"connect-src 'self'; media-src 'self'; frame-src 'self'; manifest-src 'self'; form-action 'self' " + checkout + "; " +
		"base-uri 'none'; frame-ancestors 'none'"
}

// secured sets the headers that every answer has.
func secured(csp string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", csp)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
		next.ServeHTTP(w, r)
	})
}

// recovering turns a panic into a 500 without a trace of it in the answer.
func recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			slog.Error("panic", "method", r.Method, "path", web.Redact(r.URL.Path), "fault", fault)
			w.WriteHeader(http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// exchange begins an answer.
func (s *Server) exchange(w http.ResponseWriter, r *http.Request) *web.Exchange {
	return &web.Exchange{
		W: w, R: r, App: s.app, Lang: s.store.Studio().Locale,
		Visit: store.Visit{IP: s.clientIP(r), UserAgent: strings.ToValidUTF8(r.UserAgent(), "\uFFFD")},
	}
}

// answer runs a handler and turns its error into an answer.
func (s *Server) answer(x *web.Exchange, err error) {
	if err != nil {
		x.Fail(err, s.frame(x))
	}
}

// frame is the frame of a page for one whom we do not know.
func (s *Server) frame(x *web.Exchange) web.Frame {
	studio := s.store.Studio()
	return web.Frame{Lang: x.Lang, Locale: studio.Locale, Studio: studio, Path: x.R.URL.Path}
}

// healthz answers 200 while the database answers.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	if err := s.store.Ping(r.Context()); err != nil {
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = fmt.Fprintln(w, "ok") // a probe that went away is no matter
}
