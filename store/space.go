package store

import (
	"context"
	"fmt"
)

// Space is how much room the database takes and how much there is, in bytes.
type Space struct {
	Used  Bytes // by the database: the file itself, less what is free in it
	Files Bytes // of that, files and photographs
	Limit Bytes // the owner's; 0: what the disk has
	Free  Bytes // on the disk; -1: not known here
}

// spaceWarning is the part of the room, in percent, from which on the owner is
// warned.
const spaceWarning = 90

// Percent is how much of the room is used, at most 100.
func (s Space) Percent() int {
	room := s.Limit
	if s.Free >= 0 && (room == 0 || s.Used+s.Free < room) {
		room = s.Used + s.Free
	}
	if room <= 0 {
		return 0
	}
	return int(min(100, s.Used*100/room))
}

// IsShort tells whether the room is about to be used up.
func (s Space) IsShort() bool { return s.Percent() >= spaceWarning }

// Space tells how much room there is.
func (s *Store) Space(ctx context.Context) (Space, error) {
	used, err := one(ctx, s.reader, value[int64], usedSpace)
	if err != nil {
		return Space{}, err
	}
	files, err := one(ctx, s.reader, value[int64], "SELECT coalesce(sum(size), 0) FROM content WHERE state = 'here'")
	if err != nil {
		return Space{}, err
	}
	return Space{Used: Bytes(used), Files: Bytes(files), Limit: Bytes(s.Studio().SpaceLimit), Free: Bytes(freeSpace(s.path))}, nil
}

// usedSpace is how many bytes of the database are in use.
const usedSpace = `SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size`

// withinSpace refuses more bytes than the owner's limit of the whole database
// leaves room for.
func (t *tx) withinSpace(bytes int64) error {
	limit := t.store.Studio().SpaceLimit
	if limit == 0 {
		return nil
	}
	used, err := one(t.ctx, t, value[int64], usedSpace)
	if err != nil {
		return fmt.Errorf("how much space is used: %w", err)
	}
	if used+bytes > limit {
		return errNoSpace
	}
	return nil
}

// room is errNoRoom when so many bytes would leave too few free on the disk.
func (s *Store) room(bytes int64) error {
	if free := freeSpace(s.path); free >= 0 && free < s.roomKept+bytes {
		return errNoRoom
	}
	return nil
}
