// Package mail hands finished messages to the studio's SMTP server and says, in
// words an owner can act on, what became of each. It renders nothing and keeps
// nothing: the texts come from templates/email, the queue is the outbox of store.
//
// Errors of Send are always *Failure; its Kind tells the outbox whether to try
// again. Nothing is ever sent in clear unless Settings.TLS is None.
package mail

import (
	"crypto/rand"
	"encoding/hex"
	"strings"
	"time"
)

// Message is one email to one person. Text and HTML are UTF-8; at least one of
// them must be there, and a message with both becomes multipart/alternative.
type Message struct {
	// MessageID is the identity that receivers use to drop doubles: "id@domain",
	// without angle brackets, from NewMessageID. Keep it for every retry of the same
	// message. Empty makes a fresh one, which suits only what is never retried.
	MessageID string

	To     string // bare address, as the person gave it; its domain may be international
	ToName string

	Subject string
	Text    string
	HTML    string

	// Inline images are shown inside the HTML, which names them "cid:…".
	Inline      []Inline
	Attachments []Attachment

	// Date is when the message was written, kept for retries. Zero means now.
	Date time.Time

	// ReplyTo overrides Settings.ReplyTo for this message, for example with the
	// address of the member of staff who wrote it.
	ReplyTo string

	// AutoSubmitted marks what no person wrote at that moment (receipts, reminders),
	// so that holiday answers stay away (RFC 3834).
	AutoSubmitted bool

	// Lang is the BCP 47 tag of the text, for Content-Language. It may be empty.
	Lang string
}

// Inline is an image that the HTML part shows by its Content-ID.
type Inline struct {
	ContentID string // "logo" for src="cid:logo"; letters, digits, ".", "-", "_", "@"
	Name      string
	Type      string // media type, such as "image/png"
	Data      []byte
}

// Attachment is a file that the message carries.
type Attachment struct {
	Name string // as the reader sees it; any script, without a path
	Type string // media type, such as "application/pdf"
	Data []byte
}

// NewMessageID gives a Message-ID that no other message has, in the sender's own
// domain (of an address or by itself): "3f…@studio.example", without angle brackets.
func NewMessageID(domain string) string {
	if at := strings.LastIndexByte(domain, '@'); at >= 0 {
		domain = domain[at+1:]
	}
	ascii, err := asciiDomain(domain)
	if err != nil {
		ascii = "localhost"
	}
	id := make([]byte, 16)
	rand.Read(id) // never fails: crypto/rand ends the program instead
	return hex.EncodeToString(id) + "@" + ascii
}
