package store

import (
	"context"
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"anteroom/store/money"
)

// Setup is the first run: the studio and its owner.
type Setup struct {
	Studio   string // name, as clients say it
	Country  string // ISO 3166-1 alpha-2
	Currency string
	Locale   string
	TimeZone string
	TaxName  string
	TaxRates []money.Rate // the first is the default; none: no tax is charged
	Owner    string       // name
	Email    string
	Password string
	BaseURL  string
	Practice bool // a sample studio: no money moves
}

// minPassword is the least length of a password, in characters (NIST SP 800-63B
// asks for 15 where it stands alone; ours stands behind a limit of tries).
const minPassword = 12

// passwordLimit is how much of a password is hashed at most, in bytes.
const passwordLimit = 800

// setupLife is how long the link of the first run opens the setup.
const setupLife = 24 * time.Hour

// NewSetupToken makes the token of the first run's link; an earlier one ends.
// It is refused once the studio is set up.
func (s *Store) NewSetupToken(ctx context.Context) (token string, err error) {
	if s.IsSetUp() {
		return "", refuse("refused.set_up_already")
	}
	token = newToken()
	return token, s.write(ctx, "make a setup link", func(t *tx) error {
		if _, err := t.exec("DELETE FROM pass WHERE purpose = 'setup'"); err != nil {
			return err
		}
		_, err := t.exec("INSERT INTO pass (purpose, token_hash, created_at, expires_at) VALUES ('setup', ?, ?, ?)",
			hashToken(token), ms(t.now), ms(t.now.Add(setupLife)))
		return err
	})
}

// CheckSetupToken tells whether a setup link still opens the setup: nil, or
// ErrNotFound.
func (s *Store) CheckSetupToken(ctx context.Context, token string) error {
	if s.IsSetUp() {
		return ErrNotFound
	}
	_, err := one(ctx, s.reader, value[int64], "SELECT id FROM pass WHERE purpose = 'setup' AND token_hash = ? AND expires_at > ? AND used_at IS NULL",
		hashToken(token), ms(s.Now()))
	return err
}

// SetUp ends the first run: it uses up the setup link, makes the studio, its
// tax rates and its owner, and signs the owner in. The answer is the token of
// that session.
func (s *Store) SetUp(ctx context.Context, token string, v Setup, visit Visit) (session string, err error) {
	if err := s.CheckSetupToken(ctx, token); err != nil {
		return "", err
	}
	if err := v.check(); err != nil {
		return "", err
	}
	hash, err := s.hashing.hash(ctx, v.Password)
	if err != nil {
		return "", err
	}
	err = s.write(ctx, "set up the studio", func(t *tx) error {
		if err := t.update("UPDATE pass SET used_at = ? WHERE purpose = 'setup' AND token_hash = ? AND expires_at > ? AND used_at IS NULL",
			ms(t.now), hashToken(token), ms(t.now)); err != nil {
			return err
		}
		if err := t.insertStudio(v); err != nil {
			return err
		}
		owner, err := t.insert("INSERT INTO staff (name, email, password_hash, role, created_at) VALUES (?, ?, ?, 'owner', ?)",
			v.Owner, v.Email, hash, ms(t.now))
		if err != nil {
			return err
		}
		session, err = t.startSession(owner, 0, visit)
		return err
	})
	if err != nil {
		return "", err
	}
	return session, s.refreshStudio(ctx)
}

func (t *tx) insertStudio(v Setup) error {
	if _, err := t.exec(`INSERT INTO studio (id, name, country, currency, locale, time_zone, tax_name, email, base_url, practice, created_at, updated_at)
		VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, v.Studio, v.Country, v.Currency, v.Locale, v.TimeZone, v.TaxName, v.Email,
		v.BaseURL, v.Practice, ms(t.now), ms(t.now)); err != nil {
		return err
	}
	rates := v.TaxRates
	if len(rates) == 0 {
		rates = []money.Rate{0}
	}
	for i, rate := range rates {
		category := money.Standard
		if rate == 0 {
			category = money.ZeroRated
		}
		if len(v.TaxRates) == 0 {
			category = money.OutOfScope
		}
		if _, err := t.exec("INSERT INTO tax_rate (name, rate, category, is_default, position) VALUES ('', ?, ?, ?, ?)",
			rate, category, i == 0, i); err != nil {
			return err
		}
	}
	for _, step := range usualSteps {
		step.From = DateOf(t.now)
		if err := t.insertReminderStep(step); err != nil {
			return err
		}
	}
	return nil
}

func (v *Setup) check() error {
	var invalid Invalid
	invalid.required("studio", v.Studio, 200)
	invalid.required("owner", v.Owner, 200)
	invalid.email("email", v.Email)
	invalid.password("password", v.Password)
	invalid.atMost("tax_name", v.TaxName, 30)
	invalid.place(v.Country, v.Currency, v.Locale, v.TimeZone)
	return invalid.OrNil()
}

// place notes what is none of the countries, currencies, languages and zones.
func (e *Invalid) place(country, currency, locale, zone string) {
	if _, known := CountryOf(country); !known {
		e.Add("country", Say("invalid.choice"))
	}
	if !money.Known(currency) || currency == "" {
		e.Add("currency", Say("invalid.choice"))
	}
	if !IsLocale(locale) {
		e.Add("locale", Say("invalid.choice"))
	}
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		e.Add("time_zone", Say("invalid.choice"))
	}
}

// required notes a missing or overlong text of at most most characters.
func (e *Invalid) required(field, s string, most int) {
	if strings.TrimSpace(s) == "" {
		e.Add(field, Say("invalid.required"))
	}
	e.atMost(field, s, most)
}

// atMost notes a text of more than most characters, or one that is not UTF-8.
func (e *Invalid) atMost(field, s string, most int) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		e.Add(field, Say("invalid.text"))
	}
	if utf8.RuneCountInString(s) > most {
		e.Add(field, Say("invalid.too_long", "max", most))
	}
}

// email notes what is not one plain address (RFC 5321: at most 254 bytes).
func (e *Invalid) email(field, s string) {
	a, err := mail.ParseAddress(s)
	if s == "" {
		e.Add(field, Say("invalid.required"))
	} else if err != nil || a.Address != s || len(s) > 254 || !strings.Contains(s[strings.LastIndexByte(s, '@'):], ".") {
		e.Add(field, Say("invalid.email"))
	}
}

// password notes a password that is too short or too long to hash.
func (e *Invalid) password(field, s string) {
	switch n := utf8.RuneCountInString(s); {
	case n < minPassword:
		e.Add(field, Say("invalid.password", "min", minPassword))
	case len(s) > passwordLimit:
		e.Add(field, Say("invalid.too_long", "max", passwordLimit/4))
	}
}
