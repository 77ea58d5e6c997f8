package store

import (
	"context"
	"path"
	"strings"
	"time"
)

// Limits of the studio's own fonts.
const (
	FontLimit = 16 << 20 // bytes of one
	fontsMost = 4
)

// Font is what is known of a font that serves characters which ours lack.
type Font struct {
	ID         int64
	Name       string // of the file
	Size       int64  // bytes
	Characters int    // that it has
	At         time.Time
}

// Fonts are the studio's own, in the order in which they are tried.
func (s *Store) Fonts(ctx context.Context) ([]Font, error) {
	return all(ctx, s.reader, func(row scanner, v *Font) error {
		return row.Scan(&v.ID, &v.Name, &v.Size, &v.Characters, at(&v.At))
	}, "SELECT id, name, length(file), characters, at FROM font ORDER BY id")
}

// FontFile is a font's file; ErrNotFound when it was removed.
func (s *Store) FontFile(ctx context.Context, id int64) ([]byte, error) {
	return one(ctx, s.reader, value[[]byte], "SELECT file FROM font WHERE id = ?", id)
}

// AddFont keeps a font of so many characters, which was found fit to be drawn with.
func (s *Store) AddFont(ctx context.Context, _ Staff, name string, file []byte, characters int) error {
	var invalid Invalid
	name = clip(path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/")), 200)
	if len(file) > FontLimit {
		invalid.Add("font", Say("invalid.font_size"))
	}
	if err := invalid.OrNil(); err != nil {
		return err
	}
	err := s.write(ctx, "add a font", func(t *tx) error {
		n, err := one(t.ctx, t, value[int], "SELECT count(*) FROM font")
		if err != nil {
			return err
		}
		if n >= fontsMost {
			return refuse("refused.fonts", "count", fontsMost)
		}
		_, err = t.exec("INSERT INTO font (name, file, characters, sha256, at) VALUES (?, ?, ?, ?, ?)", name, file, characters, hashHex(file), ms(t.now))
		if isDuplicate(err) {
			return refuse("refused.font_there")
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.refreshStudio(ctx)
}

// RemoveFont takes a font away. Documents that were made with it stay as they are.
func (s *Store) RemoveFont(ctx context.Context, _ Staff, id int64) error {
	err := s.write(ctx, "remove a font", func(t *tx) error {
		return t.update("DELETE FROM font WHERE id = ?", id)
	})
	if err != nil {
		return err
	}
	return s.refreshStudio(ctx)
}
