package letter

import (
	"strings"

	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What is written about contracts. Several people may be asked by one letter, so
// its words speak to each by "{name}".

func (w Writer) contract(m store.Mail, s Subjects) draft {
	c, lang := &s.Contract, m.Lang
	first, _, _ := strings.Cut(m.ToName, " ")
	d := draft{
		fields:    fields{"name": first},
		subject:   w.t(lang, "email_contract.subject", "studio", w.Studio.Name),
		preheader: w.t(lang, "email_contract.preheader", "title", c.Title),
		heading:   w.t(lang, "email_contract.heading"),
		body: strings.Join([]string{strings.Replace(w.t(lang, "greeting.dear", "name", "\x00"), "\x00", "{name}", 1),
			w.t(lang, "email_contract.body", "title", plain(c.Title))}, "\n\n"),
		button: w.t(lang, "email_contract.button"),
		foot:   []string{w.t(lang, "email.for_you_alone")},
	}
	if m.ID != 0 { // not for review any more, where the words still speak to all
		d.body = d.fields.fill(d.body, plain)
	}
	if c.Number != "" {
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "email_contract.number", "number", c.Number), Value: c.Title})
	}
	if c.SignBy != "" {
		date := w.date(lang, c.SignBy, words.Short)
		d.preheader = w.t(lang, "email_contract.preheader_by", "title", c.Title, "date", date)
		d.facts = append(d.facts, email.Fact{Label: w.t(lang, "contract.sign_by"), Value: date})
	}
	return d
}

func (w Writer) contractComplete(m store.Mail, s Subjects) draft {
	return w.aboutContract(m, s, "email_contract_complete")
}

func (w Writer) contractWithdrawn(m store.Mail, s Subjects) draft {
	d := w.aboutContract(m, s, "email_contract_withdrawn")
	if s.Contract.Reason != "" {
		d.body += "\n\n> " + plain(s.Contract.Reason)
	}
	return d
}

func (w Writer) aboutContract(m store.Mail, s Subjects, key string) draft {
	c, lang := &s.Contract, m.Lang
	return draft{
		subject: w.t(lang, key+".subject", "title", c.Title),
		heading: w.t(lang, key+".heading"),
		body:    w.dear(lang, m.ToName, w.t(lang, key+".body", "title", plain(c.Title), "studio", plain(w.Studio.Name))),
		facts:   []email.Fact{{Label: w.t(lang, "email_contract.number", "number", c.Number), Value: c.Title}},
		button:  w.t(lang, key+".button"),
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

func (w Writer) studioContractSigned(m store.Mail, s Subjects) draft {
	return w.contractNews(m, s, "email_studio_contract_signed", "signed", m.Data["signed"], "of", m.Data["of"])
}

func (w Writer) studioContractTurn(m store.Mail, s Subjects) draft {
	return w.contractNews(m, s, "email_studio_contract_turn")
}

func (w Writer) studioContractComplete(m store.Mail, s Subjects) draft {
	return w.contractNews(m, s, "email_studio_contract_complete")
}

func (w Writer) studioContractDeclined(m store.Mail, s Subjects) draft {
	d := w.contractNews(m, s, "email_studio_contract_declined")
	if reason := m.Data["reason"]; reason != "" {
		d.body += "\n\n> " + plain(reason)
	}
	return d
}

func (w Writer) contractNews(m store.Mail, s Subjects, key string, more ...any) draft {
	c := &s.Contract
	return w.news(m, key, "View contract", email.Fact{Label: c.Number, Value: c.Title},
		append([]any{"name", m.Data["name"], "number", c.Number, "client", c.Client}, more...)...)
}
