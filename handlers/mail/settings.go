package mail

import (
	"net"
	"strings"
	"unicode"
)

// TLS says how the connection to the server is protected.
type TLS string

const (
	// StartTLS begins in clear and must turn to TLS before anything is said; a server
	// that does not offer it is refused. The usual way on ports 587 and 25.
	StartTLS TLS = "starttls"
	// Implicit is TLS from the first byte, the usual way on port 465.
	Implicit TLS = "tls"
	// None sends everything in clear, password included. Only for a server on the
	// same machine or a private network.
	None TLS = "none"
)

// Settings are what the owner enters to send mail.
type Settings struct {
	Host     string // name or IP address of the server
	Port     int    // 0: the usual port of TLS
	Username string // empty: the server asks for no sign-in
	Password string
	From     string // bare address
	FromName string
	ReplyTo  string // bare address; empty: answers go to From
	TLS      TLS    // empty: follows the port
}

// FieldError is what is wrong with one field of the settings, in plain words.
type FieldError struct {
	Field string // host, port, username, password, from, from_name, reply_to, tls
	Words string
}

// Complete fills in what follows from the rest: the TLS mode from the port (465 is
// TLS from the first byte, any other STARTTLS), the port from the TLS mode.
func (s Settings) Complete() Settings {
	s.Host = strings.TrimSuffix(strings.TrimSpace(s.Host), ".")
	s.Username = strings.TrimSpace(s.Username)
	s.From = strings.TrimSpace(s.From)
	s.ReplyTo = strings.TrimSpace(s.ReplyTo)
	if s.TLS == "" {
		s.TLS = StartTLS
		if s.Port == 465 {
			s.TLS = Implicit
		}
	}
	if s.Port == 0 {
		s.Port = map[TLS]int{StartTLS: 587, Implicit: 465, None: 25}[s.TLS]
	}
	return s
}

// Check lists what keeps the settings from working, at most one line for a field.
// It does not go to the network: only sending a test email proves settings.
func (s Settings) Check() []FieldError {
	s = s.Complete()
	var wrong []FieldError
	add := func(field, words string) {
		if words != "" {
			wrong = append(wrong, FieldError{field, words})
		}
	}
	add("host", checkHost(s.Host))
	if s.Port < 1 || s.Port > 65535 {
		add("port", "Enter a port between 1 and 65535. Most servers use 587 or 465.")
	}
	switch s.TLS {
	case StartTLS, Implicit, None:
	default:
		add("tls", "Choose STARTTLS, TLS or no encryption.")
	}
	if strings.ContainsFunc(s.Username, unicode.IsControl) || len(s.Username) > 320 {
		add("username", "The user name has characters that cannot be in one.")
	}
	switch {
	case s.Username != "" && s.Password == "":
		add("password", "Enter the password that belongs to this user name.")
	case s.Username == "" && s.Password != "":
		add("username", "Enter the user name that belongs to this password.")
	}
	if _, err := parseAddress(s.From); err != nil {
		add("from", "Enter the address that your emails come from, such as hello@yourstudio.example.")
	}
	if s.ReplyTo != "" {
		if _, err := parseAddress(s.ReplyTo); err != nil {
			add("reply_to", "Enter an email address, or leave this empty.")
		}
	}
	if len([]rune(s.FromName)) > 100 {
		add("from_name", "Keep the name under 100 characters.")
	}
	return wrong
}

// checkHost says what is wrong with the name of a server, or nothing.
func checkHost(host string) string {
	switch {
	case host == "":
		return "Enter the name of your mail server, such as smtp.example.com."
	case net.ParseIP(host) != nil:
		return ""
	case strings.Contains(host, "@"):
		return "This is an email address. Enter the name of the mail server, such as smtp.example.com."
	case strings.ContainsAny(host, "/: ") || strings.ContainsFunc(host, unicode.IsControl):
		return "Enter the name alone, such as smtp.example.com, without https:// and without the port."
	}
	if _, err := asciiDomain(host); err != nil {
		return "This is not the name of a server. It looks like smtp.example.com."
	}
	return ""
}
