package practice

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// What a test does in the place of the client, the bank, or the wire.

// Checkout is a session as a test sees it. Amounts are in Stripe's units.
type Checkout struct {
	ID, Reference, URL, Account string
	Amount                      int64
	Currency                    string // lower case, as Stripe writes it
	Status                      string // open, complete or expired
	Paid                        bool
	PaymentIntent               string // empty until tried
	Refunded                    int64
	Description, Email          string
	ExpiresAt                   time.Time
	Metadata                    map[string]string
}

// Checkouts lists all sessions, oldest first.
func (s *Server) Checkouts() []Checkout {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expireOverdue()
	all := make([]Checkout, 0, len(s.checkouts))
	for _, c := range s.checkouts {
		all = append(all, c.seen())
	}
	return all
}

func (c *checkout) seen() Checkout {
	seen := Checkout{
		ID: c.id, Reference: c.reference, URL: c.url, Account: c.account, Amount: c.amount, Currency: c.currency, Status: c.status,
		Paid: c.paid, Description: c.description(), Email: c.email, ExpiresAt: c.expires, Metadata: c.metadata,
	}
	if c.intent != nil {
		seen.PaymentIntent, seen.Refunded = c.intent.id, c.intent.charge.refunded
	}
	return seen
}

// description is what a checkout is for.
func (c *checkout) description() string {
	var names []string
	for _, l := range c.lines {
		names = append(names, l.name)
	}
	return strings.Join(names, "; ")
}

// change runs f on a checkout, under the lock.
func (s *Server) change(id string, allowed func(*checkout) bool, f func(*checkout)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expireOverdue()
	c := s.findCheckout(func(c *checkout) bool { return c.id == id })
	if c == nil {
		return fmt.Errorf("practice: no checkout %s", id)
	}
	if !allowed(c) {
		return fmt.Errorf("practice: checkout %s is %s", id, c.status)
	}
	f(c)
	return nil
}

func isOpen(c *checkout) bool { return c.status == "open" }
func always(*checkout) bool   { return true }

// Pay pays with a card, at once.
func (s *Server) Pay(id string) error {
	return s.change(id, isOpen, func(c *checkout) { s.pay(c, visa()) })
}

// Decline tries a card that the bank declines; the checkout stays open.
func (s *Server) Decline(id string) error {
	return s.change(id, isOpen, func(c *checkout) { s.decline(c, declinedCard(), declined()) })
}

// SettleLater pays with a bank debit, which is processing until Settle or Bounce.
func (s *Server) SettleLater(id string) error { return s.change(id, isOpen, s.debit) }

// Settle lets a debit that is processing arrive.
func (s *Server) Settle(id string) error { return s.change(id, (*checkout).processing, s.settle) }

// Bounce lets a debit that is processing fail.
func (s *Server) Bounce(id string) error { return s.change(id, (*checkout).processing, s.bounce) }

// Expire ends an open checkout, as time does.
func (s *Server) Expire(id string) error { return s.change(id, isOpen, s.expire) }

// Alter makes Stripe's own record differ from what was asked for: another amount (in Stripe's units) or currency.
// No event tells of it; pay afterwards.
func (s *Server) Alter(id string, amount int64, currency string) error {
	return s.change(id, always, func(c *checkout) { c.amount, c.currency = amount, currency })
}

// Refund gives back an amount (in Stripe's units; zero for all that is left) from Stripe's dashboard, and returns its id.
func (s *Server) Refund(id string, amount int64) (string, error) {
	var made *refund
	var refused *problem
	if err := s.change(id, always, func(c *checkout) { made, refused = s.refund(c, amount, map[string]string{}) }); err != nil {
		return "", err
	}
	if refused != nil {
		return "", refused
	}
	return made.id, nil
}

// SettleRefund lets a refund (re_…) that is on its way arrive.
func (s *Server) SettleRefund(id string) error { return s.changeRefund(id, s.arrive, "pending") }

// FailRefund lets a refund (re_…) come back: the client's bank did not take it.
func (s *Server) FailRefund(id string) error {
	return s.changeRefund(id, s.comeBack, "pending", "succeeded")
}

func (s *Server) changeRefund(id string, f func(*refund), from ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.refunds {
		if r.id == id && slices.Contains(from, r.status) {
			f(r)
			return nil
		}
	}
	return fmt.Errorf("practice: no refund %s that is %v", id, from)
}

// Refund is a refund as a test sees it.
type Refund struct {
	ID, Checkout, Status string
	Amount               int64 // in Stripe's units
}

// Refunds lists all refunds, oldest first.
func (s *Server) Refunds() []Refund {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Refund
	for _, r := range s.refunds {
		all = append(all, Refund{ID: r.id, Checkout: r.of.id, Status: r.status, Amount: r.amount})
	}
	return all
}

// Dispute lets the client's bank question a payment, for a reason such as "fraudulent", and returns its id.
func (s *Server) Dispute(id, reason string) (string, error) {
	var made *dispute
	var refused error
	err := s.change(id, always, func(c *checkout) { made, refused = s.dispute(c, reason) })
	if err = errors.Join(err, refused); err != nil {
		return "", err
	}
	return made.id, nil
}

// Answer hands in evidence on a dispute (du_…): the bank looks at it.
func (s *Server) Answer(id string) error {
	return s.changeDispute(id, "under_review", "charge.dispute.updated")
}

// CloseDispute decides a dispute (du_…).
func (s *Server) CloseDispute(id string, won bool) error {
	status := "lost"
	if won {
		status = "won"
	}
	return s.changeDispute(id, status, "charge.dispute.closed")
}

func (s *Server) changeDispute(id, status, kind string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.disputes {
		if d.id == id && d.open() {
			d.status = status
			s.announce(d.of, kind, d.view())
			return nil
		}
	}
	return fmt.Errorf("practice: no open dispute %s", id)
}

// Event is something that was announced.
type Event struct {
	ID, Type, Checkout string
	Held               bool // waiting for Release
	Deliveries         []Delivery
}

// Delivery is one try to tell an endpoint.
type Delivery struct {
	At     time.Time
	URL    string
	Status int   // of the answer; zero if there was none
	Err    error // why there was none
}

// Events lists what was announced, oldest first; types are Stripe's, and none names all of them.
func (s *Server) Events(types ...string) []Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Event
	for _, e := range s.events {
		if len(types) > 0 && !slices.Contains(types, e.kind) {
			continue
		}
		all = append(all, Event{ID: e.id, Type: e.kind, Checkout: e.checkout, Held: e.held, Deliveries: append([]Delivery(nil), e.deliveries...)})
	}
	return all
}

// Hold keeps events back from now on; Deliver and Parallel send single ones, in any order.
func (s *Server) Hold() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = true
}

// Release sends what was held back, and holds nothing any more.
func (s *Server) Release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = false
	for _, e := range s.events {
		if e.held {
			e.held = false
			s.send(e)
		}
	}
}

// Change spoils a delivery.
type Change func(*letter) error

// Amount writes another amount (in Stripe's units) into the event, and signs that.
func Amount(n int64) Change {
	return set(strconv.FormatInt(n, 10), "amount", "amount_total", "amount_subtotal", "amount_received")
}

// Currency writes another currency into the event, and signs that.
func Currency(code string) Change { return set(strconv.Quote(code), "currency") }

// Version writes the event as if the endpoint had another API version.
func Version(v string) Change {
	return func(l *letter) error {
		return l.edit(func(e, _ map[string]json.RawMessage) { e["api_version"] = json.RawMessage(strconv.Quote(v)) })
	}
}

// SignedWith signs with another secret; the empty one is what a careless receiver accepts.
func SignedWith(secret string) Change {
	return func(l *letter) error { l.secret = secret; return nil }
}

// SignedAt signs as of another time.
func SignedAt(t time.Time) Change {
	return func(l *letter) error { l.at = t; return nil }
}

// Header sends this instead of a signature.
func Header(h string) Change {
	return func(l *letter) error { l.header = h; return nil }
}

// Unsigned sends no signature at all.
func Unsigned() Change {
	return func(l *letter) error { l.unsigned = true; return nil }
}

// Tampered changes the body after it was signed.
func Tampered() Change {
	return func(l *letter) error { l.tampered = true; return nil }
}

// set replaces those of the object's fields that it has.
func set(value string, fields ...string) Change {
	return func(l *letter) error {
		return l.edit(func(_, object map[string]json.RawMessage) {
			for _, field := range fields {
				if _, there := object[field]; there {
					object[field] = json.RawMessage(value)
				}
			}
		})
	}
}

// edit takes an event apart and puts it together again.
func (l *letter) edit(f func(event, object map[string]json.RawMessage)) error {
	var e, data, object map[string]json.RawMessage
	if err := json.Unmarshal(l.payload, &e); err != nil {
		return err
	}
	if err := json.Unmarshal(e["data"], &data); err != nil {
		return err
	}
	if err := json.Unmarshal(data["object"], &object); err != nil {
		return err
	}
	f(e, object)
	data["object"] = encode(object)
	e["data"] = encode(data)
	l.payload = encode(e)
	return nil
}

// Deliver posts an event once, now, to every endpoint that asked for its type, and returns the worst status.
func (s *Server) Deliver(ctx context.Context, id string, changes ...Change) (int, error) {
	e, to, err := s.addressed(id)
	if err != nil {
		return 0, err
	}
	worst := 0
	for _, endpoint := range to {
		status, err := s.deliver(ctx, e, endpoint, changes)
		if err != nil {
			return status, err
		}
		worst = max(worst, status)
	}
	return worst, nil
}

func (s *Server) addressed(id string) (*event, []*endpoint, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.events {
		if e.id != id {
			continue
		}
		var to []*endpoint
		for _, endpoint := range s.endpoints {
			if endpoint.wants(e) {
				to = append(to, endpoint)
			}
		}
		if len(to) == 0 {
			return nil, nil, fmt.Errorf("practice: nobody asked for %s", e.kind)
		}
		return e, to, nil
	}
	return nil, nil, fmt.Errorf("practice: no event %s", id)
}

// Parallel delivers an event n times at once and returns the statuses.
func (s *Server) Parallel(ctx context.Context, id string, n int, changes ...Change) ([]int, error) {
	statuses, errs := make([]int, n), make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { statuses[i], errs[i] = s.Deliver(ctx, id, changes...) })
	}
	group.Wait()
	return statuses, errors.Join(errs...)
}
