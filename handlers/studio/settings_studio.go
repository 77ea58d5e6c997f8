package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// studioPage is who the studio is, and where.
type studioPage struct {
	settingsPage
	Countries, Currencies []templates.Option
	Locales, Zones        []templates.Group
}

func (p *Pages) studioPage(x *web.Exchange, who store.Staff, form *web.Form) studioPage {
	country, _ := store.CountryOf(p.Store.Studio().Country) // one that is not known has no zones of its own
	return studioPage{settingsPage: p.settingsPage(x, who, "studio", form), Countries: templates.Countries(),
		Currencies: templates.Currencies(), Locales: templates.Locales(country), Zones: templates.Zones(country, p.Store.Now())}
}

func (p *Pages) studioSettings(x *web.Exchange, who store.Staff) error {
	s := p.Store.Studio()
	form := web.NewForm("name", s.Name, "legal_name", s.LegalName, "address", s.Address, "email", s.Email, "phone", s.Phone,
		"company_number", s.CompanyNumber, "accreditations", s.Accreditations.Source, "country", s.Country,
		"currency", s.Currency, "locale", s.Locale, "time_zone", s.TimeZone)
	return x.Show("studio/settings", "", p.studioPage(x, who, form))
}

func (p *Pages) saveStudio(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = p.Store.SaveStudio(x.Context(), who, store.Studio{Name: form.Get("name"), LegalName: form.Get("legal_name"),
		Address: form.Get("address"), Email: form.Get("email"), Phone: form.Get("phone"), CompanyNumber: form.Get("company_number"),
		Accreditations: store.Markdown{Source: form.Get("accreditations")}, Country: form.Get("country"),
		Currency: form.Get("currency"), Locale: form.Get("locale"), TimeZone: form.Get("time_zone")})
	if err != nil {
		return x.Again(err, form, "studio/settings", "", p.studioPage(x, who, form))
	}
	return saved(x, "Saved.", "/studio/settings")
}

func (p *Pages) documentSettings(x *web.Exchange, who store.Staff) error {
	s := p.Store.Studio()
	form := web.NewForm("validity_days", strconv.Itoa(s.ValidityDays), "deposit", s.Deposit.Format(s.Locale),
		"due_days", strconv.Itoa(s.DueDays), "on_acceptance", s.OnAcceptance, "quote_format", s.QuoteFormat, "contract_format", s.ContractFormat,
		"invoice_format", s.InvoiceFormat, "credit_format", s.CreditFormat, "receipt_format", s.ReceiptFormat, "terms", s.Terms.Source)
	return x.Show("studio/settings-documents", "", p.settingsPage(x, who, "documents", form))
}

func (p *Pages) saveDocuments(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	v := store.Studio{ValidityDays: x.Whole(form, "validity_days"), Deposit: x.Rate(form, "deposit", p.Store.Studio().Locale),
		DueDays: x.Whole(form, "due_days"), OnAcceptance: form.Get("on_acceptance"), QuoteFormat: form.Get("quote_format"), ContractFormat: form.Get("contract_format"),
		InvoiceFormat: form.Get("invoice_format"), CreditFormat: form.Get("credit_format"), ReceiptFormat: form.Get("receipt_format"),
		Terms: store.Markdown{Source: form.Get("terms")}}
	if err = form.Unread(); err == nil {
		err = p.Store.SaveDocuments(x.Context(), who, v)
	}
	if err != nil {
		return x.Again(err, form, "studio/settings-documents", "", p.settingsPage(x, who, "documents", form))
	}
	return saved(x, "Saved. New quotes and invoices begin like this.", "/studio/settings/documents")
}
