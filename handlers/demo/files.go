package demo

import (
	"bytes"
	"embed"
	"encoding/csv"
	"time"

	"anteroom/store"
)

//go:embed img
var photographs embed.FS

// contents makes a file's bytes.
type contents func() ([]byte, error)

// photograph is one of the made-up pictures.
func photograph(name string) contents {
	return func() ([]byte, error) { return photographs.ReadFile("img/" + name) }
}

// sheet is a table, its first row the headings.
func sheet(rows ...[]string) contents {
	return func() ([]byte, error) {
		var out bytes.Buffer
		err := csv.NewWriter(&out).WriteAll(rows)
		return out.Bytes(), err
	}
}

// file puts a file on the project, hidden.
func (p *project) file(m moment, name string, make contents) *storedFile {
	f := &storedFile{project: p, name: name}
	f.added = p.after(m)
	p.then(f.added, "add "+name, func() error {
		data, err := make()
		if err != nil {
			return err
		}
		f.row, err = p.store.AddFile(p.ctx, p.marcus, p.row.ID, name, bytes.NewReader(data))
		return err
	})
	return f
}

type storedFile struct {
	*project
	name  string
	added time.Time
	row   store.File
}

// later is the instant of a moment, after the file came.
func (f *storedFile) later(at time.Time) time.Time {
	if !at.After(f.added) {
		return f.added.Add(3 * time.Minute)
	}
	return at
}

// shown is visible in the portal, without a mail.
func (f *storedFile) shown(m moment) *storedFile {
	f.then(f.later(f.office(m)), "show "+f.name, func() error {
		_, err := f.store.SetFileVisible(f.ctx, f.owner, f.row.ID, true)
		return err
	})
	return f
}

// shared is visible, and everyone on the project is told.
func (f *storedFile) shared(m moment, words string) *storedFile {
	f.then(f.later(f.office(m)), "share "+f.name, func() error {
		var to []int64
		for _, person := range f.people {
			to = append(to, person.contact.ID)
		}
		_, err := f.store.ShareFile(f.ctx, f.owner, f.row.ID, to, store.Words{Body: words})
		return err
	})
	return f
}

// downloaded was taken by someone.
func (f *storedFile) downloaded(p *person, m moment) *storedFile {
	f.then(f.later(f.when(m)), p.name+" downloads "+f.name, func() error {
		portal, err := f.store.PortalOfContact(f.ctx, p.contact.ID)
		if err != nil {
			return err
		}
		return portal.NoteDownload(f.ctx, f.row)
	})
	return f
}
