package mail_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailtest"
)

func TestAMessageArrivesOverEachKindOfConnection(t *testing.T) {
	for _, mode := range []mail.TLS{mail.StartTLS, mail.Implicit, mail.None} {
		t.Run(string(mode), func(t *testing.T) {
			server := mailtest.New(t, mailtest.Mode(mode))
			words, err := server.Sender().Try(context.Background(), mail.Message{
				To: "priya@client.test", ToName: "Priya", Subject: "Your quote", Text: "Dear Priya", HTML: `<p>Dear Priya <a href="https://x.test/d/1">quote</a></p>`,
			})
			if err != nil {
				t.Fatal(err)
			}
			if words != "250 2.0.0 OK: queued" {
				t.Errorf("words of the server: %q", words)
			}
			m := server.WaitFor(t, "priya@client.test", "Your quote")
			if m.Text != "Dear Priya" || m.Link("/d/") != "https://x.test/d/1" || server.Logins() != 1 {
				t.Errorf("arrived %+v after %d logins", m, server.Logins())
			}
			if m.EnvelopeFrom != mailtest.Username || m.Header.Get("From") != `"Alder & Rowe" <studio@mail.test>` {
				t.Errorf("from %q, %q", m.EnvelopeFrom, m.Header.Get("From"))
			}
		})
	}
}

// deliver sends through a fresh server and gives what arrived.
func deliver(t *testing.T, m mail.Message, change func(*mail.Settings)) mailtest.Message {
	t.Helper()
	server := mailtest.New(t)
	settings := server.Settings()
	if change != nil {
		change(&settings)
	}
	if err := mail.New(settings, mail.WithRoots(server.Roots())).Send(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	return server.Messages()[0]
}

func TestHeadersCannotBeInjected(t *testing.T) {
	const evil = "Hello\r\nBcc: all@client.test\r\n\r\n<script>\x00\u202etxt"
	m := letter()
	m.Subject, m.ToName, m.Lang = evil, evil, evil
	m.HTML = "<p>x</p>"
	m.Attachments = []mail.Attachment{{Name: evil, Type: "text/plain\r\nBcc: all@client.test", Data: []byte("x")}}
	got := deliver(t, m, func(s *mail.Settings) { s.FromName = evil })
	for key := range got.Header {
		switch key {
		case "From", "To", "Subject", "Date", "Message-Id", "Mime-Version", "Content-Type":
		default:
			t.Errorf("a header %q came in: %q", key, got.Header[key])
		}
	}
	if got.Subject != "Hello Bcc: all@client.test <script>txt" {
		t.Errorf("subject %q", got.Subject)
	}
	if got.Text != "Dear Priya" || strings.Contains(string(got.Raw), "\r\nBcc:") {
		t.Errorf("a line of its own: %s", got.Raw)
	}
	if a := got.Attachments[0]; a.Type != "application/octet-stream" || strings.ContainsAny(a.Name, "\r\n<>/") {
		t.Errorf("attachment %q of type %q", a.Name, a.Type)
	}
	for _, to := range []string{"a@b.test\r\nRCPT TO:<c@d.test>", "a@b.test, c@d.test", "Priya <a@b.test>", "a b@c.test", "", "a@", "<a@b.test>", "\"a\r\nb\"@c.test", "\"a\\\rb\"@c.test", "a@b.test (Priya)", "a@b.test>"} {
		m := letter()
		m.To = to
		if f := failed(t, mail.New(mail.Settings{Host: "127.0.0.1", Port: 1, From: "a@mail.test"}), m); f.Kind != mail.Permanent || f.Stage != mail.AtMessage {
			t.Errorf("address %q: %+v", to, f)
		}
	}
	m = letter()
	m.MessageID = "a@b>\r\nBcc: x"
	if f := failed(t, mail.New(mail.Settings{Host: "127.0.0.1", Port: 1, From: "a@mail.test"}), m); f.Kind != mail.Permanent {
		t.Errorf("Message-ID: %+v", f)
	}
}

func TestNamesAndAddressesOfTheWholeWorld(t *testing.T) {
	m := letter()
	m.To, m.ToName = "Jörg.O'Brien+Quote@Bücher.example", "Zoë Øster, 東京"
	m.Subject = "Ihr Angebot für „Fensterbank“ – " + strings.Repeat("größer ", 12) + "東京 🪟"
	got := deliver(t, m, func(s *mail.Settings) { s.From, s.FromName = "anna@bücher.example", "Bücher & Söhne" })
	if got.EnvelopeTo != "Jörg.O'Brien+Quote@xn--bcher-kva.example" || got.EnvelopeFrom != "anna@xn--bcher-kva.example" {
		t.Errorf("envelope %q → %q", got.EnvelopeFrom, got.EnvelopeTo)
	}
	if got.Subject != m.Subject {
		t.Errorf("subject %q", got.Subject)
	}
	to, err := got.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != m.ToName || to[0].Address != got.EnvelopeTo {
		t.Errorf("to %v, %v", to, err)
	}
	if !got.SMTPUTF8 || deliver(t, letter(), nil).SMTPUTF8 {
		t.Error("SMTPUTF8 is for those addresses alone that need it")
	}
	m.To = `"odd one"@client.test`
	if got := deliver(t, m, nil); got.EnvelopeTo != "odd one@client.test" && got.EnvelopeTo != `"odd one"@client.test` {
		t.Errorf("quoted local part arrived as %q", got.EnvelopeTo)
	}
}

func TestLinesAreShortAndTextsArriveWhole(t *testing.T) {
	m := letter()
	m.Subject = strings.Repeat("word ", 30) + strings.Repeat("x", 300)
	m.Text = "Line one\n.\n..dots\nFrom here\n" + strings.Repeat("ä=", 2000) + "\r\nend \n"
	m.HTML = "<p>" + strings.Repeat("ü", 5000) + "</p>"
	m.Attachments = []mail.Attachment{{Name: strings.Repeat("договор ", 40) + ".pdf", Type: "application/pdf", Data: bytes.Repeat([]byte{0, 1, 2, 255}, 5000)}}
	got := deliver(t, m, nil)
	if want := strings.ReplaceAll(m.Text, "\r\n", "\n"); got.Text != want || got.HTML != m.HTML {
		t.Errorf("the texts changed: %d and %d bytes", len(got.Text), len(got.HTML))
	}
	if n := len([]rune(got.Subject)); n != 250 || !strings.HasSuffix(got.Subject, "x…") {
		t.Errorf("a subject of %d characters: %q", n, got.Subject)
	}
	for line := range bytes.Lines(got.Raw) {
		if !bytes.HasSuffix(line, []byte("\r\n")) || len(line) > 1000 {
			t.Errorf("a line of %d bytes ends %q", len(line), line[len(line)-2:])
		}
		for _, b := range line {
			if b > 126 || b < 32 && b != '\r' && b != '\n' && b != '\t' {
				t.Fatalf("a byte %d on the wire in %q", b, line)
			}
		}
	}
	a := got.Attachments[0]
	if !strings.HasPrefix(a.Name, "договор договор") || !strings.HasSuffix(a.Name, ".pdf") || !bytes.Equal(a.Data, m.Attachments[0].Data) {
		t.Errorf("attachment %q with %d bytes", a.Name, len(a.Data))
	}
}

func TestTheLogoTravelsInside(t *testing.T) {
	m := letter()
	m.HTML = `<img src="cid:logo"><p>Hello</p>`
	m.Inline = []mail.Inline{{ContentID: "logo", Name: "logo.png", Type: "image/png", Data: []byte("\x89PNG")}}
	m.AutoSubmitted, m.Lang, m.ReplyTo = true, "en-GB", "hannah@mail.test"
	m.Date = time.Date(2026, 11, 23, 17, 55, 0, 0, time.UTC)
	got := deliver(t, m, nil)
	if len(got.Inline) != 1 || got.Inline[0].ContentID != "logo" || got.Inline[0].Type != "image/png" || string(got.Inline[0].Data) != "\x89PNG" || got.Inline[0].Name != "logo.png" {
		t.Errorf("inline %+v", got.Inline)
	}
	for key, want := range map[string]string{
		"Auto-Submitted": "auto-generated", "Content-Language": "en-GB", "Reply-To": "<hannah@mail.test>",
		"Date": "Mon, 23 Nov 2026 17:55:00 +0000", "Message-Id": "<" + m.MessageID + ">", "User-Agent": "", "X-Mailer": "",
	} {
		if got.Header.Get(key) != want {
			t.Errorf("%s is %q, want %q", key, got.Header.Get(key), want)
		}
	}
}

func TestASessionKeepsItsConnection(t *testing.T) {
	server := mailtest.New(t)
	server.RefuseRecipient("gone@client.test", mailtest.NoSuchUser)
	session := server.Sender().Session()
	defer session.Close()
	for _, to := range []string{"one@client.test", "gone@client.test", "two@client.test"} {
		m := letter()
		m.To = to
		err := session.Send(context.Background(), m)
		if (err != nil) != (to == "gone@client.test") {
			t.Errorf("%s: %v", to, err)
		}
	}
	if server.Logins() != 1 || len(server.Messages()) != 2 {
		t.Errorf("%d logins for %d messages", server.Logins(), len(server.Messages()))
	}
}

func TestASessionComesBackAfterABreak(t *testing.T) {
	server := mailtest.New(t)
	session := server.Sender().Session()
	defer session.Close()
	send := func() error { return session.Send(context.Background(), letter()) }
	if err := send(); err != nil {
		t.Fatal(err)
	}
	server.DropConnections()
	if err := send(); err != nil {
		t.Errorf("after a connection gone stale: %v", err)
	}
	server.DropAfterData(1)
	if err := send(); err == nil {
		t.Error("a connection cut after DATA counts as sent")
	}
	if err := send(); err != nil {
		t.Errorf("after a connection in doubt: %v", err)
	}
	// In doubt is never sent again by itself: four sends, four arrivals.
	if n := len(server.Messages()); n != 4 {
		t.Errorf("%d messages arrived", n)
	}
}

func TestAnAddressThatTheServerCannotWrite(t *testing.T) {
	server := mailtest.New(t, mailtest.NoUTF8())
	m := letter()
	m.To = "jörg@client.test"
	if f := failed(t, server.Sender(), m); f.Kind != mail.Permanent || !strings.Contains(f.Plain, "before the @") {
		t.Errorf("got %+v", f)
	}
	m.To = "joerg@bücher.example"
	if err := server.Sender().Send(context.Background(), m); err != nil {
		t.Errorf("an international domain: %v", err)
	}
}
