package practice

import (
	"bytes"
	_ "embed" // the page's template
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
)

//go:embed page.html
var pageText string

// page is what the hosted page shows.
type page struct {
	Stylesheets                  []string
	Favicon                      string
	Studio, Title, Amount, Email string
	Lines                        []pageLine
	Refusal                      string // of the last try
	Open                         bool
	Action, Cancel               string
	Ways                         []way
	Kind, Icon, Words, Onward    string // when it is over
}

// pageLine is one thing that is paid.
type pageLine struct{ Name, Amount string }

// way is one thing to pay with.
type way struct {
	Value, Name, Number, Note string
	Chosen                    bool
	pay                       func(*Server, *checkout)
}

func visa() method         { return method{kind: "card", brand: "visa", last4: "4242"} }
func declinedCard() method { return method{kind: "card", brand: "visa", last4: "0002"} }
func declined() refusal {
	return refusal{code: "card_declined", decline: "generic_decline", message: "Your card was declined."}
}

// ways are the test cards and debits on offer, the first one chosen; the numbers are those of Stripe's test mode
// (https://docs.stripe.com/testing).
func (s *Server) ways(currency string) []way {
	debit, later := debitName(currency), "It settles when the studio says so."
	if after := s.options.SettleAfter; after > 0 {
		later = fmt.Sprintf("It takes %.0f seconds to settle, instead of days.", after.Seconds())
	}
	return []way{
		{Value: "card", Name: "Visa", Number: "4242 4242 4242 4242", Note: "Pays at once.", Chosen: true,
			pay: func(s *Server, c *checkout) { s.pay(c, visa()) }},
		{Value: "declined", Name: "Visa", Number: "4000 0000 0000 0002", Note: "Is declined by its bank.",
			pay: func(s *Server, c *checkout) { s.decline(c, declinedCard(), declined()) }},
		{Value: "funds", Name: "Visa", Number: "4000 0000 0000 9995", Note: "Is declined: too little money in the account.",
			pay: func(s *Server, c *checkout) {
				s.decline(c, method{kind: "card", brand: "visa", last4: "9995"},
					refusal{code: "card_declined", decline: "insufficient_funds", message: "Your card has insufficient funds."})
			}},
		{Value: "disputed", Name: "Visa", Number: "4000 0000 0000 0259", Note: "Pays, and is then questioned at its bank.",
			pay: func(s *Server, c *checkout) {
				s.pay(c, method{kind: "card", brand: "visa", last4: "0259"})
				s.disputeLater(c)
			}},
		{Value: "debit", Name: debit, Number: "ending " + debitOf(currency).last4, Note: later,
			pay: func(s *Server, c *checkout) { s.debit(c); s.settleLater(c, false) }},
		{Value: "bounce", Name: debit, Number: "ending " + debitOf(currency).last4, Note: "Takes as long, and then fails.",
			pay: func(s *Server, c *checkout) { s.debit(c); s.settleLater(c, true) }},
	}
}

func debitName(currency string) string {
	switch debitOf(currency).kind {
	case "bacs_debit":
		return "Bacs Direct Debit"
	case "us_bank_account":
		return "Bank account"
	}
	return "SEPA Direct Debit"
}

// look finds a checkout as it stands and calls f on it, under the lock.
func (s *Server) look(id string, f func(*checkout)) (found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expireOverdue()
	c := s.findCheckout(func(c *checkout) bool { return c.id == id })
	if c == nil {
		return false
	}
	f(c)
	return true
}

// showPage shows the hosted page; it changes nothing.
func (s *Server) showPage(w http.ResponseWriter, r *http.Request) {
	var p page
	var policy string
	if !s.look(r.PathValue("id"), func(c *checkout) { p, policy = s.page(c), s.policy(c) }) {
		http.NotFound(w, r)
		return
	}
	s.render(w, p, policy)
}

// payOnPage does what was chosen, and sends the browser on as Stripe would: to the success page once the client is
// done, back to this page after a refusal.
func (s *Server) payOnPage(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	chosen, next := r.PostFormValue("way"), ""
	found := s.look(r.PathValue("id"), func(c *checkout) {
		if c.status == "open" {
			for _, way := range s.ways(c.currency) {
				if way.Value == chosen {
					way.pay(s, c)
				}
			}
		}
		next = "/practice/checkout/" + c.id
		if c.status == "complete" {
			next = c.onward()
		}
	})
	if !found {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// onward is the success page, told which session it is about.
func (c *checkout) onward() string {
	return strings.ReplaceAll(c.successURL, "{CHECKOUT_SESSION_ID}", c.id)
}

func (s *Server) page(c *checkout) page {
	p := page{
		Stylesheets: s.options.Stylesheets, Favicon: s.options.Icon, Studio: s.options.Name, Title: "Practice payment", Email: c.email,
		Amount: printed(c.amount, c.currency, c.locale), Open: c.status == "open",
		Action: "/practice/checkout/" + c.id + "/payment", Cancel: c.cancelURL, Ways: s.ways(c.currency),
	}
	for _, l := range c.lines {
		p.Lines = append(p.Lines, pageLine{l.name, printed(l.amount, c.currency, c.locale)})
	}
	if c.intent != nil && c.intent.refusal != nil {
		p.Refusal = c.intent.refusal.message
	}
	switch {
	case c.status == "expired":
		p.Kind, p.Icon, p.Words, p.Onward = "warn", "clock", "This practice payment has expired. Nothing was paid.", c.cancelURL
	case c.paid:
		p.Kind, p.Icon, p.Words, p.Onward = "ok", "circle-check", "This has been paid, in practice.", c.onward()
	case c.processing():
		p.Kind, p.Icon, p.Words, p.Onward = "ok", "clock", "The bank debit is on its way.", c.onward()
	case c.status == "complete":
		p.Kind, p.Icon, p.Words, p.Onward = "bad", "circle-x", "The bank debit did not go through.", c.onward()
		p.Refusal = ""
	}
	return p
}

// policy is the page's Content-Security-Policy: no script, and forms that may end where the client is sent on.
func (s *Server) policy(c *checkout) string {
	styles := "'self'"
	for _, sheet := range s.options.Stylesheets {
		styles += origin(sheet)
	}
	return "default-src 'none'; style-src " + styles + "; font-src " + styles + "; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'" +
		origin(c.successURL) + origin(c.cancelURL)
}

// origin is " scheme://host" of an absolute URL.
func origin(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return ""
	}
	return " " + u.Scheme + "://" + u.Host
}

func (s *Server) render(w http.ResponseWriter, p page, policy string) {
	var out bytes.Buffer
	if err := s.template.Execute(&out, p); err != nil {
		http.Error(w, "the practice page could not be drawn", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Referrer-Policy", "same-origin")
	// Whoever asked may have gone; there is nobody else to tell.
	_, _ = w.Write(out.Bytes())
}

func parsePage() *template.Template { return template.Must(template.New("page").Parse(pageText)) }
