package templates

import (
	"html/template"
	"strings"

	"anteroom/store"
	"anteroom/templates/words"
)

// Row is a line of a document as its client reads it.
type Row struct {
	ID, Title               string
	Note                    store.Markdown
	Quantity, Price, Amount string
	Discount                string // of this line alone: "10%", "£50.00"
}

// Fact is a label and what it says, mostly an amount.
type Fact struct {
	Label, Value string
	IsTotal      bool
}

// rowsIn writes lines as the rows of a table.
func rowsIn(w *words.Catalogue) func(lang string, rows []Row) template.HTML {
	return func(lang string, rows []Row) template.HTML {
		var m markup
		m.Grow(256 * len(rows))
		quantity, price := w.T(lang, "document.qty"), w.T(lang, "document.price")
		for i := range rows {
			r := &rows[i]
			m.put(`<tr>
                <td><span class="line-title">`, r.Title, `</span>`)
			if r.Note.HTML != "" {
				m.put(`<div class="line-note">` + r.Note.HTML + `</div>`)
			}
			if r.Discount != "" {
				m.put(`<span class="line-note">`, w.T(lang, "document.less", "discount", r.Discount), `</span>`)
			}
			m.put(`</td>
                <td class="money" data-label="`, quantity, `">`, r.Quantity, `</td>
                <td class="money" data-label="`, price, `">`, r.Price, `</td>
                <td class="money">`, r.Amount, `</td>
              </tr>`)
		}
		return m.html()
	}
}

// Offer is one thing that a client may choose: an extra, or a package.
type Offer struct {
	Row
	Lines  []Row // of a package
	Chosen bool
}

// extrasIn writes the extras of a quote as boxes to tick; those of one that is not
// open any more are at rest.
func extrasIn(w *words.Catalogue) func(lang string, list []Offer, open bool) template.HTML {
	return func(lang string, list []Offer, open bool) template.HTML {
		var m markup
		m.Grow(512 * len(list))
		for i := range list {
			o := &list[i]
			m.put(`
          <div class="option"><input type="checkbox" id="option-`, o.ID, `" name="option" value="`, o.ID, `"`)
			if o.Chosen {
				m.put(` checked`)
			}
			if !open {
				m.put(` disabled`)
			}
			m.put(`><label class="line-title" for="option-`, o.ID, `">`, o.Title, `</label><span class="money">`, o.Amount, `</span>`)
			if o.Note.HTML != "" {
				m.put(`<div class="line-note">` + o.Note.HTML + `</div>`)
			}
			if o.Quantity != "1" {
				m.put(`<p class="line-note">`, o.Quantity, ` × `, o.Price, `</p>`)
			}
			if o.Discount != "" {
				m.put(`<p class="line-note">`, w.T(lang, "document.less", "discount", o.Discount), `</p>`)
			}
			m.put(`</div>`)
		}
		return m.html()
	}
}

// Step is a part of a payment schedule: "Deposit, 30%", "on acceptance".
type Step struct{ Label, When string }

// steps writes a payment schedule.
func steps(list []Step) template.HTML {
	var m markup
	for _, s := range list {
		m.put(`
            <p>`, s.Label, `, `, s.When, `</p>`)
	}
	return m.html()
}

// facts writes the entries of a <dl class="facts">.
func facts(list []Fact) template.HTML {
	var m markup
	for _, f := range list {
		m.put(`<div>
            <dt>`, f.Label, `</dt>
            <dd>`, f.Value, `</dd>
          </div>`)
	}
	return m.html()
}

// partyIn writes one of the two whom a document is between. taxName is the
// country's word, as in "VAT number".
func partyIn(w *words.Catalogue) func(lang string, p *store.Party, taxName string, email bool) template.HTML {
	return func(lang string, p *store.Party, taxName string, email bool) template.HTML {
		var m markup
		m.put(`<address><strong>`, p.Name, `</strong>`)
		for i, line := range lines(p.Address) {
			if i > 0 {
				m.put(`<br>`)
			}
			m.put(``, line)
		}
		if email && p.Email != "" {
			m.put(`<br>`, p.Email)
		}
		if p.TaxNumber != "" {
			m.put(`<br>`, w.T(lang, "footer.tax_number", "label", w.T(lang, "document.tax_number", "tax", taxName), "number", p.TaxNumber))
		}
		m.put(`</address>`)
		return m.html()
	}
}

// lines are the lines of a text that hold anything.
func lines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}
