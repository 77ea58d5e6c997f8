package practice

import "fmt"

// Money that goes back: by the API, from Stripe's dashboard, or because the client's bank takes it.

// refund gives money back; amounts are checked as Stripe does. To a card it is there at once, by a bank debit's way it
// takes as long as the debit did.
func (s *Server) refund(c *checkout, amount int64, metadata map[string]string) (*refund, *problem) {
	if c.intent == nil || !c.paid {
		return nil, invalid("payment_intent_unexpected_state", "payment_intent", "This PaymentIntent does not have a successful charge to refund.")
	}
	ch := c.intent.charge
	left := ch.amount - ch.refunded
	if amount == 0 {
		amount = left
	}
	_, step := decimals(c.currency)
	switch {
	case ch.disputed && s.disputeOf(c).open():
		return nil, invalid("charge_disputed", "", "Charge %s has been charged back; cannot issue a refund.", ch.id)
	case left == 0:
		return nil, invalid("charge_already_refunded", "", "Charge %s has already been refunded.", ch.id)
	case amount < 0 || amount%step != 0:
		return nil, invalid("parameter_invalid_integer", "amount", "Invalid positive integer")
	case amount > left:
		return nil, invalid("", "amount", "Refund amount (%s) is greater than unrefunded amount on charge (%s)", printed(amount, c.currency, "en"), printed(left, c.currency, "en"))
	}
	r := &refund{id: unique("re"), of: c, amount: amount, status: "succeeded", created: s.options.Now(), metadata: metadata}
	if c.intent.method.kind != "card" {
		r.status = "pending"
	}
	s.refunds = append(s.refunds, r)
	ch.refunded += amount
	s.announce(c, "charge.refunded", c.chargeView())
	s.announce(c, "refund.created", r.view())
	if r.status == "pending" && s.options.SettleAfter > 0 {
		s.background(func() { s.arriveLater(r) })
	}
	return r, nil
}

func (s *Server) arriveLater(r *refund) {
	if !s.wait(s.options.SettleAfter) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.status == "pending" { // a test was not quicker
		s.arrive(r)
	}
}

// arrive is the moment at which the client's bank has the money.
func (s *Server) arrive(r *refund) {
	r.status = "succeeded"
	s.changed(r)
}

// comeBack is the client's bank not taking it.
func (s *Server) comeBack(r *refund) {
	r.status, r.failure = "failed", "lost_or_stolen_card"
	r.of.intent.charge.refunded -= r.amount
	s.changed(r)
	s.announce(r.of, "refund.failed", r.view())
}

func (s *Server) changed(r *refund) {
	s.announce(r.of, "charge.refund.updated", r.view())
	s.announce(r.of, "refund.updated", r.view())
}

func (s *Server) createRefund(r *request) (any, *problem) {
	if refused := r.required("payment_intent"); refused != nil {
		return nil, refused
	}
	id, metadata := r.text("payment_intent"), r.pairs("metadata")
	amount, refused := r.number("amount")
	if refused != nil {
		return nil, refused
	}
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	c := s.byIntent(id, r.Account)
	if c == nil {
		return nil, missing("payment_intent", id)
	}
	made, refused := s.refund(c, amount, metadata)
	if refused != nil {
		return nil, refused
	}
	return made.view(), nil
}

func (s *Server) showRefund(r *request) (any, *problem) {
	for _, made := range s.refunds {
		if made.id == r.id && made.of.account == r.Account {
			return made.view(), nil
		}
	}
	return nil, missing("refund", r.id)
}

func (s *Server) listRefunds(r *request) (any, *problem) {
	of, since, refused := r.which()
	if refused != nil {
		return nil, refused
	}
	return listed(r, s.refunds, func(made *refund) (string, refundView, bool) {
		return made.id, made.view(), made.of.account == r.Account && (of == "" || made.of.intent.id == of) && made.created.Unix() >= since
	})
}

// which are the filters that lists of refunds and disputes have in common.
func (r *request) which() (intent string, since int64, refused *problem) {
	since, refused = r.number("created[gte]")
	return r.text("payment_intent"), since, refused
}

// dispute is the client's bank taking the money back until somebody has decided.
func (s *Server) dispute(c *checkout, reason string) (*dispute, error) {
	if !c.paid || c.intent.charge.disputed {
		return nil, fmt.Errorf("practice: checkout %s is not paid, or disputed already", c.id)
	}
	c.intent.charge.disputed = true
	d := &dispute{id: unique("du"), of: c, reason: reason, status: "needs_response", created: s.options.Now()}
	s.disputes = append(s.disputes, d)
	s.announce(c, "charge.dispute.created", d.view())
	return d, nil
}

// disputeLater lets the bank question a payment that was just made: at once, as
// Stripe's test card does, or after Options.SettleAfter.
func (s *Server) disputeLater(c *checkout) {
	question := func() {
		if !c.intent.charge.disputed {
			_, _ = s.dispute(c, "fraudulent") // it is paid and not yet disputed: nothing to refuse
		}
	}
	if s.options.SettleAfter <= 0 {
		question()
		return
	}
	s.background(func() {
		if !s.wait(s.options.SettleAfter) {
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		question()
	})
}

func (s *Server) disputeOf(c *checkout) *dispute {
	for _, d := range s.disputes {
		if d.of == c {
			return d
		}
	}
	return nil
}

// open tells whether the bank has yet to decide.
func (d *dispute) open() bool {
	return d != nil && (d.status == "needs_response" || d.status == "under_review")
}

func (s *Server) showDispute(r *request) (any, *problem) {
	for _, d := range s.disputes {
		if d.id == r.id && d.of.account == r.Account {
			return d.view(), nil
		}
	}
	return nil, missing("dispute", r.id)
}

func (s *Server) listDisputes(r *request) (any, *problem) {
	of, since, refused := r.which()
	if refused != nil {
		return nil, refused
	}
	return listed(r, s.disputes, func(d *dispute) (string, disputeView, bool) {
		return d.id, d.view(), d.of.account == r.Account && (of == "" || d.of.intent.id == of) && d.created.Unix() >= since
	})
}
