package mail

import (
	"errors"
	"fmt"
	"net/textproto"
	"strings"
	"unicode"
)

// Kind says what to do about a message that was not taken.
type Kind string

const (
	// Temporary: nothing was delivered; try again later.
	Temporary Kind = "temporary"
	// Permanent: the server refused this message for good; trying again is in vain.
	Permanent Kind = "permanent"
	// Configuration: no message will pass until the owner mends the settings.
	Configuration Kind = "configuration"
	// Unknown: the message may have been delivered. Try again with the same
	// Message-ID, by which receivers drop the double.
	Unknown Kind = "unknown"
)

// Stage is how far the conversation with the server came.
type Stage string

// The stages in their order.
const (
	AtMessage   Stage = "message"   // the message itself cannot be sent
	AtConnect   Stage = "connect"   // finding and reaching the server, its greeting
	AtTLS       Stage = "tls"       // protecting the connection
	AtLogin     Stage = "login"     // user name and password
	AtSender    Stage = "sender"    // MAIL FROM
	AtRecipient Stage = "recipient" // RCPT TO
	AtContent   Stage = "content"   // DATA and the text, before its end was sent
	AtAccept    Stage = "accept"    // the text was sent whole; the answer to it
)

// Failure is why a message was not taken. It is the only error type of Send.
type Failure struct {
	Kind  Kind
	Stage Stage
	Code  int // the server's reply code; 0 if it gave none
	// Server is the server's own words with the code, such as "535 5.7.8 Username and
	// Password not accepted". Empty if the server said nothing.
	Server string
	// Plain says to the owner what it means and what to do.
	Plain string

	cause error
}

// Error is for logs. It has no password in it, but it may have addresses.
func (f *Failure) Error() string {
	detail := f.Server
	if detail == "" && f.cause != nil {
		detail = f.cause.Error()
	}
	return fmt.Sprintf("mail (%s, at %s): %s", f.Kind, f.Stage, strings.ReplaceAll(detail, "\n", " / "))
}

// Unwrap gives the network's or the protocol's own error.
func (f *Failure) Unwrap() error { return f.cause }

// newFailure judges an error by the stage at which it came.
func newFailure(stage Stage, s Settings, err error) *Failure {
	f := &Failure{Stage: stage, cause: err}
	var reply *textproto.Error
	if errors.As(err, &reply) {
		f.Code = reply.Code
		f.Server = serverWords(reply)
	}
	f.Kind = kindOf(f, err)
	f.Plain = plainWords(f, s, err)
	return f
}

// kindOf holds the rule: before MAIL a final refusal is about the settings, since
// every message would meet it; from MAIL on it is about this message. A reply that
// never came is temporary until the text was sent whole, and unknown after.
func kindOf(f *Failure, err error) Kind {
	switch {
	case f.Stage == AtMessage:
		return Permanent
	case f.Code == 0 && f.Stage == AtAccept:
		return Unknown
	case f.Code == 0 && settingsAreWrong(f.Stage, err):
		return Configuration
	case f.Code >= 500 && f.Code < 600 && senderRefused(f):
		return Configuration
	case f.Code >= 500 && f.Code < 600:
		return Permanent
	}
	return Temporary
}

// senderRefused tells the final refusals that every message would meet: at sign-in
// or before, and "sign in first", "not from this address" and "no password sign-in"
// whenever they come.
func senderRefused(f *Failure) bool {
	switch f.Stage {
	case AtConnect, AtTLS, AtLogin:
		return true
	}
	switch f.Code {
	case 530, 534, 535, 538:
		return true
	}
	switch enhancedCode(f.Server) {
	case "5.7.30", "5.2.252", "5.7.60": // Microsoft 365: no basic sign-in; send as denied
		return true
	case "5.7.0", "5.7.1", "5.1.7", "5.1.8":
		return f.Stage == AtSender
	}
	return f.Stage == AtSender && f.Code == 553
}

// serverWords puts a reply together again as the server sent it.
func serverWords(reply *textproto.Error) string {
	words := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(reply.Msg, "\uFFFD"))
	if len(words) > 2000 {
		words = strings.ToValidUTF8(words[:2000], "") + "…"
	}
	return strings.TrimSpace(fmt.Sprintf("%03d %s", reply.Code, words))
}

// enhancedCode finds the status code of RFC 3463 in a reply, or gives "".
func enhancedCode(server string) string {
	_, rest, _ := strings.Cut(server, " ")
	code, _, _ := strings.Cut(rest, " ")
	if len(code) < 5 || strings.Count(code, ".") != 2 || strings.Trim(code, "0123456789.") != "" {
		return ""
	}
	return code
}
