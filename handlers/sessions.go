package handlers

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"anteroom/store"

	"github.com/gorilla/sessions"
)

// cookieStore is gorilla's session store over the database: the cookie holds a
// random id, the row everything else, so a session can be listed and ended.
type cookieStore struct {
	store  *store.Store
	secure func() bool // the portal is reached by https
}

// The sides of the house; one browser may be signed in to both.
const (
	studioSide = "studio"
	portalSide = "portal"
)

// name is the cookie's name. Over https it has the __Host- prefix (RFC 6265bis):
// Secure, Path=/ and no Domain, so that no neighbouring host can set it.
func (c *cookieStore) name(side string) string {
	if c.secure() {
		return "__Host-anteroom-" + side
	}
	return "anteroom-" + side
}

// Get implements sessions.Store.
func (c *cookieStore) Get(r *http.Request, side string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(c, side)
}

// New implements sessions.Store: the live session of the request's cookie, or
// an empty one. What the cookie says is never trusted beyond the look-up.
func (c *cookieStore) New(r *http.Request, side string) (*sessions.Session, error) {
	session := sessions.NewSession(c, side)
	session.IsNew = true
	session.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: c.secure(), SameSite: http.SameSiteLaxMode}
	cookie, err := r.Cookie(c.name(side))
	if err != nil {
		return session, nil
	}
	row, err := c.store.SessionByToken(r.Context(), cookie.Value)
	if errors.Is(err, store.ErrNotFound) || err == nil && (row.StaffID != 0) != (side == studioSide) {
		return session, nil
	}
	if err != nil {
		return session, err
	}
	session.IsNew = false
	session.ID = cookie.Value
	if err := readValues(row.Data, session); err != nil {
		return session, err
	}
	session.Values[rowKey] = row
	return session, nil
}

// rowKey holds the session's row among the values; it is not written back.
type rowKeyType struct{}

var rowKey rowKeyType

// rowOf is the database's row of a live session; its ID is 0 for an empty one.
func rowOf(session *sessions.Session) store.Session {
	row, _ := session.Values[rowKey].(store.Session)
	return row
}

// Save implements sessions.Store: it keeps the values of a live session.
func (c *cookieStore) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	row := rowOf(session)
	if row.ID == 0 {
		return nil
	}
	data, err := writeValues(session)
	if err != nil {
		return err
	}
	return c.store.KeepSessionData(r.Context(), row.ID, data)
}

// setCookie hands the token of a new session to the browser.
func (c *cookieStore) setCookie(w http.ResponseWriter, side, token string) {
	http.SetCookie(w, &http.Cookie{Name: c.name(side), Value: token, Path: "/", HttpOnly: true,
		Secure: c.secure(), SameSite: http.SameSiteLaxMode, MaxAge: 60 * 24 * 3600})
}

// dropCookie takes it away again.
func (c *cookieStore) dropCookie(w http.ResponseWriter, side string) {
	http.SetCookie(w, &http.Cookie{Name: c.name(side), Path: "/", HttpOnly: true,
		Secure: c.secure(), SameSite: http.SameSiteLaxMode, MaxAge: -1})
}

func readValues(data string, session *sessions.Session) error {
	var values map[string]string
	if err := json.NewDecoder(strings.NewReader(data)).Decode(&values); err != nil {
		return fmt.Errorf("read session values: %w", err)
	}
	for k, v := range values {
		session.Values[k] = v
	}
	return nil
}

func writeValues(session *sessions.Session) (string, error) {
	values := map[string]string{}
	for k, v := range session.Values {
		if name, ok := k.(string); ok {
			if text, ok := v.(string); ok {
				values[name] = text
			}
		}
	}
	data, err := json.Marshal(values)
	return string(data), err
}
