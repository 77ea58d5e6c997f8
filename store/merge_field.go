package store

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Merge fields are names in braces in the words of an email, "{name}", that its
// figures and names take the place of when it is worded (package letter). What
// a contract's text may hold stands in contract_fields.go.

// mergeFields are what the words of each kind of email may hold, in the order in
// which they are offered. None is a link or a code: those are no part of words.
var mergeFields = map[string][]string{
	"quote":              {"name", "client", "number", "title", "total", "until", "project", "studio"},
	"estimate":           {"name", "client", "number", "title", "total", "until", "project", "studio"},
	"accepted":           {"name", "client", "number", "title", "total", "project", "studio"},
	"contract":           {"name", "client", "number", "title", "until", "project", "studio"},
	"contract-complete":  {"name", "client", "number", "title", "project", "studio"},
	"contract-withdrawn": {"name", "client", "number", "title", "reason", "project", "studio"},
	"invoice":            {"name", "client", "number", "title", "total", "amount", "due", "schedule", "project", "studio"},
	"receipt":            {"name", "client", "number", "title", "amount", "paid", "rest", "receipt", "project", "studio"},
	"receipt-credit":     {"name", "client", "number", "title", "amount", "paid", "rest", "receipt", "project", "studio"},
	"payment-failed":     {"name", "client", "number", "title", "amount", "project", "studio"},
	"refund":             {"name", "client", "number", "title", "amount", "way", "credited", "receipt", "project", "studio"},
	"credit-note":        {"name", "client", "number", "title", "amount", "note", "reason", "rest", "over", "project", "studio"},
	"invoice-void":       {"name", "client", "number", "title", "amount", "project", "studio"},
	"statement":          {"name", "client", "from", "to", "balance", "studio"},
	"file":               {"name", "file", "studio"},
	"files":              {"name", "files", "studio"},
	"file-request":       {"name", "title", "until", "project", "studio"},
	"studio-file":        {"name", "file", "project", "studio"},
	"gallery":            {"name", "gallery", "project", "studio"},
	"fresh-link":         {"name", "title", "studio"},
	"sign-in":            {"name", "studio"},
	"invite":             {"name", "studio"},
	"portal-reset":       {"name", "studio"},

	"questionnaire":          {"name", "client", "title", "until", "project", "studio"},
	"questionnaire-reopened": {"name", "client", "title", "until", "project", "studio"},
	"studio-questionnaire":   {"name", "client", "title", "answered", "of", "project", "studio"},

	"invoice-reminder": {"name", "client", "number", "title", "part", "amount", "due", "when", "left", "total", "project", "studio"},
	"quote-reminder":   {"name", "client", "number", "title", "total", "until", "when", "project", "studio"},

	"studio-selection":         {"name", "gallery", "count", "comment", "project", "studio"},
	"studio-accepted":          {"name", "client", "number", "title", "total", "project", "studio"},
	"studio-declined":          {"name", "client", "number", "title", "total", "reason", "project", "studio"},
	"studio-contract-signed":   {"name", "client", "number", "title", "signed", "of", "project", "studio"},
	"studio-contract-turn":     {"client", "number", "title", "project", "studio"},
	"studio-contract-complete": {"client", "number", "title", "project", "studio"},
	"studio-contract-declined": {"name", "client", "number", "title", "reason", "project", "studio"},
	"studio-paid":              {"client", "number", "title", "amount", "project", "studio"},
	"studio-transfer":          {"client", "number", "title", "amount", "project", "studio"},
	"studio-payment-failed":    {"client", "number", "title", "amount", "project", "studio"},
	"studio-mismatch":          {"client", "number", "title", "asked", "came", "project", "studio"},
	"studio-overpaid":          {"client", "number", "title", "amount", "project", "studio"},
	"studio-refund":            {"client", "number", "title", "amount", "ask", "project", "studio"},
	"studio-refund-failed":     {"client", "number", "title", "amount", "why", "project", "studio"},
	"studio-refund-mismatch":   {"client", "number", "title", "amount", "why", "project", "studio"},
	"studio-dispute-open":      {"client", "number", "title", "amount", "why", "answer", "twice", "project", "studio"},
	"studio-dispute-won":       {"client", "number", "title", "amount", "twice", "project", "studio"},
	"studio-dispute-lost":      {"client", "number", "title", "amount", "twice", "project", "studio"},
	"reset":                    {"name", "studio"},
}

// MergeFields are what the words of a kind of email may hold in braces, in the
// order in which they are offered.
func MergeFields(kind string) []string { return slices.Clone(mergeFields[kind]) }

// mergeBrace finds a field, or a brace that is none; "\{" is a plain brace.
var mergeBrace = regexp.MustCompile(`\\.|\{([^{}\n]*)\}|[{}]`)

// mergeFields notes braces that name none of the known fields, and those that
// are not closed or were never opened.
func (e *Invalid) mergeFields(field, text string, known []string) {
	for _, found := range mergeBrace.FindAllStringSubmatch(text, -1) {
		switch {
		case strings.HasPrefix(found[0], `\`):
		case len(found[0]) == 1:
			e.Add(field, Say("invalid.merge_brace"))
		case !slices.Contains(known, found[1]):
			e.Add(field, Say("invalid.merge_field", "field", "{"+clip(found[1], 40)+"}"))
		}
	}
}

// marks are what Markdown reads as more than letters, anywhere and where a line
// begins.
var (
	marks     = regexp.MustCompile("[\\\\`*_\\[\\]<~{}@]|&#?\\w+;|://")
	lineMarks = regexp.MustCompile(`^(?:[-+=#>]|\d+[.)])`)
)

// PlainMarkdown writes a value so that Markdown shows it letter by letter, and
// nobody reads it for fields: a client's name makes no heading and no list, and an
// address in it no link. begins says that it may stand where a line begins.
func PlainMarkdown(value string, begins bool) string {
	value = strings.ReplaceAll(marks.ReplaceAllString(InOneLine(value), `\$0`), "www.", `www\.`)
	if !begins {
		return value
	}
	return lineMarks.ReplaceAllStringFunc(value, func(mark string) string {
		return mark[:len(mark)-1] + `\` + mark[len(mark)-1:]
	})
}

// InOneLine puts a value on one line, with one space where there was more. Spaces
// that do not break stay, as they stand in amounts.
func InOneLine(value string) string {
	return strings.Join(strings.FieldsFunc(value, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f'
	}), " ")
}
