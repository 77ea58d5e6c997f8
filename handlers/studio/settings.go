package studio

import (
	"context"

	"anteroom/handlers/mail"
	"anteroom/handlers/pay"
	"anteroom/handlers/web"
	"anteroom/store"
)

// InForce are the settings of mail and payment that hold now: what the
// environment says comes before what the studio has saved.
type InForce struct {
	Mail         func(context.Context) (settings mail.Settings, ok bool, err error)
	Pay          func(context.Context) (pay.Settings, error)
	MailGiven    bool // by the environment
	KeyGiven     bool // Stripe's secret key, by the environment
	WebhookGiven bool // the secret of Stripe's webhook, likewise
	Options      []mail.Option
	WebhookURL   func() string
}

func (p *Pages) settingsRoutes() []Route {
	return []Route{
		owner("GET", "/studio/settings", "", p.studioSettings),
		owner("POST", "/studio/settings", "", p.saveStudio),
		owner("GET", "/studio/settings/documents", "", p.documentSettings),
		owner("POST", "/studio/settings/documents", "", p.saveDocuments),
		owner("GET", "/studio/settings/documents/numbers", "", p.numberSettings),
		owner("POST", "/studio/settings/documents/numbers", "", p.saveNumbers),
		owner("GET", "/studio/settings/taxes", "", p.taxSettings),
		owner("POST", "/studio/settings/taxes", "", p.saveTax),
		owner("POST", "/studio/settings/taxes/rates", "", p.addTaxRate),
		owner("POST", "/studio/settings/taxes/rates/{id}", "tax rate", p.saveTaxRate),
		owner("POST", "/studio/settings/taxes/rates/{id}/default", "tax rate", p.makeTaxRateDefault),
		owner("POST", "/studio/settings/taxes/rates/{id}/removal", "tax rate", p.removeTaxRate),
		owner("GET", "/studio/settings/branding", "", p.brandingSettings),
		owner("POST", "/studio/settings/branding", "", p.saveBranding),
		owner("POST", "/studio/settings/branding/logo-removal", "", p.removeLogo),
		owner("POST", "/studio/settings/branding/fonts", "", p.addFont),
		owner("POST", "/studio/settings/branding/fonts/{id}/removal", "font", p.removeFont),
		owner("GET", "/studio/settings/payments", "", p.paymentSettings),
		owner("POST", "/studio/settings/payments", "", p.saveBank),
		owner("POST", "/studio/settings/payments/amounts", "", p.saveAmounts),
		owner("POST", "/studio/settings/payments/stripe", "", p.saveStripe),
		owner("POST", "/studio/settings/payments/stripe/check", "", p.checkStripe),
		owner("POST", "/studio/settings/payments/stripe/webhook", "", p.registerWebhook),
		owner("POST", "/studio/settings/payments/stripe/removal", "", p.removeStripe),
		owner("GET", "/studio/settings/email", "", p.mailSettings),
		owner("POST", "/studio/settings/email", "", p.saveMail),
		owner("POST", "/studio/settings/email/test", "", p.sendTestMail),
		owner("POST", "/studio/settings/email/removal", "", p.removeMail),
		owner("GET", "/studio/setup/look", "", p.setupLook),
		owner("POST", "/studio/setup/look", "", p.saveSetupLook),
		owner("GET", "/studio/setup/email-and-payments", "", p.setupOutside),
		owner("POST", "/studio/setup/email-and-payments", "", p.saveSetupOutside),
	}
}

// settingsPage is what every page of the settings begins with.
type settingsPage struct {
	web.Frame
	Section string // of the settings' own navigation
	Form    *web.Form
}

func (p *Pages) settingsPage(x *web.Exchange, who store.Staff, section string, form *web.Form) settingsPage {
	return settingsPage{Frame: p.Frame(x, who, "settings"), Section: section, Form: form}
}

// saved goes back to a section of the settings, where it says so.
func saved(x *web.Exchange, sentence, section string) error {
	if err := x.Tell("ok", sentence); err != nil {
		return err
	}
	return x.Go(section)
}

func ticked(on bool) string {
	if on {
		return "on"
	}
	return ""
}
