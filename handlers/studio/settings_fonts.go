package studio

import (
	"errors"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/pdf"
)

// addFont takes a font for scripts that ours lack, once it is found fit.
func (p *Pages) addFont(x *web.Exchange, who store.Staff) error {
	// More than the limit is read, so that one who is a little over it is told so.
	form, file, err := x.FormWithFile("font", 2*store.FontLimit)
	if err != nil {
		return err
	}
	if err := p.keepFont(x, who, file); err != nil {
		form.Values.Set("brand", p.Store.Studio().Colour)
		return p.brandingAgain(x, who, err, form, "studio/settings-branding")
	}
	return saved(x, "Added. Documents use it for what our own fonts lack.", "/studio/settings/branding")
}

func (p *Pages) keepFont(x *web.Exchange, who store.Staff, file web.File) error {
	characters := 0
	switch {
	case len(file.Data) == 0:
		return wrongFont("invalid.font_missing")
	case len(file.Data) <= store.FontLimit: // AddFont refuses a larger one
		m, err := pdf.CheckFont(file.Data)
		if err != nil {
			return wrongFont(wordOfFont(err))
		}
		characters = m.Characters()
	}
	return p.Store.AddFont(x.Context(), who, file.Name, file.Data, characters)
}

func wrongFont(key string) error {
	return &store.Invalid{Fields: map[string]store.Text{"font": store.Say(key)}}
}

// wordOfFont is why a font is not taken.
func wordOfFont(err error) string {
	switch {
	case errors.Is(err, pdf.ErrOutlines):
		return "invalid.font_outlines"
	case errors.Is(err, pdf.ErrVariable):
		return "invalid.font_variable"
	case errors.Is(err, pdf.ErrForbidden):
		return "invalid.font_forbidden"
	case errors.Is(err, pdf.ErrUnsound):
		return "invalid.font_unsound"
	}
	return "invalid.font"
}

func (p *Pages) removeFont(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.RemoveFont(x.Context(), who, id); err != nil {
		return err
	}
	return saved(x, "The font is gone. Documents that were made with it stay as they are.", "/studio/settings/branding")
}
