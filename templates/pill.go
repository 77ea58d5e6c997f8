package templates

import (
	"html/template"

	"anteroom/templates/words"
)

// pillIn makes the mark of a status: its word, its icon and, by data-status,
// its colour. The words stand under "status." in the catalogue.
func pillIn(w *words.Catalogue, asset func(string) string) func(lang, status string) template.HTML {
	return func(lang, status string) template.HTML {
		word := template.HTMLEscapeString(w.T(lang, "status."+status))
		return template.HTML(`<span class="pill" data-status="`+template.HTMLEscapeString(status)+`">`) +
			icon(asset("icons.svg"), statusIcon(status)) + template.HTML(word+`</span>`)
	}
}

// statusIcon is the icon of a status.
func statusIcon(status string) string {
	switch status {
	case "sent", "invited":
		return "send"
	case "viewed":
		return "eye"
	case "accepted", "invoiced", "paid", "active", "confirmed", "signed", "submitted":
		return "circle-check"
	case "complete", "done":
		return "check-check"
	case "declined":
		return "circle-x"
	case "overdue", "failed", "disputed":
		return "circle-alert"
	case "partially-paid", "partly-signed":
		return "contrast"
	case "expired":
		return "hourglass"
	case "withdrawn":
		return "undo-2"
	case "superseded", "reopened":
		return "refresh-cw"
	case "void", "cancelled", "off", "ended":
		return "ban"
	case "archived":
		return "archive"
	case "enquiry":
		return "circle-help"
	case "due", "queued", "sending", "held", "processing", "announced", "pending", "your-turn", "waiting-for-you", "waiting-for-others", "paused":
		return "clock"
	}
	return "circle-dashed"
}
