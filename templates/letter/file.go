package letter

import (
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What is written about files.

func (w Writer) file(m store.Mail, s Subjects) draft {
	lang := m.Lang
	d := draft{
		words:   w.usual(lang, "email_file"),
		fields:  w.fields(m, "file", s.File),
		heading: w.t(lang, "email_file.heading"),
		facts:   []email.Fact{{Label: w.t(lang, "email_file.name"), Value: s.File}},
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	d.words.Button = w.t(lang, "email_file.button", "count", 1)
	return d
}

// factsOfFiles is how many files one email names; the rest is behind its button.
const factsOfFiles = 12

// files is one email about several files.
func (w Writer) files(m store.Mail, s Subjects) draft {
	lang := m.Lang
	d := draft{
		words:   store.EmailWords{Subject: w.open(lang, "email_files.subject"), Body: w.letter(lang, w.open(lang, "email_files.body"))},
		fields:  w.fields(m, "files", strings.Join(s.Files, ", ")),
		heading: w.t(lang, "email_files.heading"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	for i, name := range s.Files {
		if i == factsOfFiles {
			d.facts = append(d.facts, email.Fact{Label: "", Value: "…"})
			break
		}
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_file.name"), Value: name})
	}
	d.words.Button = w.t(lang, "email_file.button", "count", max(2, len(s.Files)))
	return d
}

func (w Writer) fileRequest(m store.Mail, s Subjects) draft {
	r, lang := &s.Request, m.Lang
	d := draft{
		words:   w.usual(lang, "email_request"),
		fields:  w.fields(m, "title", r.Title, "project", s.Project, "until", ""),
		heading: w.t(lang, "email_request.heading"),
		facts:   []email.Fact{{Label: w.t(lang, "email_request.name"), Value: r.Title}},
		added:   store.PlainMarkdown(r.Note, true),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
	if r.Due != "" {
		d.fields["until"] = w.date(lang, r.Due, words.Full)
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_request.by"), Value: w.date(lang, r.Due, words.Short)})
	}
	return d
}

func (w Writer) studioFile(m store.Mail, s Subjects) draft {
	return w.news(m, "email_studio_file", w.t(m.Lang, "email_studio_file.button"), email.Fact{Label: s.File, Value: s.Project},
		"name", m.Data["name"], "file", s.File, "project", s.Project)
}
