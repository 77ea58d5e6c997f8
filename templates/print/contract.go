package print

import (
	"io"
	"time"

	"anteroom/store"
	"anteroom/templates/pdf"
)

// Contract draws a contract as it was sent, or a draft as it would be, with a list
// of who signs and who has.
func (p Printer) Contract(w io.Writer, c store.Contract) error {
	d := p.contract(&c)
	if c.IsDraft() {
		d.Mark = p.Words.T(d.Lang, "status.draft")
	}
	table := pdf.Table{Heading: p.Words.T(d.Lang, "contract.who_signs"), Columns: []pdf.Column{{Heading: p.Words.T(d.Lang, "print.name"), Strong: true},
		{Heading: p.Words.T(d.Lang, "print.signs_for")}, {Heading: p.Words.T(d.Lang, "certificate.signed_at")}}}
	for i, s := range c.Content.Signers {
		signed := p.Words.T(d.Lang, "contract.not_yet")
		if i < len(c.Signers) && !c.Signers[i].Signed.IsZero() {
			signed = p.stamp(d.Lang, c.Signers[i].Signed, p.Studio.Zone())
		}
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{s.Name, p.side(&c, s), signed}})
	}
	if len(table.Rows) > 0 {
		d.Tables = []pdf.Table{table}
	}
	return pdf.Write(w, d)
}

// side is whom a signer signs for.
func (p Printer) side(c *store.Contract, s store.Signatory) string {
	if s.For != "" {
		return s.For
	}
	return c.Content.To.Name
}

// SignedContract draws a contract that all have signed, with their signatures and
// the certificate that proves them on pages of its own.
func (p Printer) SignedContract(w io.Writer, v store.SignedContract) error {
	c := &v.Contract
	d := p.contract(c)
	d.Created = c.Decided
	d.Mark = p.Words.T(d.Lang, "status.signed")
	for i := range v.Signatures {
		s := &v.Signatures[i]
		heading := p.Words.T(d.Lang, "contract.signed_for", "name", c.Content.To.Name)
		for _, signer := range c.Signers {
			if signer.ID == s.SignerID && signer.IsStudio() {
				heading = p.Words.T(d.Lang, "contract.signed_for", "name", c.Content.From.Name)
			}
		}
		d.Signed = append(d.Signed, pdf.Signature{Heading: heading, Name: s.Name, Strokes: strokes(s.Strokes),
			Lines: []string{p.stamp(d.Lang, s.At, s.Zone()), p.Words.T(d.Lang, "quote.certificate", "address", s.Visit.IP, "number", s.Certificate)}})
	}
	d.Certificate = p.contractCertificate(d.Lang, v)
	return pdf.Write(w, d)
}

func (p Printer) contract(c *store.Contract) pdf.Document {
	a := &c.Content
	lang, at := a.Locale, c.Sent
	if at.IsZero() {
		at = c.Updated
	}
	d := p.paper(lang, p.Words.T(lang, "contract.name"), a.Number, a.Title, at)
	if c.IsDraft() && c.Number == "" {
		d = p.paper(lang, p.Words.T(lang, "contract.name"), "", a.Title, at)
	}
	d.Running = p.Words.T(lang, "contract.title", "number", a.Number) + ", " + a.To.Name
	d.Parties = []pdf.Party{p.party(lang, "document.for", a.To, a.TaxName), p.project(lang, "print.project", a.Project), p.party(lang, "document.from", a.From, a.TaxName)}
	add := func(key, value string) {
		if value != "" {
			d.Facts = append(d.Facts, pdf.Fact{Label: p.Words.T(lang, key), Value: value})
		}
	}
	add("document.issued", p.date(lang, a.On))
	add("contract.sign_by", p.date(lang, a.SignBy))
	if c.Version > 1 {
		add("print.version", p.Words.T(lang, "document.revision", "number", c.Version))
	}
	d.Texts = []pdf.Text{{Heading: a.Title, Markdown: a.Body.Source}}
	return d
}

// contractCertificate prints what proves the signatures under a contract.
func (p Printer) contractCertificate(lang string, v store.SignedContract) *pdf.Certificate {
	c := &v.Contract
	fact := func(key, value string) pdf.Fact { return pdf.Fact{Label: p.Words.T(lang, key), Value: value} }
	cert := &pdf.Certificate{
		Title: p.Words.T(lang, "certificate.title"), Number: p.Words.T(lang, "contract.title", "number", c.Number), Intro: p.Words.T(lang, "certificate.intro_contract"),
		Facts: []pdf.Fact{
			fact("certificate.document", p.Words.T(lang, "contract.title", "number", c.Number)+", "+c.Title),
			fact("certificate.fingerprint", c.Hash),
		},
		EventsHeading: p.Words.T(lang, "certificate.events"),
		EventsHead:    [3]string{p.Words.T(lang, "print.when"), p.Words.T(lang, "certificate.events"), p.Words.T(lang, "certificate.chain")},
	}
	zone := p.Studio.Zone()
	for i := range v.Signatures {
		s := &v.Signatures[i]
		zone = s.Zone()
		part := pdf.Part{Heading: p.Words.T(lang, "certificate.signed_by", "name", s.Name), Facts: []pdf.Fact{
			fact("certificate.signer", s.Who+" ("+s.Email+")"),
			fact("certificate.signed_at", p.stamp(lang, s.At, zone)+" ("+s.At.UTC().Format(time.RFC3339)+")"),
			fact("certificate.method", p.Words.T(lang, "certificate.method_"+s.Method)),
			fact("certificate.consent", s.Consent),
			fact("certificate.address", s.Visit.IP),
			fact("certificate.browser", s.Visit.UserAgent),
			fact("certificate.reached_by", p.Words.T(lang, "certificate.reached_"+string(s.Via), "email", s.Email)),
		}}
		part.Facts = append(append(part.Facts, p.verified(lang, s)...), fact("certificate.own_number", s.Certificate))
		cert.Parts = append(cert.Parts, part)
	}
	for _, e := range v.Evidence {
		cert.Events = append(cert.Events, pdf.Event{At: p.stamp(lang, e.At, zone), What: p.eventBy(lang, e), Hash: e.Hash})
	}
	cert.Closing = p.Closing(lang)
	return cert
}

// eventBy is an event of a document that several people sign.
func (p Printer) eventBy(lang string, e store.Evidence) string {
	switch e.What {
	case "viewed":
		return p.Words.T(lang, "certificate.event_viewed_by", "name", e.Detail["contact"])
	case "signed":
		return p.Words.T(lang, "certificate.signed_by", "name", e.Detail["name"])
	}
	return p.event(lang, e)
}
