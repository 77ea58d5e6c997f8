package store

import "slices"

// Ways are the ways to pay that the invoices of a project offer, of those that
// are set up for all.
type Ways string

// The choices.
const (
	EveryWay Ways = ""     // all that are set up
	CardOnly Ways = "card" // no transfer
	BankOnly Ways = "bank" // no card
	NoWay    Ways = "none" // the client asks how to pay
)

func (w Ways) known() bool { return slices.Contains([]Ways{EveryWay, CardOnly, BankOnly, NoWay}, w) }

// TakesCard tells whether the studio has this invoice paid by card. Whether Stripe
// is set up is another question.
func (i *Invoice) TakesCard(s *Studio) bool {
	return s.TakesCard && (i.Ways == EveryWay || i.Ways == CardOnly)
}

// TakesBank tells whether the studio has this invoice paid by transfer: to the
// bank details that were frozen in it.
func (i *Invoice) TakesBank(s *Studio) bool {
	return s.TakesBank && i.Content.Bank.Set() && (i.Ways == EveryWay || i.Ways == BankOnly)
}

// takes refuses a way to pay, 'card' or 'bank', that an invoice does not offer.
func (p *Portal) takes(i *Invoice, method string) error {
	if method == "card" && i.TakesCard(p.Studio()) || method == "bank" && i.TakesBank(p.Studio()) {
		return nil
	}
	return refuse("refused.no_way_to_pay", "studio", p.Studio().Name)
}
