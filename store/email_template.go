package store

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// EmailWords are what one writes of an email: all else of it is made when it is
// sent, its link and its code among them.
type EmailWords struct {
	Subject string
	Body    string // Markdown
	Button  string // the button's label
}

// EmailTemplate is an email in the studio's own words, with merge fields in
// their places.
type EmailTemplate struct {
	Kind       string // as in EmailKinds
	Language   string // of the readers who get these words: "de"; empty for what goes to the studio
	EmailWords        // an empty one: the catalogue's
}

// EmailKind is a kind of email whose words the studio can make its own. It is
// named as in the outbox; "receipt-credit" is a receipt for what was paid out of
// a credit.
type EmailKind struct {
	Name     string
	ToStudio bool // it goes to the studio's own people, in the studio's language
}

// EmailKinds are all of them. Reminders are none: each of their steps has words.
// Nor is the mail with a code for a decision, which has no button and says little.
func EmailKinds() []EmailKind {
	var kinds []EmailKind
	for _, name := range []string{"quote", "estimate", "accepted", "contract", "contract-complete", "contract-withdrawn", "invoice",
		"receipt", "receipt-credit", "payment-failed", "refund", "credit-note", "invoice-void", "statement", "file", "files", "file-request", "gallery", "fresh-link", "sign-in",
		"invite", "portal-reset", "questionnaire", "questionnaire-reopened", "studio-questionnaire", "studio-file", "studio-selection",
		"studio-accepted", "studio-declined", "studio-contract-signed", "studio-contract-turn", "studio-contract-complete",
		"studio-contract-declined", "studio-paid", "studio-transfer", "studio-payment-failed", "studio-mismatch", "studio-overpaid",
		"studio-refund", "studio-refund-failed", "studio-refund-mismatch", "studio-dispute-open", "studio-dispute-won",
		"studio-dispute-lost", "reset"} {
		kinds = append(kinds, EmailKind{name, name == "reset" || strings.HasPrefix(name, "studio-")})
	}
	return kinds
}

// EmailKindOf is the kind of a name; ErrNotFound where there is none.
func EmailKindOf(name string) (EmailKind, error) {
	kinds := EmailKinds()
	n := slices.IndexFunc(kinds, func(k EmailKind) bool { return k.Name == name })
	if n < 0 {
		return EmailKind{}, ErrNotFound
	}
	return kinds[n], nil
}

// EmailTemplates are emails in the studio's own words.
type EmailTemplates []EmailTemplate

// Words are the studio's own for an email to readers of a language.
func (list EmailTemplates) Words(kind, language string) (EmailWords, bool) {
	for _, t := range list {
		if t.Kind == kind && (t.Language == language || t.Language == "") {
			return t.EmailWords, true
		}
	}
	return EmailWords{}, false
}

// EmailTemplates are all that the studio has.
func (s *Store) EmailTemplates(ctx context.Context) (EmailTemplates, error) {
	return all(ctx, s.reader, func(row scanner, v *EmailTemplate) error {
		return row.Scan(&v.Kind, &v.Language, &v.Subject, &v.Body, &v.Button)
	}, "SELECT kind, language, subject, body, button FROM email_template ORDER BY kind, language")
}

// maxButton is the most that a button's label may have: more breaks on a phone.
const maxButton = 40

var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

// Check is the *Invalid of a template that cannot be used as it is; else nil.
func (v EmailTemplate) Check() error {
	kind, err := EmailKindOf(v.Kind)
	if err != nil {
		return err
	}
	var invalid Invalid
	if kind.ToStudio != (v.Language == "") || v.Language != "" && !languageCode.MatchString(v.Language) {
		invalid.Add("language", Say("invalid.choice"))
	}
	l := Letter{Subject: v.Subject, Body: v.Body}
	l.checkWords(&invalid)
	if strings.TrimSpace(v.Body) == "" {
		invalid.Add("body", Say("invalid.required"))
	}
	invalid.required("button", v.Button, maxButton)
	if strings.ContainsAny(v.Button, "\r\n") {
		invalid.Add("button", Say("invalid.text"))
	}
	if strings.ContainsAny(v.Button, "{}") {
		invalid.Add("button", Say("invalid.merge_button"))
	}
	invalid.mergeFields("subject", v.Subject, mergeFields[v.Kind])
	invalid.mergeFields("body", v.Body, mergeFields[v.Kind])
	return invalid.OrNil()
}

// SaveEmailTemplate keeps the studio's own words for an email. Those that are as
// usual are none of its own: they go on following the catalogue. What was sent
// stays as it was.
func (s *Store) SaveEmailTemplate(ctx context.Context, by Staff, v EmailTemplate, usual EmailWords) error {
	if err := v.Check(); err != nil {
		return err
	}
	for _, own := range []struct{ words, usual *string }{{&v.Subject, &usual.Subject}, {&v.Body, &usual.Body}, {&v.Button, &usual.Button}} {
		if *own.words == *own.usual {
			*own.words = ""
		}
	}
	if v.EmailWords == (EmailWords{}) {
		return s.ResetEmailTemplate(ctx, by, v.Kind, v.Language)
	}
	return s.write(ctx, "save the words of "+v.Kind+" emails", func(t *tx) error {
		_, err := t.exec(`INSERT INTO email_template (kind, language, subject, body, button, updated_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (kind, language) DO UPDATE SET subject = excluded.subject, body = excluded.body, button = excluded.button,
			updated_at = excluded.updated_at`, v.Kind, v.Language, v.Subject, v.Body, v.Button, ms(t.now))
		return err
	})
}

// ResetEmailTemplate gives an email the catalogue's words again; ErrNotFound for
// a kind that there is not.
func (s *Store) ResetEmailTemplate(ctx context.Context, _ Staff, kind, language string) error {
	if _, err := EmailKindOf(kind); err != nil {
		return err
	}
	return s.write(ctx, "reset the words of "+kind+" emails", func(t *tx) error {
		_, err := t.exec("DELETE FROM email_template WHERE kind = ? AND language = ?", kind, language)
		return err
	})
}

// NewestMail is the newest email of a kind, whoever got it.
func (s *Store) NewestMail(ctx context.Context, kind string) (Mail, error) {
	return one(ctx, s.reader, scanMail, "SELECT "+mailColumns+" FROM outbox WHERE kind = ? AND state <> 'cancelled' ORDER BY id DESC LIMIT 1", kind)
}
