package demo

import (
	"time"

	"anteroom/store"
	"anteroom/templates/words"
)

// rights is the text that contracts about photographs begin with.
const rights = `We would like to photograph our finished work at **{location}** on **{event date}**, and to show some of the pictures to others.

## What we may do

1. Take photographs of the rooms that we worked on, and of the garden from the house.
2. Show up to twelve of them on our website, in our printed book and to the press.
3. Name the neighbourhood. We never name you, the street or the number.

## What we will not do

1. Show people, family photographs, papers or screens. We move them or blur them.
2. Sell the photographs, or let anyone else sell them.

## What you get

Twenty edited pictures at full size, yours to keep and to print. You find them under Files within ten working days.

## If you change your mind

Tell us at any time. We take the pictures off our website within five working days. Books that are already printed stay as they are.

## The law that applies

This agreement follows the law of England and Wales. It begins on the day that the last of us signs.`

// works is the text of a building contract.
const works = `**{studio}**, {studio address}, builds for **{client}**, {client address}, what quote {quote or invoice} describes: {project}, at {location}.

## Price

The price is **{total}** including VAT. Of this, {deposit} was the deposit; the rest follows in the parts that the quote sets out. It changes only by a variation that both of us have agreed to in writing.

## Time

1. We begin within two weeks of the last signature and mean to finish by {event date}.
2. If weather, a supplier or something hidden in the house holds us up, we tell you on the same day, and what it means for the end.

## Your house

1. We work from 8:00 to 16:30 on weekdays. The kitchen is yours every evening, swept.
2. You give us a key, water and electricity, and keep the rooms that we work in free.

## Insurance and guarantee

1. We are insured to £5 million against what we might do to you, your house or your neighbours.
2. Our joinery is guaranteed for ten years, everything else for two.

## Ending it

Either of us may end this with fourteen days’ notice in writing. You then pay for what is built and what was ordered for you, and nothing else.

This agreement follows the law of England and Wales.`

const rightsTitle = "Photographs of your home"

// contractTexts keeps the template that the studio begins with.
func (h *history) contractTexts() error {
	t, err := h.store.KeepContractTemplate(h.ctx, h.owner, store.ContractTemplate{Name: rightsTitle, Body: rights})
	h.rights = t.ID
	return err
}

// dayWords words a date for the text of a contract.
func (h *history) dayWords(lang string, d store.Date) string {
	return h.words.Date(lang, string(d), words.Full)
}

// contract is a contract on its way, and the instant of the last thing that
// happened to it.
type contract struct {
	*project
	last time.Time
	row  store.Contract
}

// next is an instant of a moment, after everything that happened before.
func (c *contract) next(at time.Time) time.Time {
	if !at.After(c.last) {
		at = c.last.Add(4 * time.Minute)
	}
	c.last = at
	return at
}

// contracts sends a contract to people who sign one after another, and Hannah at
// last. An empty text is the template's.
func (p *project) contracts(m moment, title, text string, signBy store.Date, people ...*person) *contract {
	c := &contract{project: p, last: p.begun}
	p.then(c.next(p.office(m)), "send "+title, func() (err error) {
		template := int64(0)
		if text == "" {
			template = p.rights
		}
		if c.row, err = p.store.NewContract(p.ctx, p.owner, p.row.ID, template); err != nil {
			return err
		}
		d := c.row.ContractDraft
		d.Title, d.InOrder, d.SignBy, d.Contacts = title, true, signBy, nil
		if text != "" {
			d.Body = text
		}
		for _, person := range people {
			d.Contacts = append(d.Contacts, person.contact.ID)
		}
		if c.row, err = p.store.SaveContract(p.ctx, p.owner, c.row.ID, c.row.Edits, d); err != nil {
			return err
		}
		said, err := p.review(store.Mail{Kind: "contract", ToName: people[0].name, Lang: p.store.Studio().Locale, ContractID: c.row.ID})
		if err != nil {
			return err
		}
		c.row, err = p.store.SendContract(p.ctx, p.owner, c.row.ID, store.Letter{Subject: said.Subject, Body: said.Body}, p.dayWords)
		return err
	})
	return c
}

// byLink is the portal of someone who followed the link of the email.
func (c *contract) byLink(p *person) (*store.Portal, error) {
	token, err := c.store.CopyLink(c.ctx, c.owner, p.contact.ID, store.Object{Kind: "contract", ID: c.row.ID})
	if err != nil {
		return nil, err
	}
	return c.store.PortalByLink(c.ctx, token)
}

// viewed is read by someone for the first time.
func (c *contract) viewed(p *person, m moment) *contract {
	c.then(c.next(c.when(m)), p.name+" reads a contract", func() error {
		portal, err := c.byLink(p)
		if err != nil {
			return err
		}
		return portal.ViewContract(c.ctx, c.row.ID, p.visit())
	})
	return c
}

// signed is signed by one of the client.
func (c *contract) signed(p *person, how hand, m moment) *contract {
	c.then(c.next(c.when(m)), p.name+" signs a contract", func() error {
		portal, err := c.byLink(p)
		if err != nil {
			return err
		}
		c.row, err = portal.SignContract(c.ctx, c.row.ID, c.signing(p.name, how, p.visit()))
		return err
	})
	return c
}

// countersigned is signed by Hannah.
func (c *contract) countersigned(m moment) *contract {
	c.then(c.next(c.office(m)), "countersign a contract", func() (err error) {
		c.row, err = c.store.CountersignContract(c.ctx, c.owner, c.row.ID, c.signing(c.owner.Name, drawn, store.Visit{IP: "203.0.113.4", UserAgent: mac}))
		return err
	})
	return c
}

// signing is what someone hands in, with the words that the page shows at the tick
// and under it.
func (c *contract) signing(name string, how hand, visit store.Visit) store.Signing {
	lang := c.row.Content.Locale
	v := store.Signing{Name: name, Method: "type", Agreed: true, Hash: c.row.Hash, Visit: visit,
		Consent: c.words.T(lang, "contract.agree_plain") + " " + c.words.T(lang, "contract.consent", "number", c.row.Number)}
	if how == drawn {
		v.Method, v.Strokes = "draw", ink(name)
	}
	return v
}
