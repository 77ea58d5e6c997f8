package mail

import "github.com/wneessen/go-mail/smtp"

// passwordAuth signs in by the way that the server offers and that passwords fit.
// Over TLS the plain ways come first, since every server does them well; in clear
// those come first that do not show the password.
type passwordAuth struct {
	username, password string
	smtp.Auth
}

// Start picks the mechanism (RFC 4954) and begins with it.
func (a *passwordAuth) Start(server *smtp.ServerInfo) (string, []byte, error) {
	if len(server.Auth) == 0 {
		return "", nil, errNoAuth
	}
	plain := []string{"PLAIN", "LOGIN"}
	hashed := []string{"SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"}
	order := append(plain, hashed...)
	if !server.TLS {
		order = append(hashed, plain...)
	}
	for _, mechanism := range order {
		for _, offered := range server.Auth {
			if offered == mechanism {
				a.Auth = a.mechanism(mechanism, server.Name)
				return a.Auth.Start(server)
			}
		}
	}
	return "", nil, errMechanism
}

// mechanism allows the plain ways without TLS: that happens only where the owner has
// chosen no encryption.
func (a *passwordAuth) mechanism(name, host string) smtp.Auth {
	switch name {
	case "SCRAM-SHA-256":
		return smtp.ScramSHA256Auth(a.username, a.password)
	case "SCRAM-SHA-1":
		return smtp.ScramSHA1Auth(a.username, a.password)
	case "CRAM-MD5":
		return smtp.CRAMMD5Auth(a.username, a.password)
	case "LOGIN":
		return smtp.LoginAuth(a.username, a.password, host, true)
	}
	return smtp.PlainAuth("", a.username, a.password, host, true)
}
