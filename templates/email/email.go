// Package email lays out every email of the studio: one HTML layout and its text.
// It knows nothing of quotes or invoices; the words come ready from the caller, in
// the reader's language.
package email

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"sync"
	texttemplate "text/template"
	"unicode/utf8"
)

// View is what one email shows, from top to bottom. Empty fields leave no gap.
type View struct {
	Lang       string // BCP 47 tag of the words
	StudioName string
	Brand      Brand

	// LogoCID is the Content-ID of the logo that the message carries; empty shows the
	// name alone. LogoWidth and LogoHeight are the picture's own size in pixels: it is
	// shown at most 40 high and 160 wide. Zero means a square.
	LogoCID    string
	LogoWidth  int
	LogoHeight int

	Preheader string // what the inbox shows after the subject
	Heading   string

	// BodyHTML is the letter as HTML (rendered Markdown: paragraphs, lists, links,
	// emphasis); anything beyond that is dropped. BodyText is the same letter as text,
	// with an empty line between paragraphs.
	BodyHTML template.HTML
	BodyText string

	Facts  []Fact // the first is the one that matters, and stands out
	Button *Button
	Code   string // a sign-in code, shown large
	Words  Words
	Footer []string // one line each: who sends this, and why
}

// Fact is one line of a label and its value: an amount, a date.
type Fact struct {
	Label, Value string
}

// Button is the one thing to do. URL is absolute, http or https.
type Button struct {
	Label, URL string
}

// Words are the layout's own sentences in the reader's language.
type Words struct {
	CopyHint string // above the plain address under the button
	CodeHint string // above the code
}

// Errors of Render: faults of the caller, never of what a person typed.
var (
	ErrURL = errors.New("a button needs an absolute http or https address")
	ErrCID = errors.New("a Content-ID has letters, digits, dots and dashes only")
)

//go:embed layout.html layout.txt
var files embed.FS

var layouts = sync.OnceValues(func() (*template.Template, error) {
	return template.New("layout.html").Funcs(template.FuncMap{
		"vml": vmlButton, "msoOpen": msoOpen, "msoClose": msoClose, "msoHead": msoHead, "notMSO": notMSO, "endNotMSO": endNotMSO,
		"short": func(value string) bool { return utf8.RuneCountInString(value) <= 24 },
	}).ParseFS(files, "layout.html")
})

var texts = sync.OnceValues(func() (*texttemplate.Template, error) {
	return texttemplate.New("layout.txt").ParseFS(files, "layout.txt")
})

// Render gives the HTML and the text of an email. Everything in the view is escaped
// but BodyHTML, which is cut down to what a letter needs.
func Render(v View) (html, text string, err error) {
	page, err := newPage(v)
	if err != nil {
		return "", "", err
	}
	layout, err := layouts()
	if err != nil {
		return "", "", fmt.Errorf("parse email layout: %w", err)
	}
	var out bytes.Buffer
	if err := layout.Execute(&out, page); err != nil {
		return "", "", fmt.Errorf("render email: %w", err)
	}
	text, err = renderText(v)
	if err != nil {
		return "", "", err
	}
	return out.String(), text, nil
}

// page is the view as the layout wants it: colours proved, sizes settled.
type page struct {
	View
	Paint  paint
	Logo   *logo
	Body   template.HTML
	Filler template.HTML
}

type logo struct {
	Src           template.URL
	Width, Height int
}

func newPage(v View) (page, error) {
	p := page{View: v, Paint: newPaint(v.Brand), Filler: filler}
	if v.Button != nil && !isWeb(v.Button.URL) {
		return page{}, fmt.Errorf("%w: %q", ErrURL, v.Button.URL)
	}
	if v.LogoCID != "" {
		if !isCID(v.LogoCID) {
			return page{}, fmt.Errorf("%w: %q", ErrCID, v.LogoCID)
		}
		width, height := logoSize(v.LogoWidth, v.LogoHeight)
		p.Logo = &logo{Src: template.URL("cid:" + v.LogoCID), Width: width, Height: height}
	}
	body, err := dressBody(v.BodyHTML, p.Paint)
	if err != nil {
		return page{}, err
	}
	p.Body = body
	return p, nil
}

// logoSize fits a picture into 160 by 40, keeping its shape and never enlarging it
// beyond that.
func logoSize(width, height int) (int, int) {
	if width <= 0 || height <= 0 {
		return 40, 40
	}
	w, h := 40*width/height, 40
	if w > 160 {
		w, h = 160, 160*height/width
	}
	return max(w, 1), max(h, 1)
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

func isCID(id string) bool {
	return !strings.ContainsFunc(id, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(".-_@", r))
	})
}
