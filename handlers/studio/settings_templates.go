package studio

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates/letter"
)

const emailTemplates = "/studio/settings/templates"

func (p *Pages) emailTemplateRoutes() []Route {
	return []Route{
		owner("GET", emailTemplates, "", p.emailTemplates),
		owner("GET", emailTemplates+"/{kind}", "email template", p.emailTemplate),
		owner("POST", emailTemplates+"/{kind}", "email template", p.saveEmailTemplate),
		owner("POST", emailTemplates+"/{kind}/preview", "email template", p.emailTemplatePreview),
		owner("POST", emailTemplates+"/{kind}/trial", "email template", p.tryEmailTemplate),
		owner("GET", emailTemplates+"/{kind}/removal", "email template", p.emailTemplateRemoval),
		owner("POST", emailTemplates+"/{kind}/removal", "email template", p.resetEmailTemplate),
	}
}

// emailTemplateGroup is a part of the list of emails.
type emailTemplateGroup struct {
	Heading string
	Rows    []emailTemplateRow
}

// emailTemplateRow is an email in the list.
type emailTemplateRow struct {
	emailAbout
	Href string
	Own  bool   // it has words of the studio's own
	In   string // the languages that have some, where there are several: "English and German"
}

type emailTemplatesPage struct {
	settingsPage
	Groups []emailTemplateGroup
}

func (p *Pages) emailTemplates(x *web.Exchange, who store.Staff) error {
	own, err := p.Store.EmailTemplates(x.Context())
	if err != nil {
		return err
	}
	page := emailTemplatesPage{settingsPage: p.settingsPage(x, who, "templates", web.NewForm())}
	for _, group := range emailGroups {
		rows := emailTemplateGroup{Heading: group.heading}
		for _, about := range group.emails {
			rows.Rows = append(rows.Rows, p.emailTemplateRow(about, own))
		}
		page.Groups = append(page.Groups, rows)
	}
	return x.Show("studio/settings-templates", "", page)
}

func (p *Pages) emailTemplateRow(about emailAbout, own store.EmailTemplates) emailTemplateRow {
	row := emailTemplateRow{emailAbout: about, Href: emailTemplates + "/" + about.Kind}
	var languages []string
	for _, t := range own {
		if t.Kind == about.Kind {
			row.Own = true
			languages = append(languages, store.LanguageName(t.Language))
		}
	}
	if len(p.Letters.Languages()) > 1 && row.Own && languages[0] != "" {
		row.In = inARow(languages)
	}
	return row
}

// emailTemplatePage is the form of one email's words.
type emailTemplatePage struct {
	settingsPage // subject, body, button, language
	About        emailAbout
	Kind         store.EmailKind
	Language     string // whose readers get these words; empty for what goes to the studio
	Languages    []languageLink
	Own          bool // they are the studio's own
	Fields       []store.FieldValue
	Sheet        letter.Sheet // how it looks
	To           string       // who got the email that is shown; empty: it is made up
	NoMail       bool         // no mail server is set up
	Trial        *trial
}

// languageLink leads to the words in another language.
type languageLink struct {
	Label, Link  string
	Current, Own bool
}

// Path is the address of the email's words.
func (v emailTemplatePage) Path() string { return emailTemplates + "/" + v.Kind.Name }

// Here is the address of this page.
func (v emailTemplatePage) Here() string { return templateLink(v.Kind.Name, v.Language) }

func templateLink(kind, language string) string {
	if language == "" {
		return emailTemplates + "/" + kind
	}
	return emailTemplates + "/" + kind + "?" + url.Values{"language": {language}}.Encode()
}

// emailTemplatePage loads what the path and the language name. Without a form the
// page shows the words as they are kept.
func (p *Pages) emailTemplatePage(x *web.Exchange, who store.Staff, language string, form *web.Form) (*emailTemplatePage, error) {
	kind, err := store.EmailKindOf(x.R.PathValue("kind"))
	if err != nil {
		return nil, err
	}
	view := &emailTemplatePage{settingsPage: p.settingsPage(x, who, "templates", form), Kind: kind, About: aboutEmail(kind.Name)}
	if view.Language, err = p.templateLanguage(kind, language); err != nil {
		return nil, err
	}
	own, err := p.Store.EmailTemplates(x.Context())
	if err != nil {
		return nil, err
	}
	var words store.EmailWords
	words, view.Own = own.Words(kind.Name, view.Language)
	if form == nil {
		if view.Form, err = p.templateForm(kind.Name, view.Language, words); err != nil {
			return nil, err
		}
	}
	for _, name := range store.MergeFields(kind.Name) {
		view.Fields = append(view.Fields, store.FieldValue{Name: name, Value: fieldSays(kind.Name, name)})
	}
	view.addLanguages(p.Letters.Languages(), own)
	ready, err := p.mailReady(x)
	view.NoMail = !ready
	return view, err
}

// templateLanguage is the language whose words are meant: the studio's own, when
// none is named; ErrNotFound for one without words.
func (p *Pages) templateLanguage(kind store.EmailKind, named string) (string, error) {
	languages := p.Letters.Languages()
	switch {
	case kind.ToStudio && named == "":
		return "", nil
	case kind.ToStudio:
		return "", store.ErrNotFound
	case named == "":
		return languages[0], nil
	case !slices.Contains(languages, named):
		return "", store.ErrNotFound
	}
	return named, nil
}

// templateForm holds the studio's own words, and the usual where it has none.
func (p *Pages) templateForm(kind, language string, own store.EmailWords) (*web.Form, error) {
	usual, err := p.Letters.Usual(kind, language)
	if err != nil {
		return nil, err
	}
	form := web.NewForm("subject", usual.Subject, "body", usual.Body, "button", usual.Button, "language", language)
	for name, words := range map[string]string{"subject": own.Subject, "body": own.Body, "button": own.Button} {
		if words != "" {
			form.Values.Set(name, words)
		}
	}
	return form, nil
}

func (v *emailTemplatePage) addLanguages(languages []string, own store.EmailTemplates) {
	if v.Kind.ToStudio || len(languages) < 2 {
		return
	}
	for _, language := range languages {
		_, has := own.Words(v.Kind.Name, language)
		v.Languages = append(v.Languages, languageLink{store.LanguageName(language), templateLink(v.Kind.Name, language), language == v.Language, has})
	}
}

// typed is the template as the form has it.
func (v *emailTemplatePage) typed() store.EmailTemplate {
	return store.EmailTemplate{Kind: v.Kind.Name, Language: v.Language,
		EmailWords: store.EmailWords{Subject: v.Form.Get("subject"), Body: v.Form.Get("body"), Button: v.Form.Get("button")}}
}

// show puts the email as the form words it beside the form.
func (p *Pages) show(x *web.Exchange, view *emailTemplatePage) (err error) {
	view.Sheet, view.To, err = p.Letters.Preview(x.Context(), view.typed())
	if errors.As(err, new(*store.Invalid)) {
		return nil // said beside the field when it is saved
	}
	return err
}

func (p *Pages) emailTemplate(x *web.Exchange, who store.Staff) error {
	view, err := p.emailTemplatePage(x, who, x.R.URL.Query().Get("language"), nil)
	if err != nil {
		return err
	}
	if err := p.show(x, view); err != nil {
		return err
	}
	return x.Show("studio/settings-template", "", view)
}

// templateTyped is the page of a form that was sent.
func (p *Pages) templateTyped(x *web.Exchange, who store.Staff) (*emailTemplatePage, error) {
	form, err := x.Form()
	if err != nil {
		return nil, err
	}
	view, err := p.emailTemplatePage(x, who, form.Get("language"), form)
	if err != nil {
		return nil, err
	}
	return view, p.show(x, view)
}

func (p *Pages) emailTemplatePreview(x *web.Exchange, who store.Staff) error {
	view, err := p.templateTyped(x, who)
	if err != nil {
		return err
	}
	return x.Show("studio/settings-template", "template-mail", view)
}

func (p *Pages) saveEmailTemplate(x *web.Exchange, who store.Staff) error {
	view, err := p.templateTyped(x, who)
	if err != nil {
		return err
	}
	usual, err := p.Letters.Usual(view.Kind.Name, view.Language)
	if err != nil {
		return err
	}
	if err = view.Form.Unread(); err == nil {
		err = p.Store.SaveEmailTemplate(x.Context(), who, view.typed(), usual)
	}
	if err == nil {
		return saved(x, "Saved. What was sent stays as it was.", view.Here())
	}
	return x.Again(err, view.Form, "studio/settings-template", "", view)
}

// tryEmailTemplate sends the email of the form to whoever fills it in.
func (p *Pages) tryEmailTemplate(x *web.Exchange, who store.Staff) error {
	view, err := p.templateTyped(x, who)
	if err != nil {
		return err
	}
	if err = view.Form.Unread(); err == nil {
		err = view.typed().Check()
	}
	if err == nil && view.NoMail {
		return p.templateTried(x, view, trial{Kind: "warn", Text: "No mail server is set up, so no test can go.", SetUp: true})
	}
	if err == nil {
		err = p.Store.Allow(x.Context(), "test mail", testMails, time.Hour)
	}
	if err != nil {
		view.Trial = &trial{Kind: "bad", Text: "The test was not sent."}
		return x.Again(err, view.Form, "studio/settings-template", "trial", view)
	}
	message, err := p.Letters.Trial(x.Context(), view.typed(), who, view.Here())
	if err != nil {
		return err
	}
	said, err := p.sendTrial(x.Context(), message)
	if err != nil {
		return err
	}
	return p.templateTried(x, view, said)
}

func (p *Pages) templateTried(x *web.Exchange, view *emailTemplatePage, t trial) error {
	view.Trial = &t
	status := http.StatusOK
	if t.Kind != "ok" {
		status = http.StatusConflict
	}
	return x.Reply(status, "studio/settings-template", "trial", view)
}

func (p *Pages) emailTemplateRemoval(x *web.Exchange, who store.Staff) error {
	view, err := p.emailTemplatePage(x, who, x.R.URL.Query().Get("language"), nil)
	if err != nil {
		return err
	}
	if !view.Own {
		return x.Go(view.Here())
	}
	text := "Your own subject, words and button of this email are thrown away, and Anteroom’s take their place. What was sent stays as it was."
	return x.Show("studio/confirm", "", confirmPage{Frame: view.Frame, Title: "Reset “" + view.About.Name + "”" + view.inLanguage() + "?", Text: text,
		Action: view.Path() + "/removal", Name: "language", Value: view.Language, Button: "Reset to default", Back: view.Here()})
}

// inLanguage names the language where there are several.
func (v *emailTemplatePage) inLanguage() string {
	if len(v.Languages) == 0 {
		return ""
	}
	return " in " + store.LanguageName(v.Language)
}

func (p *Pages) resetEmailTemplate(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	view, err := p.emailTemplatePage(x, who, form.Get("language"), nil)
	if err != nil {
		return err
	}
	if err := p.Store.ResetEmailTemplate(x.Context(), who, view.Kind.Name, view.Language); err != nil {
		return err
	}
	return saved(x, "This email has Anteroom’s words again.", view.Here())
}
