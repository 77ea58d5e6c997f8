package letter

import (
	"strconv"

	"anteroom/store"
	"anteroom/templates/email"
)

// What is written about galleries.

// gallery may go to several people by one letter: its words speak to each by
// "{name}".
func (w Writer) gallery(m store.Mail, s Subjects) draft {
	g, lang := &s.Gallery, m.Lang
	return draft{
		words:     w.usual(lang, "email_gallery"),
		fields:    w.fields(m, "gallery", g.Name, "project", g.Project),
		open:      []string{"name"},
		each:      true,
		preheader: w.t(lang, "email_gallery.preheader", "gallery", g.Name, "project", g.Project),
		heading:   w.t(lang, "email_gallery.heading"),
		facts:     []email.Fact{{Label: g.Name, Value: w.t(lang, "photos.count", "count", g.Photos)}},
		foot:      []string{w.t(lang, "email.for_you_alone")},
	}
}

// studioSelection tells the studio of favourites that a client has sent.
func (w Writer) studioSelection(m store.Mail, s Subjects) draft {
	chosen := &s.PhotoSelection
	d := w.news(m, "email_studio_selection", w.t(m.Lang, "email_studio_selection.button"),
		email.Fact{Label: s.Gallery.Name, Value: w.t(m.Lang, "photos.count", "count", chosen.Photos)},
		"name", chosen.Contact, "gallery", s.Gallery.Name, "count", strconv.Itoa(chosen.Photos), "project", s.Gallery.Project,
		"comment", store.InOneLine(chosen.Comment))
	d.words.Body += "\n\n> {comment}"
	return d
}
