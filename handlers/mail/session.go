package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// Session is one connection, made when the first message needs it and made again
// when the server has dropped it. It is for one goroutine. Close it at the end.
type Session struct {
	sender *Sender
	conn   net.Conn // below TLS, to hurry and to cut
	client *smtp.Client
	used   bool // a message has been sent over this connection before
}

// Send delivers one message; any error is a *Failure. The session can be used again
// after any of them.
func (s *Session) Send(ctx context.Context, m Message) error {
	_, err := s.deliver(ctx, m)
	return err
}

// Close says goodbye to the server. What was taken is taken, so it reports nothing.
func (s *Session) Close() {
	if s.client == nil {
		return
	}
	// A goodbye that fails has no consequence; the connection is cut either way.
	if err := s.conn.SetDeadline(time.Now().Add(2 * time.Second)); err == nil {
		_ = s.client.Quit()
	}
	s.cut()
}

func (s *Session) cut() {
	if s.conn != nil {
		_ = s.conn.Close() // closing a broken or finished connection has nothing left to tell
	}
	s.conn, s.client, s.used = nil, nil, false
}

// deliver composes the message and hands it over within the sender's timeout. A
// connection kept from an earlier message may have gone stale; as long as nothing of
// this message was refused, it is tried once more on a fresh one.
func (s *Session) deliver(ctx context.Context, m Message) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.sender.timeout)
	defer cancel()
	ready, err := compose(s.sender.settings, m, s.sender.now())
	if err != nil {
		return "", s.failure(ctx, AtMessage, err)
	}
	reused := s.client != nil && s.used
	words, failure := s.attempt(ctx, ready)
	if failure != nil && reused && isStale(failure) {
		s.cut()
		words, failure = s.attempt(ctx, ready)
	}
	if failure == nil {
		s.used = true
		return words, nil
	}
	s.settle(failure)
	return "", failure
}

// isStale tells a connection that ended between two messages: it broke, or the
// server said 421, before any of the text was sent.
func isStale(f *Failure) bool {
	return (f.Code == 0 || f.Code == 421) && (f.Stage == AtSender || f.Stage == AtRecipient)
}

// settle keeps the connection after a refusal of this message alone, and cuts it
// otherwise: a connection in doubt must not carry the next message.
func (s *Session) settle(f *Failure) {
	kept := f.Code != 0 && f.Code != 421 && f.Kind != Configuration && s.client != nil
	if kept && s.client.Reset() == nil {
		s.used = true
		return
	}
	s.cut()
}

func (s *Session) attempt(ctx context.Context, m composed) (string, *Failure) {
	if s.client == nil {
		if f := s.dial(ctx); f != nil {
			return "", f
		}
	}
	defer s.limit(ctx)()
	return s.transfer(ctx, m)
}

// limit makes the context's end that of the connection's reads and writes.
func (s *Session) limit(ctx context.Context) (stop func() bool) {
	conn := s.conn
	return context.AfterFunc(ctx, func() {
		_ = conn.SetDeadline(time.Unix(1, 0)) // wakes whoever waits; a closed connection needs no waking
	})
}

// dial connects, protects the connection and signs in.
func (s *Session) dial(ctx context.Context) *Failure {
	settings := s.sender.settings
	host := settings.Host
	if ascii, err := asciiDomain(host); err == nil && net.ParseIP(host) == nil {
		host = ascii
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(settings.Port)))
	if err != nil {
		return s.failure(ctx, AtConnect, err)
	}
	s.conn = conn
	defer s.limit(ctx)()
	stage, err := s.begin(ctx, conn, host)
	if err != nil {
		s.cut()
		return s.failure(ctx, stage, err)
	}
	return nil
}

// begin goes from a fresh connection to one that takes mail, and says at which stage
// it failed.
func (s *Session) begin(ctx context.Context, conn net.Conn, host string) (Stage, error) {
	settings := s.sender.settings
	config := s.sender.tlsConfig()
	config.ServerName = host
	if settings.TLS == Implicit {
		secured := tls.Client(conn, config)
		if err := secured.HandshakeContext(ctx); err != nil {
			return AtTLS, err
		}
		conn = secured
	}
	client, err := smtp.NewClient(conn, host)
	if err != nil {
		return AtConnect, err
	}
	if err := client.Hello(s.sender.hello); err != nil {
		return AtConnect, err
	}
	if settings.TLS == StartTLS {
		if offered, _ := client.Extension("STARTTLS"); !offered {
			return AtTLS, errNoStartTLS
		}
		if err := client.StartTLS(config); err != nil {
			return AtTLS, err
		}
	}
	if settings.Username != "" {
		if err := client.Auth(&passwordAuth{username: settings.Username, password: settings.Password}); err != nil {
			return AtLogin, err
		}
	}
	s.client = client
	return "", nil
}

// transfer is the conversation of RFC 5321, 3.3, for one message.
func (s *Session) transfer(ctx context.Context, m composed) (string, *Failure) {
	international := !isASCII(m.from) || !isASCII(m.to)
	if offered, _ := s.client.Extension("SMTPUTF8"); international && !offered {
		return "", s.failure(ctx, AtMessage, errNoUTF8)
	}
	// Asking for SMTPUTF8 without need makes the message undeliverable behind servers
	// that lack it.
	s.client.SkipSMTPUTF8(!international)
	if err := s.client.Mail("<" + m.from + ">"); err != nil {
		return "", s.failure(ctx, AtSender, err)
	}
	if err := s.client.Rcpt("<" + m.to + ">"); err != nil {
		return "", s.failure(ctx, AtRecipient, err)
	}
	body, err := s.client.Data()
	if err != nil {
		return "", s.failure(ctx, AtContent, err)
	}
	if _, err := body.Write(m.data); err != nil {
		return "", s.failure(ctx, AtContent, err)
	}
	// Close sends the final dot: from here on the server may have the message.
	if err := body.Close(); err != nil {
		return "", s.failure(ctx, AtAccept, err)
	}
	if answer, ok := body.(*smtp.DataCloser); ok {
		return "250 " + answer.ServerResponse(), nil
	}
	return "250", nil
}

// failure adds the context's own error, which says better than "i/o timeout" why a
// connection was cut.
func (s *Session) failure(ctx context.Context, stage Stage, err error) *Failure {
	if ctx.Err() != nil {
		err = errors.Join(err, ctx.Err())
	}
	return newFailure(stage, s.sender.settings, err)
}
