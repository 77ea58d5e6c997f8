package store

import (
	"context"
	"errors"
	"regexp"
	"strings"
)

// StripeSettings are the keys of the studio's Stripe account.
type StripeSettings struct {
	SecretKey     string
	Account       string // a connected account's id, or empty
	WebhookSecret string
}

// StripeSettings are the stored settings; ErrNotFound when there are none.
func (s *Store) StripeSettings(ctx context.Context) (StripeSettings, error) {
	return one(ctx, s.reader, scanStripeSettings, stripeSettingsQuery)
}

const stripeSettingsQuery = "SELECT secret_key, account, webhook_secret FROM stripe_settings"

func scanStripeSettings(row scanner, v *StripeSettings) error {
	return row.Scan(&v.SecretKey, &v.Account, &v.WebhookSecret)
}

// SaveStripe keeps the keys of Stripe. An empty secret keeps the one that is
// there. A key of the other mode (test or live), or another connected account,
// has other webhooks: the secret that signed the old ones goes.
func (s *Store) SaveStripe(ctx context.Context, _ Staff, v StripeSettings) error {
	return s.write(ctx, "save Stripe settings", func(t *tx) error { return t.keepStripe(v) })
}

func (t *tx) keepStripe(v StripeSettings) error {
	var invalid Invalid
	v.check(&invalid)
	kept, err := one(t.ctx, t, scanStripeSettings, stripeSettingsQuery)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if v.SecretKey == "" {
		v.SecretKey = kept.SecretKey
	}
	if v.SecretKey == "" {
		invalid.Add("secret_key", Say("invalid.required"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	if v.WebhookSecret == "" && kept.SecretKey != "" && isLive(v.SecretKey) == isLive(kept.SecretKey) && v.Account == kept.Account {
		v.WebhookSecret = kept.WebhookSecret
	}
	_, err = t.exec(`INSERT INTO stripe_settings (id, secret_key, account, webhook_secret, at) VALUES (1, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET secret_key = excluded.secret_key, account = excluded.account,
			webhook_secret = excluded.webhook_secret, at = excluded.at`, v.SecretKey, v.Account, v.WebhookSecret, ms(t.now))
	return err
}

// The shapes of Stripe's keys (https://docs.stripe.com/keys).
var (
	stripeSecret  = regexp.MustCompile(`^(sk|rk)_[A-Za-z0-9_]{8,240}$`)
	stripeAccount = regexp.MustCompile(`^acct_[A-Za-z0-9]{4,60}$`)
	stripeWebhook = regexp.MustCompile(`^whsec_[A-Za-z0-9+/=_-]{8,240}$`)
)

func (v *StripeSettings) check(invalid *Invalid) {
	switch {
	case strings.HasPrefix(v.SecretKey, "pk_"):
		invalid.Add("secret_key", Say("invalid.stripe_publishable"))
	case v.SecretKey != "" && !stripeSecret.MatchString(v.SecretKey):
		invalid.Add("secret_key", Say("invalid.stripe_key"))
	}
	if v.Account != "" && !stripeAccount.MatchString(v.Account) {
		invalid.Add("account", Say("invalid.stripe_account"))
	}
	if v.WebhookSecret != "" && !stripeWebhook.MatchString(v.WebhookSecret) {
		invalid.Add("webhook_secret", Say("invalid.stripe_webhook"))
	}
}

func isLive(key string) bool { return strings.Contains(key, "_live_") }

// SaveWebhookSecret keeps the secret of a webhook that was registered with the
// key that is stored; it is refused when another key has come in between.
func (s *Store) SaveWebhookSecret(ctx context.Context, _ Staff, key, secret string) error {
	return s.write(ctx, "save the webhook's secret", func(t *tx) error {
		n, err := t.change("UPDATE stripe_settings SET webhook_secret = ?, at = ? WHERE secret_key = ?", secret, ms(t.now), key)
		if err == nil && n == 0 {
			return refuse("refused.edited_elsewhere")
		}
		return err
	})
}

// KeepWebhookSecret keeps the secret of a webhook that was registered with a key
// of the environment's, which is not stored. What is stored of keys stays.
func (s *Store) KeepWebhookSecret(ctx context.Context, _ Staff, secret string) error {
	return s.write(ctx, "keep the webhook's secret", func(t *tx) error {
		_, err := t.exec(`INSERT INTO stripe_settings (id, webhook_secret, at) VALUES (1, ?, ?)
			ON CONFLICT (id) DO UPDATE SET webhook_secret = excluded.webhook_secret, at = excluded.at`, secret, ms(t.now))
		return err
	})
}

// ForgetStripe removes the keys: no card payment can begin any more.
func (s *Store) ForgetStripe(ctx context.Context, _ Staff) error {
	return s.write(ctx, "forget Stripe settings", func(t *tx) error {
		_, err := t.exec("DELETE FROM stripe_settings")
		return err
	})
}
