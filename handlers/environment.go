package handlers

import (
	"fmt"
	"strconv"

	"anteroom/handlers/mail"
	"anteroom/handlers/pay"
	"anteroom/store"
)

// FromEnvironment reads the settings of mail and payment that override the
// studio's own. What cannot work is told in a plain sentence that names the
// variable and never its value.
func (c *Config) FromEnvironment(getenv func(string) string) error {
	c.Stripe = pay.Settings{SecretKey: getenv("ANTEROOM_STRIPE_SECRET_KEY"),
		WebhookSecret: getenv("ANTEROOM_STRIPE_WEBHOOK_SECRET"), API: getenv("ANTEROOM_STRIPE_API")}
	if getenv("ANTEROOM_SMTP_HOST") == "" {
		return nil
	}
	smtp := mail.Settings{Host: getenv("ANTEROOM_SMTP_HOST"), Username: getenv("ANTEROOM_SMTP_USERNAME"),
		Password: getenv("ANTEROOM_SMTP_PASSWORD"), From: getenv("ANTEROOM_SMTP_FROM"), TLS: mail.TLS(getenv("ANTEROOM_SMTP_TLS"))}
	if port := getenv("ANTEROOM_SMTP_PORT"); port != "" {
		n, err := strconv.Atoi(port)
		if err != nil {
			return store.Sentence("ANTEROOM_SMTP_PORT is not a number.")
		}
		smtp.Port = n
	}
	smtp = smtp.Complete()
	for _, wrong := range smtp.Check() {
		return store.Sentence(fmt.Sprintf("Something is wrong with ANTEROOM_SMTP_%s: %s", variable(wrong.Field), wrong.Words))
	}
	c.SMTP = smtp
	return nil
}

// variable is the end of the variable that sets a field.
func variable(field string) string {
	return map[string]string{"host": "HOST", "port": "PORT", "username": "USERNAME", "password": "PASSWORD", "from": "FROM", "tls": "TLS"}[field]
}
