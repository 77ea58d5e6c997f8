package store

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"
)

// Cost of a password's hash: argon2id with 19 MiB, two passes, one lane (OWASP
// Password Storage Cheat Sheet). At most hashers run at once, so that a flood
// of sign-ins cannot take the machine's memory.
const (
	hashMemory = 19 * 1024 // KiB
	hashPasses = 2
	hashLanes  = 1
	hashBytes  = 32
	hashers    = 2
)

// hashing admits as many as may hash at once, and counts the hashes made.
type hashing struct {
	room chan struct{}
	made *atomic.Int64
}

func newHashing() hashing {
	return hashing{room: make(chan struct{}, hashers), made: new(atomic.Int64)}
}

func (h hashing) enter(ctx context.Context) error {
	select {
	case h.room <- struct{}{}:
		h.made.Add(1)
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h hashing) leave() { <-h.room }

// hash makes the PHC string of a password.
func (h hashing) hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails (Go 1.24)
	key := argon2.IDKey([]byte(password), salt, hashPasses, hashMemory, hashLanes, hashBytes)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashLanes,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// matches tells whether a password has this hash. An empty hash matches
// nothing and costs as much as any other.
func (h hashing) matches(ctx context.Context, password, phc string) (bool, error) {
	if err := h.enter(ctx); err != nil {
		return false, err
	}
	defer h.leave()
	salt, want, memory, passes, lanes := make([]byte, 16), []byte(nil), uint32(hashMemory), uint32(hashPasses), uint8(hashLanes)
	if phc != "" {
		var err error
		if salt, want, memory, passes, lanes, err = readPHC(phc); err != nil {
			return false, err
		}
	}
	got := argon2.IDKey([]byte(password), salt, passes, memory, lanes, hashBytes)
	return len(want) > 0 && subtle.ConstantTimeCompare(got, want) == 1, nil
}

func readPHC(phc string) (salt, key []byte, memory, passes uint32, lanes uint8, err error) {
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return nil, nil, 0, 0, 0, fmt.Errorf("not an argon2id hash")
	}
	if _, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &lanes); err != nil {
		return nil, nil, 0, 0, 0, fmt.Errorf("read the cost of a hash: %w", err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return nil, nil, 0, 0, 0, err
	}
	key, err = base64.RawStdEncoding.DecodeString(parts[5])
	return salt, key, memory, passes, lanes, err
}
