package store

import "context"

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
	return one(ctx, s.reader, func(row scanner, v *MailSettings) error {
		return row.Scan(&v.Host, &v.Port, &v.Username, &v.Password, &v.From, &v.TLS)
	}, "SELECT host, port, username, password, from_email, tls FROM mail_settings")
}

// StripeSettings are the keys of the studio's Stripe account.
type StripeSettings struct {
	SecretKey     string
	Account       string // a connected account's id, or empty
	WebhookSecret string
}

// StripeSettings are the stored settings; ErrNotFound when there are none.
func (s *Store) StripeSettings(ctx context.Context) (StripeSettings, error) {
	return one(ctx, s.reader, func(row scanner, v *StripeSettings) error {
		return row.Scan(&v.SecretKey, &v.Account, &v.WebhookSecret)
	}, "SELECT secret_key, account, webhook_secret FROM stripe_settings")
}
