package practice

import "time"

// What can happen to a checkout. All of these run under the lock and announce what happened.

// debitOf is the bank debit that goes with a currency; Stripe's test account numbers.
func debitOf(currency string) method {
	switch currency {
	case "gbp":
		return method{kind: "bacs_debit", last4: "2345"}
	case "usd":
		return method{kind: "us_bank_account", last4: "6789"}
	}
	return method{kind: "sepa_debit", last4: "3000"}
}

// try begins a payment with a method: a new charge on the checkout's one intent.
func (s *Server) try(c *checkout, m method, status string) {
	now := s.options.Now()
	m.id = unique("pm")
	if c.intent == nil {
		c.intent = &intent{id: unique("pi"), created: now}
	}
	c.intent.method = &m
	c.intent.refusal = nil
	c.intent.charge = &charge{id: unique("ch"), amount: c.amount, currency: c.currency, status: status, created: now}
}

func (s *Server) pay(c *checkout, m method) {
	s.try(c, m, "succeeded")
	s.collect(c)
	c.status = "complete"
	s.announce(c, "charge.succeeded", c.chargeView())
	s.announce(c, "payment_intent.succeeded", c.intentView())
	s.announce(c, "checkout.session.completed", c.view())
}

// collect is the moment at which the money is there.
func (s *Server) collect(c *checkout) {
	c.intent.status, c.intent.received = "succeeded", c.amount
	c.intent.charge.status = "succeeded"
	c.paid = true
}

// decline leaves the checkout open: the client may try another card.
func (s *Server) decline(c *checkout, m method, why refusal) {
	s.try(c, m, "failed")
	s.refuse(c, why)
	s.announce(c, "charge.failed", c.chargeView())
	s.announce(c, "payment_intent.payment_failed", c.intentView())
}

func (s *Server) refuse(c *checkout, why refusal) {
	c.intent.status, c.intent.refusal = "requires_payment_method", &why
	c.intent.charge.status, c.intent.charge.refusal = "failed", &why
}

// debit completes the checkout before there is any money.
func (s *Server) debit(c *checkout) {
	s.try(c, debitOf(c.currency), "pending")
	c.intent.status = "processing"
	c.status = "complete"
	s.announce(c, "charge.pending", c.chargeView())
	s.announce(c, "payment_intent.processing", c.intentView())
	s.announce(c, "checkout.session.completed", c.view())
}

func (s *Server) settle(c *checkout) {
	s.collect(c)
	s.announce(c, "charge.succeeded", c.chargeView())
	s.announce(c, "payment_intent.succeeded", c.intentView())
	s.announce(c, "checkout.session.async_payment_succeeded", c.view())
}

func (s *Server) bounce(c *checkout) {
	s.refuse(c, refusal{code: "insufficient_funds", message: "The customer's account has insufficient funds to cover this payment."})
	s.announce(c, "charge.failed", c.chargeView())
	s.announce(c, "payment_intent.payment_failed", c.intentView())
	s.announce(c, "checkout.session.async_payment_failed", c.view())
}

func (s *Server) expire(c *checkout) {
	c.status = "expired"
	s.announce(c, "checkout.session.expired", c.view())
}

// expireOverdue ends what time has ended; it runs before whatever looks at a checkout.
func (s *Server) expireOverdue() {
	now := s.options.Now()
	for _, c := range s.checkouts {
		if c.status == "open" && !now.Before(c.expires) {
			s.expire(c)
		}
	}
}

// settleLater lets a debit settle, or bounce, by itself after Options.SettleAfter.
func (s *Server) settleLater(c *checkout, bounces bool) {
	if s.options.SettleAfter <= 0 {
		return
	}
	s.background(func() {
		if !s.wait(s.options.SettleAfter) {
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		switch {
		case !c.processing(): // a test was quicker
		case bounces:
			s.bounce(c)
		default:
			s.settle(c)
		}
	})
}

func (c *checkout) processing() bool { return c.intent != nil && c.intent.status == "processing" }

// background runs f unless the server is closed; Wait knows of it. The caller holds the lock, f does not.
func (s *Server) background(f func()) {
	if s.ctx.Err() != nil {
		return
	}
	s.underWay++
	go func() {
		defer func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.underWay--
			s.idle.Broadcast()
		}()
		f()
	}()
}

// wait sleeps, and reports whether the server is still open.
func (s *Server) wait(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.ctx.Done():
		return false
	}
}
