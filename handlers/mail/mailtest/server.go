// Package mailtest runs a real SMTP server inside a test: it speaks STARTTLS or TLS
// with a certificate of its own, asks for a password, keeps what it is given, and
// fails on demand in the ways that real servers do.
package mailtest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"anteroom/handlers/mail"
)

// Username and Password are what the server accepts.
const (
	Username = "studio@mail.test"
	Password = "correct horse"
)

// Reply is what the server says instead of yes, such as {550, "5.1.1", "No such user"}.
type Reply struct {
	Code     int
	Enhanced [3]int
	Words    string
}

// The replies that tests ask for most.
var (
	// NoSuchUser is final, about one recipient.
	NoSuchUser = Reply{550, [3]int{5, 1, 1}, "The email account that you tried to reach does not exist"}
	// TryLater is temporary.
	TryLater = Reply{451, [3]int{4, 7, 1}, "Greylisted, please try again later"}
	// BadPassword is what Gmail says.
	BadPassword = Reply{535, [3]int{5, 7, 8}, "Username and Password not accepted"}
)

func (r Reply) err() error {
	return &smtp.SMTPError{Code: r.Code, EnhancedCode: smtp.EnhancedCode(r.Enhanced), Message: r.Words}
}

// Server is a running SMTP server. Its methods may be called from any goroutine.
type Server struct {
	Host string // "127.0.0.1"
	Port int

	mode  mail.TLS
	auth  bool
	roots *x509.CertPool
	inner *smtp.Server

	mu       sync.Mutex
	messages []Message
	arrived  chan struct{} // closed and renewed at each arrival
	faults   faults
	logins   int
	dials    int
}

// faults are the knobs, each of them off by default.
type faults struct {
	login, sender, recipient, accept *Reply
	recipients                       map[string]Reply
	dropAfterData                    int
	delay                            time.Duration
}

// Option sets up a server before it starts.
type Option func(*Server)

// Mode chooses how the server is protected: mail.StartTLS (the default),
// mail.Implicit, or mail.None, which offers no STARTTLS at all.
func Mode(mode mail.TLS) Option { return func(s *Server) { s.mode = mode } }

// NoAuth makes a server that asks for no password and offers no sign-in.
func NoAuth() Option { return func(s *Server) { s.auth = false } }

// New starts a server on a free port of the loopback; it ends with the test.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	s := &Server{Host: "127.0.0.1", mode: mail.StartTLS, auth: true, arrived: make(chan struct{})}
	for _, option := range options {
		option(s)
	}
	certificate, roots := newCertificate(t)
	s.roots = roots
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	s.Port = listener.Addr().(*net.TCPAddr).Port
	s.inner = smtp.NewServer(smtp.BackendFunc(s.newSession))
	s.inner.Domain = "mail.test"
	s.inner.EnableSMTPUTF8 = true
	s.inner.ErrorLog = log.New(io.Discard, "", 0)
	s.inner.AllowInsecureAuth = s.mode == mail.None
	switch s.mode {
	case mail.StartTLS:
		s.inner.TLSConfig = config
	case mail.Implicit:
		listener = tls.NewListener(listener, config)
	}
	done := make(chan error, 1)
	go func() { done <- s.inner.Serve(listener) }()
	t.Cleanup(func() {
		if err := s.inner.Close(); err != nil {
			t.Errorf("close mail server: %v", err)
		}
		if err := <-done; err != nil {
			t.Errorf("mail server: %v", err)
		}
	})
	return s
}

// Settings are those that reach this server, from studio@mail.test.
func (s *Server) Settings() mail.Settings {
	settings := mail.Settings{Host: s.Host, Port: s.Port, From: Username, FromName: "Alder & Rowe", TLS: s.mode}
	if s.auth {
		settings.Username, settings.Password = Username, Password
	}
	return settings
}

// Roots trusts the server's certificate, for mail.WithRoots.
func (s *Server) Roots() *x509.CertPool { return s.roots }

// Sender is ready to send to this server.
func (s *Server) Sender(options ...mail.Option) *mail.Sender {
	return mail.New(s.Settings(), append([]mail.Option{mail.WithRoots(s.roots)}, options...)...)
}

// Environment names this server in the variables that the program reads. The
// program will trust the certificate only if told to: use Mode(mail.None).
func (s *Server) Environment() map[string]string {
	settings := s.Settings()
	return map[string]string{
		"ANTEROOM_SMTP_HOST": settings.Host, "ANTEROOM_SMTP_PORT": itoa(settings.Port),
		"ANTEROOM_SMTP_USERNAME": settings.Username, "ANTEROOM_SMTP_PASSWORD": settings.Password,
		"ANTEROOM_SMTP_FROM": settings.From, "ANTEROOM_SMTP_TLS": string(settings.TLS),
	}
}

// RefuseLogin answers the next sign-ins with reply.
func (s *Server) RefuseLogin(reply Reply) { s.set(func(f *faults) { f.login = &reply }) }

// RefuseSender answers MAIL with reply.
func (s *Server) RefuseSender(reply Reply) { s.set(func(f *faults) { f.sender = &reply }) }

// RefuseRecipients answers every RCPT with reply.
func (s *Server) RefuseRecipients(reply Reply) { s.set(func(f *faults) { f.recipient = &reply }) }

// RefuseRecipient answers RCPT for one address with reply.
func (s *Server) RefuseRecipient(address string, reply Reply) {
	s.set(func(f *faults) {
		if f.recipients == nil {
			f.recipients = map[string]Reply{}
		}
		f.recipients[address] = reply
	})
}

// RefuseContent answers the end of DATA with reply.
func (s *Server) RefuseContent(reply Reply) { s.set(func(f *faults) { f.accept = &reply }) }

// DropAfterData takes the next n messages and cuts the connection without an answer.
func (s *Server) DropAfterData(n int) { s.set(func(f *faults) { f.dropAfterData = n }) }

// Slow waits this long before it answers MAIL.
func (s *Server) Slow(d time.Duration) { s.set(func(f *faults) { f.delay = d }) }

// Heal forgets all faults.
func (s *Server) Heal() { s.set(func(f *faults) { *f = faults{} }) }

func (s *Server) set(change func(*faults)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.faults)
}

// Logins and Connections count since the start.
func (s *Server) Logins() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logins
}

// Connections counts those that came as far as EHLO (twice with STARTTLS).
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dials
}

// Messages are all that were taken, in their order.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.messages)
}

// WaitFor gives the first message, past or to come, to this address and with this
// text in its subject (empty: any). It fails the test after five seconds.
func (s *Server) WaitFor(t testing.TB, to, subject string) Message {
	t.Helper()
	timeout := time.After(5 * time.Second)
	for {
		s.mu.Lock()
		arrived, messages := s.arrived, slices.Clone(s.messages)
		s.mu.Unlock()
		for _, m := range messages {
			if m.isFor(to, subject) {
				return m
			}
		}
		select {
		case <-arrived:
		case <-timeout:
			t.Fatalf("no mail to %q with %q in its subject; there were %v", to, subject, subjects(messages))
		}
	}
}

func (s *Server) newSession(conn *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dials++
	session := &session{server: s, conn: conn.Conn()}
	if !s.auth {
		return session, nil
	}
	return &signedSession{session}, nil
}

// session is one client's connection.
type session struct {
	server   *Server
	conn     net.Conn
	signedIn bool
	from, to string
}

// signedSession is one that offers AUTH.
type signedSession struct{ *session }

func (s *signedSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *signedSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		s.server.logins++
		switch {
		case s.server.faults.login != nil:
			return s.server.faults.login.err()
		case username != Username || password != Password:
			return BadPassword.err()
		}
		s.signedIn = true
		return nil
	}), nil
}

func (s *signedSession) Mail(from string, options *smtp.MailOptions) error {
	if !s.signedIn {
		return Reply{530, [3]int{5, 7, 0}, "Authentication Required"}.err()
	}
	return s.session.Mail(from, options)
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	f := s.server.now()
	time.Sleep(f.delay)
	if f.sender != nil {
		return f.sender.err()
	}
	s.from = from
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	f := s.server.now()
	if f.recipient != nil {
		return f.recipient.err()
	}
	if reply, ok := f.recipients[to]; ok {
		return reply.err()
	}
	s.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	f := s.server.now()
	if f.accept != nil {
		return f.accept.err()
	}
	drop, err := s.server.keep(s.from, s.to, bytes.Clone(raw))
	if err != nil {
		return err
	}
	if drop {
		return s.conn.Close()
	}
	return nil
}

func (s *session) Reset()        { s.from, s.to = "", "" }
func (s *session) Logout() error { return nil }

func (s *Server) now() faults {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults
}

// keep stores a message and tells whether to cut the connection.
func (s *Server) keep(from, to string, raw []byte) (bool, error) {
	m, err := parse(from, to, raw)
	if err != nil {
		return false, Reply{554, [3]int{5, 6, 0}, "Malformed message: " + err.Error()}.err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = append(s.messages, m)
	close(s.arrived)
	s.arrived = make(chan struct{})
	if s.faults.dropAfterData > 0 {
		s.faults.dropAfterData--
		return true, nil
	}
	return false, nil
}
