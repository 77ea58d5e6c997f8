package studio

import (
	"slices"
	"strconv"
	"strings"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) reminderRoutes() []Route {
	return []Route{
		staff("GET", "/studio/invoices/{id}/reminder", "invoice", p.invoiceReminder),
		staff("POST", "/studio/invoices/{id}/reminder", "invoice", p.remindInvoice),
		staff("POST", "/studio/invoices/{id}/reminder/preview", "invoice", p.invoiceReminderMail),
		staff("POST", "/studio/invoices/{id}/reminder/trial", "invoice", p.tryInvoiceReminder),
		staff("POST", "/studio/invoices/{id}/reminders", "invoice", p.switchInvoiceReminders),
		staff("GET", "/studio/quotes/{id}/reminder", "quote", p.quoteReminder),
		staff("POST", "/studio/quotes/{id}/reminder", "quote", p.remindQuote),
		staff("POST", "/studio/quotes/{id}/reminder/preview", "quote", p.quoteReminderMail),
		staff("POST", "/studio/quotes/{id}/reminder/trial", "quote", p.tryQuoteReminder),
		staff("POST", "/studio/quotes/{id}/reminders", "quote", p.switchQuoteReminders),
		staff("POST", "/studio/clients/{id}/reminders", "client", p.switchClientReminders),
	}
}

// reminders is what stands of reminders beside an invoice or a quote: its
// switch, what the clock will send, and what was sent.
type reminders struct {
	web.Frame
	Path   string // of the document
	On     bool   // its own switch
	Why    string // why nobody is reminded all the same; empty: there is no reason
	Coming []comingReminder
	Past   []pastReminder
	CanGo  bool // one can be sent now
}

type comingReminder struct {
	Label string // "3 days before"
	On    store.Date
}

// pastReminder is a step that was taken, in a sentence.
type pastReminder struct {
	Icon, Text string
	Href       string // the email; empty: there is none
	At         store.Reminder
}

// comingShown is how many of the reminders ahead are shown.
const comingShown = 4

func (p *Pages) remindersOf(x *web.Exchange, who store.Staff, o store.Object, path string, on, canGo bool, clientID int64, parts []store.Instalment) (*reminders, error) {
	v := &reminders{Frame: p.Frame(x, who, o.Kind+"s"), Path: path, On: on, CanGo: canGo}
	client, err := p.Store.Client(x.Context(), clientID)
	if err != nil {
		return nil, err
	}
	ready, err := p.mailReady(x)
	if err != nil {
		return nil, err
	}
	switch {
	case !p.Store.Studio().Reminders:
		v.Why = "Reminders are switched off in Settings."
	case !client.Reminders:
		v.Why = "Reminders are switched off for " + client.Name + "."
	case !client.PortalEnabled:
		v.Why = "The portal of " + client.Name + " is off, so nobody can be reminded."
	case !ready:
		v.Why = "No mail server is set up, so nobody is reminded."
	}
	if o.Kind == "invoice" && v.Why == "" {
		waits, err := p.Store.RemindersWait(x.Context(), o.ID)
		if err != nil {
			return nil, err
		}
		if waits {
			v.Why = "A refund or a dispute is open, so nobody is reminded until it is settled."
		}
	}
	if v.On && v.Why == "" && canGo {
		coming, err := p.Store.ComingReminders(x.Context(), o)
		if err != nil {
			return nil, err
		}
		for _, c := range coming[:min(len(coming), comingShown)] {
			v.Coming = append(v.Coming, comingReminder{partOf(parts, c.Due) + stepName(c.Days), c.On})
		}
	}
	taken, err := p.Store.Reminders(x.Context(), o)
	for _, r := range taken {
		v.Past = append(v.Past, pastLines(r, partOf(parts, r.Due))...)
	}
	if !canGo && len(v.Past) == 0 {
		return nil, err
	}
	return v, err
}

// partOf names the part of a schedule that is due on a day, where there are
// several: "Balance, ".
func partOf(parts []store.Instalment, due store.Date) string {
	n := slices.IndexFunc(parts, func(part store.Instalment) bool { return part.DueOn == due })
	if len(parts) < 2 || n < 0 {
		return ""
	}
	return parts[n].Label + ", "
}

// stepName is a step beside a date.
func stepName(days int) string {
	switch {
	case days < 0:
		return count(-days, "day") + " before"
	case days == 0:
		return "on the day"
	}
	return count(days, "day") + " after"
}

// leftOutWhy are the reasons for which a step was not sent.
var leftOutWhy = map[string]string{
	"off": "reminders were off", "later": "a later one was due as well", "together": "another one spoke for it", "passed": "its day had passed",
	"enough": "six had been sent", "nobody": "nobody could get it", "by hand": "you had just sent one",
}

func pastLines(r store.Reminder, part string) (list []pastReminder) {
	name := part + stepName(r.Days)
	if r.ByHand {
		name = "Sent by " + r.Who
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	if r.Skipped != "" {
		return []pastReminder{{Icon: "ban", Text: name + ": left out, " + leftOutWhy[r.Skipped], At: r}}
	}
	for _, m := range r.Mails {
		line := pastReminder{Icon: "bell", Text: name + ", to " + m.To, Href: "/studio/emails/" + strconv.FormatInt(m.ID, 10), At: r}
		switch m.State {
		case "sent":
		case "failed":
			line.Icon, line.Text = "circle-alert", line.Text+": could not be sent"
		case "cancelled":
			line.Icon, line.Text = "ban", line.Text+": not sent, there was no need any more"
		default:
			line.Icon, line.Text = "clock", line.Text+": waits to be sent"
		}
		list = append(list, line)
	}
	return list
}

func (p *Pages) invoiceReminders(x *web.Exchange, who store.Staff, i *store.Invoice) (*reminders, error) {
	return p.remindersOf(x, who, store.Object{Kind: "invoice", ID: i.ID}, invoicePath(i.ID), i.Reminders, i.IsPayable(), i.ClientID, i.Instalments)
}

func (p *Pages) quoteReminders(x *web.Exchange, who store.Staff, q *store.Quote) (*reminders, error) {
	return p.remindersOf(x, who, store.Object{Kind: "quote", ID: q.ID}, quotePath(q.ID), q.Reminders, q.IsOpen() && q.Archived.IsZero(), q.ClientID, nil)
}

// switchOf saves a document's switch at once; its part of the page comes back.
func (p *Pages) switchOf(x *web.Exchange, who store.Staff, o store.Object, path string, show func() (*reminders, error)) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	on := form.Ticked("on")
	if err := p.Store.SwitchRemindersOf(x.Context(), who, o, on); err != nil {
		return err
	}
	if x.IsPart() && show != nil {
		view, err := show()
		if err != nil {
			return err
		}
		return x.Show("studio/invoice", "reminders", view)
	}
	if on {
		return p.say(x, "Reminders are on. What came due meanwhile is not made up for.", path)
	}
	return p.say(x, "Reminders are off.", path)
}

func (p *Pages) switchInvoiceReminders(x *web.Exchange, who store.Staff) error {
	i, err := p.invoiceOf(x)
	if err != nil {
		return err
	}
	return p.switchOf(x, who, store.Object{Kind: "invoice", ID: i.ID}, invoicePath(i.ID), func() (*reminders, error) {
		now, err := p.Store.Invoice(x.Context(), i.ID)
		if err != nil {
			return nil, err
		}
		return p.invoiceReminders(x, who, &now)
	})
}

func (p *Pages) switchQuoteReminders(x *web.Exchange, who store.Staff) error {
	q, err := p.quoteOf(x)
	if err != nil {
		return err
	}
	return p.switchOf(x, who, store.Object{Kind: "quote", ID: q.ID}, quotePath(q.ID), func() (*reminders, error) {
		now, err := p.Store.Quote(x.Context(), q.ID)
		if err != nil {
			return nil, err
		}
		return p.quoteReminders(x, who, &now)
	})
}

// switchClientReminders leaves a client's people in peace, or not.
func (p *Pages) switchClientReminders(x *web.Exchange, who store.Staff) error {
	c, err := p.theClient(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	c.Reminders = form.Ticked("on")
	if err := p.Store.SwitchRemindersOf(x.Context(), who, store.Object{Kind: "client", ID: c.ID}, c.Reminders); err != nil {
		return err
	}
	if x.IsPart() {
		return x.Show("studio/client", "reminder-switch", portalPart{p.Frame(x, who, "clients"), c})
	}
	if c.Reminders {
		return p.say(x, "Reminders are on. What came due meanwhile is not made up for.", clientPath(c.ID))
	}
	return p.say(x, "Reminders are off. "+c.Name+" is left in peace.", clientPath(c.ID))
}
