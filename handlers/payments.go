package handlers

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"anteroom/handlers/pay"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// payClient speaks to Stripe with the settings in force; it is refused while
// there are none.
func (s *Server) payClient(ctx context.Context) (*pay.Client, error) {
	settings, err := s.paySettings(ctx)
	if err != nil {
		return nil, err
	}
	if settings.SecretKey == "" {
		return nil, &store.Refused{Why: store.Say("refused.no_way_to_pay", "studio", s.store.Studio().Name)}
	}
	return pay.New(settings), nil
}

// cardReady tells whether a client can be offered to pay by card.
func (s *Server) cardReady(ctx context.Context) bool {
	settings, err := s.paySettings(ctx)
	return err == nil && settings.SecretKey != "" && s.store.Studio().TakesCard
}

// checkoutLife is how long a checkout can be paid; Stripe wants half an hour at
// least.
const checkoutLife = time.Hour

// startCheckout opens Stripe's page for a payment that was started, or for
// several at once of which the first stands for all, or gives the page that is
// open already: the attempt's key makes a repeated call the same one.
func (s *Server) startCheckout(ctx context.Context, p *store.Portal, payments []store.Payment, invoices []store.Invoice, back, cancel string) (string, error) {
	lead := payments[0]
	if lead.CheckoutURL != "" {
		return lead.CheckoutURL, nil
	}
	if err := s.chargeable(payments); err != nil {
		return "", errors.Join(err, p.DropCard(ctx, lead.ID))
	}
	client, err := s.payClient(ctx)
	if err != nil {
		return "", err
	}
	order := pay.Checkout{
		Reference: strconv.FormatInt(lead.ID, 10), IdempotencyKey: lead.Attempt, Amount: lead.Amount, Currency: lead.Currency,
		Description: paidFor(invoices[0]), Email: p.Contact.Email, Locale: p.Contact.Locale,
		SuccessURL: s.BaseURL() + back, CancelURL: s.BaseURL() + cancel, ExpiresAt: s.store.Now().Add(checkoutLife),
		Metadata: map[string]string{"invoice": invoices[0].Number, "attempt": lead.Attempt},
	}
	for n := 1; n < len(payments); n++ {
		order.More = append(order.More, pay.Line{Amount: payments[n].Amount, Description: paidFor(invoices[n])})
	}
	session, err := client.StartCheckout(ctx, order)
	if pay.Is(err, pay.Unreachable) {
		return "", s.cardTrouble(err) // it may have been opened: the same key finds it
	}
	if err != nil {
		return "", errors.Join(s.cardTrouble(err), p.DropCard(ctx, lead.ID))
	}
	return session.URL, p.KeepCheckout(ctx, lead.ID, session.ID, session.URL, session.ExpiresAt)
}

// chargeable refuses amounts that Stripe would round: what then came would not
// be what was asked for.
func (s *Server) chargeable(payments []store.Payment) error {
	for _, v := range payments {
		charged, err := pay.Chargeable(v.Amount, v.Currency)
		if err != nil {
			return err
		}
		if charged != v.Amount {
			studio := s.store.Studio()
			return &store.Refused{Why: store.Say("refused.card_steps", "amount", money.Format(v.Amount, v.Currency, studio.Locale), "studio", studio.Name)}
		}
	}
	return nil
}

// paidFor names an invoice on Stripe's page.
func paidFor(i store.Invoice) string { return i.Number + ", " + i.Title }

// cardTrouble logs what the owner must know and gives what the client may.
func (s *Server) cardTrouble(err error) error {
	var trouble *pay.Error
	if !errors.As(err, &trouble) {
		return err
	}
	slog.Error("card payment", "kind", trouble.Kind, "owner", trouble.Owner, "code", trouble.Code)
	if trouble.Temporary() {
		return &store.Refused{Why: store.Say("refused.not_now")}
	}
	return &store.Refused{Why: store.Say("refused.card_trouble", "studio", s.store.Studio().Name)}
}

// settleCheckout asks Stripe how a checkout stands and settles its payment. The
// webhook, the return page and the sweep all come through here.
func (s *Server) settleCheckout(ctx context.Context, checkoutID string) (store.Payment, error) {
	client, err := s.payClient(ctx)
	if err != nil {
		return store.Payment{}, err
	}
	session, err := client.Session(ctx, checkoutID)
	if err != nil {
		return store.Payment{}, s.cardTrouble(err)
	}
	payment, err := s.store.Settle(ctx, outcome(session))
	// It may have gone back, or been questioned, before we heard that it had come.
	if err == nil && session.Refunded > 0 {
		err = s.hearOfRefunds(ctx, session.PaymentIntent)
	}
	if err == nil && session.Disputed {
		err = s.hearOfDisputes(ctx, session.PaymentIntent)
	}
	return payment, err
}

// outcome says in the store's words how a session stands. What was received is
// compared with what was asked for; a few currencies are charged in steps, and
// there Amount is already the step that was asked.
func outcome(session pay.Session) store.Outcome {
	o := store.Outcome{CheckoutID: session.ID, Attempt: session.Metadata["attempt"], ProviderID: session.PaymentIntent,
		Amount: session.Received, Currency: session.Currency, Label: session.MethodLabel, Failure: session.FailureKey}
	switch session.State {
	case pay.Paid:
		o.State = "paid"
	case pay.Processing:
		o.State = "processing"
	case pay.Failed:
		o.State = "failed"
	case pay.Expired:
		o.State = "cancelled"
	default:
		o.State = "started"
	}
	return o
}

// webhookLimit is the most of an event that is read, in bytes.
const webhookLimit = 64 << 10

// webhook takes an event of Stripe. It is believed only when it is signed with
// our secret, and even then only as a reason to ask Stripe how things stand.
func (s *Server) webhook(x *web.Exchange) error {
	settings, err := s.paySettings(x.Context())
	if err != nil {
		return err
	}
	payload, err := io.ReadAll(http.MaxBytesReader(x.W, x.R.Body, webhookLimit))
	if err != nil {
		return webhookAnswer(x, http.StatusRequestEntityTooLarge)
	}
	event, err := pay.ReadEvent(payload, x.R.Header.Get("Stripe-Signature"), settings.WebhookSecret, s.store.Now())
	if err != nil {
		slog.Warn("an event was turned away", "reason", err)
		return webhookAnswer(x, http.StatusBadRequest)
	}
	about, settle := s.toSettle(event)
	if settle == nil || event.Account != settings.Account {
		return webhookAnswer(x, http.StatusOK) // nothing of ours
	}
	done, err := s.store.TakeEvent(x.Context(), event.ID, event.Type, about)
	if err != nil {
		return err
	}
	if done {
		return webhookAnswer(x, http.StatusOK)
	}
	err = unknownAside(settle(x.Context())) // of something else on the same account
	if noted := s.store.EventDone(x.Context(), event.ID, err); noted != nil {
		return noted
	}
	if err != nil {
		slog.Error("an event was not worked off", "event", event.ID, "error", err)
		return webhookAnswer(x, http.StatusServiceUnavailable) // Stripe tries again
	}
	return webhookAnswer(x, http.StatusOK)
}

// toSettle is what an event is about, and how that is brought to what Stripe
// says of it; nil for what is no matter of ours.
func (s *Server) toSettle(e pay.Event) (about string, settle func(context.Context) error) {
	switch {
	case e.SessionID != "":
		return e.SessionID, func(ctx context.Context) error {
			_, err := s.settleCheckout(ctx, e.SessionID)
			return err
		}
	case e.Type == pay.ChargeRefunded || e.RefundID != "":
		return e.PaymentIntent, func(ctx context.Context) error { return s.ofAPayment(ctx, e.PaymentIntent, s.hearOfRefunds) }
	case e.DisputeID != "":
		return e.DisputeID, func(ctx context.Context) error { return s.ofAPayment(ctx, e.PaymentIntent, s.hearOfDisputes) }
	}
	return "", nil
}

func webhookAnswer(x *web.Exchange, status int) error {
	x.W.WriteHeader(status)
	return nil
}

// sweepCheckouts asks about payments whose end we have not heard of, and closes
// checkouts that would pay an invoice twice.
func (s *Server) sweepCheckouts(ctx context.Context) error {
	if !s.cardReady(ctx) {
		return nil
	}
	open, err := s.store.OpenCheckouts(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, payment := range open {
		if _, err := s.settleCheckout(ctx, payment.CheckoutID); err != nil {
			errs = append(errs, err)
		}
	}
	errs = append(errs, s.closeSuperfluous(ctx), s.store.DropUnstarted(ctx), s.sweepRefunds(ctx))
	return errors.Join(errs...)
}

func (s *Server) closeSuperfluous(ctx context.Context) error {
	superfluous, err := s.store.SuperfluousCheckouts(ctx)
	if err != nil || len(superfluous) == 0 {
		return err
	}
	client, err := s.payClient(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, payment := range superfluous {
		if err := client.ExpireCheckout(ctx, payment.CheckoutID); err != nil && !pay.Is(err, pay.Settled) {
			errs = append(errs, err)
			continue
		}
		_, err := s.settleCheckout(ctx, payment.CheckoutID)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
