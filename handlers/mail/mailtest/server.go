// Package mailtest runs a real SMTP server inside a test: it speaks STARTTLS or TLS
// with a certificate of its own, asks for a password, keeps what it is given, and
// fails on demand in the ways that real servers do.
package mailtest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"log"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailbox"
)

// Username and Password are what the server accepts.
const (
	Username = "studio@mail.test"
	Password = "correct horse"
)

// Reply is what the server says instead of yes, such as 550, {5, 1, 1}, "No such user".
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

// Message is a mail as it arrived, taken apart.
type Message = mailbox.Message

// Server is a running SMTP server. Its methods may be called from any goroutine.
type Server struct {
	Host string // "127.0.0.1"
	Port int

	mode  mail.TLS
	auth  bool
	utf8  bool
	roots *x509.CertPool
	der   []byte
	inner *smtp.Server

	mu       sync.Mutex
	messages []Message
	arrived  chan struct{} // closed and renewed at each arrival
	faults   faults
	logins   int
	open     map[net.Conn]bool
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

// NoUTF8 makes a server that takes ASCII addresses only.
func NoUTF8() Option { return func(s *Server) { s.utf8 = false } }

// New starts a server on a free port of the loopback; it ends with the test.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	s := &Server{Host: "127.0.0.1", mode: mail.StartTLS, auth: true, utf8: true, arrived: make(chan struct{}), open: map[net.Conn]bool{}}
	for _, option := range options {
		option(s)
	}
	certificate, roots := newCertificate(t)
	s.roots, s.der = roots, certificate.Certificate[0]
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	s.Port = listener.Addr().(*net.TCPAddr).Port
	s.inner = smtp.NewServer(smtp.BackendFunc(s.newSession))
	s.inner.Domain = "mail.test"
	s.inner.EnableSMTPUTF8 = s.utf8
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

// Environment names this server in the variables that the program reads, for tests
// of the built binary. SSL_CERT_FILE makes it trust this server's certificate, and no
// other.
func (s *Server) Environment(t testing.TB) map[string]string {
	t.Helper()
	settings := s.Settings()
	roots := filepath.Join(t.TempDir(), "mail.test.pem")
	if err := os.WriteFile(roots, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.der}), 0o600); err != nil {
		t.Fatalf("write certificate: %v", err)
	}
	return map[string]string{
		"SSL_CERT_FILE":      roots,
		"ANTEROOM_SMTP_HOST": settings.Host, "ANTEROOM_SMTP_PORT": strconv.Itoa(settings.Port),
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

// DropConnections cuts all connections that are open now.
func (s *Server) DropConnections() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.open {
		_ = conn.Close() // it may be gone already
	}
}

// Logins counts the sign-ins tried since the start.
func (s *Server) Logins() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logins
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
			if isFor(m, to, subject) {
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

func isFor(m Message, to, subject string) bool {
	return (to == "" || strings.EqualFold(m.EnvelopeTo, to)) && strings.Contains(m.Subject, subject)
}

func subjects(messages []Message) []string {
	var list []string
	for _, m := range messages {
		list = append(list, m.EnvelopeTo+": "+m.Subject)
	}
	return list
}

func (s *Server) newSession(conn *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	session := &session{server: s, conn: conn.Conn()}
	s.open[session.conn] = true
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
	utf8     bool
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

func (s *session) Mail(from string, options *smtp.MailOptions) error {
	f := s.server.now()
	time.Sleep(f.delay)
	if f.sender != nil {
		return f.sender.err()
	}
	s.from, s.utf8 = from, options != nil && options.UTF8
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
	drop, err := s.server.keep(Message{EnvelopeFrom: s.from, EnvelopeTo: s.to, SMTPUTF8: s.utf8, Raw: bytes.Clone(raw)})
	if err != nil {
		return err
	}
	if drop {
		return s.conn.Close()
	}
	return nil
}

func (s *session) Reset() { s.from, s.to = "", "" }

func (s *session) Logout() error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	delete(s.server.open, s.conn)
	return nil
}

func (s *Server) now() faults {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults
}

// keep stores a message and tells whether to cut the connection.
func (s *Server) keep(m Message) (bool, error) {
	m, err := mailbox.Parse(m)
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
