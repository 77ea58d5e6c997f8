package mail

import (
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

var errAddress = errors.New("not an email address")

// parseAddress reads one bare address ("anna@studio.example"). The part before the
// @ is kept as it was given; an international domain becomes its ASCII form. Line
// ends and a second address are refused by net/mail, brackets by the domain's rules.
func parseAddress(given string) (string, error) {
	given = strings.TrimSpace(given)
	parsed, err := netmail.ParseAddress(given)
	if err != nil || parsed.Name != "" {
		return "", fmt.Errorf("%w: %q", errAddress, given)
	}
	at := strings.LastIndexByte(given, '@')
	domain, err := asciiDomain(given[at+1:])
	if err != nil {
		return "", fmt.Errorf("%w: %q", errAddress, given)
	}
	return given[:at+1] + domain, nil
}

// asciiDomain gives a host or domain name in the form that DNS knows (RFC 5891).
func asciiDomain(domain string) (string, error) {
	ascii, err := idna.Lookup.ToASCII(strings.TrimSpace(domain))
	if err != nil {
		return "", err
	}
	if ascii == "" || len(ascii) > 253 {
		return "", errAddress
	}
	return ascii, nil
}

// bareAddress is the address as net/mail wants it: a quoted local part unquoted,
// since Address.String quotes it again.
func bareAddress(address string) string {
	parsed, err := netmail.ParseAddress(address)
	if err != nil {
		return address
	}
	return parsed.Address
}

// headerText makes any text fit for a header line: one line, no control or
// formatting characters that could end it or hide a part of it, at most max runes.
func headerText(text string, max int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), isBidi(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > max {
		runes = append(runes[:max-1], '…')
	}
	return string(runes)
}

// isBidi tells the characters that reorder the text after them, by which a name
// can pretend to be another.
func isBidi(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
