package practice

import (
	"fmt"
	"strings"
	"time"
)

// Memory is a checkout of an earlier run, as the one who opened it remembers it.
type Memory struct {
	ID         string // cs_…
	Account    string // the connected account it is of; empty for none
	Amount     int64  // in Stripe's units
	Currency   string
	Metadata   map[string]string
	Processing bool   // a bank debit was on its way
	Intent     string // pi_…, of one that was paid by card; empty: it was not
	Refunded   int64  // of that, what went back; in the same units
}

// Recall knows a checkout again that an earlier run was asked for, and brings it
// to its end: a page that was open has expired, a bank debit on its way arrives.
// Both are announced; what was paid is only remembered, so that it can go back.
// A checkout that is known already is left as it is.
func (s *Server) Recall(m Memory) error {
	if m.ID == "" || m.Amount <= 0 || m.Refunded < 0 || m.Refunded > m.Amount {
		return fmt.Errorf("practice: no checkout %q of %d", m.ID, m.Amount)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.checkout(m.ID, m.Account) != nil {
		return nil
	}
	now := s.options.Now()
	c := &checkout{id: m.ID, account: m.Account, amount: m.Amount, currency: strings.ToLower(m.Currency), metadata: m.Metadata,
		created: now, expires: now.Add(time.Hour), status: "open", url: s.options.Base + "/practice/checkout/" + m.ID}
	s.checkouts = append(s.checkouts, c)
	switch {
	case m.Intent != "":
		s.try(c, visa(), "succeeded")
		s.collect(c)
		c.intent.id, c.intent.charge.refunded, c.status = m.Intent, m.Refunded, "complete"
	case m.Processing:
		s.try(c, debitOf(c.currency), "pending")
		c.intent.status, c.status = "processing", "complete"
		s.settle(c)
	default:
		s.expire(c)
	}
	return nil
}
