package portal

import (
	"net/http"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) emailRoutes() []Route {
	return []Route{
		contact("GET", "/portal/emails/{id}", "email", p.email),
		contact("GET", "/portal/emails/{id}/content", "email", p.emailContent),
	}
}

// emails are all that the studio has sent to this contact.
func (p *Pages) emails(x *web.Exchange, portal *store.Portal) error {
	page, err := p.papers(x, portal, "/portal/emails", "papers.no_emails")
	if err != nil {
		return err
	}
	paging := x.Paging()
	list, total, err := portal.Emails(x.Context(), paging)
	if err != nil {
		return err
	}
	for _, m := range list {
		row := paperRow{Icon: "mail", Title: m.Subject, Path: "/portal/emails/" + strconv.FormatInt(m.ID, 10), Note: day(x, page.Studio, m.Sent, "datetime")}
		if m.ProjectID != 0 {
			row.Note = page.of(x, m.ProjectID, row.Note)
		}
		page.Rows = append(page.Rows, row)
	}
	page.Paging = x.NewPaging(paging, total)
	return x.Show("portal/papers", "papers", page)
}

// emailPage shows one email, which itself stands in a frame of its own.
type emailPage struct {
	web.Frame
	Mail    store.MailRow
	Content string // where its own page is
	About   *tab   // the document that it speaks of, where that can be opened
}

func (p *Pages) theEmail(x *web.Exchange, portal *store.Portal) (store.MailRow, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.MailRow{}, err
	}
	return portal.Email(x.Context(), id)
}

func (p *Pages) email(x *web.Exchange, portal *store.Portal) error {
	m, err := p.theEmail(x, portal)
	if err != nil {
		return err
	}
	page := emailPage{Frame: p.Frame(x, portal, "papers"), Mail: m, Content: "/portal/emails/" + strconv.FormatInt(m.ID, 10) + "/content"}
	if path := aboutOf(&m); path != "" {
		page.About = &tab{Path: path}
	}
	return x.Show("portal/email", "", page)
}

// aboutOf is the page of the portal to which a mail leads.
func aboutOf(m *store.MailRow) string {
	if m.Kind == "statement" {
		return "/portal/statement?from=" + m.Data["from"] + "&to=" + m.Data["to"]
	}
	o := m.Object()
	switch {
	case o.ID == 0:
		return ""
	case o.Kind == "gallery":
		return "/portal/galleries/" + strconv.FormatInt(o.ID, 10)
	}
	return "/portal/" + o.Kind + "s/" + strconv.FormatInt(o.ID, 10)
}

// emailPolicy lets the page of an email show its own styles and the studio's
// logo, and do nothing: no script, no form, nothing from elsewhere. Of its links
// only those that are pressed lead anywhere.
const emailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; " +
	"frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation allow-popups"

// emailContent is the email itself, as a page in a sandbox. Its button leads to
// the portal's own page: the link that the email had let its reader in, and is
// kept nowhere.
func (p *Pages) emailContent(x *web.Exchange, portal *store.Portal) error {
	m, err := p.theEmail(x, portal)
	if err != nil {
		return err
	}
	html, err := p.MailHTML(x.Context(), m.Mail, aboutOf(&m))
	if err != nil {
		return err
	}
	h := x.W.Header()
	h.Set("Content-Security-Policy", emailPolicy)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "private, no-store")
	x.W.WriteHeader(http.StatusOK)
	_, err = x.W.Write(html)
	return err
}
