package mail_test

import (
	"fmt"
	"strings"
	"testing"

	"anteroom/handlers/mail"
)

func TestTheTLSModeFollowsThePort(t *testing.T) {
	for _, c := range []struct {
		port int
		mode mail.TLS
		want string
	}{
		{465, "", "465 tls"}, {587, "", "587 starttls"}, {25, "", "25 starttls"}, {2525, "", "2525 starttls"}, {0, "", "587 starttls"},
		{0, mail.Implicit, "465 tls"}, {0, mail.None, "25 none"}, {465, mail.StartTLS, "465 starttls"},
	} {
		s := mail.Settings{Port: c.port, TLS: c.mode}.Complete()
		if got := fmt.Sprint(s.Port, " ", s.TLS); got != c.want {
			t.Errorf("port %d with %q becomes %s, want %s", c.port, c.mode, got, c.want)
		}
	}
}

func TestCheckNamesTheFieldThatIsWrong(t *testing.T) {
	good := mail.Settings{Host: "smtp.example.com", Port: 587, Username: "u", Password: "p", From: "hello@studio.example"}
	for want, change := range map[string]func(*mail.Settings){
		"":          func(*mail.Settings) {},
		"host":      func(s *mail.Settings) { s.Host = "" },
		"host ":     func(s *mail.Settings) { s.Host = "https://smtp.example.com" },
		"host  ":    func(s *mail.Settings) { s.Host = "smtp.example.com:587" },
		"host   ":   func(s *mail.Settings) { s.Host = "hello@studio.example" },
		"host    ":  func(s *mail.Settings) { s.Host = "a\r\nb" },
		"host     ": func(s *mail.Settings) { s.Host = "-.example" },
		"port":      func(s *mail.Settings) { s.Port = 70000 },
		"port ":     func(s *mail.Settings) { s.Port = -1 },
		"tls":       func(s *mail.Settings) { s.TLS = "ssl" },
		"password":  func(s *mail.Settings) { s.Password = "" },
		"username":  func(s *mail.Settings) { s.Username = "" },
		"from":      func(s *mail.Settings) { s.From = "hello" },
		"from ":     func(s *mail.Settings) { s.From = "Hello <hello@studio.example>" },
		"reply_to":  func(s *mail.Settings) { s.ReplyTo = "nobody" },
		"from_name": func(s *mail.Settings) { s.FromName = strings.Repeat("é", 101) },
		" ":         func(s *mail.Settings) { s.Host = "2001:db8::1" },
		"  ":        func(s *mail.Settings) { s.Host = "post.bücher.example" },
		"   ":       func(s *mail.Settings) { s.Username, s.Password = "", "" },
	} {
		s := good
		change(&s)
		var fields []string
		for _, wrong := range s.Check() {
			if wrong.Words == "" {
				t.Errorf("%s: no words", wrong.Field)
			}
			fields = append(fields, wrong.Field)
		}
		if got := strings.Join(fields, " "); got != strings.TrimSpace(want) {
			t.Errorf("%+v: wrong are %q, want %q", s, got, want)
		}
	}
}

func TestPresetsAreUsable(t *testing.T) {
	names := map[string]bool{}
	for _, preset := range mail.Presets() {
		s := mail.Settings{Host: preset.Host, Port: preset.Port, TLS: preset.TLS, Username: "u", Password: "p", From: "a@studio.example"}
		if preset.Host == "" {
			s.Host = "mail.studio.example"
		}
		if wrong := s.Check(); wrong != nil || names[preset.Name] || preset.Help == "" {
			t.Errorf("%s: %v", preset.Name, wrong)
		}
		names[preset.Name] = true
		if auto := (mail.Settings{Port: preset.Port}).Complete(); auto.TLS != preset.TLS {
			t.Errorf("%s: port %d with %s", preset.Name, preset.Port, preset.TLS)
		}
	}
	if len(names) < 15 {
		t.Errorf("only %d presets", len(names))
	}
}

func TestMessageIDsAreUniqueAndInTheSendersDomain(t *testing.T) {
	a, b := mail.NewMessageID("studio.example"), mail.NewMessageID("hello@studio.example")
	if a == b || !strings.HasSuffix(a, "@studio.example") || !strings.HasSuffix(b, "@studio.example") || len(a) < 40 {
		t.Errorf("%q, %q", a, b)
	}
	if id := mail.NewMessageID("bücher.example"); !strings.HasSuffix(id, "@xn--bcher-kva.example") {
		t.Errorf("%q", id)
	}
	if id := mail.NewMessageID("a\r\nb"); !strings.HasSuffix(id, "@localhost") {
		t.Errorf("%q", id)
	}
}
