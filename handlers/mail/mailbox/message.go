package mailbox

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/net/html"
)

// Message is a mail as it arrived, taken apart.
type Message struct {
	EnvelopeFrom, EnvelopeTo string
	SMTPUTF8                 bool // the sender asked for international addresses (RFC 6531)
	Raw                      []byte
	Header                   netmail.Header
	Subject                  string // decoded
	MessageID                string // without angle brackets
	Text, HTML               string // the two parts, decoded; CRLF made to LF
	Links                    []string
	Inline                   []File
	Attachments              []File
}

// File is an attached or inline part.
type File struct {
	Name, Type, ContentID string
	Data                  []byte
}

// Link gives the first link of the HTML part that has this text in its address, or "".
func (m Message) Link(part string) string {
	for _, link := range m.Links {
		if strings.Contains(link, part) {
			return link
		}
	}
	return ""
}

// Parse takes the raw message apart, and refuses what a strict reader would stumble over.
func Parse(m Message) (Message, error) {
	parsed, err := netmail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		return m, fmt.Errorf("read message: %w", err)
	}
	m.Header = parsed.Header
	m.MessageID = strings.Trim(parsed.Header.Get("Message-Id"), "<>")
	if m.Subject, err = new(mime.WordDecoder).DecodeHeader(parsed.Header.Get("Subject")); err != nil {
		return m, fmt.Errorf("read subject: %w", err)
	}
	if err := m.part(textproto.MIMEHeader(parsed.Header), parsed.Body); err != nil {
		return m, err
	}
	return m, m.findLinks()
}

func (m *Message) part(header textproto.MIMEHeader, body io.Reader) error {
	mediaType, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("content type %q: %w", header.Get("Content-Type"), err)
	}
	if strings.HasPrefix(mediaType, "multipart/") {
		return m.parts(multipart.NewReader(body, params["boundary"]))
	}
	data, err := io.ReadAll(decoder(header.Get("Content-Transfer-Encoding"), body))
	if err != nil {
		return fmt.Errorf("decode %s: %w", mediaType, err)
	}
	disposition, named, err := mime.ParseMediaType(header.Get("Content-Disposition"))
	if err != nil && header.Get("Content-Disposition") != "" {
		return fmt.Errorf("content disposition: %w", err)
	}
	file := File{Name: named["filename"], Type: mediaType, ContentID: strings.Trim(header.Get("Content-Id"), "<>"), Data: data}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	switch {
	case disposition == "attachment":
		m.Attachments = append(m.Attachments, file)
	case disposition == "inline":
		m.Inline = append(m.Inline, file)
	case mediaType == "text/html":
		m.HTML = text
	default:
		m.Text = text
	}
	return nil
}

func (m *Message) parts(reader *multipart.Reader) error {
	for {
		part, err := reader.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("next part: %w", err)
		}
		if err := m.part(part.Header, part); err != nil {
			return err
		}
	}
}

func decoder(encoding string, body io.Reader) io.Reader {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

func (m *Message) findLinks() error {
	tree, err := html.Parse(strings.NewReader(m.HTML))
	if err != nil {
		return fmt.Errorf("read html: %w", err)
	}
	for node := range tree.Descendants() {
		if node.Type != html.ElementNode || node.Data != "a" {
			continue
		}
		for _, attribute := range node.Attr {
			if attribute.Key == "href" {
				m.Links = append(m.Links, attribute.Val)
			}
		}
	}
	return nil
}
