package studio

import (
	"context"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

// taxPage is the studio's tax and the rates that lines can be charged.
type taxPage struct {
	settingsPage
	Rates []rateRow
	New   rateRow // the form of one more
}

// rateRow is a rate and the form that changes it.
type rateRow struct {
	store.TaxRate
	Form  *web.Form
	ID    string // of its fields, so that each stands once on the page
	Kinds []templates.Option
	Shown string // "20%", or the kind where nothing is charged
}

// taxKinds are the categories of EN 16931 that a studio meets.
func taxKinds() []templates.Option {
	return []templates.Option{
		{Value: string(money.Standard), Label: "Charged"},
		{Value: string(money.ZeroRated), Label: "Zero-rated"},
		{Value: string(money.Exempt), Label: "Exempt"},
		{Value: string(money.ReverseCharge), Label: "Reverse charge"},
		{Value: string(money.IntraCommunity), Label: "Supply within the EU"},
		{Value: string(money.Export), Label: "Export"},
		{Value: string(money.OutOfScope), Label: "Not subject to tax"},
	}
}

func (p *Pages) taxPage(x *web.Exchange, who store.Staff, form *web.Form) (taxPage, error) {
	rates, err := p.Store.TaxRates(x.Context())
	if err != nil {
		return taxPage{}, err
	}
	page := taxPage{settingsPage: p.settingsPage(x, who, "taxes", form)}
	for _, rate := range rates {
		page.Rates = append(page.Rates, p.rateRow(rate))
	}
	page.New = rateRow{Form: web.NewForm("category", string(money.Standard)), ID: "new", Kinds: taxKinds()}
	return page, nil
}

func (p *Pages) rateRow(rate store.TaxRate) rateRow {
	locale := p.Store.Studio().Locale
	row := rateRow{TaxRate: rate, ID: strconv.FormatInt(rate.ID, 10), Kinds: taxKinds(), Shown: rate.Rate.Format(locale) + "%"}
	row.Form = web.NewForm("name", rate.Name, "rate", rate.Rate.Format(locale), "category", string(rate.Category), "reason", rate.Reason)
	for _, kind := range row.Kinds {
		if rate.Rate == 0 && kind.Value == string(rate.Category) {
			row.Shown = kind.Label
		}
	}
	return row
}

func (p *Pages) taxSettings(x *web.Exchange, who store.Staff) error {
	s := p.Store.Studio()
	page, err := p.taxPage(x, who, web.NewForm("tax_name", s.TaxName, "tax_number", s.TaxNumber, "rounding", string(s.Rounding)))
	if err != nil {
		return err
	}
	return x.Show("studio/settings-taxes", "", page)
}

func (p *Pages) saveTax(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	err = p.Store.SaveTax(x.Context(), who, store.Studio{TaxName: form.Get("tax_name"), TaxNumber: form.Get("tax_number"),
		Rounding: money.Rounding(form.Get("rounding"))})
	if err == nil {
		return saved(x, "Saved.", "/studio/settings/taxes")
	}
	page, wrong := p.taxPage(x, who, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/settings-taxes", "", page)
}

func (p *Pages) addTaxRate(x *web.Exchange, who store.Staff) error {
	return p.changeTaxRate(x, who, 0, p.Store.AddTaxRate)
}

func (p *Pages) saveTaxRate(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	return p.changeTaxRate(x, who, id, p.Store.SaveTaxRate)
}

// rateVerb is adding a rate, or changing one.
type rateVerb func(ctx context.Context, who store.Staff, v store.TaxRate) error

func (p *Pages) changeTaxRate(x *web.Exchange, who store.Staff, id int64, verb rateVerb) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	s := p.Store.Studio()
	v := store.TaxRate{ID: id, Name: form.Get("name"), Category: money.TaxCategory(form.Get("category")),
		Reason: form.Get("reason"), Rate: x.Rate(form, "rate", s.Locale)}
	if err = form.Unread(); err == nil {
		err = verb(x.Context(), who, v)
	}
	if err == nil {
		return saved(x, "Saved. Documents that are there already keep their rates.", "/studio/settings/taxes")
	}
	page, wrong := p.taxPage(x, who, web.NewForm("tax_name", s.TaxName, "tax_number", s.TaxNumber))
	if wrong != nil {
		return wrong
	}
	page.refused(id, form)
	return x.Again(err, form, "studio/settings-taxes", "", page)
}

// refused puts a form that was refused in the place of its row.
func (page *taxPage) refused(id int64, form *web.Form) {
	if id == 0 {
		page.New.Form = form
	}
	for i := range page.Rates {
		if page.Rates[i].TaxRate.ID == id {
			page.Rates[i].Form = form
		}
	}
}

func (p *Pages) makeTaxRateDefault(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.MakeTaxRateDefault(x.Context(), who, id); err != nil {
		return err
	}
	return saved(x, "New lines begin with this rate.", "/studio/settings/taxes")
}

func (p *Pages) removeTaxRate(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	err = p.Store.RemoveTaxRate(x.Context(), who, id)
	if err == nil {
		return saved(x, "Removed.", "/studio/settings/taxes")
	}
	s := p.Store.Studio()
	form := web.NewForm("tax_name", s.TaxName, "tax_number", s.TaxNumber)
	page, wrong := p.taxPage(x, who, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/settings-taxes", "", page)
}
