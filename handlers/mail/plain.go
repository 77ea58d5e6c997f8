package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
)

var (
	errNoStartTLS = errors.New("the server does not offer STARTTLS")
	errNoAuth     = errors.New("the server offers no sign-in")
	errMechanism  = errors.New("the server offers no way of signing in with a password")
	errNoUTF8     = errors.New("the server does not take addresses with letters beyond ASCII")
)

// settingsAreWrong tells the errors without a reply that waiting will not mend.
func settingsAreWrong(stage Stage, err error) bool {
	var dns *net.DNSError
	var address *net.AddrError
	switch {
	case errors.Is(err, errNoStartTLS), errors.Is(err, errNoAuth), errors.Is(err, errMechanism):
		return true
	case errors.As(err, &dns):
		return dns.IsNotFound
	case errors.As(err, &address):
		return true
	case stage == AtTLS:
		return isCertificate(err) || isNotTLS(err)
	}
	return false
}

func isCertificate(err error) bool {
	var verification *tls.CertificateVerificationError
	return errors.As(err, &verification)
}

func isNotTLS(err error) bool {
	var record tls.RecordHeaderError
	var alert tls.AlertError
	return errors.As(err, &record) || errors.As(err, &alert)
}

// plainWords says what a failure means and what to do, to someone who does not
// know SMTP.
func plainWords(f *Failure, s Settings, err error) string {
	if f.Code != 0 {
		return plainReply(f, s)
	}
	var dns *net.DNSError
	server := fmt.Sprintf("%s, port %d", s.Host, s.Port)
	switch {
	case f.Stage == AtMessage:
		return plainMessage(err)
	case f.Stage == AtAccept:
		return "The connection broke after the email was handed over, so it may or may not have arrived. It will be tried again in a way that mail programs recognise as the same email."
	case errors.Is(err, errNoStartTLS):
		return "The server does not offer encryption (STARTTLS) on this port, so nothing was sent. Try port 465 with TLS, or ask your provider which port is encrypted."
	case errors.Is(err, errNoAuth):
		return "The server does not ask for a user name and password on this port. Try port 587 or 465; for a server that needs no sign-in, leave the user name empty."
	case errors.Is(err, errMechanism):
		return "The server does not accept a user name and password. It may want a sign-in that only its own apps can do; ask your provider for SMTP access with an app password."
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("There is no server called %s. Check the spelling of the server name.", s.Host)
	case errors.As(err, &dns):
		return fmt.Sprintf("The name %s could not be looked up just now. Check the name server of this machine if it does not pass by itself.", s.Host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("Nothing answers at %s. Check the server name and the port: most servers use 587 or 465.", server)
	case isTimeout(err):
		return plainTimeout(f.Stage, s)
	case f.Stage == AtTLS:
		return plainTLS(s, err)
	}
	return fmt.Sprintf("The connection to %s broke. This often passes by itself.", server)
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.As(err, &network) && network.Timeout()
}

// plainTimeout names the two usual causes: a blocked port, and a server that waits
// for TLS on a port where we wait for its greeting.
func plainTimeout(stage Stage, s Settings) string {
	if stage != AtConnect {
		return fmt.Sprintf("The server %s stopped answering. This often passes by itself.", s.Host)
	}
	words := fmt.Sprintf("The server %s did not answer on port %d in time.", s.Host, s.Port)
	if s.Port == 465 && s.TLS != Implicit {
		return words + " Port 465 wants TLS from the first byte: choose TLS instead of STARTTLS."
	}
	return words + " Many hosting companies block ports 25 and 465: try 587, or ask yours to open it."
}

// plainTLS tells the faults of certificates apart.
func plainTLS(s Settings, err error) string {
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &name):
		return fmt.Sprintf("The server's certificate is not for %s. Use the server name that your provider gives, not an alias of it.", s.Host)
	case errors.As(err, &authority):
		return fmt.Sprintf("The certificate of %s is not signed by an authority that this machine trusts, so nothing was sent. Check the server name, or give the server a proper certificate.", s.Host)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fmt.Sprintf("The certificate of %s is out of date, or the clock of this machine is wrong.", s.Host)
	case isNotTLS(err) && s.TLS == Implicit:
		return fmt.Sprintf("The server does not speak TLS on port %d from the first byte. Choose STARTTLS, or port 465.", s.Port)
	}
	return fmt.Sprintf("No encrypted connection to %s could be made. Check the port: 465 goes with TLS, 587 with STARTTLS.", s.Host)
}

func plainMessage(err error) string {
	switch {
	case errors.Is(err, errNoUTF8):
		return "The address has letters that your mail server cannot handle before the @. Ask the person for another address."
	case errors.Is(err, errAddress):
		return "This is not an email address. Correct it and send again."
	}
	return "This email could not be put together. Please report it."
}

// plainReply explains a reply by its stage and code. The enhanced codes are those of
// RFC 3463 and of the large providers' own lists.
func plainReply(f *Failure, s Settings) string {
	code := enhancedCode(f.Server)
	switch {
	case f.Kind == Configuration:
		return plainRefusal(f, s, code)
	case f.Kind == Temporary && f.Stage == AtRecipient:
		return "The server asks to try this address again later. It will be tried again by itself."
	case f.Kind == Temporary:
		return "The server asks to try again later. It will be tried again by itself."
	case strings.HasPrefix(code, "5.1.") && f.Stage == AtRecipient, f.Stage == AtRecipient && (f.Code == 551 || f.Code == 553):
		return "There is no such mailbox. Check the spelling of the address, or ask the person for another one."
	case code == "5.2.2":
		return "The person's mailbox is full. Reach them in another way, and send the email again later."
	case code == "5.3.4" || f.Code == 552:
		return "The email is too large for the server. Send a link instead of attachments."
	case f.Code == 550 && f.Stage == AtRecipient && code == "":
		return "The server refused this address. Check its spelling, or ask the person for another one."
	case code == "5.7.26" || strings.Contains(strings.ToUpper(f.Server), "DMARC"):
		return "The receiving side could not check that the email is yours. Add the SPF and DKIM records of your mail provider to your domain's DNS."
	case strings.HasPrefix(code, "5.7.") && f.Stage == AtRecipient:
		return "The server does not let you write to this address. If that happens with every address, check user name and password in the email settings."
	case strings.HasPrefix(code, "5.7."):
		return "The server refused the email by its rules, often because it looked like spam to it. Its own words say more."
	}
	return "The server refused this email for good. Its own words say why."
}

// plainRefusal explains what stops every message.
func plainRefusal(f *Failure, s Settings, code string) string {
	switch {
	case code == "5.7.30":
		return "Microsoft has switched off signing in with a password for this account. An administrator can switch SMTP AUTH on again for a while; a sending service such as Postmark or Brevo is the lasting answer."
	case f.Code == 534, strings.Contains(f.Server, "5.7.9"), strings.Contains(strings.ToLower(f.Server), "application-specific"):
		return "The server wants an app password, which you make in your account's security settings. Your usual password does not work here."
	case f.Stage == AtLogin && f.Code == 535:
		return "The server does not accept this user name and password. Check both; Gmail, Microsoft, iCloud, Fastmail, Yahoo and Zoho want an app password, not your usual one."
	case f.Code == 530 && s.Username == "":
		return "The server wants a user name and password. Enter them in the email settings."
	case f.Code == 530 || f.Code == 538:
		return "The server wants an encrypted connection first. Choose STARTTLS with port 587, or TLS with port 465."
	case f.Stage == AtSender || code == "5.2.252" || code == "5.7.60":
		return fmt.Sprintf("The server does not let this account send from %s. Use the account's own address, or have this one approved by your provider.", s.From)
	case f.Stage == AtLogin:
		return "The server refused the sign-in. Its own words say why."
	case f.Stage == AtTLS:
		return "The server refused to encrypt the connection, so nothing was sent. Try port 465 with TLS."
	}
	return fmt.Sprintf("The server %s refuses to talk to this machine. Its own words say why; often the machine's IP address is on a block list, and a sending service helps.", s.Host)
}
