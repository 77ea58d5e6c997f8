package store

import (
	"context"
	"time"
)

// Template is what a new quote may begin with: words, lines, schedule and terms.
type Template struct {
	ID      int64
	Name    string
	Kind    string // 'quote' or 'estimate'
	Content Content
	Updated time.Time
}

const templateColumns = "id, name, kind, content, updated_at"

func scanTemplate(row scanner, v *Template) error {
	var content string
	if err := row.Scan(&v.ID, &v.Name, &v.Kind, &content, at(&v.Updated)); err != nil {
		return err
	}
	return decodeContent(content, &v.Content)
}

// maxTemplates is how many templates there may be: as many as a select can bear.
const maxTemplates = 200

// Templates are all templates, by name.
func (s *Store) Templates(ctx context.Context) ([]Template, error) {
	return all(ctx, s.reader, scanTemplate, "SELECT "+templateColumns+" FROM quote_template ORDER BY name")
}

// Template is one template.
func (s *Store) Template(ctx context.Context, id int64) (Template, error) {
	return one(ctx, s.reader, scanTemplate, "SELECT "+templateColumns+" FROM quote_template WHERE id = ?", id)
}

// TemplateWords are what one writes on a template itself.
type TemplateWords struct {
	Name  string
	Intro string // Markdown: what its quotes begin with
}

func (v TemplateWords) check() (intro Markdown, err error) {
	var invalid Invalid
	invalid.required("name", v.Name, maxTitle)
	intro = invalid.markdownField("intro", v.Intro)
	return intro, invalid.OrNil()
}

// SaveTemplate keeps what a quote holds as a template, under words of its own:
// those of the quote may name its client. One of the same name is replaced if
// replace says so; else it is refused at "name".
func (s *Store) SaveTemplate(ctx context.Context, by Staff, quoteID int64, words TemplateWords, replace bool) (v Template, err error) {
	intro, err := words.check()
	if err != nil {
		return v, err
	}
	err = s.write(ctx, "save a template", func(t *tx) error {
		q, err := t.quote(quoteID)
		if err != nil {
			return err
		}
		c := Content{Kind: q.Kind, Locale: q.Content.Locale, TaxName: q.Content.TaxName}
		c.takeOver(&q.Content, t.store.Today())
		c.Intro = intro
		kept, err := c.encode()
		if err != nil {
			return err
		}
		id, err := one(t.ctx, t, value[int64], "SELECT id FROM quote_template WHERE name = ?", words.Name)
		switch {
		case err == nil && !replace:
			return &Invalid{Fields: map[string]Text{"name": Say("invalid.template_taken")}}
		case err == nil:
			err = t.update("UPDATE quote_template SET name = ?, kind = ?, content = ?, updated_at = ? WHERE id = ?", words.Name, q.Kind, kept, ms(t.now), id)
		case err == ErrNotFound:
			id, err = t.addTemplate(words.Name, q.Kind, kept)
		}
		if err != nil {
			return err
		}
		v, err = t.template(id)
		return err
	})
	return v, err
}

func (t *tx) template(id int64) (Template, error) {
	return one(t.ctx, t, scanTemplate, "SELECT "+templateColumns+" FROM quote_template WHERE id = ?", id)
}

func (t *tx) addTemplate(name, kind, content string) (int64, error) {
	n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM quote_template")
	if err != nil {
		return 0, err
	}
	if n >= maxTemplates {
		return 0, refuse("refused.too_many_templates", "max", maxTemplates)
	}
	return t.insert("INSERT INTO quote_template (name, kind, content, created_at, updated_at) VALUES (?, ?, ?, ?, ?)", name, kind, content, ms(t.now), ms(t.now))
}

// EditTemplate gives a template another name and other words to begin with.
func (s *Store) EditTemplate(ctx context.Context, _ Staff, id int64, words TemplateWords) error {
	intro, err := words.check()
	if err != nil {
		return err
	}
	err = s.write(ctx, "edit a template", func(t *tx) error {
		v, err := t.template(id)
		if err != nil {
			return err
		}
		v.Content.Intro = intro
		kept, err := v.Content.encode()
		if err != nil {
			return err
		}
		return t.update("UPDATE quote_template SET name = ?, content = ?, updated_at = ? WHERE id = ?", words.Name, kept, ms(t.now), id)
	})
	if isDuplicate(err) {
		return &Invalid{Fields: map[string]Text{"name": Say("invalid.template_taken")}}
	}
	return err
}

// DeleteTemplate throws a template away. Quotes that began with it stay.
func (s *Store) DeleteTemplate(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "delete a template", func(t *tx) error { return t.update("DELETE FROM quote_template WHERE id = ?", id) })
}
