package letter_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anteroom/store"
	"anteroom/templates/letter"
	"anteroom/templates/words"
)

const today store.Date = "2026-11-23"

func newWriter(t *testing.T, own ...store.EmailTemplate) letter.Writer {
	t.Helper()
	catalogue, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if missing := catalogue.Missing(); missing != nil {
			t.Errorf("asked in vain for %q", missing)
		}
	})
	return letter.Writer{Words: catalogue, Own: own,
		Studio: &store.Studio{Name: "Alder & Rowe", Currency: "GBP", Locale: "en-GB", Colour: "#0f5d62"}}
}

func written(t *testing.T, w letter.Writer, m store.Mail, s letter.Subjects) letter.Email {
	t.Helper()
	s.URL = "https://portal.example/d/secret"
	text, err := w.Write(m, s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// language is that of a template for a kind.
func language(kind store.EmailKind) string {
	if kind.ToStudio {
		return ""
	}
	return "en"
}

var (
	tags  = regexp.MustCompile(`(?s)<head.*?</head>|<!--.*?-->|<[^>]*>`)
	space = regexp.MustCompile(`[\s\p{Zs}]+`)
)

// plain is what is to be read of either part.
func plain(text string) string { return strings.TrimSpace(space.ReplaceAllString(text, " ")) }

func readable(email letter.Email) string {
	return plain(html.UnescapeString(tags.ReplaceAllString(email.HTML, " ")))
}

// Every kind of email, by its usual words and by words of its own in which every
// field stands: nothing is left to fill, both parts say the same, and the button
// and its address are there.
func TestEveryKindIsWordedAsUsualAndInWordsOfItsOwn(t *testing.T) {
	for _, kind := range store.EmailKinds() {
		t.Run(kind.Name, func(t *testing.T) {
			w := newWriter(t)
			usual, err := w.Usual(kind.Name, "en-GB")
			if err != nil {
				t.Fatal(err)
			}
			if err := (store.EmailTemplate{Kind: kind.Name, Language: language(kind), EmailWords: usual}).Check(); err != nil {
				t.Errorf("the usual words would be refused: %v", err)
			}
			m, about := w.Example(kind.Name, "en-GB", today)
			if found, err := w.Kind(m, about); err != nil || found != kind.Name {
				t.Errorf("the example has the words of %q, %v", found, err)
			}
			bothParts(t, written(t, w, m, about), usual.Button)

			own := store.EmailTemplate{Kind: kind.Name, Language: language(kind), EmailWords: store.EmailWords{Subject: "Ours for {studio}", Button: "Look here"}}
			for _, name := range store.MergeFields(kind.Name) {
				own.Body += "Our " + name + ": {" + name + "}\n\n"
			}
			if err := own.Check(); err != nil {
				t.Fatal(err)
			}
			email := written(t, newWriter(t, own), m, about)
			bothParts(t, email, "Look here")
			if email.Subject != "Ours for Alder & Rowe" || !strings.Contains(email.Text, "Our studio: Alder & Rowe") {
				t.Errorf("the words are not its own: %q\n%s", email.Subject, email.Text)
			}
			if strings.Contains(email.Text, plain(strings.Split(usual.Body, "\n\n")[1%len(strings.Split(usual.Body, "\n\n"))])) {
				t.Errorf("the usual words stand there too: %s", email.Text)
			}
		})
	}
}

func bothParts(t *testing.T, email letter.Email, button string) {
	t.Helper()
	page, text := readable(email), plain(email.Text)
	for _, part := range []string{page, text, email.Subject} {
		if strings.ContainsAny(part, "{}\\") || strings.Contains(part, " ,") || strings.Contains(part, " .") {
			t.Errorf("something is left to fill: %s", part)
		}
	}
	if email.Subject == "" || strings.Count(email.HTML, "https://portal.example/d/secret") < 2 || !strings.Contains(email.Text, button+":\nhttps://portal.example/d/secret") ||
		!strings.Contains(page, button) {
		t.Errorf("the subject, the button or its address is missing: %q\n%s", email.Subject, email.Text)
	}
	for _, word := range strings.Fields(strings.Trim(text, "= ")) {
		word = strings.Trim(word, "=->*:")
		if word != "" && !strings.Contains(page, word) {
			t.Errorf("the text says %q, and the page does not: %s", word, page)
		}
	}
}

// Emails are of kinds whose words can be edited, or are reminders, which have
// steps. What can be edited can be written.
func TestWhatCanBeWrittenCanBeEdited(t *testing.T) {
	w := newWriter(t)
	var named []string
	for _, kind := range store.EmailKinds() {
		named = append(named, kind.Name)
	}
	for _, kind := range w.Kinds() {
		if !slices.Contains(named, kind) && !strings.HasSuffix(kind, "-reminder") && kind != "code" {
			t.Errorf("the words of a %q email cannot be edited", kind)
		}
	}
}

func TestWordsHoldForTheirLanguage(t *testing.T) {
	w := newWriter(t, store.EmailTemplate{Kind: "sign-in", Language: "de", EmailWords: store.EmailWords{Subject: "Ihr Weg", Body: "Guten Tag {name}", Button: "Herein"}})
	m, about := w.Example("sign-in", "en-GB", today)
	if email := written(t, w, m, about); strings.Contains(email.Text, "Guten Tag") {
		t.Errorf("an English reader got German: %s", email.Text)
	}
	w.Own[0].Language = "en"
	for _, lang := range []string{"en", "en-GB", "en-US"} {
		m.Lang = lang
		if email := written(t, w, m, about); email.Subject != "Ihr Weg" || !strings.Contains(email.Text, "Guten Tag Marian") || !strings.Contains(email.Text, "Herein:") {
			t.Errorf("%s: %q %s", lang, email.Subject, email.Text)
		}
	}
}

func TestAFieldWithNothingToSayLeavesNoHole(t *testing.T) {
	for body, want := range map[string]string{
		"Your quote. It ends on {until}. Look at it.":  "Your quote. Look at it.",
		"Dear {name},\n\nIt ends on {until}.\n\nYours": "Dear Marian,\n\nYours",
		"See {title}\n- until {until}\n- now":          "See Brochure and photographs\n- now",
		"Quote No. {number} ends on {until}. Bye.":     "Bye.",
		"> {until}\n\nBye":                             "Bye",
		"Is it {until}? Yes! **Until {until}.** Then.": "Yes! Then.",
	} {
		w := newWriter(t, store.EmailTemplate{Kind: "quote", Language: "en", EmailWords: store.EmailWords{Subject: "Until {until}", Body: body}})
		m, about := w.Example("quote", "en-GB", today)
		about.Quote.ValidUntil = ""
		said, err := w.Said(m, about)
		if err != nil || said.Body != want {
			t.Errorf("%q became %q, %v", body, said.Body, err)
		}
		if said.Subject != "Your quote from Alder & Rowe" {
			t.Errorf("the subject has a hole: %q", said.Subject)
		}
	}
}

func TestASentenceOfAFieldGoesAlone(t *testing.T) {
	w := newWriter(t, store.EmailTemplate{Kind: "credit-note", Language: "en", EmailWords: store.EmailWords{Subject: "Credit", Body: "We took {amount} off. {over} {rest} Bye."}})
	m, about := w.Example("credit-note", "en-GB", today)
	said, err := w.Said(m, about)
	if err != nil || said.Body != "We took £600.00 off. £1,200.00 is left to pay. Bye." {
		t.Errorf("%q, %v", said.Body, err)
	}
}

// Values are letters and nothing more: neither marks, nor fields, nor headers.
func TestAValueIsNeitherMarkupNorAField(t *testing.T) {
	evil := "<script>alert(1)</script> {studio} {amount} [x](https://evil.example) www.evil.example *b*\r\nBcc: all@evil.example"
	own := store.EmailTemplate{Kind: "receipt", Language: "en", EmailWords: store.EmailWords{Subject: "{client}: {amount}",
		Body: "{client}\n\nDear {name}, <script>x</script> [link](javascript:alert) {title}.", Button: "<b>Go</b>"}}
	w := newWriter(t, own)
	m, about := w.Example("receipt", "en-GB", today)
	about.Invoice.Client, about.Invoice.Title, m.ToName = evil, "# 1. "+evil, "{client}"
	email := written(t, w, m, about)
	if strings.ContainsAny(email.Subject, "\r\n") || !strings.Contains(email.Subject, "{studio} {amount}") || !strings.HasSuffix(email.Subject, ": £600.00") {
		t.Errorf("the subject is %q", email.Subject)
	}
	if strings.Contains(email.HTML, "<script") || strings.Contains(email.HTML, "<b>Go") || strings.Contains(email.HTML, "evil.example\"") || strings.Contains(email.HTML, "mailto:") || strings.Contains(email.HTML, "javascript:") {
		t.Errorf("something came through: %s", email.HTML)
	}
	page := readable(email)
	for _, want := range []string{"<script>alert(1)</script> {studio} {amount} [x](https://evil.example) www.evil.example *b* Bcc:", "Dear {client},", "# 1. <script>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	if !strings.Contains(plain(email.Text), "{studio} {amount} [x](https://evil.example) www.evil.example *b* Bcc:") {
		t.Errorf("the text: %s", email.Text)
	}
}

// What was reviewed is filled once more, by what only the sending knows: the
// number that it gives, and who it is. Nothing else in braces is a field by then.
func TestReviewedWordsLeaveOnlyTheNumberOpen(t *testing.T) {
	w := newWriter(t, store.EmailTemplate{Kind: "quote", Language: "en", EmailWords: store.EmailWords{Subject: "{number} for {title}", Body: "{number} is for {title}."}})
	m, about := w.Example("quote", "en-GB", today)
	about.Quote.Number, about.Quote.Title = "", "a {number} of {total}"
	said, err := w.Review(m, about)
	if err != nil || said.Subject != `{number} for a \{number\} of \{total\}` || said.Body != `{number} is for a \{number\} of \{total\}.` {
		t.Fatalf("the review begins with %+v, %v", said, err)
	}
	about.Quote.Number = "Q-0007"
	m.Subject, m.Body = said.Subject, said.Body+" {total} by hand."
	email := written(t, w, m, about)
	if email.Subject != "Q-0007 for a {number} of {total}" || !strings.Contains(email.Text, "Q-0007 is for a {number} of {total}. {total} by hand.") {
		t.Errorf("%q %s", email.Subject, email.Text)
	}
}

func TestALetterToSeveralSpeaksToEach(t *testing.T) {
	w := newWriter(t, store.EmailTemplate{Kind: "contract", Language: "en", EmailWords: store.EmailWords{Subject: "For {name}", Body: "Hello {name}, {title}."}})
	m, about := w.Example("contract", "en-GB", today)
	said, err := w.Review(m, about)
	if err != nil || said.Subject != "For {name}" || !strings.HasPrefix(said.Body, "Hello {name}, Photographs") {
		t.Fatalf("the review begins with %+v, %v", said, err)
	}
	m.Subject, m.Body, m.ToName = said.Subject, said.Body, "Tom Hollis"
	if email := written(t, w, m, about); email.Subject != "For Tom" || !strings.Contains(email.Text, "Hello Tom,") {
		t.Errorf("%q %s", email.Subject, email.Text)
	}
}

func TestWhatWasSentStaysAsItWas(t *testing.T) {
	w := newWriter(t, store.EmailTemplate{Kind: "quote", Language: "en", EmailWords: store.EmailWords{Subject: "New", Body: "New words", Button: "New button"}})
	m, about := w.Example("quote", "en-GB", today)
	m.State, m.Subject, m.Body, m.Button = "sent", "Old {number}", `Old {number} \{x\}`, "Old button"
	sheet, err := w.Sheet(m, about)
	if err != nil || sheet.Subject != "Old {number}" || sheet.Button != "Old button" || string(sheet.Body) != "<p>Old {number} {x}</p>\n" {
		t.Errorf("%+v, %v", sheet, err)
	}
}

func TestAPracticePaymentSaysSoWhateverTheWords(t *testing.T) {
	w := newWriter(t, store.EmailTemplate{Kind: "receipt", Language: "en", EmailWords: store.EmailWords{Body: "Thanks."}})
	w.Studio.Practice = true
	m, about := w.Example("receipt", "en-GB", today)
	if said, err := w.Said(m, about); err != nil || said.Body != "Thanks.\n\nThis was a practice payment. No money moved." {
		t.Errorf("%q, %v", said.Body, err)
	}
}
