package demo

import (
	"fmt"
	"time"

	"anteroom/store"
)

// person is a contact as they live: with a device of their own.
type person struct {
	name, email, phone string
	device             string
	ip                 string
	contact            store.Contact // once they are known to the store
}

// The devices that people come with.
const (
	iPhone  = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
	android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"
	mac     = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0"
	windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"
)

// somebody has an address of the block that is set aside for examples (RFC 5737).
func (h *history) somebody(name, email, phone, device string) *person {
	h.people++
	return &person{name: name, email: email, phone: phone, device: device, ip: fmt.Sprintf("203.0.113.%d", 10+h.people)}
}

func (p *person) visit() store.Visit { return store.Visit{IP: p.ip, UserAgent: p.device} }

func (p *person) details() store.ContactDetails {
	return store.ContactDetails{Name: p.name, Email: p.email, Phone: p.phone}
}

// client is a customer with people, the main one first.
type client struct {
	*history
	people []*person
	begun  time.Time
	row    store.Client
}

// client makes the studio's acquaintance.
func (h *history) client(m moment, d store.ClientDetails, people ...*person) *client {
	c := &client{history: h, people: people, begun: h.office(m)}
	d.Country = "GB"
	h.then(c.begun, "add "+d.Name, func() (err error) {
		if c.row, err = h.store.AddClient(h.ctx, h.owner, d, people[0].details()); err != nil {
			return err
		}
		for _, p := range people[1:] {
			if _, err := h.store.AddContact(h.ctx, h.owner, c.row.ID, p.details()); err != nil {
				return err
			}
		}
		return c.meet()
	})
	return c
}

// meet learns the contacts' ids.
func (c *client) meet() error {
	contacts, err := c.store.Contacts(c.ctx, c.row.ID)
	for _, contact := range contacts {
		for _, p := range c.people {
			if p.email == contact.Email {
				p.contact = contact
			}
		}
	}
	return err
}

// portalOff closes the client's portal.
func (c *client) portalOff(m moment) {
	c.then(c.office(m), "close the portal of "+c.people[0].name, func() error {
		return c.store.SetPortal(c.ctx, c.owner, c.row.ID, false)
	})
}

// signsIn comes in by the link of an email that they asked for.
func (h *history) signsIn(p *person, m moment) {
	h.then(h.when(m), p.name+" signs in", func() error {
		if err := h.store.AskSignIn(h.ctx, p.email, "", p.visit()); err != nil {
			return err
		}
		if err := h.post(); err != nil {
			return err
		}
		_, _, err := h.store.EnterByLink(h.ctx, h.ways[p.contact.ID], p.visit())
		return err
	})
}

// project is a job, and when it was begun.
type project struct {
	*client
	begun time.Time
	row   store.Project
}

// project begins a job with everybody of the client on it; d.Contacts and
// d.Staff are filled in. marcus says whether he looks after it too.
func (c *client) project(m moment, marcus bool, d store.ProjectDetails) *project {
	p := &project{client: c, begun: c.office(m)}
	if !p.begun.After(c.begun) {
		p.begun = c.begun.Add(6 * time.Minute)
	}
	if d.Status == "" {
		d.Status = "enquiry"
	}
	c.then(p.begun, "begin "+d.Name, func() (err error) {
		for _, person := range c.people {
			d.Contacts = append(d.Contacts, person.contact.ID)
		}
		d.Staff = []int64{c.owner.ID}
		if marcus {
			d.Staff = append(d.Staff, c.marcus.ID)
		}
		p.row, err = c.store.AddProject(c.ctx, c.owner, c.row.ID, d)
		return err
	})
	return p
}

// after is the instant of a working day's moment, and after the project began.
func (p *project) after(m moment) time.Time {
	at := p.office(m)
	if !at.After(p.begun) {
		at = p.begun.Add(17 * time.Minute)
	}
	return at
}

// becomes moves the project to another state.
func (p *project) becomes(status string, m moment) {
	p.then(p.after(m), "a project becomes "+status, func() error {
		return p.store.SetProjectStatus(p.ctx, p.owner, p.row.ID, status)
	})
}
