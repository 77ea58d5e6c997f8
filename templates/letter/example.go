package letter

import (
	"strconv"
	"strings"

	"anteroom/store"
	"anteroom/store/money"
)

// Example is an email of a kind, of which the studio has sent none yet: to
// somebody made up, about a job like many. today is the day on which it goes.
func (w Writer) Example(kind, lang string, today store.Date) (store.Mail, Subjects) {
	return exampleMail(kind, lang, w.Studio.Currency), w.exampleSubjects(kind, today)
}

func exampleMail(kind, lang, currency string) store.Mail {
	m := store.Mail{Kind: kind, Lang: lang, ToName: "Marian Ashdown", To: "marian@ashdown.example",
		Data: map[string]string{"name": "Marian Ashdown", "amount": strconv.FormatInt(minor(currency, 600), 10), "currency": currency,
			"reason": "unrecognized", "signed": "1", "of": "2", "answered": "7"}}
	switch {
	case kind == "receipt-credit":
		m.Kind = "receipt"
	case strings.HasSuffix(kind, "-declined"):
		m.Data["reason"] = "We have decided to wait until spring."
	case kind == "studio-mismatch":
		m.Data["asked"], m.Data["came"] = amount(minor(currency, 600), currency, lang), amount(minor(currency, 60), currency, lang)
	case kind == "refund":
		m.Data["road"] = "stripe"
	}
	return m
}

func (w Writer) exampleSubjects(kind string, today store.Date) Subjects {
	currency := w.Studio.Currency
	sum := func(units int64) int64 { return minor(currency, units) }
	const client, project, title = "Ashdown & Wren", "The new shop", "Brochure and photographs"
	s := Subjects{Today: today, File: "Brochure, second draft.pdf", Files: []string{"Brochure, second draft.pdf", "Prices.xlsx"}, Project: project}
	s.Request = store.FileRequest{Title: "Your logo", Due: today.AddDays(7)}
	s.Gallery = store.Gallery{Name: "Opening day", Project: project, Photos: 24}
	s.PhotoSelection = store.PhotoSelection{Contact: "Marian Ashdown", Photos: 7, Comment: "The one with the door open, please, for the cover."}
	s.Quote = store.Quote{Kind: "quote", Number: "Q-0042", Title: title, Total: sum(2400), Currency: currency, Client: client,
		Project: project, ValidUntil: today.AddDays(21)}
	if kind == "estimate" {
		s.Quote.Kind, s.Quote.Number = kind, "E-0042"
	}
	s.Invoice = store.Invoice{Number: "INV-0042", Title: title, Total: sum(2400), Currency: currency, Client: client, Project: project,
		Instalments: []store.Instalment{{Label: "Deposit", Amount: sum(600), DueOn: today.AddDays(14)}, {Label: "Balance", Amount: sum(1800), DueOn: today.AddDays(60)}}}
	if !strings.HasPrefix(kind, "invoice") {
		s.Invoice.Paid, s.Invoice.Instalments[0].Paid = sum(600), sum(600)
	}
	s.Payment = store.Payment{Receipt: "R-0042", Method: "card", Label: "Visa ending 4242", Amount: sum(600), Currency: currency, PaidOn: today}
	if kind == "receipt-credit" {
		s.Payment.Method, s.Payment.Label = "credit", ""
	}
	s.Contract = store.Contract{Number: "C-0042", Client: client, Project: project}
	s.Contract.Title, s.Contract.SignBy = "Photographs for "+client, today.AddDays(14)
	s.Questionnaire = store.Questionnaire{Client: client, Project: project, Contact: "Marian Ashdown", AnswerBy: today.AddDays(10)}
	s.Questionnaire.Title = "About your shop"
	s.CreditNote = store.CreditNote{Number: "CN-0042", Total: sum(600), Currency: currency, Reason: "Two pages fewer", IssuedOn: today}
	if kind == "credit-note" {
		s.Invoice.Credited = s.CreditNote.Total
	}
	s.Statement = store.Statement{Client: store.Party{Name: client}, Period: store.MonthOf(today),
		Ledgers: []store.Ledger{{Currency: currency, Closing: sum(1800)}}}
	return s
}

// minor is a number of whole units in the smallest of a currency.
func minor(currency string, units int64) int64 {
	for range money.Exponent(currency) {
		units *= 10
	}
	return units
}
