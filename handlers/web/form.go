package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"anteroom/store"
	"anteroom/store/money"
)

// formLimit is how much of a form is read, in bytes. Files come by another road.
const formLimit = 1 << 20

// Form is what a person typed and what is wrong with it, field by field. A
// refused form is shown again from the same value.
type Form struct {
	Values url.Values
	Errors map[string]string // by field; "" speaks of the form as a whole
}

// NewForm is an untouched form with the given values: name, value, name, value.
func NewForm(pairs ...string) *Form {
	f := &Form{Values: url.Values{}, Errors: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Values.Set(pairs[i], pairs[i+1])
	}
	return f
}

// longFormLimit is how much of a form with many rows is read, in bytes.
const longFormLimit = 4 << 20

// LongForm is Form for one that may have many rows: a document of a thousand lines.
func (x *Exchange) LongForm() (*Form, error) { return x.form(longFormLimit) }

// Form reads the posted form. Line ends become "\n" and outer space goes. A
// value that is not UTF-8 stays as it came, so that the store refuses it too.
func (x *Exchange) Form() (*Form, error) { return x.form(formLimit) }

// File is a small file that came with a form: a logo, a list of clients. Large
// ones come by another road.
type File struct {
	Name string
	Data []byte // empty: none was chosen
}

// FormWithFile is Form for one that may bring a file in a field, of at most most
// bytes; it is held in memory.
func (x *Exchange) FormWithFile(field string, most int64) (*Form, File, error) {
	form, err := x.form(formLimit + most)
	if err != nil || x.R.MultipartForm == nil || len(x.R.MultipartForm.File[field]) == 0 {
		return form, File{}, err
	}
	header := x.R.MultipartForm.File[field][0]
	opened, err := header.Open()
	if err != nil {
		return form, File{}, err
	}
	data, err := io.ReadAll(opened)
	return form, File{Name: header.Filename, Data: data}, errors.Join(err, opened.Close())
}

func (x *Exchange) form(limit int64) (*Form, error) {
	x.R.Body = http.MaxBytesReader(x.W, x.R.Body, limit)
	// ParseMultipartForm would keep an error of ParseForm to itself.
	if err := x.R.ParseForm(); err != nil {
		return nil, err
	}
	if err := x.R.ParseMultipartForm(limit); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, err
	}
	f := &Form{Values: x.R.Form, Errors: map[string]string{}}
	for name, values := range f.Values {
		for i, v := range values {
			values[i] = tidy(v)
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				f.Errors[name] = x.T("invalid.text")
			}
		}
	}
	return f, nil
}

// Whole is the whole number in a field; 0, and a message at the field, when
// there is none.
func (x *Exchange) Whole(f *Form, field string) int {
	n, err := strconv.Atoi(f.Get(field))
	if err != nil {
		f.Errors[field] = x.T("invalid.whole_number")
	}
	return n
}

// Rate is the percentage in a field, as the studio writes numbers; 0, and a
// message at the field, when there is none.
func (x *Exchange) Rate(f *Form, field, locale string) money.Rate {
	rate, err := money.ParseRate(f.Get(field), locale)
	if err != nil {
		f.Errors[field] = x.T("invalid.percent")
	}
	return rate
}

// Unread is the error of a form of which some field could not be read, to be
// shown by [Exchange.Again]; else nil.
func (f *Form) Unread() error {
	if f.Failed() {
		return &store.Invalid{}
	}
	return nil
}

func tidy(v string) string {
	return strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n"))
}

// Get is the field's value, or "".
func (f *Form) Get(name string) string { return f.Values.Get(name) }

// All are the values of a field that may come several times.
func (f *Form) All(name string) []string { return f.Values[name] }

// Has tells whether a box is ticked or a field has this value.
func (f *Form) Has(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}

// Ticked tells whether a checkbox is set.
func (f *Form) Ticked(name string) bool { return f.Values.Get(name) != "" }

// Error is what is wrong with a field, or "".
func (f *Form) Error(name string) string { return f.Errors[name] }

// Failed tells whether anything is wrong.
func (f *Form) Failed() bool { return len(f.Errors) > 0 }

// Unreadable is *store.Invalid, without a word of its own, when the form holds
// what cannot be read; else nil. Nothing of such a form may be saved.
func (f *Form) Unreadable() error {
	if f.Failed() {
		return &store.Invalid{}
	}
	return nil
}

// IDs are the values of a field that names things by their ids; what is no id
// becomes -1, which nothing has.
func (f *Form) IDs(name string) []int64 {
	var ids []int64
	for _, v := range f.Values[name] {
		id, err := strconv.ParseInt(v, 10, 64)
		if err != nil || id <= 0 {
			id = -1
		}
		ids = append(ids, id)
	}
	return ids
}

// Again shows a refused form once more with the input kept: 422 with messages
// by the fields when err is *store.Invalid, 409 with one sentence when it is
// *store.Refused. Any other error is handed back.
func (x *Exchange) Again(err error, f *Form, page, part string, view any) error {
	var invalid *store.Invalid
	var refused *store.Refused
	switch {
	case errors.As(err, &invalid):
		for field, text := range invalid.Fields {
			if f.Errors[field] == "" {
				f.Errors[field] = x.Say(text)
			}
		}
		return x.reply(http.StatusUnprocessableEntity, page, part, view)
	case errors.As(err, &refused):
		f.Errors[""] = x.Say(refused.Why)
		return x.reply(http.StatusConflict, page, part, view)
	}
	return err
}
