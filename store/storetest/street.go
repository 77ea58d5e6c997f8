package storetest

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
)

// Street is a studio with something of everything: two clients who must never
// see each other's things, and all that there is to be seen. No two things
// have the same number, of whatever kind they are.
type Street struct {
	*Job                   // Raman: Priya and Wen are on the project, Tom is not
	Wen      store.Contact // on Raman's project, but its papers are addressed to Priya
	Away     *Job          // Finch: its portal is switched off
	Next     *Job          // Okafor: its Priya is Ada
	Member   store.Staff   // Sam, who is no owner
	Left     store.Staff   // Lee, who is disabled
	Things   []Thing
	Sessions map[string]string // of each person who is in: the token of the cookie
}

// Thing is something that an address can name.
type Thing struct {
	Kind   string   // 'quote', 'invoice', 'file' …, as the routes' Object says it
	Key    string   // what stands in the address: a number or a token
	What   string   // in words, for a failing test
	SeenBy []string // people whose own it is; a thing of the studio's side is all staff's
	Parent string   // Key of the thing it is part of, or ""
	Also   []string // Keys of others that it is part of
	Ended  bool     // a token that opens nothing any more
}

// Password is what every one of the studio but its owner signs in with.
const Password = "a key under the mat"

// NewStreet builds it.
func NewStreet(t testing.TB) *Street {
	t.Helper()
	clock := NewClock()
	s, owner := Studio(t, clock)
	v := &Street{Sessions: map[string]string{}}
	settle(t, s, owner)
	keepApart(t, s)
	v.Job = JobAt(t, s, clock, owner, "Raman", "priya@example.com", "tom@example.com")
	v.Next = JobAt(t, s, clock, owner, "Okafor", "ada@okafor.example", "ben@okafor.example")
	v.Away = JobAt(t, s, clock, owner, "Finch", "una@finch.example", "rex@finch.example")
	v.people(t)
	v.papers(t)
	v.tokens(t)
	v.emails(t)
	return v
}

// emails are what all of this has put into the outbox.
func (v *Street) emails(t testing.TB) {
	t.Helper()
	readers := map[int64]string{v.Priya.ID: "priya", v.Wen.ID: "wen", v.Next.Priya.ID: "ada", v.Away.Priya.ID: "una"}
	seen := map[string]int{}
	for _, m := range v.mails(t) {
		who := readers[m.ContactID]
		if seen[who]++; seen[who] > 3 {
			continue // three of each are enough to walk
		}
		email := Thing{Kind: "email", Key: fmt.Sprint(m.ID), What: m.Mail.Kind + " email to " + m.To}
		if who != "" && m.Object() != (store.Object{}) {
			must(t, v.MailSent(t.Context(), m.ID, store.EmailWords{Subject: "About the window seat", Body: "Here it is."}))
			email.SeenBy = []string{who}
		}
		v.add(email)
	}
}

// mails is the whole outbox.
func (v *Street) mails(t testing.TB) (list []store.MailRow) {
	t.Helper()
	for page := 1; ; page++ {
		rows, total, err := v.Mails(t.Context(), store.MailFilter{}, store.Paging{Page: page})
		must(t, err)
		if list = append(list, rows...); len(list) >= total {
			return list
		}
	}
}

// settle gives the studio all its settings.
func settle(t testing.TB, s *store.Store, owner store.Staff) {
	t.Helper()
	var logo bytes.Buffer
	must(t, png.Encode(&logo, image.NewGray(image.Rect(0, 0, 40, 20))))
	must(t, s.SaveBranding(t.Context(), owner, store.Branding{Colour: "#0f5d62", Logo: logo.Bytes(), LogoName: "logo.png"}))
	must(t, s.SaveMail(t.Context(), owner, store.MailSettings{Host: "mail.invalid", Port: 587, From: "studio@alderandrowe.example", TLS: "starttls"}))
	must(t, s.SaveStripe(t.Context(), owner, store.StripeSettings{SecretKey: "sk_test_" + strings.Repeat("a", 24), WebhookSecret: "whsec_" + strings.Repeat("b", 32)}))
	bank := *s.Studio()
	bank.Bank = store.Bank{Name: "Alder & Rowe Ltd", IBAN: "GB33BUKB20201555555555"}
	must(t, s.SaveBank(t.Context(), owner, bank))
	must(t, s.SaveEmailTemplate(t.Context(), owner, store.EmailTemplate{Kind: "receipt", Language: "en",
		EmailWords: store.EmailWords{Subject: "{receipt}", Body: "Thank you, {name}.", Button: "View Invoice"}}, store.EmailWords{Button: "View Invoice"}))
	terms := *s.Studio()
	terms.Terms.Source = "Work begins once the deposit is paid."
	must(t, s.SaveDocuments(t.Context(), owner, terms))
}

// keepApart begins the numbers of each kind elsewhere, so that no thing can be
// taken for one of another kind.
func keepApart(t testing.TB, s *store.Store) {
	t.Helper()
	Exec(t, s, `INSERT INTO client (id, name, created_at, updated_at, archived_at) VALUES (1000, 'Earlier', 0, 0, 0);
		INSERT INTO contact (id, client_id, name, email, created_at, updated_at, archived_at) VALUES (2000, 1000, 'Earlier', 'earlier@example.com', 0, 0, 0);
		INSERT INTO project (id, number, client_id, name, status, created_at, updated_at) VALUES (3000, 1, 1000, 'Earlier', 'archived', 0, 0);
		INSERT INTO series (kind, year, last) VALUES ('project', 0, 1);
		INSERT INTO quote (id, project_id, currency, content, created_at, updated_at) VALUES (4000, 3000, 'GBP', '{}', 0, 0);
		INSERT INTO invoice (id, project_id, currency, total, content, created_at, updated_at) VALUES (5000, 3000, 'GBP', 1, '{}', 0, 0);
		INSERT INTO payment (id, invoice_id, attempt, method, state, amount, currency, started_at) VALUES (6000, 5000, 'earlier', 'cash', 'cancelled', 1, 'GBP', 0);
		INSERT INTO credit_note (id, invoice_id, number, currency, total, content, content_hash, issued_on, issued_at) VALUES (16000, 5000, 'CN-0', 'GBP', 1, '{}', '', '2026-01-01', 0);
		INSERT INTO sqlite_sequence (name, seq) VALUES ('file', 7000), ('content', 26000), ('photo', 29000);
		INSERT INTO folder (id, project_id, name, created_at) VALUES (24000, 3000, 'Earlier', 0);
		INSERT INTO file_request (id, project_id, title, staff_id, created_at) SELECT 25000, 3000, 'Earlier', min(id), 0 FROM staff;
		INSERT INTO share (id, project_id, staff_id, created_at) SELECT 27000, 3000, min(id), 0 FROM staff;
		INSERT INTO gallery (id, project_id, name, position, visible, created_at) VALUES (28000, 3000, 'Earlier', 1, 0, 0);
		INSERT INTO selection (id, gallery_id, contact_id, sent_at) VALUES (30000, 28000, 2000, 0);
		INSERT INTO contract (id, project_id, created_at, updated_at) VALUES (12000, 3000, 0, 0);
		INSERT INTO contract_template (id, name, body, created_at, updated_at) VALUES (13000, 'Earlier', 'x', 0, 0);
		INSERT INTO questionnaire (id, project_id, created_at, updated_at) VALUES (22000, 3000, 0, 0);
		INSERT INTO questionnaire_template (id, title, created_at, updated_at) VALUES (23000, 'Earlier', 0, 0);
		INSERT INTO item (id, title, price, currency, category, rate, created_at, updated_at) VALUES (14000, 'Earlier', 0, 'GBP', 'S', 20000, 0, 0);
		INSERT INTO quote_template (id, name, kind, content, created_at, updated_at) VALUES (15000, 'Earlier', 'quote', '{}', 0, 0);
		INSERT INTO font (id, name, file, characters, sha256, at) VALUES (19000, 'Earlier.ttf', x'00', 1, 'earlier', 0);
		INSERT INTO recurring (id, project_id, state, title, currency, total, content, every, unit, day, from_on, sends, due_days, created_at, updated_at)
			VALUES (20000, 3000, 'ended', 'Earlier', 'GBP', 0, '{}', 1, 'year', 1, '2020-01-01', 0, 0, 0, 0);
		INSERT INTO recurring_period (id, recurring_id, period_on, state, taken_at) VALUES (21000, 20000, '2020-01-01', 'left out', 0);
		UPDATE tax_rate SET id = id + 8000; UPDATE reminder_step SET id = id + 11000; UPDATE session SET id = id + 9000;
		INSERT INTO outbox (id, kind, contact_id, to_email, to_name, lang, message_id, state, next_at, created_at)
			VALUES (10000, 'quote', 2000, 'earlier@example.com', 'Earlier', 'en-GB', 'earlier', 'sent', 0, 0)`)
}

// people come in by their front doors.
func (v *Street) people(t testing.TB) {
	t.Helper()
	ctx := t.Context()
	var err error
	v.Wen, err = v.AddContact(ctx, v.Owner, v.Client.ID, store.ContactDetails{Name: "Wen Li", Email: "wen@example.com"})
	must(t, err)
	must(t, v.EditProject(ctx, v.Owner, v.Project.ID, store.ProjectDetails{Name: v.Project.Name, Status: "active", Location: v.Project.Location,
		Contacts: []int64{v.Priya.ID, v.Wen.ID}, Staff: []int64{v.Owner.ID}}))
	v.Member, err = v.AddColleague(ctx, v.Owner, store.Colleague{Name: "Sam Reed", Email: "sam@alderandrowe.example", Password: Password, Role: "member"})
	must(t, err)
	v.Left, err = v.AddColleague(ctx, v.Owner, store.Colleague{Name: "Lee Marsh", Email: "lee@alderandrowe.example", Password: Password, Role: "owner"})
	must(t, err)
	must(t, v.SavePhoto(ctx, v.Owner, portrait(t)))
	hash, err := v.Store.Photo(ctx, v.Owner)
	must(t, err)
	v.add(Thing{Kind: "portrait", Key: fmt.Sprintf("%x", sha256.Sum256(hash)), What: "photo of hannah", SeenBy: []string{"priya", "wen"}})
	for _, who := range [][3]string{{"hannah", OwnerEmail, OwnerPassword}, {"sam", v.Member.Email, Password}, {"lee", v.Left.Email, Password}} {
		name := who[0]
		v.Sessions[name], err = v.SignIn(ctx, who[1], who[2], store.Visit{})
		must(t, err)
		session, err := v.SessionByToken(ctx, v.Sessions[name])
		must(t, err)
		v.add(Thing{Kind: "session", Key: fmt.Sprint(session.ID), What: "session of " + name, SeenBy: []string{name}})
	}
	names := []string{"priya", "wen", "tom", "ada", "una"}
	for i, c := range []store.Contact{v.Priya, v.Wen, v.Tom, v.Next.Priya, v.Away.Priya} {
		name, token := names[i], v.signInLink(t, c)
		v.Sessions[name], _, err = v.EnterByLink(ctx, token, store.Visit{})
		must(t, err)
		session, err := v.SessionByToken(ctx, v.Sessions[name])
		must(t, err)
		v.add(Thing{Kind: "session", Key: fmt.Sprint(session.ID), What: "session of " + name, SeenBy: []string{name}})
		v.add(Thing{Kind: "contact's pass", Key: token, What: "used sign-in of " + name, Ended: true})
	}
	Exec(t, v.Store, "UPDATE staff SET disabled_at = 1 WHERE id = ?", v.Left.ID)
}

// portrait is a picture of one colour.
func portrait(t testing.TB) []byte {
	t.Helper()
	var picture bytes.Buffer
	must(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 40))))
	return picture.Bytes()
}

// signInLink asks for a sign-in mail and takes the link out of it.
func (v *Street) signInLink(t testing.TB, c store.Contact) (token string) {
	t.Helper()
	must(t, v.AskSignIn(t.Context(), c.Email, "", store.Visit{}))
	mail := Count(t, v.Store, "SELECT max(id) FROM outbox WHERE kind = 'sign-in' AND contact_id = ?", c.ID)
	token, _, err := v.MintSignIn(t.Context(), mail)
	must(t, err)
	return token
}

// papers are quotes, invoices, payments and files in each of their states.
func (v *Street) papers(t testing.TB) {
	t.Helper()
	for i, j := range []*Job{v.Job, v.Next, v.Away} {
		on := [][]string{{"priya", "wen"}, {"ada"}, {"una"}}[i]
		name := on[0]
		v.add(Thing{Kind: "client", Key: fmt.Sprint(j.Client.ID), What: "client of " + name, SeenBy: on})
		v.add(Thing{Kind: "contact", Key: fmt.Sprint(j.Priya.ID), What: "contact " + name, SeenBy: on, Parent: fmt.Sprint(j.Client.ID)})
		v.add(Thing{Kind: "contact", Key: fmt.Sprint(j.Tom.ID), What: "colleague of " + name, Parent: fmt.Sprint(j.Client.ID)})
		v.add(Thing{Kind: "project", Key: fmt.Sprint(j.Project.ID), What: "project of " + name, SeenBy: on})
		v.quotes(t, j, name)
		v.invoices(t, j, name)
		v.files(t, j, on)
		v.galleries(t, j, on)
		v.contracts(t, j, name)
		v.questionnaires(t, j, name)
		v.recurring(t, j, name)
	}
	v.waiting(t)
	hidden, err := v.AddProject(t.Context(), v.Owner, v.Client.ID, store.ProjectDetails{Name: "Old shed", Status: "active", Contacts: []int64{v.Priya.ID}})
	must(t, err)
	must(t, v.SetProjectStatus(t.Context(), v.Owner, hidden.ID, "archived"))
	v.add(Thing{Kind: "project", Key: fmt.Sprint(hidden.ID), What: "archived project of priya"})
	template, err := v.KeepContractTemplate(t.Context(), v.Owner, store.ContractTemplate{Name: "Photographs", Body: "About {project}."})
	must(t, err)
	v.add(Thing{Kind: "contract template", Key: fmt.Sprint(template.ID), What: "contract template"})
	sheet, err := v.AddQuestionnaireTemplate(t.Context(), v.Owner, Sheet())
	must(t, err)
	v.add(Thing{Kind: "questionnaire template", Key: fmt.Sprint(sheet.ID), What: "questionnaire template"})
	v.patterns(t)
	must(t, v.AddFont(t.Context(), v.Owner, "Signs.ttf", []byte("no font at all"), 1))
	fonts, err := v.Fonts(t.Context())
	must(t, err)
	v.add(Thing{Kind: "font", Key: fmt.Sprint(fonts[1].ID), What: "font"})
	rates, err := v.TaxRates(t.Context())
	must(t, err)
	for _, rate := range rates {
		v.add(Thing{Kind: "tax rate", Key: fmt.Sprint(rate.ID), What: "tax rate " + rate.Name})
	}
	for _, kind := range []string{"quote", "receipt", "studio-paid"} {
		v.add(Thing{Kind: "email template", Key: kind, What: "words of " + kind + " emails"})
	}
	steps, err := v.ReminderSteps(t.Context())
	must(t, err)
	for _, step := range steps {
		v.add(Thing{Kind: "reminder step", Key: fmt.Sprint(step.ID), What: fmt.Sprintf("reminder after %d days", step.Days)})
	}
}

// patterns are what a new document can begin with.
func (v *Street) patterns(t testing.TB) {
	t.Helper()
	item, err := v.SaveItem(t.Context(), v.Owner, store.Item{Title: "Oak, a plank", Price: 40 * money.One, Currency: "GBP", Category: money.Standard, Rate: 20_000})
	must(t, err)
	v.add(Thing{Kind: "item", Key: fmt.Sprint(item.ID), What: "item of the price list"})
	template, err := v.SaveTemplate(t.Context(), v.Owner, v.Draft(t).ID, store.TemplateWords{Name: "Window seats"}, false)
	must(t, err)
	v.add(Thing{Kind: "template", Key: fmt.Sprint(template.ID), What: "template of a quote"})
}

func (v *Street) quotes(t testing.TB, j *Job, name string) {
	t.Helper()
	add := func(q store.Quote, what string, seenBy ...string) {
		v.add(Thing{Kind: "quote", Key: fmt.Sprint(q.ID), What: what + " quote of " + name, SeenBy: seenBy})
	}
	addressed := func(q store.Quote) store.Quote {
		q, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, j.Priya.ID, q.Content)
		must(t, err)
		q, err = j.SendQuote(t.Context(), j.Owner, q.ID, j.Letter())
		must(t, err)
		return q
	}
	add(j.Draft(t), "draft")
	sent := addressed(j.Draft(t))
	add(sent, "sent", name)
	v.links(t, j, name, "quote", sent.ID)
	declined, err := j.Portal(t, j.Priya).DeclineQuote(t.Context(), addressed(j.Draft(t)).ID, "Too dear", store.Visit{})
	must(t, err)
	add(declined, "declined", name)
	v.expired(t, j, name, declined.ID)
	old := addressed(j.Draft(t))
	revision, err := j.ReviseQuote(t.Context(), j.Owner, old.ID)
	must(t, err)
	add(addressed(revision), "revised", name)
	add(old, "superseded", name)
}

// recurring is a retainer that missed a period long ago and made another since.
func (v *Street) recurring(t testing.TB, j *Job, name string) {
	t.Helper()
	draft, err := j.NewInvoice(t.Context(), j.Owner, j.Project.ID)
	must(t, err)
	c := draft.Content
	c.Title, c.Sections = "Care of the seat", []store.Section{{ID: "s1", Lines: []store.Line{Line("l1", "Oil for the window seat", 90)}}}
	draft, err = j.SaveInvoice(t.Context(), j.Owner, draft.ID, draft.Edits, j.Priya.ID, c)
	must(t, err)
	v.add(Thing{Kind: "invoice", Key: fmt.Sprint(draft.ID), What: "draft invoice of " + name})
	r, err := j.AddRecurring(t.Context(), j.Owner, j.Project.ID, store.RecurringTerms{InvoiceID: draft.ID, Title: "Care, {month}", ContactID: j.Priya.ID,
		Rhythm: store.Rhythm{Every: 2, Unit: "month", Day: 31, From: v.Today()}})
	must(t, err)
	v.add(Thing{Kind: "recurring", Key: fmt.Sprint(r.ID), What: "retainer of " + name})
	Exec(t, j.Store, `UPDATE recurring SET from_on = '2026-08-31', next_on = '2026-08-31' WHERE id = ?`, r.ID)
	must(t, j.MakeRecurring(t.Context(), func(string, store.Date) (string, string) { return "a month", "a day" }))
	periods, err := j.RecurringPeriods(t.Context(), r.ID)
	must(t, err)
	for _, period := range periods {
		v.add(Thing{Kind: "period", Key: fmt.Sprint(period.ID), What: string(period.On) + " of the retainer of " + name, Parent: fmt.Sprint(r.ID)})
		if period.Invoice.ID != 0 {
			v.add(Thing{Kind: "invoice", Key: fmt.Sprint(period.Invoice.ID), What: "retainer's invoice of " + name})
		}
	}
}

// expired is a link to a quote that was declined long ago.
func (v *Street) expired(t testing.TB, j *Job, name string, quote int64) {
	t.Helper()
	v.add(Thing{Kind: "link to quote", Key: j.Link(t, "quote", quote), What: "expired link of " + name, Parent: fmt.Sprint(quote), Ended: true})
	Exec(t, j.Store, "UPDATE link SET created_at = 1 WHERE quote_id = ?", quote)
	Exec(t, j.Store, "UPDATE quote SET decided_at = 1 WHERE id = ?", quote)
}

func (v *Street) invoices(t testing.TB, j *Job, name string) {
	t.Helper()
	v.add(Thing{Kind: "invoice", Key: fmt.Sprint(j.DraftInvoice(t).ID), What: "draft invoice of " + name})
	p := j.Portal(t, j.Priya)
	var issued []int64
	for _, what := range []string{"open", "partly paid"} {
		q := j.Draft(t)
		q, err := j.SaveQuote(t.Context(), j.Owner, q.ID, q.Edits, j.Priya.ID, q.Content)
		must(t, err)
		q, err = j.SendQuote(t.Context(), j.Owner, q.ID, j.Letter())
		must(t, err)
		signed, err := p.AcceptQuote(t.Context(), q.ID, Signing(t, q))
		must(t, err)
		_, err = j.KeepSignedCopy(t.Context(), Count(t, j.Store, "SELECT id FROM signature WHERE quote_id = ?", q.ID), PDF("Accepted"), "Sealed")
		must(t, err)
		v.add(Thing{Kind: "quote", Key: fmt.Sprint(q.ID), What: "accepted quote of " + name, SeenBy: []string{name}})
		i, err := j.Invoice(t.Context(), signed.InvoiceID)
		must(t, err)
		v.add(Thing{Kind: "invoice", Key: fmt.Sprint(i.ID), What: what + " invoice of " + name, SeenBy: []string{name}})
		v.links(t, j, name, "invoice", i.ID)
		issued = append(issued, i.ID)
		attempt := fmt.Sprintf("attempt of the %s invoice of %s", what, name)
		card, err := p.StartCard(t.Context(), i.ID, store.PayNext, attempt)
		must(t, err)
		checkout := fmt.Sprintf("cs_test_%d", i.ID)
		must(t, p.KeepCheckout(t.Context(), card.ID, checkout, "https://checkout.stripe.com/c/pay/"+checkout, j.Now().Add(time.Hour)))
		v.payment(card.ID, i.ID, "card payment of "+name, name)
		if what == "partly paid" {
			_, err = j.TakeEvent(t.Context(), "evt_"+checkout, "checkout.session.completed", checkout)
			must(t, err)
			_, err = j.Settle(t.Context(), store.Outcome{CheckoutID: checkout, ProviderID: "pi_" + checkout, State: "paid", Amount: card.Amount, Currency: "GBP", Label: "Visa"})
			must(t, err)
			must(t, j.RecordRefund(t.Context(), j.Owner, card.ID, store.HandRefund{RefundWish: store.RefundWish{Amount: 1000, Attempt: attempt}, RefundedOn: j.Today()}))
			refund := Count(t, j.Store, "SELECT max(id) FROM refund")
			v.add(Thing{Kind: "refund", Key: fmt.Sprint(refund), What: "refund of " + name, Parent: fmt.Sprint(i.ID)})
			note, err := j.CreditInvoice(t.Context(), j.Owner, i.ID, store.Crediting{Amount: 1000, Reason: "The seat came late"})
			must(t, err)
			v.add(Thing{Kind: "note", Key: fmt.Sprint(note.ID), What: "credit note of " + name, SeenBy: []string{name}, Parent: fmt.Sprint(i.ID)})
			must(t, j.SettleDispute(t.Context(), store.DisputeOutcome{DisputeID: "du_" + checkout, Intent: "pi_" + checkout, State: "open", Amount: 2000,
				Currency: "GBP", Reason: "fraudulent", Due: j.Now().Add(14 * 24 * time.Hour), Opened: j.Now()}))
			continue
		}
		must(t, j.RemindInvoice(t.Context(), j.Owner, i.ID, j.Letter()))
		told, err := p.AnnounceTransfer(t.Context(), i.ID, store.PayAll, attempt)
		must(t, err)
		v.payment(told.ID, i.ID, "announced transfer of "+name, name)
	}
	must(t, j.DropTransfer(t.Context(), j.Owner, Count(t, j.Store, "SELECT max(id) FROM payment WHERE invoice_id = ? AND state = 'announced'", issued[0])))
	var sum int64
	for _, id := range issued {
		i, err := j.Invoice(t.Context(), id)
		must(t, err)
		sum += i.Left()
	}
	parts, err := p.AnnounceTransfers(t.Context(), issued, store.PayAll, sum, "attempt of one transfer of "+name)
	must(t, err)
	v.payment(parts[0].ID, issued[0], "joint transfer of "+name, name)
}

func (v *Street) payment(id, invoice int64, what, name string) {
	v.add(Thing{Kind: "payment", Key: fmt.Sprint(id), What: what, SeenBy: []string{name}, Parent: fmt.Sprint(invoice)})
}

// contracts are to be signed by the first contact of a project alone.
func (v *Street) contracts(t testing.TB, j *Job, name string) {
	t.Helper()
	add := func(c store.Contract, what string, seenBy ...string) {
		v.add(Thing{Kind: "contract", Key: fmt.Sprint(c.ID), What: what + " contract of " + name, SeenBy: seenBy})
	}
	p := j.Portal(t, j.Priya)
	add(j.ContractDraft(t), "draft")
	sent := j.SentContract(t)
	add(sent, "sent", name)
	v.links(t, j, name, "contract", sent.ID)
	signed := j.CompleteContract(t)
	_, err := j.KeepSignedCopy(t.Context(), Count(t, j.Store, "SELECT max(signature.id) FROM signature JOIN signer ON signer.id = signer_id WHERE contract_id = ?",
		signed.ID), PDF("Accepted"), "Sealed")
	must(t, err)
	add(signed, "signed", name)
	add(j.SignNext(t, j.SentContract(t)), "partly signed", name)
	declined, err := p.DeclineContract(t.Context(), j.SentContract(t).ID, "Not the street", store.Visit{})
	must(t, err)
	add(declined, "declined", name)
	withdrawn := j.SentContract(t)
	must(t, j.WithdrawContract(t.Context(), j.Owner, withdrawn.ID, "A slip"))
	add(withdrawn, "withdrawn", name)
	old := j.SentContract(t)
	revision, err := j.ReviseContract(t.Context(), j.Owner, old.ID)
	must(t, err)
	newer, err := j.SendContract(t.Context(), j.Owner, revision.ID, ContractLetter(), Day)
	must(t, err)
	add(newer, "revised", name)
	add(old, "superseded", name)
}

// questionnaires are for the first contact of a project.
func (v *Street) questionnaires(t testing.TB, j *Job, name string) {
	t.Helper()
	add := func(q store.Questionnaire, what string, seenBy ...string) {
		v.add(Thing{Kind: "questionnaire", Key: fmt.Sprint(q.ID), What: what + " questionnaire of " + name, SeenBy: seenBy})
	}
	file := func(q store.Questionnaire) {
		v.add(Thing{Kind: "attachment", Key: fmt.Sprint(j.AnswerFile(t, q.ID)), What: "answer of " + name, SeenBy: []string{name}, Parent: fmt.Sprint(q.ID)})
	}
	add(j.QuestionnaireDraft(t), "draft")
	sent := j.SentQuestionnaire(t)
	file(sent)
	add(sent, "sent", name)
	v.links(t, j, name, "questionnaire", sent.ID)
	add(j.SubmittedQuestionnaire(t), "submitted", name) // its files would be the project's
	again := j.SentQuestionnaire(t)
	file(again)
	add(again, "another", name)
	add(j.ReopenedQuestionnaire(t), "reopened", name)
	withdrawn := j.SentQuestionnaire(t)
	must(t, j.WithdrawQuestionnaire(t.Context(), j.Owner, withdrawn.ID))
	add(withdrawn, "withdrawn", name)
	archived := j.SentQuestionnaire(t)
	must(t, j.ArchiveQuestionnaire(t.Context(), j.Owner, archived.ID, true))
	add(archived, "archived")
}

// links are one that opens a document and one that does no longer.
func (v *Street) links(t testing.TB, j *Job, name, kind string, id int64) {
	t.Helper()
	revoked := j.Link(t, kind, id)
	must(t, j.RevokeLinks(t.Context(), j.Owner, store.Object{Kind: kind, ID: id}))
	v.add(Thing{Kind: "link to " + kind, Key: revoked, What: "revoked link of " + name, Parent: fmt.Sprint(id), Ended: true})
	v.add(Thing{Kind: "link to " + kind, Key: j.Link(t, kind, id), What: "link of " + name, SeenBy: []string{name}, Parent: fmt.Sprint(id)})
}

// tokens are the other secrets that stand in addresses. Finch's portal is
// switched off, and its links end with it.
func (v *Street) tokens(t testing.TB) {
	t.Helper()
	ctx := t.Context()
	v.add(Thing{Kind: "contact's pass", Key: v.signInLink(t, v.Priya), What: "sign-in of priya", SeenBy: []string{"priya"}})
	v.add(Thing{Kind: "contact's pass", Key: v.signInLink(t, v.Away.Priya), What: "sign-in of una", Ended: true})
	v.choosing(t)
	must(t, v.SetPortal(ctx, v.Owner, v.Away.Client.ID, false))
	for i, thing := range v.Things {
		if strings.HasPrefix(thing.Kind, "link to ") && thing.SeenBy != nil && thing.SeenBy[0] == "una" {
			v.Things[i].Ended = true
		}
	}
	entry, err := v.MintEntry(ctx, v.Member.ID)
	must(t, err)
	v.add(Thing{Kind: "studio's pass", Key: entry, What: "sign-in link of sam", SeenBy: []string{"sam"}})
	must(t, v.AskReset(ctx, OwnerEmail, store.Visit{}))
	reset, err := v.ResetByEmail(ctx, OwnerEmail)
	must(t, err)
	v.add(Thing{Kind: "reset", Key: reset, What: "reset of hannah", SeenBy: []string{"hannah"}})
	sum := sha256.Sum256([]byte("late"))
	Exec(t, v.Store, "INSERT INTO pass (purpose, token_hash, created_at, expires_at) VALUES ('setup', ?, 0, ?)", sum[:], v.Now().Add(time.Hour).UnixMilli())
	v.add(Thing{Kind: "setup", Key: "late", What: "setup of a studio that is set up", Ended: true})
}

// choosing are links to a password: of each kind one that works, one that another
// has ended or that was used, and one of a portal that is about to close.
func (v *Street) choosing(t testing.TB) {
	t.Helper()
	v.add(Thing{Kind: "invitation", Key: v.Invited(t, v.Wen), What: "earlier invitation of wen", Ended: true})
	v.add(Thing{Kind: "invitation", Key: v.Invited(t, v.Wen), What: "invitation of wen", SeenBy: []string{"wen"}})
	v.add(Thing{Kind: "invitation", Key: v.Away.Invited(t, v.Away.Priya), What: "invitation of una", Ended: true})
	v.add(Thing{Kind: "portal reset", Key: v.Forgot(t, v.Next.Priya), What: "new password of ada", SeenBy: []string{"ada"}})
	v.add(Thing{Kind: "portal reset", Key: v.Forgot(t, v.Away.Priya), What: "new password of una", Ended: true})
}

func (v *Street) add(thing Thing) { v.Things = append(v.Things, thing) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
