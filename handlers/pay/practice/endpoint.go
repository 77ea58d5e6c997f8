package practice

import (
	"net/url"
	"slices"
	"strings"
)

type endpointView struct {
	ID            string            `json:"id"`
	Object        string            `json:"object"`
	APIVersion    *string           `json:"api_version"`
	Created       int64             `json:"created"`
	Description   *string           `json:"description"`
	EnabledEvents []string          `json:"enabled_events"`
	Livemode      bool              `json:"livemode"`
	Metadata      map[string]string `json:"metadata"`
	Secret        string            `json:"secret,omitempty"` // told once, at creation
	Status        string            `json:"status"`
	URL           string            `json:"url"`
}

type deletedView struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Deleted bool   `json:"deleted"`
}

const mostEndpoints = 16 // as Stripe allows

func (e *endpoint) view() endpointView {
	return endpointView{
		ID: e.id, Object: "webhook_endpoint", APIVersion: maybe(e.version), Created: e.created.Unix(), Description: maybe(e.words),
		EnabledEvents: e.events, Metadata: e.metadata, Status: "enabled", URL: e.url(),
	}
}

func (s *Server) createEndpoint(r *request) (any, *problem) {
	if refused := r.required("url"); refused != nil {
		return nil, refused
	}
	link := r.text("url")
	if u, err := url.Parse(link); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
		return nil, invalid("url_invalid", "url", "Invalid URL: An explicit scheme (such as https) must be provided.")
	}
	e := &endpoint{
		id: unique("we"), url: func() string { return link }, secret: unique("whsec"), events: r.list("enabled_events"),
		connect: r.text("connect") == "true", version: r.text("api_version"), words: r.text("description"),
		created: s.options.Now(), metadata: r.pairs("metadata"),
	}
	if len(e.events) == 0 {
		return nil, invalid("parameter_missing", "enabled_events", "Missing required param: enabled_events.")
	}
	if e.version != "" && !isVersion(e.version) {
		return nil, invalid("", "api_version", "Invalid API version: %s", e.version)
	}
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	if len(s.endpoints) >= mostEndpoints {
		return nil, invalid("", "", "You have reached the maximum of %d test webhook endpoints.", mostEndpoints)
	}
	s.endpoints = append(s.endpoints, e)
	v := e.view()
	v.Secret = e.secret
	return v, nil
}

func (s *Server) listEndpoints(r *request) (any, *problem) {
	return listed(r, s.endpoints, func(e *endpoint) (string, endpointView, bool) { return e.id, e.view(), true })
}

func (s *Server) deleteEndpoint(r *request) (any, *problem) {
	i := slices.IndexFunc(s.endpoints, func(e *endpoint) bool { return e.id == r.id })
	if i < 0 {
		return nil, missing("webhook endpoint", r.id)
	}
	s.endpoints = slices.Delete(s.endpoints, i, i+1)
	return deletedView{ID: r.id, Object: "webhook_endpoint", Deleted: true}, nil
}

type accountView struct {
	ID              string          `json:"id"`
	Object          string          `json:"object"`
	BusinessProfile businessView    `json:"business_profile"`
	ChargesEnabled  bool            `json:"charges_enabled"`
	Country         string          `json:"country"`
	DefaultCurrency string          `json:"default_currency"`
	Settings        accountSettings `json:"settings"`
}

type businessView struct {
	Name string `json:"name"`
}

type accountSettings struct {
	Dashboard struct {
		DisplayName string `json:"display_name"`
	} `json:"dashboard"`
}

func (s *Server) showAccount(r *request) (any, *problem) {
	if refused := r.rest(); refused != nil {
		return nil, refused
	}
	v := accountView{ID: "acct_practice", Object: "account", ChargesEnabled: true, Country: "GB", DefaultCurrency: "gbp"}
	if r.Account != "" {
		v.ID = r.Account
	}
	v.BusinessProfile.Name = s.options.Name
	v.Settings.Dashboard.DisplayName = s.options.Name
	return v, nil
}
