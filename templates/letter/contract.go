package letter

import (
	"anteroom/store"
	"anteroom/templates/email"
	"anteroom/templates/words"
)

// What is written about contracts. Several people may be asked by one letter, so
// its words speak to each by "{name}".

func (w Writer) contract(m store.Mail, s Subjects) draft {
	c, lang := &s.Contract, m.Lang
	d := draft{
		words:     w.usual(lang, "email_contract"),
		fields:    w.ofContract(m, c),
		open:      []string{"name", "number"},
		each:      true,
		preheader: w.t(lang, "email_contract.preheader", "title", c.Title),
		heading:   w.t(lang, "email_contract.heading"),
		foot:      []string{w.t(lang, "email.for_you_alone")},
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
	return w.aboutContract(m, s, "email_contract_withdrawn", "> {reason}")
}

func (w Writer) aboutContract(m store.Mail, s Subjects, key string, more ...string) draft {
	c, lang := &s.Contract, m.Lang
	return draft{
		words:   w.usual(lang, key, more...),
		fields:  w.ofContract(m, c),
		heading: w.t(lang, key+".heading"),
		facts:   []email.Fact{{Label: w.t(lang, "email_contract.number", "number", c.Number), Value: c.Title}},
		foot:    []string{w.t(lang, "email.for_you_alone")},
	}
}

// ofContract are the fields of what speaks of a contract.
func (w Writer) ofContract(m store.Mail, c *store.Contract) fields {
	f := w.fields(m, "client", c.Client, "project", c.Project, "title", c.Title, "reason", c.Reason, "until", "")
	if c.SignBy != "" {
		f["until"] = w.date(m.Lang, c.SignBy, words.Full)
	}
	return f.numbered(c.Number)
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
	d := w.contractNews(m, s, "email_studio_contract_declined", "reason", m.Data["reason"])
	d.words.Body += "\n\n> {reason}"
	return d
}

func (w Writer) contractNews(m store.Mail, s Subjects, key string, more ...string) draft {
	c := &s.Contract
	return w.news(m, key, w.t(m.Lang, "contract.view"), email.Fact{Label: c.Number, Value: c.Title}, append([]string{"name", m.Data["name"],
		"number", c.Number, "title", c.Title, "client", c.Client, "project", c.Project}, more...)...)
}
