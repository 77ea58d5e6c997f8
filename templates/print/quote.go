package print

import (
	"io"
	"strings"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates/pdf"
	"anteroom/templates/words"
)

// Quote draws a quote or an estimate as it was sent. The client's choices are
// those of sel.
func (p Printer) Quote(w io.Writer, q store.Quote, sel store.Selection) error {
	d, err := p.quote(q, sel)
	if err != nil {
		return err
	}
	if q.Status == "draft" {
		d.Mark = p.Words.T(d.Lang, "status.draft")
	}
	return pdf.Write(w, d)
}

// SignedQuote draws an accepted quote with its signature, and the certificate
// that proves it on a page of its own.
func (p Printer) SignedQuote(w io.Writer, v store.Signed) error {
	d, err := p.quote(v.Quote, v.Signature.Selection)
	if err != nil {
		return err
	}
	s := &v.Signature
	d.Created = s.At
	d.Mark = p.Words.T(d.Lang, "status.accepted")
	d.Signed = []pdf.Signature{{
		Heading: p.Words.T(d.Lang, "quote.accepted_and_signed", "name", s.Name), Name: s.Name, Strokes: strokes(s.Strokes),
		Lines: []string{p.stamp(d.Lang, s.At, s.Zone()), p.Words.T(d.Lang, "quote.certificate", "address", s.Visit.IP, "number", s.Certificate)},
	}}
	d.Certificate = p.certificate(d.Lang, v)
	return pdf.Write(w, d)
}

// SealReason is what readers of PDFs show beside the seal of a signed document: of a
// 'quote', an 'estimate' …, by its number.
func (p Printer) SealReason(lang, kind, number string) string {
	return p.Words.T(lang, "certificate.sealed", "document", p.Words.T(lang, kind+".title", "number", number))
}

// Closing is the end of a certificate, Markdown: that the document is sealed, and
// where anyone can check it.
func (p Printer) Closing(lang string) string {
	return p.Words.T(lang, "certificate.closing", "studio", literal.Replace(p.Studio.Printed()), "address", "<"+p.Verify+">")
}

// literal keeps Markdown from finding marks in a name.
var literal = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "<", `\<`, "&", `\&`)

func (p Printer) quote(q store.Quote, sel store.Selection) (pdf.Document, error) {
	c := &q.Content
	lang := c.Locale
	at := q.Sent
	if at.IsZero() {
		at = q.Updated
	}
	d := p.paper(lang, p.Words.T(lang, q.Kind+".name"), q.Number, c.Title, at)
	d.Running = p.Words.T(lang, q.Kind+".title", "number", q.Number) + ", " + c.To.Name
	d.Parties = []pdf.Party{p.party(lang, "document.for", c.To, c.TaxName), p.project(lang, "print.project", c.Project), p.party(lang, "document.from", c.From, c.TaxName)}
	d.Facts = p.quoteFacts(&q)
	d.Intro = c.Intro.Source
	totals, err := c.TotalsOf(sel)
	if err != nil {
		return d, err
	}
	if d.Lines, err = p.lines(c, c.Sections, &sel); err != nil {
		return d, err
	}
	d.Lines.Totals, d.Lines.Within = p.totals(c, &totals)
	if err := p.quoteSchedule(&d, &q, totals.Total); err != nil {
		return d, err
	}
	d.Tables = append(d.Tables, p.taxTable(c, &totals)...)
	if c.Terms.Source != "" {
		d.Texts = []pdf.Text{{Heading: p.Words.T(lang, "document.terms"), Markdown: c.Terms.Source, Muted: true}}
	}
	return d, nil
}

func (p Printer) quoteFacts(q *store.Quote) []pdf.Fact {
	lang := q.Content.Locale
	facts := []pdf.Fact{}
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, pdf.Fact{Label: p.Words.T(lang, key), Value: value})
		}
	}
	add("document.issued", p.date(lang, q.Content.On))
	add("document.valid_until", p.date(lang, q.Content.ValidUntil))
	if q.Version > 1 {
		add("print.version", p.Words.T(lang, "document.revision", "number", q.Version))
	}
	add("print.event", p.date(lang, q.Content.Project.EventOn))
	return facts
}

// quoteSchedule prints when what falls due, as amounts of this total.
func (p Printer) quoteSchedule(d *pdf.Document, q *store.Quote, total int64) error {
	c := &q.Content
	if len(c.Schedule) == 0 || total == 0 {
		return nil
	}
	parts, err := c.Instalments(total, c.On, 0)
	if err != nil {
		return err
	}
	table := pdf.Table{Heading: p.Words.T(d.Lang, "schedule.title"), Columns: []pdf.Column{
		{Heading: p.Words.T(d.Lang, "print.part"), Strong: true}, {Heading: p.Words.T(d.Lang, "document.due_date")},
		{Heading: p.Words.T(d.Lang, "document.amount"), Money: true}}}
	for i, part := range parts {
		table.Rows = append(table.Rows, pdf.Row{Cells: []string{part.Label, p.Due(d.Lang, c.Schedule[i].Due), money.Format(part.Amount, c.Currency, d.Lang)}})
	}
	d.Tables = append(d.Tables, table)
	return nil
}

// Due words when a step of a schedule falls due.
func (p Printer) Due(lang string, due store.Due) string { return DueWords(p.Words, lang, due) }

// DueWords words when a step of a schedule falls due: "on acceptance", "14 days
// after acceptance", "30 days before the event", "4 December 2026".
func DueWords(w *words.Catalogue, lang string, due store.Due) string {
	switch {
	case due.Kind == "date" && due.On != "":
		return w.T(lang, "schedule.on_date", "date", w.Date(lang, string(due.On), words.Full))
	case due.Kind == "event" && due.Days == 0:
		return w.T(lang, "schedule.on_event")
	case due.Kind == "event":
		return w.T(lang, "schedule.before_event", "count", due.Days, "event", w.T(lang, "schedule.the_event"))
	case due.Days > 0:
		return w.T(lang, "schedule.after_acceptance", "count", due.Days)
	}
	return w.T(lang, "schedule.on_acceptance")
}

// certificate prints what proves a signature.
func (p Printer) certificate(lang string, v store.Signed) *pdf.Certificate {
	s, zone := &v.Signature, v.Signature.Zone()
	fact := func(key, value string) pdf.Fact { return pdf.Fact{Label: p.Words.T(lang, key), Value: value} }
	reached := p.Words.T(lang, "certificate.reached_"+string(s.Via), "email", s.Email)
	cert := &pdf.Certificate{
		Title: p.Words.T(lang, "certificate.title"), Number: s.Certificate, Intro: p.Words.T(lang, "certificate.intro"),
		Facts: []pdf.Fact{
			fact("certificate.document", p.Words.T(lang, v.Quote.Kind+".title", "number", v.Quote.Number)+", "+v.Quote.Title),
			fact("certificate.signer", s.Name+" ("+s.Email+")"),
			fact("certificate.signed_at", p.stamp(lang, s.At, zone)+" ("+s.At.UTC().Format(time.RFC3339)+")"),
			fact("certificate.method", p.Words.T(lang, "certificate.method_"+s.Method)),
			fact("certificate.consent", s.Consent),
			fact("certificate.total", money.Format(s.Total, v.Quote.Currency, lang)),
			fact("certificate.address", s.Visit.IP),
			fact("certificate.browser", s.Visit.UserAgent),
			fact("certificate.reached_by", reached),
		},
		EventsHeading: p.Words.T(lang, "certificate.events"),
		EventsHead:    [3]string{p.Words.T(lang, "print.when"), p.Words.T(lang, "certificate.events"), p.Words.T(lang, "certificate.chain")},
	}
	cert.Facts = append(append(cert.Facts, p.verified(lang, s)...), fact("certificate.fingerprint", s.Hash))
	for _, e := range v.Evidence {
		cert.Events = append(cert.Events, pdf.Event{At: p.stamp(lang, e.At, zone), What: p.event(lang, e), Hash: e.Hash})
	}
	cert.Closing = p.Closing(lang)
	return cert
}

// verified tells of the code that was asked for, if one was.
func (p Printer) verified(lang string, s *store.Signature) []pdf.Fact {
	if s.CodeAt.IsZero() {
		return nil
	}
	return []pdf.Fact{{Label: p.Words.T(lang, "certificate.verified_by"),
		Value: p.Words.T(lang, "certificate.verified_code", "email", s.Email, "time", p.stamp(lang, s.CodeAt, s.Zone()))}}
}

func (p Printer) event(lang string, e store.Evidence) string {
	switch e.What {
	case "sent":
		return p.Words.T(lang, "certificate.event_sent", "email", e.Detail["to"])
	case "viewed":
		return p.Words.T(lang, "certificate.event_viewed")
	case "signed":
		return p.Words.T(lang, "certificate.event_signed")
	}
	return p.Words.T(lang, "certificate.event_declined")
}

// strokes are the drawn lines in the pad's thousandths.
func strokes(drawn store.Strokes) []pdf.Stroke {
	var list []pdf.Stroke
	for _, line := range drawn {
		stroke := make(pdf.Stroke, len(line))
		for i, point := range line {
			stroke[i] = pdf.Point{X: float64(point[0]), Y: float64(point[1])}
		}
		list = append(list, stroke)
	}
	return list
}
