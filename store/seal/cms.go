package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/smallstep/pkcs7"
)

// signingCertificateV2 is the attribute that ties a signature to its certificate
// (RFC 5035); PAdES asks for it.
var signingCertificateV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}

// sign makes the signature of a hash.
type sign func(hash []byte) ([]byte, error)

func (k Key) sign(hash []byte) ([]byte, error) {
	return k.private.Sign(nil, hash, crypto.SHA256)
}

// errNotSigned says that a signature is not that of the certificate.
var errNotSigned = errors.New("the signature does not hold")

// confirm hands a signature back, if it is the certificate's over the hash.
func confirm(certificate *x509.Certificate, signature []byte) sign {
	return func(hash []byte) ([]byte, error) {
		public, ok := certificate.PublicKey.(*ecdsa.PublicKey)
		if !ok || !ecdsa.VerifyASN1(public, hash, signature) {
			return nil, errNotSigned
		}
		return signature, nil
	}
}

// message makes the detached PKCS#7 message over content of this digest (SHA-256),
// with the attributes of PAdES baseline B-B (ETSI EN 319 142-1): content type, digest,
// certificate. There is nothing in it that digest, certificate and signature do not
// determine, so that whoever has these three can make it again, byte for byte.
func message(digest [sha256.Size]byte, certificate *x509.Certificate, sign sign) ([]byte, error) {
	data, err := pkcs7.NewSignedData(nil)
	if err != nil {
		return nil, err
	}
	data.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	bound := pkcs7.Attribute{Type: signingCertificateV2, Value: reference(certificate)}
	if err := data.AddSigner(certificate, unsigned{certificate}, pkcs7.SignerInfoConfig{ExtraSignedAttributes: []pkcs7.Attribute{bound}}); err != nil {
		return nil, err
	}
	data.Detach()
	// The library hashes a content that it holds in memory, and tells the machine's time;
	// ours is hashed where it is, and PAdES keeps the time in the PDF.
	info := &data.GetSignedData().SignerInfos[0]
	attributes := info.AuthenticatedAttributes[:0]
	for _, a := range info.AuthenticatedAttributes {
		switch {
		case a.Type.Equal(pkcs7.OIDAttributeSigningTime):
			continue
		case a.Type.Equal(pkcs7.OIDAttributeMessageDigest):
			if a.Value.Bytes, err = asn1.Marshal(digest[:]); err != nil {
				return nil, err
			}
		}
		attributes = append(attributes, a)
	}
	signed, err := asn1.MarshalWithParams(attributes, "set")
	if err != nil {
		return nil, fmt.Errorf("marshal the signed attributes: %w", err)
	}
	hash := sha256.Sum256(signed)
	if info.EncryptedDigest, err = sign(hash[:]); err != nil {
		return nil, err
	}
	info.AuthenticatedAttributes = attributes
	return data.Finish()
}

// unsigned is a signer that leaves the signing for later.
type unsigned struct{ certificate *x509.Certificate }

func (u unsigned) Public() crypto.PublicKey { return u.certificate.PublicKey }

func (unsigned) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) { return nil, nil }

// certificateReference is SigningCertificateV2 of RFC 5035, whose hash is SHA-256
// where none is named.
type certificateReference struct{ Certificates []certificateID }

type certificateID struct {
	Hash   []byte
	Issuer issuerSerial
}

type issuerSerial struct {
	Names  []asn1.RawValue
	Serial *big.Int
}

func reference(certificate *x509.Certificate) certificateReference {
	hash := sha256.Sum256(certificate.Raw)
	directoryName := asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 4, IsCompound: true, Bytes: certificate.RawIssuer}
	return certificateReference{[]certificateID{{hash[:], issuerSerial{[]asn1.RawValue{directoryName}, certificate.SerialNumber}}}}
}

// parts are what a message tells of itself, whether or not it holds.
type parts struct {
	signature []byte
	digest    []byte // of the content
}

// read takes a message apart, as far as ours go: one signer, one certificate.
func read(message []byte) (p parts, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("read a signature: %v", fault)
		}
	}()
	parsed, err := pkcs7.Parse(message)
	if err != nil {
		return p, fmt.Errorf("read a signature: %w", err)
	}
	if len(parsed.Signers) != 1 {
		return p, errors.New("read a signature: it has not one signer")
	}
	p.signature = parsed.Signers[0].EncryptedDigest
	return p, parsed.UnmarshalSignedAttribute(pkcs7.OIDAttributeMessageDigest, &p.digest)
}
