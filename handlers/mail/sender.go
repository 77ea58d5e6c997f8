package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"os"
	"strings"
	"time"
)

// Sender sends messages with one set of settings. It may be used by several
// goroutines at once; each Send has a connection of its own.
type Sender struct {
	settings Settings
	timeout  time.Duration
	hello    string
	roots    *x509.CertPool // nil: those of the system
	now      func() time.Time
}

// Option changes a Sender from its defaults.
type Option func(*Sender)

// WithTimeout limits the whole time of one message, from looking up the server to
// its answer. The default is 30 seconds.
func WithTimeout(d time.Duration) Option { return func(s *Sender) { s.timeout = d } }

// WithRoots trusts these certificate authorities instead of the system's: for tests
// with a certificate of their own.
func WithRoots(pool *x509.CertPool) Option { return func(s *Sender) { s.roots = pool } }

// WithClock sets the clock that dates messages without a Date of their own.
func WithClock(now func() time.Time) Option { return func(s *Sender) { s.now = now } }

// New makes a sender. It does not look at the network and refuses no settings:
// Settings.Check comes first, and what it cannot see is told by Send.
func New(settings Settings, options ...Option) *Sender {
	s := &Sender{settings: settings.Complete(), timeout: 30 * time.Second, now: time.Now}
	s.hello = helloName(s.settings.From)
	for _, option := range options {
		option(s)
	}
	return s
}

// helloName is how we introduce ourselves (RFC 5321, 4.1.1.1): this machine's full
// name if it has one, else the sender's domain, since servers refuse bare names.
func helloName(from string) string {
	if host, err := os.Hostname(); err == nil && strings.Contains(host, ".") {
		if ascii, err := asciiDomain(host); err == nil {
			return ascii
		}
	}
	if address, err := parseAddress(from); err == nil {
		return address[strings.LastIndexByte(address, '@')+1:]
	}
	return "localhost"
}

// Send delivers one message to the server. nil means that the server has taken it;
// any error is a *Failure.
func (s *Sender) Send(ctx context.Context, m Message) error {
	_, err := s.Try(ctx, m)
	return err
}

// Try is Send that also gives the server's own words on taking the message, such as
// "250 2.0.0 Ok: queued as 4F1", to show after a test email.
func (s *Sender) Try(ctx context.Context, m Message) (string, error) {
	session := s.Session()
	defer session.Close()
	return session.deliver(ctx, m)
}

// Session sends several messages over one connection, one after the other.
func (s *Sender) Session() *Session { return &Session{sender: s} }

func (s *Sender) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: s.settings.Host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
}
