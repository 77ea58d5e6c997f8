package browser_test

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"anteroom/store"
	"anteroom/store/storetest"
)

// The owner drops a file on a project; the client downloads the very same.
func TestAFileIsDroppedSharedAndDownloaded(t *testing.T) {
	h := build(t, "")
	var project string
	h.furnish(t, func(j *storetest.Job) { project = path("/studio/projects/", j.Project.ID) })
	h.start()
	plan := make([]byte, 3<<20+11)
	if _, err := rand.Read(plan); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "Floor plan.pdf")
	if err := os.WriteFile(file, append([]byte("%PDF-1.7\n"), plan...), 0o600); err != nil {
		t.Fatal(err)
	}
	owner := h.owner(t)
	owner.signsIn()
	owner.open(project)
	owner.do(watchProgress)
	owner.drop(".dropzone", file)
	owner.sees("Floor plan.pdf", "3 MB")
	if owner.reads("window.progress.some((part) => part > 0)") != "true" {
		t.Errorf("the upload showed no progress: %s", owner.reads("JSON.stringify(window.progress)"))
	}
	owner.looks("project-files")
	if owner.reads("document.querySelector('[name=visible]').checked") != "false" {
		t.Error("a file is visible before anybody said so")
	}
	owner.press("Floor plan.pdf")
	owner.looks("file-owner")
	owner.press("Share")
	owner.sees("What they will see", "Preview of the email")
	owner.tick("Priya Raman")
	owner.looks("file-sharing")
	owner.press("Share file")
	owner.sees("Visible in Portal")

	client := h.client(t)
	client.open(h.link(clientEmail, "shared a file"))
	client.sees("Floor plan.pdf")
	client.looks("file")
	client.press("Download")
	if got := client.download(".pdf"); !bytes.Equal(got, append([]byte("%PDF-1.7\n"), plan...)) {
		t.Errorf("%d bytes were downloaded, of %d", len(got), len(plan)+9)
	}
	owner.open(owner.at())
	owner.sees("Downloaded once")
}

// The link of a sign-in email waits for one press; its code is the second way.
func TestSigningInByLinkAndByCode(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { j.Sent(t) })
	h.start()
	client := h.client(t)
	client.open("/portal")
	client.sees("Your projects, all in one place")
	client.looks("sign-in")
	client.asksIn()
	client.looks("sign-in-sent")
	link := h.link(clientEmail, "Your way in")
	client.open(link)
	client.sees("Welcome back", "One press, and you are in.")
	client.looks("sign-in-confirm")
	client.press("Sign in")
	client.arrives("/portal")
	client.sees("Kitchen and garden room", "Proposals", "Window seat")
	client.looks("overview")
	client.press("Account")
	client.sees("Contact details")
	client.press("Sign out")
	client.sees("You are signed out")
	client.watch.forgive("410 for", "status of 410")
	client.open(link)
	client.sees("This link has ended")
	client.looks("link-ended")

	client.open("/portal/sign-in")
	client.asksIn()
	code := regexp.MustCompile(`\b\d{4} ?\d{4}\b`).FindString(h.letter(clientEmail, "Your way in").Text)
	client.fill("Or type the code from that email", code)
	client.press("Sign in")
	client.sees("Kitchen and garden room", "Proposals")
	h.sober(link)
}

// entersByMail signs a client in by the link of an email.
func (p *person) entersByMail() {
	p.t.Helper()
	p.open("/portal")
	p.asksIn()
	mails := p.h.mail.Messages()
	p.open(mails[len(mails)-1].Link(p.h.url + "/"))
	p.press("Sign in")
	p.arrives("/portal")
}

// asksIn asks for a sign-in email, and waits until it is there.
func (p *person) asksIn() {
	p.t.Helper()
	before := len(p.h.mail.Messages())
	p.fill("Email address", clientEmail)
	p.press("Send Magic Link")
	p.sees("Look in your email")
	p.until(func() (string, error) {
		if all := p.h.mail.Messages(); len(all) <= before || !strings.Contains(all[len(all)-1].Subject, "Your way in") {
			return "no sign-in email came", nil
		}
		return "", nil
	})
}

func TestDecliningWithAReason(t *testing.T) {
	for name, traits := range map[string][]trait{"with script": nil, "without": {withoutScript}} {
		t.Run(name, func(t *testing.T) {
			h := build(t, "")
			h.furnish(t, func(j *storetest.Job) { j.Sent(t) })
			h.start()
			client := h.client(t, traits...)
			client.open(h.link(clientEmail, "Your quote"))
			client.press("Decline")
			client.sees("Decline this quote?")
			client.fill("Would you tell us why?", "We have found a bench that we like.")
			client.looks("quote-declining")
			client.press("Decline")
			client.sees("Declined on", "We have found a bench that we like.")
			client.missing("Sign to accept")
			client.looks("quote-declined")
			if m := h.letter(ownerEmail, "declined"); !strings.Contains(m.Text, "We have found a bench that we like.") {
				t.Errorf("the owner reads:\n%s", m.Text)
			}
		})
	}
}

// A phone that is turned while one signs loses no stroke.
func TestTurningThePhoneWhileDrawing(t *testing.T) {
	h := build(t, "")
	h.furnish(t, func(j *storetest.Job) { j.Sent(t) })
	h.start()
	client := h.client(t)
	client.open(h.link(clientEmail, "Your quote"))
	client.press("Sign to accept")
	pad := ".sign-pad canvas"
	client.draw(pad, [2]float64{0.1, 0.6}, [2]float64{0.3, 0.2}, [2]float64{0.5, 0.7})
	client.screen(844, 390)
	client.settle()
	client.draw(pad, [2]float64{0.6, 0.3}, [2]float64{0.8, 0.6}, [2]float64{0.9, 0.3})
	client.looks("quote-signing-turned")
	client.screen(390, 844)
	client.settle()
	client.screen(360, 640)
	client.settle()
	if n := client.reads("JSON.parse(document.querySelector('[name=strokes]').value).length"); n != "2" {
		t.Errorf("two strokes were drawn, %s are left", n)
	}
	client.tick("I accept this quote")
	client.press("Sign to accept")
	client.sees("Thank you for accepting!")
	client.press("View the signed quote")
	client.sees("Accepted and signed by Priya Raman")
	if drawn := client.reads("document.querySelector('.signature path').getAttribute('d').split('M').length - 1"); drawn != "2" {
		t.Errorf("the signature has %s strokes", drawn)
	}
}

// Whoever uses no mouse writes and sends a quote, signs one, and pays.
func TestByKeyboardAlone(t *testing.T) {
	h := build(t, "")
	var draft string
	h.furnish(t, func(j *storetest.Job) {
		draft = path("/studio/quotes/", j.Draft(t, func(c *store.Content) { c.Title = "Bench" }).ID)
	})
	h.start()
	owner := h.owner(t)
	owner.signsIn()
	owner.open(draft)
	owner.tabTo("Title")
	owner.key("a", input.ModifierCtrl)
	owner.types("A bench for the hall")
	owner.tabTo("Add a line")
	owner.key(kb.Enter)
	owner.settle()
	if at := owner.has(); at.Name != "Description" {
		t.Errorf("a line was added, and the keyboard is at %s %q", at.Tag, at.Name)
	}
	owner.types("Cushion")
	owner.tabTo("Price, £")
	owner.types("120")
	owner.sees("£2,364.00")
	owner.key(kb.Home, input.ModifierCtrl)
	owner.tabTo("Send quote")
	owner.key(kb.Enter)
	owner.sees("What Priya will see")
	owner.tabTo("Send quote")
	owner.key(kb.Enter)
	owner.arrives("/studio/quotes/")
	owner.sees("A bench for the hall", "£2,364.00", "Sent")

	client := newPerson(t, h, "client")
	client.open(h.link(clientEmail, "Your quote"))
	client.tabTo("Photographs")
	client.key(" ")
	client.sees("£2,820.00")
	client.tabTo("Sign to accept")
	client.key(kb.Enter)
	client.sees("Sign your quote")
	client.tabTo("Draw")
	client.key(kb.ArrowRight)
	client.tabTo("Your full name")
	client.key("a", input.ModifierCtrl)
	client.types("Priya Raman")
	client.tabTo("I accept this quote.")
	client.key(" ")
	client.tabTo("Sign to accept")
	client.key(kb.Enter)
	client.sees("Thank you for accepting!")
	client.tabTo("View the signed quote")
	client.key(kb.Enter)
	client.sees("Accepted and signed by Priya Raman")

	client.open(h.link(clientEmail, "Invoice "))
	client.tabTo("Make a payment")
	client.key(kb.Enter)
	client.sees("How much?")
	client.tabTo("Deposit")
	client.key(kb.ArrowDown)
	client.tabTo("Pay Now")
	client.key(kb.Enter)
	client.arrives("/")
	client.tabTo("Pay £2,820.00 in practice")
	client.key(kb.Enter)
	client.sees("Thank you, your payment has arrived", "£2,820.00")
}

// watchProgress notes how far each upload is said to be.
var watchProgress = chromedp.Evaluate(`window.progress = [];
	new MutationObserver(() => { for (const bar of document.querySelectorAll('.upload progress')) window.progress.push(bar.value / bar.max); })
		.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['value'] }); 0`, nil)
