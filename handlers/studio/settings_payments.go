package studio

import (
	"errors"
	"strings"

	"anteroom/handlers/pay"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

// paymentPage is how clients can pay.
type paymentPage struct {
	settingsPage
	Stripe       *web.Form
	Amounts      *web.Form
	Sign         string // of the studio's currency
	Key          string // "sk_test_…4242"; empty: none
	Account      string
	Webhook      string // likewise
	KeyGiven     bool   // by the environment
	WebhookGiven bool   // likewise
	WebhookURL   string
}

// KeyHelp says where a key comes from, or what becomes of an empty field.
func (v paymentPage) KeyHelp() string {
	if v.Key != "" {
		return "Leave it empty to keep " + v.Key + "."
	}
	return "From Stripe, under Developers, API keys. It begins with sk_ or rk_."
}

// WebhookHelp likewise.
func (v paymentPage) WebhookHelp() string {
	if v.Webhook != "" {
		return "Leave it empty to keep " + v.Webhook + "."
	}
	return "Leave it empty and press Register the webhook, or paste the secret of an endpoint that you made yourself."
}

func (p *Pages) paymentPage(x *web.Exchange, who store.Staff, bank, stripe *web.Form) (paymentPage, error) {
	inForce, err := p.Settings.Pay(x.Context())
	if err != nil {
		return paymentPage{}, err
	}
	page := paymentPage{settingsPage: p.settingsPage(x, who, "payments", bank), Stripe: stripe, Key: lastFour(inForce.SecretKey),
		Account: inForce.Account, Webhook: lastFour(inForce.WebhookSecret), KeyGiven: p.Settings.KeyGiven,
		WebhookGiven: p.Settings.WebhookGiven, WebhookURL: p.Settings.WebhookURL()}
	if page.Form == nil {
		s := p.Store.Studio()
		page.Form = web.NewForm("bank_name", s.Bank.Name, "iban", store.Grouped(s.Bank.IBAN), "bic", s.Bank.BIC,
			"bank_details", s.Bank.Details, "takes_bank", ticked(s.TakesBank), "takes_card", ticked(s.TakesCard))
	}
	studio := p.Store.Studio()
	page.Amounts = web.NewForm("over_payment", studio.OverPayment, "own_amounts", ticked(studio.OwnAmounts),
		"own_minimum", money.Input(studio.OwnMinimum, studio.Currency, studio.Locale))
	page.Sign = sign(studio.Currency, studio.Locale)
	if page.Stripe == nil {
		page.Stripe = web.NewForm("account", inForce.Account)
	}
	return page, nil
}

// lastFour tells a secret from another without telling it.
func lastFour(secret string) string {
	if len(secret) < 12 {
		return ""
	}
	end := max(strings.LastIndexByte(secret[:len(secret)-4], '_')+1, 0)
	return secret[:min(end, 8)] + "…" + secret[len(secret)-4:]
}

func (p *Pages) paymentSettings(x *web.Exchange, who store.Staff) error {
	page, err := p.paymentPage(x, who, nil, nil)
	if err != nil {
		return err
	}
	return x.Show("studio/settings-payments", "", page)
}

// OverPayments are what may become of more than is owed.
func (v paymentPage) OverPayments() []templates.Option {
	return []templates.Option{{Value: "refuse", Label: "Refuse it"}, {Value: "hold", Label: "Hold the rest as credit"}}
}

// saveAmounts keeps what becomes of amounts that are not as they were asked for.
func (p *Pages) saveAmounts(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	studio := p.Store.Studio()
	v := store.Studio{OverPayment: form.Get("over_payment"), OwnAmounts: form.Ticked("own_amounts")}
	if v.OwnMinimum, err = money.Parse(form.Get("own_minimum"), studio.Currency, studio.Locale); err != nil {
		form.Errors["own_minimum"] = x.T("invalid.amount")
	}
	if err = form.Unread(); err == nil {
		err = p.Store.SaveAmounts(x.Context(), who, v)
	}
	if err == nil {
		return saved(x, "Saved.", paymentsPath)
	}
	page, wrong := p.paymentPage(x, who, nil, nil)
	if wrong != nil {
		return wrong
	}
	page.Amounts = form
	return x.Again(err, form, "studio/settings-payments", "", page)
}

const paymentsPath = "/studio/settings/payments"

func (p *Pages) saveBank(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = p.Store.SaveBank(x.Context(), who, store.Studio{TakesBank: form.Ticked("takes_bank"), TakesCard: form.Ticked("takes_card"),
		Bank: store.Bank{Name: form.Get("bank_name"), IBAN: form.Get("iban"), BIC: form.Get("bic"), Details: form.Get("bank_details")}})
	if err == nil {
		return saved(x, "Saved.", paymentsPath)
	}
	page, wrong := p.paymentPage(x, who, form, nil)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/settings-payments", "", page)
}

func (p *Pages) saveStripe(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = p.Store.SaveStripe(x.Context(), who, store.StripeSettings{SecretKey: form.Get("secret_key"), Account: form.Get("account"),
		WebhookSecret: form.Get("webhook_secret")})
	if err == nil {
		return saved(x, "Saved. Check the key, and register the webhook if that is not done yet.", paymentsPath)
	}
	return p.stripeAgain(x, who, err, form)
}

func (p *Pages) stripeAgain(x *web.Exchange, who store.Staff, err error, form *web.Form) error {
	page, wrong := p.paymentPage(x, who, nil, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, page.Stripe, "studio/settings-payments", "", page)
}

// checkStripe asks Stripe whom the key belongs to.
func (p *Pages) checkStripe(x *web.Exchange, who store.Staff) error {
	settings, err := p.Settings.Pay(x.Context())
	if err != nil {
		return err
	}
	account, err := pay.New(settings).Check(x.Context())
	if err != nil {
		return p.stripeSaid(x, who, err)
	}
	kind := "ok"
	if !account.Ready {
		kind = "warn"
	}
	if err := x.Tell(kind, account.Words); err != nil {
		return err
	}
	return x.Go(paymentsPath)
}

// registerWebhook asks Stripe to tell us of payments, and keeps the secret by
// which we know that it is Stripe who does.
func (p *Pages) registerWebhook(x *web.Exchange, who store.Staff) error {
	settings, err := p.Settings.Pay(x.Context())
	if err != nil {
		return err
	}
	if p.Settings.WebhookGiven {
		return x.Go(paymentsPath) // a new secret would have no effect
	}
	secret, err := pay.New(settings).RegisterWebhook(x.Context(), p.Settings.WebhookURL())
	if err != nil {
		return p.stripeSaid(x, who, err)
	}
	if p.Settings.KeyGiven {
		err = p.Store.KeepWebhookSecret(x.Context(), who, secret)
	} else {
		err = p.Store.SaveWebhookSecret(x.Context(), who, settings.SecretKey, secret)
	}
	if err != nil {
		return p.stripeAgain(x, who, err, nil)
	}
	return saved(x, "Registered. Stripe tells us of every payment from now on.", paymentsPath)
}

// stripeSaid shows what Stripe said, or that it did not answer.
func (p *Pages) stripeSaid(x *web.Exchange, who store.Staff, err error) error {
	var failure *pay.Error
	if !errors.As(err, &failure) {
		return err
	}
	page, wrong := p.paymentPage(x, who, nil, nil)
	if wrong != nil {
		return wrong
	}
	page.Stripe.Errors[""] = failure.Owner
	return x.Reply(statusOf(failure), "studio/settings-payments", "", page)
}

func (p *Pages) removeStripe(x *web.Exchange, who store.Staff) error {
	if err := p.Store.ForgetStripe(x.Context(), who); err != nil {
		return err
	}
	return saved(x, "The keys are gone. Nobody can pay by card now.", paymentsPath)
}
