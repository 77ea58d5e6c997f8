package studio

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"anteroom/handlers/mail"
	"anteroom/handlers/pay"
	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

// mailPage is how email is sent.
type mailPage struct {
	settingsPage
	Presets []templates.Option
	Help    string // of the chosen provider
	Modes   []templates.Option
	Set     bool          // there are settings in force
	Kept    bool          // the studio has saved some, with a password
	Given   bool          // by the environment
	InForce mail.Settings // what the environment gives
	Failure *mail.Failure // of a test email
}

// PasswordHelp says what becomes of an empty password.
func (m mailPage) PasswordHelp() string {
	if m.Kept {
		return "Leave it empty to keep the one that is saved."
	}
	return ""
}

func (p *Pages) mailPage(x *web.Exchange, who store.Staff, form *web.Form) (mailPage, error) {
	settings, set, err := p.Settings.Mail(x.Context())
	if err != nil {
		return mailPage{}, err
	}
	kept, err := p.Store.MailSettings(x.Context())
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return mailPage{}, err
	}
	page := mailPage{settingsPage: p.settingsPage(x, who, "email", form), Presets: presets(), Modes: tlsModes(), Set: set,
		Kept: kept.Password != "", Given: p.Settings.MailGiven, InForce: settings}
	if page.Form == nil {
		page.Form = mailForm(kept, who)
	}
	page.Help = applyPreset(page.Form)
	return page, nil
}

func mailForm(kept store.MailSettings, who store.Staff) *web.Form {
	preset := presetOf(kept.Host)
	if kept.Host == "" {
		kept = store.MailSettings{Port: 587, TLS: string(mail.StartTLS), From: who.Email, Username: who.Email}
	}
	return web.NewForm("preset", preset, "preset_for", preset, "host", kept.Host, "port", strconv.Itoa(kept.Port),
		"username", kept.Username, "from", kept.From, "tls", kept.TLS)
}

// presetOf is the provider whose server this is: one's own, when nobody else's.
func presetOf(host string) (name string) {
	if host == "" {
		return ""
	}
	for _, known := range mail.Presets() {
		if known.Host == host || known.Host == "" && name == "" {
			name = known.Name
		}
	}
	return name
}

func presets() []templates.Option {
	list := []templates.Option{{Label: "Choose your provider"}}
	for _, known := range mail.Presets() {
		list = append(list, templates.Option{Value: known.Name, Label: known.Name})
	}
	return list
}

func tlsModes() []templates.Option {
	return []templates.Option{
		{Value: string(mail.StartTLS), Label: "STARTTLS, port 587"},
		{Value: string(mail.Implicit), Label: "TLS, port 465"},
		{Value: string(mail.None), Label: "None, in clear"},
	}
}

// applyPreset fills in what is known of a provider that has just been chosen,
// and gives its help.
func applyPreset(form *web.Form) string {
	for _, known := range mail.Presets() {
		if known.Name != form.Get("preset") {
			continue
		}
		if form.Get("preset_for") != known.Name {
			form.Values.Set("preset_for", known.Name)
			form.Values.Set("host", known.Host)
			form.Values.Set("port", strconv.Itoa(known.Port))
			form.Values.Set("tls", string(known.TLS))
			if known.Username != "" {
				form.Values.Set("username", known.Username)
			}
		}
		return known.Help
	}
	return ""
}

const mailPath = "/studio/settings/email"

// mailSettings shows the form; with a provider in the address, as it is when
// that one has been chosen.
func (p *Pages) mailSettings(x *web.Exchange, who store.Staff) error {
	var form *web.Form
	if x.R.URL.Query().Has("preset") {
		typed, err := x.Form()
		if err != nil {
			return err
		}
		typed.Values.Del("password")
		form = typed
	}
	page, err := p.mailPage(x, who, form)
	if err != nil {
		return err
	}
	return x.Show("studio/settings-email", "mail-fields", page)
}

func (p *Pages) saveMail(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	if form.Has("do", "preset") || form.Get("preset") != form.Get("preset_for") && form.Get("preset") != "" {
		page, err := p.mailPage(x, who, form)
		if err != nil {
			return err
		}
		return x.Show("studio/settings-email", "", page)
	}
	if err = p.keepMail(x, who, form); err == nil {
		return saved(x, "Saved. Send yourself a test email to see that it works.", mailPath)
	}
	page, wrong := p.mailPage(x, who, form)
	if wrong != nil {
		return wrong
	}
	return x.Again(err, form, "studio/settings-email", "", page)
}

func (p *Pages) keepMail(x *web.Exchange, who store.Staff, form *web.Form) error {
	v := mailOf(x, form)
	if err := form.Unread(); err != nil {
		return err
	}
	return p.Store.SaveMail(x.Context(), who, v)
}

func mailOf(x *web.Exchange, form *web.Form) store.MailSettings {
	return store.MailSettings{Host: form.Get("host"), Port: x.Whole(form, "port"), Username: form.Get("username"),
		Password: form.Get("password"), From: form.Get("from"), TLS: form.Get("tls")}
}

func (p *Pages) removeMail(x *web.Exchange, who store.Staff) error {
	if err := p.Store.ForgetMail(x.Context(), who); err != nil {
		return err
	}
	return saved(x, "The settings are gone. Emails wait until there are others.", mailPath)
}

// testMails is how many test emails may be sent in an hour.
const testMails = 30

// sendTestMail sends one email with the settings in force, and shows what the
// server said.
func (p *Pages) sendTestMail(x *web.Exchange, who store.Staff) error {
	settings, set, err := p.Settings.Mail(x.Context())
	if err != nil {
		return err
	}
	if !set {
		return x.Go(mailPath)
	}
	if err := p.Store.Allow(x.Context(), "test mail", testMails, time.Hour); err != nil {
		return err
	}
	said, err := mail.New(settings, p.Settings.Options...).Try(x.Context(), p.testMail(settings, who))
	var failure *mail.Failure
	if errors.As(err, &failure) {
		return p.testFailed(x, who, failure)
	}
	if err != nil {
		return err
	}
	return saved(x, "The server took it for "+who.Email+" and said: "+said+". Look in your inbox.", mailPath)
}

func (p *Pages) testMail(settings mail.Settings, who store.Staff) mail.Message {
	name := p.Store.Studio().Name
	return mail.Message{MessageID: mail.NewMessageID(settings.From), To: who.Email, ToName: who.Name,
		Subject: "A test of " + name + "’s email", Date: p.Store.Now(), AutoSubmitted: true, Lang: "en",
		Text: "It works: this is a test from the settings of " + name + ".\n\nYour clients’ emails go the same way.\n"}
}

func (p *Pages) testFailed(x *web.Exchange, who store.Staff, failure *mail.Failure) error {
	page, err := p.mailPage(x, who, nil)
	if err != nil {
		return err
	}
	page.Failure = failure
	return x.Reply(http.StatusBadGateway, "studio/settings-email", "", page)
}

// statusOf is the status of an answer that tells of Stripe's.
func statusOf(failure *pay.Error) int {
	if failure.Temporary() {
		return http.StatusBadGateway
	}
	return http.StatusUnprocessableEntity
}
