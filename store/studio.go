package store

import (
	"context"
	"time"

	"anteroom/store/money"
)

// Studio is the business itself, as its documents name it, and how it works by
// default. There is none before setup.
type Studio struct {
	Name               string // as clients say it
	LegalName          string // as documents print it; empty: Name
	Country            string // ISO 3166-1 alpha-2
	Currency           string // ISO 4217
	Locale             string // BCP 47: 'en-GB'
	TimeZone           string // IANA: 'Europe/London'
	Address            string // lines
	Email, Phone       string
	TaxName, TaxNumber string         // 'VAT', 'GB 417 2086 53'
	Rounding           money.Rounding // of tax, on documents that are begun from now on
	CompanyNumber      string
	Accreditations     Markdown
	Terms              Markdown // default terms of business
	Bank               Bank
	TakesBank          bool
	TakesCard          bool
	OwnAmounts         bool   // clients may pay an amount of their own
	OwnMinimum         int64  // the least of it, in minor units of Currency
	OverPayment        string // 'refuse' or 'hold': more than is owed, recorded by hand
	ValidityDays       int
	Deposit            money.Rate
	DueDays            int
	OnAcceptance       string // 'send' or 'draft': what becomes of the invoice
	QuoteFormat        string
	ContractFormat     string
	InvoiceFormat      string
	CreditFormat       string // of credit notes
	ReceiptFormat      string
	FileLimit          int64  // bytes a file
	SpaceLimit         int64  // bytes of the whole database; 0: what the disk has
	Colour             string // '#0f5d62'
	Logo               string // SHA-256 of the logo's PNG; empty: none
	Fonts              string // SHA-256 of each font of the studio's own; empty: none
	BaseURL            string // origin of every link: 'https://portal.example.com'
	Practice           bool   // the demo: no money moves
	Reminders          bool   // the clock may remind contacts
	Permissions        Permissions
	Links              Links // how emailed links open

	zone *time.Location
}

// Markdown is a text as it was typed and as it is shown. HTML is made once,
// when the text is saved, and is safe to print.
type Markdown struct {
	Source string `json:"md,omitempty"`
	HTML   string `json:"html,omitempty"`
}

// Bank is where a transfer goes.
type Bank struct {
	Name    string `json:"name,omitempty"` // account holder
	IBAN    string `json:"iban,omitempty"`
	BIC     string `json:"bic,omitempty"`
	Details string `json:"details,omitempty"` // further 'Label: value' lines
}

// Set tells whether there is anything to show to one who wants to transfer.
func (b Bank) Set() bool { return b.IBAN != "" || b.Details != "" }

// Zone is the studio's time zone; UTC before setup.
func (s *Studio) Zone() *time.Location {
	if s == nil || s.zone == nil {
		return time.UTC
	}
	return s.zone
}

// Printed is the name on documents.
func (s *Studio) Printed() string {
	if s.LegalName != "" {
		return s.LegalName
	}
	return s.Name
}

// IsSetUp tells whether the first run is over.
func (s *Store) IsSetUp() bool { return s.studio.Load().Name != "" }

// Studio is the studio as last saved; before setup its fields are empty. It is
// shared: do not change it.
func (s *Store) Studio() *Studio { return s.studio.Load() }

const studioColumns = `name, legal_name, country, currency, locale, time_zone, address, email, phone,
	tax_name, tax_number, rounding, company_number, accreditations, accreditations_html, terms, terms_html,
	bank_name, bank_iban, bank_bic, bank_details, takes_bank, takes_card, own_amounts, own_minimum, over_payment, validity_days, deposit_rate,
	due_days, on_acceptance, quote_format, contract_format, invoice_format, credit_format, receipt_format, file_limit, space_limit, colour, base_url,
	practice, reminders, permissions, links, coalesce((SELECT sha256 FROM logo), ''), coalesce((SELECT group_concat(sha256) FROM font), '')`

func scanStudio(row scanner, v *Studio) error {
	var permissions string
	if err := row.Scan(&v.Name, &v.LegalName, &v.Country, &v.Currency, &v.Locale, &v.TimeZone, &v.Address,
		&v.Email, &v.Phone, &v.TaxName, &v.TaxNumber, &v.Rounding, &v.CompanyNumber, &v.Accreditations.Source,
		&v.Accreditations.HTML, &v.Terms.Source, &v.Terms.HTML, &v.Bank.Name, &v.Bank.IBAN, &v.Bank.BIC,
		&v.Bank.Details, &v.TakesBank, &v.TakesCard, &v.OwnAmounts, &v.OwnMinimum, &v.OverPayment, &v.ValidityDays, &v.Deposit, &v.DueDays,
		&v.OnAcceptance, &v.QuoteFormat, &v.ContractFormat, &v.InvoiceFormat, &v.CreditFormat, &v.ReceiptFormat, &v.FileLimit, &v.SpaceLimit, &v.Colour,
		&v.BaseURL, &v.Practice, &v.Reminders, &permissions, &v.Links, &v.Logo, &v.Fonts); err != nil {
		return err
	}
	return v.Permissions.read(permissions)
}

// refreshStudio reads the studio again after its row was changed.
func (s *Store) refreshStudio(ctx context.Context) error {
	studio, err := one(ctx, s.writer, scanStudio, "SELECT "+studioColumns+" FROM studio")
	if err == ErrNotFound {
		s.studio.Store(&Studio{Colour: "#0f5d62", Locale: "en-GB"})
		return nil
	}
	if err != nil {
		return err
	}
	if studio.zone, err = time.LoadLocation(studio.TimeZone); err != nil {
		return err
	}
	s.studio.Store(&studio)
	return nil
}

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	_, err := one(ctx, s.reader, value[int64], "SELECT 1")
	return err
}
