package mailtest_test

import (
	"context"
	"crypto/x509"
	"os"
	"testing"
	"time"

	"anteroom/handlers/mail"
	"anteroom/handlers/mail/mailtest"
)

func TestWaitForSeesWhatComesLater(t *testing.T) {
	server := mailtest.New(t)
	sent := make(chan error, 1)
	time.AfterFunc(50*time.Millisecond, func() {
		for _, subject := range []string{"Receipt", "Your quote Q-1"} {
			if err := server.Sender().Send(context.Background(), mail.Message{To: "priya@client.test", Subject: subject, Text: "x"}); err != nil {
				sent <- err
				return
			}
		}
		sent <- nil
	})
	if m := server.WaitFor(t, "PRIYA@client.test", "quote"); m.Subject != "Your quote Q-1" {
		t.Errorf("got %q", m.Subject)
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
}

func TestHealForgetsFaults(t *testing.T) {
	server := mailtest.New(t)
	server.RefuseRecipients(mailtest.NoSuchUser)
	m := mail.Message{To: "priya@client.test", Text: "x"}
	if err := server.Sender().Send(context.Background(), m); err == nil {
		t.Error("the refusal did nothing")
	}
	server.Heal()
	if err := server.Sender().Send(context.Background(), m); err != nil {
		t.Error(err)
	}
}

func TestTheEnvironmentLeadsToTheServer(t *testing.T) {
	server := mailtest.New(t)
	env := server.Environment(t)
	pem, err := os.ReadFile(env["SSL_CERT_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		t.Fatal("no certificate in the file")
	}
	settings := server.Settings()
	settings.Username, settings.Password, settings.From = env["ANTEROOM_SMTP_USERNAME"], env["ANTEROOM_SMTP_PASSWORD"], env["ANTEROOM_SMTP_FROM"]
	settings.Host, settings.TLS = env["ANTEROOM_SMTP_HOST"], mail.TLS(env["ANTEROOM_SMTP_TLS"])
	if err := mail.New(settings, mail.WithRoots(roots)).Send(context.Background(), mail.Message{To: "priya@client.test", Text: "x"}); err != nil {
		t.Error(err)
	}
}
