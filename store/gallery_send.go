package store

import (
	"context"
	"fmt"
)

// ShareGallery makes a gallery visible and queues one email with its link to
// each of the given contacts, who must be on the project with an open portal. A
// second press of the button in the same minute sends no second email.
func (s *Store) ShareGallery(ctx context.Context, who Staff, id int64, contacts []int64, words Words) (Gallery, error) {
	words, err := checkedLetter(contacts, words)
	if err != nil {
		return Gallery{}, err
	}
	return s.changeGallery(ctx, "share gallery", id, func(t *tx, g Gallery) error {
		if g.Photos == 0 {
			return refuse("refused.gallery_empty")
		}
		if !g.Visible {
			if err := t.showGallery(who, g, true); err != nil {
				return err
			}
		}
		people, err := t.recipients(ModulePhotos, contacts, g.ProjectID, 0)
		if err != nil {
			return err
		}
		for _, contact := range people {
			if err := t.queue(letter{kind: "gallery", contact: contact.ID, project: g.ProjectID, gallery: id, subject: words.Subject, body: words.Body,
				once: fmt.Sprintf("gallery %d contact %d minute %d", id, contact.ID, t.now.Unix()/60)}); err != nil {
				return err
			}
		}
		return t.note(deed{what: "gallery shared", project: g.ProjectID, gallery: id, staff: who.ID,
			detail: map[string]string{"name": g.Name, "to": names(people)}})
	})
}
