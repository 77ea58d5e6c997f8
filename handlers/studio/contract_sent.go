package studio

import (
	"errors"
	"slices"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) contractSentRoutes() []Route {
	return []Route{
		staff("GET", "/studio/contracts/{id}/acceptance", "contract", p.contractSigning),
		staff("POST", "/studio/contracts/{id}/acceptance", "contract", p.signContract),
		staff("GET", "/studio/contracts/{id}/withdrawal", "contract", p.contractWithdrawing),
		staff("POST", "/studio/contracts/{id}/withdrawal", "contract", p.withdrawContract),
		staff("POST", "/studio/contracts/{id}/revision", "contract", p.reviseContract),
		staff("POST", "/studio/contracts/{id}/archival", "contract", p.archiveContract),
	}
}

// contractPage is a contract as it was sent, and what became of it.
type contractPage struct {
	web.Frame
	Contract store.Contract
	Signers  []contractSigner
	Signed   []contractInk
	Evidence []store.Evidence
	History  []event
	People   []store.Contact // the signers of the client who still see it
	Waits    string          // whose turn it is
	Decliner string          // who declined it
	Form     *web.Form       // of the studio's signature, or of the withdrawal
	Consent  string          // the words under the tick
}

// contractSigner is a signer and how far they have come.
type contractSigner struct {
	store.Signer
	For  string // whom they sign for
	Pill string // empty: their turn has not come
}

// contractInk is a signature as the page shows it.
type contractInk struct {
	store.Signature
	Ink *web.Ink // of a drawn one
}

// MaySign tells whether the reader's signature is next.
func (v *contractPage) MaySign() bool {
	return slices.ContainsFunc(v.Contract.Next(), func(s store.Signer) bool { return s.StaffID == v.Staff.ID })
}

// CanGo tells whether its link is of use to a client.
func (v *contractPage) CanGo() bool {
	return v.Contract.Archived.IsZero() && v.Contract.Status != "superseded"
}

// CanRemind tells whether it waits for the client.
func (v *contractPage) CanRemind() bool { return v.CanGo() && len(mayRemind(&v.Contract)) > 0 }

// CanRevise tells whether a new version may replace it.
func (v *contractPage) CanRevise() bool {
	return !v.Contract.IsComplete() && v.Contract.Status != "superseded"
}

// Sign is the form of the studio's signature.
func (v *contractPage) Sign() web.SignForm {
	base := contractPath(v.Contract.ID)
	return web.SignForm{Lang: v.Lang, Kind: "contract", Base: base, Action: base + "/acceptance", Form: v.Form, Consent: v.Consent,
		Seen: []web.Field{{Name: "hash", Value: v.Contract.Hash}}}
}

// sentContract shows a contract as it was sent.
func (p *Pages) sentContract(x *web.Exchange, who store.Staff, c store.Contract) error {
	view, err := p.contractPage(x, who, c.ID)
	if err != nil {
		return err
	}
	return x.Show("studio/contract", "", view)
}

func (p *Pages) contractPage(x *web.Exchange, who store.Staff, id int64) (*contractPage, error) {
	record, err := p.Store.SignedContract(x.Context(), id)
	if err != nil {
		return nil, err
	}
	c := record.Contract
	v := &contractPage{Frame: p.Frame(x, who, "contracts"), Contract: c, Evidence: record.Evidence, Waits: whoseTurn(&c, who),
		Form: web.NewForm("name", who.Name, "method", "type"), Consent: x.T("contract.consent", "number", c.Number)}
	v.addSigners()
	for _, s := range record.Signatures {
		v.Signed = append(v.Signed, contractInk{s, web.Draw(s.Strokes)})
	}
	for _, e := range record.Evidence {
		if e.What == "declined" {
			v.Decliner = e.Detail["contact"]
		}
	}
	if v.History, err = p.history(x, who, "contract", c.ID); err != nil {
		return nil, err
	}
	people, err := p.Store.ProjectContacts(x.Context(), c.ProjectID)
	v.People = slices.DeleteFunc(people, func(person store.Contact) bool { return c.Signer(person.ID) == nil })
	return v, err
}

// addSigners tells how far each has come.
func (v *contractPage) addSigners() {
	for i, s := range v.Contract.Signers {
		row := contractSigner{Signer: s, For: v.Contract.Content.To.Name}
		if i < len(v.Contract.Content.Signers) && v.Contract.Content.Signers[i].For != "" {
			row.For = v.Contract.Content.Signers[i].For
		}
		switch {
		case !s.Signed.IsZero():
			row.Pill = "signed"
		case s.IsNext && s.StaffID == v.Staff.ID:
			row.Pill = "your-turn"
		case s.IsNext && !s.Viewed.IsZero():
			row.Pill = "viewed"
		case s.IsNext:
			row.Pill = "sent"
		}
		v.Signers = append(v.Signers, row)
	}
}

// contractSigning is the page to sign on where no dialog can be opened.
func (p *Pages) contractSigning(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	c, err := p.Store.Contract(x.Context(), id)
	if err != nil {
		return err
	}
	if c.IsDraft() {
		return x.Go(contractPath(id))
	}
	view, err := p.contractPage(x, who, id)
	if err != nil {
		return err
	}
	if !view.MaySign() {
		return x.Go(contractPath(id))
	}
	return x.Show("studio/contract-sign", "", view)
}

// signContract signs for the studio. A second press by the one whose first press
// counted is well.
func (p *Pages) signContract(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	signing := x.Signing(form, x.T("contract.agree_plain")+" "+x.T("contract.consent", "number", p.numberOf(x, id)))
	c, err := p.Store.CountersignContract(x.Context(), who, id, signing)
	if err == nil {
		return p.say(x, p.signedWord(&c), contractPath(id))
	}
	if errors.Is(err, store.ErrNotFound) {
		return err
	}
	view, viewErr := p.contractPage(x, who, id)
	if viewErr != nil {
		return viewErr
	}
	if errors.As(err, new(*store.Refused)) && view.signedBy(who, form) {
		return x.Go(contractPath(id))
	}
	view.Form = form
	return x.Again(err, form, "studio/contract-sign", "signing", view)
}

// numberOf is the number of a contract, or "".
func (p *Pages) numberOf(x *web.Exchange, id int64) string {
	c, err := p.Store.Contract(x.Context(), id)
	if err != nil {
		return "" // the verb that follows says so
	}
	return c.Number
}

func (p *Pages) signedWord(c *store.Contract) string {
	if c.IsComplete() {
		return c.Number + " is signed by everyone. The sealed copy is on its way to both sides."
	}
	return "You have signed. " + c.Number + " goes on to " + whoseTurn(c, store.Staff{}) + "."
}

// signedBy tells whether it is signed by one of the studio under the name in a form.
func (v *contractPage) signedBy(who store.Staff, form *web.Form) bool {
	return slices.ContainsFunc(v.Signed, func(s contractInk) bool { return s.Email == who.Email && form.Signs(s.Name) })
}

func (p *Pages) contractWithdrawing(x *web.Exchange, who store.Staff) error {
	return p.withdrawal(x, who, func(view *contractPage) error { return x.Show("studio/contract-withdrawal", "", view) })
}

// withdrawal shows the page that asks once more, while the contract is open.
func (p *Pages) withdrawal(x *web.Exchange, who store.Staff, show func(*contractPage) error) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	if !c.IsOpen() {
		return x.Go(contractPath(c.ID))
	}
	view, err := p.contractPage(x, who, c.ID)
	if err != nil {
		return err
	}
	return show(view)
}

// withdrawContract calls a contract back.
func (p *Pages) withdrawContract(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if err = form.Unreadable(); err == nil {
		err = p.Store.WithdrawContract(x.Context(), who, id, form.Get("reason"))
	}
	if err == nil {
		return p.say(x, "It is withdrawn, and those who were asked are told.", contractPath(id))
	}
	if !errors.As(err, new(*store.Invalid)) {
		return err
	}
	return p.withdrawal(x, who, func(view *contractPage) error {
		view.Form = form
		return x.Again(err, form, "studio/contract-withdrawal", "", view)
	})
}

// Told are the names of those who hear of a withdrawal.
func (v *contractPage) Told() string {
	var names []string
	for _, s := range v.Contract.Signers {
		if !s.IsStudio() && !s.Asked.IsZero() {
			names = append(names, s.Name)
		}
	}
	return inARow(names)
}

// reviseContract begins a new version of a sent contract, or goes on with it.
func (p *Pages) reviseContract(x *web.Exchange, who store.Staff) error {
	id, err := x.ID("id")
	if err != nil {
		return err
	}
	draft, err := p.Store.ReviseContract(x.Context(), who, id)
	if err != nil {
		return err
	}
	return x.Go(contractPath(draft.ID))
}

// archiveContract puts a contract away, or takes it out again.
func (p *Pages) archiveContract(x *web.Exchange, who store.Staff) error {
	return p.putAway(x, who, p.Store.ArchiveContract, contractPath)
}

// Between names the parties: "Between Alder & Rowe Ltd, Priya Raman and Tom Hollis."
func (v *contractPage) Between() string {
	names := []string{v.Contract.Content.From.Name}
	for _, s := range v.Contract.Content.Signers {
		if s.For == "" {
			names = append(names, s.Name)
		}
	}
	return "Between " + inARow(names) + "."
}
