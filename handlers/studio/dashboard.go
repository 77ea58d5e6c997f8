package studio

import (
	"fmt"
	"strings"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

func (p *Pages) dashboardRoutes() []Route {
	return []Route{
		staff("GET", "/studio", "", p.dashboard),
	}
}

// dashboardPage is the studio at a glance. Money is the owner's to see.
type dashboardPage struct {
	web.Frame
	Greeting string
	Figures  store.Figures
	Matters  []matter
	Money    received
	History  []event
	IsNew    bool // there is no client yet
}

func (p *Pages) dashboard(x *web.Exchange, who store.Staff) error {
	v := dashboardPage{Frame: p.Frame(x, who, "dashboard")}
	v.Greeting = greeting(v.Now.Hour())
	var err error
	if who.IsOwner() {
		if v.Figures, err = p.Store.Figures(x.Context()); err != nil {
			return err
		}
		months, others, err := p.Store.Takings(x.Context())
		if err != nil {
			return err
		}
		v.Money = newReceived(months, others, v.Locale)
	}
	if v.Matters, err = p.matters(x, who); err != nil {
		return err
	}
	if v.History, err = p.history(x, who, "", 0); err != nil {
		return err
	}
	v.IsNew, err = p.Store.HasNoClients(x.Context())
	if err != nil {
		return err
	}
	return x.Show("studio/dashboard", "", v)
}

// received is the money of twelve months.
type received struct {
	Chart  chart
	Total  string
	Others []store.Sum // of other currencies, over the same time
	Last   string      // the month in which it ends
}

// newReceived draws months in one currency, the last of them the current one.
func newReceived(months []store.Month, others []store.Sum, locale string) received {
	var total int64
	points := make([]point, len(months))
	for i, m := range months {
		total += m.Amount
		month := m.First.Time()
		points[i] = point{Label: month.Format("Jan")[:1], Name: month.Format("January 2006"), Amount: m.Amount, Now: i == len(months)-1}
	}
	currency, last := months[0].Currency, months[len(months)-1].First.Time().Format("January")
	r := received{Chart: newChart(points, currency, locale), Total: money.Format(total, currency, locale), Others: others, Last: last}
	best, now := r.Chart.highest(points), r.Chart.Bars[len(points)-1]
	r.Chart.Caption, r.Chart.Head = "Money received by month", [2]string{"Month", "Amount"}
	r.Chart.Says = "Money received each month, " + points[0].Name + " to " + now.Name + ". Highest " + best.Name + ", " + best.Amount +
		". " + last + " so far " + now.Amount + "."
	return r
}

// greeting suits the hour on the studio's wall.
func greeting(hour int) string {
	switch {
	case hour < 5:
		return "Good evening"
	case hour < 12:
		return "Good morning"
	case hour < 18:
		return "Good afternoon"
	}
	return "Good evening"
}

// FirstName is how one of the studio is greeted.
func (d dashboardPage) FirstName() string {
	first, _, _ := strings.Cut(d.Staff.Name, " ")
	return first
}

// Needs says how many things need attention.
func (d dashboardPage) Needs() string {
	words := []string{"Nothing needs", "One thing needs", "Two things need", "Three things need", "Four things need", "Five things need",
		"Six things need", "Seven things need", "Eight things need", "Nine things need"}
	n := len(d.Matters)
	if n < len(words) {
		return words[n] + " you today."
	}
	return fmt.Sprintf("%d things need you today.", n)
}

// matter is a row of what needs attention, with its one button.
type matter struct {
	Icon, Tone   string // Tone: 'is-bad', 'is-plain' or ''
	About        string // what the row is about: a link
	Is           string // and what is the matter with it
	Note         string
	Amount       string
	Href, Button string
}

// matters are worded for the studio. That mails wait for want of a server
// comes first: nothing leaves the house until that is mended.
func (p *Pages) matters(x *web.Exchange, who store.Staff) ([]matter, error) {
	var list []matter
	waiting, noServer, err := p.Store.Waiting(x.Context())
	if err != nil {
		return nil, err
	}
	if waiting > 0 && noServer && !p.Settings.MailGiven && who.IsOwner() {
		list = append(list, matter{Icon: "mail", Tone: "is-bad", About: count(waiting, "email"), Is: verb(waiting, "waits", "wait") + " to be sent",
			Note: "No mail server is set up yet.", Href: "/studio/settings/email", Button: "Set up email"})
	}
	if space, err := p.Store.Space(x.Context()); err != nil {
		return nil, err
	} else if space.IsShort() && who.IsOwner() {
		list = append(list, matter{Icon: "database-backup", Tone: "is-bad", About: "The room for files", Is: "is nearly used up",
			Note: fmt.Sprintf("%d %% of it is taken.", space.Percent()), Href: "/studio/settings/files", Button: "See where it goes"})
	}
	found, err := p.Store.Matters(x.Context())
	if err != nil {
		return nil, err
	}
	frame := p.Frame(x, who, "")
	for _, m := range found {
		list = append(list, wordMatter(m, frame, x))
	}
	return list, nil
}

func wordMatter(m store.Matter, f web.Frame, x *web.Exchange) matter {
	day := func(d store.Date) string { return x.Date(d, "day") }
	amount := money.Format(m.Amount, m.Currency, f.Locale)
	switch m.Kind {
	case "mail failed":
		return matter{Icon: "circle-alert", Tone: "is-bad", About: "An email to " + m.Client, Is: "could not be sent", Note: m.Title,
			Href: "/studio/emails", Button: "See why"}
	case "payment disputed":
		return matter{Icon: "triangle-alert", Tone: "is-bad", About: m.Client, Is: "questions a payment of " + m.Number, Note: answerBy(m.At, f), Amount: amount,
			Href: invoicePath(m.ID), Button: "Open"}
	case "refund asks":
		return matter{Icon: "undo-2", About: m.Number, Is: "had money go back", Note: "Does " + m.Client + " owe it again?", Amount: amount,
			Href: invoicePath(m.ID), Button: "Decide"}
	case "paid twice", "paid too much":
		is := map[string]string{"paid twice": "was paid twice", "paid too much": "was paid too much"}[m.Kind]
		return matter{Icon: "banknote", About: m.Number, Is: is, Note: "Give it back to " + m.Client + ", or hold it as credit.", Amount: amount,
			Href: invoicePath(m.ID), Button: "Decide"}
	case "transfer announced":
		return matter{Icon: "landmark", About: m.Client, Is: "says a transfer is on its way", Note: "For " + m.Number + ".", Amount: amount,
			Href: invoicePath(m.ID), Button: "Confirm"}
	case "invoice overdue":
		late := m.On.DaysUntil(f.Today())
		return matter{Icon: "circle-alert", Tone: "is-bad", About: m.Number, Is: "is " + count(late, "day") + " overdue", Note: m.Client + ",", Amount: amount,
			Href: invoicePath(m.ID), Button: "Open"}
	case "periods missed":
		return matter{Icon: "refresh-cw", About: m.Title, Is: "missed " + count(int(m.Amount), "invoice"), Note: m.Client + ". Anteroom was not running.",
			Href: recurringPath(m.ID), Button: "Decide"}
	case "contract turn":
		is := "waits for " + m.Title + " to sign"
		if m.Title == f.Staff.Name {
			is = "waits for your signature"
		}
		return matter{Icon: "signature", About: m.Number, Is: is, Note: "For " + m.Client + ".", Href: contractPath(m.ID), Button: "Open"}
	case "contract declined":
		return matter{Icon: "circle-x", About: m.Client, Is: "declined " + m.Number, Note: m.Title, Href: contractPath(m.ID), Button: "Read why"}
	case "contract unsigned":
		return wordUnsigned(m, x)
	case "questionnaire submitted":
		return matter{Icon: "list-checks", About: m.Client, Is: "answered your questions", Note: m.Title, Href: questionnairePath(m.ID), Button: "Read"}
	case "questionnaire overdue":
		note := "Not opened yet."
		if !m.At.IsZero() {
			note = "Opened, and not submitted yet."
		}
		return matter{Icon: "list-checks", About: m.Title, Is: "was to be answered by " + day(m.On), Note: m.Client + ". " + note, Href: questionnairePath(m.ID), Button: "Follow up"}
	case "quote declined":
		return matter{Icon: "circle-x", About: m.Client, Is: "declined " + m.Number, Note: m.Title, Href: quotePath(m.ID), Button: "Read why"}
	case "quote expiring":
		is := "ends on " + day(m.On)
		if m.On == f.Today() {
			is = "ends today"
		}
		note := m.Client + " has not opened it yet."
		if !m.At.IsZero() {
			note = m.Client + " has looked at it."
		}
		return matter{Icon: "hourglass", About: m.Number, Is: is, Note: note, Href: quotePath(m.ID), Button: "Follow up"}
	case "quote unsigned":
		note := "Not signed yet."
		if m.On != "" {
			note += " Valid until " + day(m.On) + "."
		}
		return matter{Icon: "file-pen-line", About: m.Client, Is: "has looked at " + m.Number, Note: note, Href: quotePath(m.ID), Button: "Follow up"}
	}
	return matter{Icon: "receipt-text", Tone: "is-plain", About: "An invoice", Is: "is ready to send", Note: m.Client + ", " + m.Title + ",", Amount: amount,
		Href: invoicePath(m.ID), Button: "Review"}
}

// wordUnsigned is about a contract that one of the client has opened, or should
// have signed by now.
func wordUnsigned(m store.Matter, x *web.Exchange) matter {
	v := matter{Icon: "signature", About: m.Title, Is: "has looked at " + m.Number, Note: "Not signed yet.", Href: contractPath(m.ID), Button: "Follow up"}
	if m.At.IsZero() {
		v.Is = "has not opened " + m.Number
	}
	if m.On != "" {
		v.Note += " To be signed by " + x.Date(m.On, "day") + "."
	}
	return v
}

// answerBy says until when a dispute can be answered.
func answerBy(due time.Time, f web.Frame) string {
	if due.IsZero() {
		return "The bank takes no answer."
	}
	return "Answer at Stripe by " + due.In(f.Studio.Zone()).Format("2 January 2006") + "."
}

// count is "1 day", "2 days".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
