package mail_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailtest"
)

func letter() mail.Message {
	return mail.Message{MessageID: mail.NewMessageID("mail.test"), To: "priya@client.test", Subject: "Your quote", Text: "Dear Priya"}
}

// failed sends and gives the failure, which must be there.
func failed(t *testing.T, sender *mail.Sender, m mail.Message) *mail.Failure {
	t.Helper()
	err := sender.Send(context.Background(), m)
	var failure *mail.Failure
	if !errors.As(err, &failure) {
		t.Fatalf("Send gave %v, want a Failure", err)
	}
	if failure.Plain == "" || strings.Contains(failure.Error(), mailtest.Password) {
		t.Errorf("plain %q, error %q", failure.Plain, failure.Error())
	}
	return failure
}

func TestARefusalIsJudgedByWhereItComes(t *testing.T) {
	reply := func(code int, enhanced [3]int, words string) mailtest.Reply {
		return mailtest.Reply{Code: code, Enhanced: enhanced, Words: words}
	}
	for name, c := range map[string]struct {
		fault  func(*mailtest.Server)
		kind   mail.Kind
		stage  mail.Stage
		code   int
		server string
		plain  string
	}{
		"wrong password": {func(s *mailtest.Server) { s.RefuseLogin(mailtest.BadPassword) },
			mail.Configuration, mail.AtLogin, 535, "535 5.7.8 Username and Password not accepted", "app password"},
		"app password wanted": {func(s *mailtest.Server) {
			s.RefuseLogin(reply(534, [3]int{5, 7, 9}, "Application-specific password required"))
		}, mail.Configuration, mail.AtLogin, 534, "534 5.7.9 Application-specific password required", "app password"},
		"sign-in busy": {func(s *mailtest.Server) {
			s.RefuseLogin(reply(454, [3]int{4, 7, 0}, "Temporary authentication failure"))
		},
			mail.Temporary, mail.AtLogin, 454, "454 4.7.0 Temporary authentication failure", "try again later"},
		"no such user": {func(s *mailtest.Server) { s.RefuseRecipients(mailtest.NoSuchUser) },
			mail.Permanent, mail.AtRecipient, 550, "550 5.1.1 The email account that you tried to reach does not exist", "no such mailbox"},
		"one refused of many": {func(s *mailtest.Server) { s.RefuseRecipient("priya@client.test", mailtest.NoSuchUser) },
			mail.Permanent, mail.AtRecipient, 550, "550 5.1.1 The email account that you tried to reach does not exist", "no such mailbox"},
		"greylisted": {func(s *mailtest.Server) { s.RefuseRecipients(mailtest.TryLater) },
			mail.Temporary, mail.AtRecipient, 451, "451 4.7.1 Greylisted, please try again later", "again"},
		"foreign sender": {func(s *mailtest.Server) {
			s.RefuseSender(reply(553, [3]int{5, 7, 1}, "Sender address rejected: not owned by user"))
		}, mail.Configuration, mail.AtSender, 553, "553 5.7.1 Sender address rejected: not owned by user", "send from studio@mail.test"},
		"sender refused otherwise": {func(s *mailtest.Server) { s.RefuseSender(reply(552, [3]int{5, 3, 4}, "Message too large")) },
			mail.Permanent, mail.AtSender, 552, "552 5.3.4 Message too large", "too large"},
		"spam": {func(s *mailtest.Server) { s.RefuseContent(reply(554, [3]int{5, 7, 1}, "Looks like spam")) },
			mail.Permanent, mail.AtAccept, 554, "554 5.7.1 Looks like spam", "by its rules"},
		"send as denied": {func(s *mailtest.Server) { s.RefuseContent(reply(554, [3]int{5, 2, 252}, "SendAsDenied")) },
			mail.Configuration, mail.AtAccept, 554, "554 5.2.252 SendAsDenied", "send from studio@mail.test"},
		"full disk there": {func(s *mailtest.Server) { s.RefuseContent(reply(452, [3]int{4, 3, 1}, "Insufficient system storage")) },
			mail.Temporary, mail.AtAccept, 452, "452 4.3.1 Insufficient system storage", "later"},
		"cut after the final dot": {func(s *mailtest.Server) { s.DropAfterData(1) },
			mail.Unknown, mail.AtAccept, 0, "", "may or may not have arrived"},
	} {
		t.Run(name, func(t *testing.T) {
			server := mailtest.New(t)
			c.fault(server)
			f := failed(t, server.Sender(), letter())
			if f.Kind != c.kind || f.Stage != c.stage || f.Code != c.code || f.Server != c.server {
				t.Errorf("got %s at %s, %d %q", f.Kind, f.Stage, f.Code, f.Server)
			}
			if !strings.Contains(f.Plain, c.plain) {
				t.Errorf("plain words %q, want %q in them", f.Plain, c.plain)
			}
		})
	}
}

func TestARetryAfterDoubtCarriesTheSameID(t *testing.T) {
	server := mailtest.New(t)
	server.DropAfterData(1)
	m := letter()
	if f := failed(t, server.Sender(), m); f.Kind != mail.Unknown {
		t.Fatalf("kind %s", f.Kind)
	}
	if err := server.Sender().Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	arrived := server.Messages()
	if len(arrived) != 2 || arrived[0].MessageID != m.MessageID || arrived[1].MessageID != m.MessageID {
		t.Errorf("arrived %d, ids %v", len(arrived), arrived)
	}
}

func TestNothingIsSaidInClear(t *testing.T) {
	server := mailtest.New(t, mailtest.Mode(mail.None))
	settings := server.Settings()
	settings.TLS = mail.StartTLS
	f := failed(t, mail.New(settings), letter())
	if f.Kind != mail.Configuration || f.Stage != mail.AtTLS || !strings.Contains(f.Plain, "nothing was sent") {
		t.Errorf("got %+v", f)
	}
	if server.Logins() != 0 || len(server.Messages()) != 0 {
		t.Errorf("%d logins and %d messages in clear", server.Logins(), len(server.Messages()))
	}
}

func TestACertificateThatNobodyKnowsIsRefused(t *testing.T) {
	for _, mode := range []mail.TLS{mail.StartTLS, mail.Implicit} {
		server := mailtest.New(t, mailtest.Mode(mode))
		f := failed(t, mail.New(server.Settings()), letter())
		if f.Kind != mail.Configuration || f.Stage != mail.AtTLS || !strings.Contains(f.Plain, "not signed by an authority") {
			t.Errorf("%s: %+v", mode, f)
		}
		settings := server.Settings()
		settings.Host = "localhost"
		f = failed(t, mail.New(settings, mail.WithRoots(server.Roots())), letter())
		if f.Kind != mail.Configuration || !strings.Contains(f.Plain, "not for localhost") {
			t.Errorf("%s, another name: %+v", mode, f)
		}
	}
}

func TestTLSOnAPortThatBeginsInClear(t *testing.T) {
	server := mailtest.New(t)
	settings := server.Settings()
	settings.TLS = mail.Implicit
	f := failed(t, mail.New(settings, mail.WithRoots(server.Roots())), letter())
	if f.Kind != mail.Configuration || !strings.Contains(f.Plain, "Choose STARTTLS") {
		t.Errorf("got %+v", f)
	}
}

func TestAServerThatIsNotThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	f := failed(t, mail.New(mail.Settings{Host: "127.0.0.1", Port: port, From: "a@mail.test"}), letter())
	if f.Kind != mail.Temporary || f.Stage != mail.AtConnect || !strings.Contains(f.Plain, "Nothing answers") {
		t.Errorf("refused connection: %+v", f)
	}
	f = failed(t, mail.New(mail.Settings{Host: "no-such-server.invalid", From: "a@mail.test"}, mail.WithTimeout(5*time.Second)), letter())
	if f.Stage != mail.AtConnect || f.Code != 0 || !strings.Contains(f.Plain, "no-such-server.invalid") {
		t.Errorf("unknown name: %+v", f)
	}
}

func TestTheWholeTimeIsLimited(t *testing.T) {
	server := mailtest.New(t)
	server.Slow(2 * time.Second)
	begun := time.Now()
	f := failed(t, server.Sender(mail.WithTimeout(200*time.Millisecond)), letter())
	if took := time.Since(begun); took > time.Second {
		t.Errorf("gave up after %v", took)
	}
	if f.Kind != mail.Temporary || f.Stage != mail.AtSender || !errors.Is(f, context.DeadlineExceeded) {
		t.Errorf("got %+v", f)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	begun = time.Now()
	if err := server.Sender().Send(ctx, letter()); !errors.Is(err, context.Canceled) || time.Since(begun) > time.Second {
		t.Errorf("cancelled: %v after %v", err, time.Since(begun))
	}
}

func TestASilentServerIsExplained(t *testing.T) {
	port := scripted(t, func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) })
	f := failed(t, mail.New(mail.Settings{Host: "127.0.0.1", Port: port, From: "a@mail.test"}, mail.WithTimeout(200*time.Millisecond)), letter())
	if f.Kind != mail.Temporary || f.Stage != mail.AtConnect || !strings.Contains(f.Plain, "did not answer") {
		t.Errorf("got %+v", f)
	}
}

func TestTheGreetingMayRefuseToo(t *testing.T) {
	for greeting, want := range map[string]mail.Kind{"554 5.7.1 Your address is listed": mail.Configuration, "421 4.7.0 Too busy": mail.Temporary} {
		port := scripted(t, func(conn net.Conn) { _, _ = io.WriteString(conn, greeting+"\r\n") })
		f := failed(t, mail.New(mail.Settings{Host: "127.0.0.1", Port: port, From: "a@mail.test"}), letter())
		if f.Kind != want || f.Stage != mail.AtConnect || f.Server != greeting {
			t.Errorf("%q: %+v", greeting, f)
		}
	}
}

func TestACutBeforeTheEndDeliversNothing(t *testing.T) {
	port := scripted(t, func(conn net.Conn) {
		lines := bufio.NewScanner(conn)
		_, _ = io.WriteString(conn, "220 mail.test\r\n")
		for lines.Scan() {
			switch {
			case strings.HasPrefix(lines.Text(), "DATA"):
				return
			default:
				_, _ = io.WriteString(conn, "250 OK\r\n")
			}
		}
	})
	f := failed(t, mail.New(mail.Settings{Host: "127.0.0.1", Port: port, From: "a@mail.test", TLS: mail.None}), letter())
	if f.Kind != mail.Temporary || f.Stage != mail.AtContent {
		t.Errorf("got %+v", f)
	}
}

func TestAServerThatOffersNoSignIn(t *testing.T) {
	server := mailtest.New(t, mailtest.NoAuth())
	if err := server.Sender().Send(context.Background(), letter()); err != nil {
		t.Errorf("without a user name: %v", err)
	}
	settings := server.Settings()
	settings.Username, settings.Password = "a", "b"
	f := failed(t, mail.New(settings, mail.WithRoots(server.Roots())), letter())
	if f.Kind != mail.Configuration || f.Stage != mail.AtLogin || !strings.Contains(f.Plain, "leave the user name empty") {
		t.Errorf("with one: %+v", f)
	}
}

func TestAServerThatWantsASignIn(t *testing.T) {
	server := mailtest.New(t)
	settings := server.Settings()
	settings.Username, settings.Password = "", ""
	f := failed(t, mail.New(settings, mail.WithRoots(server.Roots())), letter())
	if f.Kind != mail.Configuration || f.Code != 530 || !strings.Contains(f.Plain, "wants a user name and password") {
		t.Errorf("got %+v", f)
	}
}

// scripted serves connections with talk on a port of its own.
func scripted(t *testing.T, talk func(net.Conn)) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				talk(conn)
				_ = conn.Close()
			}()
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port
}
