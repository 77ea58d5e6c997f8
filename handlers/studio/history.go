package studio

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// event is a line of a history on the studio's side.
type event struct {
	Icon string
	Text string
	Href string // of what it is about; empty: nowhere
	At   time.Time
}

// historyLength is how many events a page shows.
const historyLength = 12

// history is the newest of what happened to one thing, or to the whole studio
// for kind "", as one of the studio reads it.
func (p *Pages) history(x *web.Exchange, who store.Staff, kind string, id int64) ([]event, error) {
	deeds, err := p.Store.ActivityOf(x.Context(), kind, id, historyLength)
	events := make([]event, len(deeds))
	for i, a := range deeds {
		if a.IsStaff && a.Who == who.Name {
			a.Who = "You"
		}
		for _, name := range []string{"before", "after"} {
			if a.Detail[name] != "" {
				a.Detail[name] = p.tellParts(x, a.Detail[name], a.Detail["currency"])
			}
		}
		events[i] = word(a, p.Store.Studio().Locale)
	}
	return events, err
}

// tellParts words a schedule: "Deposit £555.00 on 7 Dec 2026, Balance …".
func (p *Pages) tellParts(x *web.Exchange, told, currency string) string {
	var list []string
	for _, part := range store.ToldParts(told) {
		list = append(list, part.Label+" "+p.money(part.Amount, currency)+" on "+x.Date(part.DueOn, "short"))
	}
	return strings.Join(list, ", ")
}

// phrase is how a deed is told: an icon, and a sentence in which {who}, {quote},
// {invoice}, {contract}, {questionnaire}, {file}, {client}, {project} and the deed's details are filled in.
type phrase struct{ icon, text string }

// phrases has a sentence for everything that the store notes.
var phrases = map[string]phrase{
	"client added":    {"user-plus", "{who} added {client}"},
	"client changed":  {"pencil", "{who} changed the details of {client}"},
	"client archived": {"archive", "{who} archived {client}"},
	"client restored": {"undo-2", "{who} brought {client} back"},
	"portal enabled":  {"eye", "{who} opened the portal of {client}"},
	"portal disabled": {"eye-off", "{who} closed the portal of {client}"},

	"permissions changed":   {"sliders-horizontal", "{who} changed what {client} can open"},
	"portal looked at":      {"eye", "{who} looked at the portal as {name}"},
	"contact added":         {"user-plus", "{who} added {name} to {client}"},
	"contact changed":       {"pencil", "{who} changed the details of {name}"},
	"contact email changed": {"pencil", "{who} changed the email address of {name}"},
	"contact made main":     {"user", "{who} made {name} the main contact of {client}"},
	"details changed":       {"user", "{who} changed their {fields}"},
	"signed in":             {"key-round", "{who} signed in to the portal"},
	"contact archived":      {"archive", "{who} archived {name} of {client}"},
	"contact restored":      {"undo-2", "{who} brought {name} back to {client}"},
	"contact invited":       {"send", "{who} invited {name} to the portal"},
	"invitation accepted":   {"key-round", "{who} accepted the invitation and chose a password"},
	"password chosen":       {"key-round", "{who} chose a new password"},
	"password set":          {"key-round", "{who} set a password"},
	"password removed":      {"key-round", "{who} removed the password"},

	"project begun":          {"layers", "{who} began {project}"},
	"project changed":        {"pencil", "{who} changed {project}"},
	"project status changed": {"layers", "{who} moved {project} from {from} to {to}"},

	"contract begun":           {"file-pen-line", "{who} began {contract}"},
	"contract deleted":         {"trash-2", "{who} deleted the draft {title}"},
	"contract revision begun":  {"file-pen-line", "{who} began a new version of {contract}"},
	"contract superseded":      {"refresh-cw", "A new version replaced {contract}"},
	"contract sent":            {"send", "{who} sent {contract} to {to}"},
	"contract viewed":          {"eye", "{who} viewed {contract}"},
	"contract signed":          {"signature", "{who} signed {contract}"},
	"contract completed":       {"circle-check", "{Contract} is signed by everyone"},
	"contract declined":        {"circle-x", "{who} declined {contract}"},
	"contract withdrawn":       {"undo-2", "{who} withdrew {contract}"},
	"contract archived":        {"archive", "{who} archived {contract}"},
	"contract taken out again": {"undo-2", "{who} brought {contract} back"},

	"questionnaire begun":           {"file-pen-line", "{who} began {questionnaire}"},
	"questionnaire deleted":         {"trash-2", "{who} deleted the draft {title}"},
	"questionnaire sent":            {"send", "{who} sent {questionnaire} to {to}"},
	"questionnaire viewed":          {"eye", "{who} viewed {questionnaire}"},
	"questionnaire submitted":       {"list-checks", "{who} answered {questionnaire}"},
	"questionnaire reminded":        {"bell", "{who} reminded {to} of {questionnaire}"},
	"questionnaire reopened":        {"refresh-cw", "{who} opened {questionnaire} again for {to}"},
	"questionnaire withdrawn":       {"undo-2", "{who} withdrew {questionnaire}"},
	"questionnaire archived":        {"archive", "{who} archived {questionnaire}"},
	"questionnaire taken out again": {"undo-2", "{who} brought {questionnaire} back"},

	"quote begun":           {"file-pen-line", "{who} began {quote}"},
	"quote deleted":         {"trash-2", "{who} deleted the draft {title}"},
	"quote revision begun":  {"file-pen-line", "{who} began a new version of {quote}"},
	"quote superseded":      {"refresh-cw", "A new version replaced {quote}"},
	"quote sent":            {"send", "{who} sent {quote} to {to}"},
	"quote viewed":          {"eye", "{who} viewed {quote}"},
	"quote accepted":        {"signature", "{who} signed {quote}"},
	"quote declined":        {"circle-x", "{who} declined {quote}"},
	"quote archived":        {"archive", "{who} archived {quote}"},
	"quote taken out again": {"undo-2", "{who} brought {quote} back"},

	"quote invoiced":   {"receipt-text", "{who} made an invoice of {quote}, agreed on without a signature"},
	"invoice deleted":  {"trash-2", "{who} deleted the draft invoice {title}"},
	"invoice drafted":  {"receipt-text", "{Invoice} was drafted"},
	"invoice issued":   {"receipt-text", "{Invoice} was issued"},
	"invoice sent":     {"send", "{who} sent {invoice} to {to}"},
	"schedule changed": {"calendar-days", "{who} changed the payment schedule of {invoice} to {after} (before: {before})"},
	"invoice viewed":   {"eye", "{who} viewed {invoice}"},

	"recurring begun":    {"refresh-cw", "{who} began the recurring invoice “{title}”"},
	"recurring changed":  {"pencil", "{who} changed the recurring invoice “{title}”"},
	"recurring paused":   {"clock", "{who} paused the recurring invoice “{title}”"},
	"recurring resumed":  {"refresh-cw", "{who} let the recurring invoice “{title}” go on"},
	"recurring ended":    {"ban", "{who} ended the recurring invoice “{title}”"},
	"recurring over":     {"check", "The recurring invoice “{title}” has come to its end"},
	"recurring not sent": {"circle-alert", "{Invoice} could not be sent by itself, and waits as a draft"},

	"reminder sent":          {"bell", "{who} reminded {to} of {matter}"},
	"reminders switched off": {"bell", "{who} switched off the reminders of {matter}"},
	"reminders switched on":  {"bell", "{who} switched on the reminders of {matter}"},

	"payment received":   {"banknote", "{who} paid {amount} of {invoice}"},
	"payment refunded":   {"undo-2", "{who} gave back {amount} of {invoice}"},
	"paid too much":      {"banknote", "{amount} more came than {invoice} asks for"},
	"credit held":        {"banknote", "{who} held {amount} of {invoice} as credit"},
	"credit used":        {"banknote", "{who} used {amount} of {invoice} for {for}"},
	"invoice credited":   {"file-minus", "{who} credited {amount} of {invoice} with {number}"},
	"credit note sent":   {"send", "{who} sent credit note {number} to {to}"},
	"statement sent":     {"send", "{who} sent a statement to {to}"},
	"invoice voided":     {"circle-x", "{who} declared {invoice} void"},
	"void notice sent":   {"send", "{who} told {to} that {invoice} is void"},
	"dispute open":       {"triangle-alert", "{client} questions {amount} of {invoice} at their bank"},
	"dispute won":        {"circle-check", "The bank lets you keep {amount} of {invoice}"},
	"dispute lost":       {"circle-x", "The bank decided for {client}: {amount} of {invoice}"},
	"refund failed":      {"circle-alert", "A refund of {amount} for {invoice} was not made"},
	"refund owed again":  {"receipt-text", "{who} asks for {amount} of {invoice} again"},
	"payment failed":     {"circle-alert", "A payment of {amount} for {invoice} failed"},
	"payment mismatch":   {"circle-alert", "A payment for {invoice} does not match it"},
	"transfer dropped":   {"landmark", "{who} noted that {amount} for {invoice} never came"},
	"transfer announced": {"landmark", "{who} says that {amount} for {invoice} is on its way"},

	"colleague added": {"user-plus", "{who} added {name} to the studio"},

	"file added":        {"upload", "{who} added {file}"},
	"file shared":       {"send", "{who} shared {file} with {to}"},
	"file shown":        {"eye", "{who} made {file} visible in the portal"},
	"file hidden":       {"eye-off", "{who} took {file} out of the portal"},
	"file renamed":      {"pencil", "{who} renamed {file}"},
	"file deleted":      {"trash-2", "{who} deleted {file}"},
	"file brought back": {"undo-2", "{who} brought {file} back"},
	"file downloaded":   {"download", "{who} downloaded {file}"},
	"file moved":        {"folder", "{who} moved {file}"},
	"file replaced":     {"copy-plus", "{who} replaced {before} by {file}"},
	"file sent":         {"upload", "{who} sent {file}"},
	"file taken back":   {"undo-2", "{who} took {file} back"},

	"folder added":        {"folder", "{who} made the folder {name}"},
	"folder renamed":      {"pencil", "{who} renamed the folder {before} to {name}"},
	"folder moved":        {"folder", "{who} moved the folder {name}"},
	"folder deleted":      {"trash-2", "{who} deleted the folder {name}"},
	"folder brought back": {"undo-2", "{who} brought the folder {name} back"},

	"file requested":         {"send", "{who} asked for {request}"},
	"file request done":      {"check", "{who} has what was asked for: {request}"},
	"file request reopened":  {"refresh-cw", "{who} asked for {request} again"},
	"file request withdrawn": {"undo-2", "{who} withdrew the request for {request}"},
	"client files allowed":   {"upload", "{who} let clients of {project} add files"},
	"client files refused":   {"ban", "{who} no longer lets clients of {project} add files"},

	"gallery added":            {"images", "{who} made the gallery {gallery}"},
	"gallery changed":          {"pencil", "{who} changed the gallery {gallery}"},
	"gallery shown":            {"eye", "{who} made the gallery {gallery} visible in the portal"},
	"gallery hidden":           {"eye-off", "{who} took the gallery {gallery} out of the portal"},
	"gallery shared":           {"send", "{who} shared the gallery {gallery} with {to}"},
	"gallery deleted":          {"trash-2", "{who} deleted the gallery {gallery}"},
	"gallery brought back":     {"undo-2", "{who} brought the gallery {gallery} back"},
	"gallery opened to guests": {"link", "{who} made a link for guests of {gallery}"},
	"gallery closed to guests": {"unlink", "{who} ended the link for guests of {gallery}"},
	"gallery downloaded":       {"download", "{who} downloaded the gallery {gallery}"},
	"photo downloaded":         {"download", "{who} downloaded “{photo}” from {gallery}"},
	"photos added":             {"images", "{who} added {photos} to {gallery}"},
	"photos deleted":           {"trash-2", "{who} deleted {photos} of {gallery}"},
	"photos brought back":      {"undo-2", "{who} brought {photos} back to {gallery}"},
	"selection sent":           {"heart", "{who} sent {photos} of {gallery} as favourites"},
}

// word tells a deed in a sentence. What has no phrase of its own is told by its
// bare name, so that nothing which happened is ever left out.
func word(a store.Activity, locale string) event {
	p, known := phrases[a.What]
	if !known {
		p = phrase{"info", "{who}: " + a.What}
	}
	if a.What == "payment received" && (a.IsStaff || a.Who == "") {
		p.text = "{amount} of {invoice} was received"
	}
	if a.What == "payment refunded" && a.Who == "" {
		p.text = "{amount} of {invoice} went back"
	}
	if strings.HasSuffix(a.What, " downloaded") && a.GalleryID != 0 && a.Who == "" {
		p.text = strings.Replace(p.text, "{who}", "A guest", 1)
	}
	return event{Icon: p.icon, Text: tell(p.text, values(a, locale)), Href: where(a), At: a.At}
}

func values(a store.Activity, locale string) map[string]string {
	v := map[string]string{}
	for name, value := range a.Detail {
		v[name] = value
	}
	if minor, err := strconv.ParseInt(a.Detail["amount"], 10, 64); err == nil {
		v["amount"] = money.Format(minor, a.Detail["currency"], locale)
	}
	v["who"], v["client"], v["project"], v["file"] = a.Who, a.Client, a.Project, a.File
	if v["who"] == "" {
		v["who"] = "Anteroom"
	}
	v["quote"], v["invoice"] = a.QuoteKind+" "+a.Quote, "invoice "+a.Invoice
	v["Invoice"] = "Invoice " + a.Invoice
	v["contract"], v["Contract"] = "contract "+a.Contract, "Contract "+a.Contract
	v["questionnaire"] = "the questionnaire"
	if a.Questionnaire != "" {
		v["questionnaire"] += " “" + a.Questionnaire + "”"
	}
	v["matter"] = v["client"]
	switch {
	case a.QuoteID != 0:
		v["matter"] = v["quote"]
	case a.InvoiceID != 0:
		v["matter"] = v["invoice"]
	}
	v["request"] = "“" + a.Request + "”"
	v["fields"] = inARow(strings.Fields(a.Detail["fields"]))
	v["gallery"] = cmp.Or(a.Gallery, a.Detail["name"])
	if n, err := strconv.Atoi(a.Detail["count"]); err == nil {
		v["photos"] = photoCount(n)
	}
	if v["file"] == "" {
		v["file"] = a.Detail["name"]
	}
	return v
}

// tell fills the placeholders of a phrase. One without a value goes, with the
// word before it. A value is never read for placeholders: people name things as
// they like.
func tell(phrase string, values map[string]string) string {
	var told strings.Builder
	for phrase != "" {
		words, rest, found := strings.Cut(phrase, "{")
		name, after, _ := strings.Cut(rest, "}")
		value := strings.TrimSpace(values[name])
		if found && value == "" {
			words = strings.TrimRight(words, " ")
			words = words[:strings.LastIndexByte(words, ' ')+1]
			value, after = "", strings.TrimPrefix(after, " ")
		}
		told.WriteString(words + value)
		phrase = after
	}
	return strings.TrimSpace(told.String())
}

// where leads to what a deed is about.
func where(a store.Activity) string {
	id := func(n int64) string { return strconv.FormatInt(n, 10) }
	switch {
	case a.QuoteID != 0:
		return "/studio/quotes/" + id(a.QuoteID)
	case a.InvoiceID != 0:
		return "/studio/invoices/" + id(a.InvoiceID)
	case a.ContractID != 0:
		return "/studio/contracts/" + id(a.ContractID)
	case a.QuestionnaireID != 0:
		return "/studio/questionnaires/" + id(a.QuestionnaireID)
	case a.RequestID != 0:
		return "/studio/requests/" + id(a.RequestID)
	case a.GalleryID != 0:
		return galleryPath(a.GalleryID)
	case a.ProjectID != 0:
		return "/studio/projects/" + id(a.ProjectID)
	case a.ClientID != 0:
		return "/studio/clients/" + id(a.ClientID)
	}
	return ""
}
