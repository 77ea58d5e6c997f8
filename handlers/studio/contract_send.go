package studio

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"anteroom/handlers/web"
	"anteroom/store"
)

func (p *Pages) contractSendRoutes() []Route {
	return []Route{
		staff("GET", "/studio/contracts/{id}/sending", "contract", p.contractSending),
		staff("POST", "/studio/contracts/{id}/sending", "contract", p.sendContract),
		staff("POST", "/studio/contracts/{id}/sending/preview", "contract", p.contractMail),
		staff("POST", "/studio/contracts/{id}/sending/trial", "contract", p.tryContractMail),
		staff("GET", "/studio/contracts/{id}/pdf", "contract", p.contractPDF),
		staff("POST", "/studio/contracts/{id}/link", "contract", p.contractLink),
	}
}

// asked is one whom a contract's letter goes to, and when.
type asked struct{ Name, Email, When string }

// contractSending shows the letter of a contract for review: of a draft, or once
// more to those who have been asked and not signed.
func (p *Pages) contractSending(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	if c.IsDraft() {
		err := p.Store.ContractLacks(x.Context(), who, c.ID, p.Day)
		if errors.As(err, new(*store.Invalid)) {
			return x.Go(contractPath(c.ID) + "?lacks=1")
		}
		if err != nil {
			return err
		}
	} else if len(mayRemind(&c)) == 0 {
		return x.Go(contractPath(c.ID))
	}
	view, err := p.contractSendingPage(x, who, c, web.NewForm("attempt", newAttempt()))
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "", view)
}

// mayRemind are the signers of the client whose turn it is.
func mayRemind(c *store.Contract) []store.Signer {
	return slices.DeleteFunc(c.Next(), store.Signer.IsStudio)
}

func (p *Pages) contractSendingPage(x *web.Exchange, who store.Staff, c store.Contract, form *web.Form) (*sendingPage, error) {
	view := &sendingPage{Frame: p.Frame(x, who, "contracts"), Form: form, Heading: "Send contract", Path: contractPath(c.ID) + "/sending",
		Back: contractPath(c.ID), Crumb: "Back to the contract", Title: c.Title, Resend: !c.IsDraft(), Sees: contractSees(&c)}
	view.About = c.Title
	if c.Number != "" {
		view.About = c.Number + ", " + c.Title
	}
	if c.SignBy != "" {
		view.About += ", to be signed by " + x.Date(c.SignBy, "full")
	}
	to := mayRemind(&c)
	if c.IsDraft() {
		to = slices.DeleteFunc(slices.Clone(c.Signers), store.Signer.IsStudio)
		view.Asked = whoIsAsked(&c)
	}
	people, err := p.Store.ProjectContacts(x.Context(), c.ProjectID)
	if err != nil {
		return nil, err
	}
	for _, s := range to {
		if i := slices.IndexFunc(people, func(v store.Contact) bool { return v.ID == s.ContactID }); i >= 0 {
			view.People = append(view.People, people[i])
		}
	}
	return view, p.prepare(x, view, store.Mail{Kind: "contract", ContractID: c.ID, ProjectID: c.ProjectID})
}

// whoIsAsked tells of a draft's signers of the client when each gets the letter.
func whoIsAsked(c *store.Contract) []asked {
	var list []asked
	first, before := 1, ""
	for i, s := range c.Signers {
		if i > 0 && s.Turn > c.Signers[i-1].Turn {
			before = c.Signers[i-1].Name
		}
		if s.IsStudio() {
			continue
		}
		when := "at once"
		if s.Turn > first {
			when = "once " + before + " has signed"
		}
		list = append(list, asked{s.Name, s.Email, when})
	}
	return list
}

// contractSees says what the client will find behind the button.
func contractSees(c *store.Contract) []string {
	sees := []string{"The contract, and who signs it", "Sign to accept, Decline, and a PDF"}
	if len(c.Signers) > 1 {
		sees = append(sees, fmt.Sprintf("How many of the %d have signed, and their signatures", len(c.Signers)))
	}
	return append(sees, fmt.Sprintf("Project #%d in the portal, without a password", c.ProjectNo))
}

// sendContract sends a draft, or the link of an open contract once more. A second
// click finds it sent, and changes nothing.
func (p *Pages) sendContract(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	form, err := x.Form()
	if err != nil {
		return err
	}
	if form.Ticked("first") && !c.IsDraft() {
		return x.Go(contractPath(c.ID)) // the first of two clicks has sent it
	}
	l, err := letterOf(form)
	sent := c
	if err == nil && c.IsDraft() {
		sent, err = p.Store.SendContract(x.Context(), who, c.ID, l, p.Day)
	} else if err == nil {
		err = p.Store.ResendContract(x.Context(), who, c.ID, l)
	}
	if err == nil {
		if err := p.contractSentWord(x, who, &sent); err != nil {
			return err
		}
		return x.Go(contractPath(c.ID))
	}
	return p.contractNotSent(x, who, c, form, err)
}

// contractSentWord says what became of it, or that the studio signs first.
func (p *Pages) contractSentWord(x *web.Exchange, who store.Staff, c *store.Contract) error {
	if len(mayRemind(c)) > 0 {
		return p.sentWord(x, c.Number)
	}
	return x.Tell("ok", fmt.Sprintf("%s is sealed. It goes to your client once %s signed.", c.Number, hasSigned(whoseTurn(c, who))))
}

func hasSigned(name string) string {
	if name == "you" {
		return "you have"
	}
	return name + " has"
}

// contractNotSent tells why a contract did not go: beside the words of the letter,
// or in the editor, where it lacks something.
func (p *Pages) contractNotSent(x *web.Exchange, who store.Staff, c store.Contract, form *web.Form, err error) error {
	var invalid *store.Invalid
	if errors.As(err, &invalid) && (c.IsDraft() && invalid.Fields["contacts"].Key != "" || !isOfLetter(invalid)) {
		return x.Go(contractPath(c.ID) + "?lacks=1")
	}
	now, readErr := p.Store.Contract(x.Context(), c.ID)
	if readErr != nil {
		return readErr
	}
	if errors.As(err, new(*store.Refused)) && c.IsDraft() && !now.IsDraft() {
		return x.Go(contractPath(c.ID)) // the first of two clicks has sent it
	}
	view, viewErr := p.contractSendingPage(x, who, now, form)
	if viewErr != nil {
		return viewErr
	}
	return x.Again(err, form, "studio/sending", "", view)
}

// contractMail shows the email again as its words change.
func (p *Pages) contractMail(x *web.Exchange, who store.Staff) error {
	view, err := p.contractLetter(x, who)
	if err != nil {
		return err
	}
	return x.Show("studio/sending", "mail", view)
}

func (p *Pages) contractLetter(x *web.Exchange, who store.Staff) (*sendingPage, error) {
	c, err := p.contractOf(x)
	if err != nil {
		return nil, err
	}
	form, err := x.Form()
	if err != nil {
		return nil, err
	}
	return p.contractSendingPage(x, who, c, form)
}

func (p *Pages) tryContractMail(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	view, err := p.contractLetter(x, who)
	if err != nil {
		return err
	}
	look := "/studio/preview/contracts/" + itoa(c.ID)
	if !c.IsDraft() {
		look = viewPath(view.To(), "contracts", c.ID)
	}
	return p.tryMail(x, who, view, store.Mail{Kind: "contract", ContractID: c.ID, ProjectID: c.ProjectID}, look)
}

// contractPDF is the paper of a contract: the signed copy once all have signed.
func (p *Pages) contractPDF(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	if c, err = p.Store.ContractAsSent(x.Context(), who, c.ID, p.Day); err != nil {
		return err
	}
	name := c.Number
	if c.IsDraft() {
		name = "Draft contract " + strconv.FormatInt(c.ID, 10)
	}
	return x.Paper(name, func(w io.Writer) error { return p.ContractPDF(x.Context(), w, c) })
}

func (p *Pages) contractLink(x *web.Exchange, who store.Staff) error {
	c, err := p.contractOf(x)
	if err != nil {
		return err
	}
	return p.copyLink(x, who, store.Object{Kind: "contract", ID: c.ID}, "contract "+c.Number, contractPath(c.ID), "contracts")
}
