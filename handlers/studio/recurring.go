package studio

import (
	"context"
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
	"anteroom/templates"
)

func (p *Pages) recurringRoutes() []Route {
	return []Route{
		staff("GET", "/studio/recurring", "", p.recurrings),
		staff("GET", "/studio/recurring/new", "", p.newRecurring),
		staff("POST", "/studio/recurring", "", p.beginRecurring),
		staff("GET", "/studio/recurring/{id}", "recurring", p.recurring),
		staff("GET", "/studio/recurring/{id}/edit", "recurring", p.editRecurring),
		staff("POST", "/studio/recurring/{id}", "recurring", p.saveRecurring),
		staff("POST", "/studio/recurring/{id}/pause", "recurring", p.pauseRecurring),
		staff("POST", "/studio/recurring/{id}/resumption", "recurring", p.resumeRecurring),
		staff("GET", "/studio/recurring/{id}/end", "recurring", p.askToEndRecurring),
		staff("POST", "/studio/recurring/{id}/end", "recurring", p.endRecurring),
		staff("POST", "/studio/recurring/{id}/periods/{period}/invoice", "recurring", p.makePeriod),
		staff("POST", "/studio/recurring/{id}/periods/{period}/omission", "recurring", p.leavePeriodOut),
	}
}

func recurringPath(id int64) string { return "/studio/recurring/" + itoa(id) }

// recurringRow is a recurring invoice in a list.
type recurringRow struct {
	store.Recurring
	Rhythm string // "Every month on the 1st"
}

// recurringRows words recurring invoices for a list.
func recurringRows(list []store.Recurring) []recurringRow {
	rows := make([]recurringRow, len(list))
	for n, r := range list {
		rows[n] = recurringRow{r, rhythmWords(r.Rhythm)}
	}
	return rows
}

// rhythmWords say how often something recurs.
func rhythmWords(r store.Rhythm) string {
	words := "Every " + r.Unit
	if r.Every > 1 {
		words = "Every " + strconv.Itoa(r.Every) + " " + r.Unit + "s"
	}
	switch r.Unit {
	case "week":
		return words + " on " + r.From.Time().Format("Monday")
	case "year":
		return words + " on " + r.From.Time().Format("2 January")
	}
	if r.Day == 31 {
		return words + " on the last day"
	}
	return words + " on the " + ordinal(r.Day)
}

// ordinal is "1st", "22nd", "13th".
func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// recurringsPage is the list of all recurring invoices.
type recurringsPage struct {
	web.Frame
	listing
	Rows []recurringRow
}

func (p *Pages) recurrings(x *web.Exchange, who store.Staff) error {
	l := newListing(x, "Title, client or project", templates.Option{Label: "Next first"}, templates.Option{Value: "newest", Label: "Newest first"},
		templates.Option{Value: "total", Label: "Amount, highest first"}, templates.Option{Value: "client", Label: "Client, A to Z"})
	paging := x.Paging()
	list, total, err := p.Store.Recurrings(x.Context(),
		store.RecurringFilter{Search: l.Form.Get("q"), Status: l.Form.Get("status"), Sort: l.Form.Get("sort")}, paging)
	if err != nil {
		return err
	}
	counts, err := p.Store.RecurringCounts(x.Context())
	if err != nil {
		return err
	}
	l.found(x, paging, total, tally{"", "All", counts[""]}, tally{"active", "Active", counts["active"]}, tally{"asked", "Missed", counts["asked"]},
		tally{"paused", "Paused", counts["paused"]}, tally{"ended", "Ended", counts["ended"]})
	return x.Show("studio/recurrings", "list", recurringsPage{p.Frame(x, who, "invoices"), l, recurringRows(list)})
}

// recurringPage is a recurring invoice: when it comes, what it asks for, and
// what has come of it.
type recurringPage struct {
	web.Frame
	Recurring recurringRow
	Next      string // the title of the next one
	Why       string // why none can be sent by itself; empty: they can
	Sections  []paperSection
	Sums      []sumRow
	Asked     []store.RecurringPeriod // on which the studio has yet to decide
	Came      []store.RecurringPeriod
}

// IsOver tells whether it goes on no more.
func (p recurringPage) IsOver() bool { return p.Recurring.State == "ended" }

// Lines counts the lines of each invoice.
func (p recurringPage) Lines() (n int) {
	for _, s := range p.Sections {
		n += len(s.Lines)
	}
	return n
}

func (p *Pages) recurringOf(x *web.Exchange) (store.Recurring, error) {
	id, err := x.ID("id")
	if err != nil {
		return store.Recurring{}, err
	}
	return p.Store.Recurring(x.Context(), id)
}

func (p *Pages) recurring(x *web.Exchange, who store.Staff) error {
	r, err := p.recurringOf(x)
	if err != nil {
		return err
	}
	v := recurringPage{Frame: p.Frame(x, who, "invoices"), Recurring: recurringRow{r, rhythmWords(r.Rhythm)}}
	if r.NextOn != "" {
		v.Next = p.PeriodNames.For(r.Title, r.Content.Locale, r.NextOn)
	}
	if v.Why, err = p.unsendable(x, &r); err != nil {
		return err
	}
	var totals money.Totals
	if totals, err = r.Content.TotalsOf(store.Selection{}); err != nil {
		return err
	}
	v.Sums = p.sumRows(x, &r.Content, &totals)
	if v.Sections, err = p.paper(&r.Content, nil); err != nil {
		return err
	}
	periods, err := p.Store.RecurringPeriods(x.Context(), r.ID)
	for _, period := range periods {
		if period.State == "asked" {
			v.Asked = append([]store.RecurringPeriod{period}, v.Asked...) // the oldest first
		} else {
			v.Came = append(v.Came, period)
		}
	}
	if err != nil {
		return err
	}
	return x.Show("studio/recurring", "", v)
}

// unsendable is why what comes cannot be sent by itself as things are.
func (p *Pages) unsendable(x *web.Exchange, r *store.Recurring) (string, error) {
	if !r.Sends || r.State == "ended" {
		return "", nil
	}
	client, err := p.Store.Client(x.Context(), r.ClientID)
	if err != nil {
		return "", err
	}
	if !client.PortalEnabled {
		return "The portal of " + client.Name + " is off, so each waits as a draft until it is on.", nil
	}
	people, err := p.Store.ProjectContacts(x.Context(), r.ProjectID)
	if !slices.ContainsFunc(people, func(c store.Contact) bool { return r.ContactID == 0 || c.ID == r.ContactID }) {
		return "Nobody whom it is for is on the project, so each waits as a draft.", err
	}
	return "", err
}

// setRecurring calls a verb for the recurring invoice of the address.
func (p *Pages) setRecurring(x *web.Exchange, who store.Staff, verb func(context.Context, store.Staff, int64) error, sentence string) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := verb(x.Context(), who, id); err != nil {
		return err
	}
	return p.say(x, sentence, recurringPath(id))
}

func (p *Pages) pauseRecurring(x *web.Exchange, who store.Staff) error {
	return p.setRecurring(x, who, p.Store.PauseRecurring, "It is paused. What would come meanwhile is left out.")
}

func (p *Pages) resumeRecurring(x *web.Exchange, who store.Staff) error {
	return p.setRecurring(x, who, p.Store.ResumeRecurring, "It goes on.")
}

func (p *Pages) askToEndRecurring(x *web.Exchange, who store.Staff) error {
	r, err := p.recurringOf(x)
	if err != nil {
		return err
	}
	return x.Show("studio/confirm", "", confirmPage{Frame: p.Frame(x, who, "invoices"), Title: "End this recurring invoice?",
		Text:   "No further invoice is made of “" + r.Name() + "”. Those that have come stay as they are. It cannot begin again; to interrupt it for a while, pause it.",
		Action: recurringPath(r.ID) + "/end", Button: "End it", Back: recurringPath(r.ID)})
}

func (p *Pages) endRecurring(x *web.Exchange, who store.Staff) error {
	return p.setRecurring(x, who, p.Store.EndRecurring, "It has ended. What has come stays as it is.")
}

func (p *Pages) decidePeriod(x *web.Exchange, who store.Staff, make bool) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	period, err := x.ID("period")
	if err != nil {
		return err
	}
	invoice, err := p.Store.DecidePeriod(x.Context(), who, id, period, make, p.PeriodNames)
	if err != nil {
		return err
	}
	if make {
		return p.say(x, "Here is the draft. Look it over before you send it.", invoicePath(invoice))
	}
	return p.say(x, "It is left out.", recurringPath(id))
}

func (p *Pages) makePeriod(x *web.Exchange, who store.Staff) error {
	return p.decidePeriod(x, who, true)
}

func (p *Pages) leavePeriodOut(x *web.Exchange, who store.Staff) error {
	return p.decidePeriod(x, who, false)
}
