package portal

import (
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
	"anteroom/store/money"
)

// agreed sums up the main package of a project: the largest quote that was
// accepted, as it was signed.
type agreed struct {
	Title, Document string
	Path            string
	Lines           []string // titles of what was chosen
	More            int      // further ones
	Total           string
	Signed          string
}

// agreedLines is how many of the lines are named.
const agreedLines = 6

// agreedOf is nil while nothing has been accepted.
func agreedOf(x *web.Exchange, portal *store.Portal, quotes []store.Quote) (*agreed, error) {
	var main *store.Quote
	for n := range quotes {
		if q := &quotes[n]; q.Status == "accepted" && (main == nil || q.Total > main.Total) {
			main = q
		}
	}
	if main == nil {
		return nil, nil
	}
	signed, err := portal.SignedQuote(x.Context(), main.ID)
	if err != nil {
		return nil, err
	}
	q := &signed.Quote
	v := &agreed{Title: q.Title, Document: x.T(q.Kind+".title", "number", q.Number), Path: "/portal/quotes/" + strconv.FormatInt(q.ID, 10),
		Total: money.Format(q.Total, q.Currency, portal.Contact.Locale), Signed: day(x, portal.Studio(), q.Decided, "full")}
	for _, s := range q.Content.Chosen(signed.Signature.Selection) {
		if s.Package && s.Title != "" {
			v.Lines = append(v.Lines, s.Title)
		}
		for _, l := range s.Lines {
			v.Lines = append(v.Lines, l.Title)
		}
	}
	if len(v.Lines) > agreedLines {
		v.Lines, v.More = v.Lines[:agreedLines], len(v.Lines)-agreedLines
	}
	return v, nil
}
