package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// seenShare is the condition under which a contact may open files that were
// sent together; its argument is the contact's id. Which of them are seen is
// each file's own affair.
var seenShare = fmt.Sprintf(onProject, "share")

// ShareFiles makes files of a project visible and queues one email for all of
// them to each of the given contacts, who must be on the project with an open
// portal. Its link opens these files alone.
func (s *Store) ShareFiles(ctx context.Context, who Staff, projectID int64, ids, contacts []int64, words Words) error {
	words, err := checkedLetter(contacts, words)
	if err != nil {
		return err
	}
	return s.write(ctx, "share files", func(t *tx) error {
		files, err := t.filesOf(projectID, ids)
		if err != nil {
			return err
		}
		for _, f := range files {
			if err := t.showFile(who, f); err != nil {
				return err
			}
		}
		share, err := t.sameShare(projectID, files)
		if err != nil {
			return err
		}
		if share == 0 {
			if share, err = t.makeShare(who, projectID, files); err != nil {
				return err
			}
		}
		for _, contact := range contacts {
			if err := t.sendShare(who, share, projectID, files, contact, words); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkedLetter are the words of an email that shares something with contacts.
func checkedLetter(contacts []int64, words Words) (Words, error) {
	var invalid Invalid
	if len(contacts) == 0 {
		invalid.Add("contact", Say("invalid.choice"))
	}
	words.Subject = strings.TrimSpace(words.Subject)
	invalid.atMost("subject", words.Subject, 200)
	words.Body = invalid.markdownField("body", words.Body).Source
	return words, invalid.OrNil()
}

// sameShare is the share of the same files within the same minute: the button
// was pressed twice. 0: there is none.
func (t *tx) sameShare(projectID int64, files []File) (int64, error) {
	recent, err := all(t.ctx, t, value[int64], "SELECT id FROM share WHERE project_id = ? AND created_at > ?", projectID, ms(t.now.Add(-time.Minute)))
	if err != nil {
		return 0, err
	}
	want := make([]int64, len(files))
	for i, f := range files {
		want[i] = f.ID
	}
	slices.Sort(want)
	for _, id := range recent {
		has, err := all(t.ctx, t, value[int64], "SELECT file_id FROM share_file WHERE share_id = ? ORDER BY file_id", id)
		if err != nil {
			return 0, err
		}
		if slices.Equal(has, want) {
			return id, nil
		}
	}
	return 0, nil
}

func (t *tx) makeShare(who Staff, projectID int64, files []File) (int64, error) {
	id, err := t.insert("INSERT INTO share (project_id, staff_id, created_at) VALUES (?, ?, ?)", projectID, who.ID, ms(t.now))
	if err != nil {
		return 0, err
	}
	for _, f := range files {
		if _, err := t.exec("INSERT INTO share_file (share_id, file_id) VALUES (?, ?)", id, f.ID); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// sendShare queues the email to one contact.
func (t *tx) sendShare(who Staff, share, projectID int64, files []File, contactID int64, words Words) error {
	contact, err := t.fileContact(projectID, contactID)
	if err != nil {
		return err
	}
	if err := t.queue(letter{kind: "files", contact: contactID, project: projectID, share: share, subject: words.Subject, body: words.Body,
		once: fmt.Sprintf("share %d contact %d", share, contactID)}); err != nil {
		return err
	}
	for _, f := range files {
		if err := t.note(deed{what: "file shared", project: projectID, file: f.ID, staff: who.ID,
			detail: map[string]string{"name": f.Name, "to": contact.Name}}); err != nil {
			return err
		}
	}
	return nil
}

// SharedNames are the names of the files that were sent together, as they are
// called today.
func (s *Store) SharedNames(ctx context.Context, share int64) ([]string, error) {
	return all(ctx, s.reader, value[string], `SELECT file.name FROM share_file JOIN file ON file.id = share_file.file_id
		WHERE share_id = ? AND file.deleted_at IS NULL ORDER BY file.name COLLATE NOCASE`, share)
}

// SharedFiles are the files that were sent together, as far as this contact
// still sees them.
func (p *Portal) SharedFiles(ctx context.Context, share int64) ([]File, error) {
	if err := p.allows("share", share); err != nil {
		return nil, err
	}
	if _, err := one(ctx, p.store.reader, value[int64], "SELECT share.id FROM share WHERE share.id = ? AND "+seenShare, share, p.Contact.ID); err != nil {
		return nil, err
	}
	return all(ctx, p.store.reader, scanFile, `SELECT `+fileColumns+` FROM `+fileTables+` JOIN share_file ON share_file.file_id = file.id
		WHERE share_file.share_id = ? AND `+seenFile+` ORDER BY file.name COLLATE NOCASE`, share, p.Contact.ID, p.Contact.ID)
}
