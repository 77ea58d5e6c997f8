package practice

import (
	"crypto/rand"
	"time"
)

// checkout is one session and the money behind it.
type checkout struct {
	id, account, reference     string
	amount                     int64
	currency                   string
	lines                      []line
	email, locale              string
	successURL, cancelURL, url string
	created, expires           time.Time
	status                     string // open, complete, expired
	paid                       bool
	metadata, intentMetadata   map[string]string
	intentDescription          string
	intent                     *intent
}

// line is one thing that a checkout pays.
type line struct {
	name   string
	amount int64
}

// intent is the attempt to collect; its charge is the latest try.
type intent struct {
	id       string
	status   string
	received int64
	created  time.Time
	method   *method
	refusal  *refusal
	charge   *charge
}

type charge struct {
	id       string
	amount   int64
	currency string
	refunded int64
	status   string // succeeded, pending, failed
	disputed bool
	created  time.Time
	refusal  *refusal
}

// refusal is why a try failed.
type refusal struct{ code, decline, message string }

// method is what the client pays with.
type method struct{ id, kind, brand, last4 string }

type refund struct {
	id       string
	of       *checkout
	amount   int64
	status   string
	failure  string
	created  time.Time
	metadata map[string]string
}

type dispute struct {
	id      string
	of      *checkout
	reason  string
	status  string
	created time.Time
}

type endpoint struct {
	id       string
	url      func() string
	secret   string
	events   []string
	connect  bool
	everyone bool // gets events of the account and of connected ones
	version  string
	words    string
	created  time.Time
	metadata map[string]string
}

// unique makes an id in Stripe's manner; nobody can guess it.
func unique(prefix string) string { return prefix + "_" + rand.Text() }

func (s *Server) findCheckout(match func(*checkout) bool) *checkout {
	for _, c := range s.checkouts {
		if match(c) {
			return c
		}
	}
	return nil
}

func (s *Server) checkout(id, account string) *checkout {
	return s.findCheckout(func(c *checkout) bool { return c.id == id && c.account == account })
}

func (s *Server) byIntent(id, account string) *checkout {
	return s.findCheckout(func(c *checkout) bool { return c.intent != nil && c.intent.id == id && c.account == account })
}
