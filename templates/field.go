package templates

import (
	"fmt"
	"html/template"
	"strings"
)

// Form is what a field needs to know of the form it stands in.
type Form interface {
	Get(name string) string
	Error(name string) string
	Has(name, value string) bool
}

// Option is one choice of a select.
type Option struct{ Value, Label string }

// Group is some choices of a select under one heading; those without a heading
// stand by themselves.
type Group struct {
	Label   string
	Options []Option
}

// Field is one control with its label, help and error: see shared/field.html.
type Field struct {
	Name, ID, Label, Value, Error string
	Type, Help, Autocomplete      string
	Inputmode, Placeholder        string
	Class, Prefix, Suffix         string
	Required, Autofocus, Checked  bool
	Rows, Max                     int
	Options                       []Option
	Groups                        []Group

	icon func(name string) template.HTML
}

// fieldIn makes a Field from a form, a name, a label and named settings.
func fieldIn(icon func(name string) template.HTML) func(form Form, name, label string, settings ...any) (*Field, error) {
	return func(form Form, name, label string, settings ...any) (*Field, error) {
		f, err := newField(form, name, label, settings...)
		f.icon = icon
		return &f, err
	}
}

func newField(form Form, name, label string, settings ...any) (Field, error) {
	f := Field{Name: name, ID: name, Label: label, Value: readable(form.Get(name)), Error: form.Error(name), Type: "text", Max: 200}
	for i := 0; i+1 < len(settings); i += 2 {
		setting, ok := settings[i].(string)
		if !ok || !f.set(setting, settings[i+1]) {
			return f, fmt.Errorf("field %s has no setting %v", name, settings[i])
		}
	}
	if f.Type == "checkbox" {
		f.Checked = form.Has(name, "on") || form.Has(name, "1")
	}
	return f, nil
}

// readable is what can be shown of a value that may not be UTF-8.
func readable(value string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(value, "\x00", "\ufffd"), "\ufffd")
}

func (f *Field) set(setting string, v any) bool {
	switch v := v.(type) {
	case string:
		if p := f.text(setting); p != nil {
			*p = v
			return true
		}
	case bool:
		switch setting {
		case "required":
			f.Required = v
			return true
		case "autofocus":
			f.Autofocus = v
			return true
		}
	case int:
		switch setting {
		case "rows":
			f.Rows = v
			return true
		case "max":
			f.Max = v
			return true
		}
	case []Option:
		f.Options = v
		return setting == "options"
	case []Group:
		f.Groups = v
		return setting == "groups"
	}
	return false
}

// text is where a setting that is a text stands.
func (f *Field) text(setting string) *string {
	switch setting {
	case "id":
		return &f.ID
	case "type":
		return &f.Type
	case "help":
		return &f.Help
	case "autocomplete":
		return &f.Autocomplete
	case "class":
		return &f.Class
	case "inputmode":
		return &f.Inputmode
	case "placeholder":
		return &f.Placeholder
	case "prefix":
		return &f.Prefix
	case "suffix":
		return &f.Suffix
	case "value":
		return &f.Value
	}
	return nil
}
