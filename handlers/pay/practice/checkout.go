package practice

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// createCheckout answers POST /v1/checkout/sessions: lines that are paid once, on the hosted page.
func (s *Server) createCheckout(r *request) (any, *problem) {
	if refused := r.required("success_url", "line_items[0][price_data][currency]", "line_items[0][price_data][product_data][name]"); refused != nil {
		return nil, refused
	}
	if mode := r.text("mode"); mode != "payment" {
		return nil, invalid("", "mode", "Invalid mode: must be one of payment, setup, or subscription; practice knows payment.")
	}
	c := s.newCheckout(r)
	var refused *problem
	if c.lines, refused = r.lines(c.currency); refused != nil {
		return nil, refused
	}
	for _, l := range c.lines {
		c.amount += l.amount
	}
	if refused := checkAmount("line_items[0][price_data][unit_amount]", c.amount, c.currency); refused != nil {
		return nil, refused
	}
	if c.expires, refused = s.expiry(r, c.created); refused != nil {
		return nil, refused
	}
	if refused := c.checkTexts(); refused != nil {
		return nil, refused
	}
	expand := r.list("expand")
	r.text("submit_type")
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	s.checkouts = append(s.checkouts, c)
	return c.view(expand...), nil
}

func (s *Server) newCheckout(r *request) *checkout {
	c := &checkout{
		id:                unique("cs_test"),
		account:           r.Account,
		reference:         r.text("client_reference_id"),
		currency:          r.text("line_items[0][price_data][currency]"),
		email:             r.text("customer_email"),
		locale:            r.text("locale"),
		successURL:        r.text("success_url"),
		cancelURL:         r.text("cancel_url"),
		created:           s.options.Now(),
		status:            "open",
		metadata:          r.pairs("metadata"),
		intentMetadata:    r.pairs("payment_intent_data[metadata]"),
		intentDescription: r.text("payment_intent_data[description]"),
	}
	base := s.options.Base
	if base == "" {
		base = r.base
	}
	c.url = base + "/practice/checkout/" + c.id
	return c
}

// mostLines is how many lines Stripe takes.
const mostLines = 100

// lines reads line_items[0], line_items[1] …, one of each, in the first one's currency.
func (r *request) lines(currency string) (list []line, refused *problem) {
	for n := 0; n < mostLines; n++ {
		item := fmt.Sprintf("line_items[%d]", n)
		l := line{name: r.text(item + "[price_data][product_data][name]")}
		if n > 0 && l.name == "" {
			break
		}
		if l.amount, refused = r.number(item + "[price_data][unit_amount]"); refused != nil {
			return nil, refused
		}
		if l.amount < 0 {
			return nil, invalid("parameter_invalid_integer", item+"[price_data][unit_amount]", "Invalid non-negative integer")
		}
		quantity, refused := r.number(item + "[quantity]")
		if refused != nil {
			return nil, refused
		}
		if quantity != 1 {
			return nil, invalid("", item+"[quantity]", "Practice takes one of each line.")
		}
		if other := r.text(item + "[price_data][currency]"); other != currency {
			return nil, invalid("", "line_items", "All prices on a Checkout Session must be expressed in the same currency.")
		}
		list = append(list, l)
	}
	return list, nil
}

// expiry is between half an hour and a day away, a day if not said.
func (s *Server) expiry(r *request, now time.Time) (time.Time, *problem) {
	at, refused := r.number("expires_at")
	if refused != nil {
		return time.Time{}, refused
	}
	if at == 0 {
		return now.Add(24 * time.Hour), nil
	}
	t := time.Unix(at, 0)
	if t.Before(now.Add(30*time.Minute).Truncate(time.Second)) || t.After(now.Add(24*time.Hour)) {
		return time.Time{}, invalid("", "expires_at", "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.")
	}
	return t, nil
}

func (c *checkout) checkTexts() *problem {
	for param, link := range map[string]string{"success_url": c.successURL, "cancel_url": c.cancelURL} {
		if link == "" {
			continue
		}
		if u, err := url.Parse(link); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return invalid("url_invalid", param, "Not a valid URL")
		}
	}
	if c.email != "" && !strings.Contains(c.email, "@") {
		return invalid("email_invalid", "customer_email", "Invalid email address: %s", c.email)
	}
	if len(c.reference) > 200 {
		return invalid("", "client_reference_id", "Invalid string: must be at most 200 characters")
	}
	return nil
}

func (s *Server) showCheckout(r *request) (any, *problem) {
	c := s.checkout(r.id, r.Account)
	if c == nil {
		return nil, missing("checkout.session", r.id)
	}
	expand := r.list("expand")
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	return c.view(expand...), nil
}

func (s *Server) listCheckouts(r *request) (any, *problem) {
	of := r.text("payment_intent")
	return listed(r, s.checkouts, func(c *checkout) (string, sessionView, bool) {
		return c.id, c.view(), c.account == r.Account && (of == "" || c.intent != nil && c.intent.id == of)
	})
}

func (s *Server) expireCheckout(r *request) (any, *problem) {
	c := s.checkout(r.id, r.Account)
	if c == nil {
		return nil, missing("checkout.session", r.id)
	}
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	if c.status != "open" {
		return nil, invalid("", "", `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of %q.`, c.status)
	}
	s.expire(c)
	return c.view(), nil
}

func (s *Server) showIntent(r *request) (any, *problem) {
	c := s.byIntent(r.id, r.Account)
	if c == nil {
		return nil, missing("payment_intent", r.id)
	}
	expand := r.list("expand")
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	return c.intentView(expand...), nil
}
