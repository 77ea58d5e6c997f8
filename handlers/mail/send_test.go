package mail_test

import (
	"context"
	"testing"

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
		})
	}
}
