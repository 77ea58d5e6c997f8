package practice

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"
)

const apiVersion = "2023-10-16"

// event is something that happened, written down as it was then.
type event struct {
	id, kind, account string
	checkout          string
	payload           []byte
	held              bool
	deliveries        []Delivery
}

type eventView struct {
	ID              string      `json:"id"`
	Object          string      `json:"object"`
	Account         string      `json:"account,omitempty"`
	APIVersion      string      `json:"api_version"`
	Created         int64       `json:"created"`
	Data            eventData   `json:"data"`
	Livemode        bool        `json:"livemode"`
	PendingWebhooks int         `json:"pending_webhooks"`
	Request         requestView `json:"request"`
	Type            string      `json:"type"`
}

type eventData struct {
	Object json.RawMessage `json:"object"`
}

type requestView struct {
	ID             *string `json:"id"`
	IdempotencyKey *string `json:"idempotency_key"`
}

// announce writes an event down and, unless events are held back, sends it to whoever asked for its type.
func (s *Server) announce(c *checkout, kind string, object any) {
	e := &event{id: unique("evt"), kind: kind, account: c.account, checkout: c.id, held: s.held}
	e.payload = encode(eventView{
		ID: e.id, Object: "event", Account: c.account, APIVersion: apiVersion, Created: s.options.Now().Unix(),
		Data: eventData{Object: encode(object)}, PendingWebhooks: 1, Type: kind,
	})
	s.events = append(s.events, e)
	if !s.held {
		s.send(e)
	}
}

// send delivers an event to its endpoints in the background, again and again until each has answered 2xx.
func (s *Server) send(e *event) {
	for _, to := range s.endpoints {
		if !to.wants(e) {
			continue
		}
		s.background(func() {
			for i := 0; ; i++ {
				if status, err := s.deliver(s.ctx, e, to, nil); err == nil && status < 300 {
					return
				}
				if i >= len(s.options.Retry) || !s.wait(s.options.Retry[i]) {
					return
				}
			}
		})
	}
}

func (to *endpoint) wants(e *event) bool {
	if !to.everyone && to.connect != (e.account != "") {
		return false
	}
	return slices.Contains(to.events, "*") || slices.Contains(to.events, e.kind)
}

// letter is an event on its way to one endpoint; a Change spoils it.
type letter struct {
	payload  []byte
	secret   string
	at       time.Time
	header   string // instead of the signature
	unsigned bool
	tampered bool
}

// deliver posts an event once and notes what came of it. The status is zero if nobody answered.
func (s *Server) deliver(ctx context.Context, e *event, to *endpoint, changes []Change) (int, error) {
	l := &letter{payload: e.payload, secret: to.secret, at: s.options.Now()}
	for _, change := range changes {
		if err := change(l); err != nil {
			return 0, err
		}
	}
	status, err := s.post(ctx, to.url(), l)
	s.mu.Lock()
	defer s.mu.Unlock()
	e.deliveries = append(e.deliveries, Delivery{At: s.options.Now(), URL: to.url(), Status: status, Err: err})
	return status, err
}

func (s *Server) post(ctx context.Context, url string, l *letter) (status int, err error) {
	header := l.sign()
	body := l.payload
	if l.tampered {
		body = append(bytes.Clone(body), ' ')
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "Stripe/1.0 (practice)")
	if !l.unsigned {
		req.Header.Set("Stripe-Signature", header)
	}
	resp, err := s.options.HTTP.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	// Read to the end, so that the connection can be used again.
	if _, err := io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)); err != nil {
		return 0, err
	}
	return resp.StatusCode, nil
}

// sign follows https://docs.stripe.com/webhooks#verify-manually.
func (l *letter) sign() string {
	if l.header != "" {
		return l.header
	}
	stamp := strconv.FormatInt(l.at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(l.secret))
	mac.Write([]byte(stamp + "."))
	mac.Write(l.payload)
	return fmt.Sprintf("t=%s,v1=%s", stamp, hex.EncodeToString(mac.Sum(nil)))
}
