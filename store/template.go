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
	Edits   int    // counts its saves
	Content Content
	Updated time.Time
}

const templateColumns = "id, name, kind, edits, content, updated_at"

func scanTemplate(row scanner, v *Template) error {
	var content string
	if err := row.Scan(&v.ID, &v.Name, &v.Kind, &v.Edits, &content, at(&v.Updated)); err != nil {
		return err
	}
	return decodeContent(content, &v.Content)
}

// maxTemplates is how many templates of quotes there may be, and how many of
// contracts: as many as a select can bear.
const maxTemplates = 200

// Templates are all templates, by name.
func (s *Store) Templates(ctx context.Context) ([]Template, error) {
	return all(ctx, s.reader, scanTemplate, "SELECT "+templateColumns+" FROM quote_template ORDER BY name")
}

// FindTemplates is a page of the templates whose name a search finds, by name,
// and how many it finds in all.
func (s *Store) FindTemplates(ctx context.Context, search string, p Paging) ([]Template, int, error) {
	return byName(ctx, s, scanTemplate, templateColumns, "quote_template", search, p)
}

// byName is a page of what a search finds by name in a table, and how many it
// finds in all.
func byName[T any](ctx context.Context, s *Store, scan func(scanner, *T) error, columns, table, search string, p Paging) ([]T, int, error) {
	where := ` FROM ` + table + ` WHERE name LIKE ? ESCAPE '\'`
	total, err := one(ctx, s.reader, value[int], "SELECT count(*)"+where, like(search))
	if err != nil {
		return nil, 0, err
	}
	p = p.within(total)
	list, err := all(ctx, s.reader, scan, "SELECT "+columns+where+" ORDER BY name, id LIMIT ? OFFSET ?", like(search), p.limit(), p.offset())
	return list, total, err
}

// Template is one template. It speaks as the studio does today: a quote that
// begins with it will.
func (s *Store) Template(ctx context.Context, id int64) (Template, error) {
	return templateByID(ctx, s.reader, s.Studio(), id)
}

func (t *tx) template(id int64) (Template, error) {
	return templateByID(t.ctx, t, t.store.Studio(), id)
}

func templateByID(ctx context.Context, from querier, studio *Studio, id int64) (Template, error) {
	v, err := one(ctx, from, scanTemplate, "SELECT "+templateColumns+" FROM quote_template WHERE id = ?", id)
	v.Content.Locale, v.Content.TaxName = studio.Locale, studio.TaxName
	return v, err
}

// TemplateWords are what a template gets at first.
type TemplateWords struct {
	Name  string
	Intro string // Markdown: what its quotes begin with
}

// NewTemplate adds a template of a quote or an estimate with one empty line, in
// the studio's currency. Its terms are empty: the quotes have the studio's.
func (s *Store) NewTemplate(ctx context.Context, _ Staff, name, kind string) (v Template, err error) {
	var invalid Invalid
	invalid.required("name", name, maxTitle)
	if kind != "quote" && kind != "estimate" {
		invalid.Add("kind", Say("invalid.choice"))
	}
	if err := invalid.OrNil(); err != nil {
		return v, err
	}
	err = s.write(ctx, "begin a template", func(t *tx) error {
		studio := s.Studio()
		c := Content{Kind: kind, Currency: studio.Currency, Locale: studio.Locale, TaxName: studio.TaxName, Schedule: defaultSchedule(studio, "", studio.Locale, nil)}
		if c.Sections, err = t.oneEmptyLine(); err != nil {
			return err
		}
		id, err := t.addTemplate(name, &c)
		if err != nil {
			return err
		}
		v, err = t.template(id)
		return err
	})
	return v, templateNamed(err)
}

// SaveTemplate keeps what a quote holds as a template, under words of its own:
// those of the quote may name its client. One of the same name is replaced if
// replace says so; else it is refused at "name".
func (s *Store) SaveTemplate(ctx context.Context, _ Staff, quoteID int64, words TemplateWords, replace bool) (v Template, err error) {
	var invalid Invalid
	invalid.required("name", words.Name, maxTitle)
	intro := invalid.markdownField("intro", words.Intro)
	if err := invalid.OrNil(); err != nil {
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
		id := int64(0)
		if replace {
			if id, err = one(t.ctx, t, value[int64], "SELECT id FROM quote_template WHERE name = ?", words.Name); err != nil && err != ErrNotFound {
				return err
			}
		}
		if id != 0 {
			err = t.keepTemplate(id, words.Name, &c)
		} else {
			id, err = t.addTemplate(words.Name, &c)
		}
		if err != nil {
			return err
		}
		v, err = t.template(id)
		return err
	})
	return v, templateNamed(err)
}

// EditTemplate keeps a template as it was typed. Like SaveQuote it refuses to
// overwrite a save that the editor has not seen.
func (s *Store) EditTemplate(ctx context.Context, _ Staff, id int64, edits int, name string, content Content) (v Template, err error) {
	var invalid Invalid
	invalid.required("name", name, maxTitle)
	content.render(&invalid)
	content.check(&invalid)
	if err := invalid.OrNil(); err != nil {
		return v, err
	}
	err = s.write(ctx, "edit a template", func(t *tx) error {
		if v, err = t.template(id); err != nil {
			return err
		}
		if v.Edits != edits {
			return refuse("refused.edited_elsewhere")
		}
		if content.Kind != "estimate" {
			content.Kind = "quote"
		}
		content.Locale, content.TaxName, content.ValidUntil = v.Content.Locale, v.Content.TaxName, "" // each quote has a day of its own
		if err := t.keepTemplate(id, name, &content); err != nil {
			return err
		}
		v, err = t.template(id)
		return err
	})
	return v, templateNamed(err)
}

func (t *tx) addTemplate(name string, c *Content) (int64, error) {
	n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM quote_template")
	if err != nil {
		return 0, err
	}
	if n >= maxTemplates {
		return 0, refuse("refused.too_many_templates", "max", maxTemplates)
	}
	kept, err := c.encode()
	if err != nil {
		return 0, err
	}
	return t.insert("INSERT INTO quote_template (name, kind, content, created_at, updated_at) VALUES (?, ?, ?, ?, ?)", name, c.Kind, kept, ms(t.now), ms(t.now))
}

func (t *tx) keepTemplate(id int64, name string, c *Content) error {
	kept, err := c.encode()
	if err != nil {
		return err
	}
	return t.update("UPDATE quote_template SET name = ?, kind = ?, content = ?, edits = edits + 1, updated_at = ? WHERE id = ?", name, c.Kind, kept, ms(t.now), id)
}

// templateNamed says at "name" that another template has it.
func templateNamed(err error) error {
	if isDuplicate(err) {
		return &Invalid{Fields: map[string]Text{"name": Say("invalid.template_taken")}}
	}
	return err
}

// DeleteTemplate throws a template away. Quotes that began with it stay.
func (s *Store) DeleteTemplate(ctx context.Context, _ Staff, id int64) error {
	return s.write(ctx, "delete a template", func(t *tx) error { return t.update("DELETE FROM quote_template WHERE id = ?", id) })
}
