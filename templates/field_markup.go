package templates

import (
	"html/template"
	"strconv"
)

// Markup is the whole control: label, what is filled in, error and help.
func (f *Field) Markup() template.HTML {
	var m markup
	m.Grow(512)
	m.put(`<div class="field`)
	if f.Class != "" {
		m.put(` `, f.Class)
	}
	m.put(`"><label for="`, f.ID, `">`, f.Label, `</label>`)
	switch {
	case len(f.Options)+len(f.Groups) > 0:
		f.choice(&m)
	case f.Rows > 0:
		m.put(`<textarea id="`, f.ID, `" name="`, f.Name, `" rows="`, strconv.Itoa(f.Rows), `"`)
		m.attr("placeholder", f.Placeholder)
		f.state(&m)
		m.put(">\n", f.Value, `</textarea>`) // a browser drops the first line's end
	case f.Prefix != "" || f.Suffix != "":
		m.put(`<span class="affix">`)
		m.span(f.Prefix)
		f.input(&m)
		m.span(f.Suffix)
		m.put(`</span>`)
	default:
		f.input(&m)
	}
	f.notes(&m)
	m.put(`</div>`)
	return m.html()
}

// State are the attributes that every control has after its name and value.
func (f *Field) State() template.HTMLAttr {
	var m markup
	f.state(&m)
	return template.HTMLAttr(m.String())
}

// Notes are the error and the help under a control.
func (f *Field) Notes() template.HTML {
	var m markup
	f.notes(&m)
	return m.html()
}

func (f *Field) input(m *markup) {
	m.put(`<input id="`, f.ID, `" name="`, f.Name, `" type="`, f.Type, `"`)
	if f.Type != "password" && f.Type != "file" {
		m.put(` value="`, f.Value, `"`)
	}
	m.attr("inputmode", f.Inputmode)
	m.attr("placeholder", f.Placeholder)
	if f.Max > 0 {
		m.attr("maxlength", strconv.Itoa(f.Max))
	}
	f.state(m)
	m.put(`>`)
}

func (f *Field) choice(m *markup) {
	m.put(`<select id="`, f.ID, `" name="`, f.Name, `"`)
	f.state(m)
	m.put(`>`)
	f.options(m, f.Options)
	for _, g := range f.Groups {
		if g.Label != "" {
			m.put(`<optgroup label="`, g.Label, `">`)
		}
		f.options(m, g.Options)
		if g.Label != "" {
			m.put(`</optgroup>`)
		}
	}
	m.put(`</select>`)
}

func (f *Field) options(m *markup, options []Option) {
	for _, o := range options {
		m.put(`<option value="`, o.Value, `"`)
		if o.Value == f.Value {
			m.put(` selected`)
		}
		m.put(`>`, o.Label, `</option>`)
	}
}

func (f *Field) state(m *markup) {
	m.attr("autocomplete", f.Autocomplete)
	if f.Required {
		m.put(` required`)
	}
	if f.Autofocus {
		m.put(` autofocus`)
	}
	described := ""
	if f.Help != "" {
		described = f.ID + "-help"
	}
	if f.Error != "" {
		m.put(` aria-invalid="true"`)
		described = f.ID + "-error " + described
	}
	m.attr("aria-describedby", described)
}

func (f *Field) notes(m *markup) {
	if f.Error != "" {
		m.put(`<p class="error" id="`, f.ID, `-error">`+string(f.icon("circle-alert")), f.Error, `</p>`)
	}
	if f.Help != "" {
		m.put(`<p class="help" id="`, f.ID, `-help">`, f.Help, `</p>`)
	}
}
