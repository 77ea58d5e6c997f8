package mail

import (
	"errors"
	"testing"

	"github.com/wneessen/go-mail/smtp"
)

func TestTheSignInFitsWhatTheServerOffers(t *testing.T) {
	for _, c := range []struct {
		tls     bool
		offered []string
		want    string
		err     error
	}{
		{true, []string{"CRAM-MD5", "LOGIN", "PLAIN"}, "PLAIN", nil},
		{true, []string{"XOAUTH2", "LOGIN"}, "LOGIN", nil},
		{true, []string{"SCRAM-SHA-1", "SCRAM-SHA-256"}, "SCRAM-SHA-256", nil},
		{false, []string{"PLAIN", "CRAM-MD5"}, "CRAM-MD5", nil},
		{false, []string{"PLAIN"}, "PLAIN", nil}, // the owner has chosen no encryption
		{true, []string{"XOAUTH2"}, "", errMechanism},
		{true, nil, "", errNoAuth},
	} {
		auth := &passwordAuth{username: "u", password: "p"}
		mechanism, first, err := auth.Start(&smtp.ServerInfo{Name: "smtp.example.com", TLS: c.tls, Auth: c.offered})
		if mechanism != c.want || !errors.Is(err, c.err) {
			t.Errorf("TLS %v, %v: %q, %v", c.tls, c.offered, mechanism, err)
		}
		if mechanism == "PLAIN" && string(first) != "\x00u\x00p" {
			t.Errorf("PLAIN says %q", first)
		}
	}
}

func TestLoginAnswersBothQuestions(t *testing.T) {
	auth := &passwordAuth{username: "u", password: "p"}
	if _, _, err := auth.Start(&smtp.ServerInfo{Name: "smtp.example.com", TLS: true, Auth: []string{"LOGIN"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"u", "p"} {
		if got, err := auth.Next([]byte("?"), true); string(got) != want || err != nil {
			t.Errorf("answer %q, %v, want %q", got, err, want)
		}
	}
}
