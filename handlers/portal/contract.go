package portal

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func contractPath(id int64) string { return "/portal/contracts/" + strconv.FormatInt(id, 10) }

func (p *Pages) contractRoutes() []Route {
	return []Route{
		contact("GET", "/portal/contracts/{id}", "contract", p.contract),
		contact("POST", "/portal/contracts/{id}/view", "contract", p.viewContract),
		contact("GET", "/portal/contracts/{id}/pdf", "contract", p.contractPDF),
		contact("GET", "/portal/contracts/{id}/acceptance", "contract", p.contractSigning),
		contact("POST", "/portal/contracts/{id}/acceptance", "contract", p.signContract),
		contact("POST", "/portal/contracts/{id}/acceptance/code", "contract", p.contractSigningCode),
		contact("GET", "/portal/contracts/{id}/refusal", "contract", p.contractDeclining),
		contact("POST", "/portal/contracts/{id}/refusal", "contract", p.declineContract),
		contact("POST", "/portal/contracts/{id}/refusal/code", "contract", p.contractDecliningCode),
	}
}

// contractPage is a contract as one of its signers sees it.
type contractPage struct {
	web.Frame
	Base     string // path under which all that one does with the contract hangs
	Contract store.Contract
	Status   string // of the contract, as this signer sees it
	Me       store.Signer
	Signers  []signerRow
	Signed   []inked   // the signatures so far
	Form     *web.Form // of the signature, or of the refusal
	Consent  string    // the words under the tick
	Standing string    // whose signature is next, in a sentence
	Between  string    // the parties, in a sentence
	Code     codeField // that a decision asks for

	NextNames string // of those whose turn it is
	Newer     string // address of the version that replaced this one, if it can be opened from here
	Thanks    bool   // say thank you: this one has just signed
}

// signerRow is a signer as the others see them.
type signerRow struct {
	store.Signer
	For      string // the studio, of one who signs for it
	You      bool
	Note     string
	Initials string
	Pill     string // a status, or empty: their turn has not come
}

// inked is a signature as the page shows it.
type inked struct {
	store.Signature
	Ink     *web.Ink // of a drawn one
	Stamp   string   // when, in words, with the zone of the day
	Machine string   // when, for machines: RFC 3339
}

// MayDecide tells whether it is this signer's turn.
func (v *contractPage) MayDecide() bool { return v.Me.IsNext }

// Kind says which words are used.
func (v *contractPage) Kind() string { return "contract" }

// Sign is the form of the signature.
func (v *contractPage) Sign() web.SignForm {
	f := web.SignForm{Lang: v.Lang, Kind: v.Kind(), Base: v.Base, Action: v.Base + "/acceptance", Form: v.Form, Consent: v.Consent,
		Seen: []web.Field{{Name: "hash", Value: v.Contract.Hash}}, Code: v.Code.Asked, CodeSent: v.Code.Sent}
	if v.Preview {
		f.PreviewOf = v.Contact.Name
	}
	return f
}

func (p *Pages) contract(x *web.Exchange, portal *store.Portal) error {
	page, err := p.contractPage(x, portal)
	if err != nil {
		return err
	}
	return x.Show("portal/contract", "", page)
}

// contractPage reads the contract of a request.
func (p *Pages) contractPage(x *web.Exchange, portal *store.Portal) (*contractPage, error) {
	id, base, err := address(x, portal, "contract")
	if err != nil {
		return nil, err
	}
	record, err := portal.SignedContract(x.Context(), id)
	if err != nil {
		return nil, err
	}
	c := record.Contract
	me := c.Signer(portal.Contact.ID)
	if me == nil {
		return nil, store.ErrNotFound
	}
	page := &contractPage{Frame: p.Frame(x, portal, ""), Base: base, Contract: c, Me: *me, Status: statusFor(&c, me), Code: codeField{Asked: portal.AsksForCode()},
		Form: web.NewForm("name", me.Name, "method", "type")}
	page.Consent = x.T("contract.consent", "number", c.Number)
	page.addSigners(x)
	for _, s := range record.Signatures {
		page.Signed = append(page.Signed, inked{s, web.Draw(s.Strokes), x.Date(s.At.In(s.Zone()), "stamp"), machine(s.At)})
	}
	if page.Link == "" {
		newer, err := portal.NewerContract(x.Context(), c)
		if err == nil {
			page.Newer = contractPath(newer.ID)
		} else if !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
	}
	return page, nil
}

// statusFor is the state of a contract as one of its signers sees it.
func statusFor(c *store.Contract, me *store.Signer) string {
	switch {
	case !c.IsOpen():
		return c.Status
	case me != nil && me.IsNext:
		return "waiting-for-you"
	}
	return "waiting-for-others"
}

// addSigners words how far each signer has come.
func (v *contractPage) addSigners(x *web.Exchange) {
	c := &v.Contract
	next := listed(x, names(c.Next()))
	v.NextNames = next
	parties := []string{c.Content.From.Name}
	for i, s := range c.Signers {
		row := signerRow{Signer: s, You: s.ID == v.Me.ID, Initials: web.Initials(s.Name)}
		if i < len(c.Content.Signers) {
			row.For = c.Content.Signers[i].For
		}
		switch {
		case !s.Signed.IsZero():
			row.Pill, row.Note = "signed", x.Date(s.Signed.In(v.Studio.Zone()), "full")
		case !c.IsOpen():
		case s.IsNext && row.You:
			row.Pill, row.Note = "your-turn", x.T("contract.asked", "date", x.Date(s.Asked.In(v.Studio.Zone()), "full"))
		case s.IsNext:
			row.Pill, row.Note = "pending", x.T("contract.asked", "date", x.Date(s.Asked.In(v.Studio.Zone()), "full"))
		case v.Me.IsNext && len(c.Next()) == 1:
			row.Note = x.T("contract.asked_after_you")
		default:
			row.Note = x.T("contract.asked_after", "names", next)
		}
		if row.For == "" {
			parties = append(parties, row.Name)
		}
		v.Signers = append(v.Signers, row)
	}
	v.Between = x.T("contract.between", "names", listed(x, parties))
	switch {
	case v.Me.IsNext:
		v.Standing = x.T("contract.you_are_next")
	case c.IsOpen():
		v.Standing = x.T("contract.waits_for", "names", next)
	case c.IsComplete():
		v.Standing = x.T("contract.all_signed")
	}
}

func names(signers []store.Signer) []string {
	list := make([]string, len(signers))
	for i, s := range signers {
		list[i] = s.Name
	}
	return list
}

// contractSigning is the page to sign on where no dialog can be opened; to one
// who has signed, it says thank you.
func (p *Pages) contractSigning(x *web.Exchange, portal *store.Portal) error {
	page, err := p.contractPage(x, portal)
	if err != nil {
		return err
	}
	switch {
	case !page.Me.Signed.IsZero():
		page.Thanks = true
		return x.Show("portal/contract", "", page)
	case !page.MayDecide():
		return x.Go(page.Base)
	}
	return x.Show("portal/contract-sign", "", page)
}

// signContract signs. A second press by the one whose first press counted is well.
func (p *Pages) signContract(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.contractPage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	signing := x.Signing(form, x.T("contract.agree_plain")+" "+page.Consent)
	_, err = portal.WithCode(form.Get("code")).SignContract(x.Context(), page.Contract.ID, signing)
	if errors.As(err, new(*store.Refused)) && p.hasSigned(x, portal, form) {
		err = nil
	}
	if err != nil {
		return x.Again(err, form, "portal/contract-sign", "signing", page)
	}
	return x.Go(page.Base + "/acceptance")
}

// hasSigned tells whether the contract of a request is signed by this contact
// under the name in the form.
func (p *Pages) hasSigned(x *web.Exchange, portal *store.Portal, form *web.Form) bool {
	now, err := p.contractPage(x, portal)
	return err == nil && slices.ContainsFunc(now.Signed, func(s inked) bool { return s.SignerID == now.Me.ID && form.Signs(s.Name) })
}

// contractDeclining is the page to decline on where no dialog can be opened.
func (p *Pages) contractDeclining(x *web.Exchange, portal *store.Portal) error {
	page, err := p.contractPage(x, portal)
	if err != nil {
		return err
	}
	if !page.MayDecide() {
		return x.Go(page.Base)
	}
	return x.Show("portal/contract-decline", "", page)
}

func (p *Pages) declineContract(x *web.Exchange, portal *store.Portal) error {
	form, err := x.Form()
	if err != nil {
		return err
	}
	page, err := p.contractPage(x, portal)
	if err != nil {
		return err
	}
	page.Form = form
	err = form.Unread()
	if err == nil {
		_, err = portal.WithCode(form.Get("code")).DeclineContract(x.Context(), page.Contract.ID, form.Get("reason"), x.Visit)
	}
	if err != nil {
		return x.Again(err, form, "portal/contract-decline", "decline-form", page)
	}
	return x.Go(page.Base)
}

func (p *Pages) viewContract(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "contract")
	if err != nil {
		return err
	}
	if err := portal.ViewContract(x.Context(), id, x.Visit); err != nil {
		return err
	}
	return seen(x)
}

func (p *Pages) contractPDF(x *web.Exchange, portal *store.Portal) error {
	id, _, err := address(x, portal, "contract")
	if err != nil {
		return err
	}
	c, err := portal.Contract(x.Context(), id)
	if err != nil {
		return err
	}
	return x.Paper(c.Number, func(w io.Writer) error { return p.ContractPDF(x.Context(), w, c) })
}
