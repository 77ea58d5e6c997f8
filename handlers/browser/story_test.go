package browser_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	studioName    = "Alder & Rowe"
	ownerEmail    = "hannah@alderandrowe.example"
	ownerPassword = "a lamp in the hall"
	clientEmail   = "priya@example.com"
)

// From the first start of the program to a paid invoice, on a phone, as a new
// studio and its first client live it.
func TestFromTheFirstStartToAPaidInvoice(t *testing.T) {
	h := build(t, "")
	h.start()
	liveThrough(t, h, h.owner(t), h.client(t))
	h.stop()
	h.check()
}

// The same where no script runs, neither the owner's nor the client's.
func TestTheWholeStoryWithoutScript(t *testing.T) {
	h := build(t, "")
	h.start()
	liveThrough(t, h, h.owner(t, withoutScript), h.client(t, withoutScript))
	h.stop()
	h.check()
}

func liveThrough(t *testing.T, h *house, owner, client *person) {
	owner.setsUp()
	owner.givesBank()
	project := owner.findsWork()
	quote := owner.writesQuote()

	link := h.link(clientEmail, "Your quote from "+studioName)
	client.signs(owner, link, quote)
	client.keepsCopy()
	if got := h.letter(clientEmail, "Signed: ").Attachments; len(got) != 1 || !bytes.HasPrefix(got[0].Data, []byte("%PDF-")) {
		t.Errorf("the signed copy comes with %d attachments", len(got))
	}

	invoice := h.link(clientEmail, "Invoice ")
	client.paysByCard(invoice)
	h.letter(clientEmail, "Receipt ")
	owner.open(project)
	owner.sees("£946.80")
	owner.looks("project")

	client.transfers(invoice)
	h.letter(ownerEmail, "sent a transfer")
	owner.confirms(project)
	owner.retains()
	h.letter(clientEmail, "Receipt ")
	client.open(invoice)
	client.sees("Paid in full")
	client.looks("invoice-paid")
	h.sober(link, invoice)
}

// setsUp opens the printed link and goes through the three steps.
func (p *person) setsUp() {
	p.t.Helper()
	p.open(p.h.setup)
	p.sees("Step 1 of 3")
	p.looks("setup")
	p.fill("Studio name", studioName)
	p.choose("Country", "United Kingdom")
	if !p.scripts {
		p.press("Propose what is usual there")
	}
	p.sees("Proposed for the United Kingdom", "VAT at 20%")
	p.fill("Your name", "Hannah Rowe")
	p.fill("Email address", ownerEmail)
	p.fill("Password", ownerPassword)
	p.press("Continue")
	p.sees("Step 2 of 3")
	p.looks("setup-look")
	p.press("Skip for now")
	p.sees("Step 3 of 3", "The environment gives the server: "+p.h.mail.Host, "The environment gives the key of Stripe")
	p.looks("setup-outside")
	p.press("Finish")
	p.arrives("/studio")
	p.sees("Hannah", "Begin with a client")
	p.looks("dashboard-empty")
}

// givesBank lets clients pay by transfer.
func (p *person) givesBank() {
	p.t.Helper()
	p.press("Settings")
	p.looks("settings")
	p.press("Payments")
	p.tick("Clients may pay by transfer")
	p.fill("Account holder", studioName)
	p.fill("IBAN", "GB29 NWBK 6016 1331 9268 19")
	p.press("Save payments")
	p.sees("Saved")
	p.looks("settings-payments")
}

// findsWork adds a client with a contact, and a project; its path is returned.
func (p *person) findsWork() (project string) {
	p.t.Helper()
	p.press("Dashboard")
	p.press("Add client")
	p.looks("client-new")
	p.fill("Client", "Raman")
	p.fill("Contact", "Priya Raman")
	p.fill("Email address", clientEmail)
	p.fill("Billing address", "31 Larkfield Road\nBristol BS6 9QQ")
	p.press("Add client")
	p.sees("Priya Raman", clientEmail)
	p.looks("client")
	p.press("Begin the first one")
	p.fill("Project", "Kitchen and garden room")
	p.tick("Priya Raman")
	p.looks("project-new")
	p.press("Begin project")
	p.sees("Project #", "New quote")
	p.looks("project-empty")
	return p.at()
}

// writesQuote writes a quote of two lines and an optional one, with a deposit
// of 30 %, and sends it; its path is returned.
func (p *person) writesQuote() (quote string) {
	p.t.Helper()
	p.press("New quote")
	p.press("Write it")
	p.fill("Title", "Window seat")
	p.fill("A few words to start", "Dear Priya, here is the seat that we talked about.")
	p.fill("Terms of business", "Payment within **14 days**. The seat stays ours until it is paid.")
	p.writesLine(1, "Oak window seat", "1850", "£2,220.00")
	p.press("Add a line")
	p.writesLine(2, "Fitting", "400", "£2,700.00")
	p.press("Add a line")
	p.writesLine(3, "Photographs", "380", "")
	p.tickAt(3, "Optional")
	p.updates("£2,700.00", "With every optional line", "£3,156.00")
	p.sees("£810.00") // 30 % of it
	p.looks("quote-editor")
	p.press("Send quote")
	p.sees("What Priya will see", "Preview of the email")
	p.looks("quote-sending")
	p.press("Send quote")
	p.arrives("/studio/quotes/")
	p.sees("Sent", "Not yet", "£2,700.00")
	p.looks("quote-sent")
	return p.at()
}

// writesLine fills the nth line; the sums follow as it is typed.
func (p *person) writesLine(nth int, what, price, total string) {
	p.t.Helper()
	p.fillAt(nth, "Description", what)
	p.fillAt(nth, "Price, £", price)
	if total != "" {
		p.updates(total)
	}
}

// updates waits for sums; without script they come with Save.
func (p *person) updates(sums ...string) {
	p.t.Helper()
	if !p.scripts {
		p.press("Save")
	}
	p.sees(sums...)
}

// signs opens the emailed link on the phone, chooses the extra and signs: with
// a finger where script runs, by a typed name where none does.
func (p *person) signs(owner *person, link, quote string) {
	p.t.Helper()
	p.open(link)
	p.sees("Window seat", "Oak window seat", "£2,700.00", "Valid until")
	p.missing("Draft", "Accepted and signed")
	p.looks("quote")
	owner.open(quote)
	owner.sees("Not yet") // opening alone is what a scanner does too
	if p.scripts {
		p.touch(200, 300)
		p.settle()
		owner.open(quote)
		owner.missing("Not yet")
		owner.sees("Viewed")
	}
	p.tick("Photographs")
	if !p.scripts {
		p.press("Update the total")
	}
	p.sees("£3,156.00", "£946.80")
	p.press("Sign to accept")
	p.sees("Sign your quote", "£3,156.00")
	if p.scripts {
		p.draw(".sign-pad canvas", [2]float64{0.1, 0.6}, [2]float64{0.25, 0.2}, [2]float64{0.4, 0.7}, [2]float64{0.6, 0.3}, [2]float64{0.9, 0.5})
	} else {
		p.fill("Your full name", "Priya Raman")
	}
	p.tick("I accept this quote")
	p.looks("quote-signing")
	p.press("Sign to accept")
	p.sees("Thank you for accepting!")
	p.looks("quote-thanks")
	p.press("View the signed quote")
	p.sees("Accepted and signed by Priya Raman", time.Now().Format("2006"), "Certificate")
	p.looks("quote-signed")
}

// keepsCopy downloads the signed quote.
func (p *person) keepsCopy() {
	p.t.Helper()
	p.press("Download PDF")
	if pdf := p.download(".pdf"); !bytes.HasPrefix(pdf, []byte("%PDF-")) || len(pdf) < 5000 {
		p.fail("the PDF has %d bytes", len(pdf))
	}
}

// download waits for a file that ends so, and reads it.
func (p *person) download(suffix string) (content []byte) {
	p.t.Helper()
	p.until(func() (string, error) {
		entries, err := os.ReadDir(p.downloads)
		for _, entry := range entries {
			if strings.HasSuffix(entry.Name(), suffix) {
				content, err = os.ReadFile(filepath.Join(p.downloads, entry.Name()))
				return "", err
			}
		}
		return "nothing was downloaded that ends in " + suffix, err
	})
	return content
}

// paysByCard pays the deposit on the hosted page, and comes back to a
// confirmation.
func (p *person) paysByCard(invoice string) {
	p.t.Helper()
	p.open(invoice)
	p.sees("Bill to", "£946.80", "Payment schedule")
	p.looks("invoice")
	p.press("Make a payment")
	p.tick("Card")
	p.looks("payment-card")
	p.press("Pay Now")
	p.press("Pay £946.80 in practice")
	p.arrives("/d/")
	p.sees("Thank you, your payment has arrived", "£946.80")
	p.looks("payment-done")
	p.press("Back to the invoice")
	p.sees("Payment history", "Visa", "£2,209.20")
}

// transfers says that the rest was sent by bank transfer.
func (p *person) transfers(invoice string) {
	p.t.Helper()
	p.open(invoice)
	p.missing("NWBK")
	if p.reads("document.documentElement.outerHTML.includes('NWBK')") != "false" {
		p.t.Error("the bank details stand in the page before anybody asked for them")
	}
	p.press("Make a payment")
	p.tick("Bank transfer")
	p.sees("IBAN", "NWBK", "Reference")
	p.looks("payment-bank")
	p.press("I have sent the transfer")
	p.sees("£2,209.20")
	p.looks("payment-announced")
}

// confirms says that the transfer has arrived.
func (p *person) confirms(project string) {
	p.t.Helper()
	p.open(project)
	p.press("INV-")
	p.sees("Announced by the client")
	p.looks("invoice-announced")
	p.press("Confirm")
	p.sees("Paid", "£3,156.00")
	p.missing("Announced by the client")
	p.looks("invoice-owner")
}

// retains makes the invoice recurring, from the next month on.
func (p *person) retains() {
	p.t.Helper()
	p.press("Make it recurring")
	p.arrives("/studio/recurring/new")
	p.looks("recurring-new")
	p.press("Begin it")
	p.sees("It begins on", "Every month on the 1st", "£3,156.00")
	p.looks("recurring")
	p.press("Recurring invoices")
	p.sees("They come by themselves.", "Active")
	p.looks("recurrings")
}
