package mail

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	netmail "net/mail"
	"path"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// composed is a message ready for the wire.
type composed struct {
	from, to string // envelope addresses, domains in ASCII
	data     []byte // headers and body, CRLF lines, not yet dot-stuffed
}

var errEmpty = errors.New("a message needs a text")

// compose writes a message as RFC 5322 wants it: quoted-printable parts, encoded
// headers, nothing from outside in a header without going through headerText.
func compose(s Settings, m Message, now time.Time) (composed, error) {
	from, err := parseAddress(s.From)
	if err != nil {
		return composed{}, err
	}
	to, err := parseAddress(m.To)
	if err != nil {
		return composed{}, err
	}
	if m.Text == "" && m.HTML == "" {
		return composed{}, errEmpty
	}
	msg := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(mailbox(s.FromName, from))
	msg.ToMailAddress(mailbox(m.ToName, to))
	if err := setReplyTo(msg, s, m); err != nil {
		return composed{}, err
	}
	if err := setHeaders(msg, m, from, now); err != nil {
		return composed{}, err
	}
	setBodies(msg, m)
	if err := setFiles(msg, m); err != nil {
		return composed{}, err
	}
	var data bytes.Buffer
	if _, err := msg.WriteTo(&data); err != nil {
		return composed{}, fmt.Errorf("write message: %w", err)
	}
	return composed{from: from, to: to, data: data.Bytes()}, nil
}

func mailbox(name, address string) *netmail.Address {
	return &netmail.Address{Name: headerText(name, 100), Address: bareAddress(address)}
}

func setReplyTo(msg *gomail.Msg, s Settings, m Message) error {
	given := m.ReplyTo
	if given == "" {
		given = s.ReplyTo
	}
	if given == "" {
		return nil
	}
	address, err := parseAddress(given)
	if err != nil {
		return err
	}
	msg.ReplyToMailAddress(mailbox("", address))
	return nil
}

func setHeaders(msg *gomail.Msg, m Message, from string, now time.Time) error {
	id := m.MessageID
	if id == "" {
		id = NewMessageID(from)
	}
	if !isToken(id) || strings.Count(id, "@") != 1 {
		return fmt.Errorf("not a Message-ID: %q", m.MessageID)
	}
	msg.SetMessageIDWithValue(id)
	date := m.Date
	if date.IsZero() {
		date = now
	}
	msg.SetDateWithValue(date)
	msg.Subject(headerText(m.Subject, 250))
	if m.AutoSubmitted {
		msg.SetGenHeader("Auto-Submitted", "auto-generated")
		msg.SetGenHeader("X-Auto-Response-Suppress", "All") // what Exchange listens to instead
	}
	if m.Lang != "" && isToken(m.Lang) {
		msg.SetGenHeader("Content-Language", m.Lang)
	}
	return nil
}

// isToken tells what may stand in a header as it is: Message-IDs, Content-IDs,
// language tags.
func isToken(s string) bool {
	const odd = ".-_@+="
	return s != "" && len(s) < 200 && !strings.ContainsFunc(s, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(odd, r))
	})
}

func setBodies(msg *gomail.Msg, m Message) {
	text, html := bodyText(m.Text), bodyText(m.HTML)
	switch {
	case html == "":
		msg.SetBodyString(gomail.TypeTextPlain, text)
	case text == "":
		msg.SetBodyString(gomail.TypeTextHTML, html)
	default:
		msg.SetBodyString(gomail.TypeTextPlain, text)
		msg.AddAlternativeString(gomail.TypeTextHTML, html)
	}
}

// bodyText has one kind of line end and no NUL, which some servers refuse.
func bodyText(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(strings.ToValidUTF8(text, "\uFFFD"))
}

func setFiles(msg *gomail.Msg, m Message) error {
	for _, image := range m.Inline {
		if m.HTML == "" {
			break // nothing could show it
		}
		if !isToken(image.ContentID) {
			return fmt.Errorf("not a Content-ID: %q", image.ContentID)
		}
		err := msg.EmbedReader(image.ContentID, bytes.NewReader(image.Data),
			fileHeaders("inline", image.Name, image.Type), gomail.WithFileContentID("<"+image.ContentID+">"))
		if err != nil {
			return fmt.Errorf("embed %q: %w", image.ContentID, err)
		}
	}
	for _, file := range m.Attachments {
		err := msg.AttachReader("attachment", bytes.NewReader(file.Data), fileHeaders("attachment", file.Name, file.Type))
		if err != nil {
			return fmt.Errorf("attach %q: %w", file.Name, err)
		}
	}
	return nil
}

// fileHeaders names a part twice: by RFC 2231 in the disposition, and by RFC 2047 in
// the type, where older programs look.
func fileHeaders(disposition, name, mediaType string) gomail.FileOption {
	name = fileName(name)
	if parsed, _, err := mime.ParseMediaType(mediaType); err != nil {
		mediaType = "application/octet-stream"
	} else {
		mediaType = parsed
	}
	return func(f *gomail.File) {
		f.Header.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": name}))
		f.Header.Set("Content-Type", fmt.Sprintf("%s; name=\"%s\"", mediaType, mime.QEncoding.Encode("utf-8", name)))
	}
}

// fileName leaves a name without a path, and of a length that header lines can take.
func fileName(name string) string {
	name = headerText(path.Base(strings.ReplaceAll(name, `\`, "/")), 1000)
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"/:<>?*|`, r) {
			return '_'
		}
		return r
	}, name)
	if name == "" || name == "." || name == ".." || name == "_" {
		return "file"
	}
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if runes := []rune(stem); len(runes) > 80 {
		stem = string(runes[:80])
	}
	if len(ext) > 12 {
		ext = ""
	}
	return stem + ext
}
