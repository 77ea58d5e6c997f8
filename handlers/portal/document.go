package portal

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

// documentRoutes are what every emailed link opens, whatever it is the link of.
// The same handlers stand under /portal for one who is signed in.
func (p *Pages) documentRoutes() []Route {
	return []Route{
		link("GET", "/d/{token}", "link", kinds{"quote": p.quote, "invoice": p.invoice, "file": p.filePage, "contract": p.contract,
			"questionnaire": p.questionnaire, "share": p.share, "request": p.request, "gallery": p.gallery}.handle),
		link("POST", "/d/{token}/view", "link", kinds{"quote": p.viewQuote, "invoice": p.viewInvoice, "contract": p.viewContract,
			"questionnaire": p.viewQuestionnaire}.handle),
		link("GET", "/d/{token}/pdf", "link", kinds{"quote": p.quotePDF, "invoice": p.invoicePDF, "contract": p.contractPDF}.handle),
		link("GET", "/d/{token}/terms", "link", kinds{"quote": p.quoteTerms, "invoice": p.invoiceTerms}.handle),
		link("GET", "/d/{token}/acceptance", "link", kinds{"quote": p.signing, "contract": p.contractSigning}.handle),
		link("POST", "/d/{token}/acceptance", "link", kinds{"quote": p.accept, "contract": p.signContract}.handle),
		link("POST", "/d/{token}/acceptance/code", "link", kinds{"quote": p.signingCode, "contract": p.contractSigningCode}.handle),
		link("GET", "/d/{token}/refusal", "link", kinds{"quote": p.declining, "contract": p.contractDeclining}.handle),
		link("POST", "/d/{token}/refusal", "link", kinds{"quote": p.decline, "contract": p.declineContract}.handle),
		link("POST", "/d/{token}/refusal/code", "link", kinds{"quote": p.decliningCode, "contract": p.contractDecliningCode}.handle),
	}
}

// kinds are the handlers of one address, by the kind of document that the
// emailed link opens.
type kinds map[string]handler

func (k kinds) handle(x *web.Exchange, portal *store.Portal) error {
	if h := k[portal.Only.Kind]; h != nil {
		return h(x, portal)
	}
	return store.ErrNotFound
}

// both are the two doors to one handler: the emailed link of a document, and
// the portal of one who is signed in. kind is 'quote', 'invoice' or 'questionnaire'.
func both(method, kind, tail string, handle handler) []Route {
	return []Route{
		link(method, "/d/{token}"+tail, kind, handle),
		contact(method, "/portal/"+kind+"s/{id}"+tail, kind, handle),
	}
}

// address names the document of a request, and the path under which all that
// one does with it hangs, whichever door was taken.
func address(x *web.Exchange, portal *store.Portal, kind string) (id int64, base string, err error) {
	if portal.Only == (store.Object{}) {
		id, err = x.ID("id")
		return id, "/portal/" + kind + "s/" + strconv.FormatInt(id, 10), err
	}
	if portal.Only.Kind != kind {
		return 0, "", store.ErrNotFound
	}
	return portal.Only.ID, "/d/" + x.R.PathValue("token"), nil
}

func projectPath(id int64) string { return "/portal/projects/" + strconv.FormatInt(id, 10) }

// seen answers the signal that a person touched a page: nothing to show, and
// nothing left to send it.
func seen(x *web.Exchange) error {
	x.W.Header().Set("Content-Type", "text/html; charset=utf-8")
	x.W.Header().Set("Cache-Control", "no-store")
	return nil
}

// termsPage shows terms of business; see portal/terms.html.
type termsPage struct {
	web.Frame
	Terms       store.Markdown
	Of          string // the document whose terms they are
	Back, Crumb string // the way back to it
}
