package handlers

import (
	"context"
	"errors"

	"anteroom/handlers/mail"
	"anteroom/handlers/pay"
	"anteroom/handlers/studio"
	"anteroom/store"
)

// mailSettings are the settings in force: the environment's where it names a
// server, else the studio's. ok is false when there are none.
func (s *Server) mailSettings(ctx context.Context) (settings mail.Settings, ok bool, err error) {
	house := s.store.Studio()
	if settings = s.config.SMTP; settings.Host == "" {
		kept, err := s.store.MailSettings(ctx)
		if errors.Is(err, store.ErrNotFound) {
			return settings, false, nil
		}
		if err != nil {
			return settings, false, err
		}
		settings = mail.Settings{Host: kept.Host, Port: kept.Port, Username: kept.Username, Password: kept.Password,
			From: kept.From, TLS: mail.TLS(kept.TLS)}
	}
	settings.FromName = house.Name
	if house.Email != "" && house.Email != settings.From {
		settings.ReplyTo = house.Email
	}
	return settings.Complete(), true, nil
}

// paySettings are the Stripe settings in force, field by field: the
// environment's where it sets one, else the studio's.
func (s *Server) paySettings(ctx context.Context) (pay.Settings, error) {
	settings := s.config.Stripe
	kept, err := s.store.StripeSettings(ctx)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return settings, err
	}
	if settings.SecretKey == "" {
		settings.SecretKey, settings.Account = kept.SecretKey, kept.Account
	}
	if settings.WebhookSecret == "" {
		settings.WebhookSecret = kept.WebhookSecret
	}
	return settings, nil
}

// inForce is what the settings' pages are told of the settings that hold.
func (s *Server) inForce() studio.InForce {
	return studio.InForce{Mail: s.mailSettings, Pay: s.paySettings, MailGiven: s.config.SMTP.Host != "",
		KeyGiven: s.config.Stripe.SecretKey != "", WebhookGiven: s.config.Stripe.WebhookSecret != "",
		WebhookURL: func() string { return s.BaseURL() + "/webhooks/stripe" }}
}
