package demo

import (
	"anteroom/store"
	"anteroom/store/money"
)

// How the demo's visitors sign in beside the links that are printed.
const (
	OwnerEmail    = "hannah@alderandrowe.example"
	OwnerPassword = "a lamp in the hall"
	ClientEmail   = "priya.raman@example.com"
)

// Numbers go on from the years before.
const (
	lastProject  = 203
	lastQuote    = 210
	lastInvoice  = 382
	lastReceipt  = 493
	lastContract = 50
)

// open sets the studio up, a year and some days ago.
func (h *history) open(base string) error {
	h.clock.put(h.end.AddDate(-1, 0, -9))
	token, err := h.store.NewSetupToken(h.ctx)
	if err != nil {
		return err
	}
	session, err := h.store.SetUp(h.ctx, token, store.Setup{Studio: "Alder & Rowe", Country: "GB", Currency: "GBP", Locale: "en-GB",
		TimeZone: "Europe/London", TaxName: "VAT", TaxRates: []money.Rate{20_000, 5_000, 0}, Owner: "Hannah Rowe", Email: OwnerEmail,
		Password: OwnerPassword, BaseURL: base, Practice: true}, store.Visit{IP: "203.0.113.4", UserAgent: mac})
	if err != nil {
		return err
	}
	row, err := h.store.SessionByToken(h.ctx, session)
	if err != nil {
		return err
	}
	if h.owner, err = h.store.StaffByID(h.ctx, row.StaffID); err != nil {
		return err
	}
	if h.marcus, err = h.store.AddColleague(h.ctx, h.owner, store.Colleague{Name: "Marcus Alder", Email: "marcus@alderandrowe.example",
		Password: "a plumb line and a level", Role: "member"}); err != nil {
		return err
	}
	if h.taxes, err = h.store.TaxRates(h.ctx); err != nil {
		return err
	}
	h.zone = h.store.Studio().Zone()
	for kind, last := range map[string]int64{"project": lastProject, "quote": lastQuote, "invoice": lastInvoice, "receipt": lastReceipt, "contract": lastContract} {
		if err := h.store.GoOnFrom(h.ctx, kind, last); err != nil {
			return err
		}
	}
	return h.describe()
}

// describe fills in the settings.
func (h *history) describe() error {
	v := *h.store.Studio()
	v.LegalName, v.Address = "Alder & Rowe Ltd", "The Old Sail Loft\n9 Merchants Row\nBristol BS1 4ZZ"
	v.Email, v.Phone, v.CompanyNumber = "studio@alderandrowe.example", "0117 496 0142", "11458207"
	v.Accreditations.Source = accreditations
	if err := h.store.SaveStudio(h.ctx, h.owner, v); err != nil {
		return err
	}
	v.TaxNumber = "GB 417 2086 53"
	if err := h.store.SaveTax(h.ctx, h.owner, v); err != nil {
		return err
	}
	v.Bank = store.Bank{Name: "Alder & Rowe Ltd", IBAN: "GB33BUKB20201555555555", BIC: "BUKBGB22", Details: "Sort code: 20-20-15\nAccount number: 55555555"}
	v.TakesBank, v.TakesCard = true, true
	if err := h.store.SaveBank(h.ctx, h.owner, v); err != nil {
		return err
	}
	v.OwnAmounts, v.OwnMinimum, v.OverPayment = true, 100_00, "hold"
	if err := h.store.SaveAmounts(h.ctx, h.owner, v); err != nil {
		return err
	}
	v.ValidityDays, v.Terms.Source = 21, terms
	if err := h.store.SaveDocuments(h.ctx, h.owner, v); err != nil {
		return err
	}
	if err := h.keepOwnWords(); err != nil {
		return err
	}
	if err := h.priceList(); err != nil {
		return err
	}
	return h.contractTexts()
}

// acceptance says what becomes of the invoice that an acceptance makes.
func (h *history) acceptance(m moment, what string) {
	h.then(h.office(m), "leave invoices as "+what, func() error {
		v := *h.store.Studio()
		v.OnAcceptance = what
		return h.store.SaveDocuments(h.ctx, h.owner, v)
	})
}

const accreditations = `- **Guild of Heritage Builders**, member 20417
- **Low Carbon Homes Register**, retrofit installer since 2019
- **Insured to £5 million**, public and employers’ liability`

const terms = `### Our work

We do what the quote describes, with the materials it names, carefully and to the building regulations. If something has to change we write it down, price it and ask you before we begin.

### Your home

We work from 8:00 to 16:30 on weekdays. We lay dust sheets, keep the way through the house clear and take our waste away. Please keep the rooms that we work in free, and tell us where pipes and cables run if you know.

### Paying

The deposit holds your place and buys the timber. Each later part is due on its date or when its stage is done. Prices are fixed until the quote expires. You may pay by card or by bank transfer.

### If plans change

You may cancel within 14 days of signing and pay only for work that you asked us to begin. After that we charge for what we have made and ordered for you.

### Afterwards

Our joinery is guaranteed for ten years, everything else for two. If something is not right, tell us, and we come back.

This agreement follows the law of England and Wales.`
