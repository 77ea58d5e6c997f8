package mail

// Preset is what is known of a mail provider's SMTP server.
type Preset struct {
	Name string
	Host string // empty: the owner's own server
	Port int
	TLS  TLS
	// Username is set where the provider gives everybody the same one.
	Username string
	// Help says where user name and password come from.
	Help string
}

// Presets lists providers by kind: mailboxes first, then services made for sending,
// then one's own server. Host and port are those of the providers' help pages.
func Presets() []Preset {
	return append(append(mailboxes(), sendingServices()...), Preset{
		Name: "My own server", Port: 587, TLS: StartTLS,
		Help: "Enter the name of the server, and the user name and password of the mailbox that sends.",
	})
}

func mailboxes() []Preset {
	const address = "The user name is your full email address, the password that of the mailbox."
	return []Preset{
		{Name: "Gmail, Google Workspace", Host: "smtp.gmail.com", Port: 587, TLS: StartTLS,
			Help: "The user name is your full address. The password is an app password: in your Google account switch on 2-Step Verification, then make one at myaccount.google.com/apppasswords."},
		{Name: "Microsoft 365", Host: "smtp.office365.com", Port: 587, TLS: StartTLS,
			Help: "An administrator has to allow Authenticated SMTP for the mailbox (Microsoft 365 admin centre, Users, Mail, Manage email apps). Microsoft switches this way of signing in off by default from the end of 2026; a sending service lasts longer."},
		{Name: "iCloud", Host: "smtp.mail.me.com", Port: 587, TLS: StartTLS,
			Help: "The user name is your full iCloud address. The password is an app-specific password, which you make at account.apple.com under Sign-In and Security."},
		{Name: "Fastmail", Host: "smtp.fastmail.com", Port: 465, TLS: Implicit,
			Help: "The user name is your full address. The password is an app password, from Settings, Privacy & Security."},
		{Name: "Zoho Mail", Host: "smtppro.zoho.com", Port: 465, TLS: Implicit,
			Help: "For accounts in Europe the server is smtppro.zoho.eu, in India smtppro.zoho.in; without a domain of your own smtp.zoho.com. With two-factor sign-in the password is an app password."},
		{Name: "Proton Mail", Host: "smtp.protonmail.ch", Port: 587, TLS: StartTLS,
			Help: "For paid plans with a domain of your own. User name and password are an SMTP token, from Settings, IMAP/SMTP."},
		{Name: "Yahoo Mail", Host: "smtp.mail.yahoo.com", Port: 465, TLS: Implicit,
			Help: "The user name is your full address. The password is an app password, from Account security."},
		{Name: "Gandi", Host: "mail.gandi.net", Port: 587, TLS: StartTLS, Help: address},
		{Name: "GMX", Host: "mail.gmx.net", Port: 587, TLS: StartTLS,
			Help: "Switch on POP3 and IMAP in the settings of GMX Mail first. Outside Germany the server is mail.gmx.com. " + address},
		{Name: "Hetzner", Host: "mail.your-server.de", Port: 587, TLS: StartTLS, Help: address},
		{Name: "Infomaniak", Host: "mail.infomaniak.com", Port: 465, TLS: Implicit, Help: address},
		{Name: "IONOS", Host: "smtp.ionos.com", Port: 465, TLS: Implicit,
			Help: "In Germany the server is smtp.ionos.de, in the United Kingdom smtp.ionos.co.uk. It sends only from addresses of your own domain. " + address},
		{Name: "mailbox.org", Host: "smtp.mailbox.org", Port: 465, TLS: Implicit, Help: address},
		{Name: "OVHcloud", Host: "ssl0.ovh.net", Port: 465, TLS: Implicit,
			Help: "For MX Plan. For Exchange and Email Pro your control panel names the server, with port 587. " + address},
		{Name: "STRATO", Host: "smtp.strato.de", Port: 465, TLS: Implicit, Help: address},
	}
}

func sendingServices() []Preset {
	return []Preset{
		{Name: "Amazon SES", Host: "email-smtp.eu-west-1.amazonaws.com", Port: 587, TLS: StartTLS,
			Help: "Put your own region into the server's name (this one is Ireland). User name and password are SMTP credentials, which you make in the SES console; they are not your AWS keys. A new account sends only to verified addresses until Amazon lifts the sandbox."},
		{Name: "Brevo", Host: "smtp-relay.brevo.com", Port: 587, TLS: StartTLS,
			Help: "From Settings, SMTP & API: the user name is the SMTP login, the password an SMTP key (not an API key)."},
		{Name: "Mailgun", Host: "smtp.mailgun.org", Port: 587, TLS: StartTLS,
			Help: "For domains in the EU region the server is smtp.eu.mailgun.org. User name and password are SMTP credentials of the sending domain."},
		{Name: "Mailjet", Host: "in-v3.mailjet.com", Port: 587, TLS: StartTLS,
			Help: "The user name is the API key, the password the secret key."},
		{Name: "Postmark", Host: "smtp.postmarkapp.com", Port: 587, TLS: StartTLS,
			Help: "The Server API token is both user name and password."},
		{Name: "Resend", Host: "smtp.resend.com", Port: 465, TLS: Implicit, Username: "resend",
			Help: "The password is an API key that may send."},
		{Name: "SendGrid", Host: "smtp.sendgrid.net", Port: 587, TLS: StartTLS, Username: "apikey",
			Help: "The user name is the word apikey. The password is an API key that may send mail."},
		{Name: "SMTP2GO", Host: "mail.smtp2go.com", Port: 587, TLS: StartTLS,
			Help: "User name and password are those of an SMTP user, from Sending, SMTP Users."},
	}
}
