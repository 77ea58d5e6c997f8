package store

import (
	"context"
	"errors"
	"strings"
)

// MailSettings are how the studio's mail server is reached.
type MailSettings struct {
	Host               string
	Port               int
	Username, Password string
	From               string // address
	TLS                string // 'starttls', 'tls', 'none'
}

// MailSettings are the stored settings; ErrNotFound when there are none.
func (s *Store) MailSettings(ctx context.Context) (MailSettings, error) {
	return one(ctx, s.reader, scanMailSettings, mailSettingsQuery)
}

const mailSettingsQuery = "SELECT host, port, username, password, from_email, tls FROM mail_settings"

func scanMailSettings(row scanner, v *MailSettings) error {
	return row.Scan(&v.Host, &v.Port, &v.Username, &v.Password, &v.From, &v.TLS)
}

// SaveMail keeps how mail is sent. An empty password keeps the one that is
// there, as long as server and user name stay the same. What waits in the outbox
// is tried at once.
func (s *Store) SaveMail(ctx context.Context, _ Staff, v MailSettings) error {
	return s.write(ctx, "save mail settings", func(t *tx) error { return t.keepMail(v) })
}

func (t *tx) keepMail(v MailSettings) error {
	var invalid Invalid
	v.check(&invalid)
	kept, err := one(t.ctx, t, scanMailSettings, mailSettingsQuery)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if v.Password == "" && kept.Host == v.Host && kept.Username == v.Username {
		v.Password = kept.Password
	}
	if v.Username != "" && v.Password == "" {
		invalid.Add("password", Say("invalid.required"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	if _, err = t.exec(`INSERT INTO mail_settings (id, host, port, username, password, from_email, tls, at) VALUES (1, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, username = excluded.username,
			password = excluded.password, from_email = excluded.from_email, tls = excluded.tls, at = excluded.at`,
		v.Host, v.Port, v.Username, v.Password, v.From, v.TLS, ms(t.now)); err != nil {
		return err
	}
	t.mailed = true
	_, err = t.exec("UPDATE outbox SET next_at = ? WHERE state = 'queued' AND error <> ''", ms(t.now))
	return err
}

// SaveOutside keeps both settings of the first run at once, or neither; nil is
// what was left out.
func (s *Store) SaveOutside(ctx context.Context, _ Staff, mail *MailSettings, stripe *StripeSettings) error {
	return s.write(ctx, "save the settings of the first run", func(t *tx) error {
		if mail != nil {
			if err := t.keepMail(*mail); err != nil {
				return err
			}
		}
		if stripe != nil {
			return t.keepStripe(*stripe)
		}
		return nil
	})
}

func (v *MailSettings) check(invalid *Invalid) {
	invalid.required("host", v.Host, 253)
	if strings.ContainsAny(v.Host, "/: @") && strings.Count(v.Host, ":") < 2 {
		invalid.Add("host", Say("invalid.host"))
	}
	if v.Port < 1 || v.Port > 65535 {
		invalid.Add("port", Say("invalid.port"))
	}
	invalid.atMost("username", v.Username, 320)
	invalid.atMost("password", v.Password, 500)
	invalid.email("from", v.From)
	if v.TLS != "starttls" && v.TLS != "tls" && v.TLS != "none" {
		invalid.Add("tls", Say("invalid.choice"))
	}
	if v.Username == "" && v.Password != "" {
		invalid.Add("username", Say("invalid.required"))
	}
}

// ForgetMail removes the stored settings: mail waits in the outbox again.
func (s *Store) ForgetMail(ctx context.Context, _ Staff) error {
	return s.write(ctx, "forget mail settings", func(t *tx) error {
		_, err := t.exec("DELETE FROM mail_settings")
		return err
	})
}
