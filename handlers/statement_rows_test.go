package handlers_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/storetest"
)

var (
	tableRow  = regexp.MustCompile(`(?s)<tr>(.*?)</tr>`)
	tableCell = regexp.MustCompile(`(?s)<td[^>]*>(.*?)</td>`)
	tag       = regexp.MustCompile(`<[^>]*>`)
)

// accountRows are the amount and the balance of each line of an account, as plain
// numbers; of the first, the balance alone.
func accountRows(p *Page) (rows []string) {
	_, table, _ := strings.Cut(p.Body, "is-account")
	table, _, _ = strings.Cut(table, "</table>")
	_, table, _ = strings.Cut(table, "<tbody>")
	number := strings.NewReplacer("£", "", ",", "", "−", "-", "\u00a0", "", " ", "")
	for _, row := range tableRow.FindAllStringSubmatch(table, -1) {
		var cells []string
		for _, cell := range tableCell.FindAllStringSubmatch(row[1], -1) {
			cells = append(cells, number.Replace(tag.ReplaceAllString(cell[1], "")))
		}
		amount := cells[1]
		if cells[2] != "" {
			amount = "-" + cells[2]
		}
		rows = append(rows, amount+" = "+cells[3])
	}
	return rows
}

// eventful is a client to whom everything has happened, a day apart.
func eventful(t *testing.T) (*House, *storetest.Job) {
	house, job, stripe, client := payHouse(t)
	next := func() { job.Clock.Add(24 * time.Hour) }
	first, id := cardPaid(t, job, stripe, client)
	giveBack(t, job, first.Payments[0], 10000)
	next()
	second := job.Invoiced(t)
	hand(t, job, second.ID, 222000, job.Today())
	next()
	if _, err := job.CreditInvoice(t.Context(), job.Owner, second.ID, store.Crediting{Amount: 50000}); err != nil {
		t.Fatal(err)
	}
	must(t, job.HoldCredit(t.Context(), job.Owner, second.ID))
	must(t, job.UseCredit(t.Context(), job.Owner, first.ID, 50000, strings.Repeat("u", 20)))
	next()
	dispute, err := stripe.Dispute(id, "fraudulent")
	must(t, err)
	stripe.Wait()
	must(t, stripe.CloseDispute(dispute, false))
	stripe.Wait()
	next()
	return house, job
}

// The spreadsheet, the studio's page and the client's hold the same lines, over
// any period.
func TestTheSpreadsheetHoldsTheLinesOfThePage(t *testing.T) {
	house, job := eventful(t)
	owner, priya := house.Owner(t), house.signIn(t, job)
	path := fmt.Sprintf("/studio/clients/%d/statement", job.Client.ID)
	for _, period := range []string{"all", "2026-11-23_2026-11-24", "2026-11-25_2026-11-25", "2026-11-26_2026-11-27"} {
		page := owner.Open(path + "?period=" + period).Is(http.StatusOK)
		shown := accountRows(page)
		var kept []string
		for _, row := range page.spreadsheet("Download CSV") {
			kept = append(kept, row["Amount"]+" = "+row["Balance"])
		}
		if len(shown) < 2 || !slices.Equal(shown, kept) {
			t.Errorf("%s: the page shows %q, and the spreadsheet holds %q", period, shown, kept)
		}
		if hers := accountRows(priya.Open("/portal/statement?period=" + period).Is(http.StatusOK)); !slices.Equal(hers, shown) {
			t.Errorf("%s: the client reads %q, and the studio %q", period, hers, shown)
		}
	}
	all := owner.Open(path + "?period=all")
	if n := len(accountRows(all)); n != 10 {
		t.Errorf("%d lines of: two invoices, two payments, a refund, a credit note, credit on both sides, a dispute: %q", n, accountRows(all))
	}
	all.Shows("Taken back by the bank", "Credit used for another invoice", "Paid with credit", "Credit note CN-0001")
}

// The owner reads at once that money which went back by hand may go twice, and
// when it has.
func TestTheOwnerReadsWhatIsLostTwice(t *testing.T) {
	house, job, stripe, client := payHouse(t)
	i, id := cardPaid(t, job, stripe, client)
	owner, page := house.Owner(t), fmt.Sprintf("/studio/invoices/%d", i.ID)
	owner.Open(refundPath(i)).Submit("Refund £666.00", "how", "bank").Shows("£666.00 is noted as given back.")
	dispute, err := stripe.Dispute(id, "credit_not_processed")
	must(t, err)
	stripe.Wait()
	owner.Open(page).Shows("You have given £666.00 of it back by hand already. Tell that to the bank, or Raman gets it twice.")
	must(t, stripe.CloseDispute(dispute, false))
	stripe.Wait()
	now := owner.Open(page).Shows("£666.00 was taken back by Raman’s bank", "You had given £666.00 of it back by hand already: that money is gone twice",
		"Taken back by the bank, though it had gone back by hand").Hides("Up to £")
	if now.HasLink("Refund R-0001") {
		t.Error("what is gone twice is offered to be given back")
	}
	want := map[string]string{"studio-dispute-open": "Tell that to the bank in your answer", "studio-dispute-lost": "that money is gone twice. Raman has it and owes it to you"}
	mails, _, err := job.Mails(t.Context(), store.MailFilter{}, store.Paging{})
	must(t, err)
	for _, m := range mails {
		if says := want[m.Mail.Kind]; says != "" {
			owner.Open(fmt.Sprintf("/studio/emails/%d", m.ID)).Shows("£666.00 of it back by hand already", says)
			delete(want, m.Mail.Kind)
		}
	}
	if len(want) > 0 {
		t.Errorf("not told by mail: %v", want)
	}
	house.signIn(t, job).Open(fmt.Sprintf("/portal/invoices/%d", i.ID)).Is(http.StatusOK).Shows("Taken back by your bank", "£2,220.00")
	now.Submit("The client owes it again").Shows("Raman owes it again.")
	if got := stands(t, job, i.ID); got != "paid -66600, back 133200, credited 66600, left 222000" {
		t.Error(got)
	}
}
