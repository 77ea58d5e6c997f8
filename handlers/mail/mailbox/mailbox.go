// Package mailbox is a practice mailbox: an SMTP server on this machine that
// keeps what it is given and lets it be read on a page, with its real buttons.
// The demo sends its mails there, down the road of real ones; nothing leaves
// the machine.
//
// It knows nothing of the sender that it answers, so that a mistake in one is
// not repeated in the other.
package mailbox

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Options say how a Mailbox presents itself.
type Options struct {
	Studio string           // whose mails these are
	Zone   *time.Location   // in which times are told; nil is UTC
	Now    func() time.Time // nil for the clock
}

// kept is how many mails are kept; older ones make room.
const kept = 200

// Mailbox takes mail for everyone. It is safe for use by several goroutines.
type Mailbox struct {
	Host string // where it listens: the loopback
	Port int

	options Options
	icon    string   // URL of the pages' icon
	sheets  []string // URLs of their stylesheets
	server  *smtp.Server
	ended   chan error
	mux     *http.ServeMux

	mu    sync.Mutex
	mails []mail // oldest first
	last  int
}

// mail is one that arrived.
type mail struct {
	Message
	Number int // in the order of arrival, from 1
	At     time.Time
}

// To is who it is for, by name if it has one.
func (m mail) To() string {
	list, err := m.Header.AddressList("To")
	if err != nil || len(list) == 0 || list[0].Name == "" {
		return m.EnvelopeTo
	}
	return list[0].Name
}

// Open listens on a free port of the loopback until Close.
func Open(ctx context.Context, o Options) (*Mailbox, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("open the practice mailbox: %w", err)
	}
	b := &Mailbox{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, options: o, ended: make(chan error, 1)}
	b.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{box: b}, nil }))
	b.server.Domain, b.server.EnableSMTPUTF8 = "localhost", true
	b.server.ErrorLog = log.New(io.Discard, "", 0)
	b.mux = b.routes()
	go func() { b.ended <- b.server.Serve(listener) }()
	return b, nil
}

// Dress gives the pages their icon and stylesheets, by their URLs. It comes
// before the first page is asked for.
func (b *Mailbox) Dress(icon string, stylesheets ...string) { b.icon, b.sheets = icon, stylesheets }

// Close takes no more mail.
func (b *Mailbox) Close() error {
	if err := b.server.Close(); err != nil {
		return fmt.Errorf("close the practice mailbox: %w", err)
	}
	return <-b.ended
}

// keep puts a mail into the mailbox.
func (b *Mailbox) keep(m Message) error {
	m, err := Parse(m)
	if err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "The message cannot be read: " + strings.ReplaceAll(err.Error(), "\n", " ")}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.last++
	b.mails = append(b.mails, mail{Message: m, Number: b.last, At: b.options.Now()})
	if len(b.mails) > kept {
		b.mails = b.mails[len(b.mails)-kept:]
	}
	return nil
}

// session is one conversation of the server.
type session struct {
	box      *Mailbox
	from, to string
	utf8     bool
}

func (s *session) Mail(from string, o *smtp.MailOptions) error {
	s.from, s.utf8 = from, o != nil && o.UTF8
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return s.box.keep(Message{EnvelopeFrom: s.from, EnvelopeTo: s.to, SMTPUTF8: s.utf8, Raw: raw})
}

func (s *session) Reset()        { s.from, s.to = "", "" }
func (s *session) Logout() error { return nil }
