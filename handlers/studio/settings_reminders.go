package studio

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/templates"
)

func (p *Pages) reminderSettingRoutes() []Route {
	return []Route{
		owner("GET", "/studio/settings/reminders", "", p.reminderSettings),
		owner("POST", "/studio/settings/reminders", "", p.switchReminders),
		owner("POST", "/studio/settings/reminders/steps", "", p.addReminderStep),
		owner("POST", "/studio/settings/reminders/steps/{id}", "reminder step", p.saveReminderStep),
		owner("POST", "/studio/settings/reminders/steps/{id}/removal", "reminder step", p.removeReminderStep),
	}
}

// reminderPage is when contacts are reminded, and in which words.
type reminderPage struct {
	settingsPage
	Groups []stepGroup
	NoMail bool // no mail server is set up
}

// stepGroup is the steps about invoices, or those about quotes.
type stepGroup struct {
	About, Heading, Lead string
	Steps                []stepRow
	New                  stepRow // the form of one more
	Fields               []mergeField
}

// stepRow is a step and the form that changes it.
type stepRow struct {
	store.ReminderStep
	Form  *web.Form
	Ref   string // of its fields, so that each stands once on the page
	Shown string // "7 days after it was due"
	Own   bool   // its words are the studio's
	Sides []templates.Option
}

// mergeField is what may stand in braces in a reminder's words.
type mergeField struct{ Name, Says string }

// sides are on which side of the day a step stands.
func sides(about string) []templates.Option {
	if about == "quote" {
		return []templates.Option{{Value: "before", Label: "before it ends"}}
	}
	return []templates.Option{{Value: "before", Label: "before it is due"}, {Value: "after", Label: "after it was due"}}
}

func (p *Pages) reminderPage(x *web.Exchange, who store.Staff) (*reminderPage, error) {
	steps, err := p.Store.ReminderSteps(x.Context())
	if err != nil {
		return nil, err
	}
	page := &reminderPage{settingsPage: p.settingsPage(x, who, "reminders", web.NewForm()), Groups: []stepGroup{
		{About: "invoice", Heading: "For invoices", Lead: "For each payment of the schedule that is not paid."},
		{About: "quote", Heading: "For quotes and estimates", Lead: "While they wait for a signature."},
	}}
	for n := range page.Groups {
		g := &page.Groups[n]
		for _, name := range store.MergeFields(g.About + "-reminder") {
			g.Fields = append(g.Fields, mergeField{name, fieldSays(g.About+"-reminder", name)})
		}
		for _, step := range steps {
			if step.About == g.About {
				g.Steps = append(g.Steps, p.stepRow(step))
			}
		}
		choices := sides(g.About)
		g.New = stepRow{ReminderStep: store.ReminderStep{About: g.About}, Ref: "new-" + g.About, Sides: choices,
			Form: web.NewForm("side", choices[len(choices)-1].Value)}
	}
	ready, err := p.mailReady(x)
	page.NoMail = !ready
	return page, err
}

// stepRow offers a step with its words: those that it has by itself are
// proposed where the studio has written none.
func (p *Pages) stepRow(step store.ReminderStep) stepRow {
	row := stepRow{ReminderStep: step, Ref: itoa(step.ID), Shown: stepDay(step.About, step.Days), Sides: sides(step.About),
		Own: step.Subject != "" || step.Body != ""}
	side, days := "after", step.Days
	if days < 0 || step.About == "quote" {
		side, days = "before", -days
	}
	subject, body := p.ReminderWords(step.About, step.Days)
	if step.Subject != "" {
		subject = step.Subject
	}
	if step.Body != "" {
		body = step.Body
	}
	row.Form = web.NewForm("days", strconv.Itoa(days), "side", side, "subject", subject, "body", body)
	return row
}

// stepDay says when a step comes.
func stepDay(about string, days int) string {
	switch {
	case about == "quote" && days == 0:
		return "On its last day"
	case about == "quote":
		return count(-days, "day") + " before it ends"
	case days == 0:
		return "On the day it is due"
	case days < 0:
		return count(-days, "day") + " before it is due"
	}
	return count(days, "day") + " after it was due"
}

func (p *Pages) reminderSettings(x *web.Exchange, who store.Staff) error {
	page, err := p.reminderPage(x, who)
	if err != nil {
		return err
	}
	return x.Show("studio/settings-reminders", "", page)
}

// switchReminders saves the switch at once, in its place.
func (p *Pages) switchReminders(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	on := form.Ticked("on")
	if err := p.Store.SwitchReminders(x.Context(), who, on); err != nil {
		return err
	}
	if x.IsPart() {
		page, err := p.reminderPage(x, who)
		if err != nil {
			return err
		}
		return x.Show("studio/settings-reminders", "all-reminders", page)
	}
	if on {
		return saved(x, "Reminders are on. What came due meanwhile is not made up for.", "/studio/settings/reminders")
	}
	return saved(x, "Reminders are off. Nobody is reminded by the clock.", "/studio/settings/reminders")
}

func (p *Pages) addReminderStep(x *web.Exchange, who store.Staff) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	v := p.readStep(x, form, store.ReminderStep{About: form.Get("about")})
	if err = form.Unread(); err == nil {
		err = p.Store.AddReminderStep(x.Context(), who, v)
	}
	if err == nil {
		return saved(x, "Added. It begins with tomorrow.", "/studio/settings/reminders")
	}
	page, wrong := p.reminderPage(x, who)
	if wrong != nil {
		return wrong
	}
	page.refused(0, v.About, form)
	return x.Again(err, form, "studio/settings-reminders", "", page)
}

func (p *Pages) saveReminderStep(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.reminderPage(x, who)
	if err != nil {
		return err
	}
	old, found := page.step(id)
	if !found {
		return store.ErrNotFound
	}
	v := p.readStep(x, form, old)
	if err = form.Unread(); err == nil {
		err = p.Store.SaveReminderStep(x.Context(), who, v)
	}
	if err == nil {
		return saved(x, "Saved.", "/studio/settings/reminders")
	}
	page.refused(id, v.About, form)
	return x.Again(err, form, "studio/settings-reminders", "", page)
}

// readStep reads a step's form. Words that are left as they were proposed are
// not the studio's own: they go on speaking each reader's language.
func (p *Pages) readStep(x *web.Exchange, form *web.Form, old store.ReminderStep) store.ReminderStep {
	v := old
	v.Days = x.Whole(form, "days")
	if form.Get("side") == "before" || v.About == "quote" {
		v.Days = -v.Days
	}
	v.Subject, v.Body = form.Get("subject"), form.Get("body")
	for _, days := range []int{old.Days, v.Days} {
		subject, body := p.ReminderWords(v.About, days)
		if v.Subject == subject {
			v.Subject = ""
		}
		if v.Body == body {
			v.Body = ""
		}
	}
	return v
}

func (page *reminderPage) step(id int64) (store.ReminderStep, bool) {
	for _, g := range page.Groups {
		for _, row := range g.Steps {
			if row.ID == id {
				return row.ReminderStep, true
			}
		}
	}
	return store.ReminderStep{}, false
}

// refused puts a form that was refused in the place of its row; 0 is a new one.
// What is wrong with the form as a whole stands above them all.
func (page *reminderPage) refused(id int64, about string, form *web.Form) {
	page.Form = form
	for n := range page.Groups {
		g := &page.Groups[n]
		if id == 0 && g.About == about {
			g.New.Form = form
		}
		for i := range g.Steps {
			if g.Steps[i].ID == id {
				g.Steps[i].Form = form
			}
		}
	}
}

func (p *Pages) removeReminderStep(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	if err := p.Store.RemoveReminderStep(x.Context(), who, id); err != nil {
		return err
	}
	return saved(x, "Removed. What was sent stays in the histories.", "/studio/settings/reminders")
}
