package demo

import (
	"bytes"
	"fmt"
	"time"

	"anteroom/store"
)

// shot is a photograph of a gallery.
type shot struct {
	picture string // one of the made-up pictures
	caption string
	stage   string
	taken   store.Date
	before  string // the picture that shows the same view before; empty: none
}

// gallery is an album of the project, with its photographs prepared.
func (p *project) gallery(m moment, settings store.GallerySettings, shots ...shot) *album {
	a := &album{project: p, name: settings.Name, made: p.after(m), photos: map[string]int64{}}
	p.then(a.made, "make the gallery "+a.name, func() (err error) {
		if a.row, err = p.store.AddGallery(p.ctx, p.marcus, p.row.ID, a.name); err != nil {
			return err
		}
		if a.row, err = p.store.SaveGallery(p.ctx, p.marcus, a.row.ID, settings); err != nil {
			return err
		}
		for _, s := range shots {
			if err := a.take(s); err != nil {
				return fmt.Errorf("%s: %w", s.picture, err)
			}
		}
		return p.store.PreparePhotographs(p.ctx)
	})
	return a
}

type album struct {
	*project
	name   string
	made   time.Time
	row    store.Gallery
	photos map[string]int64 // by their pictures
}

// take adds a photograph, with what is said of it.
func (a *album) take(s shot) error {
	data, err := photograph(s.picture + ".jpg")()
	if err != nil {
		return err
	}
	id, err := a.store.AddPhoto(a.ctx, a.marcus, a.row.ID, s.picture+".jpg", bytes.NewReader(data))
	if err != nil {
		return err
	}
	a.photos[s.picture] = id
	if _, err = a.store.SavePhotograph(a.ctx, a.marcus, id, store.PhotoWords{Caption: s.caption, Stage: s.stage, TakenOn: s.taken}); err != nil || s.before == "" {
		return err
	}
	_, err = a.store.SetBefore(a.ctx, a.marcus, id, a.photos[s.before])
	return err
}

// afterwards is the instant of a moment, after the gallery was made.
func (a *album) afterwards(at time.Time) time.Time {
	if !at.After(a.made) {
		return a.made.Add(5 * time.Minute)
	}
	return at
}

// first stands before the other galleries of the project.
func (a *album) first() *album {
	a.then(a.made.Add(2*time.Minute), "move "+a.name, func() error {
		_, err := a.store.MoveGallery(a.ctx, a.marcus, a.row.ID, true)
		return err
	})
	return a
}

// shared is sent to everyone on the project.
func (a *album) shared(m moment) *album {
	a.then(a.afterwards(a.office(m)), "share "+a.name, func() error {
		var to []int64
		for _, person := range a.people {
			to = append(to, person.contact.ID)
		}
		_, err := a.store.ShareGallery(a.ctx, a.owner, a.row.ID, to, store.Words{})
		return err
	})
	return a
}

// liked are someone's favourites, sent with a comment; "": not sent.
func (a *album) liked(p *person, m moment, comment string, pictures ...string) *album {
	a.then(a.afterwards(a.when(m)), p.name+" chooses of "+a.name, func() error {
		portal, err := a.store.PortalOfContact(a.ctx, p.contact.ID)
		if err != nil {
			return err
		}
		for _, name := range pictures {
			if _, err := portal.SetFavourite(a.ctx, a.photos[name], true); err != nil {
				return err
			}
		}
		if comment == "" {
			return nil
		}
		_, err = portal.SendSelection(a.ctx, a.row.ID, comment)
		return err
	})
	return a
}

// guests get a link, with a PIN.
func (a *album) guests(m moment, pin string) *album {
	a.then(a.afterwards(a.office(m)), "open "+a.name+" to guests", func() error {
		_, err := a.store.OpenToGuests(a.ctx, a.owner, a.row.ID, pin)
		return err
	})
	return a
}
