package store

import (
	"context"
	"errors"
	"math"
	"net/netip"
	"time"
)

// longestLimit is how long a count is kept at most: no limit's time is longer.
const longestLimit = 24 * time.Hour

// Allow counts one try in a bucket ("sign-in of hannah@studio.example") and
// refuses it, with the minutes to wait, when there were most tries within per,
// which is 24 hours at most. Counts survive a restart; only hashes of the
// buckets' names are kept.
func (s *Store) Allow(ctx context.Context, bucket string, most int, per time.Duration) error {
	var refused error
	err := s.write(ctx, "count a try", func(t *tx) error {
		err := t.allow(bucket, most, per)
		if errors.As(err, new(*Refused)) {
			refused, err = err, nil // the count stays
		}
		return err
	})
	return errors.Join(err, refused)
}

// allow is Allow within a transaction. A refused try is counted only if the
// transaction is committed all the same.
func (t *tx) allow(bucket string, most int, per time.Duration) error {
	if _, err := t.exec("DELETE FROM rate_limit WHERE started_at <= ?", ms(t.now.Add(-longestLimit))); err != nil {
		return err
	}
	tries, err := one(t.ctx, t, scanTries, `INSERT INTO rate_limit (bucket, started_at, count) VALUES (?1, ?2, 1)
		ON CONFLICT (bucket) DO UPDATE SET
			count = CASE WHEN started_at <= ?3 THEN 1 ELSE count + 1 END,
			started_at = CASE WHEN started_at <= ?3 THEN ?2 ELSE started_at END
		RETURNING started_at, count`, hashToken(bucket), ms(t.now), ms(t.now.Add(-per)))
	if err != nil || tries.count <= most {
		return err
	}
	wait := tries.started.Add(per).Sub(t.now)
	return refuse("refused.too_often", "count", max(1, int(math.Ceil(wait.Minutes()))))
}

// forgive empties a bucket, once a try has shown to be rightful.
func (t *tx) forgive(bucket string) error {
	_, err := t.exec("DELETE FROM rate_limit WHERE bucket = ?", hashToken(bucket))
	return err
}

// tries is how often, and since when.
type tries struct {
	started time.Time
	count   int
}

func scanTries(row scanner, v *tries) error { return row.Scan(at(&v.started), &v.count) }

// neighbourhood is what a limit counts as one address: an IPv4 address, or the
// /64 that an IPv6 subscriber has to itself (RFC 6177).
func neighbourhood(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil || addr.Unmap().Is4() {
		return ip
	}
	prefix, err := addr.WithZone("").Prefix(64)
	if err != nil {
		return ip
	}
	return prefix.String()
}

// takeBack uncounts one try, once it has shown to be rightful: the others in its
// bucket stay.
func (t *tx) takeBack(bucket string) error {
	_, err := t.exec("UPDATE rate_limit SET count = count - 1 WHERE bucket = ? AND count > 0", hashToken(bucket))
	return err
}
