package print

import (
	"strings"

	"anteroom/store"
	"anteroom/store/money"
)

// Say is a phrase of the catalogue in the reader's language.
type Say func(key string, args ...any) string

// Shipping is what the charge beside the lines is called.
func Shipping(say Say, c *store.Content) string {
	if c.ShippingFor != "" {
		return c.ShippingFor
	}
	return say("document.shipping")
}

// Reasons say why no tax is charged where none is, as the law wants it printed:
// in the studio's own words, or in those that are usual (Directive 2006/112/EC,
// article 226 (11) and (11a)). Where other lines are taxed otherwise, each names
// the amount that it speaks of.
func Reasons(say Say, c *store.Content, t *money.Totals) (list []string) {
	for _, tax := range t.Taxes {
		for _, reason := range reasonsOf(say, c, tax) {
			if len(t.Taxes) > 1 {
				reason = say("document.reason_on", "amount", money.Format(tax.Base, c.Currency, c.Locale), "reason", reason)
			}
			list = append(list, reason)
		}
	}
	return list
}

func reasonsOf(say Say, c *store.Content, t money.TaxTotal) []string {
	usual := map[money.TaxCategory]string{money.Exempt: "document.reason_exempt", money.ReverseCharge: "document.reason_reverse",
		money.IntraCommunity: "document.reason_community", money.Export: "document.reason_export"}
	name := t.Tax.Name
	if name == "" {
		name = c.TaxName
	}
	own := t.Reasons
	if len(own) == 0 && t.Tax.Reason != "" {
		own = []string{t.Tax.Reason}
	}
	switch key := usual[t.Tax.Category]; {
	case t.Tax.Rate != 0:
		return nil
	case t.Tax.Category == money.ReverseCharge: // these very words must be there, whatever else is
		return []string{strings.Join(append([]string{say(key, "tax", name)}, own...), " ")}
	case len(own) > 0 || key == "":
		return own
	default:
		return []string{say(key, "tax", name)}
	}
}
