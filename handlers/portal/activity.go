package portal

import (
	"strconv"
	"strings"
	"time"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// event is a deed as a contact reads of it.
type event struct {
	Icon, Text string
	Path       string // what it was about; empty: nothing that can be opened
	At         time.Time
}

// deedIcons are the deeds that a contact may read of; their words stand in the
// catalogue, "you" beside those that are their own.
var deedIcons = map[string]string{
	"quote sent": "file-pen-line", "quote viewed": "eye", "quote accepted": "signature", "quote declined": "circle-x",
	"contract sent": "file-pen-line", "contract viewed": "eye", "contract signed": "signature", "contract completed": "circle-check",
	"contract declined": "circle-x", "contract withdrawn": "undo-2", "invoice issued": "receipt-text", "invoice viewed": "eye",
	"invoice credited": "file-minus", "invoice voided": "ban", "payment received": "credit-card", "payment failed": "circle-alert",
	"payment refunded": "undo-2", "transfer announced": "landmark", "file shown": "folder",
	"file downloaded": "download", "file sent": "upload", "file requested": "upload", "details changed": "user", "project status changed": "layers",
	"questionnaire sent": "list-checks", "questionnaire viewed": "eye", "questionnaire submitted": "list-checks",
	"photos added": "images", "gallery shown": "images", "photo downloaded": "download", "gallery downloaded": "download", "selection sent": "heart",
	"questionnaire reopened": "refresh-cw", "questionnaire withdrawn": "undo-2", "signed in": "key-round",
}

// tell words deeds for a contact.
func (p *Pages) tell(x *web.Exchange, portal *store.Portal, deeds []store.Activity) []event {
	list := make([]event, 0, len(deeds))
	for _, d := range deeds {
		icon, known := deedIcons[d.What]
		if !known {
			icon = "info"
		}
		list = append(list, event{Icon: icon, Text: told(x, portal, &d), Path: deedPath(&d), At: d.At})
	}
	return list
}

// told is one sentence. Names of other contacts are told only where they did
// something themselves that all see: a signature, a refusal.
func told(x *web.Exchange, portal *store.Portal, d *store.Activity) string {
	key := "deed." + strings.ReplaceAll(d.What, " ", "_")
	mine := !d.IsStaff && d.ContactID == portal.Contact.ID
	switch {
	case mine:
		key += "_you"
	case d.IsStaff || d.Who == "":
		key += "_studio"
	default:
		key += "_other"
	}
	amount := ""
	if minor, err := strconv.ParseInt(d.Detail["amount"], 10, 64); err == nil {
		amount = money.Format(minor, d.Detail["currency"], portal.Contact.Locale)
	}
	document := ""
	switch {
	case d.QuoteID != 0:
		document = x.T(d.QuoteKind+".title", "number", d.Quote)
	case d.InvoiceID != 0:
		document = x.T("invoice.title", "number", d.Invoice)
	case d.ContractID != 0:
		document = x.T("contract.title", "number", d.Contract)
	case d.QuestionnaireID != 0:
		document = d.Questionnaire
	case d.RequestID != 0:
		document = d.Request
	}
	return x.T(key, "document", document, "who", d.Who, "studio", portal.Studio().Name, "amount", amount, "file", d.File, "project", d.Project,
		"gallery", d.Gallery, "photo", d.Detail["photo"], "count", count(d.Detail["count"]))
}

// count is a number that the history tells of as text.
func count(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// deedPath leads to what a deed is about.
func deedPath(d *store.Activity) string {
	id := func(n int64) string { return strconv.FormatInt(n, 10) }
	switch {
	case d.QuoteID != 0:
		return "/portal/quotes/" + id(d.QuoteID)
	case d.InvoiceID != 0:
		return "/portal/invoices/" + id(d.InvoiceID)
	case d.ContractID != 0:
		return "/portal/contracts/" + id(d.ContractID)
	case d.QuestionnaireID != 0:
		return "/portal/questionnaires/" + id(d.QuestionnaireID)
	case d.FileID != 0:
		return "/portal/files/" + id(d.FileID)
	case d.RequestID != 0:
		return "/portal/requests/" + id(d.RequestID)
	case d.GalleryID != 0:
		return "/portal/galleries/" + id(d.GalleryID)
	case d.ProjectID != 0:
		return projectPath(d.ProjectID)
	}
	return ""
}

// activityPage is the whole history of a contact, a page at a time.
type activityPage struct {
	web.Frame
	Events []event
	Paging web.Paging
}

func (p *Pages) activity(x *web.Exchange, portal *store.Portal) error {
	if err := portal.Open(store.ModuleActivity); err != nil {
		return err
	}
	paging := x.Paging()
	deeds, total, err := portal.Activity(x.Context(), paging)
	if err != nil {
		return err
	}
	return x.Show("portal/activity", "", activityPage{Frame: p.Frame(x, portal, "account"), Events: p.tell(x, portal, deeds), Paging: x.NewPaging(paging, total)})
}
