package store

import (
	"context"
	"regexp"
	"strings"

	"anteroom/store/money"
)

// SaveStudio changes who the studio is and where: Name, LegalName, Address,
// Email, Phone, CompanyNumber, Accreditations, Country, Currency, Locale and
// TimeZone of v. What was sent or issued keeps the names that it was made with.
func (s *Store) SaveStudio(ctx context.Context, _ Staff, v Studio) error {
	var invalid Invalid
	invalid.required("name", v.Name, 200)
	invalid.atMost("legal_name", v.LegalName, 200)
	invalid.atMost("address", v.Address, 500)
	invalid.atMost("phone", v.Phone, 40)
	invalid.atMost("company_number", v.CompanyNumber, 60)
	if v.Email != "" {
		invalid.email("email", v.Email)
	}
	v.Accreditations = invalid.markdownField("accreditations", v.Accreditations.Source)
	invalid.place(v.Country, v.Currency, v.Locale, v.TimeZone)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.saveStudio(ctx, "save the studio", `UPDATE studio SET name = ?, legal_name = ?, address = ?, email = ?, phone = ?,
		company_number = ?, accreditations = ?, accreditations_html = ?, country = ?, currency = ?, locale = ?, time_zone = ?`,
		v.Name, v.LegalName, v.Address, v.Email, v.Phone, v.CompanyNumber, v.Accreditations.Source, v.Accreditations.HTML,
		v.Country, v.Currency, v.Locale, v.TimeZone)
}

// Limits of what files may take, in bytes: a file is at least a megabyte and at
// most 64 GB; the database may have a terabyte thrice over, or what the disk has.
const (
	leastFileLimit  = 1 << 20
	mostFileLimit   = 64 << 30
	leastSpaceLimit = 100 << 20
	mostSpaceLimit  = 3 << 40
)

// SaveFiles changes how much files may take, in bytes: one file, and the whole
// database (0: what the disk has).
func (s *Store) SaveFiles(ctx context.Context, _ Staff, file, space int64) error {
	var invalid Invalid
	if file < leastFileLimit || file > mostFileLimit {
		invalid.Add("file_limit", Say("invalid.file_limit", "min", Bytes(leastFileLimit), "max", Bytes(mostFileLimit)))
	}
	if space != 0 && (space < leastSpaceLimit || space > mostSpaceLimit) {
		invalid.Add("space_limit", Say("invalid.space_limit", "min", Bytes(leastSpaceLimit), "max", Bytes(mostSpaceLimit)))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.saveStudio(ctx, "save the limits of files", "UPDATE studio SET file_limit = ?, space_limit = ?", file, space)
}

// SaveDocuments changes how quotes and invoices begin: ValidityDays, Deposit,
// DueDays, OnAcceptance, the formats of numbers, and Terms of v.
func (s *Store) SaveDocuments(ctx context.Context, _ Staff, v Studio) error {
	var invalid Invalid
	if v.ValidityDays < 1 || v.ValidityDays > 3650 {
		invalid.Add("validity_days", Say("invalid.days_from_one"))
	}
	if v.DueDays < 0 || v.DueDays > 3650 {
		invalid.Add("due_days", Say("invalid.days"))
	}
	if v.Deposit < 0 || v.Deposit > 100_000 {
		invalid.Add("deposit", Say("invalid.percent"))
	}
	if v.OnAcceptance != "send" && v.OnAcceptance != "draft" {
		invalid.Add("on_acceptance", Say("invalid.choice"))
	}
	invalid.format("quote_format", v.QuoteFormat)
	invalid.format("contract_format", v.ContractFormat)
	invalid.format("invoice_format", v.InvoiceFormat)
	invalid.format("credit_format", v.CreditFormat)
	invalid.format("receipt_format", v.ReceiptFormat)
	v.Terms = invalid.markdownField("terms", v.Terms.Source)
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.saveStudio(ctx, "save the defaults of documents", `UPDATE studio SET validity_days = ?, deposit_rate = ?, due_days = ?,
		on_acceptance = ?, quote_format = ?, contract_format = ?, invoice_format = ?, credit_format = ?, receipt_format = ?, terms = ?, terms_html = ?`,
		v.ValidityDays, v.Deposit, v.DueDays, v.OnAcceptance, v.QuoteFormat, v.ContractFormat, v.InvoiceFormat, v.CreditFormat, v.ReceiptFormat,
		v.Terms.Source, v.Terms.HTML)
}

// format notes a format of numbers that cannot be printed or gives no number.
func (e *Invalid) format(field, format string) {
	e.atMost(field, format, 40)
	e.checkFormat(field, format)
}

// SaveBank changes where transfers go and whether they are offered: Bank,
// TakesBank and TakesCard of v.
func (s *Store) SaveBank(ctx context.Context, _ Staff, v Studio) error {
	var invalid Invalid
	invalid.atMost("bank_name", v.Bank.Name, 140)
	v.Bank.IBAN = invalid.iban("iban", v.Bank.IBAN)
	v.Bank.BIC = invalid.bic("bic", v.Bank.BIC)
	v.Bank.Details = invalid.labelled("bank_details", v.Bank.Details)
	if v.Bank.Set() && strings.TrimSpace(v.Bank.Name) == "" {
		invalid.Add("bank_name", Say("invalid.required"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.saveStudio(ctx, "save the bank details", `UPDATE studio SET bank_name = ?, bank_iban = ?, bank_bic = ?, bank_details = ?,
		takes_bank = ?, takes_card = ?`, v.Bank.Name, v.Bank.IBAN, v.Bank.BIC, v.Bank.Details, v.TakesBank, v.TakesCard)
}

// SaveAmounts changes what becomes of amounts that are not as they were asked
// for: OwnAmounts, OwnMinimum and OverPayment of v.
func (s *Store) SaveAmounts(ctx context.Context, _ Staff, v Studio) error {
	var invalid Invalid
	if v.OverPayment != "refuse" && v.OverPayment != "hold" {
		invalid.Add("over_payment", Say("invalid.choice"))
	}
	if v.OwnMinimum < 1 || v.OwnMinimum > mostMinimum {
		invalid.Add("own_minimum", Say("invalid.amount"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.saveStudio(ctx, "save how amounts are taken", "UPDATE studio SET own_amounts = ?, own_minimum = ?, over_payment = ?",
		v.OwnAmounts, v.OwnMinimum, v.OverPayment)
}

// labelled notes lines that are not 'Label: value', and gives them tidied.
func (e *Invalid) labelled(field, text string) string {
	e.atMost(field, text, 600)
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		label, value, colon := strings.Cut(line, ":")
		if !colon || strings.TrimSpace(label) == "" || strings.TrimSpace(value) == "" {
			e.Add(field, Say("invalid.labelled"))
		}
		lines = append(lines, strings.TrimSpace(label)+": "+strings.TrimSpace(value))
	}
	if len(lines) > 10 {
		e.Add(field, Say("invalid.lines", "max", 10))
	}
	return strings.Join(lines, "\n")
}

// SaveTax changes what the studio's tax is called and its number: TaxName and
// TaxNumber of v.
func (s *Store) SaveTax(ctx context.Context, _ Staff, v Studio) error {
	var invalid Invalid
	invalid.required("tax_name", v.TaxName, 30)
	invalid.atMost("tax_number", v.TaxNumber, 40)
	if v.Rounding != money.PerRate && v.Rounding != money.PerLine {
		invalid.Add("rounding", Say("invalid.choice"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	return s.saveStudio(ctx, "save the tax", "UPDATE studio SET tax_name = ?, tax_number = ?, rounding = ?", v.TaxName, v.TaxNumber, v.Rounding)
}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// Branding is what the studio looks like. An empty Logo keeps the one there is.
type Branding struct {
	Colour   string // '#0f5d62'
	Logo     []byte // a PNG, JPEG or WebP file
	LogoName string // its name
}

// SaveBranding changes the studio's colour, and its logo if there is a new one.
func (s *Store) SaveBranding(ctx context.Context, _ Staff, v Branding) error {
	var invalid Invalid
	v.Colour = strings.ToLower(v.Colour)
	if !hexColour.MatchString(v.Colour) {
		invalid.Add("brand", Say("invalid.hex"))
	}
	var logo redrawn
	if len(v.Logo) > 0 {
		logo = s.readLogo(&invalid, "logo", v.Logo)
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	err := s.write(ctx, "save the branding", func(t *tx) error {
		if err := t.update("UPDATE studio SET colour = ?, updated_at = ?", v.Colour, ms(t.now)); err != nil || len(v.Logo) == 0 {
			return err
		}
		return t.keepLogo(v.LogoName, logo)
	})
	if err != nil {
		return err
	}
	return s.refreshStudio(ctx)
}

// saveStudio changes the studio's one row and reads it again.
func (s *Store) saveStudio(ctx context.Context, attempt, update string, args ...any) error {
	err := s.write(ctx, attempt, func(t *tx) error {
		return t.update(update+", updated_at = ?", append(args, ms(t.now))...)
	})
	if err != nil {
		return err
	}
	return s.refreshStudio(ctx)
}
