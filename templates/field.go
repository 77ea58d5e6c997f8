package templates

import (
	"fmt"
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
}

// DescribedBy names the elements that explain the field to a screen reader.
func (f Field) DescribedBy() string {
	switch {
	case f.Error != "" && f.Help != "":
		return f.ID + "-error " + f.ID + "-help"
	case f.Error != "":
		return f.ID + "-error"
	case f.Help != "":
		return f.ID + "-help"
	}
	return ""
}

// newField makes a Field from a form, a name, a label and named settings.
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
	texts := map[string]*string{"id": &f.ID, "type": &f.Type, "help": &f.Help, "autocomplete": &f.Autocomplete, "class": &f.Class,
		"inputmode": &f.Inputmode, "placeholder": &f.Placeholder, "prefix": &f.Prefix, "suffix": &f.Suffix, "value": &f.Value}
	flags := map[string]*bool{"required": &f.Required, "autofocus": &f.Autofocus}
	numbers := map[string]*int{"rows": &f.Rows, "max": &f.Max}
	switch v := v.(type) {
	case string:
		if p := texts[setting]; p != nil {
			*p = v
			return true
		}
	case bool:
		if p := flags[setting]; p != nil {
			*p = v
			return true
		}
	case int:
		if p := numbers[setting]; p != nil {
			*p = v
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
