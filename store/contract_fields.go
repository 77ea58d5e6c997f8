package store

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"anteroom/store/money"
)

// DateWords words a calendar date in a language, a BCP 47 tag: "4 December 2026".
type DateWords func(lang string, d Date) string

// contractFacts are what the merge fields of a contract are filled from.
type contractFacts struct {
	agreement *Agreement
	date      DateWords
	currency  string
	paper     string // number of the quote or invoice that the amounts are of
	total     int64
	parts     []Instalment
}

// contractField is a name in braces, and what stands for it; "" when that is not
// known, and then the contract cannot be sent.
type contractField struct {
	name  string
	value func(*contractFacts) string
}

// contractFields are all there are, in the order in which the editor lists them.
var contractFields = []contractField{
	{"client", func(f *contractFacts) string { return f.agreement.To.Name }},
	{"client address", func(f *contractFacts) string { return inOneLine(f.agreement.To.Address) }},
	{"signers", (*contractFacts).signers},
	{"project", func(f *contractFacts) string { return f.agreement.Project.Name }},
	{"project number", func(f *contractFacts) string { return "#" + strconv.FormatInt(f.agreement.Project.Number, 10) }},
	{"location", func(f *contractFacts) string { return f.agreement.Project.Location }},
	{"event date", func(f *contractFacts) string { return f.day(f.agreement.Project.EventOn) }},
	{"today", func(f *contractFacts) string { return f.day(f.agreement.On) }},
	{"sign by", func(f *contractFacts) string { return f.day(f.agreement.SignBy) }},
	{"number", func(f *contractFacts) string { return f.agreement.Number }},
	{"studio", func(f *contractFacts) string { return f.agreement.From.Name }},
	{"studio address", func(f *contractFacts) string { return inOneLine(f.agreement.From.Address) }},
	{"quote or invoice", func(f *contractFacts) string { return f.paper }},
	{"total", func(f *contractFacts) string { return f.amount(f.total) }},
	{"deposit", func(f *contractFacts) string { return f.amount(f.deposit()) }},
	{"balance", func(f *contractFacts) string { return f.amount(f.total - f.deposit()) }},
}

// ContractFields are the names of what a contract's text may leave to be filled in,
// without their braces: 'client' is written "{client}".
func ContractFields() []string {
	names := make([]string, len(contractFields))
	for i, f := range contractFields {
		names[i] = f.name
	}
	return names
}

// FieldValue is a merge field and what stands in its place; Value is "" while
// nothing is known.
type FieldValue struct{ Name, Value string }

// ContractFieldValues are all merge fields, and what each would be filled with if a
// draft were sent today.
func (s *Store) ContractFieldValues(ctx context.Context, by Staff, id int64, date DateWords) ([]FieldValue, error) {
	c, err := s.Contract(ctx, id)
	if err != nil {
		return nil, err
	}
	if _, err := s.agree(ctx, s.reader, &c, by, date); err != nil {
		return nil, err
	}
	facts, err := s.contractFacts(ctx, s.reader, c.Figures, &c.Content, date)
	if err != nil {
		return nil, err
	}
	values := make([]FieldValue, len(contractFields))
	for i, f := range contractFields {
		values[i] = FieldValue{f.name, f.value(facts)}
	}
	return values, nil
}

func (f *contractFacts) day(d Date) string {
	if d == "" {
		return ""
	}
	return f.date(f.agreement.Locale, d)
}

func (f *contractFacts) amount(n int64) string {
	if f.paper == "" {
		return ""
	}
	return money.Format(n, f.currency, f.agreement.Locale)
}

// deposit is what is due first, where that is not all.
func (f *contractFacts) deposit() int64 {
	if len(f.parts) < 2 {
		return 0
	}
	return f.parts[0].Amount
}

// signers are those of the client.
func (f *contractFacts) signers() string {
	var names []string
	for _, s := range f.agreement.Signers {
		if s.For == "" {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, ", ")
}

func inOneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), ", ")
}

// written finds merge fields, with a backslash before those that are none: "\{".
var written = regexp.MustCompile(`\\?\{([^{}\n]{1,60})\}`)

// unknownFields are the names in a text that are no field's, each once.
func unknownFields(text string) (unknown []string) {
	for _, found := range written.FindAllStringSubmatch(text, -1) {
		name := found[1]
		isField := slices.ContainsFunc(contractFields, func(f contractField) bool { return f.name == name })
		if found[0][0] != '\\' && !isField && !slices.Contains(unknown, name) {
			unknown = append(unknown, name)
		}
	}
	return unknown
}

// fill puts values in the place of a text's fields. What is not known yet is
// told, and left as it is written; what is no field is left too.
func (f *contractFacts) fill(text string) (filled string, lacking []string) {
	filled = written.ReplaceAllStringFunc(text, func(found string) string {
		name := strings.Trim(found, "{}")
		i := slices.IndexFunc(contractFields, func(f contractField) bool { return f.name == name })
		if found[0] == '\\' || i < 0 {
			return found
		}
		value := contractFields[i].value(f)
		if value == "" {
			if !slices.Contains(lacking, name) {
				lacking = append(lacking, name)
			}
			return found
		}
		return PlainMarkdown(value, true)
	})
	return filled, lacking
}

// contractFacts loads what the fields of a contract are filled from.
func (s *Store) contractFacts(ctx context.Context, from querier, figures Object, a *Agreement, date DateWords) (f *contractFacts, err error) {
	f = &contractFacts{agreement: a, date: date}
	switch figures.Kind {
	case "quote":
		q, err := one(ctx, from, scanQuote, `SELECT `+quoteColumns+`, quote.content FROM `+quoteTables+` WHERE quote.id = ?`, figures.ID)
		if err != nil {
			return f, err
		}
		f.currency, f.paper, f.total = q.Currency, q.Number, q.Total
		f.parts, err = q.Content.Instalments(q.Total, s.Today(), s.Studio().DueDays)
		return f, err
	case "invoice":
		i, err := s.invoiceWhole(ctx, from, "invoice.id = ?", figures.ID)
		if err != nil {
			return f, err
		}
		f.currency, f.paper, f.total, f.parts = i.Currency, i.Number, i.Total, i.Instalments
	}
	return f, nil
}
