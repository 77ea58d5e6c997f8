package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// Module is a part of the portal that the studio may switch off: for all
// clients, and otherwise for one.
type Module string

// The modules, as permissions and the words of the catalogue name them.
const (
	ModuleInvoices       Module = "invoices" // with payments, receipts and statements
	ModuleQuotes         Module = "quotes"
	ModuleContracts      Module = "contracts"
	ModuleQuestionnaires Module = "questionnaires"
	ModuleFiles          Module = "files"
	ModulePhotos         Module = "photos"
	ModuleEmails         Module = "emails"
	ModuleActivity       Module = "activity"
)

// Modules are all modules, in the order in which pages list them.
func Modules() []Module {
	return []Module{ModuleInvoices, ModuleQuotes, ModuleContracts, ModuleQuestionnaires, ModuleFiles, ModulePhotos, ModuleEmails, ModuleActivity}
}

// moduleOf is the module to which a kind of document belongs.
var moduleOf = map[string]Module{"invoice": ModuleInvoices, "payment": ModuleInvoices, "quote": ModuleQuotes,
	"contract": ModuleContracts, "questionnaire": ModuleQuestionnaires, "file": ModuleFiles,
	"share": ModuleFiles, "request": ModuleFiles, "gallery": ModulePhotos}

// Permissions say of modules whether they are on. What is not named is as it is
// for all clients; what is not named there is on.
type Permissions map[Module]bool

// On tells whether a module is on by these permissions.
func (p Permissions) On(m Module) bool {
	on, said := p[m]
	return on || !said
}

// with are the permissions of one client who has these exceptions.
func (p Permissions) with(exceptions Permissions) Permissions {
	if len(exceptions) == 0 {
		return p
	}
	all := Permissions{}
	for _, m := range Modules() {
		on, excepted := exceptions[m]
		all[m] = excepted && on || !excepted && p.On(m)
	}
	return all
}

// read takes permissions as a column has them.
func (p *Permissions) read(column string) error {
	if *p = nil; column == "{}" {
		return nil
	}
	return json.Unmarshal([]byte(column), p)
}

func (p Permissions) column() (string, error) {
	for m := range p {
		if !slices.Contains(Modules(), m) {
			return "", &Invalid{Fields: map[string]Text{string(m): Say("invalid.choice")}}
		}
	}
	if len(p) == 0 {
		return "{}", nil
	}
	text, err := json.Marshal(p)
	return string(text), err
}

// moduleIsOn is the condition that a module, its argument twice, is on for the
// client at hand.
const moduleIsOn = `coalesce(client.permissions ->> ?, (SELECT permissions ->> ? FROM studio), 1)`

// SavePermissions says which modules every client has who is no exception.
func (s *Store) SavePermissions(ctx context.Context, by Staff, p Permissions) error {
	text, err := p.column()
	if err != nil {
		return err
	}
	return s.saveStudio(ctx, "save permissions", "UPDATE studio SET permissions = ?", text)
}

// SaveExceptions says of which modules a client differs from all others.
func (s *Store) SaveExceptions(ctx context.Context, by Staff, clientID int64, p Permissions) error {
	text, err := p.column()
	if err != nil {
		return err
	}
	return s.write(ctx, fmt.Sprintf("save permissions of client %d", clientID), func(t *tx) error {
		if err := t.update("UPDATE client SET permissions = ?, updated_at = ? WHERE id = ?", text, ms(t.now), clientID); err != nil {
			return err
		}
		return t.note(deed{what: "permissions changed", client: clientID, staff: by.ID})
	})
}

// Exceptions are the clients who differ from all others, by name.
func (s *Store) Exceptions(ctx context.Context) ([]Client, error) {
	return all(ctx, s.reader, scanClient, "SELECT "+clientColumns+` FROM client
		WHERE client.permissions <> '{}' AND client.archived_at IS NULL ORDER BY client.name COLLATE NOCASE, client.id`)
}

// Sees tells whether a client has a module, by the permissions of all and the
// exceptions of this one.
func (s *Store) Sees(c Client, m Module) bool {
	return s.Studio().Permissions.with(c.Permissions).On(m)
}

// moduleOff says why a client cannot be sent something.
var moduleOff = map[Module]string{ModuleInvoices: "refused.invoices_off", ModuleQuotes: "refused.quotes_off",
	ModuleContracts: "refused.contracts_off", ModuleQuestionnaires: "refused.questionnaires_off", ModuleFiles: "refused.files_off",
	ModulePhotos: "refused.photos_off"}

// open refuses to send a client what their portal would not show.
func (t *tx) open(m Module, clientID int64) error {
	var on bool
	if err := scanOne(t, "SELECT "+moduleIsOn+" FROM client WHERE id = ?", []any{m, m, clientID}, &on); err != nil {
		return err
	}
	if !on {
		return refuse(moduleOff[m])
	}
	return nil
}

// module is what a letter is about; empty: nothing that can be switched off.
func (l *letter) module() Module {
	return aboutModule(l.kind, l.invoice+l.payment, l.contract, l.questionnaire, l.quote, l.file+l.share+l.request, l.gallery)
}

func (m *Mail) module() Module {
	return aboutModule(m.Kind, m.InvoiceID+m.PaymentID, m.ContractID, m.QuestionnaireID, m.QuoteID, m.FileID+m.ShareID+m.RequestID, m.GalleryID)
}

func aboutModule(kind string, invoice, contract, questionnaire, quote, file, gallery int64) Module {
	switch {
	case kind == "statement" || invoice != 0:
		return ModuleInvoices
	case contract != 0:
		return ModuleContracts
	case questionnaire != 0:
		return ModuleQuestionnaires
	case quote != 0:
		return ModuleQuotes
	case file != 0:
		return ModuleFiles
	case gallery != 0:
		return ModulePhotos
	}
	return ""
}
