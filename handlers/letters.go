package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"anteroom/handlers/mail"
	"anteroom/handlers/studio"
	"anteroom/store"
	"anteroom/templates/letter"
)

// What the settings of the emails' words need of those who word them.

func (s *Server) letterDesk() studio.Letters {
	return studio.Letters{Languages: s.letterLanguages, Usual: s.usualWords, Preview: s.previewTemplate, Trial: s.tryTemplate}
}

// letterLanguages are the languages of the catalogue, the studio's own first.
func (s *Server) letterLanguages() []string {
	own := base(s.words.Tongue(s.store.Studio().Locale))
	list := []string{own}
	for _, tag := range s.words.Languages() {
		if lang := base(tag); !slices.Contains(list, lang) {
			list = append(list, lang)
		}
	}
	return list
}

// base is the language of a tag: "de" of "de-AT".
func base(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return lang
}

// locale is how a template's readers are written to: as the studio is where that
// is the same language.
func (s *Server) locale(language string) string {
	if own := s.store.Studio().Locale; language == "" || base(own) == language {
		return own
	}
	return language
}

func (s *Server) usualWords(kind, language string) (store.EmailWords, error) {
	return letter.Writer{Words: s.words, Studio: s.store.Studio()}.Usual(kind, s.locale(language))
}

// example is what a template's email is shown with: the newest of its kind that
// there is, or one that is made up.
func (s *Server) example(ctx context.Context, w letter.Writer, kind, lang string) (m store.Mail, v letter.Subjects, real bool, err error) {
	made, about := w.Example(kind, lang, s.store.Today())
	m, err = s.store.NewestMail(ctx, made.Kind)
	if err == nil {
		v, err = s.subjects(ctx, m)
	}
	if errors.Is(err, store.ErrNotFound) {
		return made, about, false, nil
	}
	if err != nil {
		return m, v, false, err
	}
	if base(m.Lang) != base(lang) {
		m.Lang = lang
	}
	m.Subject, m.Body, m.Button, m.State = "", "", "", ""
	if found, err := w.Kind(m, v); err != nil || found != kind {
		return made, about, false, err
	}
	return m, v, true, nil
}

// previewTemplate is an email as a template would word it.
func (s *Server) previewTemplate(ctx context.Context, t store.EmailTemplate) (sheet letter.Sheet, to string, err error) {
	w := letter.Writer{Words: s.words, Studio: s.store.Studio(), Own: store.EmailTemplates{t}}
	m, about, real, err := s.example(ctx, w, t.Kind, s.locale(t.Language))
	if err != nil {
		return sheet, "", err
	}
	if real {
		to = m.ToName
	}
	sheet, err = w.Sheet(m, about)
	return sheet, to, err
}

// tryTemplate is an email as a template would word it, for one of the studio. Its
// button leads to look, and a code in it opens nothing.
func (s *Server) tryTemplate(ctx context.Context, t store.EmailTemplate, who store.Staff, look string) (mail.Message, error) {
	w := letter.Writer{Words: s.words, Studio: s.store.Studio(), Own: store.EmailTemplates{t}}
	m, about, _, err := s.example(ctx, w, t.Kind, s.locale(t.Language))
	if err != nil {
		return mail.Message{}, err
	}
	about.URL, about.Code = s.BaseURL()+look, ""
	if t.Kind == "sign-in" {
		about.Code = "000 000"
	}
	message, err := s.envelope(ctx, w, m, about)
	message.To, message.ToName, message.Subject = who.Email, who.Name, "[Test] "+message.Subject
	return message, err
}
