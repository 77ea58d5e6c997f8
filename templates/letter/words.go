package letter

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
)

// How an email gets its words: those that somebody wrote for it alone, or the
// studio's own of its kind, or the catalogue's. All of them hold merge fields.

// draft is an email before it is laid out.
type draft struct {
	kind    string           // whose words it has, where mails of one kind may have several
	words   store.EmailWords // the catalogue's, with merge fields in their places
	fields  fields
	open    []string // fields that words under review may leave open, until they are sent
	each    bool     // the letter may go to several people, and speaks to each by "{name}"
	added   string   // Markdown that is said below the words, whatever they are
	said    store.EmailWords
	code    string
	heading string

	preheader string
	facts     []email.Fact
	foot      []string
}

// worded makes a mail's draft, with its words filled in, for its reader or, under
// review, for one of the studio. The braces of its subject's values are still
// marked.
func (w Writer) worded(m store.Mail, s Subjects, review bool) (draft, error) {
	make, ok := w.kinds()[m.Kind]
	if !ok {
		return draft{}, fmt.Errorf("no words for a %q mail", m.Kind)
	}
	d := make(m, s)
	d.kind = cmp.Or(d.kind, m.Kind)
	if d.each && review {
		delete(d.fields, "name")
	}
	d.said.Subject, _ = d.fields.subject(d.words.Subject)
	d.said.Body, d.said.Button = d.fields.body(d.words.Body), d.words.Button
	if own, ok := w.Own.Words(d.kind, w.language(m.Lang)); ok {
		d.take(own)
	}
	if d.added != "" {
		d.said.Body += "\n\n" + d.added
	}
	d.takeLetter(m)
	return d, nil
}

// take puts the studio's own words in the place of the catalogue's, but for a
// subject that would have a hole.
func (d *draft) take(own store.EmailWords) {
	if subject, ok := d.fields.subject(own.Subject); ok && subject != "" {
		d.said.Subject = subject
	}
	if body := d.fields.body(own.Body); body != "" {
		d.said.Body = body
	}
	d.said.Button = cmp.Or(own.Button, d.said.Button)
}

// takeLetter puts in the place of both what was written for this mail alone. Of
// its braces only those are fields that were open when it was reviewed, or all
// where a step of the clock brought the words; none in what was sent.
func (d *draft) takeLetter(m store.Mail) {
	f := fields{}
	if m.Data["merge"] != "" {
		f = maps.Clone(d.fields)
	}
	for _, name := range d.open {
		if v, ok := d.fields[name]; ok {
			f[name] = v
		}
	}
	if m.State == "sent" {
		f = nil
	}
	if m.Subject != "" {
		subject, ok := f.subject(m.Subject)
		if m.State == "sent" {
			subject = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(m.Subject)
		}
		if ok {
			d.said.Subject = subject
		}
	}
	if m.Body != "" {
		d.said.Body = f.body(m.Body)
	}
	d.said.Button = cmp.Or(m.Button, d.said.Button)
}

// Said are the words of an email: those that it was sent with, or would be.
func (w Writer) Said(m store.Mail, s Subjects) (store.EmailWords, error) {
	d, err := w.worded(m, s, false)
	d.said.Subject = unmark(d.said.Subject)
	return d.said, err
}

// Review are the words with which a letter is reviewed before it goes. Braces
// that are no fields have a backslash, in the subject too.
func (w Writer) Review(m store.Mail, s Subjects) (store.EmailWords, error) {
	d, err := w.worded(m, s, true)
	return d.said, err
}

// Kind tells whose words an email has: mostly those of its own kind.
func (w Writer) Kind(m store.Mail, s Subjects) (string, error) {
	d, err := w.worded(m, s, false)
	return d.kind, err
}

// Usual are the catalogue's words for a kind of email, with merge fields in their
// places.
func (w Writer) Usual(kind, lang string) (store.EmailWords, error) {
	m, s := w.Example(kind, lang, "2026-12-01") // any day: it is in no words
	make, ok := w.kinds()[m.Kind]
	if !ok {
		return store.EmailWords{}, fmt.Errorf("no words for a %q mail", m.Kind)
	}
	return make(m, s).words, nil
}

// language is that of the catalogue in which a reader is written to: "de" for
// "de-AT".
func (w Writer) language(lang string) string {
	base, _, _ := strings.Cut(w.Words.Tongue(lang), "-")
	return base
}

// open is the text of a key with merge fields in its places; pairs rename them.
func (w Writer) open(lang, key string, pairs ...string) string {
	text := w.Words.Source(lang, key)
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", "{"+pairs[i+1]+"}")
	}
	return text
}

// usual are the words of a kind: what stands under key in the catalogue, and a
// greeting.
func (w Writer) usual(lang, key string, more ...string) store.EmailWords {
	return store.EmailWords{Subject: w.open(lang, key+".subject"), Button: w.open(lang, key+".button"),
		Body: w.letter(lang, append([]string{w.open(lang, key+".body")}, more...)...)}
}

// letter is a greeting and paragraphs.
func (w Writer) letter(lang string, paragraphs ...string) string {
	return strings.Join(append([]string{w.open(lang, "greeting.dear")}, paragraphs...), "\n\n")
}

// fields are those of every email, and more: name, value, name, value.
func (w Writer) fields(m store.Mail, more ...string) fields {
	first, _, _ := strings.Cut(m.ToName, " ")
	f := fields{"name": first, "studio": w.Studio.Name}
	for i := 0; i+1 < len(more); i += 2 {
		f[more[i]] = more[i+1]
	}
	return f
}

// numbered are fields of a document. Its number is open until it is given.
func (f fields) numbered(number string) fields {
	if number != "" {
		f["number"] = number
	}
	return f
}

var escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// spoken is Markdown as the text part shows it: without the backslashes that
// make a mark plain.
func spoken(markdown string) string { return escaped.ReplaceAllString(markdown, "$1") }
