package store

import (
	"context"
	"errors"
	"slices"
)

// Colleague is someone who joins the studio.
type Colleague struct {
	Name, Email, Password string
	Role                  string // 'owner' or 'member'
}

func (c Colleague) check() error {
	var invalid Invalid
	invalid.required("name", c.Name, 200)
	invalid.email("email", c.Email)
	invalid.password("password", c.Password)
	if !slices.Contains([]string{"owner", "member"}, c.Role) {
		invalid.Add("role", Say("invalid.choice"))
	}
	return invalid.OrNil()
}

// AddColleague lets another person into the studio. Only an owner may; to
// others it is ErrNotFound.
func (s *Store) AddColleague(ctx context.Context, by Staff, c Colleague) (joined Staff, err error) {
	if !by.IsOwner() {
		return joined, ErrNotFound
	}
	if err := c.check(); err != nil {
		return joined, err
	}
	hash, err := s.hashing.hash(ctx, c.Password)
	if err != nil {
		return joined, err
	}
	err = s.write(ctx, "add a colleague", func(t *tx) error {
		taken, err := one(t.ctx, t, scanStaff, "SELECT id, name, email, role FROM staff WHERE email = ?", c.Email)
		if err == nil {
			return &Invalid{Fields: map[string]Text{"email": Say("invalid.email_taken", "name", taken.Name)}}
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		id, err := t.insert("INSERT INTO staff (name, email, password_hash, role, created_at) VALUES (?, ?, ?, ?, ?)",
			c.Name, c.Email, hash, c.Role, ms(t.now))
		if err != nil {
			return err
		}
		joined = Staff{ID: id, Name: c.Name, Email: c.Email, Role: c.Role}
		return t.note(deed{what: "colleague added", staff: by.ID, detail: map[string]string{"name": c.Name}})
	})
	return joined, err
}
