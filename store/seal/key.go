package seal

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"time"
)

// years is how long a key seals. A seal holds beyond that: readers ask whether
// the certificate was valid when the seal was made.
const years = 20

// Key seals: a private key on the curve P-256 and the certificate that goes with
// each of its seals.
type Key struct {
	private     *ecdsa.PrivateKey
	certificate *x509.Certificate
}

// NewKey makes a key and has it sign its own certificate, which names the studio
// (RFC 5280, of which X.520 limits a common name to 64 characters). It is valid
// from a day before at, since clocks differ.
func NewKey(name string, at time.Time) (Key, error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Key{}, fmt.Errorf("make a key: %w", err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return Key{}, fmt.Errorf("make a serial number: %w", err)
	}
	subject := pkix.Name{CommonName: clip(name, 64), Organization: []string{clip(name, 64)}}
	template := &x509.Certificate{
		SerialNumber: serial.Add(serial, big.NewInt(1)), Subject: subject, Issuer: subject,
		NotBefore: at.AddDate(0, 0, -1), NotAfter: at.AddDate(years, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		return Key{}, fmt.Errorf("make a certificate: %w", err)
	}
	certificate, err := x509.ParseCertificate(der)
	return Key{private, certificate}, err
}

// Certificate is the key's certificate.
func (k Key) Certificate() Certificate { return Certificate{k.certificate} }

// Seals tells whether the key may still seal at an instant.
func (k Key) Seals(at time.Time) bool { return at.Before(k.certificate.NotAfter) }

// Private is the secret half, PKCS#8 in DER.
func (k Key) Private() ([]byte, error) { return x509.MarshalPKCS8PrivateKey(k.private) }

// ReadKey reads a key from its certificate and what [Key.Private] gave.
func ReadKey(certificate, private []byte) (Key, error) {
	c, err := x509.ParseCertificate(certificate)
	if err != nil {
		return Key{}, fmt.Errorf("read the certificate: %w", err)
	}
	secret, err := x509.ParsePKCS8PrivateKey(private)
	if err != nil {
		return Key{}, fmt.Errorf("read the private key: %w", err)
	}
	p, ok := secret.(*ecdsa.PrivateKey)
	if !ok || !p.PublicKey.Equal(c.PublicKey) {
		return Key{}, errors.New("the private key is not the certificate's")
	}
	return Key{p, c}, nil
}

// Certificate says whose key a seal was made with.
type Certificate struct{ x509 *x509.Certificate }

// ReadCertificate reads what [Certificate.DER] gave.
func ReadCertificate(der []byte) (Certificate, error) {
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return Certificate{}, fmt.Errorf("read the certificate: %w", err)
	}
	return Certificate{c}, nil
}

// DER is the certificate as X.509 writes it.
func (c Certificate) DER() []byte { return c.x509.Raw }

// Fingerprint is the SHA-256 of the certificate, in hexadecimal digits: readers of
// PDFs show it, so that a seal can be held against what the studio says its own is.
func (c Certificate) Fingerprint() string {
	sum := sha256.Sum256(c.x509.Raw)
	return hex.EncodeToString(sum[:])
}

// clip cuts text off after so many characters.
func clip(s string, most int) string {
	for i := range s {
		if most == 0 {
			return s[:i]
		}
		most--
	}
	return s
}
