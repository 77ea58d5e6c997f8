// Package letter words every email: it takes a row of the outbox and the
// records it speaks of, and makes its subject, HTML and text. The layout is
// that of package email.
package letter

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// Writer words the emails of one studio.
type Writer struct {
	Words  *words.Catalogue
	Studio *store.Studio
	Own    store.EmailTemplates // the studio's own words
	Logo   bool                 // the logo goes along as the inline part "logo"
	// Size of the logo's picture, in pixels.
	LogoWidth, LogoHeight int
}

// Subjects is what an email speaks of. Only what its kind needs is set.
type Subjects struct {
	Quote          store.Quote
	Invoice        store.Invoice
	Contract       store.Contract
	Questionnaire  store.Questionnaire
	Payment        store.Payment
	CreditNote     store.CreditNote
	Statement      store.Statement
	File           string   // its name
	Files          []string // names of those that were sent together
	Request        store.FileRequest
	Project        string // its name
	Gallery        store.Gallery
	PhotoSelection store.PhotoSelection
	Today          store.Date // on the studio's wall; for reminders
	URL            string     // where the button leads; made when the mail is sent
	Code           string     // of a sign-in or a decision
}

// Email is a worded email.
type Email struct {
	Subject, HTML, Text string
}

// Write words a mail of the outbox and lays it out.
func (w Writer) Write(m store.Mail, s Subjects) (Email, error) {
	d, err := w.worded(m, s, false)
	if err != nil {
		return Email{}, err
	}
	return w.layOut(m, s, d)
}

// Kinds are the kinds of emails that can be written, sorted.
func (w Writer) Kinds() []string { return slices.Sorted(maps.Keys(w.kinds())) }

func (w Writer) kinds() map[string]func(store.Mail, Subjects) draft {
	return map[string]func(store.Mail, Subjects) draft{
		"quote": w.quote, "estimate": w.quote, "invoice": w.invoice, "accepted": w.accepted, "receipt": w.receipt,
		"payment-failed": w.paymentFailed, "file": w.file, "files": w.files, "file-request": w.fileRequest, "studio-file": w.studioFile, "fresh-link": w.freshLink, "sign-in": w.signIn, "reset": w.reset,
		"invite": w.invite, "portal-reset": w.portalReset, "code": w.code,
		"invoice-reminder": w.invoiceReminder, "quote-reminder": w.quoteReminder, "studio-accepted": w.studioAccepted, "studio-declined": w.studioDeclined, "studio-paid": w.studioPaid,
		"studio-transfer": w.studioTransfer, "studio-payment-failed": w.studioFailed, "studio-mismatch": w.studioMismatch,
		"credit-note": w.creditNote, "statement": w.statement, "invoice-void": w.invoiceVoid, "refund": w.refund, "studio-refund": w.studioRefund, "studio-refund-failed": w.studioRefundFailed, "studio-refund-mismatch": w.studioRefundFailed,
		"studio-overpaid": w.studioOverpaid, "studio-dispute-open": w.studioDispute, "studio-dispute-won": w.studioDispute, "studio-dispute-lost": w.studioDispute,
		"contract": w.contract, "contract-complete": w.contractComplete, "contract-withdrawn": w.contractWithdrawn,
		"studio-contract-signed": w.studioContractSigned, "studio-contract-turn": w.studioContractTurn,
		"studio-contract-complete": w.studioContractComplete, "studio-contract-declined": w.studioContractDeclined,
		"questionnaire": w.questionnaire, "questionnaire-reminder": w.questionnaireReminder, "questionnaire-reopened": w.questionnaireReopened,
		"studio-questionnaire": w.studioQuestionnaire,
		"gallery":              w.gallery, "studio-selection": w.studioSelection,
	}
}

func (w Writer) layOut(m store.Mail, s Subjects, d draft) (Email, error) {
	body, wrong := store.RenderMarkdown(d.said.Body)
	if wrong != nil {
		return Email{}, fmt.Errorf("the words of a %s mail: %s", m.Kind, wrong.Key)
	}
	v := email.View{
		Lang: m.Lang, StudioName: w.Studio.Name, Brand: email.Brand{Colour: w.Studio.Colour},
		Preheader: d.preheader, Heading: d.heading, BodyHTML: template.HTML(body.HTML), BodyText: spoken(d.said.Body), Facts: d.facts,
		Code: d.code, Footer: w.foot(m.Lang, d.foot),
		Words: email.Words{CopyHint: w.t(m.Lang, "email.copy_address"), CodeHint: w.t(m.Lang, "email.code_hint")},
	}
	if w.Logo {
		v.LogoCID, v.LogoWidth, v.LogoHeight = "logo", w.LogoWidth, w.LogoHeight
	}
	if d.said.Button == "" {
		v.Words.CodeHint = w.t(m.Lang, "email.code_alone")
	}
	if d.said.Button != "" && s.URL != "" {
		v.Button = &email.Button{Label: d.said.Button, URL: s.URL}
	}
	html, text, err := email.Render(v)
	return Email{Subject: unmark(d.said.Subject), HTML: html, Text: text}, err
}

// foot is what stands under every email: why it came and from whom.
func (w Writer) foot(lang string, more []string) []string {
	studio := []string{w.Studio.Printed()}
	if w.Studio.Address != "" {
		studio = append(studio, strings.Join(strings.FieldsFunc(w.Studio.Address, func(r rune) bool { return r == '\n' }), ", "))
	}
	if w.Studio.Phone != "" {
		studio = append(studio, strings.ReplaceAll(w.Studio.Phone, " ", "\u00a0")) // it stays on one line
	}
	return append(more, strings.Join(studio, ", "))
}

func (w Writer) t(lang, key string, args ...any) string { return w.Words.T(lang, key, args...) }

func (w Writer) date(lang string, d store.Date, style words.Style) string {
	return w.Words.Date(lang, string(d), style)
}

func amount(n int64, currency, lang string) string { return money.Format(n, currency, lang) }
