package studio

import (
	"errors"
	"fmt"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/colour"
)

// brandingPage is the logo and the colour, with what they will look like.
type brandingPage struct {
	settingsPage
	Logo     store.Logo // its Name is empty when there is none
	Contrast string     // "White words on this colour: 7.6 to 1."
	Fonts    []store.Font
}

func (p *Pages) brandingPage(x *web.Exchange, who store.Staff, form *web.Form) (brandingPage, error) {
	logo, err := p.Store.LogoFacts(x.Context())
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return brandingPage{}, err
	}
	fonts, err := p.Store.Fonts(x.Context())
	return brandingPage{settingsPage: p.settingsPage(x, who, "branding", form), Logo: logo,
		Contrast: contrast(x, p.Store.Studio().Colour), Fonts: fonts}, err
}

// contrast says which words stand on a colour, and how well.
func contrast(x *web.Exchange, hex string) string {
	c, err := colour.Parse(hex)
	if err != nil {
		return ""
	}
	key := "script.colour_black"
	if c.On() == (colour.Colour{R: 255, G: 255, B: 255}) {
		key = "script.colour_white"
	}
	return x.T(key, "contrast", fmt.Sprintf("%.1f", colour.Contrast(c.On(), c)))
}

func (p *Pages) brandingSettings(x *web.Exchange, who store.Staff) error {
	page, err := p.brandingPage(x, who, web.NewForm("brand", p.Store.Studio().Colour))
	if err != nil {
		return err
	}
	return x.Show("studio/settings-branding", "", page)
}

func (p *Pages) saveBranding(x *web.Exchange, who store.Staff) error {
	form, err := p.keepBranding(x, who)
	if err == nil {
		return saved(x, "Saved. Your portal, emails and PDFs look like this from now on.", "/studio/settings/branding")
	}
	return p.brandingAgain(x, who, err, form, "studio/settings-branding")
}

// keepBranding reads the form of logo and colour and saves it.
func (p *Pages) keepBranding(x *web.Exchange, who store.Staff) (*web.Form, error) {
	// More than the limit is read, so that one who is a little over it is told so.
	form, logo, err := x.FormWithFile("logo", 4*store.LogoLimit)
	if err != nil {
		return nil, err
	}
	return form, p.Store.SaveBranding(x.Context(), who, store.Branding{Colour: form.Get("brand"), Logo: logo.Data, LogoName: logo.Name})
}

func (p *Pages) brandingAgain(x *web.Exchange, who store.Staff, err error, form *web.Form, template string) error {
	if form == nil {
		return err
	}
	page, wrong := p.brandingPage(x, who, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, template, "", page)
}

func (p *Pages) removeLogo(x *web.Exchange, who store.Staff) error {
	if err := p.Store.RemoveLogo(x.Context(), who); err != nil {
		return err
	}
	return saved(x, "The logo is gone. The arch is shown in its place.", "/studio/settings/branding")
}
